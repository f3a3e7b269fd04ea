//! The list of a journal's incarnations.

use rusqlite::Connection;
use shared::ids::Incarnation;

use super::JournalError;

/// One incarnation of the journal.
pub(super) struct Life {
    /// Which one, counted from 1.
    pub(super) number: i64,
    pub(super) incarnation: Incarnation,
    /// The server has every record up to here.
    pub(super) ack: u64,
    /// The last record that counts.
    pub(super) last: u64,
    /// Whether it was found to be over.
    pub(super) ended: bool,
}

/// All incarnations, in the order they began.
pub(super) fn lives(tx: &Connection) -> Result<Vec<Life>, JournalError> {
    let mut statement = tx.prepare_cached(
        "SELECT number, incarnation, ack,
                coalesce(ends, (SELECT max(seq) FROM records r WHERE r.incarnation = l.incarnation), 0),
                ends IS NOT NULL
         FROM lives l ORDER BY number",
    )?;
    let lives = statement
        .query_map([], |row| {
            Ok(Life {
                number: row.get(0)?,
                incarnation: Incarnation(row.get(1)?),
                ack: row.get::<_, i64>(2)? as u64,
                last: row.get::<_, i64>(3)? as u64,
                ended: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(lives)
}
