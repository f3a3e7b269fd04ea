//! Passages by ticket: what answers "was this ticket here before?".

use rusqlite::{Connection, OptionalExtension, Row};
use shared::checkin::{Direction, Passage, Place, Rules, Standing, Visits, replay};
use shared::ids::{Incarnation, TicketNumber};
use shared::ticket::{CLAIMS_LEN, Claims};
use shared::time::UnixMs;

use super::{Journal, JournalError};

impl Journal {
    /// What is known of a ticket's visits, at this door and all others.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn visits(&self, rules: &Rules, ticket: TicketNumber) -> Result<Visits, JournalError> {
        visits(&self.db, rules, standing(&self.db, ticket)?, ticket)
    }

    /// Whether the organisers honour a ticket.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn standing(&self, ticket: TicketNumber) -> Result<Standing, JournalError> {
        standing(&self.db, ticket)
    }

    /// All passages of a ticket, in the order of their [`Place`].
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn passages(&self, ticket: TicketNumber) -> Result<Vec<Passage>, JournalError> {
        passages(&self.db, ticket)
    }
}

pub(super) fn visits(
    db: &Connection,
    rules: &Rules,
    standing: Standing,
    ticket: TicketNumber,
) -> Result<Visits, JournalError> {
    let passages = passages(db, ticket)?;
    Ok(replay(rules, standing, &passages).1)
}

pub(super) fn standing(db: &Connection, ticket: TicketNumber) -> Result<Standing, JournalError> {
    let row: Option<(bool, i64)> = db
        .prepare_cached("SELECT blocked, since_ms FROM standings WHERE ticket = ?1")?
        .query_row([ticket.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match row {
        None => Standing::Good,
        Some((false, since)) => Standing::Revoked(UnixMs(since)),
        Some((true, since)) => Standing::Blocked(UnixMs(since)),
    })
}

fn passages(db: &Connection, ticket: TicketNumber) -> Result<Vec<Passage>, JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT kiosk, incarnation, seq, at_ms, gate, outward, claims, people
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

fn read(row: &Row<'_>) -> Result<Passage, JournalError> {
    let damaged =
        |detail: &dyn std::fmt::Display| JournalError::Damaged(format!("a passage: {detail}"));
    let kiosk: String = row.get(0)?;
    let gate: String = row.get(4)?;
    let claims: [u8; CLAIMS_LEN] = row.get(6)?;
    Ok(Passage {
        place: Place {
            at: UnixMs(row.get(3)?),
            kiosk: kiosk.parse().map_err(|error| damaged(&error))?,
            incarnation: Incarnation(row.get(1)?),
            seq: row.get::<_, i64>(2)? as u64,
        },
        gate: gate.parse().map_err(|error| damaged(&error))?,
        direction: if row.get(5)? {
            Direction::Out
        } else {
            Direction::In
        },
        claims: Claims::from_bytes(&claims).map_err(|error| damaged(&error))?,
        people: row.get(7)?,
        by_staff: false,
    })
}

/// Takes a passage in. One that is there already stays as it is: telling it twice changes nothing.
pub(super) fn insert(db: &Connection, passage: &Passage) -> Result<bool, JournalError> {
    let claims = passage
        .claims
        .to_bytes()
        .map_err(|error| JournalError::Body(error.into()))?;
    let inserted = db
        .prepare_cached(
            "INSERT INTO passages (ticket, kiosk, incarnation, seq, at_ms, gate, outward, claims, people)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
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
        ))?;
    Ok(inserted > 0)
}
