//! Whether a ticket is still honoured. A running server passes a change on within a second.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use shared::checkin::Standing;
use shared::ids::TicketNumber;
use shared::ticket::{ShortCode, ShortCodeError};
use shared::time::UnixMs;

use super::TicketsError;
use crate::store::Office;

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

impl Change {
    fn standing(self, now: UnixMs) -> Standing {
        match self {
            Self::Revoke => Standing::Revoked(now),
            Self::Block => Standing::Blocked(now),
            Self::Reinstate => Standing::Good,
        }
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

/// Changes the standing of tickets from `now` on, of all or of none.
///
/// # Errors
/// [`TicketsError::Store`] when the database fails.
pub fn change_standings(
    data: &Path,
    tickets: &[TicketNumber],
    to: Change,
    now: UnixMs,
) -> Result<(), TicketsError> {
    let mut office = Office::open(data)?;
    let edit = office.edit()?;
    for ticket in tickets {
        edit.insert_standing(*ticket, to.standing(now), now)?;
    }
    edit.commit()?;
    Ok(())
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
    let mut office = Office::open(data)?;
    let edit = office.edit()?;
    let (ticket, code) = match name {
        TicketName::Number(number) => (number, None),
        TicketName::ShortCode(code) => (code.number(), Some(code)),
    };
    if !edit.is_known(ticket, code)? {
        return Err(TicketsError::NoTicket(name.to_string()));
    }
    edit.insert_standing(ticket, to.standing(now), now)?;
    edit.commit()?;
    Ok(ticket)
}
