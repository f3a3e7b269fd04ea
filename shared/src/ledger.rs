//! What records add up to: one pure fold for kiosk and server.
//!
//! `(histories of the tickets that new records touch, new records) → (new histories, changes of counters)`. A store
//! loads those histories, folds, and writes what changed in the transaction that stores the records.
//!
//! Any order and any grouping of the same records gives the same histories and the same sums: each history is in record
//! order and judged again from the first change on, and everything that is added can be taken out.

mod contribution;
mod counters;
mod history;

use std::collections::{BTreeMap, HashMap};

pub use counters::{
    BoothCounter, CURVE_STEP_MINUTES, CURVE_STEPS, Counter, CounterNameError, Counters,
    GATE_STEP_MINUTES, GateEvent,
};
pub use history::{HistoryError, TicketHistory};

use crate::checkin::{Passage, Rules, TicketStatus, WalkIn};
use crate::ids::{KioskId, TicketNumber};
use crate::record::{Fact, RecordOrder};
use crate::time::Timing;
use contribution::{count_lookups, count_refusal, count_walk_in};
use history::HistoryChange;

/// The version of the fold. A store whose rows were made by another one counts all records anew. To be raised whenever
/// the same records add up to something else, or to more, than before.
pub const FOLD_VERSION: u16 = 4;

/// A record on its way into a fold.
#[derive(Debug, Clone, Copy)]
pub struct FoldRecord<'r> {
    /// Where it stands among all others.
    pub order: &'r RecordOrder,
    /// How far its time can be right.
    pub timing: Timing,
    /// What it says.
    pub fact: &'r Fact,
    /// Whether an annulment of it was added before.
    pub is_annulled: bool,
}

/// Changes that records make, collected until the histories they touch are loaded. Each record is added once.
#[derive(Debug)]
pub struct Fold<'a> {
    rules: &'a Rules,
    changes: BTreeMap<TicketNumber, Vec<HistoryChange>>,
    counters: Counters,
}

impl<'a> Fold<'a> {
    /// Returns a fold without any change.
    #[must_use]
    pub fn new(rules: &'a Rules) -> Self {
        Self {
            rules,
            changes: BTreeMap::new(),
            counters: Counters::default(),
        }
    }

    /// Adds what a record says. Where its time can't be right it counts for nothing but that.
    pub fn add(&mut self, record: &FoldRecord<'_>) {
        self.count_timing(record, 1);
        self.fold(record, 1);
    }

    /// Takes out what was added of the same record, to add it at another time.
    pub fn remove(&mut self, record: &FoldRecord<'_>) {
        self.count_timing(record, -1);
        self.fold(record, -1);
    }

    /// Takes out what was added of a record that is annulled now and was not before. That its time is odd still counts.
    pub fn annul(&mut self, record: &FoldRecord<'_>) {
        if record.fact.can_be_annulled() {
            self.fold(record, -1);
        }
    }

    /// Adds a passage, which must not be in its ticket's history.
    pub fn add_passage(&mut self, passage: Passage) {
        let ticket = passage.claims.number;
        self.change(ticket, HistoryChange::AddPassage(passage));
    }

    /// Takes a passage out of a ticket's history; nothing where it is not in there.
    pub fn remove_passage(&mut self, ticket: TicketNumber, order: RecordOrder) {
        self.change(ticket, HistoryChange::RemovePassage(order));
    }

    /// Counts people without a ticket.
    pub fn add_walk_in(&mut self, walk_in: &WalkIn) {
        count_walk_in(self.rules, walk_in, 1, &mut self.counters);
    }

    /// Takes out people without a ticket that were counted.
    pub fn remove_walk_in(&mut self, walk_in: &WalkIn) {
        count_walk_in(self.rules, walk_in, -1, &mut self.counters);
    }

    /// Changes a ticket's status, and with it how its passages are judged.
    pub fn set_status(&mut self, ticket: TicketNumber, status: TicketStatus) {
        self.change(ticket, HistoryChange::Status(status));
    }

    /// Counts records of a kiosk that are stored and can't be counted.
    pub fn count_damaged(&mut self, kiosk: &KioskId, records: i64) {
        let counter = Counter::Damaged(kiosk.clone());
        self.counters.add(None, counter, records);
    }

    /// Returns the tickets whose histories [`Fold::apply`] needs, ascending.
    pub fn tickets(&self) -> impl Iterator<Item = TicketNumber> {
        self.changes.keys().copied()
    }

    /// Changes the histories, where a ticket without one has an empty one, and returns the changes of the counters.
    #[must_use]
    pub fn apply(self, histories: &mut HashMap<TicketNumber, TicketHistory>) -> Counters {
        let mut counters = self.counters;
        for (ticket, changes) in self.changes {
            let history = histories.entry(ticket).or_default();
            history.change(self.rules, changes, &mut counters);
        }
        counters
    }

    fn count_timing(&mut self, record: &FoldRecord<'_>, by: i64) {
        let kiosk = || record.order.kiosk.clone();
        let counter = match record.timing {
            Timing::Known => return,
            Timing::Ahead | Timing::LaterDay => Counter::Ahead(kiosk()),
            Timing::Unknown => Counter::Untimed(kiosk()),
        };
        self.counters.add(None, counter, by);
    }

    fn fold(&mut self, record: &FoldRecord<'_>, sign: i64) {
        let FoldRecord { order, fact, .. } = record;
        if !record.timing.counts() || (record.is_annulled && fact.can_be_annulled()) {
            return;
        }
        let (rules, counters) = (self.rules, &mut self.counters);
        if let Fact::Refused { gate, reason, .. } = fact {
            count_refusal(rules, gate, order.at, *reason, sign, counters);
        } else if let Some(walk_in) = fact.walk_in((*order).clone()) {
            count_walk_in(rules, &walk_in, sign, counters);
        } else if let Some(lookups) = fact.lookups(order.at) {
            count_lookups(&rules.calendar, lookups, sign, counters);
        } else if let Some(visit) = fact.visit((*order).clone()) {
            let ticket = visit.ticket;
            let change = match sign {
                1 => HistoryChange::AddBoothVisit(visit),
                _ => HistoryChange::RemoveBoothVisit(visit.order),
            };
            self.change(ticket, change);
        } else if let Some(passage) = fact.passage((*order).clone()) {
            match sign {
                1 => self.add_passage(passage),
                _ => self.remove_passage(passage.claims.number, passage.order),
            }
        }
    }

    fn change(&mut self, ticket: TicketNumber, change: HistoryChange) {
        self.changes.entry(ticket).or_default().push(change);
    }
}
