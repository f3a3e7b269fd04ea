//! The cell of a code: the code that the list's program shows in it, or why it shows none.

use std::borrow::Cow;

use shared::ids::ExhibitionId;
use shared::ticket::{CODE_DIGITS, CodeHash, SELLER_CODE_CHARS, normalise};
use shared::time::{WrittenDate, Zone};

use super::words::fold;

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
}

/// Why the cell of a code holds none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The cell is empty.
    #[error("no code")]
    Missing,
    /// Too few characters.
    #[error(
        "the code \"{code}\" has {} characters; kiosks and scanners take {} and more",
        .code.chars().count(),
        SELLER_CODE_CHARS.start()
    )]
    Short {
        /// What the cell shows.
        code: String,
    },
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

impl CodeColumn {
    /// Looks at all cells of the column.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut letters, mut long, mut zeros) = (false, 0, 0);
        for cell in cells {
            let code = shown(cell);
            letters |= is_mixed(&code);
            long += usize::from(is_long_number(&code));
            zeros += usize::from(is_zero_filled(&code));
        }
        // One alone may be genuine.
        let rounded = zeros > 1 && zeros * 2 > long;
        Self { letters, rounded }
    }

    /// Reads the code of a cell.
    ///
    /// # Errors
    /// [`CodeError`], the first thing that is wrong.
    pub(super) fn read(self, here: ExhibitionId, code: &str) -> Result<ListedCode, CodeError> {
        let length = code.chars().count();
        let digits = is_number(code);
        if length == 0 {
            return Err(CodeError::Missing);
        }
        if length > *SELLER_CODE_CHARS.end() {
            return Err(CodeError::Long(length));
        }
        if code.chars().any(char::is_control) {
            return Err(CodeError::Broken);
        }
        if digits && length == CODE_DIGITS {
            return Err(CodeError::Own);
        }
        let text = || code.to_owned();
        if code.contains('\u{fffd}') {
            return Err(CodeError::Garbled(text()));
        }
        if let Some(error) = damage(code) {
            return Err(error);
        }
        if let Some((mantissa, exponent)) = bare_exponent(code)
            && (!self.letters || mantissa.len() == 1 && exponent <= MAX_EXPONENT)
        {
            return Err(CodeError::Number(text()));
        }
        if self.rounded && is_zero_filled(code) {
            return Err(CodeError::Rounded(text()));
        }
        if length < *SELLER_CODE_CHARS.start() {
            return Err(CodeError::Short { code: text() });
        }
        let hash = CodeHash::of(here, code);
        let folded = CodeHash::of_folded(here, code);
        let folded = (folded != hash).then_some(folded);
        Ok(ListedCode { hash, folded })
    }
}

/// Returns the code that the list's program shows for a cell.
pub(super) fn shown(cell: &str) -> Cow<'_, str> {
    match normalise(cell) {
        Cow::Borrowed(code) => normalise_again(unwrapped(code)),
        Cow::Owned(code) => Cow::Owned(normalise_again(unwrapped(&code)).into_owned()),
    }
}

fn normalise_again(code: Cow<'_, str>) -> Cow<'_, str> {
    match code {
        Cow::Borrowed(code) => normalise(code),
        Cow::Owned(code) => Cow::Owned(normalise(&code).into_owned()),
    }
}

/// Returns a cell without the `="…"` around it, and without the apostrophe by which programs keep a
/// formula or a number a text.
pub(super) fn unwrapped(cell: &str) -> Cow<'_, str> {
    let literal = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(text) = literal {
        return Cow::Owned(text.replace("\"\"", "\""));
    }
    let kept = cell.strip_prefix('\'');
    Cow::Borrowed(
        kept.filter(|rest| rest.starts_with(is_kept_text))
            .unwrap_or(cell),
    )
}

/// What programs put an apostrophe before.
fn is_kept_text(first: char) -> bool {
    first.is_ascii_digit() || matches!(first, '=' | '+' | '-' | '@')
}

/// Whether a code is a number that a spreadsheet can't keep whole, all of whose further digits are
/// zeros.
pub(super) fn is_zero_filled(code: &str) -> bool {
    is_long_number(code) && code.bytes().skip(EXACT_DIGITS).all(|byte| byte == b'0')
}

/// Whether a code has only digits.
pub(super) fn is_number(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_long_number(code: &str) -> bool {
    code.len() > EXACT_DIGITS && is_number(code)
}

/// Whether a code has digits and letters and is no number with an exponent.
fn is_mixed(code: &str) -> bool {
    let letter = code.bytes().any(|byte| byte.is_ascii_alphabetic());
    letter
        && code.bytes().any(|byte| byte.is_ascii_digit())
        && bare_exponent(code).is_none()
        && damage(code).is_none()
}

/// What a code certainly is in place of a code.
fn damage(code: &str) -> Option<CodeError> {
    let text = || code.to_owned();
    if is_spreadsheet_error(code) {
        return Some(CodeError::Error(text()));
    }
    if is_formula(code) {
        return Some(CodeError::Formula(text()));
    }
    if is_footer(code) {
        return Some(CodeError::Footer(text()));
    }
    if is_placeholder(code) {
        return Some(CodeError::Placeholder(text()));
    }
    if is_written_number(code) {
        return Some(CodeError::Number(text()));
    }
    is_written_date(code).then(|| CodeError::Date(text()))
}

/// `#N/A`, `#REF!`, `#NAME?` and the like, `Err:502`, and the marks of a column that is too narrow.
fn is_spreadsheet_error(code: &str) -> bool {
    let upper = code.to_ascii_uppercase();
    if let Some(number) = upper.strip_prefix("ERR:") {
        return is_number(number);
    }
    let Some(name) = upper.strip_prefix('#') else {
        return false;
    };
    let named = matches!(name, "N/A" | "N/A N/A" | "NV" | "GETTING_DATA" | "NULL");
    let word = |c: char| c.is_ascii_uppercase() || matches!(c, '/' | '_' | '0'..='9');
    let marked = name.strip_suffix(['!', '?']).is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(word)
    });
    named || marked || name.bytes().all(|byte| byte == b'#')
}

/// `=A2`, `=VLOOKUP(…)`, `{{code}}`, `${code}`, `<code>`.
fn is_formula(code: &str) -> bool {
    let call = |text: &str| {
        let named = text.starts_with(|c: char| c.is_ascii_alphabetic());
        named && text.contains('(') && text.ends_with(')')
    };
    let reference = |text: &str| {
        let text = text.replace('$', "");
        let row = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        (1..=3).contains(&(text.len() - row.len())) && is_number(row)
    };
    let formula = code.strip_prefix(['=', '+', '@']).is_some_and(|text| {
        let text = text.rsplit_once('!').map_or(text, |(_, cell)| cell);
        call(text) || reference(text) && code.starts_with('=')
    });
    let frames = [("{", "}"), ("${", "}"), ("<", ">"), ("[", "]"), ("%", "%")];
    let within = |(start, end): &(&str, &str)| {
        code.len() > start.len() + end.len() && code.starts_with(start) && code.ends_with(end)
    };
    formula || frames.iter().any(within)
}

/// A row below the tickets: `Tổng cộng`, `Total: 12`, `Page 1 of 3`.
pub(super) fn is_footer(cell: &str) -> bool {
    const FOOTERS: &str = "tong cong|tong so|tong so ve|tong ve|tong|cong|tong tien|total|totals|grand total|subtotal\
        |sub total|total tickets|total amount|sum|count|so luong|het|het danh sach|ket thuc|end|end of list|end of report\
        |end of file|eof|nguoi lap|nguoi lap bieu|ghi chu|notes|generated|exported";
    const STARTS: [&str; 14] = [
        "tong cong",
        "tong so ve",
        "tong ve",
        "tong so luong",
        "total",
        "grand total",
        "subtotal",
        "generated on",
        "generated by",
        "exported on",
        "exported at",
        "ngay xuat",
        "het danh sach",
        "end of",
    ];
    let folded = fold(cell);
    let starts = |start: &&str| {
        let rest = folded.strip_prefix(*start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let page = |word: &str| {
        let rest = folded.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit())
                && (rest.contains("of") || cell.contains('/'))
        })
    };
    FOOTERS.split('|').any(|footer| footer == folded)
        || STARTS.iter().any(starts)
        || page("page ")
        || page("trang ")
}

/// A word or a sign for a code that is missing.
fn is_placeholder(code: &str) -> bool {
    const WORDS: &str = "na|n a|nil|null|none|nan|undefined|unknown|empty|blank|missing|tbd|tba|tbc|todo|pending|waiting\
        |processing|true|false|yes|no|test|sample|example|demo|void|invalid|error|no code|not issued|not available|not applicable\
        |to be confirmed|to be announced|coming soon|see email|see attachment|chua co|chua cap|chua ro|chua phat hanh|chua xuat\
        |chua gui|chua|khong co|khong|khong ro|ko co|ko|trong|rong|cho|dang cho|cho cap|cho cap ma|cho xu ly|dang xu ly\
        |dang cap nhat|cap nhat|cap nhat sau|bo sung sau|gui sau|se gui sau|loi|mau|vi du|thieu|thu|dung|sai|xem email";
    let mut characters = code.chars();
    let first = characters.next();
    // A key that is held down, a row of signs: hand scanners can't tell such a code from either.
    if code.chars().count() > 1 && characters.all(|c| Some(c) == first) {
        return true;
    }
    if !code.chars().any(char::is_alphanumeric) {
        return true;
    }
    let folded = fold(code);
    if WORDS.split('|').any(|word| word == folded) {
        return true;
    }
    // A remark in words.
    let digits = code.chars().any(|c| c.is_ascii_digit());
    !digits && (!code.is_ascii() || code.contains(' '))
}

/// A number as spreadsheets write it: `8.93E+12`, `8,936,012`, `8.936.012`, `8 936 012`, `8936.0`.
fn is_written_number(code: &str) -> bool {
    let unsigned = code.strip_prefix(['+', '-']).unwrap_or(code);
    let unsigned = unsigned.trim_start();
    if let Some((mantissa, exponent)) = unsigned.split_once(['e', 'E']) {
        let signed = exponent.starts_with(['+', '-']);
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let parted = mantissa.contains(['.', ',']);
        let mantissa = mantissa.replace(['.', ','], "");
        return is_number(mantissa.trim()) && is_number(exponent.trim()) && (signed || parted);
    }
    ['.', ','].iter().any(|mark| {
        let rest = unsigned
            .strip_suffix('0')
            .map(|rest| rest.trim_end_matches('0'));
        rest.and_then(|rest| rest.strip_suffix(*mark))
            .is_some_and(is_number)
    }) || is_grouped(unsigned)
}

/// Digits in groups of thousands, or of hundreds before the last, as in India.
fn is_grouped(number: &str) -> bool {
    let mark = number.chars().find(|c| !c.is_ascii_digit());
    let Some(mark) = mark.filter(|c| matches!(c, ',' | '.' | ' ' | '\'' | '\u{2019}' | '\u{66c}'))
    else {
        return false;
    };
    let decimal = if mark == ',' { '.' } else { ',' };
    let (whole, part) = number.split_once(decimal).unwrap_or((number, "0"));
    let groups: Vec<&str> = whole.split(mark).collect();
    let Some(((first, last), middle)) = groups.split_last().and_then(|(last, rest)| {
        rest.split_first()
            .map(|(first, middle)| ((first, last), middle))
    }) else {
        return false;
    };
    let digits = groups.iter().all(|group| is_number(group)) && is_number(part);
    let sizes = (1..=3).contains(&first.len())
        && last.len() == 3
        && middle
            .iter()
            .all(|group| group.len() == 3 || mark == ',' && group.len() == 2);
    // Groups of three with spaces between may be a code's own, unless the first is shorter.
    digits && sizes && (mark != ' ' || first.len() < 3)
}

/// A date as spreadsheets write it: `2026-03-01`, `01/03/2026 00:00`, `1-Mar`, `Mar-26`, `01-Thg3`.
fn is_written_date(code: &str) -> bool {
    let clock: Vec<&str> = code.split(':').collect();
    let of_clock = |part: &&str| (1..=2).contains(&part.len()) && is_number(part);
    let is_time = (2..=3).contains(&clock.len()) && clock.iter().all(of_clock);
    if is_time || WrittenDate::read(code, Zone::new(0)).is_ok() {
        return true;
    }
    let parts: Vec<&str> = code.split(['-', ' ', '/']).collect();
    let day = |text: &str| (1..=2).contains(&text.len()) && is_number(text);
    let year = |text: &str| matches!(text.len(), 2 | 4) && is_number(text);
    match parts[..] {
        [first, second] => (day(first) && is_month(second)) || (is_month(first) && year(second)),
        [first, second, third] => day(first) && is_month(second) && year(third),
        _ => false,
    }
}

fn is_month(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let vietnamese = text.strip_prefix("Thg").or_else(|| text.strip_prefix("Th"));
    let numbered = vietnamese.and_then(|number| number.parse().ok());
    MONTHS.contains(&text) || numbered.is_some_and(|number: u8| (1..=12).contains(&number))
}

/// `12E34`, which is a number only among numbers: its digits before the E, and its exponent.
fn bare_exponent(code: &str) -> Option<(&str, u32)> {
    let (mantissa, exponent) = code.split_once(['e', 'E'])?;
    let digits = is_number(mantissa) && is_number(exponent);
    digits.then(|| (mantissa, exponent.parse().unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests;
