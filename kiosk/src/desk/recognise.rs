//! From a text to a ticket that is known to be genuine: one that this exhibition signed, or one of
//! another seller that is in the register.

use shared::checkin::{Reason, Standing};
use shared::ids::ExhibitionId;
use shared::ticket::{self, Claims, ShortCode, Verified, codes_in_address};
use shared::time::UnixMs;

use crate::journal::{JournalError, Pen, RegisterEntry};

/// What a text turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recognised {
    /// A genuine ticket.
    Ticket(Ticket),
    /// No ticket that opens anything here, and why.
    Refused(Reason),
}

/// A genuine ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket {
    /// What it grants.
    pub(super) claims: Claims,
    /// What is printed under its code; a ticket of another seller has none.
    pub(super) short_code: Option<ShortCode>,
}

impl From<&RegisterEntry> for Ticket {
    /// Whoever is entered by number or by short code is judged by what the register says.
    fn from(entry: &RegisterEntry) -> Self {
        Self {
            claims: entry.claims,
            short_code: entry.short_code,
        }
    }
}

/// Reads a text as whatever this exhibition takes for a ticket. What does not have the form of an
/// own code may be another seller's; what has it, and is not genuine, is none.
pub(super) fn recognise(
    text: &str,
    pen: &Pen<'_>,
    exhibition: ExhibitionId,
    at: UnixMs,
) -> Result<Recognised, JournalError> {
    match ticket::verify(text, &pen.known().ring, exhibition) {
        Ok(Verified { claims, short_code }) => Ok(Recognised::Ticket(Ticket {
            claims,
            short_code: Some(short_code),
        })),
        Err(error) => match Reason::from(&error) {
            Reason::Malformed => foreign(text, pen, exhibition, at),
            reason => Ok(Recognised::Refused(reason)),
        },
    }
}

/// Looks a text up among the codes of other sellers; an address by the codes within it.
fn foreign(
    text: &str,
    pen: &Pen<'_>,
    exhibition: ExhibitionId,
    at: UnixMs,
) -> Result<Recognised, JournalError> {
    let mut entries = pen.tickets_with(text)?;
    if entries.is_empty() {
        for code in codes_in_address(text) {
            if ticket::has_ticket_form(&code) {
                return recognise(&code, pen, exhibition, at);
            }
            for entry in pen.tickets_with(&code)? {
                let number = entry.claims.number;
                if entries.iter().all(|it| it.claims.number != number) {
                    entries.push(entry);
                }
            }
        }
    }
    if let Some(found) = settle(&entries, pen, at)? {
        return Ok(found);
    }
    let unknown = ticket::could_be_a_code(text) && pen.has_foreign_tickets()?;
    Ok(Recognised::Refused(if unknown {
        Reason::UnknownTicket
    } else {
        Reason::Malformed
    }))
}

/// Chooses among the tickets with one code; `None` for no ticket. Those that the organisers have
/// withdrawn do not count: that is how they settle which one it is.
fn settle(
    entries: &[RegisterEntry],
    pen: &Pen<'_>,
    at: UnixMs,
) -> Result<Option<Recognised>, JournalError> {
    let Some(first) = entries.first() else {
        return Ok(None);
    };
    let mut honoured = Vec::new();
    for entry in entries {
        let standing = pen.standing(entry.claims.number)?;
        if !matches!(standing, Standing::Revoked(since) if at >= since) {
            honoured.push(entry);
        }
    }
    Ok(Some(match honoured[..] {
        // The rules say that it was withdrawn, and since when.
        [] => Recognised::Ticket(first.into()),
        [entry] => Recognised::Ticket(entry.into()),
        _ => Recognised::Refused(Reason::AmbiguousTicket),
    }))
}
