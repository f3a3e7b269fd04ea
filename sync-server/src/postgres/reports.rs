//! Records, and what they add up to.

use std::collections::BTreeMap;

use postgres::Row;
use shared::ids::{Incarnation, KioskId, TicketNumber, TicketType};
use shared::ledger::{Counters, TicketHistory};
use shared::record::RecordId;
use shared::time::UnixMs;

use super::{PostgresTx, rows};
use crate::ports::{Aside, PortError, ReadReports, RecordsTx, StoredRecord, TimedRecord};

impl ReadReports for PostgresTx {
    fn staff_records(
        &self,
        kiosk: Option<&KioskId>,
        since: Option<UnixMs>,
    ) -> Result<Vec<StoredRecord>, PortError> {
        let found = self.db.query(
            "SELECT j.kiosk, j.incarnation, r.seq, r.body, r.aside, r.at_ms
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE NOT r.plain AND j.kiosk = coalesce($1, j.kiosk)
               AND (r.at_ms IS NULL OR r.at_ms >= coalesce($2, r.at_ms))
             ORDER BY r.arrival",
            &[&kiosk.map(KioskId::as_str), &since.map(|at| at.0)],
        )?;
        found.iter().map(stored).collect()
    }

    fn record_body(&self, id: &RecordId) -> Result<Option<String>, PortError> {
        let stored = self.records.record(id)?;
        Ok(stored.map(|stored| stored.body))
    }

    fn each_timed_record(&self, each: &mut dyn FnMut(TimedRecord<'_>)) -> Result<(), PortError> {
        self.db.each(
            "SELECT j.kiosk, r.at_ms, r.received_ms, r.body
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.aside = 0 AND r.at_ms IS NOT NULL ORDER BY r.arrival",
            |row| {
                each(TimedRecord {
                    kiosk: row.try_get(0)?,
                    at: UnixMs(row.try_get(1)?),
                    received: UnixMs(row.try_get(2)?),
                    body: row.try_get(3)?,
                });
                Ok(())
            },
        )
    }

    fn set_aside_records(&self, kiosk: Option<&KioskId>) -> Result<Vec<StoredRecord>, PortError> {
        let found = self.db.query(
            "SELECT j.kiosk, j.incarnation, r.seq, r.body, r.aside, r.at_ms
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.aside <> 0 AND j.kiosk = coalesce($1, j.kiosk) ORDER BY r.arrival",
            &[&kiosk.map(KioskId::as_str)],
        )?;
        found.iter().map(stored).collect()
    }

    fn corrected_records(&self) -> Result<Vec<StoredRecord>, PortError> {
        let found = self.db.query(
            "SELECT j.kiosk, j.incarnation, r.seq, r.body, r.aside, r.at_ms
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.arrival IN (SELECT record FROM retimed WHERE was_ms <> r.at_ms) ORDER BY r.arrival",
            &[],
        )?;
        found.iter().map(stored).collect()
    }

    fn counters(&self) -> Result<Counters, PortError> {
        self.records.counters()
    }

    fn issued_tickets(&self) -> Result<BTreeMap<TicketType, u64>, PortError> {
        self.write_issued()?;
        let issued = "SELECT kind, tickets FROM issued WHERE tickets > 0";
        let read = |row: &Row| {
            let kind: i16 = row.try_get(0)?;
            Ok((TicketType(kind as u8), rows::count(row, 1)?))
        };
        self.db.query(issued, &[])?.iter().map(read).collect()
    }

    fn ticket_history(&self, ticket: TicketNumber) -> Result<TicketHistory, PortError> {
        let histories = self.records.histories(&mut std::iter::once(ticket))?;
        Ok(histories.into_values().next().unwrap_or_default())
    }
}

fn stored(row: &Row) -> Result<StoredRecord, PortError> {
    Ok(StoredRecord {
        id: RecordId {
            kiosk: rows::name(row, 0)?,
            incarnation: Incarnation(row.try_get::<_, i64>(1)? as u32),
            seq: rows::count(row, 2)?,
        },
        body: row.try_get(3)?,
        aside: Aside::from_number(row.try_get(4)?),
        at: rows::time(row, 5)?,
    })
}
