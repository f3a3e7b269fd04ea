//! Identifiers: small types that keep a kiosk's name from being used where a gate's is meant.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Empty or longer than [`MAX_NAME`].
    #[error("\"{0}\" has {1} characters; use 1 to {MAX_NAME}")]
    Length(String, usize),
    /// A character outside `A-Z a-z 0-9 - _`.
    #[error("\"{0}\" holds \"{1}\"; use only the letters A to Z, digits, - and _")]
    Character(String, char),
}

/// The most characters a kiosk's or gate's name may have.
pub const MAX_NAME: usize = 24;

fn checked_name(text: &str) -> Result<Arc<str>, IdError> {
    let length = text.chars().count();
    if length == 0 || length > MAX_NAME {
        return Err(IdError::Length(text.chars().take(40).collect(), length));
    }
    match text
        .chars()
        .find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
    {
        Some(odd) => Err(IdError::Character(text.to_owned(), odd)),
        None => Ok(Arc::from(text)),
    }
}

macro_rules! name_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = String))]
        pub struct $name(Arc<str>);

        impl $name {
            /// Returns the name as it was given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                checked_name(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.as_ref().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

name_id! {
    /// One kiosk, by the name on its sticker: `A1`, `hall-2`. 1 to 24 of `A-Z a-z 0-9 - _`.
    KioskId
}
name_id! {
    /// One gate (a door with a direction) of the exhibition: `main`, `garden-exit`.
    GateId
}
name_id! {
    /// Why staff let someone in, as the button they pressed calls it: `damaged-code`. Never free
    /// text, so that no personal data gets into a record.
    StaffReason
}
name_id! {
    /// One member of the staff, as the organisers call them for the audit: `door-1`. A role's name, not a
    /// person's, where the house wants it so.
    StaffId
}
name_id! {
    /// One craft village: `bat-trang`.
    VillageId
}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        #[derive(
            Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        $(#[$doc])*
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

impl StaffReason {
    /// Returns the name of a reason in the list of this version, all of which are names.
    pub(crate) fn known(name: &'static str) -> Self {
        Self(Arc::from(name))
    }
}

number_id! {
    /// One exhibition. A ticket of another exhibition is refused by this number.
    ExhibitionId(u16)
}
number_id! {
    /// A ticket's number, unique within its exhibition.
    #[cfg_attr(feature = "schema", schema(value_type = u64))]
    TicketNumber(u32)
}
number_id! {
    /// What kind of ticket it is (visitor, school group, press …); the catalogue names the numbers.
    TicketType(u8)
}
number_id! {
    /// A zone of the grounds: the bit that opens it among a ticket's zones, 0 to 15. Bit 0 is the
    /// exhibition itself.
    ZoneBit(u8)
}
number_id! {
    /// One signing key; several are valid at a time while keys rotate.
    KeyId(u8)
}
number_id! {
    /// One life of a kiosk's journal: a new number whenever a journal is made anew or found to be a copy.
    Incarnation(u32)
}
number_id! {
    /// A booth's number on the floor plan, from 1.
    BoothNumber(u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_unfit_for_a_sticker_is_refused() {
        assert!("A1".parse::<KioskId>().is_ok());
        assert!(matches!("".parse::<KioskId>(), Err(IdError::Length(_, 0))));
        assert!(matches!(
            "a b".parse::<GateId>(),
            Err(IdError::Character(_, ' '))
        ));
        assert!(matches!(
            "cổng".parse::<GateId>(),
            Err(IdError::Character(_, 'ổ'))
        ));
        assert!("x".repeat(MAX_NAME + 1).parse::<KioskId>().is_err());
    }

    #[test]
    fn a_name_from_the_wire_is_checked_too() {
        assert!(serde_json::from_str::<KioskId>("\"B2\"").is_ok());
        assert!(serde_json::from_str::<KioskId>("\"B 2\"").is_err());
    }
}
