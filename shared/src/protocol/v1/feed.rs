//! What the server tells kiosks: the catalogue, the keys, revocations, and what happened at other doors.

use serde::{Deserialize, Serialize};

use super::instructions::DeviceInstructions;
use super::known::FeedItem;
use crate::catalogue::Catalogue;
use crate::ids::KeyId;
use crate::pin::StaffPin;
use crate::server_pin::ServerPin;
use crate::ticket::CodeKey;
use crate::time::UnixMs;

/// The query of `GET /api/v1/feed`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedQuery {
    /// The server's epoch that `after` belongs to; under another one the server answers from the start.
    #[serde(default)]
    pub epoch: String,
    /// The cursor: the `next` of the last answer, 0 at first.
    #[serde(default)]
    pub after: u64,
    /// The catalogue version the kiosk has, 0 for none.
    #[serde(default)]
    pub catalogue: u64,
    /// How long the server may hold the request until there is something new, in seconds, at most 30.
    #[serde(default)]
    pub wait_s: u64,
    /// The ticket list's latest revision that the kiosk was told of; without it, the ticket list is no
    /// reason to answer before the time is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "register")]
    pub ticket_list: Option<u64>,
    /// Whether to tell of visits to booths too. There are more of them than of anything else, and only a kiosk that
    /// shows stamp cards or stands at a booth has any use for them.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub visits: bool,
    /// The revision of the instructions that the kiosk has; without it, they are no reason to answer before the time is
    /// over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<u64>,
}

/// The answer of `GET /api/v1/feed`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeedReply {
    /// Names one epoch of the server's store.
    pub epoch: String,
    /// The cursor for the next request.
    pub next: u64,
    /// Whether more is there at once.
    pub more: bool,
    /// The server's clock as it answered.
    pub server_time_ms: UnixMs,
    /// The version of the catalogue in force.
    pub catalogue_version: u64,
    /// The catalogue, when the kiosk has another version.
    #[serde(default)]
    pub catalogue: Option<Box<Catalogue>>,
    /// All public keys in force.
    pub keys: Vec<PublicKey>,
    /// Who may open staff mode; `None` from a server that does not know of it, which changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<Vec<StaffPin>>,
    /// The latest revision of the ticket list, 0 while it is empty: what a kiosk that has read less
    /// should fetch. An older server keeps none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "register")]
    pub ticket_list: Option<u64>,
    /// The keys that the server has now and may have next, where the kiosk knows it by its key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub server_pins: Vec<ServerPin>,
    /// The key over other sellers' codes, by which a kiosk can read the keyed ticket list. An older server keeps none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_key: Option<CodeKey>,
    /// The token that takes the place of the kiosk's as soon as it is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The port of the pages for visitors' phones, on the same computer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phones_port: Option<u16>,
    /// What organisers ask of this kiosk, where they ever asked anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<DeviceInstructions>,
    /// Whether the kiosk is to delete tickets, keys and submissions once it has handed everything in: the exhibition is
    /// over.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub wipe: bool,
    /// What happened since the cursor, in the server's order.
    pub items: Vec<FeedItem>,
}

/// One public key that tickets may be signed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKey {
    /// Its id, as tickets name it.
    pub id: KeyId,
    /// The Ed25519 public key, 64 hexadecimal digits.
    #[serde(with = "hex::serde")]
    pub public: [u8; 32],
}
