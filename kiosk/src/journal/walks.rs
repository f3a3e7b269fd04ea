//! People who passed without a ticket that anybody knows, as the feed's items say it.

use rusqlite::{Connection, Params};
use shared::checkin::WalkIn;
use shared::ids::Incarnation;
use shared::protocol::v1::KnownItem;
use shared::record::{RecordId, RecordOrder};
use shared::time::UnixMs;

use super::damaged::text;
use super::{JournalError, own, recount};

/// Stores people; `false` when they are there already.
pub(super) fn insert(db: &Connection, walk: &WalkIn) -> Result<bool, JournalError> {
    let item = serde_json::to_string(&KnownItem::walked(walk))
        .map_err(|error| JournalError::Database(error.to_string()))?;
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

/// Returns people. What can't be read is made anew from an own record, or comes with the feed again.
fn select(
    db: &Connection,
    condition: &str,
    values: impl Params,
) -> Result<Vec<WalkIn>, JournalError> {
    let mut found = db.prepare_cached(&format!(
        "SELECT item, kiosk, incarnation, seq, at_ms FROM walks WHERE {condition}"
    ))?;
    let mut rows = found.query(values)?;
    let (mut walks, mut unreadable) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let item: Option<KnownItem> = serde_json::from_str(&text(row.get_ref(0)?)).ok();
        if let Some(walk) = item.and_then(|item| item.walk()) {
            walks.push(walk);
            continue;
        }
        let kiosk: String = row.get(1)?;
        unreadable.push(RecordOrder {
            kiosk: kiosk.parse().map_err(|error| {
                JournalError::Damaged(format!("people without a ticket: {error}"))
            })?,
            incarnation: Incarnation(row.get(2)?),
            seq: row.get::<_, i64>(3)? as u64,
            at: UnixMs(row.get(4)?),
        });
    }
    for place in unreadable {
        delete(db, &place)?;
        let record = own::own_record(db, &place.id())?;
        let record = record.filter(|record| record.stamp.corrected() == place.at);
        recount::begin_after_damage(
            db,
            &format!(
                "what is known of people without a ticket at {}",
                place.kiosk
            ),
        )?;
        if let Some(walk) = record.and_then(|record| record.fact.walk(place)) {
            insert(db, &walk)?;
            walks.push(walk);
        }
    }
    Ok(walks)
}
