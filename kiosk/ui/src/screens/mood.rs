//! The kinds of answers, each with its colours and its symbol.

use super::Icon;
use crate::theme::Tone;

/// What kind of answer it is: decides colour and symbol together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Come in.
    Welcome,
    /// Come in again.
    Again,
    /// Goodbye.
    Goodbye,
    /// No.
    Refused,
    /// A person has to help.
    Staff,
}

impl Mood {
    /// Its colours.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Welcome => Tone::WELCOME,
            Self::Again => Tone::AGAIN,
            Self::Goodbye => Tone::GOODBYE,
            Self::Refused => Tone::REFUSED,
            Self::Staff => Tone::STAFF,
        }
    }

    /// Its symbol.
    #[must_use]
    pub fn symbol(self) -> Icon {
        match self {
            Self::Welcome => Icon::Check,
            Self::Again => Icon::Return,
            Self::Goodbye => Icon::ExitDoor,
            Self::Refused => Icon::Cross,
            Self::Staff => Icon::Person,
        }
    }
}
