//! Tickets that the organisers do not honour.

use rusqlite::{Connection, OptionalExtension};
use shared::checkin::Standing;
use shared::ids::TicketNumber;
use shared::time::UnixMs;

use super::{Journal, JournalError};

impl Journal {
    /// Whether the organisers honour a ticket.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn standing(&self, ticket: TicketNumber) -> Result<Standing, JournalError> {
        of_ticket(&self.db, ticket)
    }
}

/// A ticket's standing.
pub(super) fn of_ticket(db: &Connection, ticket: TicketNumber) -> Result<Standing, JournalError> {
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

/// Changes a ticket's standing.
pub(super) fn set(
    db: &Connection,
    ticket: TicketNumber,
    standing: Standing,
) -> Result<(), JournalError> {
    let (blocked, since) = match standing {
        Standing::Good => {
            db.prepare_cached("DELETE FROM standings WHERE ticket = ?1")?
                .execute([ticket.0])?;
            return Ok(());
        }
        Standing::Revoked(since) => (false, since),
        Standing::Blocked(since) => (true, since),
    };
    db.prepare_cached(
        "INSERT INTO standings (ticket, blocked, since_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET blocked = excluded.blocked, since_ms = excluded.since_ms",
    )?
    .execute((ticket.0, blocked, since.0))?;
    Ok(())
}
