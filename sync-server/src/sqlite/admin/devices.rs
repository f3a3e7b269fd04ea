//! The kiosks that may hand in records.

use rusqlite::params;
use shared::ids::KioskId;
use shared::time::UnixMs;

use super::super::load;
use super::super::records::SqliteRecords;
use super::SqliteTx;
use crate::ports::{Enrolment, KioskEntry, PortError, ReadDevices, TrustTx, WriteDevices};

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
                last_seen: row.get::<_, Option<i64>>(3)?.map(UnixMs),
            })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }

    fn was_enrolled(&self, id: &KioskId) -> Result<bool, PortError> {
        let device = SqliteRecords::new(&self.db).device(id)?;
        Ok(!device.places.is_empty())
    }

    fn quarantines(&self) -> Result<Vec<(KioskId, UnixMs)>, PortError> {
        let mut found = self
            .db
            .prepare("SELECT kiosk, since_ms FROM quarantines ORDER BY kiosk")?;
        let mut rows = found.query([])?;
        let mut quarantines = Vec::new();
        while let Some(row) = rows.next()? {
            quarantines.push((load::name(row, 0)?, UnixMs(row.get(1)?)));
        }
        Ok(quarantines)
    }

    fn proof_from(&self) -> Result<Option<UnixMs>, PortError> {
        Ok(SqliteRecords::new(&self.db).trust()?.proof_from)
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
        self.revoke_token(kiosk.id)?;
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
        self.revoke_token(id)?;
        let removed = "DELETE FROM kiosks WHERE id = ?1";
        Ok(self.db.execute(removed, [id.as_str()])? > 0)
    }

    fn set_proof_from(&self, from: Option<UnixMs>) -> Result<(), PortError> {
        let set = "UPDATE exhibition SET proof_from_ms = ?1";
        self.db.execute(set, [from.map(|from| from.0)])?;
        Ok(())
    }
}

impl SqliteTx<'_> {
    /// Keeps the hash of a kiosk's token among those that have ended.
    fn revoke_token(&self, id: &KioskId) -> Result<(), PortError> {
        self.db.execute(
            "INSERT OR IGNORE INTO revoked_tokens (token_sha256) SELECT token_sha256 FROM kiosks WHERE id = ?1",
            [id.as_str()],
        )?;
        Ok(())
    }

    /// Remembers where a kiosk stands: what it records there may come late.
    fn insert_place(&self, kiosk: &Enrolment<'_>) -> Result<(), PortError> {
        self.db.execute(
            "INSERT OR IGNORE INTO device_places (kiosk, gate, role) VALUES (?1, ?2, ?3)",
            (kiosk.id.as_str(), kiosk.gate.as_str(), kiosk.role),
        )?;
        Ok(())
    }
}
