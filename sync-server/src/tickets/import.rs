//! Importing the tickets of other sellers from the lists that they send.
//!
//! A file becomes a text (`text`), the text rows (`table`, `columns`), each row a ticket or the
//! reason why it is none (`row`); what that changes is a pure function of the list and the register
//! (`plan`); and what was done is told (`report`).

mod columns;
mod plan;
mod report;
mod row;
mod table;
mod text;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use shared::catalogue::Catalogue;
use shared::ids::TicketNumber;
use shared::ticket::CodeHash;
use shared::time::UnixMs;
use unicode_normalization::UnicodeNormalization;

use super::{TicketsError, days, kind_of};
use crate::store::{Edit, Office, StoreError};
use columns::Places;
use plan::{Listed, Plan, plan};
use row::Defaults;
use table::Table;

pub use columns::{Column, Columns, ColumnsError, Field};
pub use report::{AmbiguousCode, ImportReport, Outcome, RefusedRow};
pub use row::RowError;
pub use text::{Encoding, TextError};

/// The most tickets one list may have: kiosks' records wait while they are written.
pub const MAX_ROWS: usize = 250_000;
/// The most bytes a list may have.
const MAX_BYTES: u64 = 64 << 20;
/// The most characters of a seller's name.
const SELLER_MAX: usize = 60;

/// How to read a list, and what its tickets grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRequest {
    /// Whose list it is; the same name every time.
    pub seller: String,
    /// The key of the kind of ticket, for rows that do not say one: `visitor`.
    pub kind: String,
    /// The days they are valid on, for rows that do not say: bit 0 is the exhibition's first day.
    pub days: u16,
    /// How many people each admits, for rows that do not say; `None` for what the catalogue says.
    pub party: Option<u8>,
    /// Which column says what.
    pub columns: Columns,
    /// The character between cells; `None` to find it.
    pub delimiter: Option<u8>,
    /// Whether the names go to the kiosks, for staff to search by.
    pub with_names: bool,
    /// Whether nothing is imported when a row is refused.
    pub strict: bool,
    /// Whether nothing is written at all.
    pub dry_run: bool,
}

/// Why a list was not imported. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The kind or the days.
    #[error(transparent)]
    Tickets(#[from] TicketsError),
    /// The file can't be read.
    #[error("{path}: {source}; check the file's name")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no list.
    #[error("{path}: {source}")]
    Text {
        /// Which.
        path: PathBuf,
        /// Why.
        source: TextError,
    },
    /// Its columns are not those of a list of tickets.
    #[error("{path}: {source}")]
    Columns {
        /// Which.
        path: PathBuf,
        /// Why.
        source: ColumnsError,
    },
    /// There is nothing in it.
    #[error("{0}: there is no row in it; save the list again")]
    Empty(PathBuf),
    /// There is too much in it.
    #[error("{0}: a list may have {MAX_ROWS} rows and 64 MiB; split it and import the parts")]
    TooLarge(PathBuf),
    /// No name for a seller.
    #[error("\"{0}\" is no name of a seller; write 1 to {SELLER_MAX} characters")]
    Seller(String),
    /// A seller of almost the same name is known.
    #[error(
        "there is a seller \"{known}\" already; write the name the same way, or every ticket would be a second one of its code"
    )]
    Spelling {
        /// The name as it is known.
        known: String,
    },
}

/// Imports a list. What was imported before stays: a ticket that the list says otherwise now is
/// changed, one that it does not name is left alone, and the same list again changes nothing.
///
/// # Errors
/// [`ImportError`]. Rows that can't be used are no error: they are in the report.
pub fn import(
    data: &Path,
    file: &Path,
    request: &ImportRequest,
    now: UnixMs,
) -> Result<ImportReport, ImportError> {
    let seller = seller_name(&request.seller)?;
    let (table, encoding) = read(file, request.delimiter)?;
    let mut office = Office::open(data)?;
    let catalogue = office.catalogue()?;
    let places = Places::find(&table.header, &request.columns).map_err(|source| {
        let path = file.to_owned();
        ImportError::Columns { path, source }
    })?;
    let (listed, refused) = tickets_of(&table, &places, &catalogue, &seller, request)?;
    let mut report = ImportReport::of(&seller, encoding, &table, &places, &listed, refused);
    if request.strict && !report.refused.is_empty() {
        report.outcome = Outcome::NotAll;
    } else if request.dry_run {
        report.outcome = Outcome::DryRun;
    }
    loop {
        // Comparing takes long, and while the database is held no kiosk's records are stored: so it
        // is done before.
        let moment = office.moment()?;
        check_spelling(&seller, &office.sellers()?)?;
        let plan = plan(&listed, &office.foreign(&hashes_of(&listed))?);
        report.tell(&plan);
        if report.outcome != Outcome::Imported {
            return Ok(report);
        }
        let edit = office.edit()?;
        if edit.moment()? != moment {
            // Somebody else issued, imported or withdrew tickets meanwhile.
            continue;
        }
        write(&edit, &plan, now)?;
        edit.commit()?;
        return Ok(report);
    }
}

fn hashes_of(listed: &[Listed]) -> HashSet<CodeHash> {
    listed.iter().map(|(_, ticket)| ticket.hash).collect()
}

fn read(file: &Path, delimiter: Option<u8>) -> Result<(Table, Encoding), ImportError> {
    let path = || file.to_owned();
    let unread = |source| ImportError::File {
        path: path(),
        source,
    };
    if fs::metadata(file).map_err(unread)?.len() > MAX_BYTES {
        return Err(ImportError::TooLarge(path()));
    }
    let bytes = fs::read(file).map_err(unread)?;
    let (text, encoding) = text::decode(&bytes).map_err(|source| {
        let path = path();
        ImportError::Text { path, source }
    })?;
    let table = Table::read(&text, delimiter).ok_or_else(|| ImportError::Empty(path()))?;
    if table.rows.len() > MAX_ROWS {
        return Err(ImportError::TooLarge(path()));
    }
    Ok((table, encoding))
}

/// What every row says, and the rows that say nothing that can be used.
fn tickets_of(
    table: &Table,
    places: &Places,
    catalogue: &Catalogue,
    seller: &str,
    request: &ImportRequest,
) -> Result<(Vec<Listed>, Vec<RefusedRow>), TicketsError> {
    let calendar = catalogue.calendar();
    // Days that the exhibition does not have would make tickets that are never valid.
    days::dates_of(&calendar, request.days)?;
    let defaults = Defaults {
        kind: kind_of(catalogue, &request.kind)?,
        catalogue,
        calendar: &calendar,
        seller,
        days: request.days,
        party: request.party,
        share_names: request.with_names,
        delimiter: table.delimiter,
    };
    let mut listed = Vec::with_capacity(table.rows.len());
    let mut refused = Vec::new();
    for row in &table.rows {
        let line = row.line;
        match defaults.ticket(row, places, table.header.len()) {
            Ok(ticket) => listed.push((line, ticket)),
            Err(why) => refused.push(RefusedRow { line, why }),
        }
    }
    Ok((listed, refused))
}

fn seller_name(name: &str) -> Result<String, ImportError> {
    let name: String = name.trim().nfc().collect();
    let fits = (1..=SELLER_MAX).contains(&name.chars().count());
    if !fits || name.chars().any(char::is_control) {
        return Err(ImportError::Seller(name));
    }
    Ok(name)
}

fn check_spelling(name: &str, sellers: &[String]) -> Result<(), ImportError> {
    let letters = |name: &str| -> String {
        let lower = name.nfd().flat_map(char::to_lowercase);
        lower.filter(|c| c.is_alphanumeric()).collect()
    };
    let alike = |known: &&String| *known != name && letters(known) == letters(name);
    match sellers.iter().find(alike) {
        Some(known) => Err(ImportError::Spelling {
            known: known.clone(),
        }),
        None => Ok(()),
    }
}

fn write(edit: &Edit<'_>, plan: &Plan, now: UnixMs) -> Result<(), ImportError> {
    for (_, ticket) in &plan.change {
        edit.update_foreign(ticket)?;
    }
    let mut last = edit.last_ticket()?;
    for (_, ticket) in &plan.add {
        last = last.checked_add(1).ok_or(TicketsError::NumbersExhausted)?;
        let mut ticket = ticket.clone();
        ticket.claims.number = TicketNumber(last);
        edit.insert_foreign(&ticket, now)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
