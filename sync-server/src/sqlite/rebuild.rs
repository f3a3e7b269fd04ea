//! The tables that follow from records, made anew beside those in force, compared with them and put in their place.

use rusqlite::{Connection, OptionalExtension};
use shared::catalogue::Catalogue;
use shared::checkin::{Rules, TicketStatus};
use shared::ids::TicketNumber;
use shared::ledger::FOLD_VERSION;

use tracing::info;

use super::load;
use super::records::SqliteRecords;
use crate::engine::{NAMED, refold};
use crate::ports::{CheckReport, CountedState, CountingTx, PortError};
use crate::sqlite::SqliteError;

/// The tables that follow from records, with the columns that say which row it is and those that say what it holds.
const DERIVED: [(&str, &str, &str); 4] = [
    ("counters", "date, name", "value"),
    ("histories", "ticket", "history"),
    ("annulments", "kiosk, incarnation, seq", "1"),
    ("clocks", "kiosk, boot", "mono_ms || ' ' || at_ms"),
];

/// Makes every table that follows from records anew beside those in force, and compares them. Nothing but temporary
/// tables is written; `db` is in a transaction.
pub(super) fn compare_with_records(
    db: &Connection,
    rules: &Rules,
) -> Result<CheckReport, SqliteError> {
    db.execute_batch(DROP)?;
    db.execute_batch(CREATE)?;
    let mut report = CheckReport::default();
    let mut retime = db.prepare("INSERT INTO rebuilt_times VALUES (?1, ?2)")?;
    let (source, target) = (SqliteRecords::new(db), SqliteRecords::rebuilt(db));
    let records = refold(&source, &target, rules, |stored, at| {
        report.note_time(stored, at);
        retime.execute((stored.arrival as i64, at.0))?;
        Ok(())
    })?;
    report.records = records;
    compare_heads(db, &mut report)?;
    for (table, key, value) in DERIVED {
        compare(db, table, key, value, &mut report.faults)?;
    }
    Ok(report)
}

/// Makes every table that follows from records anew, puts it into force, and says what was otherwise before.
pub(super) fn rebuild(tx: &Connection, rules: &Rules) -> Result<CheckReport, SqliteError> {
    let records: i64 = tx.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?;
    if records > 0 {
        info!("counting {records} records anew");
    }
    let report = compare_with_records(tx, rules)?;
    for (table, ..) in DERIVED {
        tx.execute_batch(&format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM temp.rebuilt_{table};"
        ))?;
    }
    tx.execute_batch(&format!(
        "UPDATE records SET at_ms = t.at_ms FROM rebuilt_times t WHERE t.arrival = records.arrival;
         UPDATE journals SET head_seq = {LAST}, head_hash = {LAST_HASH};"
    ))?;
    tx.execute_batch(DROP)?;
    note_counted(tx)?;
    Ok(report)
}

/// The last record of a journal, and its hash.
const LAST: &str = "coalesce((SELECT max(seq) FROM records WHERE journal = journals.id), 0)";
const LAST_HASH: &str =
    "(SELECT hash FROM records WHERE journal = journals.id ORDER BY seq DESC LIMIT 1)";

const DROP: &str = "
    DROP TABLE IF EXISTS temp.rebuilt_histories;
    DROP TABLE IF EXISTS temp.rebuilt_counters;
    DROP TABLE IF EXISTS temp.rebuilt_annulments;
    DROP TABLE IF EXISTS temp.rebuilt_clocks;
    DROP TABLE IF EXISTS temp.rebuilt_times;";
const CREATE: &str = "
    CREATE TEMP TABLE rebuilt_histories (ticket INTEGER PRIMARY KEY, history BLOB);
    CREATE TEMP TABLE rebuilt_counters
        (date TEXT, name TEXT, value INTEGER, PRIMARY KEY (date, name)) WITHOUT ROWID;
    CREATE TEMP TABLE rebuilt_annulments
        (kiosk TEXT, incarnation INTEGER, seq INTEGER, PRIMARY KEY (kiosk, incarnation, seq)) WITHOUT ROWID;
    CREATE TEMP TABLE rebuilt_clocks
        (kiosk TEXT, boot TEXT, mono_ms INTEGER, at_ms INTEGER, PRIMARY KEY (kiosk, boot)) WITHOUT ROWID;
    CREATE TEMP TABLE rebuilt_times (arrival INTEGER PRIMARY KEY, at_ms INTEGER);";

fn compare(
    db: &Connection,
    table: &str,
    key: &str,
    value: &str,
    faults: &mut Vec<String>,
) -> Result<(), SqliteError> {
    let shown = key.replace(", ", " || ' ' || ");
    let sides = [("main.", "temp.rebuilt_"), ("temp.rebuilt_", "main.")];
    for (number, (one, other)) in sides.into_iter().enumerate() {
        let mut found = db.prepare(&format!(
            "SELECT {shown}, {value} FROM (SELECT * FROM {one}{table} EXCEPT SELECT * FROM {other}{table})
             LIMIT ?1"
        ))?;
        let mut rows = found.query([NAMED as i64])?;
        while let Some(row) = rows.next()? {
            let which: String = row.get_ref(0)?.as_str().map_or_else(
                |_| row.get::<_, i64>(0).unwrap_or_default().to_string(),
                str::to_owned,
            );
            let value = match (table, row.get::<_, i64>(1)) {
                ("counters", Ok(value)) => format!(" ({value})"),
                _ => String::new(),
            };
            let what = if number == 0 {
                "is kept, and does not follow from the records"
            } else {
                "follows from the records, and is not kept so"
            };
            faults.push(format!("{table}: {}{value} {what}", which.trim()));
        }
    }
    Ok(())
}

/// Compares how far journals are said to be stored with their last records.
fn compare_heads(db: &Connection, report: &mut CheckReport) -> Result<(), SqliteError> {
    let mut found = db.prepare(&format!(
        "SELECT kiosk, incarnation, head_seq, {LAST} FROM journals
         WHERE head_seq <> {LAST} OR head_hash IS NOT {LAST_HASH}"
    ))?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let kiosk: String = row.get(0)?;
        let [incarnation, kept, is]: [i64; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
        report.note_end(&kiosk, incarnation, kept, is);
    }
    Ok(())
}

impl CountingTx for SqliteRecords<'_> {
    fn counted(&self) -> Result<Option<CountedState>, PortError> {
        Ok(counted(self.db)?)
    }

    fn catalogue(&self, version: Option<u64>) -> Result<Option<(u64, Catalogue)>, PortError> {
        let Some(version) = version else {
            return Ok(Some(load::catalogue(self.db)?));
        };
        let catalogue = load::catalogue_version(self.db, version)?;
        Ok(catalogue.map(|catalogue| (version, catalogue)))
    }

    fn statuses_after(&self, arrival: u64) -> Result<Vec<(TicketNumber, TicketStatus)>, PortError> {
        let changes = load::standings(self.db, arrival, i32::MAX as usize)?.into_iter();
        Ok(changes
            .map(|(_, ticket, status, _)| (ticket, status))
            .collect())
    }

    fn recount(&self, rules: &Rules) -> Result<(), PortError> {
        rebuild(self.db, rules)?;
        Ok(())
    }

    fn note_counted(&self) -> Result<(), PortError> {
        Ok(note_counted(self.db)?)
    }
}

/// Returns what is counted where that is not everything.
pub(super) fn counted(db: &Connection) -> Result<Option<CountedState>, SqliteError> {
    let mut found = db.prepare_cached(
        "SELECT counted_by, counted_fold, counted_statuses FROM exhibition
         WHERE (SELECT count(*) FROM catalogues) > 0
           AND (counted_by, counted_fold, counted_statuses)
                <> ((SELECT max(version) FROM catalogues), ?1,
                    coalesce((SELECT max(arrival) FROM standings), 0))",
    )?;
    let counted = found.query_row([FOLD_VERSION], |row| {
        Ok(CountedState {
            catalogue: row.get::<_, i64>(0)? as u64,
            fold: row.get(1)?,
            statuses: row.get::<_, i64>(2)? as u64,
        })
    });
    Ok(counted.optional()?)
}

/// Notes that everything the organisers changed so far is counted.
fn note_counted(tx: &Connection) -> Result<(), SqliteError> {
    tx.execute(
        "UPDATE exhibition SET counted_by = (SELECT max(version) FROM catalogues), counted_fold = ?1,
            counted_statuses = coalesce((SELECT max(arrival) FROM standings), 0)",
        [FOLD_VERSION],
    )?;
    Ok(())
}
