//! Who may open staff mode.

use rusqlite::{Connection, params};
use shared::ids::StaffId;
use shared::pin::StaffPin;
use shared::time::UnixMs;

use super::super::load;
use super::{Edit, Office};
use crate::store::StoreError;

impl Office {
    /// Everyone with a PIN, by name.
    pub(crate) fn staff(&self) -> Result<Vec<StaffPin>, StoreError> {
        load::staff(&self.0)
    }

    /// The same with the instant at which each PIN was made.
    pub(crate) fn staff_since(&self) -> Result<Vec<(StaffId, UnixMs)>, StoreError> {
        since(&self.0)
    }
}

impl Edit<'_> {
    /// Everyone with a PIN, by name.
    pub(crate) fn staff(&self) -> Result<Vec<StaffPin>, StoreError> {
        load::staff(&self.0)
    }

    /// Gives someone a PIN, in place of the one they have, if any.
    pub(crate) fn put_staff(&self, pin: &StaffPin, now: UnixMs) -> Result<(), StoreError> {
        self.0.execute(
            "INSERT INTO staff (id, pin_hash, made_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET pin_hash = excluded.pin_hash, made_ms = excluded.made_ms",
            params![pin.id.as_str(), pin.hash, now.0],
        )?;
        Ok(())
    }

    /// Takes someone's PIN away; `false` when they have none.
    pub(crate) fn remove_staff(&self, id: &StaffId) -> Result<bool, StoreError> {
        let gone = "DELETE FROM staff WHERE id = ?1";
        Ok(self.0.execute(gone, [id.as_str()])? > 0)
    }
}

fn since(db: &Connection) -> Result<Vec<(StaffId, UnixMs)>, StoreError> {
    let mut found = db.prepare("SELECT id, made_ms FROM staff ORDER BY id")?;
    let mut rows = found.query([])?;
    let mut staff = Vec::new();
    while let Some(row) = rows.next()? {
        staff.push((load::name(row, 0)?, UnixMs(row.get(1)?)));
    }
    Ok(staff)
}
