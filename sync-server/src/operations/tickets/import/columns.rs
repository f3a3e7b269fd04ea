//! Which column of a list says what, by the names that sellers give them.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::cells::Row;
use super::status::{StatusKind, is_bad_status, looks_like_status};
use super::words::{bare, fold, has_word, is_word, words};
use crate::operations::tickets::days::is_written_day;

/// What a column may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The code on the ticket. The only column that must be there.
    Code,
    /// The name of its holder.
    Name,
    /// The seller's own number, of the ticket or of the order.
    Reference,
    /// The kind of ticket.
    Kind,
    /// How many people it admits.
    Party,
    /// The days it is valid on.
    Days,
    /// Whether it is paid, refunded or cancelled.
    Status,
}

/// Which columns a list's fields are taken from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// The fields whose columns are asked for: by name or, where no column has it, by number from 1; an
    /// empty name for none. Other fields are taken from columns with a known name.
    pub asked: BTreeMap<Field, String>,
    /// Columns that are not to be used, though they look like a date or a status.
    pub ignored: Vec<String>,
}

/// Why a list's columns can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// No column for the code.
    #[error("no column is known to hold the tickets' codes; the columns are {0}")]
    NoCode(String),
    /// No column of that name: what was asked for, and what there is.
    #[error("there is no column \"{0}\"; the columns are {1}")]
    Missing(String, String),
    /// Several columns of a name.
    #[error("several columns may be the one for {}: {}", .0.word(), .1)]
    Several(Field, String),
    /// A column that may decide who gets in, and that nothing is taken from.
    #[error("{0}")]
    Unused(UnusedColumn),
}

/// A column that looks like a status or a date, and that nothing is taken from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "column {number} \"{name}\" looks like a {} and is not used",
    if *.field == Field::Status { "status" } else { "date or a time" }
)]
pub struct UnusedColumn {
    /// Its number, from 1.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The field that it may be.
    pub field: Field,
}

/// Where each field stands in a row, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) code: usize,
    /// All fields that were found; statuses may be several.
    pub(super) found: Vec<(Field, usize)>,
    /// The columns that nothing is taken from.
    pub(super) unused: Vec<usize>,
}

/// All fields with their words. Of all but the last a list has one column.
const FIELDS: [(Field, &str); 7] = [
    (Field::Code, "code"),
    (Field::Name, "name"),
    (Field::Reference, "reference"),
    (Field::Kind, "type"),
    (Field::Party, "party"),
    (Field::Days, "days"),
    (Field::Status, "status"),
];

impl Field {
    /// Returns all fields.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.into_iter().map(|(field, _)| field)
    }

    /// Returns the fields of which a list has one column.
    fn single() -> impl Iterator<Item = Self> {
        Self::all().filter(|field| *field != Self::Status)
    }

    /// Returns the word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut fields = FIELDS.into_iter();
        fields
            .find(|(field, _)| *field == self)
            .map_or("", |(_, word)| word)
    }

    /// Returns the names that are known for it, as [`key`] makes them.
    fn names(self) -> &'static [&'static str] {
        words(&format!("header.{}", self.word()))
    }
}

impl Places {
    /// Finds the columns of a header.
    ///
    /// # Errors
    /// [`ColumnsError`], with the columns there are.
    pub(super) fn find(
        header: &[String],
        rows: &[Row],
        columns: &Columns,
    ) -> Result<Self, ColumnsError> {
        let ignored = columns.ignored.iter().map(|name| asked(header, name));
        let ignored = ignored.collect::<Result<Vec<_>, _>>()?.concat();
        let code = code_place(header, columns)?;
        let mut found = vec![(Field::Code, code)];
        for field in Field::single().skip(1) {
            let place = place(header, field, columns)?;
            let place = place.filter(|place| !ignored.contains(place));
            found.extend(place.map(|place| (field, place)));
        }
        let is_free = |found: &[(Field, usize)], place: &usize| {
            !ignored.contains(place) && found.iter().all(|(_, taken)| taken != place)
        };
        let mut statuses = candidates(header, Field::Status, columns)?;
        statuses
            .retain(|place| columns.asked.contains_key(&Field::Status) || is_free(&found, place));
        found.extend(statuses.into_iter().map(|place| (Field::Status, place)));
        let unused = (0..header.len()).filter(|place| found.iter().all(|(_, it)| it != place));
        let unused: Vec<usize> = unused.collect();
        let free = unused.iter().filter(|place| !ignored.contains(place));
        for place in free {
            let name = &header[*place];
            let cells = || rows.iter().filter_map(|row| row.cells.get(*place));
            let wanted = |field| columns.asked.get(&field) != Some(&String::new());
            let field = if wanted(Field::Status)
                && (looks_like_status(name) || cells().any(|cell| is_bad_status(cell)))
            {
                Field::Status
            } else if wanted(Field::Days)
                && (has_word("header.like date", &fold(name)) || mostly_dates(cells()))
            {
                Field::Days
            } else {
                continue;
            };
            return Err(ColumnsError::Unused(UnusedColumn {
                number: place + 1,
                name: name.trim().to_owned(),
                field,
            }));
        }
        Ok(Self {
            code,
            found,
            unused,
        })
    }

    /// Returns the place of a field's column.
    pub(super) fn of(&self, field: Field) -> Option<usize> {
        self.all(field).next()
    }

    /// Returns the places of all columns of a field.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = usize> {
        let found = self.found.iter().filter(move |(found, _)| *found == field);
        found.map(|(_, place)| *place)
    }

    /// Returns the fields that were found, with the names of their columns.
    pub(super) fn named<'a>(
        &self,
        header: &'a [String],
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        let found = self.found.iter();
        found.filter_map(|(field, place)| Some((field.word(), header.get(*place)?.trim())))
    }
}

/// Returns the place of the codes in a header.
///
/// # Errors
/// [`ColumnsError`] for none and for several.
pub(super) fn code_place(header: &[String], columns: &Columns) -> Result<usize, ColumnsError> {
    let found = place(header, Field::Code, columns)?;
    found.ok_or_else(|| ColumnsError::NoCode(listed(header, 0..header.len())))
}

/// Returns the place of a field's column.
fn place(
    header: &[String],
    field: Field,
    columns: &Columns,
) -> Result<Option<usize>, ColumnsError> {
    let found = candidates(header, field, columns)?;
    // Of two columns for a name, the one whose name comes first in the list of names is taken, and the
    // report says so. A mistake about the code would make every ticket a wrong one.
    let may_choose = field != Field::Code && !columns.asked.contains_key(&field);
    if found.len() > 1 && !may_choose {
        return Err(ColumnsError::Several(field, listed(header, found)));
    }
    Ok(found.first().copied())
}

/// Returns the places of all columns that a field may be taken from, the best first.
fn candidates(
    header: &[String],
    field: Field,
    columns: &Columns,
) -> Result<Vec<usize>, ColumnsError> {
    match columns.asked.get(&field) {
        Some(name) if name.is_empty() => Ok(Vec::new()),
        Some(name) => asked(header, name),
        None if field == Field::Status => Ok(positions(header, |cell| {
            StatusKind::of_header(cell).is_some()
        })),
        None => {
            let keys: Vec<String> = header.iter().map(|name| key(name)).collect();
            let names = field.names().iter();
            let places = names.flat_map(|name| positions(&keys, |key| key == *name));
            Ok(places.collect())
        }
    }
}

/// Returns the columns with this name, or, where no column has it, the one with this number from 1.
fn asked(header: &[String], wanted: &str) -> Result<Vec<usize>, ColumnsError> {
    let name = plain(wanted);
    let named = positions(header, |cell| plain(cell) == name);
    let number = wanted.trim().parse::<usize>().ok();
    match number.filter(|number| (1..=header.len()).contains(number)) {
        _ if !named.is_empty() => Ok(named),
        Some(number) => Ok(vec![number - 1]),
        None => {
            let all = listed(header, 0..header.len());
            Err(ColumnsError::Missing(wanted.to_owned(), all))
        }
    }
}

fn positions(cells: &[String], is_wanted: impl Fn(&str) -> bool) -> Vec<usize> {
    let cells = cells.iter().enumerate();
    let wanted = cells.filter(|(_, cell)| is_wanted(cell));
    wanted.map(|(place, _)| place).collect()
}

/// Returns how well a row does for a header: how many of its cells are names that are known or asked for; `None` for a
/// row without a column for the code.
pub(super) fn header_score(cells: &[String], columns: &Columns) -> Option<usize> {
    let has = |field: &Field| {
        let places = candidates(cells, *field, columns).unwrap_or_default();
        places.iter().any(|place| !cells[*place].trim().is_empty())
    };
    // Any row has a column of that number.
    let is_named = |field: &Field| {
        let asked = columns.asked.get(field);
        asked.is_none_or(|name| name.trim().parse::<usize>().is_err()) && has(field)
    };
    let is_other = |cell: &&String| {
        StatusKind::of_header(cell).is_some() || is_word("header.others", &key(cell))
    };
    let others = cells.iter().filter(is_other).count();
    let score = Field::single().filter(is_named).count() + others;
    (has(&Field::Code) && score > 0).then_some(score)
}

/// Returns whether most cells of a column that say something are dates.
fn mostly_dates<'a>(cells: impl Iterator<Item = &'a String>) -> bool {
    let (mut filled, mut dates) = (0, 0);
    for cell in cells.filter(|cell| !cell.trim().is_empty()) {
        filled += 1;
        dates += usize::from(is_written_day(cell));
    }
    filled > 0 && dates * 5 >= filled * 4
}

/// Returns a column's name without case, the marks that exports put between words, and doubled spaces.
fn plain(name: &str) -> String {
    let composed: String = name.nfc().flat_map(char::to_lowercase).collect();
    let words = composed.split(|c: char| c.is_whitespace() || matches!(c, '_' | '.' | ':' | '*'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Returns the same without diacritics, as known names are written.
fn key(name: &str) -> String {
    bare(&plain(name))
}

fn listed(header: &[String], places: impl IntoIterator<Item = usize>) -> String {
    let columns = places.into_iter().filter_map(|place| {
        let name = header.get(place)?.trim();
        Some(format!("{} \"{name}\"", place + 1))
    });
    columns.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
