//! What the organisers decided, as kiosks and pages are given it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use shared::catalogue::Catalogue;
use shared::ids::{GateId, KioskId};
use shared::protocol::v1::{DeviceInstructions, IssuedTotals, KioskRole, PublicKey};
use shared::ticket::CodeKey;

use super::{Accounts, ApiTokens, DeviceToken, ServerSecret, StaffEntry};

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
    pub(crate) staff: Vec<StaffEntry>,
    /// The latest revision of the ticket list, 0 while it is empty.
    pub(crate) ticket_list: u64,
    /// How many tickets the ticket list has, by type.
    pub(crate) issued: Vec<IssuedTotals>,
    /// What the server keeps to itself.
    pub(crate) secrets: Arc<BTreeMap<ServerSecret, Vec<u8>>>,
    /// The organisers' accounts and their sessions.
    pub(crate) accounts: Arc<Accounts>,
    /// The tokens of the organisers' programs.
    pub(crate) api_tokens: Arc<ApiTokens>,
    /// Whose token, or next token, has this SHA-256.
    pub(crate) tokens: HashMap<[u8; 32], KioskId>,
    /// What is kept of each kiosk's token.
    pub(crate) device_tokens: HashMap<KioskId, DeviceToken>,
    /// What each kiosk is there for.
    pub(crate) roles: HashMap<KioskId, KioskRole>,
    /// What organisers ask of kiosks, where they ever asked anything.
    pub(crate) instructions: HashMap<KioskId, DeviceInstructions>,
    /// The hashes of tokens that the organisers have ended.
    pub(crate) revoked_tokens: HashSet<[u8; 32]>,
}

impl Published {
    /// Returns the role of a kiosk. One that is no longer enrolled gets the least.
    pub(crate) fn role(&self, kiosk: &KioskId) -> KioskRole {
        self.roles.get(kiosk).copied().unwrap_or(KioskRole::Hall)
    }

    /// Returns the revision of what organisers ask of a kiosk, 0 where they never asked anything.
    pub(crate) fn revision(&self, kiosk: &KioskId) -> u64 {
        self.instructions.get(kiosk).map_or(0, |it| it.revision)
    }

    /// Returns the gates that ever were.
    pub(crate) fn gates(&self) -> Vec<GateId> {
        let retired = self.catalogue.retired.gates.iter();
        let gates = retired.chain(&self.catalogue.gates);
        gates.map(|gate| gate.id.clone()).collect()
    }

    /// Returns the key of the seals on kiosks' tokens; none before the first start of this version.
    pub(crate) fn device_key(&self) -> Option<&[u8; 32]> {
        let key = self.secrets.get(&ServerSecret::DeviceKey)?;
        key.as_slice().try_into().ok()
    }

    /// Returns the key over other sellers' codes; none before the first start of this version.
    pub(crate) fn code_key(&self) -> Option<CodeKey> {
        let key = self.secrets.get(&ServerSecret::CodeKey)?;
        key.as_slice().try_into().ok().map(CodeKey)
    }
}
