//! The seats of sessions that have only so many.

use std::collections::BTreeMap;

use shared::places::Office;
use shared::time::UnixMs;

use super::PortError;

/// The allocator of every session for which a seat was ever asked, by the session's name.
pub type SeatAllocators = BTreeMap<String, Office>;

/// Reads who has a seat.
pub trait ReadSeats {
    /// Returns the allocators as kiosks would find them at `now`.
    ///
    /// # Errors
    /// As the database fails.
    fn seat_allocators(&self, now: UnixMs) -> Result<SeatAllocators, PortError>;
}

/// Changes who has a seat.
pub trait WriteSeats {
    /// Replaces the allocator of a session for which a seat was asked before.
    ///
    /// # Errors
    /// As the database fails.
    fn update_seat_allocator(
        &self,
        session: &str,
        allocator: Office,
        now: UnixMs,
    ) -> Result<(), PortError>;
}
