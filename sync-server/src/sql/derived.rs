//! What follows from records: statements of clocks, annulments, histories and counters.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use shared::ids::{Incarnation, KioskId, TicketNumber};
use shared::ledger::{Counter, Counters, TicketHistory};
use shared::record::{ClockStatement, RecordId};

use super::row_hash::HISTORIES;
use super::{SqlRow, SqlTx, SqlType, SqlValue, values};
use crate::ports::{
    ClockStatements, DerivedTx, OF_TICKETS, PortError, RecordSpan, WITHIN_DAY, add_row,
    counter_date,
};

use SqlType::{Bytes, Number, Text};

/// Names the tables in force, or those that are being rebuilt.
fn of(tx: &impl SqlTx, sql: &str) -> String {
    sql.replace("{}", tx.prefix())
}

impl<T: SqlTx> DerivedTx for T {
    fn clocks(&self, runs: &[(&KioskId, &str)]) -> Result<ClockStatements, PortError> {
        let keys = runs.iter();
        let keys: Vec<SqlValue<'_>> = keys
            .flat_map(|(kiosk, boot)| values![kiosk.as_str(), boot.as_bytes()])
            .collect();
        let found = self.sql().query_many(
            &of(
                self,
                "SELECT c.kiosk, c.boot, c.mono_ms, c.at_ms
                 FROM {rows} JOIN {}clocks c ON c.kiosk = k.c1 AND c.boot = k.c2",
            ),
            &[Text, Bytes],
            &keys,
        )?;
        let mut clocks = ClockStatements::default();
        for row in &found {
            let stated = ClockStatement {
                mono_ms: row.get(2)?,
                at: row.get(3)?,
            };
            let boot = String::from_utf8_lossy(row.bytes(1)?).into_owned();
            clocks.entry(row.name(0)?).or_default().insert(boot, stated);
        }
        Ok(clocks)
    }

    fn set_clock(
        &self,
        kiosk: &KioskId,
        boot: &str,
        stated: ClockStatement,
    ) -> Result<(), PortError> {
        let set = "INSERT INTO {}clocks (kiosk, boot, mono_ms, at_ms) VALUES ($1, $2, $3, $4)
            ON CONFLICT (kiosk, boot) DO UPDATE SET mono_ms = excluded.mono_ms, at_ms = excluded.at_ms";
        let params = values![kiosk.as_str(), boot.as_bytes(), stated.mono_ms, stated.at];
        self.sql().execute(&of(self, set), &params).map(drop)
    }

    fn remove_clock(&self, kiosk: &KioskId, boot: &str) -> Result<(), PortError> {
        let remove = "DELETE FROM {}clocks WHERE kiosk = $1 AND boot = $2";
        let params = values![kiosk.as_str(), boot.as_bytes()];
        self.sql().execute(&of(self, remove), &params).map(drop)
    }

    fn annulled(&self, records: &[RecordSpan<'_>]) -> Result<HashSet<RecordId>, PortError> {
        let spans = records.iter();
        let spans: Vec<SqlValue<'_>> = spans
            .flat_map(|(kiosk, incarnation, seqs)| {
                values![kiosk.as_str(), incarnation.0, *seqs.start(), *seqs.end()]
            })
            .collect();
        let found = self.sql().query_many(
            &of(
                self,
                "SELECT a.kiosk, a.incarnation, a.seq FROM {rows}
                 JOIN {}annulments a
                     ON a.kiosk = k.c1 AND a.incarnation = k.c2 AND a.seq BETWEEN k.c3 AND k.c4",
            ),
            &[Text, Number, Number, Number],
            &spans,
        )?;
        let read = |row: &SqlRow| {
            Ok(RecordId {
                kiosk: row.name(0)?,
                incarnation: Incarnation(row.get(1)?),
                seq: row.get(2)?,
            })
        };
        found.iter().map(read).collect()
    }

    fn insert_annulment(&self, target: &RecordId) -> Result<bool, PortError> {
        let insert = "INSERT INTO {}annulments (kiosk, incarnation, seq) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        let inserted = self.sql().execute(&of(self, insert), &key(target))?;
        Ok(inserted > 0)
    }

    fn remove_annulment(&self, target: &RecordId) -> Result<(), PortError> {
        let remove = "DELETE FROM {}annulments WHERE kiosk = $1 AND incarnation = $2 AND seq = $3";
        self.sql()
            .execute(&of(self, remove), &key(target))
            .map(drop)
    }

    fn histories(
        &self,
        tickets: &mut dyn Iterator<Item = TicketNumber>,
    ) -> Result<HashMap<TicketNumber, TicketHistory>, PortError> {
        let tickets: Vec<SqlValue<'_>> = tickets.map(|ticket| ticket.0.into()).collect();
        let mut histories = HashMap::with_capacity(tickets.len());
        self.sql().each_of_many(
            &of(
                self,
                "SELECT h.ticket, h.history, h.row_hash FROM {rows} JOIN {}histories h ON h.ticket = k.c1",
            ),
            &[Number],
            &tickets,
            &mut |row| {
                if !HISTORIES.is_whole(&row) {
                    return Err(PortError::Miscounted(HISTORIES.fault(&row)));
                }
                let ticket = row.get(0)?;
                let history = TicketHistory::from_bytes(ticket, row.bytes(1).unwrap_or_default())
                    .map_err(|error| PortError::Miscounted(error.to_string()))?;
                histories.insert(ticket, history);
                Ok(())
            },
        )?;
        Ok(histories)
    }

    fn write_histories(
        &self,
        histories: &HashMap<TicketNumber, TicketHistory>,
    ) -> Result<(), PortError> {
        // In order of the key, which is how the table is stored.
        let mut tickets: Vec<_> = histories.iter().collect();
        tickets.sort_unstable_by_key(|(ticket, _)| **ticket);
        let (mut written, mut deleted) = (Vec::new(), Vec::new());
        for (ticket, history) in tickets {
            if history.is_empty() {
                deleted.push(ticket.0.into());
            } else {
                written.extend(values![ticket.0, history.to_bytes()]);
                HISTORIES.add_hash(&mut written);
            }
        }
        self.sql().execute_many(
            &of(
                self,
                "DELETE FROM {}histories WHERE ticket IN (SELECT k.c1 FROM {rows})",
            ),
            &[Number],
            &deleted,
        )?;
        self.sql().execute_many(
            &of(
                self,
                "INSERT INTO {}histories (ticket, history, row_hash) {values}
                 ON CONFLICT (ticket) DO UPDATE SET history = excluded.history, row_hash = excluded.row_hash",
            ),
            &[Number, Bytes, Bytes],
            &written,
        )
    }

    fn add_counters(&self, changes: &Counters) -> Result<(), PortError> {
        let changes = changes.iter();
        let changes: Vec<SqlValue<'_>> = changes
            .flat_map(|(date, counter, by)| {
                values![counter_date(date, counter), counter.to_string(), by]
            })
            .collect();
        let mut has_zero = false;
        self.sql().each_of_many(
            &of(
                self,
                "INSERT INTO {}counters (date, name, value) {values}
                 ON CONFLICT (date, name) DO UPDATE SET value = {}counters.value + excluded.value
                 RETURNING value",
            ),
            &[Text, Text, Number],
            &changes,
            &mut |row| {
                has_zero |= row.get::<i64>(0)? == 0;
                Ok(())
            },
        )?;
        if has_zero {
            let zeros = "DELETE FROM {}counters WHERE value = 0";
            self.sql().execute(&of(self, zeros), &[])?;
        }
        Ok(())
    }

    fn counters(&self) -> Result<Counters, PortError> {
        read_counters(self, "date < $1 AND date < $2")
    }

    fn counters_within_days(&self) -> Result<Counters, PortError> {
        read_counters(self, "date >= $1 AND date < $2")
    }

    fn counters_within_day(&self, date: Date, which: &[Counter]) -> Result<Counters, PortError> {
        let keys = which.iter();
        let keys: Vec<SqlValue<'_>> = keys
            .flat_map(|counter| values![counter_date(Some(date), counter), counter.to_string()])
            .collect();
        let mut counters = Counters::default();
        self.sql().each_of_many(
            &of(
                self,
                "SELECT c.date, c.name, c.value
                 FROM {rows} JOIN {}counters c ON c.date = k.c1 AND c.name = k.c2",
            ),
            &[Text, Text],
            &keys,
            &mut |row| add_row(&mut counters, row.text(0)?, row.text(1)?, row.get(2)?),
        )?;
        Ok(counters)
    }
}

fn read_counters(tx: &impl SqlTx, dates: &str) -> Result<Counters, PortError> {
    let read = format!("SELECT date, name, value FROM {{}}counters WHERE {dates}");
    let mut counters = Counters::default();
    tx.sql().each(
        &of(tx, &read),
        &values![WITHIN_DAY, OF_TICKETS],
        &mut |row| add_row(&mut counters, row.text(0)?, row.text(1)?, row.get(2)?),
    )?;
    Ok(counters)
}

fn key(target: &RecordId) -> [SqlValue<'_>; 3] {
    values![target.kiosk.as_str(), target.incarnation.0, target.seq]
}
