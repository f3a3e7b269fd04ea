//! Who may open staff mode.

use shared::ids::StaffId;
use shared::pin::StaffPin;
use shared::protocol::v1::KioskRole;
use shared::time::UnixMs;

use super::PortError;

/// Someone with a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffEntry {
    /// The name that is recorded with what they do, and the hash of the PIN.
    pub pin: StaffPin,
    /// Whether it opens staff mode in halls and at booths, and not at doors.
    pub in_halls: bool,
    /// When it was made.
    pub since: UnixMs,
    /// What people call them; empty where nobody said. No kiosk is told.
    pub name: String,
}

impl StaffEntry {
    /// Returns where the PIN opens staff mode, as the command line and the audit log have it.
    #[must_use]
    pub fn place(&self) -> &'static str {
        if self.in_halls { "halls" } else { "doors" }
    }

    /// Returns what people call them.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        match &*self.name {
            "" => self.pin.id.as_str(),
            name => name,
        }
    }
}

/// Returns the PINs that a kiosk of a role needs. A kiosk among visitors is lost more easily than one at a door, and must
/// not give away what opens a door.
pub(crate) fn pins_for(staff: &[StaffEntry], role: KioskRole) -> Vec<StaffPin> {
    let in_halls = role != KioskRole::Door;
    let entries = staff.iter().filter(|entry| entry.in_halls == in_halls);
    entries.map(|entry| entry.pin.clone()).collect()
}

/// Reads the PINs.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadStaff {
    /// Returns everyone with a PIN, by name.
    fn staff(&self) -> Result<Vec<StaffEntry>, PortError>;
}

/// Changes the PINs.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteStaff {
    /// Gives someone a PIN, in place of the one they have, if any.
    fn put_staff(&self, entry: &StaffEntry) -> Result<(), PortError>;

    /// Deletes what people call those with a PIN.
    fn delete_staff_names(&self) -> Result<(), PortError>;

    /// Takes someone's PIN away; `false` when they have none.
    fn remove_staff(&self, id: &StaffId) -> Result<bool, PortError>;
}
