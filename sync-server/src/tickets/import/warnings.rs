//! What is odd about a list whose rows can be used.

use std::fmt;

use super::code::{is_number, is_zero_filled, shown};
use super::columns::Places;
use super::report::listed;
use super::table::{Row, Table};
use super::{ReadRows, plan::Listed};

/// Something that the person who imports should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// All codes are numbers, and not all have as many digits.
    UnequalLengths {
        /// The fewest digits.
        shortest: usize,
        /// The most digits.
        longest: usize,
    },
    /// Codes that a spreadsheet may have rounded: the lines.
    ZeroFilled(Vec<u64>),
    /// The last row is unlike all others: its line.
    LastRow(u64),
    /// The header looks like a ticket: its line.
    HeaderLikeCode(u64),
    /// Names and seller's numbers that are left out, since their letters are damaged: the lines.
    Garbled(Vec<u64>),
    /// Times of day that are not kept: the lines.
    Times(Vec<u64>),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnequalLengths { shortest, longest } => write!(
                f,
                "all codes are numbers of {shortest} to {longest} digits; a spreadsheet may have taken zeros off their beginnings. Compare one with a ticket."
            ),
            Self::ZeroFilled(lines) => write!(
                f,
                "the codes in lines {} end in zeros after the 15th digit; a spreadsheet may have rounded them. Compare them with the tickets.",
                listed(lines)
            ),
            Self::LastRow(line) => write!(
                f,
                "the last row, line {line}, is unlike the others and was taken for a ticket; is it a sum?"
            ),
            Self::HeaderLikeCode(line) => write!(
                f,
                "line {line} was taken for the names of the columns and looks like a ticket; put a header above it."
            ),
            Self::Garbled(lines) => write!(
                f,
                "letters of the names or numbers in lines {} are damaged, and these are left out; save the list as \"CSV UTF-8\" and import it again.",
                listed(lines)
            ),
            Self::Times(lines) => write!(
                f,
                "the times of day in lines {} are not kept: the tickets are good on the whole day.",
                listed(lines)
            ),
        }
    }
}

/// Looks a list over.
pub(super) fn of(table: &Table, places: &Places, read: &ReadRows) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let is_listed = |row: &&Row| {
        let place = read
            .listed
            .binary_search_by_key(&row.line, |(line, _): &Listed| *line);
        place.is_ok()
    };
    let code = |row: &Row| row.code(places.code).unwrap_or_default().into_owned();
    let rows: Vec<&Row> = table.rows.iter().filter(is_listed).collect();
    let codes: Vec<String> = rows.iter().map(|row| code(row)).collect();
    let lengths = codes.iter().map(String::len);
    if let (Some(shortest), Some(longest)) = (lengths.clone().min(), lengths.max())
        && shortest < longest
        && codes.iter().all(|code| is_number(code))
    {
        warnings.push(Warning::UnequalLengths { shortest, longest });
    }
    let lines_of = |test: &dyn Fn(usize) -> bool| -> Vec<u64> {
        let places = (0..rows.len()).filter(|place| test(*place));
        places.map(|place| rows[place].line).collect()
    };
    let zeros = lines_of(&|place| is_zero_filled(&codes[place]));
    if !zeros.is_empty() {
        warnings.push(Warning::ZeroFilled(zeros));
    }
    if let Some((last, others)) = rows.split_last()
        && is_unlike(last, others, &codes)
    {
        warnings.push(Warning::LastRow(last.line));
    }
    let head = table.header.get(places.code).map_or("", String::as_str);
    let head = shape(&shown(head));
    if head.is_some() && codes.first().is_some_and(|first| shape(first) == head) {
        warnings.push(Warning::HeaderLikeCode(table.header_line));
    }
    if !read.garbled.is_empty() {
        warnings.push(Warning::Garbled(read.garbled.clone()));
    }
    let has_time = |row: &Row| {
        let cell = places.days.and_then(|place| row.cells.get(place));
        cell.is_some_and(|cell| cell.contains(':') && !is_midnight(cell))
    };
    let times = lines_of(&|place| has_time(rows[place]));
    if !times.is_empty() {
        warnings.push(Warning::Times(times));
    }
    warnings
}

/// Whether the last row has another kind of code than all others, which are alike, or far fewer cells
/// that say something than any other. Of a few rows each may be unlike the others.
fn is_unlike(last: &Row, others: &[&Row], codes: &[String]) -> bool {
    const ENOUGH: usize = 3;
    let Some((code, before)) = codes.split_last() else {
        return false;
    };
    let (Some(first), true) = (before.first(), before.len() >= ENOUGH) else {
        return false;
    };
    let fewest = others.iter().map(|row| row.filled()).min().unwrap_or(0);
    let alike = before
        .iter()
        .all(|other| characters(other) == characters(first));
    let lengths = || before.iter().map(String::len);
    let (shortest, longest) = (lengths().min().unwrap_or(0), lengths().max().unwrap_or(0));
    let other_length = code.len() * 2 <= shortest || code.len() >= longest * 2;
    alike && (characters(code) != characters(first) || other_length) || last.filled() * 2 < fewest
}

/// Which kinds of characters a code has.
fn characters(code: &str) -> [bool; 3] {
    let any = |test: fn(char) -> bool| code.chars().any(test);
    [
        any(|c| c.is_ascii_alphabetic()),
        any(|c| c.is_ascii_digit()),
        any(|c| !c.is_ascii_alphanumeric()),
    ]
}

/// The kinds of a code's characters one by one; `None` for a text without digits, such as a name.
fn shape(code: &str) -> Option<String> {
    let kinds = code.chars().map(|c| match c {
        '0'..='9' => '0',
        c if c.is_alphabetic() => 'a',
        other => other,
    });
    code.bytes()
        .any(|byte| byte.is_ascii_digit())
        .then(|| kinds.collect())
}

/// Whether all times of day in a cell are midnight, which spreadsheets put behind dates.
fn is_midnight(cell: &str) -> bool {
    let words = cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
    let mut times = words.filter(|word| word.contains(':'));
    times.all(|time| time.bytes().all(|byte| matches!(byte, b'0' | b':')))
}
