//! The kiosks that may hand in records.

use rusqlite::params;
use shared::ids::KioskId;
use shared::time::UnixMs;

use super::SqliteTx;
use crate::ports::{Enrolment, KioskEntry, PortError, ReadDevices, WriteDevices};

impl ReadDevices for SqliteTx<'_> {
    fn devices(&self) -> Result<Vec<KioskEntry>, PortError> {
        let mut found = self.db.prepare(
            "SELECT id, gate, CASE WHEN both_ways THEN 'both' ELSE direction END, last_heard_ms, role
             FROM kiosks ORDER BY id",
        )?;
        let entries = found.query_map([], |row| {
            Ok(KioskEntry {
                id: row.get(0)?,
                gate: row.get(1)?,
                direction: row.get(2)?,
                role: row.get(4)?,
                last_heard: row.get::<_, Option<i64>>(3)?.map(UnixMs),
            })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }
}

impl WriteDevices for SqliteTx<'_> {
    fn insert_device(&self, kiosk: &Enrolment<'_>, now: UnixMs) -> Result<bool, PortError> {
        let added = self.db.execute(
            "INSERT INTO kiosks (id, gate, direction, token_sha256, made_ms, role, both_ways)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING",
            params![
                kiosk.id.as_str(),
                kiosk.gate.as_str(),
                kiosk.direction,
                kiosk.token_sha256,
                now.0,
                kiosk.role,
                kiosk.both_ways,
            ],
        )?;
        if added > 0 {
            self.insert_place(kiosk)?;
        }
        Ok(added > 0)
    }

    fn update_device(&self, kiosk: &Enrolment<'_>) -> Result<bool, PortError> {
        let moved = self.db.execute(
            "UPDATE kiosks SET gate = ?2, direction = ?3, token_sha256 = ?4, role = ?5, both_ways = ?6
             WHERE id = ?1",
            params![
                kiosk.id.as_str(),
                kiosk.gate.as_str(),
                kiosk.direction,
                kiosk.token_sha256,
                kiosk.role,
                kiosk.both_ways,
            ],
        )?;
        if moved > 0 {
            self.insert_place(kiosk)?;
        }
        Ok(moved > 0)
    }

    fn remove_device(&self, id: &KioskId) -> Result<bool, PortError> {
        let removed = "DELETE FROM kiosks WHERE id = ?1";
        Ok(self.db.execute(removed, [id.as_str()])? > 0)
    }
}

impl SqliteTx<'_> {
    /// Remembers where a kiosk stands: what it records there may come late.
    fn insert_place(&self, kiosk: &Enrolment<'_>) -> Result<(), PortError> {
        self.db.execute(
            "INSERT OR IGNORE INTO device_places (kiosk, gate, role) VALUES (?1, ?2, ?3)",
            (kiosk.id.as_str(), kiosk.gate.as_str(), kiosk.role),
        )?;
        Ok(())
    }
}
