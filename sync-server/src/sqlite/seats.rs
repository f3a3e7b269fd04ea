//! The allocators of seats, in SQLite.

use std::collections::BTreeMap;

use rusqlite::params;
use shared::ids::KioskId;

use super::load::name;
use super::records::SqliteRecords;
use crate::ports::{PortError, SeatsTx, StoredAllocator};

impl SeatsTx for SqliteRecords<'_> {
    fn stored_allocators(&self) -> Result<BTreeMap<String, StoredAllocator>, PortError> {
        let mut found = self
            .db
            .prepare_cached("SELECT session, epoch, office FROM offices")?;
        let mut rows = found.query([])?;
        let mut allocators = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let session: String = row.get(0)?;
            let stored = StoredAllocator {
                allocator: serde_json::from_str(&row.get::<_, String>(2)?)
                    .map_err(|error| damaged(&session, &error))?,
                epoch: row.get(1)?,
            };
            allocators.insert(session, stored);
        }
        Ok(allocators)
    }

    fn write_allocator(&self, session: &str, stored: &StoredAllocator) -> Result<(), PortError> {
        let json = serde_json::to_string(&stored.allocator);
        let json = json.map_err(|error| damaged(session, &error))?;
        self.db
            .prepare_cached(
                "INSERT INTO offices (session, epoch, office) VALUES (?1, ?2, ?3)
                 ON CONFLICT (session) DO UPDATE SET epoch = excluded.epoch, office = excluded.office",
            )?
            .execute(params![session, stored.epoch, json])?;
        Ok(())
    }

    fn seat_kiosks(&self) -> Result<BTreeMap<KioskId, bool>, PortError> {
        let mut found = self
            .db
            .prepare_cached("SELECT id, gives_places FROM kiosks")?;
        let mut rows = found.query([])?;
        let mut kiosks = BTreeMap::new();
        while let Some(row) = rows.next()? {
            kiosks.insert(name(row, 0)?, row.get(1)?);
        }
        Ok(kiosks)
    }

    fn set_gives_seats(&self, kiosk: &KioskId, gives: bool) -> Result<(), PortError> {
        self.db
            .prepare_cached("UPDATE kiosks SET gives_places = ?2 WHERE id = ?1")?
            .execute(params![kiosk.as_str(), gives])?;
        Ok(())
    }
}

fn damaged(session: &str, error: &serde_json::Error) -> PortError {
    PortError::Damaged(format!("the seats of {session}: {error}").into())
}
