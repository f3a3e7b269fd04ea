//! Records that were a mistake and do not count.

use rusqlite::Connection;
use shared::ids::Incarnation;
use shared::record::RecordId;

use super::JournalError;

/// Whether a record was annulled.
pub(super) fn holds(db: &Connection, id: &RecordId) -> Result<bool, JournalError> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM annulled WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3)",
        )?
        .query_row((id.kiosk.as_str(), id.incarnation.0, id.seq as i64), |row| row.get(0))?)
}

/// Annuls a record, known or not; `false` when it was annulled before.
pub(super) fn insert(db: &Connection, id: &RecordId) -> Result<bool, JournalError> {
    let inserted = db
        .prepare_cached(
            "INSERT INTO annulled (kiosk, incarnation, seq) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?
        .execute((id.kiosk.as_str(), id.incarnation.0, id.seq as i64))?;
    Ok(inserted > 0)
}

/// Returns the records that were annulled.
pub(super) fn all(db: &Connection) -> Result<Vec<RecordId>, JournalError> {
    let mut found = db.prepare_cached("SELECT kiosk, incarnation, seq FROM annulled")?;
    let mut rows = found.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        let kiosk: String = row.get(0)?;
        ids.push(RecordId {
            kiosk: kiosk
                .parse()
                .map_err(|error| JournalError::Damaged(format!("an annulled record: {error}")))?,
            incarnation: Incarnation(row.get(1)?),
            seq: row.get::<_, i64>(2)? as u64,
        });
    }
    Ok(ids)
}

/// Takes the annulment of a record back.
pub(super) fn remove(db: &Connection, id: &RecordId) -> Result<(), JournalError> {
    db.prepare_cached("DELETE FROM annulled WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3")?
        .execute((id.kiosk.as_str(), id.incarnation.0, id.seq as i64))?;
    Ok(())
}
