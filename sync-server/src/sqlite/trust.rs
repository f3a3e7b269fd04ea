//! What a device's records are measured by, in SQLite.

use std::collections::{HashMap, HashSet};

use rusqlite::OptionalExtension;
use shared::ids::{KeyId, KioskId, TicketNumber};
use shared::ticket::{Claims, ScanProof};
use shared::time::UnixMs;

use super::SqliteError;
use super::load::{name, role};
use super::records::SqliteRecords;
use crate::ports::{Device, DevicePlace, PortError, ProvenTicket, Trust, TrustTx};

impl TrustTx for SqliteRecords<'_> {
    fn device(&self, kiosk: &KioskId) -> Result<Device, PortError> {
        let mut found = self
            .db
            .prepare_cached("SELECT gate, role FROM device_places WHERE kiosk = ?1")?;
        let mut rows = found.query([kiosk.as_str()])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            places.push(DevicePlace {
                gate: name(row, 0)?,
                role: role(row, 1)?,
            });
        }
        let since = self
            .db
            .prepare_cached("SELECT since_ms FROM quarantines WHERE kiosk = ?1")?
            .query_row([kiosk.as_str()], |row| row.get(0))
            .optional()?;
        Ok(Device {
            places,
            quarantined_since: since.map(UnixMs),
        })
    }

    fn issued(
        &self,
        tickets: &HashSet<TicketNumber>,
    ) -> Result<HashMap<TicketNumber, ProvenTicket>, PortError> {
        let mut found = self
            .db
            .prepare_cached("SELECT claims, digits, proof FROM register WHERE number = ?1")?;
        let mut issued = HashMap::new();
        for ticket in tickets {
            let mut rows = found.query([ticket.0])?;
            let Some(row) = rows.next()? else {
                continue;
            };
            let claims = Claims::from_bytes(&row.get::<_, [u8; 16]>(0)?);
            let claims = claims.map_err(|error| SqliteError::Damaged(error.to_string()))?;
            let digits: Option<String> = row.get(1)?;
            let proof = match digits {
                Some(digits) => ScanProof::of_digits(&digits),
                None => row.get::<_, Option<_>>(2)?.map(ScanProof),
            };
            issued.insert(*ticket, ProvenTicket { claims, proof });
        }
        Ok(issued)
    }

    fn trust(&self) -> Result<Trust, PortError> {
        let mut keys = self.db.prepare_cached("SELECT id FROM signing_keys")?;
        let keys = keys.query_map([], |row| row.get(0).map(KeyId))?;
        let (proof_from, last_ticket): (Option<i64>, _) = self
            .db
            .prepare_cached(
                "SELECT (SELECT proof_from_ms FROM exhibition),
                    max(coalesce((SELECT max(number) FROM register), 0),
                        coalesce((SELECT ticket_floor FROM exhibition), 0))",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Trust {
            proof_from: proof_from.map(UnixMs),
            keys: keys.collect::<Result<_, _>>()?,
            last_ticket: TicketNumber(last_ticket),
        })
    }

    fn set_quarantine(&self, kiosk: &KioskId, since: Option<UnixMs>) -> Result<(), PortError> {
        self.db
            .execute("DELETE FROM quarantines WHERE kiosk = ?1", [kiosk.as_str()])?;
        if let Some(since) = since {
            self.db.execute(
                "INSERT INTO quarantines (kiosk, since_ms) VALUES (?1, ?2)",
                (kiosk.as_str(), since.0),
            )?;
        }
        Ok(())
    }
}
