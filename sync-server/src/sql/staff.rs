//! Who may open staff mode.

use shared::ids::StaffId;
use shared::pin::StaffPin;

use super::{SqlTx, values};
use crate::ports::{PortError, ReadStaff, StaffEntry, WriteStaff};

impl<T: SqlTx> ReadStaff for T {
    fn staff(&self) -> Result<Vec<StaffEntry>, PortError> {
        let staff = "SELECT id, pin_hash, in_halls, made_ms, name FROM staff ORDER BY id";
        self.sql().read(staff, &[], |row| {
            Ok(StaffEntry {
                pin: StaffPin {
                    id: row.name(0)?,
                    hash: row.get(1)?,
                },
                in_halls: row.get(2)?,
                since: row.get(3)?,
                name: row.get(4)?,
            })
        })
    }
}

impl<T: SqlTx> WriteStaff for T {
    fn put_staff(&self, entry: &StaffEntry) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO staff (id, pin_hash, in_halls, made_ms, name) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET pin_hash = excluded.pin_hash, in_halls = excluded.in_halls,
                made_ms = excluded.made_ms, name = excluded.name",
            &values![
                entry.pin.id.as_str(),
                &entry.pin.hash,
                entry.in_halls,
                entry.since,
                &entry.name
            ],
        )?;
        Ok(())
    }

    fn delete_staff_names(&self) -> Result<(), PortError> {
        let delete = "UPDATE staff SET name = '' WHERE name <> ''";
        self.sql().execute(delete, &values![])?;
        Ok(())
    }

    fn remove_staff(&self, id: &StaffId) -> Result<bool, PortError> {
        let remove = "DELETE FROM staff WHERE id = $1";
        Ok(self.sql().execute(remove, &values![id.as_str()])? > 0)
    }
}
