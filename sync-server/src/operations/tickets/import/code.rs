//! The cell of a code: the code that the list's program shows in it, or why it shows none.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use shared::ids::ExhibitionId;
use shared::ticket::{CODE_DIGITS, CodeHash, SELLER_CODE_CHARS, ScanProof, normalise};
use shared::time::{VenueTimeZone, WrittenDate};

use super::words::{begins_with_word, fold, is_word};

/// The digits of a number that a spreadsheet keeps; all further ones become zeros.
const EXACT_DIGITS: usize = 15;
/// The largest exponent of a number in a spreadsheet.
const MAX_EXPONENT: u32 = 308;

/// The hashes of a code that a list names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListedCode {
    pub(super) hash: CodeHash,
    /// The hash without regard to case and white space, where that is another.
    pub(super) folded: Option<CodeHash>,
    /// Shows that the code was seen.
    pub(super) proof: ScanProof,
}

/// Why the cell of a code holds none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The cell is empty.
    #[error("no code")]
    Missing,
    /// Too few characters.
    #[error("the code \"{0}\" has {length} characters; kiosks and scanners take {least} and more", length = .0.chars().count(), least = SELLER_CODE_CHARS.start())]
    Short(String),
    /// More characters than any code.
    #[error("the code has {0} characters; a quotation mark is probably not closed")]
    Long(usize),
    /// A line break or the like within the code.
    #[error("there is a line break or another control character within the code")]
    Broken,
    /// Bytes that are no letters.
    #[error("a letter of the code \"{0}\" is damaged; save the list as \"CSV UTF-8\"")]
    Garbled(String),
    /// A spreadsheet took the code for a number.
    #[error(
        "a spreadsheet made a number of the code (\"{0}\") and its digits are lost; get the list anew, or set the column to Text before the codes are pasted"
    )]
    Number(String),
    /// A number whose format programs follow in different ways.
    #[error(
        "a spreadsheet made a number of the code (it keeps {stored}) and shows it by the format \"{format}\", each program in its own way; set the column to Text before the codes are pasted, or to a format of zeros alone"
    )]
    Format {
        /// What is stored.
        stored: String,
        /// The format.
        format: String,
    },
    /// A spreadsheet replaced the last digits by zeros.
    #[error(
        "a spreadsheet rounded the code \"{0}\": only zeros after the 15th digit, as in most long codes of the list; get the list anew, or set the column to Text before the codes are pasted"
    )]
    Rounded(String),
    /// A spreadsheet took the code for a date.
    #[error(
        "a spreadsheet made a date of the code (\"{0}\"); get the list anew, or set the column to Text before the codes are pasted"
    )]
    Date(String),
    /// An error of a spreadsheet.
    #[error(
        "the spreadsheet shows the error \"{0}\" in place of a code; mend its formula and save the list again"
    )]
    Error(String),
    /// A formula in place of its result.
    #[error("\"{0}\" is a formula or a template and no code; save the list with its values")]
    Formula(String),
    /// A word for a code that is missing.
    #[error("\"{0}\" stands for a missing code; ask the seller for the code")]
    Placeholder(String),
    /// A sum or a footer.
    #[error("the row is a sum or a footer (\"{0}\") and no ticket")]
    Footer(String),
    /// The header once more.
    #[error("the row is the header again")]
    Header,
    /// One of the exhibition's own codes.
    #[error("the code is one of this exhibition's own, which kiosks know by its signature")]
    Own,
}

/// What all codes of a list say about each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodeColumn {
    /// Whether codes have letters, so that `12E34` may be one.
    letters: bool,
    /// Whether most of the long numbers have only zeros after the 15th digit.
    rounded: bool,
}

type MakeError = fn(String) -> CodeError;

/// The kinds of `damage.txt`.
const KINDS: [(&str, MakeError); 5] = [
    ("error", CodeError::Error),
    ("formula", CodeError::Formula),
    ("footer", CodeError::Footer),
    ("number", CodeError::Number),
    ("date", CodeError::Date),
];

static DAMAGE: LazyLock<Vec<(MakeError, Regex)>> = LazyLock::new(|| {
    let lines = include_str!("damage.txt").lines();
    let patterns = lines.filter_map(|line| {
        let (name, pattern) = line.split_once(' ')?;
        let (_, error) = KINDS.into_iter().find(|(kind, _)| *kind == name)?;
        Some((
            error,
            Regex::new(&format!("^(?:{})$", pattern.trim())).ok()?,
        ))
    });
    patterns.collect()
});

impl CodeColumn {
    /// Looks at all cells of the column.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut letters, mut long, mut zeros) = (false, 0, 0);
        for code in cells.map(shown) {
            letters |= is_mixed(&code);
            long += usize::from(code.len() > EXACT_DIGITS && is_number(&code));
            zeros += usize::from(is_zero_filled(&code));
        }
        // One alone may be genuine.
        let rounded = zeros > 1 && zeros * 2 > long;
        Self { letters, rounded }
    }

    /// Reads a code as it is shown.
    ///
    /// # Errors
    /// [`CodeError`], the first thing that is wrong.
    pub(super) fn read(self, here: ExhibitionId, code: &str) -> Result<ListedCode, CodeError> {
        let length = code.chars().count();
        let text = || code.to_owned();
        // `12E34` is a number only among numbers.
        let is_number_here = |(mantissa, exponent): (&str, u32)| {
            !self.letters || mantissa.len() == 1 && exponent <= MAX_EXPONENT
        };
        let error = if length == 0 {
            CodeError::Missing
        } else if length > *SELLER_CODE_CHARS.end() {
            CodeError::Long(length)
        } else if code.chars().any(char::is_control) {
            CodeError::Broken
        } else if length == CODE_DIGITS && is_number(code) {
            CodeError::Own
        } else if code.contains('\u{fffd}') {
            CodeError::Garbled(text())
        } else if let Some(error) = damage(code) {
            error
        } else if bare_exponent(code).is_some_and(is_number_here) {
            CodeError::Number(text())
        } else if self.rounded && is_zero_filled(code) {
            CodeError::Rounded(text())
        } else if length < *SELLER_CODE_CHARS.start() {
            CodeError::Short(text())
        } else {
            let hash = CodeHash::of(here, code);
            let folded = CodeHash::of_folded(here, code);
            let folded = (folded != hash).then_some(folded);
            return Ok(ListedCode {
                hash,
                folded,
                proof: ScanProof::of_seller_code(here, code),
            });
        };
        Err(error)
    }
}

/// Returns the code that the list's program shows for a cell.
pub(super) fn shown(cell: &str) -> String {
    normalise(&unwrapped(&normalise(cell))).into_owned()
}

/// Returns a cell without the `="…"` around it, and without the apostrophe by which programs keep a
/// formula or a number a text.
pub(super) fn unwrapped(cell: &str) -> Cow<'_, str> {
    let literal = cell.strip_prefix("=\"");
    if let Some(text) = literal.and_then(|rest| rest.strip_suffix('"')) {
        return Cow::Owned(text.replace("\"\"", "\""));
    }
    let is_kept = |c: char| c.is_ascii_digit() || matches!(c, '=' | '+' | '-' | '@');
    let kept = cell.strip_prefix('\'');
    Cow::Borrowed(
        kept.filter(|rest| rest.starts_with(is_kept))
            .unwrap_or(cell),
    )
}

/// Returns whether a code is a number that a spreadsheet can't keep whole, all of whose further digits
/// are zeros.
pub(super) fn is_zero_filled(code: &str) -> bool {
    let rest = code.as_bytes().get(EXACT_DIGITS..).unwrap_or_default();
    is_number(code) && !rest.is_empty() && rest.iter().all(|byte| *byte == b'0')
}

/// Returns whether a code has only digits.
pub(super) fn is_number(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a cell is that of a row below the tickets: `Tổng cộng`, `Total: 12`, `Page 1 of 3`.
pub(super) fn is_footer(cell: &str) -> bool {
    matches!(damage(cell), Some(CodeError::Footer(_)))
}

/// Returns whether a code has digits and letters and is no number with an exponent.
fn is_mixed(code: &str) -> bool {
    code.bytes().any(|byte| byte.is_ascii_alphabetic())
        && code.bytes().any(|byte| byte.is_ascii_digit())
        && bare_exponent(code).is_none()
        && damage(code).is_none()
}

/// Returns what a code certainly is in place of a code.
fn damage(code: &str) -> Option<CodeError> {
    let folded = fold(code);
    let mut patterns = DAMAGE.iter();
    let error = if let Some((error, _)) = patterns.find(|(_, pattern)| pattern.is_match(code)) {
        *error
    } else if WrittenDate::read(code, VenueTimeZone::new(0)).is_ok() {
        CodeError::Date
    } else if is_word("footer", &folded) || begins_with_word("footer.beginnings", &folded) {
        CodeError::Footer
    } else if is_placeholder(code, &folded) {
        CodeError::Placeholder
    } else {
        return None;
    };
    Some(error(code.to_owned()))
}

/// Returns whether a code is a word, a sign or a remark in place of a code that is missing.
fn is_placeholder(code: &str, folded: &str) -> bool {
    let mut characters = code.chars();
    let first = characters.next();
    // A key that is held down, a row of signs: hand scanners can't tell such a code from either.
    let same = code.chars().count() > 1 && characters.all(|c| Some(c) == first);
    let remark = !code.is_ascii() || code.contains(' ');
    let has_digit = code.chars().any(|c| c.is_ascii_digit());
    let is_sign = !code.chars().any(char::is_alphanumeric);
    same || is_sign || is_word("placeholder", folded) || remark && !has_digit
}

/// Returns the digits before the E of `12E34`, and its exponent.
fn bare_exponent(code: &str) -> Option<(&str, u32)> {
    let (mantissa, exponent) = code.split_once(['e', 'E'])?;
    let digits = is_number(mantissa) && is_number(exponent);
    digits.then(|| (mantissa, exponent.parse().unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests;
