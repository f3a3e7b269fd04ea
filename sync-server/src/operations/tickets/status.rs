//! Whether a ticket is still honoured. A running server passes a change on within a second.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::ticket::{FIRST_OF_SELLERS, ShortCode, ShortCodeError};
use shared::time::UnixMs;

use super::TicketsError;
use crate::ports::{ChangeNote, Database, PortError, TicketSpans, WriteTx};

/// What to do with a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusChange {
    /// Withdraw it: refunded, replaced.
    Revoke,
    /// Stop it for a talk with staff.
    Block,
    /// Make it good again.
    Reinstate,
}

impl StatusChange {
    fn status(self, now: UnixMs) -> TicketStatus {
        match self {
            Self::Revoke => TicketStatus::Revoked(now),
            Self::Block => TicketStatus::Blocked(now),
            Self::Reinstate => TicketStatus::Good,
        }
    }

    /// Returns what the log of changes calls it, for one ticket or for many.
    fn what(self, is_of_many: bool) -> &'static str {
        match (self, is_of_many) {
            (Self::Revoke, false) => "ticket_revoked",
            (Self::Block, false) => "ticket_blocked",
            (Self::Reinstate, false) => "ticket_reinstated",
            (Self::Revoke, true) => "tickets_revoked",
            (Self::Block, true) => "tickets_blocked",
            (Self::Reinstate, true) => "tickets_reinstated",
        }
    }
}

fn word(status: TicketStatus) -> &'static str {
    match status {
        TicketStatus::Good => "valid",
        TicketStatus::Revoked(_) => "revoked",
        TicketStatus::Blocked(_) => "blocked",
    }
}

/// How a person names a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketName {
    /// By its number.
    Number(TicketNumber),
    /// By the code below its QR symbol.
    ShortCode(ShortCode),
}

impl TicketName {
    /// Returns the ticket's number, and the code that it must carry, if any.
    pub(crate) fn parts(self) -> (TicketNumber, Option<ShortCode>) {
        match self {
            Self::Number(number) => (number, None),
            Self::ShortCode(code) => (code.number(), Some(code)),
        }
    }
}

impl FromStr for TicketName {
    type Err = ShortCodeError;

    /// Up to nine digits, and ten that a seller's ticket may have, are a number; anything else should be a short code, which
    /// has ten characters.
    fn from_str(text: &str) -> Result<Self, ShortCodeError> {
        match text.parse().map(TicketNumber) {
            Ok(number) if text.len() < 10 || number >= FIRST_OF_SELLERS => Ok(Self::Number(number)),
            _ => text.parse().map(Self::ShortCode),
        }
    }
}

impl fmt::Display for TicketName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::ShortCode(code) => code.fmt(f),
        }
    }
}

/// Changes the status of tickets from `now` on, of all or of none. What they did before stays as it was.
///
/// # Errors
/// [`TicketsError::Database`] when the database fails.
pub fn set_status(
    database: &dyn Database,
    tickets: &[TicketNumber],
    to: StatusChange,
    now: UnixMs,
) -> Result<(), TicketsError> {
    set_status_of_list(database, tickets, "", to, now)
}

/// Does the same with the tickets of a list, whose name the log of changes keeps with their numbers.
///
/// # Errors
/// As [`set_status`].
pub fn set_status_of_list(
    database: &dyn Database,
    tickets: &[TicketNumber],
    list: &str,
    to: StatusChange,
    now: UnixMs,
) -> Result<(), TicketsError> {
    let change = database.write()?;
    set_status_in(&*change, tickets, list, to, now)?;
    Ok(change.commit()?)
}

/// Does the same as a part of a change, which is one in the log however many tickets there are.
pub(crate) fn set_status_in(
    change: &dyn WriteTx,
    tickets: &[TicketNumber],
    list: &str,
    to: StatusChange,
    now: UnixMs,
) -> Result<(), PortError> {
    let known = change.known_tickets(tickets)?;
    if known.is_empty() {
        return Ok(());
    }
    for ticket in &known {
        change.set_ticket_status(ticket.claims.number, to.status(now), now)?;
    }
    let numbers: Vec<TicketNumber> = known.iter().map(|it| it.claims.number).collect();
    let before: BTreeSet<&str> = known.iter().map(|it| word(it.status)).collect();
    let before = before.into_iter().collect::<Vec<_>>().join(", ");
    let is_of_many = numbers.len() > 1;
    let list = if is_of_many { list } else { "" };
    let thing = format!("{} {list}", TicketSpans::of(&numbers));
    let note = ChangeNote::of(to.what(is_of_many), thing.trim_end());
    change.note_change(note.before(&before).after(word(to.status(now))))
}

/// Changes the status of one ticket from `now` on.
///
/// # Errors
/// [`TicketsError::NoTicket`] when no such ticket was issued, a short code of another signature included;
/// [`TicketsError::Database`] when the database fails.
pub fn change_status(
    database: &dyn Database,
    name: TicketName,
    to: StatusChange,
    now: UnixMs,
) -> Result<TicketNumber, TicketsError> {
    let (ticket, code) = name.parts();
    if database.read()?.ticket_claims(ticket, code)?.is_none() {
        return Err(TicketsError::NoTicket(name.to_string()));
    }
    set_status(database, &[ticket], to, now)?;
    Ok(ticket)
}
