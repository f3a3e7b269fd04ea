//! A rehearsal feels like the real thing: what was rehearsed is remembered until the rehearsal is
//! over, so the same ticket twice is used, and a house filled in rehearsal is full. None of it ever
//! counts.

use std::collections::HashMap;

use shared::checkin::Rules;
use shared::ids::TicketNumber;
use shared::ledger::{Counters, Fold, FoldRecord, TicketHistory};
use shared::record::{Fact, Record, RecordId, RecordOrder};
use shared::time::Timing;
use view::Mode;

/// What was rehearsed so far, and was not taken back.
#[derive(Debug, Default)]
pub(super) struct Rehearsal(Vec<(RecordOrder, Record)>);

impl Rehearsal {
    /// The rehearsal, when the door is set up for one; what was rehearsed before is forgotten as
    /// soon as it is not.
    pub(super) fn in_mode(&mut self, mode: Mode) -> Option<&mut Self> {
        if mode.rehearsal {
            return Some(self);
        }
        self.0.clear();
        None
    }

    /// Takes in what was rehearsed.
    pub(super) fn take(&mut self, place: RecordOrder, record: Record) {
        match &record.fact {
            Fact::Passed { .. } | Fact::Overridden { .. } | Fact::Walked { .. } => {
                self.0.push((place, record));
            }
            Fact::Annulled { target, .. } => self.0.retain(|(place, _)| !place.is(target)),
            _ => {}
        }
    }

    /// Adds what was rehearsed to what really happened. Returns the histories of the tickets in it, made from the real
    /// ones, and what changes in the counters.
    pub(super) fn fold<E>(
        &self,
        rules: &Rules,
        real: impl Fn(TicketNumber) -> Result<TicketHistory, E>,
    ) -> Result<(HashMap<TicketNumber, TicketHistory>, Counters), E> {
        let mut fold = Fold::new(rules);
        for (place, record) in &self.0 {
            fold.add(&FoldRecord {
                order: place,
                timing: Timing::Known,
                fact: &record.fact,
                is_annulled: false,
            });
        }
        let mut histories = HashMap::new();
        for ticket in fold.tickets() {
            histories.insert(ticket, real(ticket)?);
        }
        let counters = fold.apply(&mut histories);
        Ok((histories, counters))
    }

    /// The last passages that may be taken back, newest first.
    pub(super) fn last_passages(&self, at_most: usize) -> Vec<(RecordId, Record)> {
        let newest = self.0.iter().rev().take(at_most);
        newest
            .map(|(place, record)| (place.id(), record.clone()))
            .collect()
    }

    /// A rehearsed passage that may be taken back.
    pub(super) fn annullable(&self, id: &RecordId) -> Option<Record> {
        let found = self.0.iter().find(|(place, _)| place.is(id));
        found.map(|(_, record)| record.clone())
    }
}
