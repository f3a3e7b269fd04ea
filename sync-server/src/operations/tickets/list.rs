//! The lists of issued tickets for the printer.

use std::fmt::Write as _;

use shared::catalogue::Catalogue;

use super::IssuedTicket;
use super::print_words::{PrintTexts, dates, holder, kind_names};
use crate::sheet;

/// Returns the list of issued tickets as CSV for Excel and for scripts: UTF-8 with a mark at its start, without which
/// Excel breaks Vietnamese letters, and lines that end as Windows wants them.
///
/// Both codes are written as `="…"`. As bare digits a spreadsheet would take the 195 digits for a
/// number and keep fifteen of them, silently, as soon as someone saves the list; and a short code
/// that happens to be all digits may be taken for a date. `="…"` is a text to every spreadsheet; a
/// script takes off the first two characters and the last.
#[must_use]
pub fn issued_csv(tickets: &[IssuedTicket]) -> String {
    let mut text = "\u{feff}number,type,party,days,short code,code digits,file\r\n".to_owned();
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
            picture_name(ticket),
        );
    }
    text
}

/// The columns of the list beside pictures: each heading is the text `print-list-` and its name.
const PRINTED_COLUMNS: [&str; 9] = [
    "number",
    "type",
    "holder",
    "organisation",
    "people",
    "days",
    "code",
    "digits",
    "file",
];

/// Returns the first line of the list beside pictures: in Vietnamese, and parted as Excel wants it in Viet Nam.
pub(super) fn printed_heads(texts: PrintTexts<'_>) -> String {
    let heads = PRINTED_COLUMNS.map(|column| {
        let [vi, _] = texts(&format!("print-list-{column}"), 0);
        sheet::field(&vi)
    });
    format!("\u{feff}{}\r\n", heads.join(";"))
}

/// Returns the lines of tickets whose pictures have names with this ending. No name is a formula; the codes are, as in
/// [`issued_csv`].
pub(super) fn printed_rows(
    catalogue: &Catalogue,
    tickets: &[IssuedTicket],
    ending: &str,
) -> String {
    let rows = tickets.iter().map(|ticket| {
        let (name, organisation) = holder(ticket);
        let [kind, _] = kind_names(catalogue, ticket);
        let cells: [String; PRINTED_COLUMNS.len()] = [
            ticket.number.to_string(),
            sheet::field(&kind),
            sheet::field(name),
            sheet::field(organisation),
            ticket.claims.party.to_string(),
            sheet::field(&dates(&ticket.dates)),
            literal(&ticket.short_code.to_string()),
            literal(&ticket.digits),
            file_name(ticket, ending),
        ];
        cells.join(";") + "\r\n"
    });
    rows.collect()
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
