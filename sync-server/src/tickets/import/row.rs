//! One row of a list: what it says of a ticket, or why it says nothing that can be used.

use shared::catalogue::{Catalogue, TicketKind};
use shared::ids::{ExhibitionId, TicketNumber};
use shared::ticket::{self, CODE_DIGITS, Claims, CodeHash, NO_KEY};
use shared::time::Calendar;
use unicode_normalization::UnicodeNormalization;

use super::columns::Places;
use super::table::Row;
use crate::store::ForeignTicket;
use crate::tickets::days::{DaysError, mask_of_cell};

/// The most characters of a code.
const CODE_MAX: usize = 512;
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
    pub(super) delimiter: char,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// The cell of the code is empty.
    #[error("no code")]
    NoCode,
    /// The code is longer than any.
    #[error("the code has {0} characters; a quotation mark is probably not closed")]
    LongCode(usize),
    /// A line break or the like within the code.
    #[error("there is a line break or another control character within the code")]
    BrokenCode,
    /// A spreadsheet took the code for a number.
    #[error(
        "a spreadsheet made a number of the code (\"{0}\") and its digits are lost; get the list anew, or set the column to Text before the codes are pasted"
    )]
    Rounded(String),
    /// One of the exhibition's own codes.
    #[error("the code is one of this exhibition's own, which kiosks know by its signature")]
    OwnCode,
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
    /// The ticket that a row says. Its number is 0 until it is given one.
    ///
    /// # Errors
    /// [`RowError`], the first thing that is wrong.
    pub(super) fn ticket(
        &self,
        row: &Row,
        places: &Places,
        width: usize,
    ) -> Result<ForeignTicket, RowError> {
        if row.cells[width.min(row.cells.len())..]
            .iter()
            .any(|cell| !cell.trim().is_empty())
        {
            return Err(RowError::Cells {
                found: row.cells.len(),
                expected: width,
            });
        }
        let lines = swallowed(row, places, width, self.delimiter);
        if lines > 0 {
            return Err(RowError::Swallowed(lines));
        }
        let cell = |place: Option<usize>| place.and_then(|place| row.cells.get(place));
        let text = |place, what| cell(place).map_or(Ok(None), |cell| said(cell, what));
        let (hash, folded) = hash(self.catalogue.exhibition, cell(Some(places.code)))?;
        let holder = text(places.name, "name")?;
        let reference = text(places.reference, "reference")?;
        let kind = match text(places.kind, "type")? {
            Some(word) => self.kind_of(word)?,
            None => self.kind,
        };
        let party = match text(places.party, "party")? {
            Some(word) => party(word)?,
            None => self.party.unwrap_or(kind.party),
        };
        let days = match text(places.days, "days")? {
            Some(word) => mask_of_cell(self.calendar, &word)?,
            None => self.days,
        };
        Ok(ForeignTicket {
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
            hash,
            folded,
            reference,
            share_holder: self.share_names && holder.is_some(),
            holder,
        })
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

fn hash(
    here: ExhibitionId,
    cell: Option<&String>,
) -> Result<(CodeHash, Option<CodeHash>), RowError> {
    let code = ticket::normalise(literal(cell.map_or("", String::as_str)));
    let length = code.chars().count();
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    match length {
        0 => Err(RowError::NoCode),
        _ if length > CODE_MAX => Err(RowError::LongCode(length)),
        _ if code.chars().any(char::is_control) => Err(RowError::BrokenCode),
        _ if rounded(&code) => Err(RowError::Rounded(code.into_owned())),
        CODE_DIGITS if digits => Err(RowError::OwnCode),
        _ => {
            let hash = CodeHash::of(here, &code);
            let folded = CodeHash::of_folded(here, &code);
            Ok((hash, (folded != hash).then_some(folded)))
        }
    }
}

/// The text of a cell that was written as `="…"`, so that no spreadsheet makes a number of it.
fn literal(cell: &str) -> &str {
    let cell = cell.trim();
    let inner = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(cell)
}

/// Whether a spreadsheet wrote this in place of a long number: `8,93601E+12`, `8936012345678.0`.
fn rounded(code: &str) -> bool {
    let number = |text: &str| {
        let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(part)
    };
    match code.split_once("E+") {
        Some((mantissa, exponent)) => number(mantissa) && number(exponent),
        None => code.ends_with(".0") && number(code),
    }
}

fn party(word: String) -> Result<u8, RowError> {
    let party = word.parse().ok().filter(|party| *party > 0);
    party.ok_or(RowError::Party(word))
}

/// The text of a cell, composed, on one line; `None` when there is none.
fn said(cell: &str, what: &'static str) -> Result<Option<String>, RowError> {
    let words: Vec<&str> = literal(cell).split_whitespace().collect();
    let text: String = words.join(" ").nfc().filter(|c| !c.is_control()).collect();
    let length = text.chars().count();
    if length > TEXT_MAX {
        return Err(RowError::LongText(what, length));
    }
    Ok((!text.is_empty()).then_some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: ExhibitionId = ExhibitionId(24);

    fn code(cell: &str) -> Result<CodeHash, RowError> {
        hash(HERE, Some(&cell.to_owned())).map(|(hash, _)| hash)
    }

    #[test]
    fn a_code_is_the_same_however_a_spreadsheet_keeps_it() {
        for cell in ["0893", " 0893\u{a0}", "=\"0893\"", "\t0893\r"] {
            assert_eq!(code(cell), Ok(CodeHash::of(HERE, "0893")), "{cell:?}");
        }
        for cell in ["8E5", "1.05", "V2.0", "=0893", "12,5"] {
            assert_eq!(code(cell), Ok(CodeHash::of(HERE, cell)), "{cell:?}");
        }
    }

    #[test]
    fn what_can_be_no_code_is_refused_with_the_reason() {
        assert_eq!(code(" \t"), Err(RowError::NoCode));
        assert_eq!(code(&"9".repeat(600)), Err(RowError::LongCode(600)));
        assert_eq!(code("12\n34"), Err(RowError::BrokenCode));
        assert_eq!(code(&"1".repeat(CODE_DIGITS)), Err(RowError::OwnCode));
        for cell in ["8.93601E+12", "8,93601E+12", "9E+15", "8936012345678.0"] {
            assert_eq!(code(cell), Err(RowError::Rounded(cell.to_owned())));
        }
    }

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
