//! The folder for the printer: a picture a ticket, and a list of all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::operations::tickets::{self, IssuedTicket, TicketPictureError};
use crate::private_file;

/// The list's file in the folder.
const LIST: &str = "tickets.csv";

/// Why a folder of tickets was not written.
#[derive(Debug, thiserror::Error)]
pub enum TicketFolderError {
    /// Tickets were written into the folder before.
    #[error("{0} holds tickets already and nothing is overwritten; no ticket was issued")]
    Occupied(PathBuf),
    /// A file or folder can't be written.
    #[error(
        "{path}: {source}; the tickets are issued and in the database. Free the folder, then write them again"
    )]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A picture can't be made.
    #[error(transparent)]
    Picture(#[from] TicketPictureError),
}

/// Checks that a folder holds no tickets, so that nothing is overwritten.
///
/// # Errors
/// [`TicketFolderError::Occupied`] for a folder with a list or with a picture of a ticket.
pub fn check(out: &Path) -> Result<(), TicketFolderError> {
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
        return Err(TicketFolderError::Occupied(out.to_owned()));
    }
    Ok(())
}

/// Writes a picture for each ticket, named by its number, and `tickets.csv`. Returns the path of the list.
///
/// # Errors
/// [`TicketFolderError`]; what was written so far stays.
pub fn write(out: &Path, tickets: &[IssuedTicket]) -> Result<PathBuf, TicketFolderError> {
    fs::create_dir_all(out).map_err(file_error(out))?;
    for ticket in tickets {
        write_picture(&out.join(tickets::picture_name(ticket)), ticket)?;
    }
    let path = out.join(LIST);
    let list = tickets::issued_csv(tickets);
    private_file::write(&path, list.as_bytes()).map_err(file_error(&path))?;
    Ok(path)
}

/// Writes a ticket's picture.
///
/// # Errors
/// [`TicketFolderError::File`] and [`TicketFolderError::Picture`].
pub fn write_picture(path: &Path, ticket: &IssuedTicket) -> Result<(), TicketFolderError> {
    let png = tickets::picture(ticket)?;
    // Not waited for: an exhibition has many thousand, and each can be made again.
    let mut file = private_file::create(path).map_err(file_error(path))?;
    io::Write::write_all(&mut file, &png).map_err(file_error(path))
}

fn file_error(path: &Path) -> impl FnOnce(io::Error) -> TicketFolderError {
    move |source| TicketFolderError::File {
        path: path.to_owned(),
        source,
    }
}
