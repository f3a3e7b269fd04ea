//! The rows of an Excel workbook (.xlsx), with the values that its cells show.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{
    Data, ExcelDateTime, NumberFormat, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError,
};

use super::cells::Row;
use super::number_format::{shown_number, shown_text};
use super::request::MAX_ROWS;
use crate::operations::workbook::{WorkbookFileError, WorkbookLanguage, check_unpacked};

/// The largest whole number that a spreadsheet keeps exactly has fifteen digits.
const EXACT: f64 = 1e15;
/// The most columns that are read.
const MAX_COLUMNS: usize = 500;
/// The most bytes that what is packed in a list may have: a thousand for each of its rows.
const UNPACKED_MOST: u64 = 300 << 20;

/// Why a workbook can't be read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// It is damaged, or locked by a password.
    #[error(
        "the workbook can't be read ({0}); open it in Excel and save it again, without a password"
    )]
    Unreadable(String),
    /// No such sheet: what was asked for, and what there is.
    #[error("the workbook has no sheet \"{0}\"; its sheets are {1}")]
    NoSheet(String, String),
    /// More than a list may have.
    #[error(
        "the sheet has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns; split it and import the parts"
    )]
    TooLarge,
    /// Unpacked it is larger than any list.
    #[error(
        "unpacked the workbook has more than {} MB; copy the tickets' columns alone into a new one and import that", UNPACKED_MOST >> 20
    )]
    TooMuchInside,
}

/// Returns whether a file begins as a workbook does.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads the rows of a sheet: of the one with this name or number from 1, else of the first that is
/// not hidden.
///
/// # Errors
/// [`WorkbookError`].
pub(super) fn rows_of(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Row>, WorkbookError> {
    // calamine 0.38 panics at a cell whose column has seven letters.
    let read = std::panic::catch_unwind(|| read_rows(bytes, sheet));
    let damaged = || Err(WorkbookError::Unreadable("it is damaged".to_owned()));
    read.unwrap_or_else(|_| damaged())
}

fn read_rows(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Row>, WorkbookError> {
    let unreadable = |error: XlsxError| WorkbookError::Unreadable(error.to_string());
    check_unpacked(bytes, UNPACKED_MOST).map_err(|error| match error {
        WorkbookFileError::TooMuchInside => WorkbookError::TooMuchInside,
        error => WorkbookError::Unreadable(error.words(WorkbookLanguage::English)),
    })?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let name = sheet_name(&book, sheet)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(unreadable)?;
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let (column, value) = (column as usize, Data::from(cell.get_value().clone()));
        if value == Data::Empty {
            continue;
        }
        if rows.len() > MAX_ROWS + 100 || column >= MAX_COLUMNS {
            return Err(WorkbookError::TooLarge);
        }
        let row = rows.entry(row).or_insert_with(|| Row {
            line: u64::from(row) + 1,
            ..Row::default()
        });
        let style = reader.styles().get(style);
        let format = style.and_then(|style| style.number_format.as_ref());
        let format = format.map_or("General", format_code);
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        row.cells[column] = shown(&value, format).unwrap_or_else(|stored| {
            row.unclear.push((column, format.to_owned()));
            stored
        });
    }
    Ok(rows.into_values().collect())
}

/// Returns the code of a number format. calamine knows not those of other languages, dates and currencies.
fn format_code(format: &NumberFormat) -> &str {
    match format.format_id {
        Some(1..=163) if format.format_code == "General" => "that has no code",
        _ => &format.format_code,
    }
}

fn sheet_name<R: std::io::Read + std::io::Seek>(
    book: &Xlsx<R>,
    wanted: Option<&str>,
) -> Result<String, WorkbookError> {
    let sheets = book.sheets_metadata().iter();
    let mut sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let is_shown = |sheet: &&Sheet| sheet.visible == SheetVisible::Visible;
    let all = sheets.clone();
    let found = match wanted.map(|name| name.trim().to_lowercase()) {
        None => all.clone().find(is_shown).or_else(|| sheets.next()),
        Some(name) => {
            let same = |sheet: &&Sheet| sheet.name.trim().to_lowercase() == name;
            let number = name
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1));
            all.clone().find(same).or_else(|| sheets.nth(number?))
        }
    };
    found.map(|sheet| sheet.name.clone()).ok_or_else(|| {
        let known: Vec<String> = all.map(|sheet| format!("\"{}\"", sheet.name)).collect();
        WorkbookError::NoSheet(wanted.unwrap_or("1").to_owned(), known.join(", "))
    })
}

/// Returns what a cell shows by its format; what is stored in it where programs differ.
fn shown(cell: &Data, format: &str) -> Result<String, String> {
    match cell {
        Data::String(text) => shown_text(text, format).ok_or_else(|| text.clone()),
        Data::DateTime(at) if at.is_datetime() => Ok(moment(*at)),
        Data::DateTime(at) => Err(at.as_f64().to_string()),
        Data::Int(value) => number(*value as f64, format),
        Data::Float(value) => number(*value, format),
        Data::Bool(value) => Ok(value.to_string().to_uppercase()),
        other => Ok(other.to_string()),
    }
}

/// Returns a number as it is shown. One that a spreadsheet can't keep exactly has an exponent, so that it is no code.
fn number(value: f64, format: &str) -> Result<String, String> {
    if value.abs() >= EXACT {
        return Ok(format!("{value:E}"));
    }
    let whole = (value.fract() == 0.0).then_some(value as i64);
    let shown = whole.and_then(|whole| shown_number(whole, format));
    shown.ok_or_else(|| value.to_string())
}

/// Returns a date; with its time of day unless that is midnight; a time of day alone for a value of no day.
fn moment(at: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if at.as_f64() < 1.0 {
        time
    } else if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}
