//! Who may open staff mode.

use shared::ids::StaffId;
use shared::pin::StaffPin;
use shared::time::UnixMs;

use super::PortError;

/// Reads the PINs.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadStaff {
    /// Returns everyone with a PIN, by name.
    fn staff(&self) -> Result<Vec<StaffPin>, PortError>;

    /// Returns everyone with a PIN and when it was made, by name.
    fn staff_since(&self) -> Result<Vec<(StaffId, UnixMs)>, PortError>;
}

/// Changes the PINs.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteStaff {
    /// Gives someone a PIN, in place of the one they have, if any.
    fn put_staff(&self, pin: &StaffPin, now: UnixMs) -> Result<(), PortError>;

    /// Takes someone's PIN away; `false` when they have none.
    fn remove_staff(&self, id: &StaffId) -> Result<bool, PortError>;
}
