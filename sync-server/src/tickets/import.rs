//! Importing the tickets of other sellers from the lists that they send.
//!
//! A file becomes a text (`text`) or a workbook's cells (`workbook`), these rows (`table`, `columns`),
//! each row a ticket or the reason why it is none (`row`, `code`, `status`); what that changes is a
//! pure function of the list and the register (`plan`); `report` says what was done, `warnings` what
//! is odd about the list.

mod code;
mod columns;
mod number_format;
mod plan;
mod report;
mod row;
mod status;
mod table;
mod text;
mod warnings;
mod words;
mod workbook;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use shared::catalogue::Catalogue;
use shared::checkin::Standing;
use shared::ids::TicketNumber;
use shared::ticket::CodeHash;
use shared::time::UnixMs;
use unicode_normalization::UnicodeNormalization;

use super::{TicketsError, days, kind_of};
use crate::store::{Edit, Office, StoreError};
use code::CodeColumn;
use columns::Places;
use plan::{Listed, Plan, plan};
use row::Defaults;
use status::{StatusKind, StatusValue};
use table::Table;

pub use code::CodeError;
pub use columns::{Column, Columns, ColumnsError, Field};
pub use plan::LeftTicket;
pub use report::{AmbiguousCode, ImportReport, Outcome, RefusedRow};
pub use row::RowError;
pub use text::{Encoding, TextError};
pub use warnings::Warning;
pub use workbook::WorkbookError;

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
    /// The sheet of a workbook, by its name or its number from 1; `None` for the first.
    pub sheet: Option<String>,
    /// Words of a status column that mean a good ticket, beside those that are known.
    pub valid_statuses: Vec<String>,
    /// What becomes of good tickets of this seller that the list does not name.
    pub unlisted: Unlisted,
    /// Whether the names go to the kiosks, for staff to search by.
    pub with_names: bool,
    /// Whether nothing is imported when a row is refused.
    pub strict: bool,
    /// Whether nothing is written at all.
    pub dry_run: bool,
}

/// What becomes of good tickets that the newest list of their seller does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted {
    /// They stay good.
    Keep,
    /// They are withdrawn.
    Withdraw,
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
    /// It is a workbook that can't be read.
    #[error("{path}: {source}")]
    Workbook {
        /// Which.
        path: PathBuf,
        /// Why.
        source: WorkbookError,
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
/// changed, one that it does not name is reported and, unless the request replaces the list, left
/// alone; the same list again changes nothing.
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
    let (table, encoding) = read(file, request)?;
    let mut office = Office::open(data)?;
    let catalogue = office.catalogue()?;
    let places = Places::find(&table.header, &table.rows, &request.columns).map_err(|source| {
        let path = file.to_owned();
        ImportError::Columns { path, source }
    })?;
    let read = tickets_of(&table, &places, &catalogue, &seller, request)?;
    let warnings = warnings::of(&table, &places, &read);
    let ReadRows {
        listed, refused, ..
    } = read;
    let replace = request.unlisted == Unlisted::Withdraw;
    let mut report = ImportReport::of(&seller, encoding, &table, &places, &listed, refused);
    report.warnings = warnings;
    if request.strict && !report.refused.is_empty() {
        report.outcome = Outcome::NotAll;
    } else if replace && report.refused.iter().any(RefusedRow::may_be_known) {
        report.outcome = Outcome::NotReplaced;
    } else if request.dry_run {
        report.outcome = Outcome::DryRun;
    }
    loop {
        // Comparing takes long, and while the database is held no kiosk's records are stored: so it
        // is done before.
        let moment = office.moment()?;
        check_spelling(&seller, &office.sellers()?)?;
        let mut plan = plan(&listed, &office.foreign(&hashes_of(&listed))?);
        plan.left = plan::left(&listed, &office.foreign_of(&seller)?);
        report.add_plan(&plan);
        report.replaced = replace;
        if report.outcome != Outcome::Imported {
            return Ok(report);
        }
        let edit = office.edit()?;
        if edit.moment()? != moment {
            // Somebody else issued, imported or withdrew tickets meanwhile.
            continue;
        }
        write(&edit, &plan, replace, now)?;
        edit.commit()?;
        return Ok(report);
    }
}

/// A line of a list and the ticket that it names.
type ListedName = (u64, Result<String, CodeError>);

/// Reads the names of tickets that a list has, each with its line: in the column of the codes or, in
/// the server's own lists, of the numbers; in a list without a header, what stands first in each line.
///
/// # Errors
/// [`ImportError`] when the file can't be read.
pub(crate) fn read_names(file: &Path) -> Result<Vec<ListedName>, ImportError> {
    let (rows, columns) = (read_rows(file)?, Columns::default());
    let is_number = |cell: &String| cell.trim().trim_start_matches('\u{feff}') == "number";
    let header = rows.iter().take(table::HEADER_WITHIN).position(|row| {
        columns::header_score(&row.cells, &columns).is_some() || row.cells.iter().any(is_number)
    });
    let (skip, place, prefix) = match header {
        None => (0, 0, ""),
        Some(line) => {
            let header = &rows[line].cells;
            if let Some(place) = header.iter().position(is_number) {
                (line + 1, place, "number:")
            } else {
                let place = columns::code_place(header, &columns.code);
                let place = place.map_err(|source| ImportError::Columns {
                    path: file.to_owned(),
                    source,
                })?;
                (line + 1, place, "")
            }
        }
    };
    let rows = rows.into_iter().skip(skip);
    let named = rows.filter_map(|row| {
        let name = row.code(place).map(|name| format!("{prefix}{name}"));
        (name.as_deref() != Ok(prefix)).then_some((row.line, name))
    });
    Ok(named.collect())
}

/// Reads the rows of a file, whatever they say.
fn read_rows(file: &Path) -> Result<Vec<table::Row>, ImportError> {
    let bytes = read_bytes(file)?;
    if workbook::is_workbook(&bytes) {
        return workbook::rows_of(&bytes, None).map_err(|source| ImportError::Workbook {
            path: file.to_owned(),
            source,
        });
    }
    let (text, _) = decode(&bytes, file)?;
    Ok(table::rows(&text, &Columns::default()))
}

fn read_bytes(file: &Path) -> Result<Vec<u8>, ImportError> {
    let unread = |source| ImportError::File {
        path: file.to_owned(),
        source,
    };
    if fs::metadata(file).map_err(unread)?.len() > MAX_BYTES {
        return Err(ImportError::TooLarge(file.to_owned()));
    }
    fs::read(file).map_err(unread)
}

fn decode(bytes: &[u8], file: &Path) -> Result<(String, Encoding), ImportError> {
    text::decode(bytes).map_err(|source| {
        let path = file.to_owned();
        ImportError::Text { path, source }
    })
}

fn hashes_of(listed: &[Listed]) -> HashSet<CodeHash> {
    listed.iter().map(|(_, ticket)| ticket.hash).collect()
}

fn read(file: &Path, request: &ImportRequest) -> Result<(Table, Encoding), ImportError> {
    let path = || file.to_owned();
    let bytes = read_bytes(file)?;
    let (table, encoding) = if workbook::is_workbook(&bytes) {
        let rows = workbook::rows_of(&bytes, request.sheet.as_deref());
        let rows = rows.map_err(|source| ImportError::Workbook {
            path: path(),
            source,
        })?;
        let table = Table::of_rows(rows, '\t', &request.columns);
        (table, Encoding::Workbook)
    } else {
        let (text, encoding) = decode(&bytes, file)?;
        let table = Table::read(&text, request.delimiter, &request.columns);
        (table, encoding)
    };
    let table = table.ok_or_else(|| ImportError::Empty(path()))?;
    if table.rows.len() > MAX_ROWS {
        return Err(ImportError::TooLarge(path()));
    }
    Ok((table, encoding))
}

/// What the rows of a list say.
struct ReadRows {
    /// The tickets.
    listed: Vec<Listed>,
    /// The rows that say nothing that can be used.
    refused: Vec<RefusedRow>,
    /// The lines of the rows whose name or number is left out, since its letters are damaged.
    garbled: Vec<u64>,
}

/// Reads every row.
fn tickets_of(
    table: &Table,
    places: &Places,
    catalogue: &Catalogue,
    seller: &str,
    request: &ImportRequest,
) -> Result<ReadRows, TicketsError> {
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
        codes: CodeColumn::of(table.column(places.code)),
        valid_statuses: &request.valid_statuses,
        paid_columns: &paid_columns(table, places),
    };
    let mut read = ReadRows {
        listed: Vec::with_capacity(table.rows.len()),
        refused: Vec::new(),
        garbled: Vec::new(),
    };
    for row in &table.rows {
        let line = row.line;
        match defaults.ticket(row, places, table) {
            Ok(row) => {
                read.listed.push((line, row.ticket));
                read.garbled.extend(row.garbled.then_some(line));
            }
            Err(why) => read.refused.push(RefusedRow { line, why }),
        }
    }
    Ok(read)
}

/// The status columns of paid tickets in which some cells say so: there an empty cell is not paid.
fn paid_columns(table: &Table, places: &Places) -> Vec<usize> {
    let says_good = |place: usize| {
        let mut cells = table.column(place);
        cells.any(|cell| StatusKind::Good.read(cell, &[]) == StatusValue::Good)
    };
    let columns = places.status.iter();
    let paid = columns.filter(|(place, kind)| *kind == StatusKind::Good && says_good(*place));
    paid.map(|(place, _)| *place).collect()
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

fn write(edit: &Edit<'_>, plan: &Plan, replace: bool, now: UnixMs) -> Result<(), ImportError> {
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
    if replace {
        for left in &plan.left {
            edit.insert_standing(left.number, Standing::Revoked(now), now)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
