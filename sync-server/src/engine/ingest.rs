//! Batches of records, taken in within one transaction: stored, folded and counted.

use std::collections::{HashMap, HashSet};

use shared::checkin::{Rules, TicketStatus};
use shared::ids::{KioskId, TicketNumber};
use shared::ledger::{Fold, FoldRecord};
use shared::protocol::v1::{RejectCode, Rejected};
use shared::record::{Fact, Origin, Record, RecordId};
use shared::time::UnixMs;

use super::clocks::{Clocks, refold_all};
use super::duplicates::{counted_by_body, counted_for, mark_duplicates};
use super::permissions::{BY_HAND_MOST, BY_HAND_MS, Permissions, is_by_hand};
use super::plan::{PlannedBatch, forked_before, plan_all, stored_before};
use super::{Batch, Incoming};
use crate::ports::{
    Device, Journal, JournalRecord, NewRecord, PortError, RecordsTx, SetAsideReason, Trust,
};

/// What became of a batch.
#[derive(Debug, Default)]
pub(crate) struct Ingested {
    /// Every record of the journal up to this one is stored.
    pub(crate) contiguous: u64,
    /// Every one up to this is in a verified backup.
    pub(crate) safe: u64,
    /// What was set aside.
    pub(crate) rejected: Vec<Rejected>,
    /// The feed position of the last record stored, 0 for none.
    pub(crate) arrival: u64,
    /// Whether a second body came under a number already taken.
    pub(crate) forked: bool,
}

/// Stores batches, and changes histories and counters by what they say. What has to be read is read for all of them at
/// once, so the number of statements does not grow with the number of batches.
pub(crate) fn ingest(
    tx: &dyn RecordsTx,
    rules: &Rules,
    batches: &[Batch],
) -> Result<Vec<Ingested>, PortError> {
    let mut ingest = Ingest {
        tx,
        rules,
        fold: Fold::new(rules),
        arrival: tx.last_arrival()?,
        trust: tx.trust()?,
    };
    let mut ingested = Vec::with_capacity(batches.len());
    let mut rest = batches;
    while !rest.is_empty() {
        let (round, later) = rest.split_at(before_second_of_kiosk(rest));
        ingested.extend(ingest.take(round)?);
        rest = later;
    }
    write(tx, ingest.fold)?;
    Ok(ingested)
}

/// Returns how many batches there are before the second one of a kiosk, which follows from the first one.
fn before_second_of_kiosk(batches: &[Batch]) -> usize {
    let mut kiosks = HashSet::new();
    let mut batches = batches.iter();
    let second = batches.position(|batch| !kiosks.insert(&batch.origin.kiosk));
    second.unwrap_or(kiosks.len())
}

/// Returns how far journals are stored, for batches without records.
pub(crate) fn heard(tx: &dyn RecordsTx, batches: &[Batch]) -> Result<Vec<Ingested>, PortError> {
    let origins: Vec<&Origin> = batches.iter().map(|batch| &batch.origin).collect();
    let journals = tx.journals(&origins)?.into_iter();
    let journals: HashMap<Origin, Journal> = journals.map(|it| (it.origin.clone(), it)).collect();
    let before = batches
        .iter()
        .filter_map(|batch| stored_before(journals.get(&batch.origin)?, batch));
    let stored = tx.stored(&before.collect::<Vec<_>>())?;
    let of = |batch: &Batch| {
        let journal = journals.get(&batch.origin);
        let fork = journal.and_then(|journal| forked_before(journal, &stored, batch));
        Ingested {
            forked: fork.is_some(),
            rejected: fork.into_iter().collect(),
            ..Ingested::of(journal)
        }
    };
    Ok(batches.iter().map(of).collect())
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
    /// The last feed position that is taken.
    arrival: u64,
    trust: Trust,
}

impl Ingest<'_> {
    /// Takes in batches, each of another kiosk.
    fn take(&mut self, batches: &[Batch]) -> Result<Vec<Ingested>, PortError> {
        let mut planned = plan_all(self.tx, batches)?;
        mark_duplicates(self.tx, &mut planned)?;
        self.refuse(&mut planned)?;
        self.keep(&planned)?;
        let ingested = planned.into_iter().map(|it| {
            self.keep_forks(&it)?;
            let mut rejected = it.plan.rejected.iter();
            Ok(Ingested {
                forked: rejected.any(|rejected| rejected.code == RejectCode::Fork),
                arrival: if it.plan.keep.is_empty() {
                    0
                } else {
                    self.arrival
                },
                rejected: it.plan.rejected,
                ..Ingested::of(it.journal.as_ref())
            })
        });
        ingested.collect()
    }

    /// Sets aside those of the planned records that their device has no right to.
    fn refuse(&self, planned: &mut [PlannedBatch<'_>]) -> Result<(), PortError> {
        let kiosks: Vec<&KioskId> = planned.iter().map(|it| &it.batch.origin.kiosk).collect();
        let devices = self.tx.known_devices(&kiosks)?;
        let counted = planned.iter().flat_map(PlannedBatch::counted);
        let tickets = counted.filter_map(|(_, record)| Some(record.fact.claims()?.number));
        let issued = self.tx.issued(&tickets.collect())?;
        let by_hand = self.by_hand(planned)?;
        let unknown = Device::default();
        for it in planned {
            let (kiosk, received) = (&it.batch.origin.kiosk, it.batch.received);
            let permissions = Permissions {
                kiosk,
                device: devices.get(kiosk).unwrap_or(&unknown),
                rules: self.rules,
                trust: &self.trust,
                issued: &issued,
                received,
            };
            let entered = by_hand.iter().filter(|stored| {
                stored.arrival > by_hand_after(received) && stored.id.kiosk == *kiosk
            });
            let mut left = BY_HAND_MOST.saturating_sub(entered.count());
            for (index, aside) in &mut it.plan.keep {
                let Some(record) = it.batch.records.get(*index) else {
                    continue;
                };
                let (Ok(Record { fact, stamp }), None) = (&record.reading, *aside) else {
                    continue;
                };
                let mut refused = permissions.refuse(fact, stamp.corrected());
                if refused.is_none() && is_by_hand(fact) {
                    if left == 0 {
                        refused = Some(SetAsideReason::TooFast);
                    }
                    left = left.saturating_sub(1);
                }
                if let Some(refused) = refused {
                    *aside = Some(refused);
                    it.plan.rejected.push(Rejected {
                        seq: record.seq,
                        code: RejectCode::NotCounted,
                        detail: refused.sentence().to_owned(),
                    });
                }
            }
            it.plan.rejected.sort_by_key(|rejected| rejected.seq);
        }
        Ok(())
    }

    /// Returns the tickets that were entered by hand of late, where there are more to come.
    fn by_hand(&self, planned: &[PlannedBatch<'_>]) -> Result<Vec<JournalRecord>, PortError> {
        let counted = planned.iter().flat_map(PlannedBatch::counted);
        if !counted
            .into_iter()
            .any(|(_, record)| is_by_hand(&record.fact))
        {
            return Ok(Vec::new());
        }
        let received = planned.iter().map(|it| it.batch.received).min();
        let after = by_hand_after(received.unwrap_or(UnixMs(0)));
        let mut records = self.tx.records_beside_scans(after)?;
        records.retain(|stored| stored.read().is_some_and(|it| is_by_hand(&it.fact)));
        Ok(records)
    }

    /// Stores the records that the plans keep, and folds those that count.
    fn keep(&mut self, planned: &[PlannedBatch<'_>]) -> Result<(), PortError> {
        let spans = planned.iter().filter_map(|it| {
            let kept = it.plan.keep.iter();
            let mut seqs = kept.filter_map(|(index, _)| Some(it.batch.records.get(*index)?.seq));
            let first = seqs.next()?;
            let origin = &it.batch.origin;
            let last = seqs.next_back().unwrap_or(first);
            Some((&origin.kiosk, origin.incarnation, first..=last))
        });
        let annulled = self.tx.annulled(&spans.collect::<Vec<_>>())?;
        let counted = planned.iter().flat_map(PlannedBatch::counted);
        let mut clocks = Clocks::of(
            self.tx,
            counted.map(|(origin, record)| (&origin.kiosk, record.stamp.boot.as_str())),
        )?;
        let (mut rows, mut heads) = (Vec::new(), Vec::new());
        for it in planned {
            let Some(journal) = &it.journal else {
                continue;
            };
            if it.plan.head.is_some() {
                heads.push(journal);
            }
            self.arrival = self.arrival.max(last_position_before(it.batch.received));
            self.fold_batch(it, journal, &clocks, &annulled, &mut rows);
        }
        self.tx.insert_records(&rows)?;
        self.tx.set_heads(&heads)?;
        for (origin, record) in planned.iter().flat_map(PlannedBatch::counted) {
            if matches!(record.fact, Fact::ClockKnown) {
                let retimed = clocks.state(origin, record, &mut self.arrival)?;
                refold_all(&retimed, self.tx, self.rules, &mut self.fold)?;
            }
        }
        let counted = planned.iter().flat_map(PlannedBatch::counted);
        let targets: HashSet<&RecordId> = counted
            .filter_map(|(_, record)| match &record.fact {
                Fact::Annulled { target, .. } => Some(target),
                _ => None,
            })
            .collect();
        for target in targets {
            annul(self.tx, self.rules, &mut self.fold, target)?;
        }
        self.annul_counted(planned, &annulled)
    }

    /// Annuls what duplicates that were annulled before they came are counted as. Kiosks are told of an event that is
    /// annulled once more: one of them knows it by its duplicate's name.
    fn annul_counted(
        &mut self,
        planned: &[PlannedBatch<'_>],
        annulled: &HashSet<RecordId>,
    ) -> Result<(), PortError> {
        for it in planned {
            let Origin {
                kiosk, incarnation, ..
            } = &it.batch.origin;
            let kept = it.plan.keep.iter();
            let duplicates = kept.filter(|(_, aside)| *aside == Some(SetAsideReason::Duplicate));
            let duplicates = duplicates.filter_map(|(index, _)| it.batch.records.get(*index));
            let mut duplicates = duplicates.peekable();
            if duplicates.peek().is_none() {
                continue;
            }
            let counted = counted_by_body(self.tx, self.rules.exhibition, kiosk)?;
            for record in duplicates {
                let counted = counted.get(record.body.get());
                let Some((counted, was)) = counted.and_then(|it| Some((it, it.at?))) else {
                    continue;
                };
                let id = RecordId {
                    kiosk: kiosk.clone(),
                    incarnation: *incarnation,
                    seq: record.seq,
                };
                if annulled.contains(&id) {
                    annul(self.tx, self.rules, &mut self.fold, &counted.id)?;
                }
                if self.tx.is_annulled(&counted.id)? {
                    self.arrival += 1;
                    let place = (self.arrival, counted.arrival, was);
                    self.tx.insert_retimed(&[place])?;
                }
            }
        }
        Ok(())
    }

    /// Folds the records of a batch that count, and gives each that is kept its feed position.
    fn fold_batch<'b>(
        &mut self,
        it: &PlannedBatch<'b>,
        journal: &Journal,
        clocks: &Clocks<'_>,
        annulled: &HashSet<RecordId>,
        rows: &mut Vec<NewRecord<'b>>,
    ) {
        let origin = &journal.origin;
        let mut damaged = 0;
        for (index, aside) in &it.plan.keep {
            let Some(record) = it.batch.records.get(*index) else {
                continue;
            };
            self.arrival += 1;
            let mut row = row(record, journal.id, it.batch.received, self.arrival, *aside);
            let fact = record.reading.as_ref().ok().map(|read| &read.fact);
            row.ticket = fact.and_then(Fact::ticket);
            if let (Ok(read), None) = (&record.reading, aside) {
                let at = clocks.time_of(&origin.kiosk, &read.stamp);
                let timing = self.rules.calendar.timing(at, it.batch.received);
                row.at = Some(at);
                row.plain = is_plain(&read.fact);
                if timing.counts() && is_in_history(&read.fact) {
                    row.ticket = None;
                }
                let id = || RecordId {
                    kiosk: origin.kiosk.clone(),
                    incarnation: origin.incarnation,
                    seq: record.seq,
                };
                self.fold.add(&FoldRecord {
                    order: &origin.order(record.seq, at),
                    timing,
                    fact: &read.fact,
                    is_annulled: !annulled.is_empty() && annulled.contains(&id()),
                });
            }
            damaged += i64::from(aside.and_then(SetAsideReason::code).is_some());
            rows.push(row);
        }
        self.fold.count_damaged(&origin.kiosk, damaged);
    }

    /// Keeps second bodies under numbers already taken.
    fn keep_forks(&mut self, it: &PlannedBatch<'_>) -> Result<(), PortError> {
        let (Some(journal), false) = (&it.journal, it.plan.forks.is_empty()) else {
            return Ok(());
        };
        let forks = it.plan.forks.iter();
        for record in forks.filter_map(|index| it.batch.records.get(*index)) {
            let fork = row(record, journal.id, it.batch.received, 0, None);
            if self.tx.insert_fork(&fork)? {
                self.fold.count_damaged(&journal.origin.kiosk, 1);
            }
        }
        Ok(())
    }
}

/// Returns the feed position after which tickets that are entered by hand are counted.
fn by_hand_after(received: UnixMs) -> u64 {
    last_position_before(received.plus(-BY_HAND_MS))
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
    if let Some(counted) = counted_for(tx, rules.exhibition, &stored)? {
        return annul(tx, rules, fold, &counted.id);
    }
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

/// Returns the last feed position taken before an instant: positions go with the clock, so that a database that
/// was set back never takes one that a kiosk knows as another's. There is room for 1,024 a millisecond.
pub(crate) fn last_position_before(now: UnixMs) -> u64 {
    (now.0.max(0) as u64) << 10
}

fn row(
    record: &Incoming,
    journal: i64,
    received: UnixMs,
    arrival: u64,
    aside: Option<SetAsideReason>,
) -> NewRecord<'_> {
    NewRecord {
        journal,
        arrival,
        seq: record.seq,
        chain_hash: record.chain_hash,
        body: record.body.get(),
        received,
        aside,
        at: None,
        plain: false,
        ticket: None,
    }
}

/// Returns whether the ticket's history holds what a record says, where it counts. One that is annulled is found by its
/// annulment.
fn is_in_history(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Passed { .. } | Fact::Overridden { .. } | Fact::Visited { .. }
    )
}

/// Whether a record is nothing that an audit tells of.
pub(super) fn is_plain(fact: &Fact) -> bool {
    let is_scan = matches!(
        fact,
        Fact::Passed { .. } | Fact::Refused { .. } | Fact::Visited { .. } | Fact::LookedUp { .. }
    );
    is_scan && !is_by_hand(fact)
}
