//! What a visitor looks for among the booths: a search, and a village, a kind of product or a practice.

use shared::catalogue::LifeCycleStage;
use shared::ids::{BoothNumber, VillageId};
use texts::Language;

use super::line::{LONGEST_SEARCH, LineAction, TypedLine};
use crate::search::ProductGroup;

/// By what booths are browsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// By the village they come from.
    Village,
    /// By what they show.
    Product,
    /// By the stage of a product's life at which they do something for sustainability.
    Practice,
}

/// The booths that alone are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    /// Those of a village.
    Village(VillageId),
    /// Those that show such products.
    Product(ProductGroup),
    /// Those that do something at a stage.
    Practice(LifeCycleStage),
}

impl Only {
    /// Where it was chosen.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        match self {
            Self::Village(_) => Shelf::Village,
            Self::Product(_) => Shelf::Product,
            Self::Practice(_) => Shelf::Practice,
        }
    }
}

/// How the booths that are found are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum BoothLayout {
    /// Cards that say the most.
    #[default]
    List,
    /// Many cards side by side, each with a large picture.
    Grid,
}

/// Something chosen among the booths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoothsAction {
    /// Something done to the search.
    Search(LineAction),
    /// Show what there is to choose from, or the list again.
    By(Option<Shelf>),
    /// Only these booths, or all.
    Only(Option<Only>),
    /// Lay the booths out this way.
    Layout(BoothLayout),
    /// Forget the search and the choice.
    ShowAll,
    /// Open the list with these booths alone.
    See(Only),
    /// From one booth's page to another's, as leafing through a book: the way back stays the same.
    Leaf(BoothNumber),
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browse {
    line: TypedLine,
    by: Option<Shelf>,
    only: Option<Only>,
}

impl Default for Browse {
    fn default() -> Self {
        Self {
            line: TypedLine::new(LONGEST_SEARCH),
            by: None,
            only: None,
        }
    }
}

impl Browse {
    /// The search.
    #[must_use]
    pub fn line(&self) -> &TypedLine {
        &self.line
    }

    /// What there is to choose from, while it is shown in place of the list.
    #[must_use]
    pub fn by(&self) -> Option<Shelf> {
        self.by
    }

    /// The booths that alone are wanted.
    #[must_use]
    pub fn only(&self) -> Option<&Only> {
        self.only.as_ref()
    }

    pub(super) fn take_back(&mut self, count: usize) {
        self.line.take_back(count);
    }

    pub(super) fn search(&mut self, action: LineAction, language: Language) {
        // A visitor who types wants to see what is found, and not what there is to choose from.
        self.by = None;
        self.line.handle(action, language);
    }

    /// What there is to choose from, or the list again.
    pub(super) fn choose_by(&mut self, by: Option<Shelf>, language: Language) {
        self.line.handle(LineAction::Done, language);
        self.by = by;
    }

    pub(super) fn show(&mut self, only: Option<Only>, language: Language) {
        self.only = only;
        self.by = None;
        self.line.handle(LineAction::Done, language);
    }
}

#[cfg(test)]
mod tests {
    use view::{Command, Role, VisitorCommand};

    use super::*;
    use crate::session::{Action, Event, Page, Screen, Session};

    fn visitor() -> Session {
        let mut session = Session::new(Language::VIETNAMESE, Role::Hall);
        session.handle(Event::Chose(Action::Go(Page::Booths)), 0);
        session
    }

    fn chooses(session: &mut Session, action: BoothsAction) -> Vec<Command> {
        session.handle(Event::Chose(Action::Booths(action)), 0)
    }

    #[test]
    fn a_village_is_seen_in_the_list_without_the_search_before() {
        let mut session = visitor();
        let typed = LineAction::Type("quees".to_owned());
        chooses(&mut session, BoothsAction::Search(typed));
        assert_eq!(session.visitor().browse().line().text(), "quế");
        session.handle(Event::Chose(Action::Go(Page::Villages)), 0);
        let village = Only::Village("bat-trang".parse().unwrap());
        chooses(&mut session, BoothsAction::See(village.clone()));
        assert_eq!(session.screen(), Screen::Page(Page::Booths));
        assert_eq!(session.visitor().browse().only(), Some(&village));
        assert_eq!(session.visitor().browse().line().text(), "");
    }

    #[test]
    fn leafing_through_booths_counts_each_and_leads_back_to_the_list_at_once() {
        let mut session = visitor();
        session.handle(Event::Chose(Action::Go(Page::Booth(BoothNumber(7)))), 0);
        for number in 8..=40 {
            let asked = chooses(&mut session, BoothsAction::Leaf(BoothNumber(number)));
            let looked_up = VisitorCommand::LookedUp(BoothNumber(number));
            assert_eq!(asked, [Command::Visitor(looked_up)]);
        }
        session.handle(Event::Chose(Action::Back), 0);
        assert_eq!(session.screen(), Screen::Page(Page::Booths));
    }

    #[test]
    fn the_first_page_forgets_search_and_choice() {
        for leads_home in [Action::Go(Page::Home), Action::Back] {
            let mut session = Session::new(Language::VIETNAMESE, Role::Hall);
            for page in [Page::Home, Page::Booths] {
                session.handle(Event::Chose(Action::Go(page)), 0);
            }
            let typed = LineAction::Type("quees".to_owned());
            chooses(&mut session, BoothsAction::Search(typed));
            session.handle(Event::Chose(leads_home), 0);
            assert_eq!(session.screen(), Screen::Page(Page::Home));
            assert_eq!(*session.visitor().browse(), Browse::default());
        }
    }

    #[test]
    fn grid_stays_for_this_visitor_session_only() {
        let mut session = visitor();
        assert_eq!(session.visitor().booth_layout(), BoothLayout::List);
        chooses(&mut session, BoothsAction::Layout(BoothLayout::Grid));
        for stays in [
            Action::Booths(BoothsAction::ShowAll),
            Action::Go(Page::Booth(BoothNumber(7))),
            Action::Go(Page::Home),
            Action::Go(Page::Booths),
        ] {
            session.handle(Event::Chose(stays), 0);
            assert_eq!(session.visitor().booth_layout(), BoothLayout::Grid);
        }
        let gone = crate::session::QUIET_MS + crate::session::COUNTDOWN_MS;
        session.handle(Event::Ticked, gone);
        assert_eq!(session.screen(), Screen::Attract);
        assert_eq!(session.visitor().booth_layout(), BoothLayout::List);
    }

    #[test]
    fn whoever_types_sees_the_list_and_whoever_chooses_puts_the_keyboard_away() {
        let mut session = visitor();
        chooses(&mut session, BoothsAction::By(Some(Shelf::Practice)));
        chooses(&mut session, BoothsAction::Search(LineAction::Open));
        assert_eq!(session.visitor().browse().by(), None);
        assert!(session.visitor().browse().line().is_open());
        chooses(&mut session, BoothsAction::By(Some(Shelf::Practice)));
        let stage = Only::Practice(LifeCycleStage::Disposal);
        chooses(&mut session, BoothsAction::Only(Some(stage)));
        assert!(!session.visitor().browse().line().is_open());
        assert_eq!(session.visitor().browse().by(), None);
    }
}
