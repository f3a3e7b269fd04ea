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
mod scan;
mod visits;
mod walk_in;

use checks::CheckCase;
pub use checks::{CheckStep, Rule};
pub use choice::choose;
pub use explain::{Explanation, explain};
pub use occupancy::Occupancy;
pub use party::decide_party;
pub use reason::Reason;
pub use refusal::{Facts, Missing, Refusal};
pub use replay::{Mark, Passage, judge, replay};
pub use rules::{GateRule, Limit, Opening, Rules, Span, TypeRule, ZoneRule};
pub use scan::{Decision, Direction, Scan, TicketStatus};
pub use visits::{Admission, Closed, Inside, Visits, ZoneVisits};
pub use walk_in::WalkIn;

/// Decides one scan from what is known at this place and time.
#[must_use]
pub fn decide(
    rules: &Rules,
    status: TicketStatus,
    visits: &Visits,
    occupancy: &Occupancy,
    scan: Scan<'_>,
) -> Decision {
    CheckCase::of(rules, status, visits, occupancy, scan).decide()
}

/// Returns how many people of a ticket's party may come in through a gate now, by how often the ticket admits: what a
/// screen offers when a group comes in parts. Other rules are not asked.
#[must_use]
pub fn people_left(rules: &Rules, visits: &Visits, scan: Scan<'_>) -> u16 {
    let zone = rules.of_gate(scan.gate).zone;
    let today = rules.calendar.date_at(scan.at);
    visits.zone(zone).left(rules, scan.claims, zone, today).0
}

#[cfg(test)]
mod tests;
