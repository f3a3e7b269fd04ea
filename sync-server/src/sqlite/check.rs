//! Compares what is stored with itself: records, rows, what follows from them, and the file.

use rusqlite::Connection;

use super::layout;
use crate::ports::{CheckReport, ReadCatalogue};
use crate::sql::{StoredCheck, compare_with_records};
use crate::sqlite::SqliteError;

/// Checks what is stored, or what a server looks at before it serves; ends early once `go_on` says no.
pub(super) fn check_all(
    db: &Connection,
    newest: Option<usize>,
    mut go_on: impl FnMut() -> bool,
) -> Result<CheckReport, SqliteError> {
    let mut check = StoredCheck::new(newest);
    while go_on() {
        // One view: a record and its kiosk's clock may both be given another time meanwhile.
        let view = db.unchecked_transaction()?;
        if !check.step(&*view, layout::is_of_this_layout(&view)?)? {
            break;
        }
    }
    Ok(check.report)
}

/// Compares everything that follows from records with the records.
pub(super) fn check_counted(db: &Connection) -> Result<CheckReport, SqliteError> {
    let view = db.unchecked_transaction()?;
    let (_, catalogue) = view.catalogue_in_force()?;
    Ok(compare_with_records(&*view, &catalogue.rules())?)
}

/// Returns what SQLite finds wrong with a database file.
pub(super) fn integrity(db: &Connection) -> Result<Vec<String>, SqliteError> {
    wrong_lines(db, "PRAGMA integrity_check")
}

/// Returns the same of one table after the other; ends early once `go_on` says no.
pub(super) fn integrity_of_tables(
    db: &Connection,
    mut go_on: impl FnMut() -> bool,
) -> Result<Vec<String>, SqliteError> {
    let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables = tables.query_map([], |row| row.get(0))?;
    let mut found = Vec::new();
    for table in tables.collect::<Result<Vec<String>, _>>()? {
        if !go_on() {
            break;
        }
        found.extend(wrong_lines(
            db,
            &format!("PRAGMA integrity_check({table})"),
        )?);
    }
    Ok(found)
}

fn wrong_lines(db: &Connection, check: &str) -> Result<Vec<String>, SqliteError> {
    let mut found = db.prepare(check)?;
    let lines = found.query_map([], |row| row.get(0))?;
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}
