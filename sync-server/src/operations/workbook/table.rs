//! One sheet of a workbook as a table: which of its columns is which, and its rows.

use std::collections::BTreeMap;

use super::cell::tidy;
use super::fault::{CellError, CellErrors, CellFault};
use super::file::{FileCell, FileSheet};
use super::layout::{CellKind, ColumnLayout, SheetLayout};
use super::words::WorkbookLanguage;

/// The headings are in one of so many rows from the top; above them may be a title.
const HEADINGS_WITHIN: usize = 10;

/// A sheet whose columns are known.
#[derive(Debug)]
pub(super) struct SheetTable<'a> {
    /// What sheet it is.
    pub(super) layout: &'static SheetLayout,
    sheet: &'a FileSheet,
    heading_row: u32,
    columns: Vec<TableColumn>,
}

/// A column that is known.
#[derive(Debug)]
pub(super) struct TableColumn {
    /// Which.
    pub(super) layout: &'static ColumnLayout,
    /// The language of its texts, for those that have one.
    pub(super) language: Option<String>,
    at: u32,
    heading: String,
}

/// A row that holds something.
pub(super) struct TableRow<'a> {
    /// Its number in the workbook, from 1.
    pub(super) number: u32,
    cells: &'a BTreeMap<u32, FileCell>,
}

impl TableRow<'_> {
    /// Returns what a cell says, empty where it says nothing.
    ///
    /// # Errors
    /// Why it can't be read.
    pub(super) fn cell(&self, column: &TableColumn) -> Result<&str, CellFault> {
        match self.cells.get(&column.at) {
            None => Ok(""),
            Some(FileCell::Text(text)) => Ok(text),
            Some(FileCell::Fault(fault)) => Err(fault.clone()),
        }
    }
}

impl<'a> SheetTable<'a> {
    /// Finds the columns of a sheet by its headings.
    pub(super) fn new(
        layout: &'static SheetLayout,
        sheet: &'a FileSheet,
        errors: &mut CellErrors,
    ) -> Self {
        let known = |cells: &BTreeMap<u32, FileCell>| {
            let texts = cells.values().filter_map(text);
            texts.filter(|it| column_of(layout, it).is_some()).count()
        };
        let rows = sheet.rows.iter().take(HEADINGS_WITHIN).rev();
        let best = rows.max_by_key(|(_, cells)| known(cells));
        let mut table = Self {
            layout,
            sheet,
            heading_row: best.map_or(0, |(row, _)| *row),
            columns: Vec::new(),
        };
        for (at, cell) in best.into_iter().flat_map(|(_, cells)| cells) {
            let Some(heading) = text(cell) else { continue };
            let Some((column, language)) = column_of(layout, heading) else {
                let fault = CellFault::UnknownColumn(heading.to_owned(), nearest(layout, heading));
                errors.push(table.error_at(*at, heading, fault));
                continue;
            };
            let mut others = table.columns.iter();
            if others.any(|it| it.layout.id == column.id && it.language == language) {
                let fault = CellFault::ColumnTwice(heading.to_owned());
                errors.push(table.error_at(*at, heading, fault));
                continue;
            }
            table.columns.push(TableColumn {
                layout: column,
                language,
                at: *at,
                heading: heading.to_owned(),
            });
        }
        table.check_merged(errors);
        table.check_headings(best.map(|(_, cells)| cells), errors);
        table
    }

    /// Returns the columns that are known.
    pub(super) fn columns(&self) -> &[TableColumn] {
        &self.columns
    }

    /// Returns the column of this name.
    pub(super) fn column(&self, id: &str) -> Option<&TableColumn> {
        self.columns.iter().find(|it| it.layout.id == id)
    }

    /// Returns the rows that hold something in a known column.
    pub(super) fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        let below = self.sheet.rows.range(self.heading_row + 1..);
        let known = |cells: &BTreeMap<u32, FileCell>| {
            self.columns
                .iter()
                .any(|column| cells.contains_key(&column.at))
        };
        let rows = below.filter(move |(_, cells)| known(cells));
        rows.map(|(row, cells)| TableRow {
            number: row + 1,
            cells,
        })
    }

    /// Returns an error of a cell, a row or the sheet.
    pub(super) fn error(
        &self,
        row: Option<u32>,
        column: Option<&TableColumn>,
        fault: CellFault,
    ) -> CellError {
        CellError {
            sheet: self.sheet.name.clone(),
            row,
            column: column.map(|it| (letters(it.at), first_line(&it.heading))),
            fault,
        }
    }

    fn error_at(&self, at: u32, heading: &str, fault: CellFault) -> CellError {
        CellError {
            sheet: self.sheet.name.clone(),
            row: Some(self.heading_row + 1),
            column: Some((letters(at), first_line(heading))),
            fault,
        }
    }

    /// Merged cells hold what is in them once, and for which rows it is meant is not in the file.
    fn check_merged(&self, errors: &mut CellErrors) {
        for merged in &self.sheet.merged {
            let ((top, left), (bottom, right)) = (merged.start, merged.end);
            let touches = |it: &TableColumn| (left..=right).contains(&it.at);
            if bottom >= self.heading_row && self.columns.iter().any(touches) {
                let corner =
                    |row: u32, column: u32| format!("{}{}", letters(column), row.saturating_add(1));
                let range = format!("{}:{}", corner(top, left), corner(bottom, right));
                errors.push(self.error(
                    Some(top.saturating_add(1)),
                    None,
                    CellFault::Merged(range),
                ));
            }
        }
    }

    /// What stands below no heading belongs to nothing.
    fn check_headings(&self, headings: Option<&BTreeMap<u32, FileCell>>, errors: &mut CellErrors) {
        let headed = |at: &u32| headings.is_some_and(|it| it.contains_key(at));
        for (row, cells) in self.sheet.rows.range(self.heading_row + 1..) {
            if let Some((at, cell)) = cells.iter().find(|(at, _)| !headed(at)) {
                let found = text(cell).unwrap_or_default().to_owned();
                let fault = CellFault::NoHeading(found);
                let mut error = self.error(Some(row + 1), None, fault);
                error.column = Some((letters(*at), String::new()));
                errors.push(error);
                return;
            }
        }
    }
}

fn text(cell: &FileCell) -> Option<&str> {
    match cell {
        FileCell::Text(text) => Some(text),
        FileCell::Fault(_) => None,
    }
}

fn first_line(heading: &str) -> String {
    heading.lines().next().unwrap_or_default().to_owned()
}

/// Returns the letters of a column, counted from 0.
pub(super) fn letters(at: u32) -> String {
    let (mut rest, mut letters) = (u64::from(at) + 1, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Returns a name as it is compared: in small letters, with single spaces.
pub(super) fn folded(name: &str) -> String {
    let name = tidy(name).to_lowercase();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the column that a heading names in either language, with the language of its texts.
fn column_of(
    layout: &'static SheetLayout,
    heading: &str,
) -> Option<(&'static ColumnLayout, Option<String>)> {
    heading.lines().find_map(|line| {
        let line = folded(line);
        let whole = names(layout)
            .find(|(column, name)| column.kind != CellKind::Localized && *name == line);
        if let Some((column, _)) = whole {
            return Some((column, None));
        }
        let (name, language) = line.strip_suffix(')')?.rsplit_once('(')?;
        let is_code = (2..=8).contains(&language.len())
            && language
                .bytes()
                .all(|it| it.is_ascii_lowercase() || it == b'-');
        let name = name.trim_end();
        let mut all = names(layout).filter(|(column, _)| column.kind == CellKind::Localized);
        let (column, _) = all.find(|(_, known)| known == name)?;
        is_code.then(|| (column, Some(language.to_owned())))
    })
}

/// Returns the columns of a sheet with their folded names in both languages.
fn names(layout: &'static SheetLayout) -> impl Iterator<Item = (&'static ColumnLayout, String)> {
    layout.columns.iter().flat_map(|column| {
        let named = |it: WorkbookLanguage| folded(&it.column(layout.id, column.id, None));
        WorkbookLanguage::ALL.map(|it| (column, named(it)))
    })
}

/// Returns the heading that was most likely meant by another one.
fn nearest(layout: &'static SheetLayout, heading: &str) -> Option<String> {
    let heading = folded(&first_line(heading));
    let language = heading
        .rsplit_once('(')
        .map(|(_, it)| it.trim_end_matches(')'));
    let vietnamese = |column: &ColumnLayout| {
        let localized = column.kind == CellKind::Localized;
        let language = localized.then(|| language.unwrap_or("vi"));
        WorkbookLanguage::Vietnamese.column(layout.id, column.id, language)
    };
    let distance = |name: &str| strsim::osa_distance(&heading, &folded(name));
    let all = layout.columns.iter().map(vietnamese);
    let nearest = all.min_by_key(|name| distance(name))?;
    (distance(&nearest) <= 1 + nearest.chars().count() / 3).then_some(nearest)
}
