//! What a device's records are measured by, within one transaction.

use std::collections::{HashMap, HashSet};

use shared::ids::{GateId, KeyId, KioskId, TicketNumber};
use shared::protocol::v1::KioskRole;
use shared::record::RecordId;
use shared::ticket::{Claims, CodeKey, ScanProof};
use shared::time::UnixMs;

use super::{PortError, QuarantineReport, RecordDecision, SetAsideReason};

/// What the engine reads of devices and tickets to judge what a device says, and how it changes what counts.
pub(crate) trait TrustTx {
    /// Returns what the organisers know of devices.
    fn known_devices(&self, kiosks: &[&KioskId]) -> Result<HashMap<KioskId, Device>, PortError>;
    /// Returns those of the tickets that were issued or imported.
    fn issued(
        &self,
        tickets: &HashSet<TicketNumber>,
    ) -> Result<HashMap<TicketNumber, ProvenTicket>, PortError>;
    /// Returns what holds for all devices.
    fn trust(&self) -> Result<Trust, PortError>;

    /// Sets from when on what is received of a kiosk does not count.
    fn set_quarantine(&self, kiosk: &KioskId, since: Option<UnixMs>) -> Result<(), PortError>;

    /// Returns why a record had been set aside that the organisers let count; `None` for every other.
    fn accepted(&self, arrival: u64) -> Result<Option<SetAsideReason>, PortError>;
    /// Notes that the organisers let a record count.
    fn insert_accepted(
        &self,
        arrival: u64,
        aside: SetAsideReason,
        reason: &str,
        now: UnixMs,
    ) -> Result<(), PortError>;
    /// Deletes that note.
    fn remove_accepted(&self, arrival: u64) -> Result<(), PortError>;
}

/// Decides what counts of what devices recorded. Kiosks hear of it like of any other change.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait DecideRecords {
    /// Sets aside what a kiosk handed in from an instant on, and what it will hand in; without an instant all of it counts
    /// again.
    fn quarantine(
        &self,
        kiosk: &KioskId,
        since: Option<UnixMs>,
        now: UnixMs,
    ) -> Result<QuarantineReport, PortError>;

    /// Decides whether a record counts. `false` when that can't be, or is so already; then nothing was changed.
    fn decide_record(
        &self,
        id: &RecordId,
        decision: RecordDecision<'_>,
        now: UnixMs,
    ) -> Result<bool, PortError>;
}

/// What the organisers know of a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Device {
    /// Every place it was ever given: it may hand in late what it recorded there. Empty for one that nobody enrolled.
    pub(crate) places: Vec<DevicePlace>,
    /// What is received from here on does not count.
    pub(crate) quarantined_since: Option<UnixMs>,
}

/// Where a device stands, and what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DevicePlace {
    /// What it is there for.
    pub(crate) role: KioskRole,
    /// The gate it stands at, or is nearest to.
    pub(crate) gate: GateId,
    /// What it recorded earlier is not of this place; `None` for no such limit.
    pub(crate) since: Option<UnixMs>,
}

/// A ticket that was issued or imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProvenTicket {
    /// What it grants.
    pub(crate) claims: Claims,
    /// Shows that its code was seen; `None` where that can't be known, for another seller's ticket that was imported
    /// before proofs were kept.
    pub(crate) proof: Option<ScanProof>,
}

/// What holds for the records of all devices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Trust {
    /// A passage that is received from here on needs its proof.
    pub(crate) proof_from: Option<UnixMs>,
    /// The signing keys that there are.
    pub(crate) keys: HashSet<KeyId>,
    /// No own ticket has a number beyond this; 0 where none was ever issued.
    pub(crate) last_ticket: TicketNumber,
    /// The database was set back, or made anew from a recovery sheet: tickets may be missing.
    pub(crate) was_set_back: bool,
    /// There is any ticket.
    pub(crate) has_tickets: bool,
    /// The key under which kiosks record the proof of another seller's code; earlier versions record it without.
    pub(crate) code_key: Option<CodeKey>,
}
