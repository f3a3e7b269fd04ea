//! People who passed without a ticket that anybody knows, as the feed's items say it.

use rusqlite::{Connection, Params};
use shared::checkin::WalkIn;
use shared::ids::Incarnation;
use shared::protocol::v1::KnownItem;
use shared::record::{RecordId, RecordOrder};
use shared::time::UnixMs;

use super::record_rows::text;
use super::{JournalError, own, recount_mark};

/// Stores people; `false` when they are there already.
pub(super) fn insert(db: &Connection, walk_in: &WalkIn) -> Result<bool, JournalError> {
    let item = serde_json::to_string(&KnownItem::walked(walk_in))
        .map_err(|error| JournalError::Database(error.to_string()))?;
    let order = &walk_in.order;
    let inserted = db
        .prepare_cached("INSERT INTO walks VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?
        .execute((
            order.kiosk.as_str(),
            order.incarnation.0,
            order.seq as i64,
            order.at.0,
            item,
        ))?;
    Ok(inserted > 0)
}

/// Deletes the people at one place.
pub(super) fn delete(db: &Connection, order: &RecordOrder) -> Result<(), JournalError> {
    db.prepare_cached(
        "DELETE FROM walks WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3 AND at_ms = ?4",
    )?
    .execute((
        order.kiosk.as_str(),
        order.incarnation.0,
        order.seq as i64,
        order.at.0,
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
    order: &RecordOrder,
) -> Result<Vec<WalkIn>, JournalError> {
    select(
        db,
        "kiosk = ?1 AND at_ms = ?2",
        (order.kiosk.as_str(), order.at.0),
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
    let (mut walk_ins, mut unreadable) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let item: Option<KnownItem> = serde_json::from_str(&text(row.get_ref(0)?)).ok();
        if let Some(walk_in) = item.and_then(|item| item.walk_in()) {
            walk_ins.push(walk_in);
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
    for order in unreadable {
        delete(db, &order)?;
        let record = own::own_record(db, &order.id())?;
        let record = record.filter(|record| record.stamp.corrected() == order.at);
        recount_mark::begin_after_damage(
            db,
            &format!("the people without a ticket at {}", order.kiosk),
        )?;
        if let Some(walk_in) = record.and_then(|record| record.fact.walk_in(order)) {
            insert(db, &walk_in)?;
            walk_ins.push(walk_in);
        }
    }
    Ok(walk_ins)
}
