//! Records and what follows from them, in PostgreSQL.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::rc::Rc;

use postgres::Row;
use postgres::types::ToSql;
use shared::checkin::TicketStatus;
use shared::ids::{Incarnation, KioskId, TicketNumber};
use shared::ledger::{Counters, TicketHistory};
use shared::record::{ChainHash, ClockStatement, Origin, RecordId};
use shared::time::UnixMs;

use super::connection::Connection;
use super::rows;
use crate::ports::{
    Aside, FeedEntry, Head, Journal, JournalRecord, NewRecord, PortError, RecordsTx, Stored,
    add_row,
};

/// The records of an open transaction.
pub(crate) struct PostgresRecords {
    pub(super) db: Rc<Connection>,
    /// What the names of the tables begin with that follow from records: empty for those in force.
    prefix: &'static str,
}

/// The columns that [`read_record`] reads, of `records r JOIN journals j`.
const RECORD: &str =
    "r.arrival, r.journal, j.kiosk, j.incarnation, r.seq, r.body, r.received_ms, r.aside, r.at_ms";
const FROM_RECORDS: &str = "FROM records r JOIN journals j ON j.id = r.journal";

impl PostgresRecords {
    pub(super) fn new(db: Rc<Connection>) -> Self {
        Self { db, prefix: "" }
    }

    /// Tables of the same form beside those in force.
    pub(super) fn rebuilt(db: Rc<Connection>) -> Self {
        Self {
            db,
            prefix: "rebuilt_",
        }
    }

    /// Queries tables that follow from records, each named in the statement as `{}name`.
    fn derived(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, PortError> {
        self.db.query(&sql.replace("{}", self.prefix), params)
    }

    fn records(
        &self,
        rest: &str,
        params: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<JournalRecord>, PortError> {
        let sql = format!("SELECT {RECORD} {FROM_RECORDS} {rest}");
        self.db
            .query(&sql, params)?
            .iter()
            .map(read_record)
            .collect()
    }

    fn is_so(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<bool, PortError> {
        Ok(self.db.only(sql, params)?.try_get(0)?)
    }
}

impl RecordsTx for PostgresRecords {
    fn last_arrival(&self) -> Result<u64, PortError> {
        let row = self.db.only(
            "SELECT greatest((SELECT max(arrival) FROM records), (SELECT max(arrival) FROM standings),
                             (SELECT max(arrival) FROM retimed), 0)",
            &[],
        )?;
        rows::count(&row, 0)
    }

    fn journal(&self, origin: &Origin) -> Result<Option<Journal>, PortError> {
        let (exhibition, kiosk, incarnation) = key(origin);
        let rows = self.db.query(
            "SELECT id, head_seq, head_hash, safe FROM journals
             WHERE exhibition = $1 AND kiosk = $2 AND incarnation = $3",
            &[&exhibition, &kiosk, &incarnation],
        )?;
        let row = rows.first();
        row.map(|row| read_journal(row, origin.clone())).transpose()
    }

    fn insert_journal(&self, origin: &Origin) -> Result<Journal, PortError> {
        let (exhibition, kiosk, incarnation) = key(origin);
        let row = self.db.only(
            "INSERT INTO journals (exhibition, kiosk, incarnation) VALUES ($1, $2, $3)
             RETURNING id, head_seq, head_hash, safe",
            &[&exhibition, &kiosk, &incarnation],
        )?;
        read_journal(&row, origin.clone())
    }

    fn set_head(&self, journal: &Journal) -> Result<(), PortError> {
        self.db.execute(
            "UPDATE journals SET head_seq = $2, head_hash = $3 WHERE id = $1",
            &[
                &journal.id,
                &(journal.head.seq as i64),
                &journal.head.chain_hash.0.as_slice(),
            ],
        )?;
        Ok(())
    }

    fn has_other_journal(&self, journal: &Journal) -> Result<bool, PortError> {
        let (exhibition, kiosk, incarnation) = key(&journal.origin);
        self.is_so(
            "SELECT EXISTS (SELECT FROM journals
                WHERE exhibition = $1 AND kiosk = $2 AND incarnation <> $3)",
            &[&exhibition, &kiosk, &incarnation],
        )
    }

    fn stored(
        &self,
        journal: &Journal,
        seqs: RangeInclusive<u64>,
    ) -> Result<HashMap<u64, Stored>, PortError> {
        let (first, last) = (*seqs.start() as i64, *seqs.end() as i64);
        let rows = self.db.query(
            "SELECT seq, hash, aside FROM records WHERE journal = $1 AND seq BETWEEN $2 AND $3",
            &[&journal.id, &first, &last],
        )?;
        let read = |row: &Row| {
            let stored = Stored {
                chain_hash: ChainHash(rows::bytes(row, 1)?),
                aside: Aside::from_number(row.try_get(2)?),
            };
            Ok((rows::count(row, 0)?, stored))
        };
        rows.iter().map(read).collect()
    }

    fn insert_records(
        &self,
        journal: &Journal,
        records: &[NewRecord<'_>],
    ) -> Result<(), PortError> {
        let records = records.iter();
        let arrivals: Vec<i64> = records.clone().map(|it| it.arrival as i64).collect();
        let seqs: Vec<i64> = records.clone().map(|it| it.seq as i64).collect();
        let hashes: Vec<&[u8]> = records
            .clone()
            .map(|it| it.chain_hash.0.as_slice())
            .collect();
        let bodies: Vec<&str> = records.clone().map(|it| it.body).collect();
        let received: Vec<i64> = records.clone().map(|it| it.received.0).collect();
        let asides: Vec<i16> = records.clone().map(|it| Aside::number(it.aside)).collect();
        let times: Vec<Option<i64>> = records.clone().map(|it| it.at.map(|at| at.0)).collect();
        let plain: Vec<bool> = records.map(|it| it.plain).collect();
        self.db.execute(
            "INSERT INTO records (journal, arrival, seq, hash, body, received_ms, aside, at_ms, plain)
             SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::text[], $6::bigint[],
                                      $7::smallint[], $8::bigint[], $9::boolean[])",
            &[
                &journal.id, &arrivals, &seqs, &hashes, &bodies, &received, &asides, &times, &plain,
            ],
        )?;
        Ok(())
    }

    fn insert_fork(&self, journal: &Journal, fork: &NewRecord<'_>) -> Result<bool, PortError> {
        let inserted = self.db.execute(
            "INSERT INTO forks (journal, seq, hash, body, received_ms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            &[
                &journal.id,
                &(fork.seq as i64),
                &fork.chain_hash.0.as_slice(),
                &fork.body,
                &fork.received.0,
            ],
        )?;
        Ok(inserted > 0)
    }

    fn record(&self, id: &RecordId) -> Result<Option<JournalRecord>, PortError> {
        let found = self.records(
            "WHERE j.kiosk = $1 AND j.incarnation = $2 AND r.seq = $3",
            &[
                &id.kiosk.as_str(),
                &i64::from(id.incarnation.0),
                &(id.seq as i64),
            ],
        )?;
        Ok(found.into_iter().next())
    }

    fn records_after(&self, arrival: u64, limit: usize) -> Result<Vec<JournalRecord>, PortError> {
        self.records(
            "WHERE r.arrival > $1 ORDER BY r.arrival LIMIT $2",
            &[&(arrival as i64), &(limit as i64)],
        )
    }

    fn records_of_run(&self, origin: &Origin, boot: &str) -> Result<Vec<JournalRecord>, PortError> {
        // PostgreSQL's JSON refuses strings that Rust's reads, such as `\u0000`. A body without a backslash has the name
        // of the run as it is; any other is read here.
        let name = boot.split('\0').next().unwrap_or_default();
        let mut found = self.records(
            r"WHERE j.exhibition = $1 AND j.kiosk = $2 AND r.aside = 0
                AND (strpos(r.body, $3) > 0 OR strpos(r.body, '\') > 0)
              ORDER BY r.arrival",
            &[
                &i32::from(origin.exhibition.0),
                &origin.kiosk.as_str(),
                &name,
            ],
        )?;
        found.retain(|stored| stored.read().is_some_and(|it| it.stamp.boot == boot));
        Ok(found)
    }

    fn records_of_kiosk(&self, origin: &Origin) -> Result<Vec<JournalRecord>, PortError> {
        self.records(
            "WHERE j.exhibition = $1 AND j.kiosk = $2 AND (r.aside = 0 OR r.aside = $3) ORDER BY r.arrival",
            &[
                &i32::from(origin.exhibition.0),
                &origin.kiosk.as_str(),
                &Aside::number(Some(Aside::Quarantined)),
            ],
        )
    }

    fn records_beside_scans(&self, after: u64) -> Result<Vec<JournalRecord>, PortError> {
        self.records(
            "WHERE r.arrival > $1 AND NOT r.plain AND r.aside = 0 ORDER BY r.arrival",
            &[&(after as i64)],
        )
    }

    fn set_aside(
        &self,
        arrival: u64,
        aside: Option<Aside>,
        at: Option<UnixMs>,
    ) -> Result<(), PortError> {
        self.db.execute(
            "UPDATE records SET aside = $2, at_ms = $3 WHERE arrival = $1",
            &[&(arrival as i64), &Aside::number(aside), &at.map(|at| at.0)],
        )?;
        Ok(())
    }

    fn set_time(&self, arrival: u64, at: UnixMs) -> Result<(), PortError> {
        self.db.execute(
            "UPDATE records SET at_ms = $2 WHERE arrival = $1",
            &[&(arrival as i64), &at.0],
        )?;
        Ok(())
    }

    fn insert_retimed(&self, arrival: u64, record: u64, was: UnixMs) -> Result<(), PortError> {
        self.db.execute(
            "INSERT INTO retimed (arrival, record, was_ms) VALUES ($1, $2, $3)",
            &[&(arrival as i64), &(record as i64), &was.0],
        )?;
        Ok(())
    }

    fn claim_body(
        &self,
        kiosk: &KioskId,
        digest: [u8; 32],
        journal: &Journal,
    ) -> Result<i64, PortError> {
        let row = self.db.only(
            "INSERT INTO bodies (kiosk, digest, journal) VALUES ($1, $2, $3)
             ON CONFLICT (kiosk, digest) DO UPDATE SET journal = bodies.journal RETURNING journal",
            &[&kiosk.as_str(), &digest.as_slice(), &journal.id],
        )?;
        Ok(row.try_get(0)?)
    }

    fn knows_bodies(&self, kiosk: &KioskId) -> Result<bool, PortError> {
        self.is_so(
            "SELECT EXISTS (SELECT FROM bodies WHERE kiosk = $1)",
            &[&kiosk.as_str()],
        )
    }

    fn clock(&self, kiosk: &KioskId, boot: &str) -> Result<Option<ClockStatement>, PortError> {
        let rows = self.derived(
            "SELECT mono_ms, at_ms FROM {}clocks WHERE kiosk = $1 AND boot = $2",
            &[&kiosk.as_str(), &boot.as_bytes()],
        )?;
        let read = |row: &Row| {
            Ok(ClockStatement {
                mono_ms: rows::count(row, 0)?,
                at: UnixMs(row.try_get(1)?),
            })
        };
        rows.first().map(read).transpose()
    }

    fn set_clock(
        &self,
        kiosk: &KioskId,
        boot: &str,
        stated: ClockStatement,
    ) -> Result<(), PortError> {
        self.derived(
            "INSERT INTO {}clocks (kiosk, boot, mono_ms, at_ms) VALUES ($1, $2, $3, $4)
             ON CONFLICT (kiosk, boot) DO UPDATE SET mono_ms = excluded.mono_ms, at_ms = excluded.at_ms",
            &[
                &kiosk.as_str(),
                &boot.as_bytes(),
                &(stated.mono_ms as i64),
                &stated.at.0,
            ],
        )?;
        Ok(())
    }

    fn remove_clock(&self, kiosk: &KioskId, boot: &str) -> Result<(), PortError> {
        self.derived(
            "DELETE FROM {}clocks WHERE kiosk = $1 AND boot = $2",
            &[&kiosk.as_str(), &boot.as_bytes()],
        )?;
        Ok(())
    }

    fn annulled(
        &self,
        origin: &Origin,
        seqs: RangeInclusive<u64>,
    ) -> Result<HashSet<u64>, PortError> {
        let rows = self.derived(
            "SELECT seq FROM {}annulments
             WHERE kiosk = $1 AND incarnation = $2 AND seq BETWEEN $3 AND $4",
            &[
                &origin.kiosk.as_str(),
                &i64::from(origin.incarnation.0),
                &(*seqs.start() as i64),
                &(*seqs.end() as i64),
            ],
        )?;
        let read = |row: &Row| rows::count(row, 0);
        rows.iter().map(read).collect()
    }

    fn insert_annulment(&self, target: &RecordId) -> Result<bool, PortError> {
        let inserted = self.derived(
            "INSERT INTO {}annulments VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING seq",
            &[
                &target.kiosk.as_str(),
                &i64::from(target.incarnation.0),
                &(target.seq as i64),
            ],
        )?;
        Ok(!inserted.is_empty())
    }

    fn remove_annulment(&self, target: &RecordId) -> Result<(), PortError> {
        self.derived(
            "DELETE FROM {}annulments WHERE kiosk = $1 AND incarnation = $2 AND seq = $3",
            &[
                &target.kiosk.as_str(),
                &i64::from(target.incarnation.0),
                &(target.seq as i64),
            ],
        )?;
        Ok(())
    }

    fn histories(
        &self,
        tickets: &mut dyn Iterator<Item = TicketNumber>,
    ) -> Result<HashMap<TicketNumber, TicketHistory>, PortError> {
        let tickets: Vec<i64> = tickets.map(|ticket| i64::from(ticket.0)).collect();
        let rows = self.derived(
            "SELECT ticket, history FROM {}histories WHERE ticket = ANY($1)",
            &[&tickets],
        )?;
        let read = |row: &Row| {
            let ticket = rows::ticket(row, 0)?;
            let history = TicketHistory::from_bytes(ticket, row.try_get(1)?)
                .map_err(|error| PortError::Miscounted(error.to_string()))?;
            Ok((ticket, history))
        };
        rows.iter().map(read).collect()
    }

    fn write_histories(
        &self,
        histories: &HashMap<TicketNumber, TicketHistory>,
    ) -> Result<(), PortError> {
        let (mut deleted, mut tickets, mut written) = (Vec::new(), Vec::new(), Vec::new());
        for (ticket, history) in histories {
            if history.is_empty() {
                deleted.push(i64::from(ticket.0));
            } else {
                tickets.push(i64::from(ticket.0));
                written.push(history.to_bytes());
            }
        }
        if !deleted.is_empty() {
            self.derived(
                "DELETE FROM {}histories WHERE ticket = ANY($1)",
                &[&deleted],
            )?;
        }
        if !tickets.is_empty() {
            self.derived(
                "INSERT INTO {}histories SELECT * FROM unnest($1::bigint[], $2::bytea[])
                 ON CONFLICT (ticket) DO UPDATE SET history = excluded.history",
                &[&tickets, &written],
            )?;
        }
        Ok(())
    }

    fn add_counters(&self, changes: &Counters) -> Result<(), PortError> {
        let (mut dates, mut names, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (date, counter, by) in changes.iter() {
            dates.push(date.map_or_else(String::new, |date| date.to_string()));
            names.push(counter.to_string());
            values.push(by);
        }
        if values.is_empty() {
            return Ok(());
        }
        let added = self.derived(
            "INSERT INTO {}counters AS c SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
             ON CONFLICT (date, name) DO UPDATE SET value = c.value + excluded.value RETURNING value",
            &[&dates, &names, &values],
        )?;
        let mut has_zero = false;
        for row in &added {
            has_zero |= row.try_get::<_, i64>(0)? == 0;
        }
        if has_zero {
            self.derived("DELETE FROM {}counters WHERE value = 0", &[])?;
        }
        Ok(())
    }

    fn counters(&self) -> Result<Counters, PortError> {
        let mut counters = Counters::default();
        for row in self.derived("SELECT date, name, value FROM {}counters", &[])? {
            let (date, name): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
            add_row(&mut counters, date, name, row.try_get(2)?)?;
        }
        Ok(counters)
    }

    fn statuses(&self) -> Result<HashMap<TicketNumber, TicketStatus>, PortError> {
        let rows = self.db.query(
            "SELECT DISTINCT ON (ticket) arrival, ticket, standing, since_ms FROM standings
             ORDER BY ticket, arrival DESC",
            &[],
        )?;
        let read = |row: &Row| {
            let (ticket, status, _) = rows::status(row)?;
            Ok((ticket, status))
        };
        rows.iter().map(read).collect()
    }

    fn forks(&self) -> Result<Vec<(KioskId, u64)>, PortError> {
        let rows = self.db.query(
            "SELECT j.kiosk, count(*) FROM forks f JOIN journals j ON j.id = f.journal GROUP BY j.kiosk",
            &[],
        )?;
        let read = |row: &Row| Ok((rows::name(row, 0)?, rows::count(row, 1)?));
        rows.iter().map(read).collect()
    }

    fn is_taken(&self, arrival: u64) -> Result<bool, PortError> {
        self.is_so(
            "SELECT $1 = 0::bigint OR EXISTS (SELECT FROM records WHERE arrival = $1)
                OR EXISTS (SELECT FROM standings WHERE arrival = $1)
                OR EXISTS (SELECT FROM retimed WHERE arrival = $1)",
            &[&(arrival as i64)],
        )
    }

    fn feed_after(&self, arrival: u64, limit: usize) -> Result<Vec<(u64, FeedEntry)>, PortError> {
        let stored = self.records_after(arrival, limit)?.into_iter();
        let mut entries: Vec<(u64, FeedEntry)> = stored
            .map(|record| (record.arrival, FeedEntry::Stored(record)))
            .collect();
        let range: [&(dyn ToSql + Sync); 2] = [&(arrival as i64), &(limit as i64)];
        let retimed = format!(
            "SELECT {RECORD}, t.arrival, t.was_ms {FROM_RECORDS} JOIN retimed t ON t.record = r.arrival
             WHERE t.arrival > $1 ORDER BY t.arrival LIMIT $2"
        );
        for row in self.db.query(&retimed, &range)? {
            let (at, was): (i64, i64) = (row.try_get(9)?, row.try_get(10)?);
            let entry = FeedEntry::Retimed(read_record(&row)?, UnixMs(was));
            entries.push((at as u64, entry));
        }
        for row in self.db.query(
            "SELECT arrival, ticket, standing, since_ms FROM standings
             WHERE arrival > $1 ORDER BY arrival LIMIT $2",
            &range,
        )? {
            let (ticket, status, since) = rows::status(&row)?;
            let entry = FeedEntry::Status(ticket, status, since);
            entries.push((rows::count(&row, 0)?, entry));
        }
        entries.sort_by_key(|(at, _)| *at);
        entries.truncate(limit);
        Ok(entries)
    }
}

/// Reads a row that begins with [`RECORD`].
fn read_record(row: &Row) -> Result<JournalRecord, PortError> {
    Ok(JournalRecord {
        arrival: rows::count(row, 0)?,
        journal: row.try_get(1)?,
        id: RecordId {
            kiosk: rows::name(row, 2)?,
            incarnation: Incarnation(row.try_get::<_, i64>(3)? as u32),
            seq: rows::count(row, 4)?,
        },
        body: row.try_get(5)?,
        received: UnixMs(row.try_get(6)?),
        aside: Aside::from_number(row.try_get(7)?),
        at: rows::time(row, 8)?,
    })
}

/// Reads a row of `id, head_seq, head_hash, safe`.
fn read_journal(row: &Row, origin: Origin) -> Result<Journal, PortError> {
    let head = match rows::optional_bytes(row, 2)? {
        Some(hash) => Head {
            seq: rows::count(row, 1)?,
            chain_hash: ChainHash(hash),
        },
        None => Head::start(&origin),
    };
    Ok(Journal {
        id: row.try_get(0)?,
        origin,
        head,
        safe: rows::count(row, 3)?,
    })
}

fn key(origin: &Origin) -> (i32, &str, i64) {
    (
        i32::from(origin.exhibition.0),
        origin.kiosk.as_str(),
        i64::from(origin.incarnation.0),
    )
}
