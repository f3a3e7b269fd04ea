//! Who has a seat.

use shared::places::Office;
use shared::time::UnixMs;

use super::super::places::{current, write};
use super::SqliteTx;
use crate::ports::{PortError, ReadCatalogue, ReadSeats, SeatAllocators, WriteSeats};

impl ReadSeats for SqliteTx<'_> {
    fn seat_allocators(&self, now: UnixMs) -> Result<SeatAllocators, PortError> {
        let kept = current(&self.db, &self.epoch()?, now)?.into_iter();
        Ok(kept.map(|(session, kept)| (session, kept.office)).collect())
    }
}

impl WriteSeats for SqliteTx<'_> {
    fn update_seat_allocator(
        &self,
        session: &str,
        allocator: Office,
        now: UnixMs,
    ) -> Result<(), PortError> {
        if let Some(mut kept) = current(&self.db, &self.epoch()?, now)?.remove(session) {
            kept.office = allocator;
            write(&self.db, session, &kept)?;
        }
        Ok(())
    }
}
