//! Records, and what they add up to.

use std::collections::BTreeMap;

use shared::ids::{Incarnation, KioskId, TicketNumber, TicketType};
use shared::ledger::{Counter, Counters, TicketHistory};
use shared::record::RecordId;

use super::{SqlRow, SqlTx, SqlType, SqlValue, tickets, values};
use crate::ports::{
    AcceptedRecord, DerivedTx, FeedTx, OF_TICKETS, OpenRecords, PortError, ReadReports,
    SetAsideReason, StaffRecords, StoredRecord, TimedRecord, add_row,
};

/// The columns that [`stored`] reads.
const COLUMNS: &str = "j.kiosk, j.incarnation, r.seq, r.body, r.aside, r.at_ms, r.received_ms,
     EXISTS (SELECT 1 FROM annulments n WHERE n.kiosk = j.kiosk AND n.incarnation = j.incarnation AND n.seq = r.seq)";
const RECORDS: &str = "FROM records r JOIN journals j ON j.id = r.journal";

/// The kinds of records that tell of staff's acts; a rehearsed act has its own within.
const ACTS: [&str; 5] = ["staff", "override", "walk_in", "walk_out", "annul"];

impl<T: SqlTx> ReadReports for T {
    fn staff_records(&self, wanted: &StaffRecords<'_>) -> Result<Vec<StoredRecord>, PortError> {
        // Kiosks write no spaces; one that does has its acts in the files that hold all of them.
        let acts = ACTS.map(|kind| format!("r.body LIKE '%\"kind\":\"{kind}\"%'"));
        let (acts, order) = match wanted.most {
            Some(_) => (acts.join(" OR "), "r.at_ms DESC NULLS LAST"),
            None => ("TRUE".to_owned(), "r.arrival DESC"),
        };
        let select = format!(
            "SELECT {COLUMNS} {RECORDS} WHERE NOT r.plain AND j.kiosk = coalesce($1, j.kiosk)
               AND (r.at_ms IS NULL OR r.at_ms >= coalesce($2, r.at_ms) AND coalesce(r.at_ms < $3, TRUE))
               AND ({acts}) ORDER BY {order} LIMIT $4"
        );
        let most = wanted.most.map_or(i64::MAX, i64::from);
        let kiosk = wanted.kiosk.map(KioskId::as_str);
        let params = values![kiosk, wanted.since, wanted.before, most];
        self.sql().read(&select, &params, stored)
    }

    fn staff_records_after(
        &self,
        wanted: &StaffRecords<'_>,
        after: u64,
        most: u32,
    ) -> Result<Vec<(u64, StoredRecord)>, PortError> {
        let select = format!(
            "SELECT {COLUMNS}, r.arrival {RECORDS} WHERE NOT r.plain AND j.kiosk = coalesce($1, j.kiosk)
               AND (r.at_ms IS NULL OR r.at_ms >= coalesce($2, r.at_ms) AND coalesce(r.at_ms < $3, TRUE))
               AND r.arrival > $4 ORDER BY r.arrival LIMIT $5"
        );
        let kiosk = wanted.kiosk.map(KioskId::as_str);
        let params = values![
            kiosk,
            wanted.since,
            wanted.before,
            after as i64,
            i64::from(most)
        ];
        let read = |row: &SqlRow| Ok((row.get(8)?, stored(row)?));
        self.sql().read(&select, &params, read)
    }

    fn record_body(&self, id: &RecordId) -> Result<Option<String>, PortError> {
        Ok(self.record(id)?.map(|stored| stored.body))
    }

    fn each_timed_record(&self, each: &mut dyn FnMut(TimedRecord<'_>)) -> Result<(), PortError> {
        let timed = "SELECT j.kiosk, r.at_ms, r.received_ms, r.body
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.aside = 0 AND r.at_ms IS NOT NULL ORDER BY r.arrival";
        self.sql().each(timed, &[], &mut |row| {
            each(TimedRecord {
                kiosk: row.text(0)?,
                at: row.get(1)?,
                received: row.get(2)?,
                body: row.text(3)?,
            });
            Ok(())
        })
    }

    fn set_aside_records(&self, kiosk: Option<&KioskId>) -> Result<Vec<StoredRecord>, PortError> {
        let select = format!(
            "SELECT {COLUMNS} {RECORDS} WHERE r.aside <> 0 AND j.kiosk = coalesce($1, j.kiosk) ORDER BY r.arrival"
        );
        let params = values![kiosk.map(KioskId::as_str)];
        self.sql().read(&select, &params, stored)
    }

    fn open_records(&self) -> Result<Vec<OpenRecords>, PortError> {
        // As in the index: duplicates, quarantined and annulled records are decided.
        let open = "SELECT j.kiosk, r.aside, count(*), max(r.arrival)
             FROM journals j JOIN records r ON r.journal = j.id
                 LEFT JOIN decisions d ON d.kind = $1 AND d.subject = j.kiosk || '/' || r.aside
             WHERE r.aside NOT IN (0, 3, 11, 12) AND r.arrival > coalesce(d.up_to, -1)
             GROUP BY j.kiosk, r.aside ORDER BY 1, 2";
        let params = values![OpenRecords::KIND];
        self.sql().read(open, &params, |row| {
            Ok(OpenRecords {
                kiosk: row.name(0)?,
                aside: SetAsideReason::from_number(row.get(1)?).unwrap_or(SetAsideReason::BadBody),
                records: row.get(2)?,
                last: row.get(3)?,
            })
        })
    }

    fn newest_open_records(
        &self,
        open: &OpenRecords,
        most: u32,
    ) -> Result<Vec<StoredRecord>, PortError> {
        // The condition on `aside` is that of the index.
        let select = format!(
            "SELECT {COLUMNS} {RECORDS} WHERE j.kiosk = $1 AND r.aside = $2 AND r.aside NOT IN (0, 3, 11, 12) AND r.arrival >
                 coalesce((SELECT d.up_to FROM decisions d WHERE d.kind = $3 AND d.subject = $4), -1)
             ORDER BY r.arrival DESC LIMIT $5"
        );
        let params = values![
            open.kiosk.as_str(),
            SetAsideReason::number(Some(open.aside)),
            OpenRecords::KIND,
            open.subject(),
            i64::from(most),
        ];
        self.sql().read(&select, &params, stored)
    }

    fn ticket_records(
        &self,
        ticket: TicketNumber,
        also: &[RecordId],
    ) -> Result<Vec<StoredRecord>, PortError> {
        let ids = also.iter();
        let ids: Vec<SqlValue<'_>> = ids
            .flat_map(|id| values![id.kiosk.as_str(), id.incarnation.0, id.seq])
            .collect();
        let mut found = BTreeMap::new();
        let mut take = |row: SqlRow| {
            found.insert(row.get::<u64>(8)?, stored(&row)?);
            Ok(())
        };
        let columns = format!("SELECT {COLUMNS}, r.arrival");
        let named = format!("{columns} {RECORDS} WHERE r.ticket = $1");
        self.sql().each(&named, &values![ticket.0], &mut take)?;
        let by_id = format!(
            "{columns} FROM {{rows}} JOIN journals j ON j.kiosk = k.c1 AND j.incarnation = k.c2
                 JOIN records r ON r.journal = j.id AND r.seq = k.c3"
        );
        let types = [SqlType::Text, SqlType::Number, SqlType::Number];
        self.sql().each_of_many(&by_id, &types, &ids, &mut take)?;
        Ok(found.into_values().collect())
    }

    fn forked_records(&self) -> Result<Vec<(KioskId, u64)>, PortError> {
        self.forks()
    }

    fn accepted_records(&self) -> Result<Vec<AcceptedRecord>, PortError> {
        let accepted = format!(
            "SELECT {COLUMNS}, a.reason, a.made_ms, a.aside {RECORDS} JOIN accepted a ON a.arrival = r.arrival
             ORDER BY r.arrival"
        );
        self.sql().read(&accepted, &[], |row| {
            let record = StoredRecord {
                aside: SetAsideReason::from_number(row.get(10)?),
                ..stored(row)?
            };
            Ok(AcceptedRecord {
                record,
                reason: row.get(8)?,
                since: row.get(9)?,
            })
        })
    }

    fn corrected_records(&self) -> Result<Vec<StoredRecord>, PortError> {
        let corrected = format!(
            "SELECT DISTINCT {COLUMNS}, r.arrival {RECORDS} JOIN retimed t ON t.record = r.arrival
             WHERE t.was_ms <> r.at_ms AND t.was_ms >= 0 ORDER BY r.arrival"
        );
        self.sql().read(&corrected, &[], stored)
    }

    fn counters(&self) -> Result<Counters, PortError> {
        DerivedTx::counters(self)
    }

    fn conflicting_tickets(&self, most: usize) -> Result<Vec<TicketNumber>, PortError> {
        let select = "SELECT date, name, value FROM counters WHERE date = $1 AND value > 0 ORDER BY name LIMIT $2";
        let mut counters = Counters::default();
        self.sql()
            .each(select, &values![OF_TICKETS, most as i64], &mut |row| {
                add_row(&mut counters, row.text(0)?, row.text(1)?, row.get(2)?)
            })?;
        let tickets = counters.iter().filter_map(|(_, counter, _)| match counter {
            Counter::TicketConflicts(ticket) => Some(*ticket),
            _ => None,
        });
        Ok(tickets.collect())
    }

    fn issued_tickets(&self) -> Result<BTreeMap<TicketType, u64>, PortError> {
        tickets::issued(self)
    }

    fn ticket_history(&self, ticket: TicketNumber) -> Result<TicketHistory, PortError> {
        let histories = self.histories(&mut std::iter::once(ticket))?;
        Ok(histories.into_values().next().unwrap_or_default())
    }
}

fn stored(row: &SqlRow) -> Result<StoredRecord, PortError> {
    Ok(StoredRecord {
        id: RecordId {
            kiosk: row.name(0)?,
            incarnation: Incarnation(row.get(1)?),
            seq: row.get(2)?,
        },
        body: row.get(3)?,
        aside: SetAsideReason::from_number(row.get(4)?),
        at: row.get(5)?,
        received: row.get(6)?,
        is_annulled: row.get(7)?,
    })
}
