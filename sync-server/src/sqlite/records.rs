//! Records and what follows from them, in SQLite.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row, params};
use shared::checkin::TicketStatus;
use shared::ids::{Incarnation, KioskId, TicketNumber};
use shared::ledger::{Counters, TicketHistory};
use shared::record::{ChainHash, ClockStatement, Origin, RecordId};
use shared::time::UnixMs;

use super::load::{self, name};

use crate::ports::{Aside, Head, PortError, Stored, add_row};
use crate::ports::{FeedEntry, Journal, JournalRecord, NewRecord, RecordsTx};
use crate::sqlite::SqliteError;

/// A transaction, or a connection outside of one.
pub(super) struct SqliteRecords<'a> {
    pub(super) db: &'a Connection,
    /// What the names of the tables begin with that follow from records: empty for those in force.
    prefix: &'static str,
}

/// The columns that [`read_record`] reads, of `records r JOIN journals j`.
const RECORD: &str =
    "r.arrival, r.journal, j.kiosk, j.incarnation, r.seq, r.body, r.received_ms, r.aside, r.at_ms";
const FROM_RECORDS: &str = "FROM records r JOIN journals j ON j.id = r.journal";
/// Records of one run of a kiosk's device. With the exhibition, the journals are found by their index.
const OF_RUN: &str = "WHERE j.exhibition = ?1 AND j.kiosk = ?2 AND r.aside = 0
       AND CASE json_valid(r.body) WHEN 1 THEN json_extract(r.body, '$.boot') = ?3 END
     ORDER BY r.arrival";

impl<'a> SqliteRecords<'a> {
    pub(super) fn new(db: &'a Connection) -> Self {
        Self { db, prefix: "" }
    }

    /// Tables of the same form beside those in force.
    pub(super) fn rebuilt(db: &'a Connection) -> Self {
        Self {
            db,
            prefix: "rebuilt_",
        }
    }

    /// Prepares a statement on tables that follow from records, each named in it as `{}name`.
    fn derived(&self, sql: &str) -> Result<CachedStatement<'a>, PortError> {
        Ok(self.db.prepare_cached(&sql.replace("{}", self.prefix))?)
    }

    fn records(&self, rest: &str, params: impl Params) -> Result<Vec<JournalRecord>, PortError> {
        let sql = format!("SELECT {RECORD} {FROM_RECORDS} {rest}");
        let mut found = self.db.prepare_cached(&sql)?;
        let mut rows = found.query(params)?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(read_record(row)?);
        }
        Ok(records)
    }
}

impl RecordsTx for SqliteRecords<'_> {
    fn last_arrival(&self) -> Result<u64, PortError> {
        Ok(load::last_arrival(self.db)?)
    }

    fn journal(&self, origin: &Origin) -> Result<Option<Journal>, PortError> {
        let mut found = self.db.prepare_cached(
            "SELECT id, head_seq, head_hash, safe FROM journals
             WHERE exhibition = ?1 AND kiosk = ?2 AND incarnation = ?3",
        )?;
        let mut rows = found.query(key(origin))?;
        let row = rows.next()?;
        let journal = row.map(|row| read_journal(row, origin.clone()));
        Ok(journal.transpose()?)
    }

    fn insert_journal(&self, origin: &Origin) -> Result<Journal, PortError> {
        self.db
            .prepare_cached(
                "INSERT INTO journals (exhibition, kiosk, incarnation) VALUES (?1, ?2, ?3)",
            )?
            .execute(key(origin))?;
        Ok(Journal {
            id: self.db.last_insert_rowid(),
            origin: origin.clone(),
            head: Head::start(origin),
            safe: 0,
        })
    }

    fn set_head(&self, journal: &Journal) -> Result<(), PortError> {
        self.db
            .prepare_cached("UPDATE journals SET head_seq = ?2, head_hash = ?3 WHERE id = ?1")?
            .execute(params![
                journal.id,
                journal.head.seq as i64,
                journal.head.chain_hash.0
            ])?;
        Ok(())
    }

    fn has_other_journal(&self, journal: &Journal) -> Result<bool, PortError> {
        let mut other = self.db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journals
                WHERE exhibition = ?1 AND kiosk = ?2 AND incarnation <> ?3)",
        )?;
        Ok(other.query_row(key(&journal.origin), |row| row.get(0))?)
    }

    fn stored(
        &self,
        journal: &Journal,
        seqs: RangeInclusive<u64>,
    ) -> Result<HashMap<u64, Stored>, PortError> {
        let mut found = self.db.prepare_cached(
            "SELECT seq, hash, aside FROM records WHERE journal = ?1 AND seq BETWEEN ?2 AND ?3",
        )?;
        let (first, last) = (*seqs.start() as i64, *seqs.end() as i64);
        let mut rows = found.query(params![journal.id, first, last])?;
        let mut stored = HashMap::new();
        while let Some(row) = rows.next()? {
            let of = Stored {
                chain_hash: ChainHash(row.get(1)?),
                aside: Aside::from_number(row.get(2)?),
            };
            stored.insert(row.get::<_, i64>(0)? as u64, of);
        }
        Ok(stored)
    }

    fn insert_records(
        &self,
        journal: &Journal,
        records: &[NewRecord<'_>],
    ) -> Result<(), PortError> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO records (arrival, journal, seq, hash, body, received_ms, aside, at_ms, plain)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for record in records {
            insert.execute(params![
                record.arrival as i64,
                journal.id,
                record.seq as i64,
                record.chain_hash.0,
                record.body,
                record.received.0,
                Aside::number(record.aside),
                record.at.map(|at| at.0),
                record.plain,
            ])?;
        }
        Ok(())
    }

    fn insert_fork(&self, journal: &Journal, fork: &NewRecord<'_>) -> Result<bool, PortError> {
        let mut insert = self.db.prepare_cached(
            "INSERT OR IGNORE INTO forks (journal, seq, hash, body, received_ms)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let inserted = insert.execute(params![
            journal.id,
            fork.seq as i64,
            fork.chain_hash.0,
            fork.body,
            fork.received.0
        ])?;
        Ok(inserted > 0)
    }

    fn record(&self, id: &RecordId) -> Result<Option<JournalRecord>, PortError> {
        let found = self.records(
            "WHERE j.kiosk = ?1 AND j.incarnation = ?2 AND r.seq = ?3",
            params![id.kiosk.as_str(), id.incarnation.0, id.seq as i64],
        )?;
        Ok(found.into_iter().next())
    }

    fn records_after(&self, arrival: u64, limit: usize) -> Result<Vec<JournalRecord>, PortError> {
        self.records(
            "WHERE r.arrival > ?1 ORDER BY r.arrival LIMIT ?2",
            [arrival as i64, limit as i64],
        )
    }

    fn records_of_run(&self, origin: &Origin, boot: &str) -> Result<Vec<JournalRecord>, PortError> {
        self.records(OF_RUN, (origin.exhibition.0, origin.kiosk.as_str(), boot))
    }

    fn records_of_kiosk(&self, origin: &Origin) -> Result<Vec<JournalRecord>, PortError> {
        self.records(
            "WHERE j.exhibition = ?1 AND j.kiosk = ?2 AND r.aside IN (0, ?3) ORDER BY r.arrival",
            (
                origin.exhibition.0,
                origin.kiosk.as_str(),
                Aside::number(Some(Aside::Quarantined)),
            ),
        )
    }

    fn records_beside_scans(&self, after: u64) -> Result<Vec<JournalRecord>, PortError> {
        self.records(
            "WHERE r.arrival > ?1 AND r.plain = 0 AND r.aside = 0 ORDER BY r.arrival",
            [after as i64],
        )
    }

    fn set_aside(
        &self,
        arrival: u64,
        aside: Option<Aside>,
        at: Option<UnixMs>,
    ) -> Result<(), PortError> {
        self.db
            .prepare_cached("UPDATE records SET aside = ?2, at_ms = ?3 WHERE arrival = ?1")?
            .execute((arrival as i64, Aside::number(aside), at.map(|at| at.0)))?;
        Ok(())
    }

    fn set_time(&self, arrival: u64, at: UnixMs) -> Result<(), PortError> {
        self.db
            .prepare_cached("UPDATE records SET at_ms = ?2 WHERE arrival = ?1")?
            .execute((arrival as i64, at.0))?;
        Ok(())
    }

    fn insert_retimed(&self, arrival: u64, record: u64, was: UnixMs) -> Result<(), PortError> {
        self.db
            .prepare_cached("INSERT INTO retimed (arrival, record, was_ms) VALUES (?1, ?2, ?3)")?
            .execute((arrival as i64, record as i64, was.0))?;
        Ok(())
    }

    fn claim_body(
        &self,
        kiosk: &KioskId,
        digest: [u8; 32],
        journal: &Journal,
    ) -> Result<i64, PortError> {
        let mut claim = self.db.prepare_cached(
            "INSERT INTO bodies (kiosk, digest, journal) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET journal = journal RETURNING journal",
        )?;
        let params = params![kiosk.as_str(), digest, journal.id];
        Ok(claim.query_row(params, |row| row.get(0))?)
    }

    fn knows_bodies(&self, kiosk: &KioskId) -> Result<bool, PortError> {
        let mut known = self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM bodies WHERE kiosk = ?1)")?;
        Ok(known.query_row([kiosk.as_str()], |row| row.get(0))?)
    }

    fn clock(&self, kiosk: &KioskId, boot: &str) -> Result<Option<ClockStatement>, PortError> {
        let mut found =
            self.derived("SELECT mono_ms, at_ms FROM {}clocks WHERE kiosk = ?1 AND boot = ?2")?;
        let stated = found.query_row((kiosk.as_str(), boot), |row| {
            Ok(ClockStatement {
                mono_ms: row.get::<_, i64>(0)? as u64,
                at: UnixMs(row.get(1)?),
            })
        });
        Ok(stated.optional()?)
    }

    fn set_clock(
        &self,
        kiosk: &KioskId,
        boot: &str,
        stated: ClockStatement,
    ) -> Result<(), PortError> {
        self.derived(
            "INSERT INTO {}clocks (kiosk, boot, mono_ms, at_ms) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET mono_ms = excluded.mono_ms, at_ms = excluded.at_ms",
        )?
        .execute(params![
            kiosk.as_str(),
            boot,
            stated.mono_ms as i64,
            stated.at.0
        ])?;
        Ok(())
    }

    fn remove_clock(&self, kiosk: &KioskId, boot: &str) -> Result<(), PortError> {
        self.derived("DELETE FROM {}clocks WHERE kiosk = ?1 AND boot = ?2")?
            .execute((kiosk.as_str(), boot))?;
        Ok(())
    }

    fn annulled(
        &self,
        origin: &Origin,
        seqs: RangeInclusive<u64>,
    ) -> Result<HashSet<u64>, PortError> {
        let mut found = self.derived(
            "SELECT seq FROM {}annulments
             WHERE kiosk = ?1 AND incarnation = ?2 AND seq BETWEEN ?3 AND ?4",
        )?;
        let params = params![
            origin.kiosk.as_str(),
            origin.incarnation.0,
            *seqs.start() as i64,
            *seqs.end() as i64
        ];
        let annulled = found.query_map(params, |row| Ok(row.get::<_, i64>(0)? as u64))?;
        Ok(annulled.collect::<Result<_, _>>()?)
    }

    fn insert_annulment(&self, target: &RecordId) -> Result<bool, PortError> {
        let mut insert = self.derived("INSERT OR IGNORE INTO {}annulments VALUES (?1, ?2, ?3)")?;
        let inserted = insert.execute(params![
            target.kiosk.as_str(),
            target.incarnation.0,
            target.seq as i64
        ])?;
        Ok(inserted > 0)
    }

    fn remove_annulment(&self, target: &RecordId) -> Result<(), PortError> {
        let RecordId {
            kiosk,
            incarnation,
            seq,
        } = target;
        self.derived(
            "DELETE FROM {}annulments WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3",
        )?
        .execute((kiosk.as_str(), incarnation.0, *seq as i64))?;
        Ok(())
    }

    fn histories(
        &self,
        tickets: &mut dyn Iterator<Item = TicketNumber>,
    ) -> Result<HashMap<TicketNumber, TicketHistory>, PortError> {
        let mut found = self.derived("SELECT history FROM {}histories WHERE ticket = ?1")?;
        let mut histories = HashMap::new();
        for ticket in tickets {
            let mut rows = found.query([ticket.0])?;
            if let Some(row) = rows.next()? {
                histories.insert(ticket, read_history(ticket, row, 0)?);
            }
        }
        Ok(histories)
    }

    fn write_histories(
        &self,
        histories: &HashMap<TicketNumber, TicketHistory>,
    ) -> Result<(), PortError> {
        let mut write = self.derived("INSERT OR REPLACE INTO {}histories VALUES (?1, ?2)")?;
        let mut delete = self.derived("DELETE FROM {}histories WHERE ticket = ?1")?;
        // In order of the key, which is how the table is stored.
        let mut tickets: Vec<_> = histories.iter().collect();
        tickets.sort_unstable_by_key(|(ticket, _)| **ticket);
        for (ticket, history) in tickets {
            if history.is_empty() {
                delete.execute([ticket.0])?;
            } else {
                write.execute((ticket.0, history.to_bytes()))?;
            }
        }
        Ok(())
    }

    fn add_counters(&self, changes: &Counters) -> Result<(), PortError> {
        let mut add = self.derived(
            "INSERT INTO {}counters VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET value = value + excluded.value RETURNING value",
        )?;
        let mut delete = self.derived("DELETE FROM {}counters WHERE date = ?1 AND name = ?2")?;
        for (date, counter, by) in changes.iter() {
            let date = date.map_or_else(String::new, |date| date.to_string());
            let name = counter.to_string();
            let value: i64 = add.query_row((&date, &name, by), |row| row.get(0))?;
            if value == 0 {
                delete.execute((&date, &name))?;
            }
        }
        Ok(())
    }

    fn counters(&self) -> Result<Counters, PortError> {
        let mut found = self.derived("SELECT date, name, value FROM {}counters")?;
        let mut rows = found.query([])?;
        let mut counters = Counters::default();
        while let Some(row) = rows.next()? {
            let date = row.get_ref(0)?.as_str().unwrap_or_default();
            let name = row.get_ref(1)?.as_str().unwrap_or_default();
            add_row(&mut counters, date, name, row.get(2)?)?;
        }
        Ok(counters)
    }

    fn statuses(&self) -> Result<HashMap<TicketNumber, TicketStatus>, PortError> {
        Ok(load::latest_standings(self.db)?)
    }

    fn forks(&self) -> Result<Vec<(KioskId, u64)>, PortError> {
        let mut found = self.db.prepare_cached(
            "SELECT j.kiosk, count(*) FROM forks f JOIN journals j ON j.id = f.journal GROUP BY j.kiosk",
        )?;
        let mut rows = found.query([])?;
        let mut forks = Vec::new();
        while let Some(row) = rows.next()? {
            forks.push((name(row, 0)?, row.get::<_, i64>(1)? as u64));
        }
        Ok(forks)
    }

    fn is_taken(&self, arrival: u64) -> Result<bool, PortError> {
        let taken = "SELECT ?1 = 0 OR EXISTS (SELECT 1 FROM records WHERE arrival = ?1)
            OR EXISTS (SELECT 1 FROM standings WHERE arrival = ?1)
            OR EXISTS (SELECT 1 FROM retimed WHERE arrival = ?1)";
        let mut taken = self.db.prepare_cached(taken)?;
        Ok(taken.query_row([arrival as i64], |row| row.get(0))?)
    }

    fn feed_after(&self, arrival: u64, limit: usize) -> Result<Vec<(u64, FeedEntry)>, PortError> {
        let stored = self.records_after(arrival, limit)?.into_iter();
        let mut entries: Vec<(u64, FeedEntry)> = stored
            .map(|record| (record.arrival, FeedEntry::Stored(record)))
            .collect();
        let mut found = self.db.prepare_cached(&format!(
            "SELECT {RECORD}, t.arrival, t.was_ms {FROM_RECORDS} JOIN retimed t ON t.record = r.arrival
             WHERE t.arrival > ?1 ORDER BY t.arrival LIMIT ?2"
        ))?;
        let mut rows = found.query([arrival as i64, limit as i64])?;
        while let Some(row) = rows.next()? {
            let (at, was) = (row.get::<_, i64>(9)? as u64, UnixMs(row.get(10)?));
            entries.push((at, FeedEntry::Retimed(read_record(row)?, was)));
        }
        for (at, ticket, status, since) in load::standings(self.db, arrival, limit)? {
            entries.push((at, FeedEntry::Status(ticket, status, since)));
        }
        entries.sort_by_key(|(at, _)| *at);
        entries.truncate(limit);
        Ok(entries)
    }
}

/// Reads a row that begins with [`RECORD`].
fn read_record(row: &Row<'_>) -> Result<JournalRecord, PortError> {
    Ok(JournalRecord {
        arrival: row.get::<_, i64>(0)? as u64,
        journal: row.get(1)?,
        id: RecordId {
            kiosk: name(row, 2)?,
            incarnation: Incarnation(row.get(3)?),
            seq: row.get::<_, i64>(4)? as u64,
        },
        body: row.get(5)?,
        received: UnixMs(row.get(6)?),
        aside: Aside::from_number(row.get(7)?),
        at: row.get::<_, Option<i64>>(8)?.map(UnixMs),
    })
}

/// Reads a row of `id, head_seq, head_hash, safe`.
pub(super) fn read_journal(row: &Row<'_>, origin: Origin) -> Result<Journal, SqliteError> {
    let head = match row.get::<_, Option<[u8; 32]>>(2)? {
        Some(hash) => Head {
            seq: row.get::<_, i64>(1)? as u64,
            chain_hash: ChainHash(hash),
        },
        None => Head::start(&origin),
    };
    Ok(Journal {
        id: row.get(0)?,
        origin,
        head,
        safe: row.get::<_, i64>(3)? as u64,
    })
}

fn read_history(
    ticket: TicketNumber,
    row: &Row<'_>,
    column: usize,
) -> Result<TicketHistory, PortError> {
    let bytes = row.get_ref(column)?.as_blob().unwrap_or_default();
    TicketHistory::from_bytes(ticket, bytes)
        .map_err(|error| PortError::Miscounted(error.to_string()))
}

fn key(origin: &Origin) -> (u16, &str, u32) {
    (
        origin.exhibition.0,
        origin.kiosk.as_str(),
        origin.incarnation.0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqlite::database;

    #[test]
    fn clock_statement_reads_one_kiosk_alone() {
        let folder = tempfile::tempdir().unwrap();
        let db = database::create(folder.path()).unwrap();
        let plan = format!("EXPLAIN QUERY PLAN SELECT {RECORD} {FROM_RECORDS} {OF_RUN}");
        let mut plan = db.prepare(&plan).unwrap();
        let steps = plan.query_map((1, "A1", "boot"), |row| row.get(3)).unwrap();
        let steps: Vec<String> = steps.collect::<Result<_, _>>().unwrap();
        assert!(!steps.iter().any(|it| it.contains("SCAN")), "{steps:?}");
    }
}
