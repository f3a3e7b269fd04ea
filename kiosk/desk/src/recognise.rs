//! From a text to a ticket that is known to be genuine: one that this exhibition signed, or one of
//! another seller that is in the register.

use shared::checkin::{Facts, Reason, Refusal, Rules, choose};
use shared::ids::GateId;
use shared::ticket::{self, Claims, ScanProof, ShortCode, Verified, codes_in_address};
use shared::time::UnixMs;

use journal::{JournalError, TicketListEntry, WriteTx};

/// What is shown at the door.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shown<'a> {
    /// What a code says.
    Text(&'a str),
    /// A ticket that is known already to be genuine.
    Ticket(Ticket),
    /// Something that was refused for this, since nobody knows it.
    Unknown(Reason),
}

/// What a text turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Recognised {
    /// A genuine ticket.
    Ticket(Ticket),
    /// No ticket that opens anything here, and why.
    Refused(Refusal),
}

/// A genuine ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket {
    /// What it grants.
    pub(super) claims: Claims,
    /// What is printed under its code; a ticket of another seller has none.
    pub(super) short_code: Option<ShortCode>,
    /// Shows that its code was seen; none where it was looked up.
    pub(super) proof: Option<ScanProof>,
}

impl From<&TicketListEntry> for Ticket {
    /// A ticket entered by number or by short code is judged by the ticket list.
    fn from(entry: &TicketListEntry) -> Self {
        Self {
            claims: entry.claims,
            short_code: entry.short_code,
            proof: None,
        }
    }
}

/// Reads a text as whatever this exhibition takes for a ticket. What does not have the form of an
/// own code may be another seller's; what has it, and is not genuine, is none.
pub(super) fn recognise(
    text: &str,
    tx: &WriteTx<'_>,
    rules: &Rules,
    gate: &GateId,
    at: UnixMs,
) -> Result<Recognised, JournalError> {
    match ticket::verify(text, &tx.known().ring, rules.exhibition) {
        Ok(Verified {
            claims,
            short_code,
            proof,
        }) => Ok(Recognised::Ticket(Ticket {
            claims,
            short_code: Some(short_code),
            proof: Some(proof),
        })),
        Err(error) => match Reason::from(&error) {
            Reason::Malformed => foreign(text, tx, rules, gate, at),
            reason => Ok(Recognised::Refused(Refusal::bare(reason))),
        },
    }
}

/// Looks a text up among the codes of other sellers; an address by the codes within it.
fn foreign(
    text: &str,
    tx: &WriteTx<'_>,
    rules: &Rules,
    gate: &GateId,
    at: UnixMs,
) -> Result<Recognised, JournalError> {
    let with_code = |code: &str| -> Result<Vec<Ticket>, JournalError> {
        let proof = tx.seller_proof(code)?;
        let entries = tx.tickets_with(code)?;
        let tickets = entries.iter().map(|entry| Ticket {
            proof: Some(proof),
            ..entry.into()
        });
        Ok(tickets.collect())
    };
    let mut found = with_code(text)?;
    if found.is_empty() {
        for code in codes_in_address(text) {
            if ticket::has_ticket_form(&code) {
                return recognise(&code, tx, rules, gate, at);
            }
            for ticket in with_code(&code)? {
                let number = ticket.claims.number;
                if found.iter().all(|it| it.claims.number != number) {
                    found.push(ticket);
                }
            }
        }
    }
    if let Some(found) = settle(&found, tx, rules, gate, at)? {
        return Ok(found);
    }
    let unknown = ticket::could_be_a_code(text) && tx.has_foreign_tickets()?;
    if unknown {
        return Ok(Recognised::Refused(Refusal::bare(Reason::UnknownTicket)));
    }
    let facts = Facts {
        too_short: ticket::is_too_short(text),
        ..Facts::default()
    };
    Ok(Recognised::Refused(Refusal::with(Reason::Malformed, facts)))
}

/// Chooses among the tickets with one code the one that is valid now; `None` for no ticket.
fn settle(
    found: &[Ticket],
    tx: &WriteTx<'_>,
    rules: &Rules,
    gate: &GateId,
    at: UnixMs,
) -> Result<Option<Recognised>, JournalError> {
    let Some(first) = found.first() else {
        return Ok(None);
    };
    let mut tickets = Vec::new();
    for Ticket { claims, .. } in found {
        tickets.push((*claims, tx.history(claims.number)?.status));
    }
    Ok(Some(match choose(rules, gate, at, &tickets) {
        Some(chosen) => Recognised::Ticket(*found.get(chosen).unwrap_or(first)),
        None => Recognised::Refused(Refusal::bare(Reason::AmbiguousTicket)),
    }))
}
