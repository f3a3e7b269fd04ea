//! Importing the tickets of other sellers from the lists that they send.
//!
//! A file becomes a text (`text`) or a workbook's cells (`workbook`, `number_format`), these rows
//! (`table`, `columns`), each row a ticket or the reason why it is none (`row`, `code`, `status`); what
//! that changes is a pure function of the list and the ticket list (`plan`); `report` says what was done,
//! `warnings` what is odd about the list. The words that all of them know are in `words.txt`.

mod cells;
mod code;
mod columns;
mod list;
mod number;
mod number_format;
mod plan;
mod report;
mod request;
mod row;
mod saved;
mod status;
mod table;
mod text;
mod warnings;
mod words;
mod workbook;

use shared::checkin::TicketStatus;
use shared::time::UnixMs;
use unicode_normalization::UnicodeNormalization;

use super::{HOLDER_PARTS, TicketsError};
use crate::operations::refused_imports::{self, IMPORTED};
use crate::operations::server_keys::{self, ServerKeyError};
use crate::ports::{ChangeNote, Database, ForeignTicket, PortError, WriteTx};
use cells::Row;
use columns::Places;
use list::ReadList;
use plan::{ImportPlan, plan};
use table::Table;

pub use code::CodeError;
pub use columns::{Columns, ColumnsError, Field, UnusedColumn};
pub use plan::{AmbiguousCode, LeftTicket};
pub use report::{ImportReport, Outcome};
pub use request::{ImportRequest, ListFile, MAX_BYTES, MAX_ROWS, Unlisted};
pub use row::{RefusedRow, RowError};
pub use saved::saved_columns;
pub use text::{Encoding, TextError};
pub use warnings::Warning;
pub(crate) use warnings::listed;
pub use workbook::WorkbookError;

/// The most characters of a seller's name.
const SELLER_MAX: usize = 60;

/// Why a list was not imported. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The kind or the days.
    #[error(transparent)]
    Tickets(#[from] TicketsError),
    /// The key that numbers follow from.
    #[error("{0}")]
    Key(ServerKeyError),
    /// The file.
    #[error("{file}: {source}")]
    List {
        /// Its name.
        file: String,
        /// Why.
        source: ListError,
    },
    /// No name for a seller.
    #[error("\"{0}\" is no name of a seller; write 1 to {SELLER_MAX} characters")]
    Seller(String),
    /// A seller of almost the same name is known, by this one.
    #[error(
        "there is a seller \"{0}\" already; write the name the same way, or every ticket would be a second one of its code"
    )]
    Spelling(String),
}

impl From<ServerKeyError> for ImportError {
    fn from(error: ServerKeyError) -> Self {
        match error {
            ServerKeyError::Database(error) => Self::Database(error),
            error => Self::Key(error),
        }
    }
}

/// Why a file is no list of tickets.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// It is no text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// It is a workbook that can't be read.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// Its columns are not those of a list of tickets.
    #[error(transparent)]
    Columns(#[from] ColumnsError),
    /// There is nothing in it.
    #[error("there is no row in it; save the list again")]
    Empty,
    /// A row can't be used: its line, and why.
    #[error("line {0}: {1}")]
    Row(u64, RowError),
    /// There is too much in it.
    #[error("a list may have {MAX_ROWS} rows and 64 MiB; split it and import the parts")]
    TooLarge,
}

/// Imports a list. What was imported before stays: a ticket that the list says otherwise now is
/// changed, one that it does not name is reported and, unless the request replaces the list, left
/// alone; the same list again changes nothing.
///
/// # Errors
/// [`ImportError`]. Rows that can't be used are no error: they are in the report.
pub fn import(
    database: &dyn Database,
    file: &ListFile,
    request: &ImportRequest,
    now: UnixMs,
) -> Result<ImportReport, ImportError> {
    let report = import_list(database, file, request, now);
    if !request.dry_run && matches!(report, Err(ImportError::List { .. })) {
        note_failed(database, file, request)?;
    }
    report
}

/// Notes that nothing of a list could be read, which is looked at until a list of the seller is imported.
///
/// # Errors
/// [`ImportError`]; then nothing is noted.
pub fn note_failed(
    database: &dyn Database,
    file: &ListFile,
    request: &ImportRequest,
) -> Result<(), ImportError> {
    let seller = seller_name(&request.seller)?;
    Ok(refused_imports::note_list(database, &seller, &file.name)?)
}

fn import_list(
    database: &dyn Database,
    file: &ListFile,
    request: &ImportRequest,
    now: UnixMs,
) -> Result<ImportReport, ImportError> {
    let seller = seller_name(&request.seller)?;
    let catalogue = database.read()?.catalogue()?;
    let (table, places, encoding) = read_table(file, request).map_err(in_file(file))?;
    let list = ReadList::new(table, places, &catalogue, &seller, request)?;
    let replace = request.unlisted == Unlisted::Withdraw;
    let outcome = if request.strict && !list.refused.is_empty() {
        Outcome::NotAll
    } else if replace && list.refused.iter().any(RefusedRow::may_be_known) {
        Outcome::NotReplaced
    } else if request.dry_run {
        Outcome::DryRun
    } else {
        Outcome::Imported
    };
    // Sums and what is not paid are left out on purpose.
    let wrong = list.refused.iter().filter(|it| it.may_be_known()).count();
    if matches!(outcome, Outcome::NotAll | Outcome::NotReplaced) && !request.dry_run && wrong > 0 {
        let change = database.write()?;
        refused_imports::note_rows(&*change, &seller, &file.name, wrong)?;
        change.commit()?;
    }
    let hashes = list.listed.iter().map(|(_, ticket)| ticket.hash).collect();
    if outcome == Outcome::Imported {
        server_keys::ensure(database, now)?;
    }
    loop {
        // Comparing takes long, and while the database is held no kiosk's records are stored: so it
        // is done before.
        let view = database.read()?;
        let version = view.tickets_version()?;
        check_spelling(&seller, &view.sellers()?)?;
        let plan = plan(
            &list.listed,
            &view.foreign_tickets(&hashes)?,
            &view.foreign_tickets_of(&seller)?,
        );
        if outcome == Outcome::Imported {
            let key = server_keys::code_key(&*view)?;
            let new = number::number(&*view, &key, &letters(&seller), &plan.add)?;
            let new = new.ok_or(TicketsError::NumbersExhausted)?;
            drop(view);
            let change = database.write()?;
            if change.tickets_version()? != version {
                // Somebody else issued, imported or withdrew tickets meanwhile.
                continue;
            }
            write(&*change, &plan, &new, replace, now)?;
            let count = list.listed.len().to_string();
            saved::save(&*change, &seller, &request.columns)?;
            change.note_change(ChangeNote::of(IMPORTED, &seller).after(&count))?;
            if wrong > 0 {
                refused_imports::note_rows(&*change, &seller, &file.name, wrong)?;
            }
            change.commit()?;
        }
        return Ok(list.report(seller, encoding, plan, outcome, replace));
    }
}

/// A line of a list and the ticket that it names.
type ListedName = (u64, Result<String, CodeError>);

/// Reads the names of tickets that a list has, each with its line: in the column of the codes or, in
/// the server's own lists, of the numbers; in a list without a header, what stands first in each line.
///
/// # Errors
/// [`ImportError`] when the file is no list.
pub(crate) fn read_names(file: &ListFile) -> Result<Vec<ListedName>, ImportError> {
    let columns = Columns::default();
    let (rows, ..) = read_rows(file, None, None, &columns).map_err(in_file(file))?;
    let is_number = |cell: &String| cell.trim().trim_start_matches('\u{feff}') == "number";
    let is_header = |row: &Row| {
        columns::header_score(&row.cells, &columns).is_some() || row.cells.iter().any(is_number)
    };
    let header = rows.iter().take(table::HEADER_WITHIN).position(is_header);
    let header_cells = header.map(|line| &rows[line].cells);
    let number = header_cells.and_then(|header_cells| header_cells.iter().position(is_number));
    let place = match (number, header_cells) {
        (Some(place), _) => place,
        (None, Some(header_cells)) => {
            columns::code_place(header_cells, &columns).map_err(in_file(file))?
        }
        (None, None) => 0,
    };
    let prefix = if number.is_some() { "number:" } else { "" };
    let rows = rows.iter().skip(header.map_or(0, |line| line + 1));
    let named = rows.map(|row| (row.line, row.code(place)));
    let named = named.filter(|(_, name)| name.as_deref() != Ok(""));
    let named = named.map(|(line, name)| (line, name.map(|name| format!("{prefix}{name}"))));
    Ok(named.collect())
}

/// Returns the headings of a list's columns.
///
/// # Errors
/// [`ImportError`] when the file is no list.
pub fn headings(file: &ListFile) -> Result<Vec<String>, ImportError> {
    let columns = Columns::default();
    let (rows, delimiter, _) = read_rows(file, None, None, &columns).map_err(in_file(file))?;
    let table = Table::of_rows(rows, delimiter, &columns).ok_or(ListError::Empty);
    Ok(table.map_err(in_file(file))?.header)
}

/// Reads the people of a list, which has a column of names and may have one of organisations: by their headings, or the
/// first and the second in a list without any. An organisation stands behind the name and [`HOLDER_PARTS`].
///
/// # Errors
/// [`ImportError`] when the file is no list of people.
pub fn read_holders(file: &ListFile) -> Result<Vec<String>, ImportError> {
    let (rows, ..) = read_rows(file, None, None, &Columns::default()).map_err(in_file(file))?;
    let place = |row: &Row, list: &str| {
        let is_named = |cell: &String| words::is_word(list, &words::fold(cell));
        row.cells.iter().position(is_named)
    };
    let heading = |row: &Row| place(row, "header.name");
    let first = &rows[..rows.len().min(table::HEADER_WITHIN)];
    let header = first.iter().position(|row| heading(row).is_some());
    let (name, organisation) = match header.map(|header| &rows[header]) {
        Some(header) => (
            heading(header).unwrap_or_default(),
            place(header, "header.organisation"),
        ),
        None => (0, Some(1)),
    };
    let mut holders = Vec::new();
    for row in rows.iter().skip(header.map_or(0, |header| header + 1)) {
        let said = |place: usize| {
            let said = row::said(row.cell(place), "name");
            said.map_err(|why| in_file(file)(ListError::Row(row.line, why)))
        };
        let Some(name) = said(name)? else {
            continue;
        };
        let organisation = organisation.map_or(Ok(None), said)?;
        holders.push(
            [Some(name), organisation]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(HOLDER_PARTS),
        );
    }
    if holders.is_empty() {
        return Err(in_file(file)(ListError::Empty));
    }
    Ok(holders)
}

fn in_file<E: Into<ListError>>(file: &ListFile) -> impl Fn(E) -> ImportError {
    move |source| ImportError::List {
        file: file.name.clone(),
        source: source.into(),
    }
}

/// Reads all rows of a file, its delimiter and its encoding.
fn read_rows(
    file: &ListFile,
    delimiter: Option<u8>,
    sheet: Option<&str>,
    columns: &Columns,
) -> Result<(Vec<Row>, char, Encoding), ListError> {
    let bytes = file.bytes.as_slice();
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ListError::TooLarge);
    }
    if workbook::is_workbook(bytes) {
        return Ok((workbook::rows_of(bytes, sheet)?, '\t', Encoding::Workbook));
    }
    let (text, encoding) = text::decode(bytes)?;
    let (rows, delimiter) = table::rows(&text, delimiter, columns);
    Ok((rows, delimiter, encoding))
}

fn read_table(
    file: &ListFile,
    request: &ImportRequest,
) -> Result<(Table, Places, Encoding), ListError> {
    let (columns, sheet) = (&request.columns, request.sheet.as_deref());
    let (rows, delimiter, encoding) = read_rows(file, request.delimiter, sheet, columns)?;
    let table = Table::of_rows(rows, delimiter, columns).ok_or(ListError::Empty)?;
    if table.rows.len() > MAX_ROWS {
        return Err(ListError::TooLarge);
    }
    let places = Places::find(&table.header, &table.rows, columns)?;
    Ok((table, places, encoding))
}

impl ReadList {
    fn report(
        self,
        seller: String,
        encoding: Encoding,
        plan: ImportPlan,
        outcome: Outcome,
        replaced: bool,
    ) -> ImportReport {
        let header = &self.table.header;
        let named = self.places.named(header);
        let unused = self.places.unused.iter().map(|place| header[*place].trim());
        let kept_names = self
            .listed
            .iter()
            .filter(|(_, it)| it.holder.is_some() && !it.share_holder);
        ImportReport {
            seller,
            encoding,
            delimiter: self.table.delimiter,
            columns: named
                .map(|(field, name)| (field, name.to_owned()))
                .collect(),
            unused: unused.map(str::to_owned).collect(),
            outcome,
            added: plan.add.len(),
            changed: plan.change.len(),
            already: plan.already,
            repeated: plan.repeated,
            blank: self.table.blank,
            withdrawn: plan.withdrawn,
            ambiguous: plan.ambiguous,
            kept_names: kept_names.count(),
            left: plan.left,
            replaced,
            warnings: warnings::of(&self),
            titles: self.table.titles,
            refused: self.refused,
        }
    }
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
    let mut known = sellers.iter();
    let alike = known.find(|known| *known != name && letters(known) == letters(name));
    alike.map_or(Ok(()), |known| Err(ImportError::Spelling(known.clone())))
}

/// Returns a seller's name without what people write now so and now otherwise.
fn letters(name: &str) -> String {
    let lower = name.nfd().flat_map(char::to_lowercase);
    lower.filter(|c| c.is_alphanumeric()).collect()
}

fn write(
    change: &dyn WriteTx,
    plan: &ImportPlan,
    new: &[ForeignTicket],
    replace: bool,
    now: UnixMs,
) -> Result<(), ImportError> {
    for (_, ticket) in &plan.change {
        change.update_foreign_ticket(ticket)?;
    }
    change.insert_foreign_tickets(new, now)?;
    if replace {
        for left in &plan.left {
            change.set_ticket_status(left.number, TicketStatus::Revoked(now), now)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
