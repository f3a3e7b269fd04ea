//! Who may open staff mode.

use rusqlite::params;
use shared::ids::StaffId;
use shared::pin::StaffPin;
use shared::time::UnixMs;

use super::super::load;
use super::SqliteTx;
use crate::ports::{PortError, ReadStaff, WriteStaff};

impl ReadStaff for SqliteTx<'_> {
    fn staff(&self) -> Result<Vec<StaffPin>, PortError> {
        Ok(load::staff(&self.db)?)
    }

    fn staff_since(&self) -> Result<Vec<(StaffId, UnixMs)>, PortError> {
        let mut found = self
            .db
            .prepare("SELECT id, made_ms FROM staff ORDER BY id")?;
        let mut rows = found.query([])?;
        let mut staff = Vec::new();
        while let Some(row) = rows.next()? {
            staff.push((load::name(row, 0)?, UnixMs(row.get(1)?)));
        }
        Ok(staff)
    }
}

impl WriteStaff for SqliteTx<'_> {
    fn put_staff(&self, pin: &StaffPin, now: UnixMs) -> Result<(), PortError> {
        self.db.execute(
            "INSERT INTO staff (id, pin_hash, made_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET pin_hash = excluded.pin_hash, made_ms = excluded.made_ms",
            params![pin.id.as_str(), pin.hash, now.0],
        )?;
        Ok(())
    }

    fn remove_staff(&self, id: &StaffId) -> Result<bool, PortError> {
        let gone = "DELETE FROM staff WHERE id = ?1";
        Ok(self.db.execute(gone, [id.as_str()])? > 0)
    }
}
