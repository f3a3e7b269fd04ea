//! Batches of records, taken in within one transaction: stored, folded and counted.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use shared::checkin::{Rules, TicketStatus};
use shared::ids::{KioskId, TicketNumber};
use shared::ledger::{Fold, FoldRecord};
use shared::protocol::v1::{RejectCode, Rejected};
use shared::record::{Fact, RecordId};
use shared::time::UnixMs;

use super::clocks::Clocks;
use super::duplicates::mark_duplicates;
use super::permissions::{BY_HAND_MOST, BY_HAND_MS, Permissions, is_by_hand};
use super::plan::{Plan, plan};
use super::{Batch, Incoming};
use crate::ports::{Aside, Journal, NewRecord, PortError, RecordsTx, Trust};

/// What became of a batch.
#[derive(Debug, Default)]
pub(crate) struct Ingested {
    /// Every record of the journal up to this one is stored.
    pub(crate) contiguous: u64,
    /// Every one up to this is in a verified backup.
    pub(crate) safe: u64,
    /// What was set aside.
    pub(crate) rejected: Vec<Rejected>,
    /// The place in the feed of the last record stored, 0 for none.
    pub(crate) arrival: u64,
    /// Whether a second body came under a number already taken.
    pub(crate) forked: bool,
}

/// Stores batches, and changes histories and counters by what they say.
pub(crate) fn ingest(
    tx: &dyn RecordsTx,
    rules: &Rules,
    batches: &[Batch],
) -> Result<Vec<Ingested>, PortError> {
    let mut ingest = Ingest {
        tx,
        rules,
        fold: Fold::new(rules),
        clocks: Clocks::new(tx),
        arrival: tx.last_arrival()?,
        trust: tx.trust()?,
    };
    let taken = batches.iter().map(|batch| ingest.take(batch));
    let taken = taken.collect::<Result<_, _>>()?;
    write(tx, ingest.fold)?;
    Ok(taken)
}

/// Returns how far a journal is stored, for a batch without records.
pub(crate) fn heard(tx: &dyn RecordsTx, batch: &Batch) -> Result<Ingested, PortError> {
    let journal = tx.journal(&batch.origin)?;
    Ok(Ingested::of(journal.as_ref()))
}

/// Changes the status of tickets, and with it how their passages are judged.
pub(crate) fn set_statuses(
    tx: &dyn RecordsTx,
    rules: &Rules,
    statuses: impl IntoIterator<Item = (TicketNumber, TicketStatus)>,
) -> Result<(), PortError> {
    let mut fold = Fold::new(rules);
    for (ticket, status) in statuses {
        fold.set_status(ticket, status);
    }
    write(tx, fold)
}

/// Loads the histories that a fold touches, and writes what it changes.
pub(super) fn write(tx: &dyn RecordsTx, fold: Fold<'_>) -> Result<(), PortError> {
    let mut histories = tx.histories(&mut fold.tickets())?;
    let counters = fold.apply(&mut histories);
    tx.write_histories(&histories)?;
    tx.add_counters(&counters)
}

struct Ingest<'a> {
    tx: &'a dyn RecordsTx,
    rules: &'a Rules,
    fold: Fold<'a>,
    clocks: Clocks<'a>,
    /// The last place of the feed that is taken.
    arrival: u64,
    trust: Trust,
}

impl Ingest<'_> {
    fn take(&mut self, batch: &Batch) -> Result<Ingested, PortError> {
        let Some(seqs) = seqs(batch) else {
            return heard(self.tx, batch);
        };
        self.arrival = self.arrival.max(places_before(batch.received));
        let mut journal = match self.tx.journal(&batch.origin)? {
            Some(journal) => journal,
            None => self.tx.insert_journal(&batch.origin)?,
        };
        let head = journal.head;
        let stored = if *seqs.start() > head.seq {
            HashMap::new()
        } else {
            let seqs = *seqs.start()..=head.seq.min(*seqs.end());
            self.tx.stored(&journal, seqs)?
        };
        let mut plan = plan(head, &stored, batch);
        mark_duplicates(self.tx, &journal, batch, &mut plan)?;
        if let Some(head) = plan.head {
            journal.head = head;
            self.tx.set_head(&journal)?;
        }
        self.refuse(&journal.origin.kiosk, batch, &mut plan)?;
        self.keep(&journal, batch, &plan)?;
        let forked = self.keep_forks(&journal, batch, &plan)?;
        Ok(Ingested {
            arrival: if plan.keep.is_empty() {
                0
            } else {
                self.arrival
            },
            forked,
            rejected: plan.rejected,
            ..Ingested::of(Some(&journal))
        })
    }

    /// Sets aside those of the planned records that the device has no right to.
    fn refuse(&self, kiosk: &KioskId, batch: &Batch, plan: &mut Plan) -> Result<(), PortError> {
        let counted = plan.keep.iter().filter(|(_, aside)| aside.is_none());
        let facts = counted.filter_map(|(index, _)| fact(batch, *index));
        let tickets = facts.filter_map(|fact| Some(fact.claims()?.number));
        let (device, issued) = (
            self.tx.device(kiosk)?,
            self.tx.issued(&tickets.collect::<HashSet<_>>())?,
        );
        let permissions = Permissions {
            kiosk,
            device: &device,
            rules: self.rules,
            trust: &self.trust,
            issued: &issued,
            received: batch.received,
        };
        let mut left = None;
        for (index, aside) in &mut plan.keep {
            let Some(fact) = fact(batch, *index).filter(|_| aside.is_none()) else {
                continue;
            };
            let mut refused = permissions.refuse(fact);
            if refused.is_none() && is_by_hand(fact) {
                let left = match &mut left {
                    Some(left) => left,
                    None => left.insert(self.by_hand_left(kiosk, batch.received)?),
                };
                if *left == 0 {
                    refused = Some(Aside::TooFast);
                }
                *left = left.saturating_sub(1);
            }
            if let Some(refused) = refused
                && let Some(record) = batch.records.get(*index)
            {
                *aside = Some(refused);
                plan.rejected.push(Rejected {
                    seq: record.seq,
                    code: RejectCode::NotCounted,
                    detail: refused.sentence().to_owned(),
                });
            }
        }
        plan.rejected.sort_by_key(|rejected| rejected.seq);
        Ok(())
    }

    /// Returns how many tickets may still be entered by hand at a kiosk.
    fn by_hand_left(&self, kiosk: &KioskId, now: UnixMs) -> Result<usize, PortError> {
        let since = now.plus(-BY_HAND_MS);
        let records = self.tx.records_beside_scans(places_before(since))?;
        let by_hand = records.iter().filter(|stored| {
            let is_its_own = stored.id.kiosk == *kiosk;
            is_its_own && stored.read().is_some_and(|record| is_by_hand(&record.fact))
        });
        Ok(BY_HAND_MOST.saturating_sub(by_hand.count()))
    }

    /// Stores the records that the plan keeps, and folds those that count.
    fn keep(&mut self, journal: &Journal, batch: &Batch, plan: &Plan) -> Result<(), PortError> {
        let kept = plan.keep.iter();
        let kept: Vec<_> = kept
            .filter_map(|(index, aside)| Some((batch.records.get(*index)?, *aside)))
            .collect();
        let (Some((first, _)), Some((last, _))) = (kept.first(), kept.last()) else {
            return Ok(());
        };
        let origin = &journal.origin;
        let calendar = &self.rules.calendar;
        let annulled = self.tx.annulled(origin, first.seq..=last.seq)?;
        let mut rows = Vec::with_capacity(plan.keep.len());
        let mut statements = Vec::new();
        let mut targets = Vec::new();
        let mut damaged = 0;
        for (record, aside) in kept {
            self.arrival += 1;
            let mut row = row(record, batch.received, self.arrival, aside);
            if let (Ok(read), None) = (&record.reading, aside) {
                let at = self.clocks.time_of(&origin.kiosk, &read.stamp)?;
                row.at = Some(at);
                row.plain = is_plain(&read.fact);
                self.fold.add(&FoldRecord {
                    order: &origin.order(record.seq, at),
                    timing: calendar.timing(at, batch.received),
                    fact: &read.fact,
                    is_annulled: annulled.contains(&record.seq),
                });
                match &read.fact {
                    Fact::ClockKnown => statements.push(read),
                    Fact::Annulled { target, .. } => targets.push(target),
                    _ => {}
                }
            }
            damaged += i64::from(aside.and_then(Aside::code).is_some());
            rows.push(row);
        }
        self.tx.insert_records(journal, &rows)?;
        self.fold.count_damaged(&origin.kiosk, damaged);
        for statement in statements {
            let retimed = self.clocks.state(origin, statement, &mut self.arrival)?;
            for record in &retimed {
                record.refold(self.tx, self.rules, &mut self.fold)?;
            }
        }
        let targets: HashSet<&RecordId> = targets.into_iter().collect();
        for target in targets {
            annul(self.tx, self.rules, &mut self.fold, target)?;
        }
        Ok(())
    }

    /// Keeps second bodies under numbers already taken; returns whether there are any.
    fn keep_forks(
        &mut self,
        journal: &Journal,
        batch: &Batch,
        plan: &Plan,
    ) -> Result<bool, PortError> {
        let forks = plan.forks.iter();
        for record in forks.filter_map(|index| batch.records.get(*index)) {
            if self
                .tx
                .insert_fork(journal, &row(record, batch.received, 0, None))?
            {
                self.fold.count_damaged(&journal.origin.kiosk, 1);
            }
        }
        Ok(!plan.forks.is_empty())
    }
}

/// Annuls a record, whether or not it has come.
fn annul(
    tx: &dyn RecordsTx,
    rules: &Rules,
    fold: &mut Fold<'_>,
    target: &RecordId,
) -> Result<(), PortError> {
    if !tx.insert_annulment(target)? {
        return Ok(());
    }
    let Some(stored) = tx.record(target)? else {
        return Ok(());
    };
    if let (Some(record), Some(at)) = (stored.read(), stored.at) {
        fold.annul(&FoldRecord {
            order: &stored.order(at),
            timing: rules.calendar.timing(at, stored.received),
            fact: &record.fact,
            is_annulled: false,
        });
    }
    Ok(())
}

impl Ingested {
    fn of(journal: Option<&Journal>) -> Self {
        let contiguous = journal.map_or(0, |journal| journal.head.seq);
        Self {
            contiguous,
            safe: journal.map_or(0, |journal| journal.safe.min(contiguous)),
            ..Self::default()
        }
    }
}

/// Returns the last place of the feed that is taken before an instant: places go with the clock, so that a database that
/// was set back never takes one that a kiosk knows as another's. There is room for 1,024 a millisecond.
pub(crate) fn places_before(now: UnixMs) -> u64 {
    (now.0.max(0) as u64) << 10
}

fn fact(batch: &Batch, index: usize) -> Option<&Fact> {
    let record = batch.records.get(index)?;
    record.reading.as_ref().ok().map(|read| &read.fact)
}

fn seqs(batch: &Batch) -> Option<RangeInclusive<u64>> {
    Some(batch.records.first()?.seq..=batch.records.last()?.seq)
}

fn row(record: &Incoming, received: UnixMs, arrival: u64, aside: Option<Aside>) -> NewRecord<'_> {
    NewRecord {
        arrival,
        seq: record.seq,
        chain_hash: record.chain_hash,
        body: record.body.get(),
        received,
        aside,
        at: None,
        plain: false,
    }
}

/// Whether a record is nothing that an audit tells of.
pub(super) fn is_plain(fact: &Fact) -> bool {
    let is_scan = matches!(
        fact,
        Fact::Passed { .. } | Fact::Refused { .. } | Fact::Visited { .. } | Fact::LookedUp { .. }
    );
    is_scan && !is_by_hand(fact)
}
