//! Who may open staff mode.

use shared::ids::StaffId;
use shared::pin::StaffPin;
use shared::time::UnixMs;

use super::{SqlRow, SqlTx, values};
use crate::ports::{PortError, ReadStaff, WriteStaff};

impl<T: SqlTx> ReadStaff for T {
    fn staff(&self) -> Result<Vec<StaffPin>, PortError> {
        let staff = "SELECT id, pin_hash FROM staff ORDER BY id";
        self.sql().read(staff, &[], |row| {
            Ok(StaffPin {
                id: row.name(0)?,
                hash: row.get(1)?,
            })
        })
    }

    fn staff_since(&self) -> Result<Vec<(StaffId, UnixMs)>, PortError> {
        let read = |row: &SqlRow| Ok((row.name(0)?, row.get(1)?));
        let staff = "SELECT id, made_ms FROM staff ORDER BY id";
        self.sql().read(staff, &[], read)
    }
}

impl<T: SqlTx> WriteStaff for T {
    fn put_staff(&self, pin: &StaffPin, now: UnixMs) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO staff (id, pin_hash, made_ms) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET pin_hash = excluded.pin_hash, made_ms = excluded.made_ms",
            &values![pin.id.as_str(), &pin.hash, now],
        )?;
        Ok(())
    }

    fn remove_staff(&self, id: &StaffId) -> Result<bool, PortError> {
        let remove = "DELETE FROM staff WHERE id = $1";
        Ok(self.sql().execute(remove, &values![id.as_str()])? > 0)
    }
}
