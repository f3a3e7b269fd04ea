//! People who passed without a ticket that anybody knows, as the feed's items say it.

use rusqlite::{Connection, Params};
use shared::checkin::WalkIn;
use shared::protocol::v1::KnownItem;
use shared::record::{RecordId, RecordOrder};

use super::JournalError;

/// Stores people; `false` when they are there already.
pub(super) fn insert(db: &Connection, walk: &WalkIn) -> Result<bool, JournalError> {
    let item =
        serde_json::to_string(&KnownItem::walked(walk)).map_err(|error| unreadable(&error))?;
    let place = &walk.place;
    let inserted = db
        .prepare_cached("INSERT INTO walks VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?
        .execute((
            place.kiosk.as_str(),
            place.incarnation.0,
            place.seq as i64,
            place.at.0,
            item,
        ))?;
    Ok(inserted > 0)
}

/// Deletes the people at one place.
pub(super) fn delete(db: &Connection, place: &RecordOrder) -> Result<(), JournalError> {
    db.prepare_cached(
        "DELETE FROM walks WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3 AND at_ms = ?4",
    )?
    .execute((
        place.kiosk.as_str(),
        place.incarnation.0,
        place.seq as i64,
        place.at.0,
    ))?;
    Ok(())
}

pub(super) fn all(db: &Connection) -> Result<Vec<WalkIn>, JournalError> {
    select(db, "true", ())
}

/// Returns the people of a record, whichever copy of a disk wrote it.
pub(super) fn of_record(db: &Connection, id: &RecordId) -> Result<Vec<WalkIn>, JournalError> {
    let record = (id.kiosk.as_str(), id.incarnation.0, id.seq as i64);
    select(db, "kiosk = ?1 AND incarnation = ?2 AND seq = ?3", record)
}

/// Returns the people of all records that a kiosk made at the instant of a place.
pub(super) fn at_instant(
    db: &Connection,
    place: &RecordOrder,
) -> Result<Vec<WalkIn>, JournalError> {
    select(
        db,
        "kiosk = ?1 AND at_ms = ?2",
        (place.kiosk.as_str(), place.at.0),
    )
}

fn select(
    db: &Connection,
    condition: &str,
    values: impl Params,
) -> Result<Vec<WalkIn>, JournalError> {
    let mut found = db.prepare_cached(&format!("SELECT item FROM walks WHERE {condition}"))?;
    let mut rows = found.query(values)?;
    let mut walks = Vec::new();
    while let Some(row) = rows.next()? {
        let item: String = row.get(0)?;
        let item: KnownItem = serde_json::from_str(&item).map_err(|error| unreadable(&error))?;
        walks.extend(item.walk());
    }
    Ok(walks)
}

fn unreadable(error: &serde_json::Error) -> JournalError {
    JournalError::Damaged(format!("people without a ticket: {error}"))
}
