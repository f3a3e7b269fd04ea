//! Every refusal in one table: what it looks like, which of its facts is the next step, and which are worth a line.

use shared::checkin::Reason;

use super::facts::Told;
use super::mood::Mood;

/// The words of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Colour and symbol.
    pub(super) mood: Mood,
    /// The fact that, where it is known, is the next step itself: when to come back.
    pub(super) step: Option<Told>,
    /// The facts worth a line, the most helpful first. Those that are known are told, two at most.
    pub(super) facts: &'static [Told],
    /// Whether the next step is to turn to a person: a kiosk that stands alone says where there is one.
    pub(super) person: bool,
}

/// The words of a refusal.
pub(super) fn row(reason: Reason) -> Row {
    use Told::{
        BlockedSince, ClosedAt, Earlier, Inside, LastValid, LeadsTo, Limit, NextValid, OpensAt,
        PartyLeft, RevokedSince, Room, TimeUnknown, TooShort, Wait,
    };
    match reason {
        Reason::Malformed => Row::no(&[TooShort]),
        Reason::BadSignature
        | Reason::WrongExhibition
        | Reason::UnknownTicket
        | Reason::AmbiguousTicket => Row::no(&[]).person(),
        Reason::UnknownKey => Row::no(&[]).staff(),
        Reason::NeedsStaff => Row::no(&[TimeUnknown, Earlier]).staff(),
        Reason::Revoked => Row::no(&[RevokedSince]).person(),
        Reason::Blocked => Row::no(&[BlockedSince]).staff(),
        Reason::NotYetValid => Row::no(&[]).step(NextValid),
        Reason::Expired => Row::no(&[LastValid]).person(),
        Reason::WrongDay => Row::no(&[LastValid]).step(NextValid),
        Reason::WrongGate => Row::no(&[LeadsTo]).person(),
        Reason::NotOpen => Row::no(&[ClosedAt, Told::Hours]).step(OpensAt),
        Reason::AlreadyUsed => Row::no(&[Earlier, Limit]).person(),
        Reason::LimitReached => Row::no(&[PartyLeft, Earlier, Limit]).person(),
        Reason::TooSoon => Row::no(&[Earlier]).step(Wait),
        Reason::Full => Row::no(&[Inside, Room]),
    }
}

impl Row {
    const fn no(facts: &'static [Told]) -> Self {
        Self {
            mood: Mood::Refused,
            step: None,
            facts,
            person: false,
        }
    }

    /// A person has to help: another colour and another symbol.
    const fn staff(self) -> Self {
        Self {
            mood: Mood::Staff,
            ..self.person()
        }
    }

    const fn person(self) -> Self {
        Self {
            person: true,
            ..self
        }
    }

    const fn step(self, step: Told) -> Self {
        Self {
            step: Some(step),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fact_that_is_the_next_step_is_not_told_twice() {
        for reason in Reason::ALL {
            let row = row(reason);
            let twice = row.step.is_some_and(|step| row.facts.contains(&step));
            assert!(!twice, "{reason:?}");
        }
    }

    #[test]
    fn whatever_needs_staff_tells_a_kiosk_alone_to_say_where_they_are() {
        for reason in Reason::ALL {
            let row = row(reason);
            assert!(row.mood != Mood::Staff || row.person, "{reason:?}");
        }
        assert_eq!(row(Reason::NeedsStaff).mood, Mood::Staff);
        assert!(!row(Reason::TooSoon).person, "waiting helps");
    }
}
