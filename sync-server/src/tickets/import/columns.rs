//! Which column of a list says what, by the names that sellers give them.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::status::{StatusKind, is_bad_status, looks_like_status};
use super::table::Row;
use super::words::{fold, has_word, is_word, words};
use crate::tickets::days::is_written_day;

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
    #[error(
        "no column is known to hold the tickets' codes; name it with --column-code. The columns are {0}"
    )]
    NoCode(String),
    /// No column of that name: what was asked for, and what there is.
    #[error("there is no column \"{0}\"; the columns are {1}")]
    Missing(String, String),
    /// Several columns of a name.
    #[error("several columns may be the one for {0}: {1}; say which with --column-{0}")]
    Several(&'static str, String),
    /// A column that may decide who gets in, and that nothing is taken from: its number, its name, what
    /// it looks like, and the option that takes it.
    #[error(
        "column {0} \"{1}\" looks like a {2} and is not used; name it with --column-{3}, or say --ignore-column \"{1}\""
    )]
    Unused(usize, String, &'static str, &'static str),
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

/// The fields of which a list has one column.
const FIELDS: [Field; 6] = [
    Field::Code,
    Field::Name,
    Field::Reference,
    Field::Kind,
    Field::Party,
    Field::Days,
];

impl Field {
    /// The word for it on the command line.
    fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Reference => "reference",
            Self::Kind => "type",
            Self::Party => "party",
            Self::Days => "days",
            Self::Status => "status",
        }
    }

    /// The names that are known for it, as [`key`] makes them.
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
        for field in &FIELDS[1..] {
            let place = place(header, *field, columns)?;
            let place = place.filter(|place| !ignored.contains(place));
            found.extend(place.map(|place| (*field, place)));
        }
        let is_free = |found: &[(Field, usize)], place: &usize| {
            !ignored.contains(place) && found.iter().all(|(_, taken)| taken != place)
        };
        let statuses = match columns.asked.get(&Field::Status) {
            Some(name) if name.is_empty() => Vec::new(),
            Some(name) => asked(header, name)?,
            None => (0..header.len())
                .filter(|place| is_free(&found, place))
                .filter(|place| StatusKind::of_header(&header[*place]).is_some())
                .collect(),
        };
        found.extend(statuses.into_iter().map(|place| (Field::Status, place)));
        let unused = (0..header.len()).filter(|place| found.iter().all(|(_, it)| it != place));
        let unused: Vec<usize> = unused.collect();
        let free = unused.iter().filter(|place| !ignored.contains(place));
        for place in free {
            let name = &header[*place];
            let cells = || rows.iter().filter_map(|row| row.cells.get(*place));
            let wanted = |field| {
                columns
                    .asked
                    .get(&field)
                    .is_none_or(|name| !name.is_empty())
            };
            let (what, option) = if wanted(Field::Status)
                && (looks_like_status(name) || cells().any(|cell| is_bad_status(cell)))
            {
                ("status", "status")
            } else if wanted(Field::Days)
                && (has_word("header.like date", &fold(name)) || mostly_dates(cells()))
            {
                ("date or a time", "days")
            } else {
                continue;
            };
            let name = name.trim().to_owned();
            return Err(ColumnsError::Unused(place + 1, name, what, option));
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

    /// The fields that were found, with the names of their columns.
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

/// The place of a field's column.
fn place(
    header: &[String],
    field: Field,
    columns: &Columns,
) -> Result<Option<usize>, ColumnsError> {
    let found = match columns.asked.get(&field) {
        Some(name) if name.is_empty() => Vec::new(),
        Some(name) => asked(header, name)?,
        None => {
            let keys: Vec<String> = header.iter().map(|name| key(name)).collect();
            let places = |name: &&str| -> Vec<usize> {
                (0..keys.len())
                    .filter(|place| keys[*place] == *name)
                    .collect()
            };
            field.names().iter().flat_map(places).collect()
        }
    };
    // Of two columns for a name, the one whose name comes first in the list of names is taken, and the
    // report says so. A mistake about the code would make every ticket a wrong one.
    let may_choose = field != Field::Code && !columns.asked.contains_key(&field);
    if found.len() > 1 && !may_choose {
        return Err(ColumnsError::Several(field.word(), listed(header, found)));
    }
    Ok(found.first().copied())
}

/// The columns with this name, or, where no column has it, the one with this number from 1.
fn asked(header: &[String], wanted: &str) -> Result<Vec<usize>, ColumnsError> {
    let all = || 0..header.len();
    let name = plain(wanted);
    let mut found: Vec<usize> = all().filter(|at| plain(&header[*at]) == name).collect();
    if found.is_empty() {
        found.extend(number_of(wanted).filter(|place| all().contains(place)));
    }
    if found.is_empty() {
        return Err(ColumnsError::Missing(
            wanted.to_owned(),
            listed(header, all()),
        ));
    }
    Ok(found)
}

/// The place that a column's number names.
fn number_of(wanted: &str) -> Option<usize> {
    wanted.trim().parse::<usize>().ok()?.checked_sub(1)
}

/// How well a row does for a header: how many of its cells are names that are known or asked for;
/// `None` for a row without a column for the code.
pub(super) fn header_score(cells: &[String], columns: &Columns) -> Option<usize> {
    let keys: Vec<String> = cells.iter().map(|cell| key(cell)).collect();
    let has = |field: Field| {
        let known = || keys.iter().any(|key| field.names().contains(&key.as_str()));
        match columns.asked.get(&field).filter(|name| !name.is_empty()) {
            None => known(),
            Some(name) if cells.iter().any(|cell| plain(cell) == plain(name)) => true,
            Some(name) => match number_of(name) {
                Some(place) if field == Field::Code => {
                    cells.get(place).is_some_and(|cell| !cell.trim().is_empty())
                }
                number => field != Field::Code && number.is_none() && known(),
            },
        }
    };
    let is_other = |(cell, key): &(&String, &String)| {
        StatusKind::of_header(cell).is_some() || is_word("header.others", key)
    };
    let fields = FIELDS.into_iter().filter(|field| has(*field)).count();
    let others = cells.iter().zip(&keys).filter(is_other).count();
    has(Field::Code)
        .then_some(fields + others)
        .filter(|score| *score > 0)
}

/// Whether most cells of a column that say something are dates.
fn mostly_dates<'a>(cells: impl Iterator<Item = &'a String>) -> bool {
    let (mut filled, mut dates) = (0, 0);
    for cell in cells.filter(|cell| !cell.trim().is_empty()) {
        filled += 1;
        dates += usize::from(is_written_day(cell));
    }
    filled > 0 && dates * 5 >= filled * 4
}

/// A column's name without case, the marks that exports put between words, and doubled spaces.
fn plain(name: &str) -> String {
    let composed: String = name.nfc().flat_map(char::to_lowercase).collect();
    let words = composed.split(|c: char| c.is_whitespace() || matches!(c, '_' | '.' | ':' | '*'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The same without diacritics, as known names are written.
fn key(name: &str) -> String {
    fold(&plain(name))
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
