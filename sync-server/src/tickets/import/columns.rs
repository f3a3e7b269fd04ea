//! Which column of a list says what, by the names that sellers give them.

use unicode_normalization::UnicodeNormalization;

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
        }
    }

    /// The names that are known for it, as [`plain`] makes them, the best first. A name that sellers
    /// also use for something else, such as "date" or "quantity", is not among them.
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
                 |ngày tham quan|ngay tham quan|ngày hiệu lực"
            }
        };
        names.split('|')
    }
}

impl Places {
    /// Finds the columns of a header.
    ///
    /// # Errors
    /// [`ColumnsError`], with the columns there are.
    pub(super) fn find(header: &[String], columns: &Columns) -> Result<Self, ColumnsError> {
        let place = |field, column: &Column| place(header, field, column);
        Ok(Self {
            code: place(Field::Code, &columns.code)?
                .ok_or_else(|| ColumnsError::NoCode(listed(header, 0..header.len())))?,
            name: place(Field::Name, &columns.name)?,
            reference: place(Field::Reference, &columns.reference)?,
            kind: place(Field::Kind, &columns.kind)?,
            party: place(Field::Party, &columns.party)?,
            days: place(Field::Days, &columns.days)?,
        })
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
        places
            .into_iter()
            .filter_map(|(field, place)| Some((field, place?)))
    }
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
        Column::Named(wanted) => {
            let numbered = || {
                wanted
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|n: usize| n.checked_sub(1))
            };
            let mut found = named(&plain(wanted));
            if found.is_empty() {
                found.extend(numbered().filter(|place| *place < header.len()));
            }
            if found.is_empty() {
                return Err(ColumnsError::Missing {
                    name: wanted.clone(),
                    known: listed(header, 0..header.len()),
                });
            }
            found
        }
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
