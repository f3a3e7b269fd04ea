//! The seats of sessions that have only so many.

use std::collections::BTreeMap;

use shared::ids::KioskId;
use shared::seats::SeatAllocator;
use shared::time::UnixMs;

use super::PortError;

/// The allocator of every session for which a seat was ever asked, by the session's name.
pub type SeatAllocators = BTreeMap<String, SeatAllocator>;

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
        allocator: SeatAllocator,
        now: UnixMs,
    ) -> Result<(), PortError>;
}

/// An allocator as a database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredAllocator {
    /// The allocator.
    pub(crate) allocator: SeatAllocator,
    /// The epoch in which it was written.
    pub(crate) epoch: String,
}

/// The seats within one transaction, as the engine reads and writes them.
pub(crate) trait SeatsTx {
    /// Returns every allocator by the session's name, as it was last written.
    fn stored_allocators(&self) -> Result<BTreeMap<String, StoredAllocator>, PortError>;
    /// Writes the allocator of a session.
    fn write_allocator(&self, session: &str, stored: &StoredAllocator) -> Result<(), PortError>;
    /// Returns every kiosk, and whether it gives out seats.
    fn seat_kiosks(&self) -> Result<BTreeMap<KioskId, bool>, PortError>;
    /// Writes whether a kiosk gives out seats.
    fn set_gives_seats(&self, kiosk: &KioskId, gives: bool) -> Result<(), PortError>;
}
