//! What makes a letter one that can be answered: a name, and a way to reach whoever wrote it.

use super::{Letter, Wish};

/// The most characters a name may have.
pub const LONGEST_NAME: usize = 80;
/// The most characters a note, a place, or a way to reach somebody may have.
pub const LONGEST_NOTE: usize = 200;

/// A part of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPart {
    /// The name.
    Name,
    /// The telephone number or e-mail address.
    Reach,
    /// The place or the note.
    Extra,
}

/// What is wrong with a letter. What it says is not repeated: the message may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// Nothing where something is needed.
    #[error("the letter has no {0:?}; ask for it before it is sent")]
    Missing(LetterPart),
    /// Longer than anybody writes.
    #[error("the letter's {0:?} is too long; {LONGEST_NOTE} characters are enough for anybody")]
    TooLong(LetterPart),
    /// Neither a telephone number nor an e-mail address.
    #[error("the letter's Reach is no telephone number and no e-mail address; ask for one of them")]
    Unreachable,
    /// Line breaks and other signs that nobody types into a form.
    #[error("the letter's {0:?} holds control characters; leave them out")]
    Unprintable(LetterPart),
}

/// How somebody can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
}

impl Reach {
    /// What a text is; `None` when it is neither a telephone number nor an e-mail address. Only mistakes of typing are
    /// found: whether anybody answers there, nobody knows.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains('@') {
            return is_email(text).then_some(Self::Email);
        }
        is_phone(text).then_some(Self::Phone)
    }
}

fn is_phone(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    let spaced = |c: char| matches!(c, ' ' | '.' | '-' | '(' | ')');
    let known = rest.chars().all(|c| c.is_ascii_digit() || spaced(c));
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    // 113 is nobody's own number; the longest of the world has 15 digits.
    known && (8..=15).contains(&digits)
}

fn is_email(text: &str) -> bool {
    let Some((who, place)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"');
    let ending = place.rsplit_once('.').map(|(_, ending)| ending);
    !who.is_empty()
        && text.chars().filter(|c| *c == '@').count() == 1
        && who.chars().all(plain)
        && place.chars().all(plain)
        && !place.starts_with('.')
        && !place.contains("..")
        && ending.is_some_and(|ending| ending.chars().count() >= 2)
}

impl Letter {
    /// Whether it can be answered.
    ///
    /// # Errors
    /// [`LetterError`], the first there is.
    pub fn check(&self) -> Result<(), LetterError> {
        check_name(&self.name)?;
        check_reach(&self.reach)?;
        let extra = match &self.wish {
            Wish::Join { place, .. } => place,
            Wish::Contact { note, .. } => note,
        };
        fits(
            extra.as_deref().unwrap_or_default(),
            LONGEST_NOTE,
            LetterPart::Extra,
        )
    }
}

/// Whether this is a name.
fn check_name(name: &str) -> Result<(), LetterError> {
    // Of a name only that there is one can be asked: one letter is somebody's.
    if !name.chars().any(char::is_alphabetic) {
        return Err(LetterError::Missing(LetterPart::Name));
    }
    fits(name, LONGEST_NAME, LetterPart::Name)
}

fn check_reach(reach: &str) -> Result<(), LetterError> {
    if reach.trim().is_empty() {
        return Err(LetterError::Missing(LetterPart::Reach));
    }
    fits(reach, LONGEST_NOTE, LetterPart::Reach)?;
    Reach::of(reach).map(drop).ok_or(LetterError::Unreachable)
}

fn fits(text: &str, longest: usize, part: LetterPart) -> Result<(), LetterError> {
    if text.chars().count() > longest {
        return Err(LetterError::TooLong(part));
    }
    if text.chars().any(char::is_control) {
        return Err(LetterError::Unprintable(part));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BoothNumber;
    use crate::letter::LetterId;
    use crate::time::UnixMs;

    fn letter(name: &str, reach: &str, note: &str) -> Letter {
        Letter {
            id: LetterId([1; 16]),
            written: UnixMs(0),
            language: "vi".to_owned(),
            name: name.to_owned(),
            reach: reach.to_owned(),
            wish: Wish::Contact {
                booth: BoothNumber(1),
                note: Some(note.to_owned()),
            },
            consent: None,
        }
    }

    #[test]
    fn telephone_numbers_as_people_write_them_and_addresses_are_ways_to_reach_them() {
        for phone in [
            "0900000000",
            "0900 000 000",
            "+84 900.000.000",
            "(024) 3-874-0000",
        ] {
            assert_eq!(Reach::of(phone), Some(Reach::Phone), "{phone}");
        }
        for email in [
            "mau@example.org",
            "a.b+c@mail.example.vn",
            " mau@example.org ",
        ] {
            assert_eq!(Reach::of(email), Some(Reach::Email), "{email}");
        }
        for neither in [
            "",
            "113",
            "0900 000 00x",
            "mau@",
            "@example.org",
            "mau@example",
            "mau@example.",
            "mau@@example.org",
            "mau example.org",
            "a b@example.org",
            "mau@.org",
            "1234567890123456",
        ] {
            assert_eq!(Reach::of(neither), None, "{neither}");
        }
    }

    #[test]
    fn a_letter_says_which_part_is_wrong() {
        use LetterPart::{Extra, Name, Reach};
        let wrong = |name: &str, reach: &str, note: &str| letter(name, reach, note).check();
        let (name, phone) = ("Mẫu", "0900000000");
        assert_eq!(wrong(name, phone, ""), Ok(()));
        assert_eq!(wrong(" . ", phone, ""), Err(LetterError::Missing(Name)));
        assert_eq!(wrong(name, " ", ""), Err(LetterError::Missing(Reach)));
        assert_eq!(wrong(name, "12", ""), Err(LetterError::Unreachable));
        let long = "a".repeat(LONGEST_NOTE + 1);
        assert_eq!(wrong(&long, phone, ""), Err(LetterError::TooLong(Name)));
        assert_eq!(wrong(name, phone, &long), Err(LetterError::TooLong(Extra)));
        assert_eq!(
            wrong("a\nb", phone, ""),
            Err(LetterError::Unprintable(Name))
        );
    }
}
