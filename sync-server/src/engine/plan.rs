//! What to do with batches, by the heads of their journals.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use shared::protocol::v1::{RejectCode, Rejected};
use shared::record::{ChainHash, Origin, Record};

use super::batch::{Batch, Incoming};
use crate::ports::{Head, Journal, PortError, RecordsTx, SetAsideReason, Stored};

/// What is to be done.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Records to store, by their index in the batch; a mark for those that are set aside.
    pub(crate) keep: Vec<(usize, Option<SetAsideReason>)>,
    /// Records to keep beside another one of the same number, by their index in the batch.
    pub(crate) forks: Vec<usize>,
    /// What to tell the kiosk.
    pub(crate) rejected: Vec<Rejected>,
    /// The journal's head afterwards, when it moved.
    pub(crate) head: Option<Head>,
}

/// A batch on its way into the database.
#[derive(Debug)]
pub(super) struct PlannedBatch<'a> {
    pub(super) batch: &'a Batch,
    /// Its journal, with the head that it has afterwards; `None` for a sign of life from a kiosk of which nothing is stored.
    pub(super) journal: Option<Journal>,
    /// Whether the kiosk has other journals.
    pub(super) has_other_journal: bool,
    pub(super) plan: Plan,
}

impl<'a> PlannedBatch<'a> {
    /// Returns the records that count so far.
    pub(super) fn counted(&self) -> impl Iterator<Item = (&'a Origin, &'a Record)> {
        let batch = self.batch;
        let counted = self.plan.keep.iter().filter(|(_, aside)| aside.is_none());
        counted.filter_map(|(index, _)| {
            let record = batch.records.get(*index)?;
            Some((&batch.origin, record.reading.as_ref().ok()?))
        })
    }
}

/// Plans batches, each of another kiosk. Journals that are missing are made.
pub(super) fn plan_all<'a>(
    tx: &dyn RecordsTx,
    batches: &'a [Batch],
) -> Result<Vec<PlannedBatch<'a>>, PortError> {
    let origins: Vec<&Origin> = batches.iter().map(|batch| &batch.origin).collect();
    let mut journals: HashMap<_, Vec<Journal>> = HashMap::new();
    for journal in tx.journals(&origins)? {
        let kiosk = journal.origin.kiosk.clone();
        journals.entry(kiosk).or_default().push(journal);
    }
    let (mut planned, mut sent_again) = (Vec::with_capacity(batches.len()), Vec::new());
    for batch in batches {
        let of_kiosk = journals.remove(&batch.origin.kiosk).unwrap_or_default();
        let has_other_journal = of_kiosk.iter().any(|it| it.origin != batch.origin);
        let mut journal = of_kiosk.into_iter().find(|it| it.origin == batch.origin);
        if let (Some(first), Some(last)) = (batch.records.first(), batch.records.last()) {
            let journal = match &journal {
                Some(journal) => journal,
                None => journal.insert(tx.insert_journal(&batch.origin)?),
            };
            if first.seq <= journal.head.seq {
                sent_again.push((journal.id, first.seq..=journal.head.seq.min(last.seq)));
            }
        }
        sent_again.extend(journal.as_ref().and_then(|it| stored_before(it, batch)));
        planned.push(PlannedBatch {
            batch,
            journal,
            has_other_journal,
            plan: Plan::default(),
        });
    }
    let stored = tx.stored(&sent_again)?;
    for PlannedBatch {
        journal,
        batch,
        plan: of_batch,
        ..
    } in &mut planned
    {
        if let Some(journal) = journal {
            *of_batch = plan(journal, &stored, batch);
            journal.head = of_batch.head.unwrap_or(journal.head);
        }
    }
    Ok(planned)
}

/// Plans a batch. `stored` holds those of its records that are at or below the journal's head.
///
/// Every record that comes again is compared, so a cloned disk shows even while it is behind the
/// original. From the first fork on nothing new is taken in: the rest belongs to another branch,
/// and the kiosk sends it again under a new incarnation. A gap ends the plan too.
fn plan(journal: &Journal, stored: &HashMap<(i64, u64), Stored>, batch: &Batch) -> Plan {
    let head = journal.head;
    let mut plan = Plan::default();
    if let Some(fork) = forked_before(journal, stored, batch) {
        plan.rejected.push(fork);
        return plan;
    }
    let mut now = head;
    for (index, record) in batch.records.iter().enumerate() {
        if record.seq <= head.seq {
            plan.compare(index, record, stored.get(&(journal.id, record.seq)));
        } else if plan.forks.is_empty() && record.seq == now.seq + 1 {
            plan.take(index, record, now.chain_hash);
            now = Head {
                seq: record.seq,
                // The chain goes on from the claimed chain hash: a record with a flipped bit is set aside
                // alone, and the ones behind it are judged by what the kiosk computed.
                chain_hash: record.chain_hash,
            };
            plan.head = Some(now);
        } else {
            break;
        }
    }
    plan
}

/// Returns which record has to be read to compare it with the one that a batch follows.
pub(super) fn stored_before(
    journal: &Journal,
    batch: &Batch,
) -> Option<(i64, RangeInclusive<u64>)> {
    let (seq, _) = batch.after?;
    (seq < journal.head.seq).then_some((journal.id, seq..=seq))
}

/// Returns the fork where the record that a batch follows is another one than is stored.
pub(super) fn forked_before(
    journal: &Journal,
    stored: &HashMap<(i64, u64), Stored>,
    batch: &Batch,
) -> Option<Rejected> {
    let (seq, claimed) = batch.after?;
    let stored = if seq == journal.head.seq {
        journal.head.chain_hash
    } else {
        stored.get(&(journal.id, seq))?.chain_hash
    };
    let is_unknown = [stored, claimed].contains(&ChainHash::UNKNOWN);
    (stored != claimed && !is_unknown).then(|| fork(seq))
}

fn fork(seq: u64) -> Rejected {
    let detail = "another record is stored under this number; both are kept. Start a new incarnation and send from there";
    Rejected {
        seq,
        code: RejectCode::Fork,
        detail: detail.to_owned(),
    }
}

impl Plan {
    fn compare(&mut self, index: usize, record: &Incoming, stored: Option<&Stored>) {
        match stored {
            Some(stored)
                if stored.chain_hash == record.chain_hash
                    || record.chain_hash == ChainHash::UNKNOWN =>
            {
                if let Some(code) = stored.aside.and_then(SetAsideReason::code) {
                    self.reject(record.seq, code, "was set aside when it first came");
                }
            }
            _ => {
                self.forks.push(index);
                self.rejected.push(fork(record.seq));
            }
        }
    }

    fn take(&mut self, index: usize, record: &Incoming, before: ChainHash) {
        // A record behind one whose chain hash is lost can't be checked, and counts by what it says.
        let linked = before == ChainHash::UNKNOWN
            || record
                .linked
                .unwrap_or_else(|| before.next(record.seq, record.body.get()) == record.chain_hash);
        let aside = match &record.reading {
            _ if !linked => {
                self.reject(
                    record.seq,
                    RejectCode::BrokenChain,
                    "the link does not fit the one before it",
                );
                Some(SetAsideReason::BrokenChain)
            }
            Err(why) => {
                self.reject(record.seq, RejectCode::BadBody, why);
                Some(SetAsideReason::BadBody)
            }
            Ok(_) => None,
        };
        self.keep.push((index, aside));
    }

    fn reject(&mut self, seq: u64, code: RejectCode, detail: &str) {
        self.rejected.push(Rejected {
            seq,
            code,
            detail: detail.to_owned(),
        });
    }
}
