//! Who may pass: the rules of check-in as pure functions.
//!
//! A kiosk asks [`decide`] about the person in front of it; the server asks the same function about
//! every record it receives, through [`replay`]. There is no second rule engine to disagree with.
//!
//! Reading order: `rules` (what the exhibition decided), `visits` (what a ticket did so far),
//! `checks` (the rules one by one), `replay` (records judged again), `explain`.

mod checks;
mod choice;
mod explain;
mod occupancy;
mod party;
mod reason;
mod refusal;
mod replay;
mod rules;
mod visits;
mod walk_in;

pub use checks::Rule;
use checks::{CheckCase, Finding};
pub use choice::choose;
pub use explain::{CheckStep, Explanation, explain};
pub use occupancy::Occupancy;
pub use party::whole_party;
pub use reason::Reason;
pub use refusal::{Facts, Missing, Refusal};
pub use replay::{Mark, Passage, RecordOrder, judge, replay};
pub use rules::{GateRule, Limit, Opening, Rules, Span, TypeRule, ZoneRule};
pub use visits::{BoothSighting, Closed, Inside, Visits, ZoneVisits};
pub use walk_in::WalkIn;

use crate::ids::GateId;
use crate::ticket::Claims;
use crate::time::UnixMs;

/// Which way a gate leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Into the exhibition.
    In,
    /// Out of it.
    Out,
}

/// Whether the organisers still honour a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TicketStatus {
    /// They do.
    #[default]
    Good,
    /// Withdrawn (refunded, replaced) from this instant on.
    Revoked(UnixMs),
    /// Stopped for a talk with staff from this instant on.
    Blocked(UnixMs),
}

/// One presentation of a genuine ticket at a gate.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    /// What the ticket grants.
    pub claims: &'a Claims,
    /// When, by the corrected clock.
    pub at: UnixMs,
    /// The gate.
    pub gate: &'a GateId,
    /// Which way the gate leads.
    pub direction: Direction,
    /// How many people want to pass: the whole party, or for a party that comes in parts, this one.
    pub people: u16,
}

/// What to tell the person at the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// They may come in.
    Admitted {
        /// Whether they were in before today, and come again.
        again: bool,
        /// How many of the party may still come in after them; `None` for a ticket that admits its
        /// party as a whole.
        people_left: Option<u16>,
    },
    /// They go out. An exit is never refused and uses nothing up.
    Exited {
        /// Whether an entry that was still open is now closed.
        matched: bool,
    },
    /// They may not come in.
    Refused(Refusal),
}

/// Decides one scan from what is known at this place and time.
#[must_use]
pub fn decide(
    rules: &Rules,
    standing: TicketStatus,
    visits: &Visits,
    occupancy: &Occupancy,
    scan: Scan<'_>,
) -> Decision {
    CheckCase::of(rules, standing, visits, occupancy, scan).decide()
}

/// How many people of a ticket's party may come in through a gate now, by how often the ticket
/// admits: what a screen offers when a group comes in parts. Other rules are not asked.
#[must_use]
pub fn people_left(rules: &Rules, visits: &Visits, scan: Scan<'_>) -> u16 {
    let zone = rules.of_gate(scan.gate).zone;
    let today = rules.calendar.date_at(scan.at);
    visits.zone(zone).left(rules, scan.claims, zone, today).0
}

impl<'a> CheckCase<'a> {
    fn of(
        rules: &'a Rules,
        standing: TicketStatus,
        visits: &'a Visits,
        occupancy: &'a Occupancy,
        scan: Scan<'a>,
    ) -> Self {
        let gate = rules.of_gate(scan.gate);
        Self {
            rules,
            kind: rules.of_type(scan.claims.kind),
            gate,
            standing,
            visits: visits.zone(gate.zone),
            occupancy,
            scan,
            today: rules.calendar.date_at(scan.at),
            recorded: false,
        }
    }

    /// Asks every rule until one refuses.
    fn decide(&self) -> Decision {
        if self.scan.direction == Direction::Out {
            return Decision::Exited {
                matched: self.visits.inside.is_some(),
            };
        }
        for rule in Rule::ALL {
            let Finding { refused, facts } = self.ask(rule);
            if let Some(reason) = refused {
                return Decision::Refused(Refusal::with(reason, facts));
            }
        }
        self.admitted()
    }

    /// The admission that all rules allow.
    fn admitted(&self) -> Decision {
        let Scan { claims, people, .. } = self.scan;
        let booking = self.visits.book(self.rules, claims, self.today, people);
        let (left, _) = self
            .visits
            .left(self.rules, claims, self.gate.zone, self.today);
        let again = if self.kind.partial {
            booking.new_people == 0
        } else {
            !booking.first_today
        };
        Decision::Admitted {
            again,
            people_left: self.kind.partial.then_some(left.saturating_sub(people)),
        }
    }
}

#[cfg(test)]
mod tests;
