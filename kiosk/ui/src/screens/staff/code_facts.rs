//! What is to be said of a short code while it is typed.

use std::str::FromStr;

use shared::ticket::{ShortCode, ShortCodeError};

use crate::session::CODE_LENGTH;

/// What only the last character may be, beside all the others.
const CHECK_ONLY: &str = "*~$=U";

/// How far a code has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeState {
    /// So many characters are missing.
    Missing(usize),
    /// All are there, and they agree with each other.
    Good,
    /// All are there, and one of them is wrong.
    Wrong,
}

impl CodeState {
    /// Looks at what was typed.
    pub(super) fn of(typed: &str) -> Self {
        match ShortCode::from_str(typed) {
            Ok(_) => Self::Good,
            Err(ShortCodeError::Length(length)) if length < CODE_LENGTH => {
                Self::Missing(CODE_LENGTH - length)
            }
            Err(_) => Self::Wrong,
        }
    }
}

/// A character as a short code has it, when it may be the next one of what was typed: no letter that looks like a
/// digit, and no sign that only the last one may be.
pub(super) fn next_of(typed: &str, character: char) -> Option<char> {
    let place = typed.chars().count();
    let last = place + 1 == CODE_LENGTH;
    if place >= CODE_LENGTH {
        return None;
    }
    match character.to_ascii_uppercase() {
        'I' | 'L' => Some('1'),
        'O' => Some('0'),
        sign if CHECK_ONLY.contains(sign) => last.then_some(sign),
        other if other.is_ascii_alphanumeric() => Some(other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use shared::ids::TicketNumber;

    use super::*;

    #[test]
    fn a_code_is_missing_something_then_good_and_one_slip_makes_it_wrong() {
        let code = ShortCode::of(TicketNumber(4711), &[7; 64]).to_string();
        let plain = code.replace('-', "");
        for length in 0..CODE_LENGTH {
            let left = CODE_LENGTH - length;
            assert_eq!(CodeState::of(&plain[..length]), CodeState::Missing(left));
        }
        assert_eq!(CodeState::of(&plain), CodeState::Good);
        let first = if plain.starts_with('7') { "8" } else { "7" };
        let slip = format!("{first}{}", &plain[1..]);
        assert_eq!(CodeState::of(&slip), CodeState::Wrong);
    }

    #[test]
    fn only_what_a_short_code_may_hold_is_taken_and_lookalikes_become_digits() {
        assert_eq!(next_of("", 'o'), Some('0'));
        assert_eq!(next_of("", 'l'), Some('1'));
        assert_eq!(next_of("", 'i'), Some('1'));
        assert_eq!(next_of("", 'q'), Some('Q'));
        assert_eq!(next_of("", 'đ'), None);
        assert_eq!(next_of("", '-'), None);
        assert_eq!(next_of("", 'u'), None, "only a check character");
        assert_eq!(next_of("123456789", 'u'), Some('U'));
        assert_eq!(next_of("123456789", '*'), Some('*'));
        assert_eq!(next_of("12345678", '*'), None);
        assert_eq!(next_of("1234567890", '1'), None, "it is whole");
    }
}
