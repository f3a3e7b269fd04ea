//! Finding a ticket without its code before the scanner.

use journal::TicketListEntry;
use shared::ids::TicketNumber;
use shared::record::Stamp;
use shared::ticket::ShortCode;
use view::{Found, Mode};

use super::case::by_staff::Peek;
use super::recognise::{Shown, Ticket};
use super::{Desk, DeskError};

impl Desk {
    /// The ticket with this number: shown a moment ago, on a list, or once at some door. What was shown is the surest:
    /// its signature was seen.
    pub(super) fn ticket(&self, number: TicketNumber) -> Result<Option<Ticket>, DeskError> {
        if let Some(ticket) = self.recent_verdicts.number(number) {
            return Ok(Some(ticket));
        }
        if let Some(entry) = self.journal.ticket(number)? {
            return Ok(Some(Ticket::from(&entry)));
        }
        let passages = self.journal.history(number)?.passages;
        Ok(passages.last().map(|passage| Ticket {
            claims: passage.claims,
            short_code: None,
            proof: None,
        }))
    }

    /// The ticket with this short code.
    pub(super) fn ticket_with(&self, code: ShortCode) -> Result<Option<Ticket>, DeskError> {
        if let Some(ticket) = self.recent_verdicts.code(code) {
            return Ok(Some(ticket));
        }
        let entry = self.journal.ticket_with(code)?;
        Ok(entry.as_ref().map(Ticket::from))
    }

    /// Returns the only ticket with this code of another seller.
    pub(super) fn seller_ticket(&self, code: &str) -> Result<Option<Ticket>, DeskError> {
        let entries = self.journal.seller_tickets(code)?;
        Ok(match &entries[..] {
            [entry] => Some(entry.into()),
            _ => None,
        })
    }

    /// The tickets that a search finds, each with what the rules would say to it here and now. A kiosk without a list
    /// still finds what it has seen itself, by number and by short code.
    pub(super) fn search(
        &mut self,
        query: &str,
        mode: Mode,
        stamp: &Stamp,
    ) -> Result<Vec<Found>, DeskError> {
        let entries = self.journal.find(query)?;
        let mut found = Vec::new();
        for entry in &entries {
            found.push(self.found(entry.into(), Some(entry), mode, stamp)?);
        }
        if found.is_empty() {
            let end: Option<Ticket> = query
                .parse()
                .ok()
                .and_then(|end| self.recent_verdicts.code_end(end));
            let seen = match (query.parse(), query.trim().parse()) {
                (Ok(code), _) => self.ticket_with(code)?,
                (_, Ok(number)) => self.ticket(TicketNumber(number))?.or(end),
                _ => end,
            };
            if let Some(ticket) = seen {
                found.push(self.found(ticket, None, mode, stamp)?);
            }
        }
        Ok(found)
    }

    fn found(
        &mut self,
        ticket: Ticket,
        entry: Option<&TicketListEntry>,
        mode: Mode,
        stamp: &Stamp,
    ) -> Result<Found, DeskError> {
        // Looking something up takes no question away from the visitor at the scanner.
        let open = self.open.take();
        let peek = self
            .case(Shown::Ticket(ticket), mode, stamp)
            .map(|case| case.peek());
        self.open = open;
        let Peek {
            last_entry,
            refused,
        } = peek?;
        Ok(Found {
            ticket: ticket.claims.number,
            short_code: ticket.short_code,
            kind: ticket.claims.kind,
            party: ticket.claims.party,
            holder: entry.and_then(|entry| entry.holder.clone()),
            reference: entry.and_then(reference),
            last_entry,
            refused,
        })
    }
}

/// The seller and the seller's own number, as far as they are known.
fn reference(entry: &TicketListEntry) -> Option<String> {
    match (&entry.seller, &entry.reference) {
        (Some(seller), Some(number)) => Some(format!("{seller} {number}")),
        (seller, number) => seller.as_ref().or(number.as_ref()).cloned(),
    }
}
