//! Counters: how many people are inside, kept so that a door sees at once that it is full.

use jiff::civil::Date;
use rusqlite::Connection;
use shared::checkin::Occupancy;
use shared::ledger::{Counter, Counters};

use super::record_rows::{bytes, text};
use super::{Journal, JournalError, recount_mark};

impl Journal {
    /// Returns how many people are inside on a date, as far as this kiosk knows.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn occupancy(&self, date: Date) -> Result<Occupancy, JournalError> {
        Ok(read(&self.db, Some(date))?.0.occupancy(date))
    }

    /// Returns all counters that are kept: [`Counter::Inside`].
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn counters(&self) -> Result<Counters, JournalError> {
        kept(&self.db)
    }
}

/// Returns the counters of a date. One that can't be read is counted anew, which takes a write transaction.
pub(super) fn of_date(db: &Connection, date: Date) -> Result<Counters, JournalError> {
    let (counters, unreadable) = read(db, Some(date))?;
    for name in &unreadable {
        db.execute(
            "DELETE FROM counters WHERE recount = 0 AND date = ?1 AND CAST(name AS BLOB) = ?2",
            (date.to_string(), name),
        )?;
        recount_mark::begin_after_damage(db, &format!("a counter of {date}"))?;
    }
    Ok(counters)
}

/// Returns the counters that can be read.
pub(super) fn kept(db: &Connection) -> Result<Counters, JournalError> {
    Ok(read(db, None)?.0)
}

/// Returns counters, and the names of those that can't be read.
fn read(db: &Connection, date: Option<Date>) -> Result<(Counters, Vec<Vec<u8>>), JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT date, name, value FROM counters WHERE recount = 0 AND date = coalesce(?1, date)",
    )?;
    let mut rows = statement.query([date.map(|date| date.to_string())])?;
    let (mut counters, mut unreadable) = (Counters::default(), Vec::new());
    while let Some(row) = rows.next()? {
        let (date, name) = (row.get_ref(0)?, row.get_ref(1)?);
        match (text(date).parse(), text(name).parse()) {
            (Ok(date), Ok(counter)) => counters.add(Some(date), counter, row.get(2)?),
            _ => unreadable.extend(bytes(name)),
        }
    }
    Ok((counters, unreadable))
}

/// Adds to the counters that are kept or, in a `recount`, to those that will take their place. Of all counters a kiosk
/// needs [`Counter::Inside`] only.
pub(super) fn add(db: &Connection, recount: bool, counters: &Counters) -> Result<(), JournalError> {
    for (date, counter, value) in counters.iter() {
        let (Some(date), Counter::Inside(_)) = (date, counter) else {
            continue;
        };
        db.prepare_cached(
            "INSERT INTO counters (recount, date, name, value) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET value = value + excluded.value",
        )?
        .execute((recount, date.to_string(), counter.to_string(), value))?;
    }
    Ok(())
}
