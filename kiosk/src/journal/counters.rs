//! Counters: how many people are inside, kept so that a door sees at once that it is full.

use jiff::civil::Date;
use rusqlite::Connection;
use shared::checkin::Occupancy;
use shared::ledger::{Counter, Counters};

use super::{Journal, JournalError};

impl Journal {
    /// Returns how many people are inside on a date, as far as this kiosk knows.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn occupancy(&self, date: Date) -> Result<Occupancy, JournalError> {
        Ok(of_date(&self.db, date)?.occupancy(date))
    }

    /// Returns all counters that are kept: [`Counter::Inside`].
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn counters(&self) -> Result<Counters, JournalError> {
        kept(&self.db)
    }
}

pub(super) fn of_date(db: &Connection, date: Date) -> Result<Counters, JournalError> {
    read(db, Some(date))
}

pub(super) fn kept(db: &Connection) -> Result<Counters, JournalError> {
    read(db, None)
}

fn read(db: &Connection, date: Option<Date>) -> Result<Counters, JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT date, name, value FROM counters WHERE recount = 0 AND date = coalesce(?1, date)",
    )?;
    let mut rows = statement.query([date.map(|date| date.to_string())])?;
    let mut counters = Counters::default();
    while let Some(row) = rows.next()? {
        let (date, name): (String, String) = (row.get(0)?, row.get(1)?);
        let damaged = || JournalError::Damaged(format!("counter {name} on \"{date}\""));
        let counter: Counter = name.parse().map_err(|_| damaged())?;
        let on: Date = date.parse().map_err(|_| damaged())?;
        counters.add(Some(on), counter, row.get(2)?);
    }
    Ok(counters)
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
