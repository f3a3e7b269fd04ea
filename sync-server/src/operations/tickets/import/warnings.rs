//! What is odd about a list whose rows can be used.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Display;

use super::cells::Row;
use super::code::{is_number, is_zero_filled, shown};
use super::columns::Field;
use super::list::ReadList;

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
    let listed: HashSet<u64> = list.listed.iter().map(|(line, _)| *line).collect();
    let rows = table.rows.iter().filter(|row| listed.contains(&row.line));
    let code = |row: &Row| row.code(places.code).unwrap_or_default();
    let rows: Vec<(&Row, String)> = rows.map(|row| (row, code(row))).collect();
    let lines = |is_odd: &dyn Fn(&Row, &str) -> bool| -> Option<Vec<u64>> {
        let odd = rows.iter().filter(|(row, code)| is_odd(row, code));
        let lines: Vec<u64> = odd.map(|(row, _)| row.line).collect();
        (!lines.is_empty()).then_some(lines)
    };
    let lengths = || rows.iter().map(|(_, code)| code.len());
    let (shortest, longest) = (lengths().min(), lengths().max());
    let unequal = shortest < longest && rows.iter().all(|(_, code)| is_number(code));
    let lengths = shortest.zip(longest).filter(|_| unequal);
    let odd_one = rows
        .split_last()
        .filter(|(last, others)| is_unlike(last, others));
    let head = table.header.get(places.code).map_or("", String::as_str);
    let head: String = characters(&shown(head)).collect();
    let like_code = |(_, code): &(&Row, String)| characters(code).eq(head.chars());
    let has_code = head.contains('0') && rows.first().is_some_and(like_code);
    let has_time = |row: &Row, _: &str| {
        let cell = places.of(Field::Days).map_or("", |place| row.cell(place));
        cell.contains(':') && !is_midnight(cell)
    };
    let warnings = [
        lengths.map(|(shortest, longest)| Warning::UnequalLengths(shortest, longest)),
        lines(&|_, code| is_zero_filled(code)).map(Warning::ZeroFilled),
        odd_one.map(|((last, _), _)| Warning::LastRow(last.line)),
        has_code.then_some(Warning::HeaderLikeCode(table.header_line)),
        (!list.garbled.is_empty()).then(|| Warning::Garbled(list.garbled.clone())),
        lines(&has_time).map(Warning::Times),
    ];
    warnings.into_iter().flatten().collect()
}

/// Returns whether the last row has another kind of code than all others, which are alike, or far fewer cells that say
/// something than any other. Of a few rows each may be unlike the others.
fn is_unlike((last, code): &(&Row, String), others: &[(&Row, String)]) -> bool {
    const ENOUGH: usize = 3;
    let kinds = |code: &str| characters(code).collect::<BTreeSet<char>>();
    let kinds_before: HashSet<_> = others.iter().map(|(_, code)| kinds(code)).collect();
    let lengths = || others.iter().map(|(_, code)| code.len());
    let (shortest, longest) = (lengths().min().unwrap_or(0), lengths().max().unwrap_or(0));
    let fewest = others
        .iter()
        .map(|(row, _)| row.filled())
        .min()
        .unwrap_or(0);
    let is_other = !kinds_before.contains(&kinds(code))
        || code.len() * 2 <= shortest
        || code.len() >= longest * 2;
    let unlike = kinds_before.len() == 1 && is_other || last.filled() * 2 < fewest;
    unlike && others.len() >= ENOUGH
}

/// Returns the kinds of a code's characters: digits, letters and others.
fn characters(code: &str) -> impl Iterator<Item = char> {
    code.chars().map(|c| match c {
        '0'..='9' => '0',
        c if c.is_alphabetic() => 'a',
        other => other,
    })
}

/// Returns whether all times of day in a cell are midnight, which spreadsheets put behind dates.
fn is_midnight(cell: &str) -> bool {
    let words = cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
    let mut times = words.filter(|word| word.contains(':'));
    times.all(|time| time.bytes().all(|byte| matches!(byte, b'0' | b':')))
}

/// How many tickets, lines or columns a report names of each kind.
const NAMED: usize = 20;

/// Returns the first of many, with commas between.
pub(crate) fn listed(items: &[impl Display]) -> String {
    let named: Vec<String> = items.iter().take(NAMED).map(ToString::to_string).collect();
    named.join(", ") + if items.len() > NAMED { ", …" } else { "" }
}
