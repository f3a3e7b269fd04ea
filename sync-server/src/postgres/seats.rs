//! Who has a seat.

use std::collections::BTreeMap;

use postgres::Row;
use shared::ids::KioskId;
use shared::seats::SeatAllocator;
use shared::time::UnixMs;

use super::{PostgresRecords, PostgresTx, rows};
use crate::engine::seat_allocators;
use crate::ports::{
    PortError, ReadCatalogue, ReadSeats, SeatAllocators, SeatsTx, StoredAllocator, WriteSeats,
};

impl ReadSeats for PostgresTx {
    fn seat_allocators(&self, now: UnixMs) -> Result<SeatAllocators, PortError> {
        seat_allocators(&self.records, &self.epoch()?, now)
    }
}

impl WriteSeats for PostgresTx {
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
        if seat_allocators(&self.records, &stored.epoch, now)?.contains_key(session) {
            self.records.write_allocator(session, &stored)?;
        }
        Ok(())
    }
}

impl SeatsTx for PostgresRecords {
    fn stored_allocators(&self) -> Result<BTreeMap<String, StoredAllocator>, PortError> {
        let allocators = "SELECT session, epoch, allocator FROM seat_allocators";
        let read = |row: &Row| {
            let session: String = row.try_get(0)?;
            let allocator = serde_json::from_str(row.try_get(2)?);
            let stored = StoredAllocator {
                allocator: allocator.map_err(|error| damaged(&session, &error))?,
                epoch: row.try_get(1)?,
            };
            Ok((session, stored))
        };
        self.db.query(allocators, &[])?.iter().map(read).collect()
    }

    fn write_allocator(&self, session: &str, stored: &StoredAllocator) -> Result<(), PortError> {
        let json = serde_json::to_string(&stored.allocator);
        let json = json.map_err(|error| damaged(session, &error))?;
        self.db.execute(
            "INSERT INTO seat_allocators (session, epoch, allocator) VALUES ($1, $2, $3)
             ON CONFLICT (session) DO UPDATE SET epoch = excluded.epoch, allocator = excluded.allocator",
            &[&session, &stored.epoch, &json],
        )?;
        Ok(())
    }

    fn seat_kiosks(&self) -> Result<BTreeMap<KioskId, bool>, PortError> {
        let kiosks = "SELECT id, gives_seats FROM kiosks";
        let read = |row: &Row| Ok((rows::name(row, 0)?, row.try_get(1)?));
        self.db.query(kiosks, &[])?.iter().map(read).collect()
    }

    fn set_gives_seats(&self, kiosk: &KioskId, gives: bool) -> Result<(), PortError> {
        self.db.execute(
            "UPDATE kiosks SET gives_seats = $2 WHERE id = $1",
            &[&kiosk.as_str(), &gives],
        )?;
        Ok(())
    }
}

fn damaged(session: &str, error: &serde_json::Error) -> PortError {
    rows::unreadable(format!("the seats of {session}: {error}"))
}
