//! Who may open staff mode.

use postgres::Row;
use shared::ids::StaffId;
use shared::pin::StaffPin;
use shared::time::UnixMs;

use super::{PostgresTx, rows};
use crate::ports::{PortError, ReadStaff, WriteStaff};

impl ReadStaff for PostgresTx {
    fn staff(&self) -> Result<Vec<StaffPin>, PortError> {
        let read = |row: &Row| {
            Ok(StaffPin {
                id: rows::name(row, 0)?,
                hash: row.try_get(1)?,
            })
        };
        let staff = "SELECT id, pin_hash FROM staff ORDER BY id";
        self.db.query(staff, &[])?.iter().map(read).collect()
    }

    fn staff_since(&self) -> Result<Vec<(StaffId, UnixMs)>, PortError> {
        let read = |row: &Row| Ok((rows::name(row, 0)?, UnixMs(row.try_get(1)?)));
        let staff = "SELECT id, made_ms FROM staff ORDER BY id";
        self.db.query(staff, &[])?.iter().map(read).collect()
    }
}

impl WriteStaff for PostgresTx {
    fn put_staff(&self, pin: &StaffPin, now: UnixMs) -> Result<(), PortError> {
        self.db.execute(
            "INSERT INTO staff (id, pin_hash, made_ms) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET pin_hash = excluded.pin_hash, made_ms = excluded.made_ms",
            &[&pin.id.as_str(), &pin.hash, &now.0],
        )?;
        Ok(())
    }

    fn remove_staff(&self, id: &StaffId) -> Result<bool, PortError> {
        let removed = "DELETE FROM staff WHERE id = $1";
        Ok(self.db.execute(removed, &[&id.as_str()])? > 0)
    }
}
