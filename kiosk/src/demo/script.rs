//! An hour of visitors at three doors, written down beforehand, with what must come of it.
//!
//! The expected totals are counted from the script by plain addition. Nothing here knows the check-in
//! rules or the tally, so a mistake in those cannot hide.

mod acts;
mod visits;

use std::collections::BTreeMap;

use serde::Serialize;

pub use acts::{Act, CUT_FROM_S, CUT_TO_S, Door, Expected, HOUR_S, Order};

use visits::{ORDERS, visit};

/// The script: tickets and acts, in order of time.
#[derive(Debug)]
pub struct Script {
    /// The tickets.
    pub orders: Vec<Order>,
    /// The acts, ascending by second.
    pub acts: Vec<Act>,
}

/// What the hour must add up to. People, but for the last three fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// People who came in, each time.
    pub entries: i64,
    /// People who came in again.
    pub reentries: i64,
    /// People who went out.
    pub exits: i64,
    /// People inside at the end.
    pub inside: i64,
    /// People who came in at least once.
    pub unique_visitors: i64,
    /// Tickets that came in at least once.
    pub tickets: i64,
    /// Refused scans.
    pub refused: i64,
    /// Admissions at a cut-off door that do not count.
    pub conflicts: i64,
    /// Entries by gate.
    pub entries_by_gate: BTreeMap<String, i64>,
}

impl Script {
    /// The hour. Always the same, so that a wrong total can be looked into.
    #[must_use]
    pub fn hour() -> Self {
        let mut acts = Vec::new();
        let mut ticket = 0;
        for order in ORDERS {
            for number in 0..order.count {
                let arrival = 30 + (number * 97 + order.count * 13) % 2900;
                visit(&mut acts, order, number, ticket, arrival);
                ticket += 1;
            }
        }
        acts.sort_by_key(|act| act.second);
        Self {
            orders: ORDERS.to_vec(),
            acts,
        }
    }

    /// How many people the ticket admits.
    #[must_use]
    pub fn party(&self, ticket: usize) -> i64 {
        let mut first = 0;
        for order in &self.orders {
            first += order.count as usize;
            if ticket < first {
                return i64::from(order.party);
            }
        }
        0
    }

    /// What the acts add up to.
    #[must_use]
    pub fn expected(&self) -> Totals {
        let mut totals = Totals::default();
        for act in &self.acts {
            let people = self.party(act.ticket);
            let gate = act.door.gate().to_owned();
            match act.outcome {
                Expected::Enters => {
                    totals.entries += people;
                    totals.inside += people;
                    totals.unique_visitors += people;
                    totals.tickets += 1;
                    *totals.entries_by_gate.entry(gate).or_default() += people;
                }
                Expected::EntersAgain => {
                    totals.entries += people;
                    totals.inside += people;
                    totals.reentries += people;
                    *totals.entries_by_gate.entry(gate).or_default() += people;
                }
                Expected::Leaves => {
                    totals.exits += people;
                    totals.inside -= people;
                }
                Expected::Refused(_) => totals.refused += 1,
                Expected::AdmittedUnaware => totals.conflicts += 1,
            }
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_has_something_of_everything_and_stays_within_the_hour() {
        let script = Script::hour();
        assert!(script.acts.iter().all(|act| act.second < HOUR_S));
        let totals = script.expected();
        assert_eq!(totals.conflicts, 4);
        assert!(totals.refused > 15 && totals.reentries > 0 && totals.exits > 50);
        assert_eq!(totals.entries, totals.unique_visitors + totals.reentries);
        assert_eq!(totals.inside, totals.entries - totals.exits);
    }

    #[test]
    fn nobody_leaves_before_they_came() {
        let script = Script::hour();
        let mut inside = std::collections::HashSet::new();
        for act in script.acts.iter().filter(|act| !act.forged) {
            match act.outcome {
                Expected::Enters | Expected::EntersAgain => {
                    assert!(inside.insert(act.ticket), "{act:?}");
                }
                Expected::Leaves => assert!(inside.remove(&act.ticket), "{act:?}"),
                Expected::Refused(_) | Expected::AdmittedUnaware => {}
            }
        }
    }
}
