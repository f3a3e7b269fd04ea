//! People who passed without a ticket that anybody knows.

use rusqlite::{Connection, Row};
use shared::checkin::{Direction, Place, Walk};
use shared::ids::{Incarnation, TicketType};
use shared::record::RecordId;
use shared::time::UnixMs;

use super::{JournalError, passages};

/// Takes people in. Who is there already stays: telling it twice changes nothing.
pub(super) fn insert(db: &Connection, walk: &Walk) -> Result<bool, JournalError> {
    let inserted = db
        .prepare_cached(
            "INSERT INTO walks (kiosk, incarnation, seq, at_ms, gate, outward, kind, people)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
        )?
        .execute((
            walk.place.kiosk.as_str(),
            walk.place.incarnation.0,
            walk.place.seq as i64,
            walk.place.at.0,
            walk.gate.as_str(),
            walk.direction == Direction::Out,
            walk.kind.map(|kind| kind.0),
            walk.people,
        ))?;
    Ok(inserted > 0)
}

/// Takes a record's people out again, if it tells of any.
pub(super) fn take(db: &Connection, id: &RecordId) -> Result<Option<Walk>, JournalError> {
    let mut statement = db.prepare_cached(
        "DELETE FROM walks WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3
         RETURNING kiosk, incarnation, seq, at_ms, gate, outward, kind, people",
    )?;
    let mut rows = statement.query((id.kiosk.as_str(), id.incarnation.0, id.seq as i64))?;
    let walk = rows.next()?.map(read).transpose()?;
    // A statement that is not run to its end changes nothing.
    while rows.next()?.is_some() {}
    Ok(walk)
}

/// Looks at all of them.
pub(super) fn each(
    db: &Connection,
    mut look: impl FnMut(&Walk) -> Result<(), JournalError>,
) -> Result<(), JournalError> {
    let mut statement = db
        .prepare("SELECT kiosk, incarnation, seq, at_ms, gate, outward, kind, people FROM walks")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        look(&read(row)?)?;
    }
    Ok(())
}

/// Follows a record to its new place.
pub(super) fn rename(db: &Connection, from: &Place, to: &Place) -> Result<(), JournalError> {
    db.prepare_cached(
        "UPDATE walks SET incarnation = ?4, seq = ?5
         WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3",
    )?
    .execute(passages::old_and_new(from, to))?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Walk, JournalError> {
    Ok(Walk {
        place: Place {
            at: UnixMs(row.get(3)?),
            kiosk: passages::name(row, 0)?,
            incarnation: Incarnation(row.get(1)?),
            seq: row.get::<_, i64>(2)? as u64,
        },
        gate: passages::name(row, 4)?,
        direction: passages::direction(row.get(5)?),
        kind: row.get::<_, Option<u8>>(6)?.map(TicketType),
        people: row.get(7)?,
    })
}
