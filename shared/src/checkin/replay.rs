//! A ticket's passages put in order and judged again.

use serde::{Deserialize, Serialize};

use super::checks::CheckCase;
use super::{
    Admission, Closed, Decision, Direction, Occupancy, Reason, Rules, Scan, TicketStatus, Visits,
};
use crate::ids::GateId;
use crate::record::order::RecordOrder;
use crate::ticket::Claims;

/// A party that really passed a gate, by a kiosk's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where the passage stands among all others.
    #[serde(rename = "place")]
    pub order: RecordOrder,
    /// The gate.
    pub gate: GateId,
    /// Which way they went.
    pub direction: Direction,
    /// The ticket they showed.
    pub claims: Claims,
    /// How many people went.
    pub people: u16,
    /// Whether staff let them in against the rules. Such an entry is never a conflict.
    pub by_staff: bool,
}

/// What a passage turned out to be, once all that is known is in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// An entry that counts.
    Entry {
        /// The party's first entry of the day.
        first_today: bool,
        /// People of the party who had not come in before that day.
        new_people: u16,
        /// People who were not inside before.
        enters: u16,
    },
    /// An exit, with the entries that it closes.
    Exit {
        /// Who is no longer inside, by zone and date of entry.
        closes: Vec<Closed>,
    },
    /// Someone was let in whom the rules, with today's knowledge, would refuse: a ticket used at two
    /// doors that were cut off from each other, or one revoked while the door had no network.
    Conflict(Reason),
    /// The exhibition never had the gate. The passage is kept and counts for nothing until a catalogue has it.
    SetAside,
}

/// Judges a ticket's passages, which must be in the order of their [`RecordOrder`], each from the ones
/// before it. Gives a mark for each, and the ticket's visits afterwards.
#[must_use]
pub fn replay(rules: &Rules, status: TicketStatus, passages: &[Passage]) -> (Vec<Mark>, Visits) {
    let mut visits = Visits::default();
    let marks = passages
        .iter()
        .map(|passage| judge(rules, status, &mut visits, passage))
        .collect();
    (marks, visits)
}

/// Judges one passage that comes after all that went into `visits`, and takes it into account there.
pub fn judge(rules: &Rules, status: TicketStatus, visits: &mut Visits, passage: &Passage) -> Mark {
    let Some(gate) = rules.gates.get(&passage.gate) else {
        return Mark::SetAside;
    };
    let zone = gate.zone;
    let at = passage.order.at;
    let people = passage.people;
    if passage.direction == Direction::Out {
        return Mark::Exit {
            closes: visits.leave(zone, people),
        };
    }
    if !passage.by_staff {
        let scan = Scan {
            claims: &passage.claims,
            at,
            gate: &passage.gate,
            direction: passage.direction,
            people,
        };
        let case = CheckCase {
            recorded: true,
            ..CheckCase::of(rules, status, visits, &Occupancy::UNKNOWN, scan)
        };
        if let Decision::Refused(refusal) = case.decide() {
            return Mark::Conflict(refusal.reason);
        }
    }
    let date = rules.calendar.date_at(at);
    let booking = visits.zone(zone).book(rules, &passage.claims, date, people);
    let seen = Admission {
        at,
        date,
        gate: passage.gate.clone(),
    };
    visits.enter(zone, seen, booking);
    Mark::Entry {
        first_today: booking.first_today,
        new_people: booking.new_people,
        enters: booking.enters,
    }
}
