//! Submissions that an earlier version stored in the exhibition's database: they move, and that database is written anew.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use tracing::error;

use super::SubmissionsDb;
use crate::sqlite::SqliteError;
use crate::sqlite::folder;

/// Moves them, if there are any. Cut off at any step, it is done again at the next start: as long as a row stands in
/// `letters_gone`, the exhibition's database is still to be written anew.
pub(in crate::sqlite) fn adopt(
    data: &Path,
    exhibition: &mut Connection,
) -> Result<(), SqliteError> {
    let due = "SELECT EXISTS (SELECT 1 FROM letters) OR EXISTS (SELECT 1 FROM letters_gone)";
    if !exhibition.query_row(due, [], |row| row.get(0))? {
        return Ok(());
    }
    let mut submissions = match SubmissionsDb::open(data) {
        Ok(submissions) => submissions,
        // They stay where they are until the others can be opened; nothing else is to wait for that.
        Err(error) => {
            error!("the letters of an earlier version can't move: {error}");
            return Ok(());
        }
    };
    submissions.take_over(exhibition)?;
    // What was forgotten by that version, too, goes into the file, and from the database what came back with a backup.
    submissions.forget_again()?;
    let emptied = exhibition.transaction_with_behavior(TransactionBehavior::Immediate)?;
    emptied.execute_batch(
        "DELETE FROM letters;
         INSERT INTO letters_gone (id) VALUES (zeroblob(16)) ON CONFLICT DO NOTHING;",
    )?;
    emptied.commit()?;
    exhibition.execute_batch("VACUUM")?;
    folder::empty_log(exhibition)?;
    exhibition.execute("DELETE FROM letters_gone", [])?;
    Ok(())
}

impl SubmissionsDb {
    /// Copies everything, durably.
    fn take_over(&mut self, exhibition: &Connection) -> Result<(), SqliteError> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        copy(
            exhibition,
            "SELECT id FROM letters_gone WHERE id <> zeroblob(16)",
            &change,
            "INSERT INTO gone (id) VALUES (?1) ON CONFLICT DO NOTHING",
        )?;
        copy(
            exhibition,
            "SELECT id, kiosk, written_ms, received_ms, language, name, reach, role, place, booth, note
             FROM letters ORDER BY received_ms",
            &change,
            "INSERT INTO letters
                (id, kiosk, written_ms, received_ms, language, name, reach, role, place, booth, note)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
             WHERE NOT EXISTS (SELECT 1 FROM gone WHERE id = ?1)
             ON CONFLICT (id) DO NOTHING",
        )?;
        Ok(change.commit()?)
    }
}

/// Copies rows from one database into another.
fn copy(from: &Connection, select: &str, to: &Connection, insert: &str) -> Result<(), SqliteError> {
    let mut select = from.prepare(select)?;
    let columns = select.column_count();
    let mut insert = to.prepare(insert)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let values: Result<Vec<rusqlite::types::Value>, _> =
            (0..columns).map(|column| row.get(column)).collect();
        insert.execute(rusqlite::params_from_iter(values?))?;
    }
    Ok(())
}
