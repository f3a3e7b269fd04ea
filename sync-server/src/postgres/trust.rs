//! What a device's records are measured by, in PostgreSQL.

use std::collections::{HashMap, HashSet};

use postgres::Row;
use shared::ids::{KeyId, KioskId, TicketNumber};
use shared::ticket::ScanProof;
use shared::time::UnixMs;

use super::records::PostgresRecords;
use super::rows;
use crate::ports::{Device, DevicePlace, PortError, ProvenTicket, Trust, TrustTx};

impl TrustTx for PostgresRecords {
    fn device(&self, kiosk: &KioskId) -> Result<Device, PortError> {
        let places = "SELECT gate, role FROM device_places WHERE kiosk = $1";
        let place = |row: &Row| {
            Ok(DevicePlace {
                gate: rows::name(row, 0)?,
                role: rows::role(row, 1)?,
            })
        };
        let places = self.db.query(places, &[&kiosk.as_str()])?;
        let since = "SELECT since_ms FROM quarantines WHERE kiosk = $1";
        let since = self.db.row(since, &[&kiosk.as_str()])?;
        Ok(Device {
            places: places.iter().map(place).collect::<Result<_, PortError>>()?,
            quarantined_since: match since {
                Some(row) => rows::time(&row, 0)?,
                None => None,
            },
        })
    }

    fn issued(
        &self,
        tickets: &HashSet<TicketNumber>,
    ) -> Result<HashMap<TicketNumber, ProvenTicket>, PortError> {
        if tickets.is_empty() {
            return Ok(HashMap::new());
        }
        let tickets: Vec<i64> = tickets.iter().map(|ticket| i64::from(ticket.0)).collect();
        let found = self.db.query(
            "SELECT claims, digits, proof FROM tickets WHERE number = ANY($1)",
            &[&tickets],
        )?;
        let read = |row: &Row| {
            let claims = rows::claims(row, 0)?;
            let digits: Option<&str> = row.try_get(1)?;
            let proof = match digits {
                Some(digits) => ScanProof::of_digits(digits),
                None => rows::optional_bytes(row, 2)?.map(ScanProof),
            };
            Ok((claims.number, ProvenTicket { claims, proof }))
        };
        found.iter().map(read).collect()
    }

    fn trust(&self) -> Result<Trust, PortError> {
        let keys = self.db.query("SELECT id FROM signing_keys", &[])?;
        let key = |row: &Row| Ok(KeyId(row.try_get::<_, i16>(0)? as u8));
        let row = self.db.only(
            "SELECT (SELECT proof_from_ms FROM exhibition),
                    greatest((SELECT max(number) FROM tickets), (SELECT ticket_floor FROM exhibition), 0)",
            &[],
        )?;
        Ok(Trust {
            proof_from: rows::time(&row, 0)?,
            keys: keys.iter().map(key).collect::<Result<_, PortError>>()?,
            last_ticket: rows::ticket(&row, 1)?,
        })
    }

    fn set_quarantine(&self, kiosk: &KioskId, since: Option<UnixMs>) -> Result<(), PortError> {
        let kiosk = kiosk.as_str();
        self.db
            .execute("DELETE FROM quarantines WHERE kiosk = $1", &[&kiosk])?;
        if let Some(since) = since {
            self.db.execute(
                "INSERT INTO quarantines (kiosk, since_ms) VALUES ($1, $2)",
                &[&kiosk, &since.0],
            )?;
        }
        Ok(())
    }
}
