//! What makes the screens easier to read and to reach, as the present visitor has chosen it.

/// Something that makes the screens easier for some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aid {
    /// Letters a quarter larger.
    LargeText,
    /// Light letters on black.
    HighContrast,
    /// Everything in the lower part of a high screen.
    LowReach,
    /// Nothing moves by itself.
    Calm,
}

impl Aid {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::LargeText,
        Self::HighContrast,
        Self::LowReach,
        Self::Calm,
    ];
}

/// Which aids are on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Access([bool; Aid::ALL.len()]);

impl Access {
    /// Whether an aid is on.
    #[must_use]
    pub fn has(self, aid: Aid) -> bool {
        self.0[aid as usize]
    }

    /// With an aid turned on, or off where it is on.
    #[must_use]
    pub fn turned(mut self, aid: Aid) -> Self {
        self.0[aid as usize] = !self.has(aid);
        self
    }

    /// Whether letters are larger.
    #[must_use]
    pub fn large_text(self) -> bool {
        self.has(Aid::LargeText)
    }

    /// Whether the colours are those of high contrast.
    #[must_use]
    pub fn high_contrast(self) -> bool {
        self.has(Aid::HighContrast)
    }

    /// Whether everything has to be within reach from a wheelchair.
    #[must_use]
    pub fn low_reach(self) -> bool {
        self.has(Aid::LowReach)
    }

    /// Whether nothing may move by itself.
    #[must_use]
    pub fn calm(self) -> bool {
        self.has(Aid::Calm)
    }
}

/// What is done about the aids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessAction {
    /// Open the panel that offers them.
    Open,
    /// Close it.
    Close,
    /// Turn one on or off.
    Turn(Aid),
}

/// The aids that are on, and whether the panel is open that offers them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Comfort {
    pub(super) access: Access,
    pub(super) panel: bool,
}

impl Comfort {
    /// Does what was asked for.
    pub(super) fn handle(&mut self, action: AccessAction) {
        match action {
            AccessAction::Open => self.panel = true,
            AccessAction::Close => self.panel = false,
            AccessAction::Turn(aid) => self.access = self.access.turned(aid),
        }
    }
}

#[cfg(test)]
mod tests {
    use texts::Language;
    use view::Role;
    use view::{LaneView, Outcome, Verdict};

    use super::*;
    use crate::session::{Action, COUNTDOWN_MS, Event, Page, QUIET_MS, Screen, Session};

    fn visitor(role: Role) -> Session {
        let mut session = Session::new(Language::VIETNAMESE, role);
        for action in [AccessAction::Open, AccessAction::Turn(Aid::LargeText)] {
            session.handle(Event::Chose(Action::Access(action)), 1_000);
        }
        session
    }

    #[test]
    fn an_aid_is_turned_on_and_off_and_the_others_stay() {
        for aid in Aid::ALL {
            let on = Access::default().turned(aid);
            for other in Aid::ALL {
                assert_eq!(on.has(other), other == aid);
            }
            assert_eq!(on.turned(aid), Access::default());
        }
    }

    #[test]
    fn the_aids_stay_from_page_to_page_and_the_panel_does_not() {
        let mut session = visitor(Role::Hall);
        assert!(session.visitor().access_is_open());
        session.handle(Event::Chose(Action::Go(Page::Home)), 2_000);
        assert!(!session.visitor().access_is_open());
        session.handle(Event::Chose(Action::Back), 3_000);
        assert_eq!(session.screen(), Screen::Attract);
        assert!(
            session.visitor().access().large_text(),
            "they may still be there"
        );
    }

    #[test]
    fn the_next_visitor_finds_none_of_them() {
        for role in [Role::Hall, Role::Door] {
            let mut session = visitor(role);
            let visit = session.visit();
            let gone = 1_000 + QUIET_MS + COUNTDOWN_MS;
            assert_eq!(session.due_in_ms(gone - 5), Some(5));
            session.handle(Event::Ticked, gone - 1);
            assert!(session.visitor().access().large_text() && session.visitor().access_is_open());
            session.handle(Event::Ticked, gone);
            assert_eq!(session.visitor().access(), Access::default());
            assert!(!session.visitor().access_is_open());
            assert_ne!(session.visit(), visit);
            assert_eq!(session.due_in_ms(gone), None);
        }
    }

    #[test]
    fn whoever_is_told_a_verdict_keeps_their_letters_and_the_next_one_does_not() {
        let mut session = visitor(Role::Door);
        let verdict = LaneView::Verdict(Verdict {
            id: 1,
            at: shared::time::UnixMs(0),
            outcome: Outcome::Exited,
            people: 1,
            ticket: None,
            kind: None,
            short_code: None,
            people_left: None,
            repeat: false,
        });
        session.handle(Event::Lane(&verdict), 2_000);
        assert!(session.visitor().access().large_text());
        assert!(
            !session.visitor().access_is_open(),
            "the verdict has the screen"
        );
        session.handle(Event::Chose(Action::Access(AccessAction::Open)), 2_500);
        session.handle(Event::Lane(&verdict), 2_600);
        assert!(session.visitor().access_is_open(), "it is the same verdict");
        session.handle(Event::Lane(&LaneView::Waiting), 6_000);
        assert_eq!(session.visitor().access(), Access::default());
    }
}
