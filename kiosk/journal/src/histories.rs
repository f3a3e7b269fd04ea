//! Ticket histories: what answers "was this ticket here before?".

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};
use shared::checkin::TicketStatus;
use shared::ids::{KioskId, TicketNumber};
use shared::ledger::TicketHistory;
use shared::record::RecordId;

use super::{Journal, JournalError, annulled, own, recount_mark};

/// How many bytes of a history's hash are kept.
const HASH: usize = 8;

impl Journal {
    /// Returns a ticket's history, from this kiosk and all others.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn history(&self, ticket: TicketNumber) -> Result<TicketHistory, JournalError> {
        let (mut histories, unreadable) = select(&self.db, &[ticket])?;
        if unreadable.is_empty() {
            return Ok(histories.remove(&ticket).unwrap_or_default());
        }
        let tx = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        let history = of_ticket(&tx, ticket)?;
        tx.commit()?;
        Ok(history)
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

/// Returns the histories of those tickets that have one. One that can't be read is made anew, which takes a write
/// transaction.
pub(super) fn of_tickets(
    db: &Connection,
    tickets: &[TicketNumber],
) -> Result<HashMap<TicketNumber, TicketHistory>, JournalError> {
    let (mut histories, unreadable) = select(db, tickets)?;
    for ticket in unreadable {
        histories.insert(ticket, restore(db, ticket)?);
    }
    Ok(histories)
}

/// Returns histories, and the tickets of those that can't be read.
fn select(
    db: &Connection,
    tickets: &[TicketNumber],
) -> Result<(HashMap<TicketNumber, TicketHistory>, Vec<TicketNumber>), JournalError> {
    let numbers: Vec<String> = tickets.iter().map(ToString::to_string).collect();
    let mut statement = db.prepare_cached(
        "SELECT ticket, history, hash FROM histories WHERE ticket IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([format!("[{}]", numbers.join(","))])?;
    let (mut histories, mut unreadable) = (HashMap::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let ticket = TicketNumber(row.get(0)?);
        match read(ticket, row) {
            Ok(history) => drop(histories.insert(ticket, history)),
            Err(_) => unreadable.push(ticket),
        }
    }
    Ok((histories, unreadable))
}

/// Makes a ticket's history anew from this kiosk's records and its status as it was kept, and stores it. Passages elsewhere
/// come with the feed, which is asked for from its start.
pub(super) fn restore(
    db: &Connection,
    ticket: TicketNumber,
) -> Result<TicketHistory, JournalError> {
    let kiosk: String = db.query_row("SELECT kiosk FROM state", [], |row| row.get(0))?;
    let kiosk: KioskId = kiosk
        .parse()
        .map_err(|error| JournalError::Damaged(format!("its owner: {error}")))?;
    let mut passages = Vec::new();
    // Claims are hexadecimal in a body, so it holds the number of its ticket like this.
    let number = format!("{:08x}", ticket.0);
    own::each_with(db, &kiosk, &number, |order, fact| {
        if let Some(passage) = fact.passage(order)
            && passage.claims.number == ticket
            && !annulled::holds(db, &passage.order.id())?
        {
            passages.push(passage);
        }
        Ok(())
    })?;
    passages.sort_by(|one, other| one.order.cmp(&other.order));
    let history = TicketHistory {
        passages,
        status: kept_status(db, ticket)?,
        ..TicketHistory::default()
    };
    store(db, ticket, &history)?;
    recount_mark::begin_after_damage(db, &format!("the history of ticket {ticket}"))?;
    Ok(history)
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
        "SELECT ticket, history, hash FROM histories WHERE ticket > ?1 ORDER BY ticket",
    )?;
    let mut rows = statement.query([ticket])?;
    while let Some(row) = rows.next()? {
        let ticket = TicketNumber(row.get(0)?);
        if !visit(ticket, read(ticket, row))? {
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
    let mut statement = db.prepare_cached(
        "SELECT ticket, history, hash FROM histories WHERE instr(history, ?1) > 0",
    )?;
    let mut rows = statement.query([TicketHistory::bytes_of_record(record)])?;
    while let Some(row) = rows.next()? {
        let ticket = TicketNumber(row.get(0)?);
        // One that can't be read knows what was annulled when it is made anew.
        let history = read(ticket, row).unwrap_or_default();
        if history.passages.iter().any(|it| it.order.is(record)) {
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
        let bytes = history.to_bytes();
        db.prepare_cached(
            "INSERT OR REPLACE INTO histories (ticket, history, hash) VALUES (?1, ?2, ?3)",
        )?
        .execute((ticket.0, &bytes, hash(ticket, &bytes)))?;
    }
    Ok(())
}

/// Keeps a ticket's status apart from its history.
pub(super) fn keep_status(
    db: &Connection,
    ticket: TicketNumber,
    status: TicketStatus,
) -> Result<(), JournalError> {
    if status == TicketStatus::Good {
        db.prepare_cached("DELETE FROM statuses WHERE ticket = ?1")?
            .execute([ticket.0])?;
        return Ok(());
    }
    let history = TicketHistory {
        status,
        ..TicketHistory::default()
    };
    let bytes = history.to_bytes();
    db.prepare_cached(
        "INSERT OR REPLACE INTO statuses (ticket, status, hash) VALUES (?1, ?2, ?3)",
    )?
    .execute((ticket.0, &bytes, hash(ticket, &bytes)))?;
    Ok(())
}

/// Does so with all tickets, for a journal of a layout without.
pub(super) fn keep_statuses(db: &Connection) -> Result<(), JournalError> {
    each_after(db, -1, |ticket, history| {
        let status = history.unwrap_or_default().status;
        keep_status(db, ticket, status).map(|()| true)
    })
}

/// Returns a ticket's status as it was kept; one that can't be read comes with the feed.
fn kept_status(db: &Connection, ticket: TicketNumber) -> Result<TicketStatus, JournalError> {
    let kept = "SELECT ticket, status, hash FROM statuses WHERE ticket = ?1";
    let kept = db.query_row(kept, [ticket.0], |row| Ok(read(ticket, row)));
    let history = kept.optional()?.and_then(Result::ok);
    Ok(history.unwrap_or_default().status)
}

/// Returns the tickets with another status than a good one, as it was kept.
pub(super) fn kept_statuses(
    db: &Connection,
) -> Result<Vec<(TicketNumber, TicketStatus)>, JournalError> {
    let mut found = db.prepare("SELECT ticket, status, hash FROM statuses")?;
    let mut rows = found.query([])?;
    let mut statuses = Vec::new();
    while let Some(row) = rows.next()? {
        let ticket = TicketNumber(row.get(0)?);
        if let Ok(history) = read(ticket, row) {
            statuses.push((ticket, history.status));
        }
    }
    Ok(statuses)
}

/// Returns whether all histories can be read, and all statuses.
pub(super) fn are_sound(db: &Connection) -> Result<bool, JournalError> {
    for table in ["histories", "statuses"] {
        let mut found = db.prepare(&format!("SELECT * FROM {table}"))?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            let ticket = row.get(0).map(TicketNumber);
            if ticket.is_ok_and(|ticket| read(ticket, row).is_err()) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Adds the hashes of all histories, for a journal of a layout without them.
pub(super) fn add_hashes(db: &Connection) -> Result<(), JournalError> {
    let mut select =
        db.prepare("SELECT ticket, history FROM histories WHERE ticket > ?1 LIMIT 1000")?;
    let mut update = db.prepare("UPDATE histories SET hash = ?2 WHERE ticket = ?1")?;
    let mut last: i64 = -1;
    loop {
        let rows = select.query_map([last], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(u32, Vec<u8>)> = rows.collect::<Result<_, _>>()?;
        for (ticket, history) in &rows {
            update.execute((ticket, hash(TicketNumber(*ticket), history)))?;
            last = i64::from(*ticket);
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

fn hash(ticket: TicketNumber, history: &[u8]) -> [u8; HASH] {
    let hash = Sha256::new()
        .chain_update(ticket.0.to_be_bytes())
        .chain_update(history);
    let mut start = [0; HASH];
    start
        .iter_mut()
        .zip(hash.finalize())
        .for_each(|(to, from)| *to = from);
    start
}

fn read(ticket: TicketNumber, row: &Row<'_>) -> Result<TicketHistory, JournalError> {
    let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
    let kept = row.get_ref(2)?.as_blob().unwrap_or_default();
    if kept != hash(ticket, bytes) {
        return Err(JournalError::Damaged(format!(
            "the history of ticket {ticket}"
        )));
    }
    TicketHistory::from_bytes(ticket, bytes)
        .map_err(|error| JournalError::Damaged(error.to_string()))
}
