//! What a device's records are measured by.

use std::collections::{HashMap, HashSet};

use shared::ids::{KeyId, KioskId, TicketNumber};
use shared::ticket::CodeKey;
use shared::time::UnixMs;
use tracing::error;

use super::ticket_rows::{TICKETS, TicketRow};
use super::tickets::LAST_TICKET;
use super::{SqlTx, SqlType, SqlValue, values};
use crate::ports::{
    Device, DevicePlace, PortError, ProvenTicket, ReadSecrets, ServerSecret, SetAsideReason, Trust,
    TrustTx,
};

impl<T: SqlTx> TrustTx for T {
    fn known_devices(&self, kiosks: &[&KioskId]) -> Result<HashMap<KioskId, Device>, PortError> {
        let kiosks: Vec<SqlValue<'_>> = kiosks.iter().map(|it| it.as_str().into()).collect();
        let found = self.sql().query_many(
            "SELECT k.c1, p.gate, p.role, q.since_ms, p.since_ms
             FROM {rows} LEFT JOIN device_places p ON p.kiosk = k.c1
                 LEFT JOIN quarantines q ON q.kiosk = k.c1",
            &[SqlType::Text],
            &kiosks,
        )?;
        let mut devices: HashMap<KioskId, Device> = HashMap::new();
        for row in &found {
            let device = devices.entry(row.name(0)?).or_default();
            device.quarantined_since = row.get(3)?;
            if row.get::<Option<String>>(1)?.is_some() {
                device.places.push(DevicePlace {
                    gate: row.name(1)?,
                    role: row.role(2)?,
                    since: row.get(4)?,
                });
            }
        }
        Ok(devices)
    }

    fn issued(
        &self,
        tickets: &HashSet<TicketNumber>,
    ) -> Result<HashMap<TicketNumber, ProvenTicket>, PortError> {
        let tickets: Vec<SqlValue<'_>> = tickets.iter().map(|ticket| ticket.0.into()).collect();
        let mut issued = HashMap::new();
        let select = format!(
            "SELECT {} FROM {{rows}} JOIN tickets t ON t.number = k.c1",
            TICKETS.select("t")
        );
        let mut take = |row| {
            // A ticket whose row is damaged is one of which nothing is known: that keeps no record out.
            let Ok(ticket) = TicketRow::read(&row) else {
                error!("STORED DATA IS DAMAGED: {}", TICKETS.fault(&row));
                return Ok(());
            };
            let (claims, proof) = (ticket.claims()?, ticket.proof()?);
            issued.insert(claims.number, ProvenTicket { claims, proof });
            Ok(())
        };
        self.sql()
            .each_of_many(&select, &[SqlType::Number], &tickets, &mut take)?;
        Ok(issued)
    }

    fn trust(&self) -> Result<Trust, PortError> {
        let mut trust = Trust::default();
        let all = format!(
            "SELECT 0 AS what, id AS value FROM signing_keys
             UNION ALL SELECT 1, proof_from_ms FROM exhibition UNION ALL SELECT 2, ({LAST_TICKET})
             UNION ALL SELECT 3, set_back_ms FROM exhibition
             UNION ALL SELECT 4, (SELECT max(number) FROM tickets)"
        );
        self.sql().each(&all, &[], &mut |row| {
            match row.get(0)? {
                0_u8 => drop(trust.keys.insert(KeyId(row.get(1)?))),
                1 => trust.proof_from = row.get(1)?,
                2 => trust.last_ticket = row.get(1)?,
                3 => trust.was_set_back = row.get::<Option<i64>>(1)?.is_some(),
                _ => trust.has_tickets = row.get::<Option<i64>>(1)?.is_some(),
            }
            Ok(())
        })?;
        let code_key = self.secret(ServerSecret::CodeKey)?;
        trust.code_key = code_key.and_then(|key| key.try_into().ok()).map(CodeKey);
        Ok(trust)
    }

    fn set_quarantine(&self, kiosk: &KioskId, since: Option<UnixMs>) -> Result<(), PortError> {
        let kiosk = kiosk.as_str();
        self.sql()
            .execute("DELETE FROM quarantines WHERE kiosk = $1", &values![kiosk])?;
        if let Some(since) = since {
            self.sql().execute(
                "INSERT INTO quarantines (kiosk, since_ms) VALUES ($1, $2)",
                &values![kiosk, since],
            )?;
        }
        Ok(())
    }

    fn accepted(&self, arrival: u64) -> Result<Option<SetAsideReason>, PortError> {
        let found = "SELECT aside FROM accepted WHERE arrival = $1";
        match self.sql().row(found, &values![arrival])? {
            Some(row) => Ok(SetAsideReason::from_number(row.get(0)?)),
            None => Ok(None),
        }
    }

    fn insert_accepted(
        &self,
        arrival: u64,
        aside: SetAsideReason,
        reason: &str,
        now: UnixMs,
    ) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO accepted (arrival, aside, reason, made_ms) VALUES ($1, $2, $3, $4)
             ON CONFLICT (arrival) DO UPDATE SET aside = excluded.aside, reason = excluded.reason,
                made_ms = excluded.made_ms",
            &values![arrival, SetAsideReason::number(Some(aside)), reason, now],
        )?;
        Ok(())
    }

    fn remove_accepted(&self, arrival: u64) -> Result<(), PortError> {
        let delete = "DELETE FROM accepted WHERE arrival = $1";
        self.sql().execute(delete, &values![arrival]).map(drop)
    }
}
