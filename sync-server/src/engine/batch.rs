//! A batch of records, read and checked as far as that goes without the store.
//!
//! This is done on the request's own task, so that the writer only compares and inserts.

use serde_json::value::RawValue;
use shared::protocol::MAX_BATCH;
use shared::protocol::v1::{DeviceReport, Push, parse_body};
use shared::record::{ChainHash, Origin, Record};
use shared::server_pin::ServerPin;
use shared::time::UnixMs;

/// Records of one journal, strictly ascending by number.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    /// The journal.
    pub(crate) origin: Origin,
    /// When it was received, by the server's clock.
    pub(crate) received: UnixMs,
    /// As in [`Push`].
    pub(crate) complete_to: Option<UnixMs>,
    /// As in [`Push`].
    pub(crate) waiting: u64,
    /// As in [`Push`].
    pub(crate) known_pins: Vec<ServerPin>,
    /// As in [`Push`].
    pub(crate) device: Option<DeviceReport>,
    /// The record that the kiosk takes to be the last one stored.
    pub(crate) after: Option<(u64, ChainHash)>,
    /// The records; none in a sign of life.
    pub(crate) records: Vec<Incoming>,
}

/// One record of a batch.
#[derive(Debug, Clone)]
pub(crate) struct Incoming {
    /// Its number.
    pub(crate) seq: u64,
    /// The chain hash it claims.
    pub(crate) chain_hash: ChainHash,
    /// The exact bytes.
    pub(crate) body: Box<RawValue>,
    /// Whether the claimed chain hash fits the one before it; `None` when the one before is not in the batch.
    pub(crate) linked: Option<bool>,
    /// What the body says, or why it says nothing.
    pub(crate) reading: Result<Record, String>,
}

/// Why a push is no batch at all. Nothing of it is stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BatchError {
    /// More than [`MAX_BATCH`] records.
    #[error("{0} records in one batch; send at most {MAX_BATCH}, in order")]
    TooMany(usize),
    /// Numbers start from 1 and ascend.
    #[error("record {0} is out of order; send records from 1 on, ascending, each once")]
    Order(u64),
}

impl Batch {
    /// Reads every body and checks every chain hash that can be checked.
    pub(crate) fn read(push: Push, received: UnixMs) -> Result<Self, BatchError> {
        if push.records.len() > MAX_BATCH {
            return Err(BatchError::TooMany(push.records.len()));
        }
        let origin = push.origin();
        let mut before = (0, ChainHash::start(&origin));
        let mut records = Vec::with_capacity(push.records.len());
        for record in push.records {
            let (last, hash_before) = before;
            if record.seq <= last || record.seq > i64::MAX as u64 {
                return Err(BatchError::Order(record.seq));
            }
            let chain_hash = ChainHash(record.hash);
            let follows = record.seq == last + 1;
            let linked =
                follows.then(|| hash_before.next(record.seq, record.body.get()) == chain_hash);
            before = (record.seq, chain_hash);
            records.push(Incoming {
                seq: record.seq,
                chain_hash,
                reading: parse_body(record.body.get()).map_err(|error| error.to_string()),
                body: record.body,
                linked,
            });
        }
        Ok(Self {
            origin,
            received,
            complete_to: push.complete_to_ms,
            waiting: push.waiting,
            known_pins: push.known_pins,
            device: push.device.map(DeviceReport::bounded),
            after: push.after.map(|it| (it.seq, ChainHash(it.hash))),
            records,
        })
    }
}
