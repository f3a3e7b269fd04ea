//! A ticket's passages put in order and judged again.

use jiff::civil::Date;

use super::{Decision, Direction, Reason, Rules, Scan, Seen, Standing, Visits, decide};
use crate::ids::{GateId, Incarnation, KioskId};
use crate::ticket::Claims;
use crate::time::UnixMs;

/// A party that really passed a gate, by a kiosk's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where the passage stands among all others.
    pub place: Place,
    /// The gate.
    pub gate: GateId,
    /// Which way they went.
    pub direction: Direction,
    /// The ticket they showed.
    pub claims: Claims,
    /// How many people went.
    pub people: u16,
}

/// The order of records: corrected time, then kiosk, incarnation and sequence number. It does not
/// depend on when a record reached the server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The corrected time of the scan.
    pub at: UnixMs,
    /// The kiosk that recorded it.
    pub kiosk: KioskId,
    /// The life of that kiosk's journal.
    pub incarnation: Incarnation,
    /// The record's number in that journal.
    pub seq: u64,
}

/// What a passage turned out to be, once all that is known is in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// An entry that counts.
    Entry {
        /// The party's first entry of the day.
        first_today: bool,
        /// The party was not inside before.
        enters: bool,
    },
    /// An exit.
    Exit {
        /// The date of the entry that it closes.
        closes: Option<Date>,
    },
    /// Someone was let in whom the rules, with today's knowledge, would refuse: a ticket used at two
    /// doors that were cut off from each other, or one revoked while the door had no network.
    Conflict(Reason),
}

/// Judges a ticket's passages, which must be in the order of their [`Place`], each from the ones
/// before it. Gives a mark for each, and what is known of the ticket afterwards.
#[must_use]
pub fn replay(rules: &Rules, standing: Standing, passages: &[Passage]) -> (Vec<Mark>, Visits) {
    let mut visits = Visits::default();
    let marks = passages
        .iter()
        .map(|passage| judge(rules, standing, &mut visits, passage))
        .collect();
    (marks, visits)
}

/// Judges one passage that comes after all that went into `visits`, and takes it into account there.
pub fn judge(rules: &Rules, standing: Standing, visits: &mut Visits, passage: &Passage) -> Mark {
    let at = passage.place.at;
    let scan = Scan {
        claims: &passage.claims,
        at,
        direction: passage.direction,
    };
    let date = rules.calendar.zone.local(at).date;
    let decision = decide(rules, standing, visits, scan);
    let mark = match &decision {
        Decision::Admitted { again } => Mark::Entry {
            first_today: !again,
            enters: visits.inside_since != Some(date),
        },
        Decision::Exited { .. } => Mark::Exit {
            closes: visits.inside_since,
        },
        Decision::Refused(refusal) => Mark::Conflict(refusal.reason),
    };
    visits.apply(
        &decision,
        Seen {
            at,
            date,
            gate: passage.gate.clone(),
        },
    );
    mark
}
