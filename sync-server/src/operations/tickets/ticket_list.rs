//! The list of all tickets that are known, of all sellers, for people.

use std::collections::HashMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::ticket::{CodeHash, ShortCode};

use super::list::{field, literal};
use super::{TicketsError, days};
use crate::ports::{Database, StoredTicket};
use crate::sheet::is_formula;

/// A ticket of the ticket list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTicket {
    /// Its number.
    pub number: TicketNumber,
    /// The key of its kind; the kind's number where the catalogue has it no more.
    pub kind: String,
    /// How many people it admits.
    pub party: u8,
    /// The dates it is valid on.
    pub dates: Vec<Date>,
    /// The code for people; a ticket of another seller has none.
    pub short_code: Option<ShortCode>,
    /// Who sold a ticket of another seller.
    pub seller: Option<String>,
    /// The seller's own number.
    pub reference: Option<String>,
    /// The name it was sold under.
    pub holder: Option<String>,
    /// `good`, `revoked` or `blocked`, and `ambiguous` for one that is good and whose code another
    /// ticket has too.
    pub state: &'static str,
}

/// Returns every ticket, the one that was added or changed last at the end; only those of a seller when one is given.
///
/// # Errors
/// [`TicketsError::Database`] when the database can't be read.
pub fn ticket_list(
    database: &dyn Database,
    seller: Option<&str>,
) -> Result<Vec<ListedTicket>, TicketsError> {
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    let calendar = catalogue.calendar();
    let rows = view.tickets()?;
    let holders = good_tickets_by_code(&rows);
    let is_ambiguous = |row: &StoredTicket| {
        let same_code = row.hash.and_then(|hash| holders.get(&hash));
        same_code.is_some_and(|tickets| *tickets > 1)
    };
    let rows = rows.iter();
    let wanted = rows.filter(|row| seller.is_none() || row.seller.as_deref() == seller);
    let tickets = wanted.map(|row| {
        let kinds = &catalogue.ticket_types;
        let kind = kinds.iter().find(|kind| kind.id == row.claims.kind);
        ListedTicket {
            number: row.claims.number,
            kind: kind.map_or_else(|| row.claims.kind.to_string(), |kind| kind.key.clone()),
            party: row.claims.party,
            // A catalogue with fewer days than before leaves tickets without some of theirs.
            dates: days::dates_of(&calendar, row.claims.days).unwrap_or_default(),
            short_code: row.short_code,
            seller: row.seller.clone(),
            reference: row.reference.clone(),
            holder: row.holder.clone(),
            state: match row.status {
                TicketStatus::Good if is_ambiguous(row) => "ambiguous",
                TicketStatus::Good => "good",
                TicketStatus::Revoked(_) => "revoked",
                TicketStatus::Blocked(_) => "blocked",
            },
        }
    });
    Ok(tickets.collect())
}

/// Returns how many tickets that were not withdrawn have each code.
fn good_tickets_by_code(tickets: &[StoredTicket]) -> HashMap<CodeHash, usize> {
    let mut holders = HashMap::new();
    let good = tickets
        .iter()
        .filter(|it| !matches!(it.status, TicketStatus::Revoked(_)));
    for hash in good.filter_map(|it| it.hash) {
        *holders.entry(hash).or_default() += 1;
    }
    holders
}

/// Returns tickets as CSV for Excel and for scripts, as [`super::issued_csv`] does; with the holders' names only when
/// they are asked for.
#[must_use]
pub fn ticket_list_csv(tickets: &[ListedTicket], with_names: bool) -> String {
    let mut text = "\u{feff}number,type,party,days,state,short code,seller,reference".to_owned();
    text.push_str(if with_names { ",name\r\n" } else { "\r\n" });
    for ticket in tickets {
        let code = ticket.short_code.map(|code| literal(&code.to_string()));
        // Writing to a String can't fail.
        let _ = write!(
            text,
            "{},{},{},{},{},{},{},{}",
            ticket.number,
            field(&ticket.kind),
            ticket.party,
            field(&dates(ticket)),
            ticket.state,
            code.unwrap_or_default(),
            harmless(ticket.seller.as_deref()),
            harmless(ticket.reference.as_deref()),
        );
        if with_names {
            let _ = write!(text, ",{}", harmless(ticket.holder.as_deref()));
        }
        text.push_str("\r\n");
    }
    text
}

/// Returns the dates of a ticket with spaces between.
#[must_use]
pub fn dates(ticket: &ListedTicket) -> String {
    let dates: Vec<String> = ticket.dates.iter().map(Date::to_string).collect();
    dates.join(" ")
}

/// Returns a text that others wrote. What a spreadsheet would carry out as a formula is written as a text; so is what
/// it would take for a number and cut off.
fn harmless(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    let parts = text.split([';', '\t', '\r', '\n']);
    let formula = parts.into_iter().any(is_formula);
    let number = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit());
    if formula || number {
        literal(text)
    } else {
        field(text)
    }
}
