//! From a list's text to its rows: which character stands between cells, and which rows say something.

use std::borrow::Cow;
use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};
use regex::Regex;

use super::cells::Row;
use super::columns::{Columns, header_score};

/// The characters that stand between cells, the likeliest first: Excel on a Vietnamese Windows
/// writes semicolons, its "Unicode Text" tabs.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// A list as rows of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The character between cells.
    pub(super) delimiter: char,
    /// The line of the header, from 1.
    pub(super) header_line: u64,
    /// The names of the columns.
    pub(super) header: Vec<String>,
    /// The lines of the rows above it that say something.
    pub(super) titles: Vec<u64>,
    /// All further rows that say something.
    pub(super) rows: Vec<Row>,
    /// How many rows had nothing in any cell.
    pub(super) blank: usize,
}

impl Table {
    /// Finds the header among the first rows: the one with the most names that are known or asked for,
    /// one for the code among them; else the first that is as full as most. Rows above it are titles.
    pub(super) fn of_rows(rows: Vec<Row>, delimiter: char, columns: &Columns) -> Option<Self> {
        let place = header_place(&rows, columns)?;
        let mut rows = rows.into_iter();
        let titles = rows.by_ref().take(place).filter(|row| row.filled() > 0);
        let titles: Vec<u64> = titles.map(|row| row.line).collect();
        let header = rows.next()?;
        let (blank, rows): (Vec<Row>, Vec<Row>) = rows.partition(|row| row.filled() == 0);
        Some(Self {
            delimiter,
            header_line: header.line,
            header: header.cells,
            titles,
            rows,
            blank: blank.len(),
        })
    }

    /// Returns the cells of a column, in the order of the rows.
    pub(super) fn column(&self, place: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.cell(place))
    }
}

/// The rows in which the header is looked for.
pub(super) const HEADER_WITHIN: usize = 100;

/// Returns the place of the header; `None` for a list in which nothing is written.
fn header_place(rows: &[Row], columns: &Columns) -> Option<usize> {
    let first = &rows[..rows.len().min(HEADER_WITHIN)];
    let score = |place: &usize| header_score(&rows[*place].cells, columns);
    // Of several that are as good the first.
    let best = (0..first.len()).rev().max_by_key(score);
    if let Some(best) = best.filter(|place| score(place).is_some()) {
        return Some(best);
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for filled in first.iter().map(Row::filled).filter(|filled| *filled > 0) {
        *counts.entry(filled).or_default() += 1;
    }
    let (usual, _) = counts.into_iter().rev().max_by_key(|(_, rows)| *rows)?;
    // Somebody's line of dashes is none.
    let says = |row: &Row| {
        row.cells
            .iter()
            .any(|cell| cell.contains(char::is_alphanumeric))
    };
    let full = first
        .iter()
        .position(|row| row.filled() >= usual && says(row));
    full.or_else(|| rows.iter().position(says))
}

/// Returns all rows of a text, and the character between cells. Without a `delimiter`, the one that makes
/// the best header; Excel's own hint in the first line (`sep=;`) goes before that.
pub(super) fn rows(text: &str, delimiter: Option<u8>, columns: &Columns) -> (Vec<Row>, char) {
    // Lines are counted by one character, on any system.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (hint, text) = without_hint(&text);
    let delimiter = delimiter.or(hint);
    let delimiter = delimiter.unwrap_or_else(|| likeliest(text, columns));
    let mut rows = rows_of(text, delimiter);
    for row in &mut rows {
        row.line += u64::from(hint.is_some());
    }
    (rows, char::from(delimiter))
}

/// Returns all rows of a text. Reading a text, flexibly, can't fail; should it, the list ends there, and the rows after
/// it are missing from the count that the report shows.
fn rows_of(text: &str, delimiter: u8) -> Vec<Row> {
    let text = close_to_quotes(text, delimiter);
    let mut reader = ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true);
    let mut reader = reader.delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        rows.push(Row {
            line: record.position().map_or(0, csv::Position::line),
            cells: record.iter().map(str::to_owned).collect(),
            unclear: Vec::new(),
        });
    }
    rows
}

/// Excel's hint of the character between cells, and the text behind it.
fn without_hint(text: &str) -> (Option<u8>, &str) {
    let end = text.find('\n').map_or(text.len(), |end| end + 1);
    let (first, rest) = text.split_at(end);
    let hint = first.trim().trim_matches('"').to_ascii_lowercase();
    match hint.strip_prefix("sep=").map(str::as_bytes) {
        Some([hint]) => (Some(*hint), rest),
        // A tab is white space, which was trimmed unless it was quoted.
        Some([]) => (Some(b'\t'), rest),
        _ => (None, text),
    }
}

/// Returns the text without the spaces that some lists have between a delimiter and a quotation mark. A reader of CSV
/// takes such a mark for a letter, and a line break behind it for the end of the row.
fn close_to_quotes(text: &str, delimiter: u8) -> Cow<'_, str> {
    let delimiter = char::from(delimiter).to_string();
    let is_spaced = [delimiter.as_str(), "\n"]
        .iter()
        .any(|end| text.contains(&format!("{end} ")));
    if !is_spaced && !text.starts_with(' ') {
        return Cow::Borrowed(text);
    }
    let delimiter = regex::escape(&delimiter);
    // What is quoted is matched whole, so that nothing within is taken for a cell's beginning.
    let cell = Regex::new(&format!("(^|[{delimiter}\n]) *(\"(?:[^\"]|\"\")*\"?)"));
    cell.map_or(Cow::Borrowed(text), |cell| cell.replace_all(text, "$1$2"))
}

/// Returns the delimiter that makes the best header: the most known names, then the most columns.
fn likeliest(text: &str, columns: &Columns) -> u8 {
    let end = text.match_indices('\n').nth(HEADER_WITHIN * 2);
    let start = &text[..end.map_or(text.len(), |(end, _)| end)];
    let quality = |delimiter: &u8| {
        let rows = rows_of(start, *delimiter);
        let header = rows.get(header_place(&rows, columns)?)?;
        let score = header_score(&header.cells, columns).unwrap_or(0);
        Some((score, header.cells.len()))
    };
    // Of several that are as good the first, so that a list of a single column has one too.
    let best = DELIMITERS.into_iter().rev().max_by_key(quality);
    best.unwrap_or(DELIMITERS[0])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(text: &str) -> Option<Table> {
        let (rows, delimiter) = rows(text, None, &Columns::default());
        Table::of_rows(rows, delimiter, &Columns::default())
    }

    fn read(text: &str) -> Table {
        table(text).unwrap()
    }

    #[test]
    fn delimiter_is_found_by_the_first_row() {
        for (text, delimiter) in [
            ("code,name\n1,\"Lê; An\"\n", ','),
            ("code;name\r\n1;Lê, An\r\n", ';'),
            ("code\tname\n1\tLê, An; Bo\n", '\t'),
            ("sep=,\r\ncode,na;me;of\r\n1,2\r\n", ','),
            ("SEP=\t\ncode\tname\n1\t2\n", '\t'),
            ("\"sep=;\"\ncode;name\n1;2, 3\n", ';'),
            ("\"sep=,\"\r\ncode,name\n1;2,3\n", ','),
            ("List of 28/11, 09:15;;\n\ncode;name;x\n1;2;3\n", ';'),
            ("TITLE, ONE, TWO, THREE\ncode\tname\n1\t2\n", '\t'),
            ("\n;;\ncode;name\n1;2\n", ';'),
        ] {
            let table = read(text);
            assert_eq!(table.delimiter, delimiter, "{text:?}");
            assert_eq!(table.header.first().map(String::as_str), Some("code"));
            assert_eq!(table.rows.len(), 1, "{text:?}");
        }
        assert_eq!(table(" \n;;;\n"), None);
        assert_eq!(read("code\n8936\n").rows[0].cells, ["8936"]);
    }

    #[test]
    fn row_is_named_by_its_first_line() {
        let list = "sep=;\ncode;name\n1;\"Lê\nAn\"\n\n;;\n2;\"a \"\"b\"\" c\"\n";
        for ends in ["\n", "\r\n", "\r"] {
            let table = read(&list.replace('\n', ends));
            let rows = table.rows.iter();
            let rows: Vec<_> = rows.map(|row| (row.line, row.cells[1].as_str())).collect();
            assert_eq!(rows, [(3, "Lê\nAn"), (7, "a \"b\" c")], "{ends:?}");
            assert_eq!(table.blank, 1);
        }
    }

    #[test]
    fn spaces_before_a_quotation_mark_are_dropped() {
        let cells = |text: &str| -> Vec<Vec<String>> {
            let table = read(&format!("code,name,note\n{text}"));
            table.rows.into_iter().map(|row| row.cells).collect()
        };
        assert_eq!(
            cells(" \"1\",  \"Lê\nAn, \"\"B\"\"\", x \n2, y \"z\",\n"),
            [["1", "Lê\nAn, \"B\"", " x "], ["2", " y \"z\"", ""]]
        );
        // A mark within a cell is a letter, and what stands behind it is no cell's beginning.
        assert_eq!(cells("1,5\" x, \"y\"\n"), [["1", "5\" x", "y"]]);
        assert_eq!(cells("1,\"a, \"\"b\"\"\",c\n"), [["1", "a, \"b\"", "c"]]);
    }

    proptest! {
        #[test]
        fn text_without_quotation_marks_is_unchanged(text in "[a-z ,;\n]{0,80}") {
            prop_assert_eq!(close_to_quotes(&text, b','), text.as_str());
        }

        #[test]
        fn of_any_text_every_row_says_something(text in "[a-z;,\t\"\r\n=\\PC]{0,200}") {
            if let Some(table) = table(&text) {
                let says_something = |cells: &[String]| cells.iter().any(|cell| !cell.trim().is_empty());
                prop_assert!(says_something(&table.header));
                prop_assert!(table.rows.iter().all(|row| says_something(&row.cells)));
            }
        }
    }
}
