//! Ticket histories: what answers "was this ticket here before?".

use std::collections::HashMap;

use rusqlite::{Connection, Row};
use shared::ids::TicketNumber;
use shared::ledger::TicketHistory;
use shared::record::RecordId;

use super::{Journal, JournalError};

impl Journal {
    /// Returns what is known of a ticket, from this kiosk and all others.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn history(&self, ticket: TicketNumber) -> Result<TicketHistory, JournalError> {
        of_ticket(&self.db, ticket)
    }
}

pub(super) fn of_ticket(
    db: &Connection,
    ticket: TicketNumber,
) -> Result<TicketHistory, JournalError> {
    Ok(of_tickets(db, &[ticket])?
        .remove(&ticket)
        .unwrap_or_default())
}

/// Returns the histories of those tickets that have one.
pub(super) fn of_tickets(
    db: &Connection,
    tickets: &[TicketNumber],
) -> Result<HashMap<TicketNumber, TicketHistory>, JournalError> {
    let numbers: Vec<String> = tickets.iter().map(ToString::to_string).collect();
    let mut statement = db.prepare_cached(
        "SELECT ticket, history FROM histories WHERE ticket IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([format!("[{}]", numbers.join(","))])?;
    let mut histories = HashMap::new();
    while let Some(row) = rows.next()? {
        histories.extend([read(row)?]);
    }
    Ok(histories)
}

/// Visits the tickets with a higher number in their order, for as long as `visit` returns `true`. A history that can't
/// be read is an error in its place.
pub(super) fn each_after(
    db: &Connection,
    ticket: i64,
    mut visit: impl FnMut(
        TicketNumber,
        Result<TicketHistory, JournalError>,
    ) -> Result<bool, JournalError>,
) -> Result<(), JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT ticket, history FROM histories WHERE ticket > ?1 ORDER BY ticket",
    )?;
    let mut rows = statement.query([ticket])?;
    while let Some(row) = rows.next()? {
        let ticket = TicketNumber(row.get(0)?);
        if !visit(ticket, read(row).map(|(_, history)| history))? {
            break;
        }
    }
    Ok(())
}

/// Returns the ticket that a record is about, by looking at all of them. Annulments without a ticket are rare, and an
/// index over millions of passages would cost more.
pub(super) fn ticket_of(
    db: &Connection,
    record: &RecordId,
) -> Result<Option<TicketNumber>, JournalError> {
    let mut statement =
        db.prepare_cached("SELECT ticket, history FROM histories WHERE instr(history, ?1) > 0")?;
    let mut rows = statement.query([TicketHistory::bytes_of_record(record)])?;
    while let Some(row) = rows.next()? {
        let (ticket, history) = read(row)?;
        if history.passages.iter().any(|it| it.place.is(record)) {
            return Ok(Some(ticket));
        }
    }
    Ok(None)
}

/// Stores a ticket's history in the place of the one before; deletes an empty one.
pub(super) fn store(
    db: &Connection,
    ticket: TicketNumber,
    history: &TicketHistory,
) -> Result<(), JournalError> {
    if history.is_empty() {
        db.prepare_cached("DELETE FROM histories WHERE ticket = ?1")?
            .execute([ticket.0])?;
    } else {
        db.prepare_cached("INSERT OR REPLACE INTO histories (ticket, history) VALUES (?1, ?2)")?
            .execute((ticket.0, history.to_bytes()))?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<(TicketNumber, TicketHistory), JournalError> {
    let ticket = TicketNumber(row.get(0)?);
    let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
    let history = TicketHistory::from_bytes(ticket, bytes)
        .map_err(|error| JournalError::Damaged(error.to_string()))?;
    Ok((ticket, history))
}
