//! One event under two incarnations of a kiosk.
//!
//! A kiosk whose disk was set back more than once, to a server that was set back as well, can send a record a second
//! time under another of its incarnations: neither side remembers the first. A body holds the device's boot, its running
//! clock and its wall clock to the millisecond, so two records of one kiosk with the same bytes tell of one event. The
//! one that comes second takes its place in its journal and does not count.

use sha2::{Digest, Sha256};

use super::Batch;
use super::plan::Plan;
use crate::ports::{Aside, Journal, PortError, RecordsTx};

/// Marks those of the planned records whose event is stored under another incarnation.
pub(super) fn mark_duplicates(
    tx: &dyn RecordsTx,
    journal: &Journal,
    batch: &Batch,
    plan: &mut Plan,
) -> Result<(), PortError> {
    let kiosk = &journal.origin.kiosk;
    if plan.keep.is_empty() || !tx.has_other_journal(journal)? {
        return Ok(());
    }
    if !tx.knows_bodies(kiosk)? {
        for record in tx.records_of_kiosk(&journal.origin)? {
            let of = Journal {
                id: record.journal,
                ..journal.clone()
            };
            tx.claim_body(kiosk, digest(&record.body), &of)?;
        }
    }
    for (index, aside) in &mut plan.keep {
        let Some(record) = batch.records.get(*index).filter(|_| aside.is_none()) else {
            continue;
        };
        let counts_in = tx.claim_body(kiosk, digest(record.body.get()), journal)?;
        if counts_in != journal.id {
            *aside = Some(Aside::Duplicate);
        }
    }
    Ok(())
}

fn digest(body: &str) -> [u8; 32] {
    Sha256::digest(body.as_bytes()).into()
}
