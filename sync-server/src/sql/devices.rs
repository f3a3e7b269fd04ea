//! The kiosks that may hand in records.

use shared::checkin::Direction;
use shared::ids::KioskId;
use shared::protocol::v1::{DeviceInstructions, MovedPlace};
use shared::time::UnixMs;

use super::{SqlRow, SqlTx, SqlValue, unreadable, values};
use crate::ports::{
    DeviceToken, Enrolment, Invitation, KioskEntry, PortError, QuarantineReport, ReadDevices,
    SetAsideReason, TrustTx, WriteDevices, server_pins,
};

/// The columns that [`invitation_of`] reads.
const INVITATIONS: &str =
    "SELECT kiosk, gate, direction, both_ways, role, secret_sha256, expires_ms, request_sha256
     FROM invitations";

impl<T: SqlTx> ReadDevices for T {
    fn devices(&self) -> Result<Vec<KioskEntry>, PortError> {
        let kiosks = "SELECT id, gate, CASE WHEN both_ways THEN 'both' ELSE direction END, role, last_heard_ms,
                      known_pins, report, instructions FROM kiosks ORDER BY id";
        self.sql().read(kiosks, &[], |row| {
            Ok(KioskEntry {
                id: row.get(0)?,
                gate: row.get(1)?,
                direction: row.get(2)?,
                role: row.get(3)?,
                last_seen: row.get(4)?,
                known_pins: row.get::<Option<String>>(5)?.as_deref().map(server_pins),
                // Of a later version, it may be unreadable here.
                report: row
                    .get::<Option<String>>(6)?
                    .and_then(|report| serde_json::from_str(&report).ok()),
                instructions: instructions_of(row, 7)?.unwrap_or_default(),
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

    fn device_token(&self, id: &KioskId) -> Result<Option<DeviceToken>, PortError> {
        let token = "SELECT token_sha256, token_made_ms, next_nonce, next_token_sha256 FROM kiosks WHERE id = $1";
        let row = self.sql().row(token, &values![id.as_str()])?;
        row.map(|row| token_of(&row, 0)).transpose()
    }

    fn invitation(&self, secret_sha256: &[u8; 32]) -> Result<Option<Invitation>, PortError> {
        let found = format!("{INVITATIONS} WHERE secret_sha256 = $1");
        let row = self.sql().row(&found, &values![secret_sha256])?;
        row.as_ref().map(invitation_of).transpose()
    }

    fn invitations(&self) -> Result<Vec<Invitation>, PortError> {
        let all = format!("{INVITATIONS} ORDER BY kiosk");
        self.sql().read(&all, &[], invitation_of)
    }

    fn removed_devices(&self) -> Result<Vec<KioskId>, PortError> {
        let removed = "SELECT DISTINCT kiosk FROM device_places
                       WHERE kiosk NOT IN (SELECT id FROM kiosks) ORDER BY kiosk";
        self.sql().read(removed, &[], |row| row.name(0))
    }

    fn preview_quarantine(
        &self,
        id: &KioskId,
        since: Option<UnixMs>,
    ) -> Result<QuarantineReport, PortError> {
        let counts = "SELECT count(*) FILTER (WHERE r.aside = 0 AND r.received_ms >= $2),
                             count(*) FILTER (WHERE r.aside = $3 AND r.received_ms < $2)
                      FROM records r JOIN journals j ON j.id = r.journal WHERE j.kiosk = $1";
        let quarantined = SetAsideReason::number(Some(SetAsideReason::Quarantined));
        let since = since.unwrap_or(UnixMs(i64::MAX));
        let values = values![id.as_str(), since, quarantined];
        let report = |row: &SqlRow| {
            Ok(QuarantineReport {
                set_aside: row.get(0)?,
                released: row.get(1)?,
            })
        };
        let reports: Vec<QuarantineReport> = self.sql().read(counts, &values, report)?;
        Ok(reports.into_iter().next().unwrap_or_default())
    }

    fn proof_from(&self) -> Result<Option<UnixMs>, PortError> {
        Ok(self.trust()?.proof_from)
    }
}

impl<T: SqlTx> WriteDevices for T {
    fn insert_device(&self, kiosk: &Enrolment<'_>, now: UnixMs) -> Result<bool, PortError> {
        let added = self.sql().execute(
            "INSERT INTO kiosks (id, gate, direction, token_sha256, role, both_ways, made_ms, token_made_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (id) DO NOTHING",
            &kiosk_values(kiosk, now),
        )?;
        if added > 0 {
            insert_place(self, kiosk)?;
        }
        Ok(added > 0)
    }

    fn update_device(&self, kiosk: &Enrolment<'_>, now: UnixMs) -> Result<bool, PortError> {
        revoke_tokens(self, kiosk.id)?;
        let moved = self.sql().execute(
            "UPDATE kiosks SET gate = $2, direction = $3, token_sha256 = $4, role = $5, both_ways = $6,
                    token_made_ms = $7, next_nonce = NULL, next_token_sha256 = NULL, report = NULL
             WHERE id = $1",
            &kiosk_values(kiosk, now),
        )?;
        if moved > 0 {
            insert_place(self, kiosk)?;
            let asked = "SELECT instructions FROM kiosks WHERE id = $1";
            let row = self.sql().row(asked, &values![kiosk.id.as_str()])?;
            if let Some(asked) = row.map_or(Ok(None), |row| instructions_of(&row, 0))? {
                let left = DeviceInstructions {
                    revision: asked.revision + 1,
                    label: asked.label,
                    ..DeviceInstructions::default()
                };
                self.put_instructions(kiosk.id, &left)?;
            }
        }
        Ok(moved > 0)
    }

    fn put_instructions(
        &self,
        id: &KioskId,
        instructions: &DeviceInstructions,
    ) -> Result<bool, PortError> {
        let put = "UPDATE kiosks SET instructions = $2 WHERE id = $1";
        let json =
            serde_json::to_string(instructions).map_err(|error| unreadable(error.to_string()))?;
        Ok(self.sql().execute(put, &values![id.as_str(), json])? > 0)
    }

    fn move_device(&self, id: &KioskId, place: &MovedPlace) -> Result<(), PortError> {
        let (gate, role) = (place.gate.as_str(), place.role.code());
        let values = values![
            id.as_str(),
            gate,
            place.direction.code(),
            role.as_str(),
            place.both_ways,
        ];
        let moved =
            "UPDATE kiosks SET gate = $2, direction = $3, role = $4, both_ways = $5 WHERE id = $1";
        self.sql().execute(moved, &values)?;
        let stands =
            "INSERT INTO device_places (kiosk, gate, role, since_ms) VALUES ($1, $2, $3, $4)
                      ON CONFLICT DO NOTHING";
        let values = values![id.as_str(), gate, role.as_str(), place.since_ms];
        self.sql().execute(stands, &values).map(drop)
    }

    fn put_invitation(&self, invitation: &Invitation) -> Result<(), PortError> {
        let put = "INSERT INTO invitations (kiosk, gate, direction, both_ways, role, secret_sha256, expires_ms, request_sha256)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                   ON CONFLICT (kiosk) DO UPDATE
                   SET gate = excluded.gate, direction = excluded.direction, both_ways = excluded.both_ways,
                       role = excluded.role, secret_sha256 = excluded.secret_sha256,
                       expires_ms = excluded.expires_ms, request_sha256 = excluded.request_sha256";
        let values = values![
            invitation.kiosk.as_str(),
            invitation.gate.as_str(),
            invitation.direction.code(),
            invitation.both_ways,
            invitation.role.code(),
            &invitation.secret_sha256,
            invitation.expires,
            invitation.request_sha256.as_ref(),
        ];
        self.sql().execute(put, &values).map(drop)
    }

    fn use_invitation(&self, kiosk: &KioskId, request_sha256: &[u8; 32]) -> Result<(), PortError> {
        let used = "UPDATE invitations SET request_sha256 = $2 WHERE kiosk = $1";
        let values = values![kiosk.as_str(), request_sha256];
        self.sql().execute(used, &values).map(drop)
    }

    fn put_next_token(
        &self,
        id: &KioskId,
        nonce: &[u8; 32],
        sha256: Option<&[u8; 32]>,
    ) -> Result<(), PortError> {
        let next = "UPDATE kiosks SET next_nonce = $2, next_token_sha256 = $3 WHERE id = $1";
        let values = values![id.as_str(), nonce, sha256];
        self.sql().execute(next, &values).map(drop)
    }

    fn use_next_token(
        &self,
        id: &KioskId,
        sha256: &[u8; 32],
        now: UnixMs,
    ) -> Result<bool, PortError> {
        let used = "UPDATE kiosks SET token_sha256 = next_token_sha256, token_made_ms = $3,
                           next_nonce = NULL, next_token_sha256 = NULL
                    WHERE id = $1 AND next_token_sha256 = $2";
        let values = values![id.as_str(), sha256, now];
        Ok(self.sql().execute(used, &values)? > 0)
    }

    fn remove_device(&self, id: &KioskId) -> Result<bool, PortError> {
        revoke_tokens(self, id)?;
        let uninvite = "DELETE FROM invitations WHERE kiosk = $1";
        self.sql().execute(uninvite, &values![id.as_str()])?;
        let remove = "DELETE FROM kiosks WHERE id = $1";
        Ok(self.sql().execute(remove, &values![id.as_str()])? > 0)
    }

    fn set_proof_from(&self, from: Option<UnixMs>) -> Result<(), PortError> {
        let set = "UPDATE exhibition SET proof_from_ms = $1";
        self.sql().execute(set, &values![from]).map(drop)
    }
}

/// Reads an invitation from the columns of [`INVITATIONS`].
fn invitation_of(row: &SqlRow) -> Result<Invitation, PortError> {
    let way = row.text(2)?;
    let direction = Direction::from_code(way);
    Ok(Invitation {
        kiosk: row.name(0)?,
        gate: row.name(1)?,
        direction: direction.ok_or_else(|| unreadable(format!("the direction \"{way}\"")))?,
        both_ways: row.get(3)?,
        role: row.role(4)?,
        secret_sha256: row.get(5)?,
        expires: row.get(6)?,
        request_sha256: row.get(7)?,
    })
}

/// Returns the values of a kiosk's row.
fn kiosk_values<'a>(kiosk: &'a Enrolment<'_>, now: UnixMs) -> [SqlValue<'a>; 7] {
    values![
        kiosk.id.as_str(),
        kiosk.gate.as_str(),
        kiosk.direction,
        &kiosk.token_sha256,
        kiosk.role,
        kiosk.both_ways,
        now,
    ]
}

/// Reads what is kept of a kiosk's token, from a column on.
pub(super) fn token_of(row: &SqlRow, column: usize) -> Result<DeviceToken, PortError> {
    Ok(DeviceToken {
        sha256: row.get(column)?,
        made: row.get(column + 1)?,
        next_nonce: row.get(column + 2)?,
        next_sha256: row.get(column + 3)?,
    })
}

/// Reads what organisers ask of a kiosk. What a later version wrote may be unreadable here.
pub(super) fn instructions_of(
    row: &SqlRow,
    column: usize,
) -> Result<Option<DeviceInstructions>, PortError> {
    let json: Option<String> = row.get(column)?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

/// Keeps the hashes of a kiosk's token and of the next one among those that have ended.
fn revoke_tokens(tx: &impl SqlTx, id: &KioskId) -> Result<(), PortError> {
    tx.sql().execute(
        "INSERT INTO revoked_tokens (token_sha256) SELECT token_sha256 FROM kiosks WHERE id = $1
         UNION SELECT next_token_sha256 FROM kiosks WHERE id = $1 AND next_token_sha256 IS NOT NULL
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
