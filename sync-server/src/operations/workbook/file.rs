//! The file itself: from the bytes of an upload to the texts of its cells.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{Data, Dimensions, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use super::cell::tidy;
use super::fault::CellFault;
use super::words::WorkbookLanguage;

/// The largest file that is read, in bytes.
pub const WORKBOOK_BYTES_MOST: usize = 25 << 20;
/// The most bytes that what is packed in it may have. The sample exhibition has half a million.
const UNPACKED_MOST: u64 = 100 << 20;
/// The most parts that it may be packed of.
const PARTS_MOST: usize = 2_000;
/// The most rows of a sheet that hold something.
const ROWS_MOST: usize = 20_000;
/// The most columns of a sheet.
const COLUMNS_MOST: u32 = 300;

/// Why a file can't be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkbookFileError {
    /// It is empty.
    Empty,
    /// It is larger than [`WORKBOOK_BYTES_MOST`].
    TooLarge,
    /// A workbook of Excel 97 to 2003, or one locked by a password.
    OldOrLocked,
    /// A program, whatever it is called.
    Program,
    /// A document of another kind.
    OtherDocument,
    /// Text, such as CSV.
    NotPacked,
    /// Unpacked it is larger than any workbook that people write.
    TooMuchInside,
    /// A sheet has more rows or columns than an exhibition has.
    TooManyCells(String),
    /// It is damaged.
    Damaged,
}

impl WorkbookFileError {
    /// Returns what is wrong and what to do.
    #[must_use]
    pub fn words(&self, language: WorkbookLanguage) -> String {
        let megabytes = ("most", (WORKBOOK_BYTES_MOST >> 20).to_string());
        match self {
            Self::Empty => language.say("file-empty"),
            Self::TooLarge => language.say_with("file-too-large", &[megabytes]),
            Self::OldOrLocked => language.say("file-old-or-locked"),
            Self::Program => language.say("file-program"),
            Self::OtherDocument => language.say("file-other-document"),
            Self::NotPacked => language.say("file-not-packed"),
            Self::TooMuchInside => language.say("file-too-much-inside"),
            Self::TooManyCells(sheet) => {
                let most = ("most", ROWS_MOST.to_string());
                language.say_with("file-too-many-cells", &[("sheet", sheet.clone()), most])
            }
            Self::Damaged => language.say("file-damaged"),
        }
    }
}

/// The cells of one sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct FileSheet {
    /// Its name.
    pub(super) name: String,
    /// The rows that hold something, from 0, with the cells that do, from 0.
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, FileCell>>,
    /// Merged cells.
    pub(super) merged: Vec<Dimensions>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FileCell {
    /// What it says, tidied.
    Text(String),
    /// What can't be read.
    Fault(CellFault),
}

/// Reads the sheets of a file.
///
/// # Errors
/// [`WorkbookFileError`].
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<FileSheet>, WorkbookFileError> {
    check_kind(bytes)?;
    check_unpacked(bytes, UNPACKED_MOST)?;
    // calamine 0.38 panics at some damaged cells.
    let read = std::panic::catch_unwind(|| read_sheets(bytes));
    read.unwrap_or(Err(WorkbookFileError::Damaged))
}

fn check_kind(bytes: &[u8]) -> Result<(), WorkbookFileError> {
    match bytes {
        [] => Err(WorkbookFileError::Empty),
        _ if bytes.len() > WORKBOOK_BYTES_MOST => Err(WorkbookFileError::TooLarge),
        [b'P', b'K', 3, 4, ..] => Ok(()),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(WorkbookFileError::OldOrLocked),
        [b'M', b'Z', ..] | [0x7f, b'E', b'L', b'F', ..] => Err(WorkbookFileError::Program),
        [b'%', b'P', b'D', b'F', ..] => Err(WorkbookFileError::OtherDocument),
        _ if bytes.contains(&0) => Err(WorkbookFileError::OtherDocument),
        _ => Err(WorkbookFileError::NotPacked),
    }
}

/// Unpacks everything once, so that a small file that unpacks to more than `most` bytes is never held.
///
/// # Errors
/// [`WorkbookFileError`].
pub(in crate::operations) fn check_unpacked(
    bytes: &[u8],
    most: u64,
) -> Result<(), WorkbookFileError> {
    let damaged = |_| WorkbookFileError::Damaged;
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let declared = packed.decompressed_size();
    if packed.len() > PARTS_MOST || declared.is_some_and(|it| it > u128::from(most)) {
        return Err(WorkbookFileError::TooMuchInside);
    }
    let mut left = most;
    let mut is_workbook = false;
    for part in 0..packed.len() {
        let part = packed.by_index(part).map_err(damaged)?;
        let name = part.name().map_err(damaged)?;
        // Some programs number it, as in `xl/workbook2.xml`.
        is_workbook |= name.to_lowercase().starts_with("xl/workbook");
        let read = io::copy(&mut part.take(left + 1), &mut io::sink());
        let read = read.map_err(|_| WorkbookFileError::Damaged)?;
        left = left
            .checked_sub(read)
            .ok_or(WorkbookFileError::TooMuchInside)?;
    }
    if is_workbook {
        Ok(())
    } else {
        Err(WorkbookFileError::OtherDocument)
    }
}

fn read_sheets(bytes: &[u8]) -> Result<Vec<FileSheet>, WorkbookFileError> {
    let damaged = |_: XlsxError| WorkbookFileError::Damaged;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut read = Vec::new();
    for name in names {
        let mut sheet = read_sheet(&mut book, name)?;
        sheet.merged = book
            .merge_cells_by_sheet_name(&sheet.name)
            .map_err(damaged)?;
        read.push(sheet);
    }
    Ok(read)
}

fn read_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
) -> Result<FileSheet, WorkbookFileError> {
    let damaged = |_: XlsxError| WorkbookFileError::Damaged;
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut sheet = FileSheet {
        name,
        ..FileSheet::default()
    };
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = cell.pos;
        let has_formula = cell.formula.is_some();
        let Some(read) = read_cell(&Data::from(cell.value), has_formula) else {
            continue;
        };
        let is_new = !sheet.rows.contains_key(&row);
        if column >= COLUMNS_MOST || is_new && sheet.rows.len() >= ROWS_MOST {
            return Err(WorkbookFileError::TooManyCells(sheet.name));
        }
        sheet.rows.entry(row).or_default().insert(column, read);
    }
    Ok(sheet)
}

fn read_cell(value: &Data, has_formula: bool) -> Option<FileCell> {
    let text = match value {
        Data::Empty if has_formula => return Some(FileCell::Fault(CellFault::NoResult)),
        Data::Empty => return None,
        Data::Error(error) => {
            return Some(FileCell::Fault(CellFault::Formula(error.to_string())));
        }
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string().to_uppercase(),
        Data::DateTime(at) => moment(*at),
        other => tidy(&other.to_string()),
    };
    (!text.is_empty()).then_some(FileCell::Text(text))
}

/// Returns a date, with its time of day unless that is midnight; a time of day alone for a value of no day.
fn moment(at: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        second => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    if at.as_f64() < 1.0 {
        time
    } else if (hour, minute, second) == (0, 0, 0) {
        format!("{day:02}/{month:02}/{year:04}")
    } else {
        format!("{day:02}/{month:02}/{year:04} {time}")
    }
}
