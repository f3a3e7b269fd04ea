//! The rows of an Excel workbook (.xlsx), with the values that its cells show.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::MAX_ROWS;
use super::table::Row;

/// The largest whole number that a spreadsheet keeps exactly has fifteen digits.
const EXACT: f64 = 1e15;
/// The most columns that are read.
const MAX_COLUMNS: usize = 500;

/// Why a workbook can't be read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// It is damaged, or locked by a password.
    #[error(
        "the workbook can't be read ({0}); open it in Excel and save it again, without a password"
    )]
    Unreadable(String),
    /// No such sheet.
    #[error("the workbook has no sheet \"{wanted}\"; its sheets are {known}")]
    NoSheet {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// More than a list may have.
    #[error(
        "the sheet has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns; split it and import the parts"
    )]
    TooLarge,
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
    let unreadable = |error: XlsxError| WorkbookError::Unreadable(error.to_string());
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let name = sheet_name(&book, sheet)?;
    let range = book.worksheet_range(&name).map_err(unreadable)?;
    let Some((first_row, first_column)) = range.start() else {
        return Ok(Vec::new());
    };
    let before = first_column as usize;
    let (height, width) = range.get_size();
    if height > MAX_ROWS + 100 || before + width > MAX_COLUMNS {
        return Err(WorkbookError::TooLarge);
    }
    let rows = (u64::from(first_row) + 1..).zip(range.rows());
    let rows = rows.map(|(line, cells)| {
        let empty = std::iter::repeat_n(String::new(), before);
        let cells = empty.chain(cells.iter().map(shown)).collect();
        Row { line, cells }
    });
    Ok(rows.collect())
}

fn sheet_name<R: std::io::Read + std::io::Seek>(
    book: &Xlsx<R>,
    wanted: Option<&str>,
) -> Result<String, WorkbookError> {
    let sheets = book.sheets_metadata().iter();
    let sheets: Vec<_> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .collect();
    let found = match wanted {
        None => sheets
            .iter()
            .find(|sheet| sheet.visible == SheetVisible::Visible)
            .or(sheets.first()),
        Some(wanted) => {
            let same = |name: &str| name.trim().to_lowercase() == wanted.trim().to_lowercase();
            let number: Option<usize> = wanted.trim().parse().ok();
            let numbered = number.and_then(|number| number.checked_sub(1));
            let named = sheets.iter().find(|sheet| same(&sheet.name));
            named.or_else(|| numbered.and_then(|place| sheets.get(place)))
        }
    };
    found.map(|sheet| sheet.name.clone()).ok_or_else(|| {
        let known: Vec<String> = sheets
            .iter()
            .map(|sheet| format!("\"{}\"", sheet.name))
            .collect();
        WorkbookError::NoSheet {
            wanted: wanted.unwrap_or("1").to_owned(),
            known: known.join(", "),
        }
    })
}

/// What a cell shows. A number that a spreadsheet can't keep exactly is written with an exponent, as
/// the sheet shows it, so that it is taken for no code.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(at) if at.is_datetime() => moment(*at),
        Data::DateTime(at) => number(at.as_f64()),
        Data::Int(whole) => number(*whole as f64),
        Data::Float(value) => number(*value),
    }
}

fn number(value: f64) -> String {
    if value.abs() >= EXACT {
        format!("{value:E}")
    } else {
        value.to_string()
    }
}

/// A date; with its time of day unless that is midnight; a time of day alone for a value of no day.
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
