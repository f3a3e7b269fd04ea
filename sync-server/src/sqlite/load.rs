//! What is read of databases of earlier layouts too.

use rusqlite::Connection;
use shared::ids::{ExhibitionId, Incarnation};
use shared::record::Origin;

use crate::ports::PortError;
use crate::sql::{SqlConnection, SqlRow, values};
use crate::sqlite::SqliteError;

/// Returns the journals by their keys.
pub(super) fn origins(
    db: &Connection,
    exhibition: ExhibitionId,
) -> Result<Vec<(i64, Origin)>, PortError> {
    let sql: &dyn SqlConnection = db;
    let journals = "SELECT id, kiosk, incarnation FROM journals WHERE exhibition = $1";
    sql.read(journals, &values![exhibition.0], |row: &SqlRow| {
        let origin = Origin {
            exhibition,
            kiosk: row.name(1)?,
            incarnation: Incarnation(row.get(2)?),
        };
        Ok((row.get(0)?, origin))
    })
}

/// Returns the highest number that was given to a ticket, or may have been before the database was set back.
pub(super) fn last_ticket(db: &Connection) -> Result<u32, SqliteError> {
    let table =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('register', 'tickets')";
    let table: String = db.query_row(table, [], |row| row.get(0))?;
    let last = format!(
        "SELECT max(coalesce((SELECT max(number) FROM {table}), 0), ticket_floor) FROM exhibition"
    );
    Ok(db.query_row(&last, [], |row| row.get(0))?)
}
