//! The folder for the printer: a picture a ticket, and a list of all.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::{IssuedTicket, TicketsError, write_png};
use crate::private_file;

/// The list's file in the folder.
const LIST: &str = "tickets.csv";

/// Checks that a folder holds no tickets, so that nothing is overwritten.
///
/// # Errors
/// [`TicketsError::Occupied`] for a folder with a list or with a picture of a ticket.
pub fn check_folder(out: &Path) -> Result<(), TicketsError> {
    let Ok(entries) = fs::read_dir(out) else {
        // A folder that is not there yet is free; another error comes up when it is written to.
        return Ok(());
    };
    let is_ours = |name: &str| {
        let number = name.strip_suffix(".png");
        name == LIST
            || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut names = entries.flatten().map(|entry| entry.file_name());
    if names.any(|name| name.to_str().is_some_and(is_ours)) {
        return Err(TicketsError::Occupied(out.to_owned()));
    }
    Ok(())
}

/// Writes a picture for each ticket, named by its number, and `tickets.csv`. Gives the path of the list.
///
/// # Errors
/// [`TicketsError::File`] and [`TicketsError::Picture`]; what was written so far stays.
pub fn write_folder(out: &Path, tickets: &[IssuedTicket]) -> Result<PathBuf, TicketsError> {
    fs::create_dir_all(out).map_err(|source| TicketsError::File {
        path: out.to_owned(),
        source,
    })?;
    for ticket in tickets {
        write_png(&out.join(picture_name(ticket)), ticket)?;
    }
    let path = out.join(LIST);
    write_list(&path, tickets)?;
    Ok(path)
}

/// Writes the list alone, for Excel and for scripts: UTF-8 with a mark at its start, without which
/// Excel breaks Vietnamese letters, and lines that end as Windows wants them.
///
/// Both codes are written as `="…"`. As bare digits a spreadsheet would take the 195 digits for a
/// number and keep fifteen of them, silently, as soon as someone saves the list; and a short code
/// that happens to be all digits may be taken for a date. `="…"` is a text to every spreadsheet; a
/// script takes off the first two characters and the last.
///
/// # Errors
/// [`TicketsError::File`].
pub fn write_list(path: &Path, tickets: &[IssuedTicket]) -> Result<(), TicketsError> {
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
    private_file::write(path, text.as_bytes()).map_err(|source| TicketsError::File {
        path: path.to_owned(),
        source,
    })
}

/// Returns the file name of a ticket's picture: its number in six digits.
#[must_use]
pub fn picture_name(ticket: &IssuedTicket) -> String {
    format!("{:06}.png", ticket.number.0)
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
