//! Which column of a list says what, by the names that sellers give them.

use unicode_normalization::UnicodeNormalization;

use super::status::{StatusKind, is_bad_status, looks_like_status};
use super::table::Row;
use super::words::{fold, has_words};
use crate::tickets::days::is_written_day;

/// What a column may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Which column a field is taken from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Column {
    /// The one with a name that is known for it, if there is one.
    #[default]
    Known,
    /// The one with this name, or, where no column has it, the one with this number from 1.
    Named(String),
    /// None, even if there is one with a known name.
    Ignored,
}

/// Which columns a list's fields are taken from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// For [`Field::Code`].
    pub code: Column,
    /// For [`Field::Name`].
    pub name: Column,
    /// For [`Field::Reference`].
    pub reference: Column,
    /// For [`Field::Kind`].
    pub kind: Column,
    /// For [`Field::Party`].
    pub party: Column,
    /// For [`Field::Days`].
    pub days: Column,
    /// For [`Field::Status`]; where it is not named, every column with a known name.
    pub status: Column,
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
    /// No column of that name.
    #[error("there is no column \"{name}\"; the columns are {known}")]
    Missing {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// Several columns of a name.
    #[error("several columns may be the one for {0}: {1}; say which with --column-{0}")]
    Several(&'static str, String),
    /// A column that may decide who gets in, and that nothing is taken from.
    #[error(
        "column {column} looks like a {what} and is not used; name it with --column-{option}, or say --ignore-column {column_name}"
    )]
    Unused {
        /// Its number and its name.
        column: String,
        /// Its name, for the command line.
        column_name: String,
        /// What it looks like.
        what: &'static str,
        /// The option that takes it.
        option: &'static str,
    },
}

/// Where each field stands in a row, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) code: usize,
    pub(super) name: Option<usize>,
    pub(super) reference: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) party: Option<usize>,
    pub(super) days: Option<usize>,
    pub(super) status: Vec<(usize, StatusKind)>,
    /// The columns that nothing is taken from.
    pub(super) unused: Vec<usize>,
}

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

    /// The names that are known for it, as [`plain`] makes them, the best first. A name that sellers
    /// also use for something else, such as "quantity", is not among them.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let names = match self {
            Self::Code => {
                "barcode|bar code|code|ticket code|qr|qr code|qrcode|mã vé|ma ve|mã vạch|ma vach\
                 |mã qr|ma qr|mã code|mã"
            }
            Self::Name => {
                "full name|name|holder|ticket holder|attendee|attendee name|guest|guest name\
                 |customer|customer name|họ tên|ho ten|họ và tên|ho va ten|tên|ten|người tham dự\
                 |tên người tham dự|tên khách|khách hàng|tên khách hàng|ten khach hang"
            }
            Self::Reference => {
                "reference|ref|ticket number|ticket no|booking|booking code|booking number|order\
                 |order id|order no|order number|order code|số vé|so ve|mã đặt vé|mã đặt chỗ|mã đơn\
                 |mã đơn hàng|ma don hang|số đơn hàng|đơn hàng|mã giao dịch"
            }
            Self::Kind => "type|ticket type|kind|loại vé|loai ve|loại|hạng vé|hang ve",
            Self::Party => "party|party size|people|persons|số người|so nguoi|số khách|so khach",
            Self::Days => {
                "days|valid days|valid on|visit date|date of visit|ngày sử dụng|ngay su dung\
                 |ngày tham quan|ngay tham quan|ngày hiệu lực|ngay hieu luc|ngày tham dự|ngay tham du|ngày vào cổng\
                 |ngay vao cong|ngày sự kiện|ngay su kien|ngày đi|ngay di|ngày vé|ngay ve|event date|session date|attendance date\
                 |date valid|valid date|valid for|ngày|ngay|date"
            }
            // Every column that `StatusKind` knows is one.
            Self::Status => "",
        };
        names.split('|').filter(|name| !name.is_empty())
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
        let place = |field, column: &Column| place(header, field, column);
        let ignored = columns
            .ignored
            .iter()
            .map(|name| numbered_or_named(header, name));
        let ignored: Vec<usize> = ignored.collect::<Result<Vec<_>, _>>()?.concat();
        let mut places = Self {
            code: code_place(header, &columns.code)?,
            name: place(Field::Name, &columns.name)?,
            reference: place(Field::Reference, &columns.reference)?,
            kind: place(Field::Kind, &columns.kind)?,
            party: place(Field::Party, &columns.party)?,
            days: place(Field::Days, &columns.days)?,
            status: Vec::new(),
            unused: Vec::new(),
        };
        for known in [
            &mut places.name,
            &mut places.reference,
            &mut places.kind,
            &mut places.party,
            &mut places.days,
        ] {
            *known = known.filter(|place| !ignored.contains(place));
        }
        let taken: Vec<usize> = places.all().collect();
        let free =
            (0..header.len()).filter(|place| !taken.contains(place) && !ignored.contains(place));
        match &columns.status {
            Column::Ignored => {}
            Column::Named(name) => {
                let named = numbered_or_named(header, name)?;
                let kind = |place: usize| {
                    StatusKind::of_header(&header[place]).unwrap_or(StatusKind::Word)
                };
                places.status = named
                    .into_iter()
                    .map(|place| (place, kind(place)))
                    .collect();
            }
            Column::Known => {
                let known = free
                    .clone()
                    .filter_map(|place| Some((place, StatusKind::of_header(&header[place])?)));
                places.status = known.collect();
            }
        }
        let used: Vec<usize> = places.all().collect();
        places.unused = (0..header.len())
            .filter(|place| !used.contains(place))
            .collect();
        let asked = |option: &Column, what| *option == Column::Ignored && what;
        for place in free.filter(|place| !used.contains(place)) {
            let cells = || {
                rows.iter()
                    .filter_map(|row| row.cells.get(place))
                    .map(String::as_str)
            };
            let (what, option) = if !asked(&columns.status, true)
                && (looks_like_status(&header[place]) || cells().any(is_bad_status))
            {
                ("status", "status")
            } else if !asked(&columns.days, true)
                && (looks_like_date(&header[place]) || mostly_dates(cells()))
            {
                ("date or a time", "days")
            } else {
                continue;
            };
            return Err(ColumnsError::Unused {
                column: listed(header, [place]),
                column_name: format!("\"{}\"", header[place].trim()),
                what,
                option,
            });
        }
        Ok(places)
    }

    /// The fields that were found, with the names of their columns.
    pub(super) fn named<'a>(
        &self,
        header: &'a [String],
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        let found = self.found();
        found.filter_map(|(field, place)| Some((field.word(), header.get(place)?.trim())))
    }

    /// All places that matter.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.found().map(|(_, place)| place)
    }

    fn found(&self) -> impl Iterator<Item = (Field, usize)> + use<> {
        let places = [
            (Field::Code, Some(self.code)),
            (Field::Name, self.name),
            (Field::Reference, self.reference),
            (Field::Kind, self.kind),
            (Field::Party, self.party),
            (Field::Days, self.days),
        ];
        let status: Vec<usize> = self.status.iter().map(|(place, _)| *place).collect();
        places
            .into_iter()
            .filter_map(|(field, place)| Some((field, place?)))
            .chain(status.into_iter().map(|place| (Field::Status, place)))
    }
}

/// Returns the place of the codes in a header.
///
/// # Errors
/// [`ColumnsError`] for none and for several.
pub(super) fn code_place(header: &[String], column: &Column) -> Result<usize, ColumnsError> {
    let found = place(header, Field::Code, column)?;
    found.ok_or_else(|| ColumnsError::NoCode(listed(header, 0..header.len())))
}

/// The place of a field's column.
fn place(header: &[String], field: Field, column: &Column) -> Result<Option<usize>, ColumnsError> {
    let named = |wanted: &str| -> Vec<usize> {
        let columns = (0..).zip(header);
        let fitting = columns.filter(|(_, name)| plain(name) == wanted);
        fitting.map(|(place, _)| place).collect()
    };
    let found: Vec<usize> = match column {
        Column::Ignored => Vec::new(),
        Column::Known => field.names().flat_map(named).collect(),
        Column::Named(wanted) => numbered_or_named(header, wanted)?,
    };
    // Of two columns for a name, the one whose name comes first in the list above is taken, and the
    // report says so. A mistake about the code would make every ticket a wrong one.
    let may_choose = field != Field::Code && *column == Column::Known;
    if found.len() > 1 && !may_choose {
        let columns = listed(header, found);
        return Err(ColumnsError::Several(field.word(), columns));
    }
    Ok(found.first().copied())
}

/// The columns with this name, or, where no column has it, the one with this number from 1.
fn numbered_or_named(header: &[String], wanted: &str) -> Result<Vec<usize>, ColumnsError> {
    let name = plain(wanted);
    let named = (0..)
        .zip(header)
        .filter(|(_, column)| plain(column) == name);
    let mut found: Vec<usize> = named.map(|(place, _)| place).collect();
    if found.is_empty() {
        found.extend(number_of(wanted).filter(|place| *place < header.len()));
    }
    if found.is_empty() {
        return Err(ColumnsError::Missing {
            name: wanted.to_owned(),
            known: listed(header, 0..header.len()),
        });
    }
    Ok(found)
}

/// The place that a column's number names.
fn number_of(wanted: &str) -> Option<usize> {
    let number: usize = wanted.trim().parse().ok()?;
    number.checked_sub(1)
}

/// How well a row does for a header: how many of its cells are names that are known or asked for;
/// `None` for a row without a column for the code.
pub(super) fn header_score(cells: &[String], columns: &Columns) -> Option<usize> {
    let names: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    let known = |field: Field| field.names().any(|name| names.iter().any(|it| it == name));
    let found = |(field, column): &(Field, &Column)| match column {
        Column::Named(wanted) => {
            names.contains(&plain(wanted)) || number_of(wanted).is_none() && known(*field)
        }
        _ => known(*field),
    };
    let fields = [
        (Field::Code, &columns.code),
        (Field::Name, &columns.name),
        (Field::Reference, &columns.reference),
        (Field::Kind, &columns.kind),
        (Field::Party, &columns.party),
        (Field::Days, &columns.days),
    ];
    let code = match &columns.code {
        Column::Named(wanted) => {
            names.contains(&plain(wanted))
                || number_of(wanted).is_some_and(|place| {
                    cells.get(place).is_some_and(|cell| !cell.trim().is_empty())
                })
        }
        _ => known(Field::Code),
    };
    let statuses = cells
        .iter()
        .filter(|cell| StatusKind::of_header(cell).is_some())
        .count();
    let counters = [
        "stt",
        "no",
        "#",
        "email",
        "e-mail",
        "phone",
        "sđt",
        "điện thoại",
    ];
    let others = names
        .iter()
        .filter(|name| counters.contains(&name.as_str()))
        .count();
    let score = fields.iter().filter(|field| found(field)).count() + statuses + others;
    (code && score > 0).then_some(score)
}

/// Whether a column's name speaks of days or of times of day.
fn looks_like_date(header: &str) -> bool {
    const WORDS: &str = "ngay|date|dates|day|days|gio|time|times|hour|slot|suat|khung gio|thoi gian|thoi diem|buoi|phien|session|expiry|expires\
        |expiration|valid|valid until|valid from|han|han dung|het han|thang|month|datetime|timestamp|created at|updated at";
    let folded = fold(header).replace('-', " ");
    WORDS.split('|').any(|word| has_words(&folded, word))
}

/// Whether most cells of a column that say something are dates.
fn mostly_dates<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
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

fn listed(header: &[String], places: impl IntoIterator<Item = usize>) -> String {
    let columns = places.into_iter().filter_map(|place| {
        let name = header.get(place)?.trim();
        Some(format!("{} \"{name}\"", place + 1))
    });
    columns.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
