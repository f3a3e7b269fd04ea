//! Compares what is stored with itself: chains and times of records, and what follows from them.

use rusqlite::Connection;

use super::layout;
use crate::ports::{CheckReport, ReadCatalogue};
use crate::sql::{check_step, compare_with_records, journals_to_check};
use crate::sqlite::SqliteError;

/// Checks the records of a database, or the newest ones, at most so many; ends early once `go_on` says no.
pub(super) fn check_records(
    db: &Connection,
    newest: Option<usize>,
    mut go_on: impl FnMut() -> bool,
) -> Result<CheckReport, SqliteError> {
    let mut report = CheckReport::default();
    for mut journal in journals_to_check(db, newest)? {
        while go_on() {
            // One view: a record and its kiosk's clock may both be given another time meanwhile.
            let view = db.unchecked_transaction()?;
            let has_clocks = layout::is_of_this_layout(&view)?;
            if !check_step(&*view, &mut journal, has_clocks, &mut report)? {
                break;
            }
        }
    }
    Ok(report)
}

/// Compares everything that follows from records with the records.
pub(super) fn check_counted(db: &Connection) -> Result<CheckReport, SqliteError> {
    let view = db.unchecked_transaction()?;
    let (_, catalogue) = view.catalogue_in_force()?;
    Ok(compare_with_records(&*view, &catalogue.rules())?)
}

/// Returns what SQLite finds wrong with a database file.
pub(super) fn integrity(db: &Connection) -> Result<Vec<String>, SqliteError> {
    let mut found = db.prepare("PRAGMA integrity_check")?;
    let lines = found.query_map([], |row| row.get(0))?;
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}
