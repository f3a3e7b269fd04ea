//! What follows from records, computed anew beside the tables in force, compared with them and put in their place.

use shared::catalogue::Catalogue;
use shared::checkin::{Rules, TicketStatus};
use shared::ids::TicketNumber;
use shared::ledger::FOLD_VERSION;

use super::connection::Connection;
use super::{PostgresRecords, catalogue, rows};
use crate::engine::{NAMED, refold};
use crate::ports::{CheckReport, CountedState, CountingTx, PortError};

/// The tables that follow from records, and how a row of each is named.
const DERIVED: [(&str, &str); 4] = [
    ("histories", "ticket::text"),
    ("counters", "concat_ws(' ', date, name, value)"),
    ("annulments", "concat_ws(' ', kiosk, incarnation, seq)"),
    ("clocks", "concat_ws(' ', kiosk, encode(boot, 'escape'))"),
];
/// The last record of a journal, and its hash.
const LAST: &str = "coalesce((SELECT max(seq) FROM records WHERE journal = journals.id), 0)";
const LAST_HASH: &str =
    "(SELECT hash FROM records WHERE journal = journals.id ORDER BY seq DESC LIMIT 1)";
/// The last change of a ticket's status.
const LAST_STATUS: &str = "coalesce((SELECT max(arrival) FROM standings), 0)";

impl CountingTx for PostgresRecords {
    fn counted(&self) -> Result<Option<CountedState>, PortError> {
        let row = self.db.row(
            &format!(
                "SELECT counted_by, counted_fold, counted_statuses FROM exhibition
                 WHERE EXISTS (SELECT FROM catalogues)
                   AND (counted_by, counted_fold, counted_statuses)
                       <> ((SELECT max(version) FROM catalogues), $1, {LAST_STATUS})"
            ),
            &[&i32::from(FOLD_VERSION)],
        )?;
        let read = |row| {
            let fold: i32 = postgres::Row::try_get(&row, 1)?;
            Ok(CountedState {
                catalogue: rows::count(&row, 0)?,
                fold: fold as u16,
                statuses: rows::count(&row, 2)?,
            })
        };
        row.map(read).transpose()
    }

    fn statuses_after(&self, arrival: u64) -> Result<Vec<(TicketNumber, TicketStatus)>, PortError> {
        let changes = self.db.query(
            "SELECT arrival, ticket, standing, since_ms FROM standings WHERE arrival > $1
             ORDER BY arrival",
            &[&(arrival as i64)],
        )?;
        let read = |row| rows::status(row).map(|(ticket, status, _)| (ticket, status));
        changes.iter().map(read).collect()
    }

    fn catalogue(&self, version: Option<u64>) -> Result<Option<(u64, Catalogue)>, PortError> {
        catalogue::read(&self.db, version)
    }

    fn recount(&self, rules: &Rules) -> Result<(), PortError> {
        self.rebuild(rules).map(drop)
    }

    fn note_counted(&self) -> Result<(), PortError> {
        self.db.execute(
            &format!(
                "UPDATE exhibition SET counted_by = (SELECT max(version) FROM catalogues),
                     counted_fold = $1, counted_statuses = {LAST_STATUS}"
            ),
            &[&i32::from(FOLD_VERSION)],
        )?;
        Ok(())
    }
}

impl PostgresRecords {
    /// Makes every table that follows from records anew beside those in force, and compares them. Nothing but temporary
    /// tables is written.
    pub(super) fn compare_with_records(&self, rules: &Rules) -> Result<CheckReport, PortError> {
        let db = &self.db;
        for (table, _) in DERIVED {
            db.batch(&format!(
                "CREATE TEMP TABLE rebuilt_{table} (LIKE {table} INCLUDING ALL) ON COMMIT DROP"
            ))?;
        }
        db.batch("CREATE TEMP TABLE rebuilt_times (arrival BIGINT, at_ms BIGINT) ON COMMIT DROP")?;
        let mut report = CheckReport::default();
        let target = PostgresRecords::rebuilt(db.clone());
        let records = refold(self, &target, rules, |stored, at| {
            report.note_time(stored, at);
            db.execute(
                "INSERT INTO rebuilt_times VALUES ($1, $2)",
                &[&(stored.arrival as i64), &at.0],
            )?;
            Ok(())
        })?;
        report.records = records;
        compare_heads(db, &mut report)?;
        for (table, name) in DERIVED {
            compare(db, table, name, &mut report.faults)?;
        }
        Ok(report)
    }

    /// Makes every table that follows from records anew, puts it into force, and says what was otherwise before.
    pub(super) fn rebuild(&self, rules: &Rules) -> Result<CheckReport, PortError> {
        let report = self.compare_with_records(rules)?;
        for (table, _) in DERIVED {
            self.db.batch(&format!(
                "DELETE FROM {table}; INSERT INTO {table} TABLE rebuilt_{table}; DROP TABLE rebuilt_{table};"
            ))?;
        }
        self.db.batch(&format!(
            "UPDATE records SET at_ms = t.at_ms FROM rebuilt_times t WHERE t.arrival = records.arrival;
             DROP TABLE rebuilt_times;
             UPDATE journals SET head_seq = {LAST}, head_hash = {LAST_HASH};"
        ))?;
        self.note_counted()?;
        Ok(report)
    }
}

fn compare(
    db: &Connection,
    table: &str,
    name: &str,
    faults: &mut Vec<String>,
) -> Result<(), PortError> {
    let (kept, rebuilt) = (table, format!("rebuilt_{table}"));
    for (one, other, what) in [
        (
            kept,
            rebuilt.as_str(),
            "is kept, and does not follow from the records",
        ),
        (
            rebuilt.as_str(),
            kept,
            "follows from the records, and is not kept so",
        ),
    ] {
        let found = db.query(
            &format!(
                "SELECT {name} FROM (TABLE {one} EXCEPT TABLE {other}) AS found LIMIT {NAMED}"
            ),
            &[],
        )?;
        for row in found {
            let row: &str = row.try_get(0)?;
            faults.push(format!("{table}: {row} {what}"));
        }
    }
    Ok(())
}

/// Compares how far journals are said to be stored with their last records.
fn compare_heads(db: &Connection, report: &mut CheckReport) -> Result<(), PortError> {
    let found = db.query(
        &format!(
            "SELECT kiosk, incarnation, head_seq, {LAST} FROM journals
             WHERE head_seq <> {LAST} OR head_hash IS DISTINCT FROM {LAST_HASH}"
        ),
        &[],
    )?;
    for row in found {
        let kiosk: &str = row.try_get(0)?;
        let [incarnation, kept, is]: [i64; 3] = [row.try_get(1)?, row.try_get(2)?, row.try_get(3)?];
        report.note_end(kiosk, incarnation, kept, is);
    }
    Ok(())
}
