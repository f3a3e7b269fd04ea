//! Whether a ticket is still honoured. A running server passes a change on within a second.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use rusqlite::{OptionalExtension, TransactionBehavior, params};
use shared::ids::TicketNumber;
use shared::ticket::{ShortCode, ShortCodeError};
use shared::time::UnixMs;

use super::TicketsError;
use crate::store::sqlite::{database, load};

/// What to do with a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Withdraw it: refunded, replaced.
    Revoke,
    /// Stop it for a talk with staff.
    Block,
    /// Make it good again.
    Reinstate,
}

/// How a person names a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketName {
    /// By its number.
    Number(TicketNumber),
    /// By the code below its QR symbol.
    ShortCode(ShortCode),
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

/// Changes a ticket's standing from `now` on; what it did before stays as it was.
///
/// # Errors
/// [`TicketsError::NoTicket`] when no such ticket was issued, a short code of another signature
/// included; [`TicketsError::Store`] when the database fails.
pub fn change_standing(
    data: &Path,
    name: TicketName,
    to: Change,
    now: UnixMs,
) -> Result<TicketNumber, TicketsError> {
    let mut db = database::open(data)?;
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = match name {
        TicketName::Number(number) => change
            .query_row(
                "SELECT number FROM tickets WHERE number = ?1",
                [number.0],
                |row| row.get(0),
            )
            .optional()?,
        TicketName::ShortCode(code) => change
            .query_row(
                "SELECT number FROM tickets WHERE number = ?1 AND short_bits = ?2",
                params![code.number().0, code.bits() as i64],
                |row| row.get(0),
            )
            .optional()?,
    };
    let ticket: u32 = found.ok_or_else(|| TicketsError::NoTicket(name.to_string()))?;
    let word = match to {
        Change::Revoke => "revoked",
        Change::Block => "blocked",
        Change::Reinstate => "good",
    };
    // One sequence with the records: see the schema.
    let arrival = load::last_arrival(&change)? + 1;
    change.execute(
        "INSERT INTO standings (arrival, ticket, standing, since_ms) VALUES (?1, ?2, ?3, ?4)",
        params![arrival as i64, ticket, word, now.0],
    )?;
    change.commit()?;
    Ok(TicketNumber(ticket))
}
