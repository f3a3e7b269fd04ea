//! How many people are inside, kept so that a door sees at once that it is full.

use jiff::civil::Date;
use rusqlite::{Connection, Row};
use shared::checkin::Occupancy;
use shared::ids::{TicketNumber, ZoneBit};
use shared::tally::{Inside, Rise};

use super::{Journal, JournalError};

impl Journal {
    /// How many people are inside on a date, as far as this kiosk knows.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn occupancy(&self, date: Date) -> Result<Occupancy, JournalError> {
        Ok(of_date(&self.db, date)?.on(date))
    }

    /// People inside on all dates, as they are kept.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn inside(&self) -> Result<Inside, JournalError> {
        kept(&self.db)
    }
}

/// Those who came in on a date.
pub(super) fn of_date(db: &Connection, date: Date) -> Result<Inside, JournalError> {
    let mut statement =
        db.prepare_cached("SELECT date, zone, people FROM inside WHERE date = ?1")?;
    let mut rows = statement.query([date.to_string()])?;
    let mut inside = Inside::default();
    while let Some(row) = rows.next()? {
        inside.shift(read(row)?);
    }
    Ok(inside)
}

/// All that is kept.
pub(super) fn kept(db: &Connection) -> Result<Inside, JournalError> {
    let mut statement = db.prepare_cached("SELECT date, zone, people FROM inside")?;
    let mut rows = statement.query([])?;
    let mut inside = Inside::default();
    while let Some(row) = rows.next()? {
        inside.shift(read(row)?);
    }
    Ok(inside)
}

/// Puts a difference in: one ticket's, or people's without a ticket. While all is counted anew, the
/// new count gets it too, as far as it has come.
pub(super) fn shift(
    db: &Connection,
    difference: &Inside,
    ticket: Option<TicketNumber>,
) -> Result<(), JournalError> {
    let mut rises = difference.rises().peekable();
    if rises.peek().is_none() {
        return Ok(());
    }
    let counted_to = counted_to(db)?;
    let reached = counted_to.is_some_and(|counted_to| match ticket {
        Some(ticket) => i64::from(ticket.0) <= counted_to,
        None => counted_to >= 0,
    });
    for rise in rises {
        put(db, INTO_KEPT, rise)?;
        if reached {
            put(db, INTO_ANEW, rise)?;
        }
    }
    Ok(())
}

/// Puts a part of the new count in.
pub(super) fn add_anew(db: &Connection, part: &Inside) -> Result<(), JournalError> {
    part.rises().try_for_each(|rise| put(db, INTO_ANEW, rise))
}

/// Up to which ticket all is counted anew; `None` when what is kept holds.
pub(super) fn counted_to(db: &Connection) -> Result<Option<i64>, JournalError> {
    Ok(db
        .prepare_cached("SELECT counted_to FROM state")?
        .query_row([], |row| row.get(0))?)
}

const INTO_KEPT: &str = "INSERT INTO inside (date, zone, people) VALUES (?1, ?2, ?3)
     ON CONFLICT DO UPDATE SET people = people + excluded.people";
const INTO_ANEW: &str = "INSERT INTO inside_anew (date, zone, people) VALUES (?1, ?2, ?3)
     ON CONFLICT DO UPDATE SET people = people + excluded.people";

fn put(db: &Connection, into: &str, rise: Rise) -> Result<(), JournalError> {
    db.prepare_cached(into)?
        .execute((rise.date.to_string(), rise.zone.0, rise.people))?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Rise, JournalError> {
    let date: String = row.get(0)?;
    let date = date
        .parse()
        .map_err(|error| JournalError::Damaged(format!("people inside on \"{date}\": {error}")))?;
    Ok(Rise {
        date,
        zone: ZoneBit(row.get(1)?),
        people: row.get(2)?,
    })
}
