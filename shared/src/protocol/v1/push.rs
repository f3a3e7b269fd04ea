//! A batch of records on its way to the server, and the server's answer.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::DeviceReport;
use crate::ids::{ExhibitionId, Incarnation, KioskId};
use crate::record::Origin;
use crate::server_pin::ServerPin;
use crate::time::UnixMs;

/// Records of one journal, ascending by `seq`. An empty batch is a sign of life.
#[derive(Debug, Serialize, Deserialize)]
pub struct Push {
    /// The exhibition.
    pub exhibition: ExhibitionId,
    /// The kiosk, which must be the one the token belongs to.
    pub kiosk: KioskId,
    /// The life of the kiosk's journal.
    pub incarnation: Incarnation,
    /// The kiosk has no record made before this instant that is not in this batch or an earlier one.
    #[serde(default)]
    pub complete_to_ms: Option<UnixMs>,
    /// How many records wait behind this batch.
    #[serde(default)]
    pub waiting: u64,
    /// The pins of the server that the kiosk knows; an older one does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known_pins: Vec<ServerPin>,
    /// How the device is doing, now and then. Earlier kiosks do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceReport>,
    /// The last record that the server has acknowledged, to be compared with what it has. Earlier kiosks send none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<PushAfter>,
    /// How far the kiosk knows the server to have been. Earlier kiosks do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<KnownProgress>,
    /// The records.
    pub records: Vec<PushRecord>,
}

impl Push {
    /// Returns the journal the records belong to.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin {
            exhibition: self.exhibition,
            kiosk: self.kiosk.clone(),
            incarnation: self.incarnation,
        }
    }
}

/// A record that a kiosk takes to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushAfter {
    /// Its number in the journal.
    pub seq: u64,
    /// Its chain hash, 64 hexadecimal digits.
    #[serde(with = "hex::serde")]
    pub hash: [u8; 32],
}

/// How far a kiosk knows the server to have been: one that is not so far in the same epoch was set back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownProgress {
    /// The epoch in which the server acknowledged [`Push::after`]; empty before any answer.
    pub push_epoch: String,
    /// The epoch of the feed that the kiosk reads; empty before any answer.
    pub feed_epoch: String,
    /// The kiosk's cursor in that feed.
    pub feed: u64,
}

/// One record. Its body's exact bytes are what the chain hash was computed over, so it is kept raw.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PushRecord {
    /// Its number in the journal, contiguous from 1.
    pub seq: u64,
    /// Its chain hash, 64 hexadecimal digits.
    #[serde(with = "hex::serde")]
    pub hash: [u8; 32],
    /// A JSON object; [`super::parse_body`] reads it.
    pub body: Box<RawValue>,
}

/// The server's answer to a [`Push`]: everything up to `contiguous_ack` is durable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushReply {
    /// Names one epoch of the server's store; a store restored from a backup has a new one.
    pub epoch: String,
    /// Every record of this journal up to this number is stored durably. Never a maximum: a gap ends it.
    pub contiguous_ack: u64,
    /// Every record up to this number is also backed up or replicated.
    pub safe: u64,
    /// Records that were set aside; they are acknowledged and need not be sent again, save for [`RejectCode::Fork`].
    #[serde(default)]
    pub rejected: Vec<Rejected>,
    /// The server's clock as it answered.
    pub server_time_ms: UnixMs,
}

/// One record that the server set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Its number.
    pub seq: u64,
    /// Why.
    pub code: RejectCode,
    /// The same in words, for a log.
    #[serde(default)]
    pub detail: String,
}

/// Why a record was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectCode {
    /// The chain hash does not fit the one before it: a flipped bit.
    BrokenChain,
    /// The body can't be read.
    BadBody,
    /// The server has another record under the same number: the kiosk's disk was cloned or restored.
    /// The kiosk starts a new incarnation and sends from there.
    Fork,
    /// It is stored and does not count: the organisers are shown why.
    NotCounted,
    /// A code of a later version.
    #[serde(other)]
    Unknown,
}

/// The code of the answer to a token that the organisers have ended: the kiosk deletes what admits visitors.
pub const REVOKED_TOKEN: &str = "revoked_token";

/// What every error answer says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ErrorReply {
    /// A stable code.
    pub code: String,
    /// What happened, where, and what to do next.
    pub message: String,
}
