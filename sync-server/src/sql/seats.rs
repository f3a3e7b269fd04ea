//! The allocators of seats.

use std::collections::BTreeMap;

use shared::ids::KioskId;
use shared::seats::SeatAllocator;
use shared::time::UnixMs;

use super::{SqlRow, SqlTx, unreadable, values};
use crate::engine::seat_allocators;
use crate::ports::{
    PortError, ReadCatalogue, ReadSeats, SeatAllocators, SeatsTx, StoredAllocator, WriteSeats,
};

impl<T: SqlTx> ReadSeats for T {
    fn seat_allocators(&self, now: UnixMs) -> Result<SeatAllocators, PortError> {
        seat_allocators(self, &self.epoch()?, now)
    }
}

impl<T: SqlTx> WriteSeats for T {
    fn update_seat_allocator(
        &self,
        session: &str,
        allocator: SeatAllocator,
        now: UnixMs,
    ) -> Result<(), PortError> {
        let epoch = self.epoch()?;
        let stored = StoredAllocator { allocator, epoch };
        if seat_allocators(self, &stored.epoch, now)?.contains_key(session) {
            self.write_allocator(session, &stored)?;
        }
        Ok(())
    }
}

impl<T: SqlTx> SeatsTx for T {
    fn stored_allocators(&self) -> Result<BTreeMap<String, StoredAllocator>, PortError> {
        let allocators = "SELECT session, epoch, allocator FROM seat_allocators";
        self.sql().read(allocators, &[], |row| {
            let session: String = row.get(0)?;
            let allocator = serde_json::from_str(row.text(2)?);
            let stored = StoredAllocator {
                allocator: allocator.map_err(|error| damaged(&session, &error))?,
                epoch: row.get(1)?,
            };
            Ok((session, stored))
        })
    }

    fn write_allocator(&self, session: &str, stored: &StoredAllocator) -> Result<(), PortError> {
        let json = serde_json::to_string(&stored.allocator);
        let json = json.map_err(|error| damaged(session, &error))?;
        self.sql().execute(
            "INSERT INTO seat_allocators (session, epoch, allocator) VALUES ($1, $2, $3)
             ON CONFLICT (session) DO UPDATE SET epoch = excluded.epoch, allocator = excluded.allocator",
            &values![session, &stored.epoch, json],
        )?;
        Ok(())
    }

    fn seat_kiosks(&self) -> Result<BTreeMap<KioskId, bool>, PortError> {
        let read = |row: &SqlRow| Ok((row.name(0)?, row.get(1)?));
        self.sql()
            .read("SELECT id, gives_seats FROM kiosks", &[], read)
    }

    fn set_gives_seats(&self, kiosk: &KioskId, gives: bool) -> Result<(), PortError> {
        let set = "UPDATE kiosks SET gives_seats = $2 WHERE id = $1";
        let params = values![kiosk.as_str(), gives];
        self.sql().execute(set, &params).map(drop)
    }
}

fn damaged(session: &str, error: &serde_json::Error) -> PortError {
    unreadable(format!("the seats of {session}: {error}"))
}
