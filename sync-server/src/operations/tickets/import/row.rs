//! One row of a list: what it says of a ticket, or why it says nothing that can be used.

use shared::catalogue::{Catalogue, TicketKind};
use shared::ids::TicketNumber;
use shared::ticket::{Claims, NO_KEY, is_invisible};
use shared::time::Calendar;
use unicode_normalization::UnicodeNormalization;

use super::cells::Row;
use super::code::{CodeColumn, CodeError, ListedCode, is_footer, unwrapped};
use super::columns::{Field, Places};
use super::request::ImportRequest;
use super::status::{StatusKind, StatusValue};
use super::table::Table;
use super::text::is_garbled;
use super::words::{is_word, words};
use crate::operations::tickets::days::{self, DaysError, days_mask};
use crate::operations::tickets::{TicketsError, kind_of};
use crate::ports::ForeignTicket;

/// The most characters of a name or a seller's number. More is a quotation mark that is never closed.
const TEXT_MAX: usize = 200;

/// Reads the rows of one list.
#[derive(Debug)]
pub(super) struct RowReader<'a> {
    request: &'a ImportRequest,
    seller: &'a str,
    catalogue: &'a Catalogue,
    table: &'a Table,
    places: &'a Places,
    calendar: Calendar,
    kind: &'a TicketKind,
    codes: CodeColumn,
    /// The columns of statuses, and whether an empty cell means that the ticket is not paid.
    statuses: Vec<(usize, StatusKind, bool)>,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// The cell of the code holds none.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The ticket is refunded, cancelled or not paid: the column and what it says.
    #[error("its \"{0}\" is \"{1}\"")]
    Status(String, String),
    /// A status that is not known: the column and what it says.
    #[error("its \"{0}\" is \"{1}\", which is not known")]
    UnknownStatus(String, String),
    /// More cells than columns: how many the row and the header have.
    #[error(
        "{0} cells where the header has {1}; a name with the character between cells in it must be in quotation marks"
    )]
    Cells(usize, usize),
    /// Other rows within a cell.
    #[error(
        "what looks like {0} further lines is within the quotation marks of a cell; a mark is probably not closed, and none of these lines was taken in"
    )]
    Swallowed(usize),
    /// A text that is longer than any name.
    #[error("the {0} has {1} characters; a quotation mark is probably not closed")]
    LongText(&'static str, usize),
    /// The catalogue has no such kind: what the cell says, and what there is.
    #[error("the exhibition has no kind of ticket \"{0}\"; it has {1}")]
    Kind(String, String),
    /// No party size.
    #[error("\"{0}\" is no number of people from 1 to 255")]
    Party(String),
    /// Days that the exhibition does not have.
    #[error(transparent)]
    Days(#[from] DaysError),
}

/// A row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// The line that it begins in.
    pub line: u64,
    /// Why.
    pub why: RowError,
}

impl RefusedRow {
    /// Returns whether the row may be a ticket that is known, though it can't be read.
    pub(super) fn may_be_known(&self) -> bool {
        !matches!(
            self.why,
            RowError::Status(..) | RowError::Code(CodeError::Footer(_) | CodeError::Header)
        )
    }
}

impl<'a> RowReader<'a> {
    /// Looks at the columns as a whole.
    ///
    /// # Errors
    /// [`TicketsError`] for a kind or days that the exhibition does not have.
    pub(super) fn new(
        table: &'a Table,
        places: &'a Places,
        catalogue: &'a Catalogue,
        seller: &'a str,
        request: &'a ImportRequest,
    ) -> Result<Self, TicketsError> {
        let calendar = catalogue.calendar();
        // Days that the exhibition does not have would make tickets that are never valid.
        days::dates_of(&calendar, request.days)?;
        let statuses = places.all(Field::Status).map(|place| {
            let header = table.header.get(place).map_or("", String::as_str);
            let kind = StatusKind::of_header(header).unwrap_or(StatusKind::Word);
            // Where some are marked as paid, one without a mark is not.
            let is_good = |cell| StatusKind::Good.read(cell, &[]) == StatusValue::Good;
            let paid = kind == StatusKind::Good && table.column(place).any(is_good);
            (place, kind, paid)
        });
        Ok(Self {
            request,
            seller,
            catalogue,
            table,
            places,
            calendar,
            kind: kind_of(catalogue, &request.kind)?,
            codes: CodeColumn::of(table.column(places.code)),
            statuses: statuses.collect(),
        })
    }

    /// Returns the ticket that a row says, and whether a name or a seller's number is left out since its
    /// letters are damaged. The ticket's number is 0 until it is given one.
    ///
    /// # Errors
    /// [`RowError`], the first thing that is wrong.
    pub(super) fn ticket(&self, row: &Row) -> Result<(ForeignTicket, bool), RowError> {
        let code = self.code(row)?;
        let text = |field: Field| {
            let place = self.places.of(field);
            place.map_or(Ok(None), |place| said(row.cell(place), field.word()))
        };
        let mut garbled = false;
        let mut whole = |text: Option<String>| {
            let damaged = text.as_deref().is_some_and(is_garbled);
            garbled |= damaged;
            text.filter(|_| !damaged)
        };
        let holder = whole(text(Field::Name)?);
        let reference = whole(text(Field::Reference)?);
        let kind = text(Field::Kind)?;
        let kind = kind.map_or(Ok(self.kind), |word| self.kind_of(&word))?;
        let party = text(Field::Party)?.map(party).transpose()?;
        let days = text(Field::Days)?;
        let days = days
            .map(|days| days_mask(&self.calendar, &days))
            .transpose()?;
        let ticket = ForeignTicket {
            claims: Claims {
                key: NO_KEY,
                exhibition: self.catalogue.exhibition,
                number: TicketNumber(0),
                kind: kind.id,
                party: party.or(self.request.party).unwrap_or(kind.party),
                days: days.unwrap_or(self.request.days),
                policy: kind.policy,
                zones: kind.zones,
            },
            seller: self.seller.to_owned(),
            hash: code.hash,
            folded: code.folded,
            proof: Some(code.proof),
            reference,
            share_holder: self.request.with_names && holder.is_some(),
            holder,
        };
        Ok((ticket, garbled))
    }

    /// Reads the code of a row that is one of tickets and whose ticket is paid.
    fn code(&self, row: &Row) -> Result<ListedCode, RowError> {
        let header = &self.table.header;
        let same = |(cell, name): (&String, &String)| cell.trim() == name.trim();
        if row.cells.iter().zip(header).all(same) {
            return Err(CodeError::Header.into());
        }
        if let Some(cell) = row.cells.iter().find(|cell| is_sum(cell)) {
            return Err(CodeError::Footer(cell.trim().to_owned()).into());
        }
        let mut beyond = row.cells.iter().skip(header.len());
        if beyond.any(|cell| !cell.trim().is_empty()) {
            return Err(RowError::Cells(row.cells.len(), header.len()));
        }
        let lines = self.swallowed(row);
        if lines > 0 {
            return Err(RowError::Swallowed(lines));
        }
        let code = row.code(self.places.code)?;
        let code = self.codes.read(self.catalogue.exhibition, &code)?;
        for (place, kind, paid) in &self.statuses {
            let value = row.cell(*place).trim();
            let column = || header.get(*place).map_or("", |name| name.trim()).to_owned();
            match kind.read(value, &self.request.valid_statuses) {
                StatusValue::Good => {}
                StatusValue::Empty if !paid => {}
                StatusValue::Unknown => {
                    return Err(RowError::UnknownStatus(column(), value.to_owned()));
                }
                _ => return Err(RowError::Status(column(), value.to_owned())),
            }
        }
        Ok(code)
    }

    /// Returns a kind by its key, or by its name in any language.
    fn kind_of(&self, word: &str) -> Result<&'a TicketKind, RowError> {
        let same = |name: &str| name.to_lowercase() == word.to_lowercase();
        let kinds = &self.catalogue.ticket_types;
        let mut fitting = kinds
            .iter()
            .filter(|kind| same(&kind.key) || kind.name.all().any(same));
        fitting.next().ok_or_else(|| {
            let known: Vec<&str> = kinds.iter().map(|kind| kind.key.as_str()).collect();
            RowError::Kind(word.to_owned(), known.join(", "))
        })
    }

    /// Returns how many lines of a cell look like rows of their own: what a quotation mark that is never closed takes
    /// along. In a cell that matters one delimiter is enough; in others, notes and addresses, it takes as many as a row
    /// has.
    fn swallowed(&self, row: &Row) -> usize {
        let lines = row.cells.iter().enumerate().map(|(place, cell)| {
            let matters = self.places.found.iter().any(|(_, used)| *used == place);
            let usual = self.table.header.len().max(2) - 1;
            let enough = if matters { 1 } else { usual };
            let further = cell.split('\n').skip(1);
            let rows = further.filter(|line| line.matches(self.table.delimiter).count() >= enough);
            rows.count()
        });
        lines.sum()
    }
}

/// Returns whether a cell, in any column, makes its row a sum and no ticket.
fn is_sum(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches(':').to_lowercase();
    let cell: String = cell.nfc().collect();
    let starts = words("sum.beginnings")
        .iter()
        .any(|start| cell.starts_with(start));
    is_word("sum", &cell) || starts && is_footer(&cell)
}

fn party(word: String) -> Result<u8, RowError> {
    // A whole number may be written with decimals.
    let whole = word.split_once(['.', ',']);
    let whole = whole.filter(|(_, part)| part.bytes().all(|byte| byte == b'0'));
    let number = whole.map_or(word.as_str(), |(whole, _)| whole);
    let party = number.parse().ok().filter(|party| *party > 0);
    party.ok_or(RowError::Party(word))
}

/// Returns the text of a cell, composed, on one line; `None` when there is none.
pub(super) fn said(cell: &str, what: &'static str) -> Result<Option<String>, RowError> {
    let cell = unwrapped(cell.trim());
    let words: Vec<&str> = cell.split_whitespace().collect();
    let text = words.join(" ");
    let visible = text.nfc().filter(|c| !c.is_control() && !is_invisible(*c));
    let text: String = visible.collect();
    let length = text.chars().count();
    if length > TEXT_MAX {
        return Err(RowError::LongText(what, length));
    }
    Ok((!text.is_empty()).then_some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlong_text_is_an_open_quotation_mark() {
        assert_eq!(said(" Lê\n  An ", "name"), Ok(Some("Lê An".to_owned())));
        assert_eq!(said(" \n ", "name"), Ok(None));
        let long = "x".repeat(TEXT_MAX + 1);
        assert_eq!(
            said(&long, "name"),
            Err(RowError::LongText("name", TEXT_MAX + 1))
        );
    }
}
