//! One visitor: their language and aids, their way through the pages of the hall, what is open there and what they
//! write. Nothing of it is left for the next.

use texts::Language;
use view::{Command, PeopleView, StampCard, VisitorCommand};

use super::access::{Access, Comfort};
use super::booths::{BoothLayout, BoothsAction, Browse};
use super::demos::Demos;
use super::events::Action;
use super::map::MapVisit;
use super::page::{Page, Trail};
use super::people::People;
use super::stay::Stay;
use super::submission::{SubmissionAction, SubmissionForm};
use super::writing::Band;

/// What is kept while a visitor is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    pub(super) language: Language,
    trail: Trail,
    map: MapVisit,
    browse: Browse,
    booth_layout: BoothLayout,
    pub(super) comfort: Comfort,
    pub(super) people: People,
    pub(super) demos: Demos,
    pub(super) stay: Stay,
}

impl Visitor {
    /// One who has done nothing yet.
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            trail: Trail::default(),
            map: MapVisit::default(),
            browse: Browse::default(),
            booth_layout: BoothLayout::default(),
            comfort: Comfort::default(),
            people: People::default(),
            demos: Demos::default(),
            stay: Stay::default(),
        }
    }

    /// The one who comes next.
    pub(super) fn next(&self, language: Language) -> Self {
        Self {
            people: self.people.after(),
            ..Self::new(language)
        }
    }

    /// The one who is seen next behind the first screen. It may be the same person: language and aids stay.
    pub(super) fn next_by_the_way(&self) -> Self {
        Self {
            comfort: self.comfort,
            stay: self.stay.clone(),
            ..self.next(self.language)
        }
    }

    /// Whether there is nothing of them to forget.
    pub(super) fn is_untouched(&self, house_language: Language) -> bool {
        self.page().is_none()
            && self.language == house_language
            && self.comfort == Comfort::default()
    }

    /// The page that is open, if any.
    pub(super) fn page(&self) -> Option<&Page> {
        self.trail.page()
    }

    /// Opens a page, with all that begins anew with it.
    pub(super) fn go(&mut self, page: Page, now_ms: u64) -> Option<Command> {
        let looked_up = match page {
            Page::Booth(number) => Some(VisitorCommand::LookedUp(number)),
            _ => None,
        };
        self.comfort.panel = false;
        self.people.open(&page);
        self.demos.turn_to(&page, now_ms);
        self.map.open_anew();
        self.trail.go(page);
        self.begin_anew_at_home();
        looked_up.map(Command::Visitor)
    }

    /// Something that they chose for themselves; the lane and staff know nothing of it.
    pub(super) fn choose(&mut self, action: Action, now_ms: u64) -> Option<Command> {
        match action {
            Action::Speak(language) => {
                self.language = language;
                self.stay.begin();
            }
            Action::Begin(language) => {
                self.language = language;
                return self.go(Page::Home, now_ms);
            }
            Action::Go(page) => return self.go(page, now_ms),
            Action::Back => self.back(),
            Action::Access(action) => self.comfort.handle(action),
            Action::Map(action) => self.map.handle(action),
            Action::Demos(action) => return self.demos.choose(action, now_ms),
            Action::Booths(action) => return self.look_for(action, now_ms),
            Action::Submission(action) => return self.write(action, now_ms),
            Action::StillHere => self.people.writer.is_there(),
            Action::AskForContact(_)
            | Action::ComeIn(_)
            | Action::Answer
            | Action::PutAway
            | Action::SampleTicket
            | Action::SetUp(_)
            | Action::Staff(_) => {}
        }
        None
    }

    /// One step back in a form, or a page back; from the first page out of the hall.
    fn back(&mut self) {
        self.comfort.panel = false;
        if self.people.back(self.trail.page()) {
            return;
        }
        self.map.open_anew();
        self.demos.leave_video();
        self.trail.back();
        self.begin_anew_at_home();
    }

    /// Something chosen among the booths.
    fn look_for(&mut self, action: BoothsAction, now_ms: u64) -> Option<Command> {
        let language = self.language;
        match action {
            BoothsAction::Search(action) => self.browse.search(action, language),
            BoothsAction::By(by) => self.browse.choose_by(by, language),
            BoothsAction::Only(only) => self.browse.show(only, language),
            BoothsAction::Layout(layout) => self.booth_layout = layout,
            BoothsAction::ShowAll => self.browse = Browse::default(),
            BoothsAction::See(only) => {
                self.browse = Browse::default();
                self.browse.show(Some(only), language);
                return self.go(Page::Booths, now_ms);
            }
            BoothsAction::Leaf(number) => {
                self.trail.back();
                return self.go(Page::Booth(number), now_ms);
            }
        }
        None
    }

    /// Something done to a form.
    fn write(&mut self, action: SubmissionAction, now_ms: u64) -> Option<Command> {
        let leaves = action == SubmissionAction::Leave;
        let sent = self.people.handle(action, self.language, now_ms);
        if leaves {
            self.trail.back();
        }
        sent.map(Command::Visitor)
    }

    /// The stamp card that has come is theirs, and is shown.
    pub(super) fn show_card(&mut self, card: u64) {
        self.people.keep_card(card);
        self.comfort.panel = false;
        self.trail.go(Page::Stamps);
    }

    /// Takes characters of a scan out of whatever was being typed into.
    pub(super) fn take_back(&mut self, count: usize) {
        match self.page() {
            Some(Page::Booths) => self.browse.take_back(count),
            Some(Page::Network | Page::Contact(_)) => self.people.take_back(count),
            _ => {}
        }
    }

    /// Whether their page has a field for what a person types.
    pub(super) fn has_field(&self) -> bool {
        matches!(
            self.page(),
            Some(Page::Booths | Page::Network | Page::Contact(_))
        )
    }

    /// Whether the page is open on which a form is being filled in, and there is something in it.
    pub(super) fn writes(&self) -> bool {
        self.people.writes(self.page())
    }

    /// Whether the lane speaks in a band, and not on the whole screen.
    pub(super) fn lane_speaks_beside(&self) -> bool {
        self.people.writer.is_beside() && self.writes()
    }

    /// What is said in a band over the page, while the lane speaks or does not.
    pub(super) fn band(&self, lane_speaks: bool, now_ms: u64) -> Option<Band> {
        let writer = self.writes().then_some(&self.people.writer);
        writer.and_then(|writer| writer.band(lane_speaks, now_ms))
    }

    /// In how many milliseconds a form ends that nobody has gone on with since another ticket was scanned.
    pub(super) fn form_ends_in_ms(&self, now_ms: u64) -> Option<u64> {
        let ends = self.people.writer.ends_in_ms(now_ms);
        ends.filter(|_| self.writes())
    }

    /// In how many milliseconds a form is drawn otherwise.
    pub(super) fn form_due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let told = self.people.writer.told_for_ms(now_ms);
        // The countdown goes by seconds.
        let second = |left: u64| left - left.saturating_sub(1) / 1000 * 1000;
        let ends = self.form_ends_in_ms(now_ms).map(second);
        let sent = self.people.due_in_ms(now_ms);
        [told, ends, sent].into_iter().flatten().min()
    }

    /// On the first page nothing is left of what was searched for or chosen on others.
    fn begin_anew_at_home(&mut self) {
        if self.page() == Some(&Page::Home) {
            self.browse = Browse::default();
            self.demos.begin_anew();
        }
    }
}

/// What screens look at.
impl Visitor {
    /// What is looked for among the booths.
    #[must_use]
    pub fn browse(&self) -> &Browse {
        &self.browse
    }

    /// How the booths are laid out.
    #[must_use]
    pub fn booth_layout(&self) -> BoothLayout {
        self.booth_layout
    }

    /// What is open of the demonstrations.
    #[must_use]
    pub fn demos(&self) -> &Demos {
        &self.demos
    }

    /// What the map shows.
    #[must_use]
    pub fn map(&self) -> &MapVisit {
        &self.map
    }

    /// What makes the screens easier for them.
    #[must_use]
    pub fn access(&self) -> Access {
        self.comfort.access
    }

    /// Whether the panel is open that offers what makes the screens easier.
    #[must_use]
    pub fn access_is_open(&self) -> bool {
        self.comfort.panel
    }

    /// The form that is being filled in.
    #[must_use]
    pub fn submission(&self) -> &SubmissionForm {
        &self.people.form
    }

    /// Their stamp card, if the one in view is theirs.
    #[must_use]
    pub fn own_card<'a>(&self, view: &'a PeopleView) -> Option<&'a StampCard> {
        self.people.own_card(view)
    }
}
