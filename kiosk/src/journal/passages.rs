//! Passages by ticket: what answers "was this ticket here before?".

use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension, Row};
use shared::checkin::{Direction, Passage, Place, Rules, Standing, Visits, replay};
use shared::ids::{Incarnation, TicketNumber};
use shared::record::RecordId;
use shared::ticket::{CLAIMS_LEN, Claims};
use shared::time::UnixMs;

use super::{Journal, JournalError, standings};

impl Journal {
    /// What is known of a ticket's visits, at this door and all others.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn visits(&self, rules: &Rules, ticket: TicketNumber) -> Result<Visits, JournalError> {
        let standing = standings::of_ticket(&self.db, ticket)?;
        visits(&self.db, rules, standing, ticket)
    }

    /// All passages of a ticket, in the order of their [`Place`].
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn passages(&self, ticket: TicketNumber) -> Result<Vec<Passage>, JournalError> {
        of_ticket(&self.db, ticket)
    }
}

pub(super) fn visits(
    db: &Connection,
    rules: &Rules,
    standing: Standing,
    ticket: TicketNumber,
) -> Result<Visits, JournalError> {
    let passages = of_ticket(db, ticket)?;
    Ok(replay(rules, standing, &passages).1)
}

/// All passages of a ticket, in the order of their [`Place`].
pub(super) fn of_ticket(
    db: &Connection,
    ticket: TicketNumber,
) -> Result<Vec<Passage>, JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT kiosk, incarnation, seq, at_ms, gate, outward, claims, people, by_staff
         FROM passages WHERE ticket = ?1",
    )?;
    let mut rows = statement.query([ticket.0])?;
    let mut passages = Vec::new();
    while let Some(row) = rows.next()? {
        passages.push(read(row)?);
    }
    passages.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(passages)
}

/// Looks at the passages of all tickets with a higher number, ticket by ticket, each ticket's in
/// the order of their [`Place`], for as long as `look` wants to go on.
pub(super) fn each_after(
    db: &Connection,
    ticket: i64,
    mut look: impl FnMut(TicketNumber, &[Passage]) -> Result<bool, JournalError>,
) -> Result<(), JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT kiosk, incarnation, seq, at_ms, gate, outward, claims, people, by_staff
         FROM passages WHERE ticket > ?1 ORDER BY ticket",
    )?;
    let mut rows = statement.query([ticket])?;
    let mut of_one: Vec<Passage> = Vec::new();
    loop {
        let next = rows.next()?.map(read).transpose()?;
        let ends = match (&next, of_one.first()) {
            (Some(next), Some(first)) => next.claims.number != first.claims.number,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        if ends && let Some(first) = of_one.first() {
            let ticket = first.claims.number;
            of_one.sort_by(|a, b| a.place.cmp(&b.place));
            if !look(ticket, &of_one)? {
                return Ok(());
            }
            of_one.clear();
        }
        match next {
            Some(passage) => of_one.push(passage),
            None => return Ok(()),
        }
    }
}

/// The ticket whose passage a record is; `hint` says where to look first, and need not be right.
pub(super) fn ticket_of(
    db: &Connection,
    id: &RecordId,
    hint: Option<TicketNumber>,
) -> Result<Option<TicketNumber>, JournalError> {
    let record = (id.kiosk.as_str(), id.incarnation.0, id.seq as i64);
    if let Some(hint) = hint {
        let found: bool = db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM passages
                 WHERE ticket = ?1 AND kiosk = ?2 AND incarnation = ?3 AND seq = ?4)",
            )?
            .query_row((hint.0, record.0, record.1, record.2), |row| row.get(0))?;
        if found {
            return Ok(Some(hint));
        }
    }
    // Without a good hint every passage is looked at. Annulments are rare, those without a hint are
    // of people without a ticket, and an index over millions of passages would cost more.
    let ticket = db
        .prepare_cached(
            "SELECT ticket FROM passages WHERE kiosk = ?1 AND incarnation = ?2 AND seq = ?3 LIMIT 1",
        )?
        .query_row(record, |row| row.get(0))
        .optional()?;
    Ok(ticket.map(TicketNumber))
}

fn read(row: &Row<'_>) -> Result<Passage, JournalError> {
    let claims: [u8; CLAIMS_LEN] = row.get(6)?;
    Ok(Passage {
        place: Place {
            at: UnixMs(row.get(3)?),
            kiosk: name(row, 0)?,
            incarnation: Incarnation(row.get(1)?),
            seq: row.get::<_, i64>(2)? as u64,
        },
        gate: name(row, 4)?,
        direction: direction(row.get(5)?),
        claims: Claims::from_bytes(&claims).map_err(|error| damaged(&error))?,
        people: row.get(7)?,
        by_staff: row.get(8)?,
    })
}

/// A name from a column.
pub(super) fn name<T>(row: &Row<'_>, column: usize) -> Result<T, JournalError>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    let text: String = row.get(column)?;
    text.parse().map_err(|error: T::Err| damaged(&error))
}

/// A direction from a column.
pub(super) fn direction(outward: bool) -> Direction {
    if outward {
        Direction::Out
    } else {
        Direction::In
    }
}

fn damaged(detail: &dyn std::fmt::Display) -> JournalError {
    JournalError::Damaged(format!("a passage: {detail}"))
}

/// Takes a passage in. One that is there already stays as it is: telling it twice changes nothing.
pub(super) fn insert(db: &Connection, passage: &Passage) -> Result<bool, JournalError> {
    let claims = passage
        .claims
        .to_bytes()
        .map_err(|error| JournalError::Body(error.into()))?;
    let inserted = db
        .prepare_cached(
            "INSERT INTO passages
                (ticket, kiosk, incarnation, seq, at_ms, gate, outward, claims, people, by_staff)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
        )?
        .execute((
            passage.claims.number.0,
            passage.place.kiosk.as_str(),
            passage.place.incarnation.0,
            passage.place.seq as i64,
            passage.place.at.0,
            passage.gate.as_str(),
            passage.direction == Direction::Out,
            claims,
            passage.people,
            passage.by_staff,
        ))?;
    Ok(inserted > 0)
}

/// Where the same event is known already, under whatever incarnation and number: a kiosk does nothing twice with one
/// ticket in the same millisecond.
pub(super) fn same_event(
    db: &Connection,
    passage: &Passage,
) -> Result<Option<Place>, JournalError> {
    let found = db
        .prepare_cached(
            "SELECT incarnation, seq FROM passages WHERE ticket = ?1 AND kiosk = ?2 AND at_ms = ?3
             AND gate = ?4 AND outward = ?5 AND people = ?6",
        )?
        .query_row(
            (
                passage.claims.number.0,
                passage.place.kiosk.as_str(),
                passage.place.at.0,
                passage.gate.as_str(),
                passage.direction == Direction::Out,
                passage.people,
            ),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(found.map(|id| elsewhere(&passage.place, id)))
}

/// The same instant and kiosk under another incarnation and number.
pub(super) fn elsewhere(place: &Place, (incarnation, seq): (u32, i64)) -> Place {
    Place {
        incarnation: Incarnation(incarnation),
        seq: seq as u64,
        ..place.clone()
    }
}

/// Removes a record's passage, whichever copy of a disk wrote it.
pub(super) fn remove(
    db: &Connection,
    ticket: TicketNumber,
    id: &RecordId,
) -> Result<(), JournalError> {
    db.prepare_cached(
        "DELETE FROM passages WHERE ticket = ?1 AND kiosk = ?2 AND incarnation = ?3 AND seq = ?4",
    )?
    .execute((ticket.0, id.kiosk.as_str(), id.incarnation.0, id.seq as i64))?;
    Ok(())
}

/// Removes one passage.
pub(super) fn remove_at(
    db: &Connection,
    ticket: TicketNumber,
    place: &Place,
) -> Result<(), JournalError> {
    db.prepare_cached(
        "DELETE FROM passages
         WHERE ticket = ?1 AND kiosk = ?2 AND incarnation = ?3 AND seq = ?4 AND at_ms = ?5",
    )?
    .execute((
        ticket.0,
        place.kiosk.as_str(),
        place.incarnation.0,
        place.seq as i64,
        place.at.0,
    ))?;
    Ok(())
}
