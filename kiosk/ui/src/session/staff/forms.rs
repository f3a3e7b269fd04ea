//! What staff fill in on their screens.

use shared::checkin::{Direction, Reason};
use shared::ids::{StaffReason, TicketNumber, TicketType};
use shared::record::RecordId;
use shared::ticket::ShortCode;
use view::{Found, Outcome, Pin, TicketChoice, Verdict};

pub use shared::staff::MOST_PEOPLE;

/// Everything that is filled in. It is thrown away whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Forms {
    pub(super) pin: Pin,
    pub(super) search: String,
    pub(super) searched: bool,
    pub(super) code: String,
    pub(super) admission: Option<Admission>,
    pub(super) walk: Walk,
    pub(super) picked: Vec<RecordId>,
}

/// Somebody who is let in although the rules refuse it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// Who.
    pub subject: AdmissionSubject,
    /// Why; `None` until it is chosen.
    pub reason: Option<StaffReason>,
    /// How many people, 1 to [`MOST_PEOPLE`].
    pub people: u16,
}

/// People without a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Which way; `None` for the way the gate is set to.
    pub direction: Option<Direction>,
    /// As what kind; `None` for the first there is.
    pub kind: Option<TicketType>,
    /// How many, 1 to [`MOST_PEOPLE`].
    pub people: u16,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            direction: None,
            kind: None,
            people: 1,
        }
    }
}

/// A ticket that staff may let in: one that the lane refused, or one that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmissionSubject {
    /// The number of the lane's verdict, when it was one.
    verdict: Option<u64>,
    /// The ticket, when it is a known one.
    ticket: Option<TicketNumber>,
    /// Its short code, if it has one.
    pub code: Option<ShortCode>,
    /// Its kind, where that is known.
    pub kind: Option<TicketType>,
    /// How many people it is for; at least 1.
    pub people: u16,
    /// Why the rules refuse it.
    pub refused: Option<Reason>,
}

impl AdmissionSubject {
    /// The ticket, or the unknown code, that a verdict refused; `None` for any other verdict.
    #[must_use]
    pub fn of_verdict(verdict: &Verdict) -> Option<Self> {
        let Outcome::Refused(refusal) = &verdict.outcome else {
            return None;
        };
        Some(Self {
            verdict: Some(verdict.id),
            ticket: verdict.ticket,
            code: verdict.short_code,
            kind: None,
            people: verdict.people.clamp(1, MOST_PEOPLE),
            refused: Some(refusal.reason),
        })
    }

    /// A ticket that a search found.
    #[must_use]
    pub fn of_found(found: &Found) -> Self {
        Self {
            verdict: None,
            ticket: Some(found.ticket),
            code: found.short_code,
            kind: Some(found.kind),
            people: u16::from(found.party).clamp(1, MOST_PEOPLE),
            refused: found.refused,
        }
    }

    /// How to name it to the desk, when `latest` was the lane's last verdict. `None` for an unknown code after which
    /// another one was scanned: nothing tells the desk any more which it was.
    #[must_use]
    pub fn choice(&self, latest: Option<u64>) -> Option<TicketChoice> {
        if let Some(verdict) = self.verdict.filter(|_| self.verdict == latest) {
            // Only the desk still has what was scanned: a genuine ticket need not be on any list.
            return Some(TicketChoice::Shown(verdict));
        }
        self.ticket.map(TicketChoice::Number)
    }
}
