//! One row of a list: what it says of a ticket, or why it says nothing that can be used.

use shared::catalogue::{Catalogue, TicketKind};
use shared::ids::TicketNumber;
use shared::ticket::{Claims, NO_KEY, is_invisible};
use shared::time::Calendar;
use unicode_normalization::UnicodeNormalization;

use super::code::{CodeColumn, CodeError, ListedCode, is_footer, unwrapped};
use super::columns::Places;
use super::status::{StatusKind, StatusValue};
use super::table::{Row, Table};
use super::text::is_garbled;
use crate::store::ForeignTicket;
use crate::tickets::days::{DaysError, days_mask};

/// The most characters of a name or a seller's number. More is a quotation mark that is never closed.
const TEXT_MAX: usize = 200;

/// What holds for every row that does not say otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Defaults<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) calendar: &'a Calendar,
    pub(super) seller: &'a str,
    pub(super) kind: &'a TicketKind,
    pub(super) days: u16,
    pub(super) party: Option<u8>,
    pub(super) share_names: bool,
    pub(super) codes: CodeColumn,
    /// Words of a status column that are good, too.
    pub(super) valid_statuses: &'a [String],
    /// The status columns in which an empty cell means that the ticket is not paid.
    pub(super) paid_columns: &'a [usize],
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReadRow {
    pub(super) ticket: ForeignTicket,
    /// Whether a name or a seller's number is left out, since its letters are damaged.
    pub(super) garbled: bool,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// The cell of the code holds none.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The ticket is refunded, cancelled or not paid.
    #[error("its \"{column}\" is \"{value}\"")]
    Status {
        /// The name of the column.
        column: String,
        /// What it says.
        value: String,
    },
    /// A status that is not known.
    #[error(
        "its \"{column}\" is \"{value}\", which is not known; if such tickets are good, add --valid-status \"{value}\""
    )]
    UnknownStatus {
        /// The name of the column.
        column: String,
        /// What it says.
        value: String,
    },
    /// More cells than columns.
    #[error(
        "{found} cells where the header has {expected}; a name with the character between cells in it must be in quotation marks"
    )]
    Cells {
        /// How many the row has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// Other rows within a cell.
    #[error(
        "what looks like {0} further lines is within the quotation marks of a cell; a mark is probably not closed, and none of these lines was taken in"
    )]
    Swallowed(usize),
    /// A text that is longer than any name.
    #[error("the {0} has {1} characters; a quotation mark is probably not closed")]
    LongText(&'static str, usize),
    /// The catalogue has no such kind.
    #[error("the exhibition has no kind of ticket \"{kind}\"; it has {known}")]
    Kind {
        /// What the cell says.
        kind: String,
        /// What there is.
        known: String,
    },
    /// No party size.
    #[error("\"{0}\" is no number of people from 1 to 255")]
    Party(String),
    /// Days that the exhibition does not have.
    #[error(transparent)]
    Days(#[from] DaysError),
}

impl Defaults<'_> {
    /// Returns the ticket that a row says. Its number is 0 until it is given one.
    ///
    /// # Errors
    /// [`RowError`], the first thing that is wrong.
    pub(super) fn ticket(
        &self,
        row: &Row,
        places: &Places,
        table: &Table,
    ) -> Result<ReadRow, RowError> {
        let code = self.code(row, places, table)?;
        let cell = |place: Option<usize>| place.and_then(|place| row.cells.get(place));
        let text = |place, what| cell(place).map_or(Ok(None), |cell| said(cell, what));
        let mut garbled = false;
        let mut whole = |text: Option<String>| {
            let damaged = text.as_deref().is_some_and(is_garbled);
            garbled |= damaged;
            text.filter(|_| !damaged)
        };
        let holder = whole(text(places.name, "name")?);
        let reference = whole(text(places.reference, "reference")?);
        let kind = match text(places.kind, "type")? {
            Some(word) => self.kind_of(word)?,
            None => self.kind,
        };
        let party = match text(places.party, "party")? {
            Some(word) => party(word)?,
            None => self.party.unwrap_or(kind.party),
        };
        let days = match text(places.days, "days")? {
            Some(word) => days_mask(self.calendar, &word)?,
            None => self.days,
        };
        let ticket = ForeignTicket {
            claims: Claims {
                key: NO_KEY,
                exhibition: self.catalogue.exhibition,
                number: TicketNumber(0),
                kind: kind.id,
                party,
                days,
                policy: kind.policy.into(),
                zones: kind.zones,
            },
            seller: self.seller.to_owned(),
            hash: code.hash,
            folded: code.folded,
            reference,
            share_holder: self.share_names && holder.is_some(),
            holder,
        };
        Ok(ReadRow { ticket, garbled })
    }

    /// Reads the code of a row that is one of tickets and whose ticket is paid.
    fn code(&self, row: &Row, places: &Places, table: &Table) -> Result<ListedCode, RowError> {
        let width = table.header.len();
        let same = |(cell, name): (&String, &String)| cell.trim() == name.trim();
        if row.cells.iter().zip(&table.header).all(same) {
            return Err(CodeError::Header.into());
        }
        if let Some(cell) = row.cells.iter().find(|cell| is_sum(cell)) {
            return Err(CodeError::Footer(cell.trim().to_owned()).into());
        }
        let beyond = row.cells.iter().skip(width);
        if beyond.into_iter().any(|cell| !cell.trim().is_empty()) {
            return Err(RowError::Cells {
                found: row.cells.len(),
                expected: width,
            });
        }
        let lines = swallowed(row, places, width, table.delimiter);
        if lines > 0 {
            return Err(RowError::Swallowed(lines));
        }
        let cell = |place: usize| row.cells.get(place).map_or("", String::as_str);
        let code = self
            .codes
            .read(self.catalogue.exhibition, &row.code(places.code)?)?;
        for (place, kind) in &places.status {
            let column = table.header.get(*place).map_or("", |name| name.trim());
            self.check_status(*place, *kind, column, cell(*place).trim())?;
        }
        Ok(code)
    }

    fn check_status(
        &self,
        place: usize,
        kind: StatusKind,
        column: &str,
        value: &str,
    ) -> Result<(), RowError> {
        let (column, word) = (column.to_owned(), value.to_owned());
        match kind.read(value, self.valid_statuses) {
            StatusValue::Good => Ok(()),
            StatusValue::Empty if !self.paid_columns.contains(&place) => Ok(()),
            StatusValue::Bad | StatusValue::Empty => Err(RowError::Status {
                column,
                value: word,
            }),
            StatusValue::Unknown => Err(RowError::UnknownStatus {
                column,
                value: word,
            }),
        }
    }

    /// A kind by its key, or by its name in any language.
    fn kind_of(&self, word: String) -> Result<&TicketKind, RowError> {
        let same = |name: &str| name.to_lowercase() == word.to_lowercase();
        let kinds = &self.catalogue.ticket_types;
        let found = kinds
            .iter()
            .find(|kind| same(&kind.key) || kind.name.all().any(same));
        found.ok_or_else(|| {
            let known: Vec<&str> = kinds.iter().map(|kind| kind.key.as_str()).collect();
            RowError::Kind {
                known: known.join(", "),
                kind: word,
            }
        })
    }
}

/// How many lines of a cell look like rows of their own: what a quotation mark that is never closed
/// takes along. In a cell that matters one delimiter is enough; in others, notes and addresses, it
/// takes as many as a row has.
fn swallowed(row: &Row, places: &Places, width: usize, delimiter: char) -> usize {
    let matters = |place: usize| places.all().any(|used| used == place);
    let lines = (0..).zip(&row.cells).map(|(place, cell)| {
        let enough = if matters(place) { 1 } else { width.max(2) - 1 };
        let further = cell.split('\n').skip(1);
        further
            .filter(|line| line.matches(delimiter).count() >= enough)
            .count()
    });
    lines.sum()
}

/// Whether a cell, in whatever column, makes its row a sum and no ticket.
fn is_sum(cell: &str) -> bool {
    let words = cell.trim().trim_end_matches(':').to_lowercase();
    let words: String = words.nfc().collect();
    let first = [
        "tổng cộng",
        "grand total",
        "tổng số vé",
        "tổng số lượng",
        "tổng tiền",
    ];
    let alone = ["total", "tổng", "cộng", "subtotal", "tong cong", "totals"];
    let starts = first.iter().any(|start| words.starts_with(start));
    alone.contains(&words.as_str()) || starts && is_footer(&words)
}

fn party(word: String) -> Result<u8, RowError> {
    // A whole number may be written with decimals.
    let whole = word
        .split_once(['.', ','])
        .filter(|(_, part)| part.bytes().all(|byte| byte == b'0'));
    let number = whole.map_or(word.as_str(), |(whole, _)| whole);
    let party = number.parse().ok().filter(|party| *party > 0);
    party.ok_or(RowError::Party(word))
}

/// The text of a cell, composed, on one line; `None` when there is none.
fn said(cell: &str, what: &'static str) -> Result<Option<String>, RowError> {
    let cell = unwrapped(cell.trim());
    let words: Vec<&str> = cell.split_whitespace().collect();
    let text: String = words
        .join(" ")
        .nfc()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .collect();
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
    fn a_text_that_is_longer_than_any_name_is_an_open_quotation_mark() {
        assert_eq!(said(" Lê\n  An ", "name"), Ok(Some("Lê An".to_owned())));
        assert_eq!(said(" \n ", "name"), Ok(None));
        let long = "x".repeat(TEXT_MAX + 1);
        assert_eq!(
            said(&long, "name"),
            Err(RowError::LongText("name", TEXT_MAX + 1))
        );
    }
}
