//! A ledger in memory: the fold with the least that a store has to do around it.

use std::collections::{HashMap, HashSet};

use shared::checkin::{Occupancy, Rules, TicketStatus};
use shared::ids::TicketNumber;
use shared::ledger::{Counters, Fold, FoldRecord, TicketHistory};
use shared::record::{Fact, Origin, Record, RecordId, RecordOrder};
use shared::time::{Timing, UnixMs};

#[derive(Debug)]
pub(crate) struct Ledger {
    rules: Rules,
    pub(crate) counters: Counters,
    pub(crate) histories: HashMap<TicketNumber, TicketHistory>,
    records: HashMap<RecordId, (RecordOrder, Fact)>,
    annulled: HashSet<RecordId>,
}

impl Ledger {
    pub(crate) fn new(rules: Rules) -> Self {
        Self {
            rules,
            counters: Counters::default(),
            histories: HashMap::new(),
            records: HashMap::new(),
            annulled: HashSet::new(),
        }
    }

    pub(crate) fn occupancy(&self, now: UnixMs) -> Occupancy {
        self.counters.occupancy(self.rules.calendar.date_at(now))
    }

    /// Takes in records of one journal as one batch.
    pub(crate) fn record<'a>(
        &mut self,
        origin: &Origin,
        records: impl IntoIterator<Item = (u64, &'a Record)>,
    ) {
        let rules = self.rules.clone();
        let mut fold = Fold::new(&rules);
        let mut targets = Vec::new();
        for (seq, record) in records {
            let place = record.order(origin, seq);
            let id = place.id();
            fold.add(&FoldRecord {
                order: &place,
                timing: Timing::Known,
                fact: &record.fact,
                is_annulled: self.annulled.contains(&id),
            });
            if let Fact::Annulled { target, .. } = &record.fact {
                targets.push(target.clone());
            }
            self.records.insert(id, (place, record.fact.clone()));
        }
        for target in targets {
            self.annul(&mut fold, &target);
        }
        self.apply(fold);
    }

    pub(crate) fn annul_record(&mut self, target: &RecordId) {
        let rules = self.rules.clone();
        let mut fold = Fold::new(&rules);
        self.annul(&mut fold, target);
        self.apply(fold);
    }

    pub(crate) fn stand(&mut self, ticket: TicketNumber, status: TicketStatus) {
        let rules = self.rules.clone();
        let mut fold = Fold::new(&rules);
        fold.set_status(ticket, status);
        self.apply(fold);
    }

    /// Takes a record out and puts it in again at another time.
    pub(crate) fn retime(&mut self, id: &RecordId, to: UnixMs) {
        let rules = self.rules.clone();
        let mut fold = Fold::new(&rules);
        let Some((place, fact)) = self.records.get_mut(id) else {
            return;
        };
        let from = place.clone();
        place.at = to;
        let at = |place| FoldRecord {
            order: place,
            timing: Timing::Known,
            fact,
            is_annulled: self.annulled.contains(id),
        };
        fold.remove(&at(&from));
        fold.add(&at(place));
        self.apply(fold);
    }

    fn annul(&mut self, fold: &mut Fold<'_>, target: &RecordId) {
        if self.annulled.insert(target.clone())
            && let Some((place, fact)) = self.records.get(target)
        {
            fold.annul(&FoldRecord {
                order: place,
                timing: Timing::Known,
                fact,
                is_annulled: false,
            });
        }
    }

    /// Histories go through their bytes, as in a database.
    fn apply(&mut self, fold: Fold<'_>) {
        let mut loaded = HashMap::new();
        for ticket in fold.tickets() {
            if let Some(history) = self.histories.get(&ticket) {
                let bytes = history.to_bytes();
                let history = TicketHistory::from_bytes(ticket, &bytes).unwrap();
                loaded.insert(ticket, history);
            }
        }
        self.counters.merge(fold.apply(&mut loaded));
        self.histories.extend(loaded);
    }
}
