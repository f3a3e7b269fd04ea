//! What the organisers decided, as kiosks and pages are given it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use shared::catalogue::Catalogue;
use shared::ids::KioskId;
use shared::pin::StaffPin;
use shared::protocol::v1::{IssuedTotals, KioskRole, PublicKey};

use super::ServerSecret;

/// What the organisers decided: it changes seldom, and other processes may change it.
#[derive(Debug, Clone)]
pub(crate) struct Published {
    /// Names one epoch of the store.
    pub(crate) epoch: String,
    /// Whether it was set back once.
    pub(crate) was_set_back: bool,
    /// The version of the catalogue in force.
    pub(crate) catalogue_version: u64,
    /// The catalogue in force.
    pub(crate) catalogue: Arc<Catalogue>,
    /// All public keys in force.
    pub(crate) keys: Vec<PublicKey>,
    /// Who may open staff mode.
    pub(crate) staff: Vec<StaffPin>,
    /// The latest revision of the ticket list, 0 while it is empty.
    pub(crate) ticket_list: u64,
    /// How many tickets the ticket list has, by type.
    pub(crate) issued: Vec<IssuedTotals>,
    /// What the server keeps to itself.
    pub(crate) secrets: Arc<BTreeMap<ServerSecret, Vec<u8>>>,
    /// Whose token has this SHA-256.
    pub(crate) tokens: HashMap<[u8; 32], KioskId>,
    /// What each kiosk is there for.
    pub(crate) roles: HashMap<KioskId, KioskRole>,
    /// The hashes of tokens that the organisers have ended.
    pub(crate) revoked_tokens: HashSet<[u8; 32]>,
}
