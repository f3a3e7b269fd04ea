//! The passwords of the organisers' accounts. Only their length is asked for: a long sentence is better than odd signs.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::pin::{self, HashError, SALT_LEN};

/// How many characters a password has at least, and at most.
pub const PASSWORD_CHARS: std::ops::RangeInclusive<usize> = 8..=128;

/// A password that is long enough.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a text is no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a password of {0} characters; choose one of 8 to 128")]
pub struct PasswordLengthError(usize);

impl Password {
    /// Returns its hash with a random salt.
    ///
    /// # Errors
    /// [`HashError`] when the memory for it can't be had.
    pub fn hash(&self, salt: &[u8; SALT_LEN]) -> Result<String, HashError> {
        pin::hash(&self.0, salt)
    }
}

/// Returns whether a hash is that of a typed password. It takes tens of milliseconds and 19 MiB.
#[must_use]
pub fn opens(hash: &str, typed: &str) -> bool {
    let typed: String = typed.nfc().collect();
    typed.chars().count() <= *PASSWORD_CHARS.end() && pin::is_hash_of(hash, &typed)
}

impl FromStr for Password {
    type Err = PasswordLengthError;

    fn from_str(text: &str) -> Result<Self, PasswordLengthError> {
        // An input method may send "ế" as one character or as three.
        let text: String = text.nfc().collect();
        let length = text.chars().count();
        if PASSWORD_CHARS.contains(&length) {
            return Ok(Self(text));
        }
        Err(PasswordLengthError(length))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_alone_makes_a_password() {
        for (text, is_taken) in [
            ("aaaaaaa", false),
            ("aaaaaaaa", true),
            ("gốm sứ ơ", true),
            (&"a".repeat(128), true),
            (&"a".repeat(129), false),
        ] {
            assert_eq!(text.parse::<Password>().is_ok(), is_taken, "{text}");
        }
    }

    #[test]
    fn password_opens_however_its_letters_are_composed() {
        let password: Password = "tiếng Việt".parse().unwrap();
        let hash = password.hash(&[7; SALT_LEN]).unwrap();
        let decomposed: String = "tiếng Việt".nfd().collect();
        assert!(opens(&hash, "tiếng Việt") && opens(&hash, &decomposed));
        assert!(!opens(&hash, "tiếng Viet") && !opens(&hash, "") && !opens("", "tiếng Việt"));
        assert!(!format!("{password:?}").contains("Việt"));
    }
}
