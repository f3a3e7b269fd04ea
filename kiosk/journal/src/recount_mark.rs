//! How far a recount has come, and how one begins.

use rusqlite::Connection;

use super::JournalError;

/// Returns up to which ticket a running recount has come: -1 when it has counted nothing, 0 or more when it has counted
/// everyone without a ticket. `None` when none is due.
pub(super) fn counted_to(db: &Connection) -> Result<Option<i64>, JournalError> {
    Ok(db
        // A new journal is brought up to date before its row is there.
        .prepare_cached("SELECT max(counted_to) FROM state")?
        .query_row([], |row| row.get(0))?)
}

/// Begins a recount.
pub(super) fn begin(db: &Connection) -> Result<(), JournalError> {
    db.execute("DELETE FROM counters WHERE recount = 1", [])?;
    db.execute("UPDATE state SET counted_to = -1", [])?;
    Ok(())
}

/// Begins a recount, and reads the feed from its start: what was made anew from own records lacks those of others.
pub(super) fn begin_after_damage(db: &Connection, what: &str) -> Result<(), JournalError> {
    eprintln!(
        "kiosk: journal: {what} was damaged; it is made anew from this kiosk's records, and the server is asked again for those of other kiosks. Check the disk"
    );
    db.execute("UPDATE state SET feed_next = 0, others_lost = 1", [])?;
    begin(db)
}
