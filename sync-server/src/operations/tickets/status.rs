//! Whether a ticket is still honoured. A running server passes a change on within a second.

use std::fmt;
use std::str::FromStr;

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::ticket::{ShortCode, ShortCodeError};
use shared::time::UnixMs;

use super::TicketsError;
use crate::ports::{ChangeNote, Database, PortError, WriteTx};

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

    /// Returns what the log of changes calls it.
    fn what(self) -> &'static str {
        match self {
            Self::Revoke => "ticket_revoked",
            Self::Block => "ticket_blocked",
            Self::Reinstate => "ticket_reinstated",
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

    /// Up to nine digits are a number; anything else should be a short code, which has ten characters.
    fn from_str(text: &str) -> Result<Self, ShortCodeError> {
        match text.parse() {
            Ok(number) if text.len() < 10 => Ok(Self::Number(TicketNumber(number))),
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
    let change = database.write()?;
    set_status_in(&*change, tickets, to, now)?;
    Ok(change.commit()?)
}

/// Does the same as a part of a change.
pub(crate) fn set_status_in(
    change: &dyn WriteTx,
    tickets: &[TicketNumber],
    to: StatusChange,
    now: UnixMs,
) -> Result<(), PortError> {
    for ticket in change.known_tickets(tickets)? {
        let number = ticket.claims.number;
        change.set_ticket_status(number, to.status(now), now)?;
        change.note_change(ChangeNote {
            what: to.what(),
            thing: &number.to_string(),
            before: Some(word(ticket.status)),
            after: Some(word(to.status(now))),
        })?;
    }
    Ok(())
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
