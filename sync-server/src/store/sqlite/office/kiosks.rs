//! The kiosks that may hand in records.

use rusqlite::{Connection, params};
use shared::ids::{GateId, KioskId};
use shared::time::UnixMs;

use super::{Edit, Office};
use crate::store::StoreError;

/// A kiosk as the server knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskEntry {
    /// Its name.
    pub id: String,
    /// The gate it stands at.
    pub gate: String,
    /// Which way: `in`, `out` or `both`.
    pub direction: String,
    /// What it is there for: `door`, `hall`, or the number of its booth.
    pub role: String,
    /// When it was last heard, give or take a minute; `None` for never.
    pub last_heard: Option<UnixMs>,
}

/// A kiosk's place, and the hash of the token it proves itself with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Enrolment<'a> {
    /// Its name.
    pub(crate) id: &'a KioskId,
    /// The gate it stands at.
    pub(crate) gate: &'a GateId,
    /// `in` or `out`.
    pub(crate) direction: &'static str,
    /// Whether the gate is open both ways.
    pub(crate) both_ways: bool,
    /// `door`, `hall`, or the number of its booth.
    pub(crate) role: &'a str,
    /// SHA-256 of its token.
    pub(crate) token_sha256: [u8; 32],
}

impl Office {
    /// The kiosks by name.
    pub(crate) fn kiosks(&self) -> Result<Vec<KioskEntry>, StoreError> {
        kiosks(&self.0)
    }
}

impl Edit<'_> {
    /// The kiosks by name.
    pub(crate) fn kiosks(&self) -> Result<Vec<KioskEntry>, StoreError> {
        kiosks(&self.0)
    }

    /// Adds a kiosk; `false` when there is one of that name, which stays as it is.
    pub(crate) fn insert_kiosk(
        &self,
        kiosk: &Enrolment<'_>,
        now: UnixMs,
    ) -> Result<bool, StoreError> {
        let added = self.0.execute(
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
        Ok(added > 0)
    }

    /// Forgets a kiosk's place and token; `false` when there is none of that name. Its records stay.
    pub(crate) fn remove_kiosk(&self, id: &KioskId) -> Result<bool, StoreError> {
        let removed = self
            .0
            .execute("DELETE FROM kiosks WHERE id = ?1", [id.as_str()])?;
        Ok(removed > 0)
    }

    /// Gives a kiosk a new place and token; `false` when there is none of that name.
    pub(crate) fn move_kiosk(&self, kiosk: &Enrolment<'_>) -> Result<bool, StoreError> {
        let moved = self.0.execute(
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
        Ok(moved > 0)
    }
}

fn kiosks(db: &Connection) -> Result<Vec<KioskEntry>, StoreError> {
    let mut found = db.prepare(
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
