//! Damaged rows of records, put right by the kiosk that made them and has them still.

use std::collections::HashSet;

use shared::record::RecordId;

use super::batch::Batch;
use super::ingest::last_position_before;
use super::quarantine::FREED;
use crate::ports::{PortError, RecordsTx};

/// What was put right.
#[derive(Debug, Default)]
pub(crate) struct Mended {
    /// Which records.
    pub(crate) records: Vec<RecordId>,
    /// The last feed position that is taken.
    pub(crate) arrival: u64,
}

/// Puts damaged records right that come again, before the batches are compared with what is stored. Kiosks that read
/// past them are told at another place of the feed.
pub(crate) fn mend(
    tx: &dyn RecordsTx,
    batches: &[Batch],
    damaged: &HashSet<RecordId>,
) -> Result<Mended, PortError> {
    let mut mended = Mended::default();
    let mut arrival = tx.last_arrival()?;
    let sent = batches.iter();
    let sent = sent.flat_map(|it| {
        batch_ids(it)
            .zip(&it.records)
            .map(move |record| (it, record))
    });
    for (batch, (id, record)) in sent.filter(|(_, (id, _))| damaged.contains(id)) {
        if let Some(place) = tx.mend_record(&id, record.chain_hash, record.body.get())? {
            arrival = arrival.max(last_position_before(batch.received)) + 1;
            tx.insert_retimed(&[(arrival, place, FREED)])?;
            mended.records.push(id);
            mended.arrival = arrival;
        }
    }
    Ok(mended)
}

/// Returns which records a batch has.
pub(crate) fn batch_ids(batch: &Batch) -> impl Iterator<Item = RecordId> {
    let origin = &batch.origin;
    batch.records.iter().map(|record| RecordId {
        kiosk: origin.kiosk.clone(),
        incarnation: origin.incarnation,
        seq: record.seq,
    })
}
