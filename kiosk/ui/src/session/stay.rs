//! Whether the visitor who chose a language is still at the kiosk, judged by the verdicts.
//!
//! A refused visitor is still there and tries again; an admitted one has walked on once the verdict is gone, and is
//! certainly not the one who shows another ticket.

use shared::ids::TicketNumber;
use view::{Outcome, Verdict};

/// The last verdict, as far as it says who is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stay(Option<HeardVerdict>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct HeardVerdict {
    verdict: u64,
    ticket: Option<TicketNumber>,
    passed: bool,
}

impl Stay {
    /// Takes in a verdict; returns whether it is about another visitor than the last one.
    pub(super) fn hear(&mut self, verdict: &Verdict) -> bool {
        let told = HeardVerdict {
            verdict: verdict.id,
            ticket: verdict.ticket,
            passed: !matches!(verdict.outcome, Outcome::Refused(_)),
        };
        let before = self.0.replace(told);
        before.is_some_and(|before| {
            before.passed && before.verdict != told.verdict && before.ticket != told.ticket
        })
    }

    /// Takes in that somebody touched the languages: they are there now, whatever was said before.
    pub(super) fn begin(&mut self) {
        self.0 = None;
    }

    /// Returns whether the visitor has walked on when the verdict leaves the screen.
    pub(super) fn has_walked_on(&self) -> bool {
        self.0.is_some_and(|told| told.passed)
    }
}

#[cfg(test)]
mod tests {
    use shared::checkin::{Reason, Refusal};
    use shared::time::UnixMs;
    use texts::Language;
    use view::Role;
    use view::{LaneView, Outcome, Verdict};

    use crate::session::{Action, COUNTDOWN_MS, Event, QUIET_MS, Session};

    const ADMITTED: Outcome = Outcome::Admitted { again: false };

    fn refused() -> Outcome {
        Outcome::Refused(Refusal::bare(Reason::WrongDay))
    }

    fn verdict(id: u64, ticket: u32, outcome: Outcome) -> LaneView {
        LaneView::Verdict(Verdict {
            id,
            at: UnixMs(0),
            outcome,
            people: 1,
            ticket: Some(shared::ids::TicketNumber(ticket)),
            kind: None,
            short_code: None,
            people_left: None,
            repeat: false,
        })
    }

    /// A door at which a visitor has chosen English.
    fn english() -> Session {
        let mut session = Session::new(Language::VIETNAMESE, Role::Door);
        session.handle(Event::Chose(Action::Speak(Language::ENGLISH)), 0);
        session
    }

    #[test]
    fn close_keeps_the_chosen_language() {
        let mut session = english();
        session.handle(Event::Lane(&verdict(1, 7, refused())), 1_000);
        session.handle(Event::Chose(Action::PutAway), 2_000);
        session.handle(Event::Lane(&LaneView::Waiting), 2_010);
        assert_eq!(session.language(), Language::ENGLISH);
        let gone = 2_010 + QUIET_MS + COUNTDOWN_MS;
        session.handle(Event::Ticked, gone);
        assert_eq!(session.language(), Language::VIETNAMESE, "they have gone");
    }

    #[test]
    fn refused_visitor_tries_again_in_their_language() {
        let mut session = english();
        session.handle(Event::Lane(&verdict(1, 7, refused())), 1_000);
        session.handle(Event::Lane(&LaneView::Waiting), 9_000);
        assert_eq!(session.language(), Language::ENGLISH);
        session.handle(Event::Lane(&verdict(2, 8, ADMITTED)), 12_000);
        assert_eq!(
            session.language(),
            Language::ENGLISH,
            "another of their tickets"
        );
        session.handle(Event::Lane(&LaneView::Waiting), 16_000);
        assert_eq!(
            session.language(),
            Language::VIETNAMESE,
            "they have walked on"
        );
    }

    #[test]
    fn next_ticket_after_an_admission_speaks_the_house_language() {
        let mut session = english();
        session.handle(Event::Lane(&verdict(1, 7, ADMITTED)), 1_000);
        session.handle(Event::Chose(Action::PutAway), 2_000);
        assert_eq!(session.language(), Language::ENGLISH);
        session.handle(Event::Lane(&verdict(2, 7, refused())), 3_000);
        assert_eq!(session.language(), Language::ENGLISH, "the same ticket");
        let mut session = english();
        session.handle(Event::Lane(&verdict(1, 7, ADMITTED)), 1_000);
        session.handle(Event::Chose(Action::PutAway), 2_000);
        session.handle(Event::Lane(&verdict(2, 8, ADMITTED)), 3_000);
        assert_eq!(session.language(), Language::VIETNAMESE);
    }

    #[test]
    fn language_chosen_after_an_admission_is_the_next_visitors() {
        let mut session = english();
        session.handle(Event::Lane(&verdict(1, 7, ADMITTED)), 1_000);
        session.handle(Event::Chose(Action::PutAway), 2_000);
        session.handle(Event::Chose(Action::Speak(Language::ENGLISH)), 3_000);
        session.handle(Event::Lane(&verdict(2, 8, ADMITTED)), 4_000);
        assert_eq!(session.language(), Language::ENGLISH);
    }
}
