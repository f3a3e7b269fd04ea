//! The kiosks that may hand in records.

use shared::checkin::Direction;
use shared::ids::{GateId, KioskId};
use shared::protocol::v1::{DeviceInstructions, DeviceReport, KioskRole, MovedPlace};
use shared::server_pin::ServerPin;
use shared::time::UnixMs;

use super::PortError;

/// A kiosk as the server knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskEntry {
    /// Its name.
    pub id: String,
    /// The gate it stands at.
    pub gate: String,
    /// Which way: `in`, `out` or `both`.
    pub direction: String,
    /// What it is there for: `door`, `hall`, or the number of its booth.
    pub role: String,
    /// When it was last heard, give or take a minute; `None` for never.
    pub last_seen: Option<UnixMs>,
    /// The pins of this server that it knows, as it said last; `None` for one that does not say.
    pub known_pins: Option<Vec<ServerPin>>,
    /// How the device is doing, as it said last; `None` for one that does not say.
    pub report: Option<DeviceReport>,
    /// What organisers ask of it.
    pub instructions: DeviceInstructions,
}

impl KioskEntry {
    /// Returns its place as the audit log has it: `door main in`.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{} {} {}", self.role, self.gate, self.direction)
    }
}

/// A kiosk's place, and the hash of the token it proves itself with.
#[derive(Debug, Clone, Copy)]
pub struct Enrolment<'a> {
    /// Its name.
    pub id: &'a KioskId,
    /// The gate it stands at.
    pub gate: &'a GateId,
    /// `in` or `out`.
    pub direction: &'static str,
    /// Whether the gate is open both ways.
    pub both_ways: bool,
    /// `door`, `hall`, or the number of its booth.
    pub role: &'a str,
    /// SHA-256 of its token.
    pub token_sha256: [u8; 32],
}

/// A code that enrols one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The name of the kiosk that the device becomes.
    pub kiosk: KioskId,
    /// The gate it stands at then.
    pub gate: GateId,
    /// Which way people go there.
    pub direction: Direction,
    /// Whether the gate is open both ways.
    pub both_ways: bool,
    /// What it is there for.
    pub role: KioskRole,
    /// SHA-256 of the code's secret.
    pub secret_sha256: [u8; 32],
    /// Until when the code is good.
    pub expires: UnixMs,
    /// SHA-256 of the request by which a device used it; `None` while none has.
    pub request_sha256: Option<[u8; 32]>,
}

/// What is kept of a kiosk's token, and of the one that takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceToken {
    /// SHA-256 of the token.
    pub sha256: [u8; 32],
    /// When it came into use.
    pub made: UnixMs,
    /// What the next token follows from, beside the token itself; `None` where none is wanted.
    pub next_nonce: Option<[u8; 32]>,
    /// SHA-256 of the next token, once it was handed out.
    pub next_sha256: Option<[u8; 32]>,
}

/// What a quarantine changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuarantineReport {
    /// How many records count no longer.
    pub set_aside: u64,
    /// How many count again.
    pub released: u64,
}

/// Reads pins as databases have them, with spaces between.
pub(crate) fn server_pins(text: &str) -> Vec<ServerPin> {
    let pins = text.split(' ');
    pins.filter_map(|pin| pin.parse().ok()).collect()
}

/// Writes pins so.
pub(crate) fn server_pins_text(pins: &[ServerPin]) -> String {
    let pins: Vec<String> = pins.iter().map(ServerPin::to_string).collect();
    pins.join(" ")
}

/// Reads the kiosks.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadDevices {
    /// Returns the kiosks by name.
    fn devices(&self) -> Result<Vec<KioskEntry>, PortError>;

    /// Returns whether there ever was a kiosk of this name.
    fn was_enrolled(&self, id: &KioskId) -> Result<bool, PortError>;

    /// Returns the kiosks in quarantine by name, each with the instant from which on what it hands in does not count.
    fn quarantines(&self) -> Result<Vec<(KioskId, UnixMs)>, PortError>;

    /// Returns what is kept of a kiosk's token; `None` when there is no such kiosk in service.
    fn device_token(&self, id: &KioskId) -> Result<Option<DeviceToken>, PortError>;

    /// Returns the kiosks that were taken out of service by name.
    fn removed_devices(&self) -> Result<Vec<KioskId>, PortError>;

    /// Returns what a quarantine from an instant on would change; without an instant, what its end would.
    fn preview_quarantine(
        &self,
        id: &KioskId,
        since: Option<UnixMs>,
    ) -> Result<QuarantineReport, PortError>;

    /// Returns the invitations by the names of their kiosks, used and expired ones too.
    fn invitations(&self) -> Result<Vec<Invitation>, PortError>;

    /// Returns the invitation whose secret has this SHA-256.
    fn invitation(&self, secret_sha256: &[u8; 32]) -> Result<Option<Invitation>, PortError>;

    /// Returns from when on a passage needs to show that its ticket's code was seen; `None` for not at all.
    fn proof_from(&self) -> Result<Option<UnixMs>, PortError>;
}

/// Changes the kiosks.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteDevices {
    /// Adds a kiosk; `false` when there is one of that name, which stays as it is.
    fn insert_device(&self, kiosk: &Enrolment<'_>, now: UnixMs) -> Result<bool, PortError>;

    /// Gives a kiosk a new place and token, and takes back what was asked of it but for its name for people; `false` when there is none of that name.
    fn update_device(&self, kiosk: &Enrolment<'_>, now: UnixMs) -> Result<bool, PortError>;

    /// Keeps what organisers ask of a kiosk; `false` when there is none of that name.
    fn put_instructions(
        &self,
        id: &KioskId,
        instructions: &DeviceInstructions,
    ) -> Result<bool, PortError>;

    /// Gives a kiosk a new place from an instant on, and leaves it its token. What it recorded before stays where it was.
    fn move_device(&self, id: &KioskId, place: &MovedPlace) -> Result<(), PortError>;

    /// Keeps an invitation in place of the one that its kiosk has.
    fn put_invitation(&self, invitation: &Invitation) -> Result<(), PortError>;

    /// Notes the request by which a device used its kiosk's invitation.
    fn use_invitation(&self, kiosk: &KioskId, request_sha256: &[u8; 32]) -> Result<(), PortError>;

    /// Keeps what a kiosk's next token follows from, and its hash once it was handed out.
    fn put_next_token(
        &self,
        id: &KioskId,
        nonce: &[u8; 32],
        sha256: Option<&[u8; 32]>,
    ) -> Result<(), PortError>;

    /// Puts a kiosk's next token in the place of the one before; `false` when this hash is not the next one's.
    fn use_next_token(
        &self,
        id: &KioskId,
        sha256: &[u8; 32],
        now: UnixMs,
    ) -> Result<bool, PortError>;

    /// Deletes a kiosk's place, tokens and invitation; `false` when there is none of that name. Its records stay.
    fn remove_device(&self, id: &KioskId) -> Result<bool, PortError>;

    /// Sets from when on a passage needs to show that its ticket's code was seen.
    fn set_proof_from(&self, from: Option<UnixMs>) -> Result<(), PortError>;
}
