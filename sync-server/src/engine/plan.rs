//! What to do with a batch, as a pure function of the journal's head. The store then only executes.

use std::collections::HashMap;

use shared::protocol::v1::{RejectCode, Rejected};
use shared::record::ChainHash;

use super::batch::{Batch, Incoming};
use crate::ports::{Aside, Head, Stored};

/// What is to be done.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Records to store, by their index in the batch; a mark for those that are set aside.
    pub(crate) keep: Vec<(usize, Option<Aside>)>,
    /// Records to keep beside another one of the same number, by their index in the batch.
    pub(crate) forks: Vec<usize>,
    /// What to tell the kiosk.
    pub(crate) rejected: Vec<Rejected>,
    /// The journal's head afterwards, when it moved.
    pub(crate) head: Option<Head>,
}

/// Plans a batch. `stored` holds those of its records that are at or below the head.
///
/// Every record that comes again is compared, so a cloned disk shows even while it is behind the
/// original. From the first fork on nothing new is taken in: the rest belongs to another branch,
/// and the kiosk sends it again under a new incarnation. A gap ends the plan too.
pub(crate) fn plan(head: Head, stored: &HashMap<u64, Stored>, batch: &Batch) -> Plan {
    let mut plan = Plan::default();
    let mut now = head;
    for (index, record) in batch.records.iter().enumerate() {
        if record.seq <= head.seq {
            plan.compare(index, record, stored.get(&record.seq));
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

impl Plan {
    fn compare(&mut self, index: usize, record: &Incoming, stored: Option<&Stored>) {
        match stored {
            Some(stored)
                if stored.chain_hash == record.chain_hash
                    || record.chain_hash == ChainHash::UNKNOWN =>
            {
                if let Some(code) = stored.aside.and_then(Aside::code) {
                    self.reject(record.seq, code, "was set aside when it first came");
                }
            }
            _ => {
                self.forks.push(index);
                self.reject(
                    record.seq,
                    RejectCode::Fork,
                    "another record is stored under this number; both are kept. Start a new incarnation and send from there",
                );
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
                Some(Aside::BrokenChain)
            }
            Err(why) => {
                self.reject(record.seq, RejectCode::BadBody, why);
                Some(Aside::BadBody)
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
