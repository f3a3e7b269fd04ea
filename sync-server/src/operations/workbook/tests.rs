//! Workbooks written, changed and read, as files and as cells.

mod entries;
mod files;
mod law;
mod refusals;

use std::sync::LazyLock;

use shared::catalogue::Catalogue;

use super::draft::draft;
use super::fault::CellErrors;
use super::file::{FileCell, FileSheet, sheets};
use super::words::WorkbookLanguage;
use super::write;

/// The sample exhibition.
static SAMPLE: LazyLock<Catalogue> =
    LazyLock::new(|| crate::operations::catalogue::sample().unwrap());

/// An exhibition with one or two of everything.
static SMALL: LazyLock<Catalogue> = LazyLock::new(crate::operations::catalogue::small);

/// The sample's workbook.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| write(&SAMPLE, 7).unwrap());

/// The sheets of its workbook.
fn sample_sheets() -> Vec<FileSheet> {
    static SHEETS: LazyLock<Vec<FileSheet>> = LazyLock::new(|| sheets(&BYTES).unwrap());
    SHEETS.clone()
}

/// Reads sheets on top of the sample.
fn read(sheets: &[FileSheet]) -> Result<Catalogue, CellErrors> {
    draft(sheets, &SAMPLE)
}

fn sheet<'a>(sheets: &'a mut [FileSheet], name: &str) -> &'a mut FileSheet {
    sheets.iter_mut().find(|it| it.name == name).unwrap()
}

/// Returns the number of the column whose heading begins so.
fn column(sheet: &FileSheet, heading: &str) -> u32 {
    let text = |cell: &FileCell| match cell {
        FileCell::Text(text) => text.starts_with(heading),
        FileCell::Fault(_) => false,
    };
    *sheet.rows[&0]
        .iter()
        .find(|(_, cell)| text(cell))
        .unwrap()
        .0
}

/// Writes a cell of the row with this number in the workbook; an empty text takes it away.
fn put(sheets: &mut [FileSheet], name: &str, row: u32, heading: &str, text: &str) {
    let sheet = sheet(sheets, name);
    let column = column(sheet, heading);
    let cells = sheet.rows.entry(row - 1).or_default();
    if text.is_empty() {
        cells.remove(&column);
    } else {
        cells.insert(column, FileCell::Text(super::cell::tidy(text)));
    }
}

fn words(errors: &CellErrors) -> Vec<String> {
    errors.words(WorkbookLanguage::English)
}
