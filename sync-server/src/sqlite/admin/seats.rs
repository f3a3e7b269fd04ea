//! Who has a seat.

use shared::seats::SeatAllocator;
use shared::time::UnixMs;

use super::super::records::SqliteRecords;
use super::SqliteTx;
use crate::engine::seat_allocators;
use crate::ports::{
    PortError, ReadCatalogue, ReadSeats, SeatAllocators, SeatsTx, StoredAllocator, WriteSeats,
};

impl ReadSeats for SqliteTx<'_> {
    fn seat_allocators(&self, now: UnixMs) -> Result<SeatAllocators, PortError> {
        let records = SqliteRecords::new(&self.db);
        seat_allocators(&records, &self.epoch()?, now)
    }
}

impl WriteSeats for SqliteTx<'_> {
    fn update_seat_allocator(
        &self,
        session: &str,
        allocator: SeatAllocator,
        now: UnixMs,
    ) -> Result<(), PortError> {
        let stored = StoredAllocator {
            allocator,
            epoch: self.epoch()?,
        };
        let records = SqliteRecords::new(&self.db);
        if seat_allocators(&records, &stored.epoch, now)?.contains_key(session) {
            records.write_allocator(session, &stored)?;
        }
        Ok(())
    }
}
