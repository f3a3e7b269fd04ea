//! Values of parameters and of columns, and columns as types of the domain.

use std::borrow::Cow;
use std::str::FromStr;

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::protocol::v1::KioskRole;
use shared::ticket::{CLAIMS_LEN, Claims};
use shared::time::UnixMs;

use crate::ports::PortError;

/// A value as every engine has it. Yes and no are 1 and 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SqlValue<'a> {
    Null,
    Number(i64),
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
}

/// A row of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SqlRow(pub(crate) Vec<SqlValue<'static>>);

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for SqlValue<'_> {
            fn from(number: $number) -> Self {
                Self::Number(number.into())
            }
        }

        impl FromValue for $number {
            fn from_value(value: &SqlValue<'_>) -> Option<Self> {
                match value {
                    SqlValue::Number(number) => (*number).try_into().ok(),
                    _ => None,
                }
            }
        }
    )*};
}
numbers!(i64, u32, u16, i16, u8);

impl From<u64> for SqlValue<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number as i64)
    }
}

impl From<bool> for SqlValue<'_> {
    fn from(flag: bool) -> Self {
        Self::Number(flag.into())
    }
}

impl From<UnixMs> for SqlValue<'_> {
    fn from(at: UnixMs) -> Self {
        Self::Number(at.0)
    }
}

impl<'a> From<&'a str> for SqlValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for SqlValue<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for SqlValue<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a [u8]> for SqlValue<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for SqlValue<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl From<Vec<u8>> for SqlValue<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Cow::Owned(bytes))
    }
}

impl<'a, T: Into<SqlValue<'a>>> From<Option<T>> for SqlValue<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What a column is read as.
pub(crate) trait FromValue: Sized {
    /// Reads a value; `None` for one of another kind.
    fn from_value(value: &SqlValue<'_>) -> Option<Self>;
}

impl FromValue for u64 {
    fn from_value(value: &SqlValue<'_>) -> Option<Self> {
        i64::from_value(value).map(|number| number as u64)
    }
}

impl FromValue for bool {
    fn from_value(value: &SqlValue<'_>) -> Option<Self> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for UnixMs {
    fn from_value(value: &SqlValue<'_>) -> Option<Self> {
        i64::from_value(value).map(UnixMs)
    }
}

impl FromValue for TicketNumber {
    fn from_value(value: &SqlValue<'_>) -> Option<Self> {
        u32::from_value(value).map(TicketNumber)
    }
}

impl FromValue for String {
    fn from_value(value: &SqlValue<'_>) -> Option<Self> {
        match value {
            SqlValue::Text(text) => Some(text.clone().into_owned()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &SqlValue<'_>) -> Option<Self> {
        match value {
            SqlValue::Bytes(bytes) => Some(bytes.clone().into_owned()),
            _ => None,
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: &SqlValue<'_>) -> Option<Self> {
        match value {
            SqlValue::Bytes(bytes) => bytes.as_ref().try_into().ok(),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &SqlValue<'_>) -> Option<Self> {
        match value {
            SqlValue::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl SqlRow {
    /// Reads a column.
    pub(crate) fn get<T: FromValue>(&self, column: usize) -> Result<T, PortError> {
        let value = self.0.get(column);
        let read = value.and_then(T::from_value);
        read.ok_or_else(|| wrong(value, column))
    }

    /// Reads text without a copy.
    pub(crate) fn text(&self, column: usize) -> Result<&str, PortError> {
        match self.0.get(column) {
            Some(SqlValue::Text(text)) => Ok(text),
            value => Err(wrong(value, column)),
        }
    }

    /// Reads bytes without a copy.
    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], PortError> {
        match self.0.get(column) {
            Some(SqlValue::Bytes(bytes)) => Ok(bytes),
            value => Err(wrong(value, column)),
        }
    }

    /// Reads a name.
    pub(crate) fn name<T: FromStr>(&self, column: usize) -> Result<T, PortError> {
        let text = self.text(column)?;
        let name = text.parse();
        name.map_err(|_| unreadable(format!("the name \"{text}\"")))
    }

    /// Reads what a kiosk is there for.
    pub(crate) fn role(&self, column: usize) -> Result<KioskRole, PortError> {
        let code = self.text(column)?;
        KioskRole::from_code(code).ok_or_else(|| unreadable(format!("the role \"{code}\"")))
    }

    /// Reads what a ticket grants.
    pub(crate) fn claims(&self, column: usize) -> Result<Claims, PortError> {
        let bytes: [u8; CLAIMS_LEN] = self.get(column)?;
        Claims::from_bytes(&bytes).map_err(|error| unreadable(error.to_string()))
    }

    /// Reads a ticket and its status from a row of `arrival, ticket, standing, since_ms`.
    pub(crate) fn status(&self) -> Result<(TicketNumber, TicketStatus, UnixMs), PortError> {
        let since = self.get(3)?;
        Ok((self.get(1)?, status_named(self.text(2)?, since)?, since))
    }
}

/// Returns the status that databases call so.
pub(super) fn status_named(word: &str, since: UnixMs) -> Result<TicketStatus, PortError> {
    Ok(match word {
        "good" => TicketStatus::Good,
        "revoked" => TicketStatus::Revoked(since),
        "blocked" => TicketStatus::Blocked(since),
        word => return Err(unreadable(format!("the status \"{word}\""))),
    })
}

/// What the database holds and no version of this program writes.
#[derive(Debug, thiserror::Error)]
#[error("the database holds something unreadable: {0}; restore the latest backup")]
struct Unreadable(String);

/// Returns the error of something that can't be read.
pub(crate) fn unreadable(what: impl Into<String>) -> PortError {
    PortError::Damaged(Box::new(Unreadable(what.into())))
}

/// Names what a column holds, and not its value, which may be secret.
fn wrong(value: Option<&SqlValue<'_>>, column: usize) -> PortError {
    let what = match value {
        None => "no value".to_owned(),
        Some(SqlValue::Null) => "nothing".to_owned(),
        Some(SqlValue::Number(_)) => "another number".to_owned(),
        Some(SqlValue::Text(_)) => "other text".to_owned(),
        Some(SqlValue::Bytes(bytes)) => format!("{} bytes", bytes.len()),
    };
    unreadable(format!("{what} in column {column} of an answer"))
}
