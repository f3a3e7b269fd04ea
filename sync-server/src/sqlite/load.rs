//! What is read of databases of earlier layouts too.

use rusqlite::Connection;

use crate::sqlite::SqliteError;

/// Returns the highest number that was given to an own ticket, or may have been before the database was set back.
pub(super) fn last_ticket(db: &Connection) -> Result<u32, SqliteError> {
    let table =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('register', 'tickets')";
    let table: String = db.query_row(table, [], |row| row.get(0))?;
    let last = format!(
        "SELECT max(coalesce((SELECT max(number) FROM {table} WHERE number < 2147483648), 0), ticket_floor) FROM exhibition"
    );
    Ok(db.query_row(&last, [], |row| row.get(0))?)
}
