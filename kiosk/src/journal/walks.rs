//! People who passed without a ticket that anybody knows.

use rusqlite::{Connection, OptionalExtension, Row};
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

/// Where the same event is known already, under whatever incarnation and number.
pub(super) fn same_event(db: &Connection, walk: &Walk) -> Result<Option<Place>, JournalError> {
    let found = db
        .prepare_cached(
            "SELECT incarnation, seq FROM walks WHERE kiosk = ?1 AND at_ms = ?2 AND gate = ?3
             AND outward = ?4 AND kind IS ?5 AND people = ?6",
        )?
        .query_row(
            (
                walk.place.kiosk.as_str(),
                walk.place.at.0,
                walk.gate.as_str(),
                walk.direction == Direction::Out,
                walk.kind.map(|kind| kind.0),
                walk.people,
            ),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(found.map(|id| passages::elsewhere(&walk.place, id)))
}

/// Removes and returns a record's people, whichever copy of a disk wrote it.
pub(super) fn take(db: &Connection, id: &RecordId) -> Result<Vec<Walk>, JournalError> {
    let mut statement = db.prepare_cached(
        "DELETE FROM walks WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3
         RETURNING kiosk, incarnation, seq, at_ms, gate, outward, kind, people",
    )?;
    let mut rows = statement.query((id.kiosk.as_str(), id.incarnation.0, id.seq as i64))?;
    let mut taken = Vec::new();
    while let Some(row) = rows.next()? {
        taken.push(read(row)?);
    }
    Ok(taken)
}

/// Removes the people of one record; `false` when they are not there.
pub(super) fn remove_at(db: &Connection, place: &Place) -> Result<bool, JournalError> {
    let removed = db
        .prepare_cached(
            "DELETE FROM walks WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3 AND at_ms = ?4",
        )?
        .execute((
            place.kiosk.as_str(),
            place.incarnation.0,
            place.seq as i64,
            place.at.0,
        ))?;
    Ok(removed > 0)
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
