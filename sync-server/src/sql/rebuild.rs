//! The tables that follow from records, made anew beside those in force, compared with them and put in their place.

use shared::catalogue::Catalogue;
use shared::checkin::{Rules, TicketStatus};
use shared::ids::TicketNumber;
use shared::ledger::FOLD_VERSION;
use tracing::info;

use super::bodies::compare_bodies;
use super::row_hash::RECORDS;
use super::ticket_rows::{TICKETS, add_words};
use super::{SqlConnection, SqlRow, SqlTx, SqlType, SqlValue, catalogue, values};
use crate::engine::{NAMED, refold};
use crate::ports::{CheckReport, CountedState, CountingTx, PortError};

/// The tables that follow from records, with the columns that say which row it is, and what else a difference shows.
const DERIVED: [(&str, &str, &str); 4] = [
    ("histories", "ticket", ""),
    ("counters", "date, name", ", '(' || value || ')'"),
    ("annulments", "kiosk, incarnation, seq", ""),
    ("clocks", "kiosk, boot", ""),
];
/// The last record of a journal, and its hash.
const LAST: &str = "coalesce((SELECT max(seq) FROM records WHERE journal = journals.id), 0)";
const LAST_HASH: &str =
    "(SELECT hash FROM records WHERE journal = journals.id ORDER BY seq DESC LIMIT 1)";
/// The last change of a ticket's status.
const LAST_STATUS: &str = "coalesce((SELECT max(arrival) FROM standings), 0)";
/// How many rows of records are written at once.
const ROWS: usize = 10_000;

/// Tables of the same form beside those in force.
struct Rebuilt<'a>(&'a dyn SqlConnection);

impl SqlTx for Rebuilt<'_> {
    fn sql(&self) -> &dyn SqlConnection {
        self.0
    }

    fn prefix(&self) -> &'static str {
        "rebuilt_"
    }
}

impl<T: SqlTx> CountingTx for T {
    fn counted(&self) -> Result<Option<CountedState>, PortError> {
        let row = self.sql().row(
            &format!(
                "SELECT counted_by, counted_fold, counted_statuses FROM exhibition
                 WHERE EXISTS (SELECT 1 FROM catalogues)
                   AND (counted_by, counted_fold, counted_statuses)
                       <> ((SELECT max(version) FROM catalogues), $1, {LAST_STATUS})"
            ),
            &values![FOLD_VERSION],
        )?;
        let read = |row: SqlRow| {
            Ok(CountedState {
                catalogue: row.get(0)?,
                fold: row.get(1)?,
                statuses: row.get(2)?,
            })
        };
        row.map(read).transpose()
    }

    fn catalogue(&self, version: Option<u64>) -> Result<Option<(u64, Catalogue)>, PortError> {
        catalogue::read(self, version)
    }

    fn statuses_after(&self, arrival: u64) -> Result<Vec<(TicketNumber, TicketStatus)>, PortError> {
        let after = "SELECT arrival, ticket, standing, since_ms FROM standings WHERE arrival > $1 ORDER BY arrival";
        let read = |row: &SqlRow| row.status().map(|(ticket, status, _)| (ticket, status));
        self.sql().read(after, &values![arrival], read)
    }

    fn recount(&self, rules: &Rules) -> Result<(), PortError> {
        rebuild(self, rules).map(drop)
    }

    fn note_counted(&self) -> Result<(), PortError> {
        let note = format!(
            "UPDATE exhibition SET counted_by = (SELECT max(version) FROM catalogues),
                 counted_fold = $1, counted_statuses = {LAST_STATUS}"
        );
        self.sql().execute(&note, &values![FOLD_VERSION]).map(drop)
    }
}

/// Makes every table that follows from records anew beside those in force, and compares them. Nothing but temporary
/// tables is written.
pub(crate) fn compare_with_records(
    tx: &impl SqlTx,
    rules: &Rules,
) -> Result<CheckReport, PortError> {
    let sql = tx.sql();
    drop_rebuilt(sql)?;
    for (table, key, _) in DERIVED {
        sql.batch(&format!(
            "CREATE TEMP TABLE rebuilt_{table} AS SELECT * FROM {table} LIMIT 0;
             CREATE UNIQUE INDEX rebuilt_{table}_key ON rebuilt_{table} ({key});"
        ))?;
    }
    sql.batch(
        "CREATE TEMP TABLE rebuilt_records (arrival BIGINT PRIMARY KEY, at_ms BIGINT, plain BOOLEAN)",
    )?;
    let mut report = CheckReport::default();
    let mut rows: Vec<SqlValue<'_>> = Vec::new();
    let records = refold(tx, &Rebuilt(sql), rules, |stored, read| {
        report.note_record(stored, read);
        rows.extend(values![stored.arrival, read.at, read.plain]);
        if rows.len() >= 3 * ROWS {
            write_records(sql, &std::mem::take(&mut rows))?;
        }
        Ok(())
    })?;
    write_records(sql, &rows)?;
    report.records = records;
    compare_heads(sql, &mut report)?;
    compare_bodies(sql, false, &mut report.faults)?;
    for (table, key, shown) in DERIVED {
        compare(sql, table, &format!("{key}{shown}"), &mut report.faults)?;
    }
    Ok(report)
}

/// Makes every table that follows from records anew, puts it into force, and says what was otherwise before.
pub(crate) fn rebuild(tx: &impl SqlTx, rules: &Rules) -> Result<CheckReport, PortError> {
    let sql = tx.sql();
    let records: u64 = sql.value("SELECT count(*) FROM records", &[])?;
    if records > 0 {
        info!("counting {records} records anew");
    }
    let report = compare_with_records(tx, rules)?;
    for (table, ..) in DERIVED {
        sql.batch(&format!(
            "DELETE FROM {table}; INSERT INTO {table} SELECT * FROM rebuilt_{table};"
        ))?;
    }
    sql.batch(&format!(
        "UPDATE records SET at_ms = t.at_ms, plain = t.plain, row_hash = NULL FROM rebuilt_records t WHERE t.arrival = records.arrival;
         UPDATE journals SET head_seq = {LAST}, head_hash = {LAST_HASH};"
    ))?;
    compare_bodies(sql, true, &mut Vec::new())?;
    drop_rebuilt(sql)?;
    add_words(tx)?;
    for table in [RECORDS, TICKETS] {
        table.hash_new_rows(sql)?;
    }
    tx.note_counted()?;
    Ok(report)
}

fn drop_rebuilt(sql: &dyn SqlConnection) -> Result<(), PortError> {
    for (table, ..) in DERIVED {
        sql.batch(&format!("DROP TABLE IF EXISTS rebuilt_{table}"))?;
    }
    sql.batch("DROP TABLE IF EXISTS rebuilt_records")
}

fn write_records(sql: &dyn SqlConnection, rows: &[SqlValue<'_>]) -> Result<(), PortError> {
    let columns = [
        ("arrival", SqlType::Number),
        ("at_ms", SqlType::Number),
        ("plain", SqlType::Flag),
    ];
    sql.insert_many("rebuilt_records", &columns, rows)
}

fn compare(
    sql: &dyn SqlConnection,
    table: &str,
    shown: &str,
    faults: &mut Vec<String>,
) -> Result<(), PortError> {
    let rebuilt = format!("rebuilt_{table}");
    for (one, other, what) in [
        (
            table,
            rebuilt.as_str(),
            "is kept, and does not follow from the records",
        ),
        (
            rebuilt.as_str(),
            table,
            "follows from the records, and is not kept so",
        ),
    ] {
        let select = format!(
            "SELECT {shown} FROM (SELECT * FROM {one} EXCEPT SELECT * FROM {other}) AS found LIMIT {NAMED}"
        );
        for SqlRow(columns) in sql.query(&select, &[])? {
            let columns = columns.iter().map(|column| match column {
                SqlValue::Null => String::new(),
                SqlValue::Number(number) => number.to_string(),
                SqlValue::Text(text) => text.to_string(),
                SqlValue::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            });
            let row = columns.collect::<Vec<_>>().join(" ");
            faults.push(format!("{table}: {} {what}", row.trim()));
        }
    }
    Ok(())
}

/// Compares how far journals are said to be stored with their last records.
fn compare_heads(sql: &dyn SqlConnection, report: &mut CheckReport) -> Result<(), PortError> {
    let select = format!(
        "SELECT kiosk, incarnation, head_seq, {LAST} FROM journals
         WHERE head_seq <> {LAST} OR head_hash IS DISTINCT FROM {LAST_HASH}"
    );
    for row in sql.query(&select, &[])? {
        report.note_end(row.text(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    }
    Ok(())
}
