//! Which booths a ticket has visited: what a stamp card shows, and whether a booth says "welcome back".

use rusqlite::{Connection, OptionalExtension};
use shared::booths::Visit;
use shared::ids::{BoothNumber, TicketNumber};
use shared::time::UnixMs;

use super::{Journal, JournalError};

impl Journal {
    /// The booths that a ticket has visited, as far as this kiosk knows, by number.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn booths_visited(&self, ticket: TicketNumber) -> Result<Vec<BoothNumber>, JournalError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT booth FROM visits WHERE ticket = ?1 ORDER BY booth")?;
        let booths = statement.query_map([ticket.0], |row| Ok(BoothNumber(row.get(0)?)))?;
        Ok(booths.collect::<Result<_, _>>()?)
    }

    /// Says whether visits at other kiosks are wanted from now on. A kiosk that begins to want them gets those before
    /// as well.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn want_visits(&mut self, wanted: bool) -> Result<(), JournalError> {
        // Read from its start, the feed tells what is known already once more, which changes nothing.
        self.db.execute(
            "UPDATE state SET visits = ?1, feed_next = iif(?1, 0, feed_next) WHERE visits <> ?1",
            [wanted],
        )?;
        Ok(())
    }
}

/// Takes a visit in, in any order and as often as you like.
pub(super) fn insert(
    db: &Connection,
    ticket: TicketNumber,
    booth: BoothNumber,
    at: UnixMs,
) -> Result<(), JournalError> {
    db.prepare_cached(
        "INSERT INTO visits (ticket, booth, last_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET last_ms = excluded.last_ms WHERE excluded.last_ms > last_ms",
    )?
    .execute((ticket.0, booth.0, at.0))?;
    Ok(())
}

/// Gives a visit another time. A later one of the ticket at the booth stays the last.
pub(super) fn retime(db: &Connection, visit: &Visit, to: UnixMs) -> Result<(), JournalError> {
    db.prepare_cached(
        "UPDATE visits SET last_ms = iif(last_ms = ?3, ?4, max(last_ms, ?4)) WHERE ticket = ?1 AND booth = ?2",
    )?
    .execute((visit.ticket.0, visit.booth.0, visit.order.at.0, to.0))?;
    Ok(())
}

/// Returns when a ticket was last seen at a booth.
pub(super) fn last(
    db: &Connection,
    ticket: TicketNumber,
    booth: BoothNumber,
) -> Result<Option<UnixMs>, JournalError> {
    let last = db
        .prepare_cached("SELECT last_ms FROM visits WHERE ticket = ?1 AND booth = ?2")?
        .query_row((ticket.0, booth.0), |row| row.get(0))
        .optional()?;
    Ok(last.map(UnixMs))
}
