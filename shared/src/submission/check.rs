//! What a submission needs to be answered: a name, and a way to reach its author.

use super::{Submission, Wish};

/// The most characters a name may have.
pub const LONGEST_NAME: usize = 80;
/// The most characters a note, a place, an organisation, or a way to reach somebody may have.
pub const LONGEST_NOTE: usize = 200;

/// A part of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubmissionField {
    /// The name.
    Name,
    /// The organisation they speak for.
    Organisation,
    /// The telephone number or e-mail address.
    Reach,
    /// The place or the note.
    Extra,
}

/// What is wrong with a submission. What it says is not repeated: the message may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SubmissionError {
    /// Nothing where something is needed.
    #[error("the letter has no {0:?}; ask for it before it is sent")]
    Missing(SubmissionField),
    /// Longer than anybody writes.
    #[error("the letter's {0:?} is too long; {LONGEST_NOTE} characters are enough for anybody")]
    TooLong(SubmissionField),
    /// Neither a telephone number nor an e-mail address.
    #[error("the letter's Reach is no telephone number and no e-mail address; ask for one of them")]
    Unreachable,
    /// Typed as a telephone number, with too few or too many digits.
    #[error(
        "the letter's Reach is no whole telephone number; ask for 10 digits that begin with 0, or + and the country's code"
    )]
    Phone,
    /// Typed as an e-mail address, and none.
    #[error("the letter's Reach is no e-mail address; ask for one like name@example.org")]
    Email,
    /// Line breaks and other signs that nobody types into a form.
    #[error("the letter's {0:?} holds control characters; leave them out")]
    Unprintable(SubmissionField),
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
    /// Returns what a text is; `None` when it is neither a telephone number nor an e-mail address. Only mistakes of
    /// typing are found: whether anybody answers there, nobody knows.
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

impl Submission {
    /// Returns whether it can be answered.
    ///
    /// # Errors
    /// [`SubmissionError`], the first there is.
    pub fn check(&self) -> Result<(), SubmissionError> {
        check_name(&self.name)?;
        check_reach(&self.reach)?;
        let (organisation, extra) = match &self.wish {
            Wish::Join {
                organisation,
                place,
                ..
            } => (organisation.as_deref(), place),
            Wish::Contact { note, .. } => (None, note),
        };
        let organisation = organisation.unwrap_or_default();
        fits(organisation, LONGEST_NOTE, SubmissionField::Organisation)?;
        let extra = extra.as_deref().unwrap_or_default();
        fits(extra, LONGEST_NOTE, SubmissionField::Extra)
    }
}

/// Checks one part as a visitor types it. Stricter than [`Submission::check`], which also takes in what kiosks of earlier
/// versions let pass: a telephone number has as many digits as Vietnamese ones have, or names its country.
///
/// # Errors
/// [`SubmissionError`] about this part.
pub fn check_typed(part: SubmissionField, text: &str) -> Result<(), SubmissionError> {
    match part {
        SubmissionField::Name => check_name(text),
        SubmissionField::Organisation | SubmissionField::Extra => fits(text, LONGEST_NOTE, part),
        SubmissionField::Reach => match check_reach(text) {
            Err(SubmissionError::Unreachable) if text.contains(char::is_alphabetic) => {
                Err(SubmissionError::Email)
            }
            Err(SubmissionError::Unreachable) if text.contains('@') => Err(SubmissionError::Email),
            Err(SubmissionError::Unreachable) => Err(SubmissionError::Phone),
            Ok(()) if Reach::of(text) == Some(Reach::Phone) && !is_whole(text) => {
                Err(SubmissionError::Phone)
            }
            checked => checked,
        },
    }
}

/// Returns whether a telephone number is dialled in Vietnam as it stands: a mobile one has 10 digits, a fixed one
/// begins with 02 and has 11, a service number begins with 1800 or 1900; others name their country.
fn is_whole(phone: &str) -> bool {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let abroad = phone.trim().starts_with('+') || digits.starts_with("00");
    let service = digits.starts_with("1800") || digits.starts_with("1900");
    match digits.len() {
        _ if abroad => true,
        8..=10 if service => true,
        10 => digits.starts_with('0'),
        11 => digits.starts_with("02") || digits.starts_with("84"),
        _ => false,
    }
}

/// Returns whether this is a name.
fn check_name(name: &str) -> Result<(), SubmissionError> {
    // Of a name only that there is one can be asked: one submission is somebody's.
    if !name.chars().any(char::is_alphabetic) {
        return Err(SubmissionError::Missing(SubmissionField::Name));
    }
    fits(name, LONGEST_NAME, SubmissionField::Name)
}

fn check_reach(reach: &str) -> Result<(), SubmissionError> {
    if reach.trim().is_empty() {
        return Err(SubmissionError::Missing(SubmissionField::Reach));
    }
    fits(reach, LONGEST_NOTE, SubmissionField::Reach)?;
    Reach::of(reach)
        .map(drop)
        .ok_or(SubmissionError::Unreachable)
}

fn fits(text: &str, longest: usize, part: SubmissionField) -> Result<(), SubmissionError> {
    if text.chars().count() > longest {
        return Err(SubmissionError::TooLong(part));
    }
    if text.chars().any(char::is_control) {
        return Err(SubmissionError::Unprintable(part));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BoothNumber;
    use crate::submission::SubmissionId;
    use crate::time::UnixMs;

    fn letter(name: &str, reach: &str, note: &str) -> Submission {
        Submission {
            id: SubmissionId([1; 16]),
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
    fn phones_as_typed_and_emails_are_reachable() {
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
    fn typed_phone_has_ten_digits_or_country() {
        let reach = |text| check_typed(SubmissionField::Reach, text);
        for whole in [
            "0900000000",
            "0900 000 000",
            "024 3874 0000",
            "84900000000",
            "+84 900 000 000",
            "+82 10-0000-0000",
            "0082 10 0000 0000",
            "19006017",
            "mau@example.org",
        ] {
            assert_eq!(reach(whole), Ok(()), "{whole}");
        }
        for phone in [
            "090000000",
            "09000000000",
            "900000000",
            "010-0000-0000",
            "+84 900",
            "113",
            "12345678",
        ] {
            assert_eq!(reach(phone), Err(SubmissionError::Phone), "{phone}");
        }
        for email in ["mau", "mau@", "@", "mau@example", "0900 000 00x"] {
            assert_eq!(reach(email), Err(SubmissionError::Email), "{email}");
        }
        assert_eq!(
            reach(" "),
            Err(SubmissionError::Missing(SubmissionField::Reach))
        );
    }

    proptest::proptest! {
        #[test]
        fn form_is_never_laxer_than_wire(text in "[0-9a-z@.+ -]{0,30}") {
            if check_typed(SubmissionField::Reach, &text).is_ok() {
                proptest::prop_assert_eq!(letter("Mẫu", &text, "").check(), Ok(()));
            }
        }
    }

    #[test]
    fn a_letter_says_which_part_is_wrong() {
        use SubmissionField::{Extra, Name, Reach};
        let wrong = |name: &str, reach: &str, note: &str| letter(name, reach, note).check();
        let (name, phone) = ("Mẫu", "0900000000");
        assert_eq!(wrong(name, phone, ""), Ok(()));
        assert_eq!(wrong(" . ", phone, ""), Err(SubmissionError::Missing(Name)));
        assert_eq!(wrong(name, " ", ""), Err(SubmissionError::Missing(Reach)));
        assert_eq!(wrong(name, "12", ""), Err(SubmissionError::Unreachable));
        let long = "a".repeat(LONGEST_NOTE + 1);
        assert_eq!(wrong(&long, phone, ""), Err(SubmissionError::TooLong(Name)));
        assert_eq!(
            wrong(name, phone, &long),
            Err(SubmissionError::TooLong(Extra))
        );
        assert_eq!(
            wrong("a\nb", phone, ""),
            Err(SubmissionError::Unprintable(Name))
        );
    }
}
