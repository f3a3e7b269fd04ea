//! The kiosks that may hand in records.

use postgres::Row;
use shared::ids::KioskId;
use shared::time::UnixMs;

use super::{PostgresTx, rows};
use crate::ports::{Enrolment, KioskEntry, PortError, ReadDevices, TrustTx, WriteDevices};

impl ReadDevices for PostgresTx {
    fn devices(&self) -> Result<Vec<KioskEntry>, PortError> {
        let kiosks = "SELECT id, gate, CASE WHEN both_ways THEN 'both' ELSE direction END, role, last_heard_ms
                      FROM kiosks ORDER BY id";
        let read = |row: &Row| {
            Ok(KioskEntry {
                id: row.try_get(0)?,
                gate: row.try_get(1)?,
                direction: row.try_get(2)?,
                role: row.try_get(3)?,
                last_seen: rows::time(row, 4)?,
            })
        };
        self.db.query(kiosks, &[])?.iter().map(read).collect()
    }

    fn was_enrolled(&self, id: &KioskId) -> Result<bool, PortError> {
        Ok(!self.records.device(id)?.places.is_empty())
    }

    fn quarantines(&self) -> Result<Vec<(KioskId, UnixMs)>, PortError> {
        let quarantines = "SELECT kiosk, since_ms FROM quarantines ORDER BY kiosk";
        let read = |row: &Row| Ok((rows::name(row, 0)?, UnixMs(row.try_get(1)?)));
        self.db.query(quarantines, &[])?.iter().map(read).collect()
    }

    fn proof_from(&self) -> Result<Option<UnixMs>, PortError> {
        Ok(self.records.trust()?.proof_from)
    }
}

impl WriteDevices for PostgresTx {
    fn insert_device(&self, kiosk: &Enrolment<'_>, now: UnixMs) -> Result<bool, PortError> {
        let added = self.db.execute(
            "INSERT INTO kiosks (id, gate, direction, token_sha256, role, both_ways, made_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
            &[
                &kiosk.id.as_str(),
                &kiosk.gate.as_str(),
                &kiosk.direction,
                &kiosk.token_sha256.as_slice(),
                &kiosk.role,
                &kiosk.both_ways,
                &now.0,
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
            "UPDATE kiosks SET gate = $2, direction = $3, token_sha256 = $4, role = $5, both_ways = $6
             WHERE id = $1",
            &[
                &kiosk.id.as_str(),
                &kiosk.gate.as_str(),
                &kiosk.direction,
                &kiosk.token_sha256.as_slice(),
                &kiosk.role,
                &kiosk.both_ways,
            ],
        )?;
        if moved > 0 {
            self.insert_place(kiosk)?;
        }
        Ok(moved > 0)
    }

    fn remove_device(&self, id: &KioskId) -> Result<bool, PortError> {
        self.revoke_token(id)?;
        let removed = "DELETE FROM kiosks WHERE id = $1";
        Ok(self.db.execute(removed, &[&id.as_str()])? > 0)
    }

    fn set_proof_from(&self, from: Option<UnixMs>) -> Result<(), PortError> {
        let set = "UPDATE exhibition SET proof_from_ms = $1";
        self.db.execute(set, &[&from.map(|from| from.0)])?;
        Ok(())
    }
}

impl PostgresTx {
    /// Keeps the hash of a kiosk's token among those that have ended.
    fn revoke_token(&self, id: &KioskId) -> Result<(), PortError> {
        self.db.execute(
            "INSERT INTO revoked_tokens (token_sha256) SELECT token_sha256 FROM kiosks WHERE id = $1 ON CONFLICT DO NOTHING",
            &[&id.as_str()],
        )?;
        Ok(())
    }

    /// Remembers where a kiosk stands: what it records there may come late.
    fn insert_place(&self, kiosk: &Enrolment<'_>) -> Result<(), PortError> {
        self.db.execute(
            "INSERT INTO device_places (kiosk, gate, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            &[&kiosk.id.as_str(), &kiosk.gate.as_str(), &kiosk.role],
        )?;
        Ok(())
    }
}
