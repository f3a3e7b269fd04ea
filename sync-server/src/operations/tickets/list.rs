//! The list of issued tickets for the printer.

use std::fmt::Write as _;

use super::IssuedTicket;

/// Returns the list of issued tickets as CSV for Excel and for scripts: UTF-8 with a mark at its start, without which
/// Excel breaks Vietnamese letters, and lines that end as Windows wants them.
///
/// Both codes are written as `="…"`. As bare digits a spreadsheet would take the 195 digits for a
/// number and keep fifteen of them, silently, as soon as someone saves the list; and a short code
/// that happens to be all digits may be taken for a date. `="…"` is a text to every spreadsheet; a
/// script takes off the first two characters and the last.
#[must_use]
pub fn issued_csv(tickets: &[IssuedTicket]) -> String {
    ISSUED_COLUMNS.to_owned() + &issued_rows(tickets, "png")
}

/// The first line of the list.
pub(super) const ISSUED_COLUMNS: &str =
    "\u{feff}number,type,party,days,short code,code digits,file\r\n";

/// Returns the lines of tickets whose pictures have names with this ending.
pub(super) fn issued_rows(tickets: &[IssuedTicket], ending: &str) -> String {
    let mut text = String::new();
    for ticket in tickets {
        let dates: Vec<String> = ticket.dates.iter().map(ToString::to_string).collect();
        // Writing to a String can't fail.
        let _ = write!(
            text,
            "{},{},{},{},{},{},{}\r\n",
            ticket.number,
            field(&ticket.kind),
            ticket.claims.party,
            field(&dates.join(" ")),
            literal(&ticket.short_code.to_string()),
            literal(&ticket.digits),
            file_name(ticket, ending),
        );
    }
    text
}

/// Returns the file name of a ticket's picture: its number in six digits.
#[must_use]
pub fn picture_name(ticket: &IssuedTicket) -> String {
    file_name(ticket, "png")
}

/// Returns the name of a ticket's file with this ending.
pub(super) fn file_name(ticket: &IssuedTicket, ending: &str) -> String {
    format!("{:06}.{ending}", ticket.number.0)
}

/// Returns a field that every spreadsheet takes for a text.
pub(super) fn literal(text: &str) -> String {
    field(&format!("=\"{}\"", text.replace('"', "\"\"")))
}

/// Returns a field with the quotes it needs.
pub(super) fn field(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
