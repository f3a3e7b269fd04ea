//! From a text to a ticket that is known to be genuine.

use shared::checkin::Reason;
use shared::ids::ExhibitionId;
use shared::ticket::{self, Claims, KeyRing, ShortCode, Verified};

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

/// Reads a text as whatever this exhibition takes for a ticket.
pub(super) fn recognise(text: &str, ring: &KeyRing, exhibition: ExhibitionId) -> Recognised {
    match ticket::verify(text, ring, exhibition) {
        Ok(Verified { claims, short_code }) => Recognised::Ticket(Ticket {
            claims,
            short_code: Some(short_code),
        }),
        Err(error) => Recognised::Refused(Reason::from(&error)),
    }
}
