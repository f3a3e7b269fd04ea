//! What is odd about a list whose rows can be used.

use super::ReadList;
use super::code::{is_number, is_zero_filled, shown};
use super::columns::Field;
use super::report::listed;
use super::table::Row;

/// Something that the person who imports should look at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// All codes are numbers, and not all have as many digits: the fewest and the most.
    #[error(
        "all codes are numbers of {0} to {1} digits; a spreadsheet may have taken zeros off their beginnings. Compare one with a ticket."
    )]
    UnequalLengths(usize, usize),
    /// Codes that a spreadsheet may have rounded: the lines.
    #[error(
        "the codes in lines {} end in zeros after the 15th digit; a spreadsheet may have rounded them. Compare them with the tickets.",
        listed(.0)
    )]
    ZeroFilled(Vec<u64>),
    /// The last row is unlike all others: its line.
    #[error(
        "the last row, line {0}, is unlike the others and was taken for a ticket; is it a sum?"
    )]
    LastRow(u64),
    /// The header looks like a ticket: its line.
    #[error(
        "line {0} was taken for the names of the columns and looks like a ticket; put a header above it."
    )]
    HeaderLikeCode(u64),
    /// Names and seller's numbers that are left out, since their letters are damaged: the lines.
    #[error(
        "letters of the names or numbers in lines {} are damaged, and these are left out; save the list as \"CSV UTF-8\" and import it again.",
        listed(.0)
    )]
    Garbled(Vec<u64>),
    /// Times of day that are not kept: the lines.
    #[error(
        "the times of day in lines {} are not kept: the tickets are good on the whole day.",
        listed(.0)
    )]
    Times(Vec<u64>),
}

/// Looks a list over.
pub(super) fn of(list: &ReadList) -> Vec<Warning> {
    let ReadList { table, places, .. } = list;
    let is_listed = |row: &&Row| {
        list.listed
            .binary_search_by_key(&row.line, |it| it.0)
            .is_ok()
    };
    let rows: Vec<&Row> = table.rows.iter().filter(is_listed).collect();
    let code = |row: &&Row| row.code(places.code).unwrap_or_default();
    let codes: Vec<String> = rows.iter().map(code).collect();
    let lines = |is_odd: &dyn Fn(&Row, &String) -> bool| -> Option<Vec<u64>> {
        let odd = rows
            .iter()
            .zip(&codes)
            .filter(|(row, code)| is_odd(row, code));
        let lines: Vec<u64> = odd.map(|(row, _)| row.line).collect();
        (!lines.is_empty()).then_some(lines)
    };
    let lengths = || codes.iter().map(String::len);
    let (shortest, longest) = (lengths().min(), lengths().max());
    let unequal = shortest < longest && codes.iter().all(|code| is_number(code));
    let lengths = shortest.zip(longest).filter(|_| unequal);
    let odd_one = rows
        .split_last()
        .filter(|(last, others)| is_unlike(last, others, &codes));
    let head = table
        .header
        .get(places.code)
        .and_then(|name| shape(&shown(name)));
    let is_ticket = head.is_some() && codes.first().is_some_and(|code| shape(code) == head);
    let has_time = |row: &Row, _: &String| {
        let cell = places.of(Field::Days).map_or("", |place| row.cell(place));
        cell.contains(':') && !is_midnight(cell)
    };
    let warnings = [
        lengths.map(|(shortest, longest)| Warning::UnequalLengths(shortest, longest)),
        lines(&|_, code| is_zero_filled(code)).map(Warning::ZeroFilled),
        odd_one.map(|(last, _)| Warning::LastRow(last.line)),
        is_ticket.then_some(Warning::HeaderLikeCode(table.header_line)),
        (!list.garbled.is_empty()).then(|| Warning::Garbled(list.garbled.clone())),
        lines(&has_time).map(Warning::Times),
    ];
    warnings.into_iter().flatten().collect()
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
