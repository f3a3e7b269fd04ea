//! Records, and what they add up to.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};
use shared::ids::{Incarnation, KioskId, TicketNumber, TicketType};
use shared::ledger::{Counters, TicketHistory};
use shared::record::RecordId;
use shared::time::UnixMs;

use super::super::records::SqliteRecords;
use super::super::{load, ticket_list};
use super::SqliteTx;
use crate::ports::{Aside, PortError, ReadReports, RecordsTx, StoredRecord, TimedRecord};

impl ReadReports for SqliteTx<'_> {
    fn staff_records(
        &self,
        kiosk: Option<&KioskId>,
        since: Option<UnixMs>,
    ) -> Result<Vec<StoredRecord>, PortError> {
        let mut found = self.db.prepare(
            "SELECT j.kiosk, j.incarnation, r.seq, r.body, r.aside, r.at_ms
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.plain = 0 AND j.kiosk = coalesce(?1, j.kiosk)
               AND (r.at_ms IS NULL OR r.at_ms >= coalesce(?2, r.at_ms))",
        )?;
        let mut rows = found.query(params![kiosk.map(KioskId::as_str), since.map(|at| at.0)])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(stored(row)?);
        }
        Ok(records)
    }

    fn record_body(&self, id: &RecordId) -> Result<Option<String>, PortError> {
        let body = self
            .db
            .prepare_cached(
                "SELECT r.body FROM records r JOIN journals j ON j.id = r.journal
                 WHERE j.kiosk = ?1 AND j.incarnation = ?2 AND r.seq = ?3",
            )?
            .query_row(
                params![id.kiosk.as_str(), id.incarnation.0, id.seq as i64],
                |row| row.get(0),
            )
            .optional()?;
        Ok(body)
    }

    fn each_timed_record(&self, each: &mut dyn FnMut(TimedRecord<'_>)) -> Result<(), PortError> {
        let mut found = self.db.prepare(
            "SELECT j.kiosk, r.at_ms, r.received_ms, r.body
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.aside = 0 AND r.at_ms IS NOT NULL ORDER BY r.arrival",
        )?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            let text = |column| {
                let value = row.get_ref(column)?;
                value.as_str().map_err(rusqlite::Error::from)
            };
            each(TimedRecord {
                kiosk: text(0)?,
                at: UnixMs(row.get(1)?),
                received: UnixMs(row.get(2)?),
                body: text(3)?,
            });
        }
        Ok(())
    }

    fn set_aside_records(&self, kiosk: Option<&KioskId>) -> Result<Vec<StoredRecord>, PortError> {
        let mut found = self.db.prepare(
            "SELECT j.kiosk, j.incarnation, r.seq, r.body, r.aside, r.at_ms
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.aside <> 0 AND j.kiosk = coalesce(?1, j.kiosk) ORDER BY r.arrival",
        )?;
        let mut rows = found.query([kiosk.map(KioskId::as_str)])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(stored(row)?);
        }
        Ok(records)
    }

    fn corrected_records(&self) -> Result<Vec<StoredRecord>, PortError> {
        let mut found = self.db.prepare(
            "SELECT DISTINCT j.kiosk, j.incarnation, r.seq, r.body, r.aside, r.at_ms, r.arrival
             FROM retimed t JOIN records r ON r.arrival = t.record JOIN journals j ON j.id = r.journal
             WHERE t.was_ms <> r.at_ms ORDER BY r.arrival",
        )?;
        let mut rows = found.query([])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(stored(row)?);
        }
        Ok(records)
    }

    fn counters(&self) -> Result<Counters, PortError> {
        SqliteRecords::new(&self.db).counters()
    }

    fn issued_tickets(&self) -> Result<BTreeMap<TicketType, u64>, PortError> {
        let issued = ticket_list::issued(&self.db)?.into_iter();
        Ok(issued.map(|it| (it.kind, it.tickets)).collect())
    }

    fn ticket_history(&self, ticket: TicketNumber) -> Result<TicketHistory, PortError> {
        let records = SqliteRecords::new(&self.db);
        let histories = records.histories(&mut std::iter::once(ticket))?;
        Ok(histories.into_values().next().unwrap_or_default())
    }
}

fn stored(row: &Row<'_>) -> Result<StoredRecord, PortError> {
    Ok(StoredRecord {
        id: RecordId {
            kiosk: load::name(row, 0)?,
            incarnation: Incarnation(row.get(1)?),
            seq: row.get::<_, i64>(2)? as u64,
        },
        body: row.get(3)?,
        aside: Aside::from_number(row.get(4)?),
        at: row.get::<_, Option<i64>>(5)?.map(UnixMs),
    })
}
