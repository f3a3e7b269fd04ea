//! The kiosks that may hand in records.

use shared::ids::KioskId;
use shared::time::UnixMs;

use super::{SqlRow, SqlTx, values};
use crate::ports::{
    Enrolment, KioskEntry, PortError, ReadDevices, TrustTx, WriteDevices, server_pins,
};

impl<T: SqlTx> ReadDevices for T {
    fn devices(&self) -> Result<Vec<KioskEntry>, PortError> {
        let kiosks = "SELECT id, gate, CASE WHEN both_ways THEN 'both' ELSE direction END, role, last_heard_ms,
                      known_pins FROM kiosks ORDER BY id";
        self.sql().read(kiosks, &[], |row| {
            Ok(KioskEntry {
                id: row.get(0)?,
                gate: row.get(1)?,
                direction: row.get(2)?,
                role: row.get(3)?,
                last_seen: row.get(4)?,
                known_pins: row.get::<Option<String>>(5)?.as_deref().map(server_pins),
            })
        })
    }

    fn was_enrolled(&self, id: &KioskId) -> Result<bool, PortError> {
        let stood = "SELECT EXISTS (SELECT 1 FROM device_places WHERE kiosk = $1)";
        self.sql().value(stood, &values![id.as_str()])
    }

    fn quarantines(&self) -> Result<Vec<(KioskId, UnixMs)>, PortError> {
        let quarantines = "SELECT kiosk, since_ms FROM quarantines ORDER BY kiosk";
        let read = |row: &SqlRow| Ok((row.name(0)?, row.get(1)?));
        self.sql().read(quarantines, &[], read)
    }

    fn proof_from(&self) -> Result<Option<UnixMs>, PortError> {
        Ok(self.trust()?.proof_from)
    }
}

impl<T: SqlTx> WriteDevices for T {
    fn insert_device(&self, kiosk: &Enrolment<'_>, now: UnixMs) -> Result<bool, PortError> {
        let added = self.sql().execute(
            "INSERT INTO kiosks (id, gate, direction, token_sha256, role, both_ways, made_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
            &values![
                kiosk.id.as_str(),
                kiosk.gate.as_str(),
                kiosk.direction,
                &kiosk.token_sha256,
                kiosk.role,
                kiosk.both_ways,
                now,
            ],
        )?;
        if added > 0 {
            insert_place(self, kiosk)?;
        }
        Ok(added > 0)
    }

    fn update_device(&self, kiosk: &Enrolment<'_>) -> Result<bool, PortError> {
        revoke_token(self, kiosk.id)?;
        let moved = self.sql().execute(
            "UPDATE kiosks SET gate = $2, direction = $3, token_sha256 = $4, role = $5, both_ways = $6
             WHERE id = $1",
            &values![
                kiosk.id.as_str(),
                kiosk.gate.as_str(),
                kiosk.direction,
                &kiosk.token_sha256,
                kiosk.role,
                kiosk.both_ways,
            ],
        )?;
        if moved > 0 {
            insert_place(self, kiosk)?;
        }
        Ok(moved > 0)
    }

    fn remove_device(&self, id: &KioskId) -> Result<bool, PortError> {
        revoke_token(self, id)?;
        let remove = "DELETE FROM kiosks WHERE id = $1";
        Ok(self.sql().execute(remove, &values![id.as_str()])? > 0)
    }

    fn set_proof_from(&self, from: Option<UnixMs>) -> Result<(), PortError> {
        let set = "UPDATE exhibition SET proof_from_ms = $1";
        self.sql().execute(set, &values![from]).map(drop)
    }
}

/// Keeps the hash of a kiosk's token among those that have ended.
fn revoke_token(tx: &impl SqlTx, id: &KioskId) -> Result<(), PortError> {
    tx.sql().execute(
        "INSERT INTO revoked_tokens (token_sha256) SELECT token_sha256 FROM kiosks WHERE id = $1
         ON CONFLICT DO NOTHING",
        &values![id.as_str()],
    )?;
    Ok(())
}

/// Remembers where a kiosk stands: what it records there may come late.
fn insert_place(tx: &impl SqlTx, kiosk: &Enrolment<'_>) -> Result<(), PortError> {
    tx.sql().execute(
        "INSERT INTO device_places (kiosk, gate, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        &values![kiosk.id.as_str(), kiosk.gate.as_str(), kiosk.role],
    )?;
    Ok(())
}
