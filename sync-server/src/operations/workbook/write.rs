//! The workbook that organisers download.

use jiff::civil::{Date, Time};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};
use shared::catalogue::Catalogue;
use shared::time::WrittenDate;

use super::layout::{CellKind, ColumnLayout, GATE_HOURS, SheetLayout};
use super::rows::{SheetRows, document, rows};
use super::words::WorkbookLanguage;

/// The rows that lists to choose from and formats reach down to.
const LAST_ROW: u32 = 2_000;
/// The sentences of the first sheet, in both languages.
const READ_ME: [&str; 7] = [
    "readme-what",
    "readme-change",
    "readme-lists",
    "readme-columns",
    "readme-new",
    "readme-kept",
    "readme-upload",
];

/// Why a catalogue can't be written as a workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookWriteError {
    /// A text is longer than a cell can be.
    #[error(
        "a text of the catalogue has more than 32,767 characters, which no cell can hold; shorten it with `catalogue export` and `catalogue replace`"
    )]
    LongText,
    /// Whatever else the writer refuses.
    #[error("the workbook can't be written ({0}); use `catalogue export` instead, and report this")]
    Xlsx(XlsxError),
    /// The catalogue is no JSON.
    #[error("the catalogue can't be written ({0}); report this")]
    Json(#[from] serde_json::Error),
}

impl From<XlsxError> for WorkbookWriteError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::MaxStringLengthExceeded => Self::LongText,
            error => Self::Xlsx(error),
        }
    }
}

struct Formats {
    heading: Format,
    text: Format,
    wrapped: Format,
    number: Format,
    date: Format,
    time: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Self {
            heading: cell()
                .set_bold()
                .set_text_wrap()
                .set_background_color("E7EDF3")
                .set_border_bottom(FormatBorder::Thin),
            // Texts, so that Excel makes no date of "3-4" and no number of "007".
            text: cell().set_num_format("@"),
            wrapped: cell().set_num_format("@").set_text_wrap(),
            number: cell().set_num_format("0"),
            date: cell().set_num_format("dd/mm/yyyy"),
            time: cell().set_num_format("hh:mm"),
        }
    }

    fn of(&self, kind: CellKind) -> (&Format, f64) {
        match kind {
            CellKind::Whole(..) | CellKind::Day | CellKind::Position => (&self.number, 12.0),
            CellKind::Date => (&self.date, 14.0),
            CellKind::Time => (&self.time, 10.0),
            CellKind::Localized => (&self.wrapped, 32.0),
            CellKind::Flag | CellKind::OptionalFlag | CellKind::Choice(_) => (&self.text, 16.0),
            _ => (&self.text, 20.0),
        }
    }
}

/// Writes a catalogue, of the version that it is in force as.
pub(super) fn write(catalogue: &Catalogue, version: u64) -> Result<Vec<u8>, WorkbookWriteError> {
    let (vi, en) = (WorkbookLanguage::Vietnamese, WorkbookLanguage::English);
    let document = document(catalogue)?;
    let formats = Formats::new();
    let mut book = Workbook::new();
    // The same catalogue is the same file at any time.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(catalogue.name.get("vi"));
    book.set_properties(&properties.set_creation_datetime(&made));
    let sheet = book.add_worksheet().set_name(vi.sheet("readme"))?;
    write_read_me(sheet, version, &formats)?;
    for rows in rows(&document, vi) {
        let sheet = book.add_worksheet().set_name(vi.sheet(rows.layout.id))?;
        for (at, (column, language)) in (0..).zip(&rows.columns) {
            let name =
                |it: WorkbookLanguage| it.column(rows.layout.id, column.id, language.as_deref());
            let heading = format!("{}\n{}", name(vi), name(en));
            sheet.write_string_with_format(0, at, heading, &formats.heading)?;
            let note = |it: WorkbookLanguage| it.note(rows.layout.id, column.id);
            let note = Note::new(format!("{}\n\n{}", note(vi), note(en)));
            let note = note.add_author_prefix(false).set_width(320).set_height(140);
            sheet.insert_note(0, at, &note)?;
            let (format, width) = formats.of(column.kind);
            sheet.set_column_width(at, width)?;
            sheet.set_column_format(at, format)?;
            if let Some(choice) = choice(rows.layout, column)? {
                sheet.add_data_validation(1, at, LAST_ROW, at, &choice)?;
            }
        }
        sheet.set_row_height(0, 33)?;
        sheet.set_freeze_panes(1, 1)?;
        write_rows(sheet, &rows, &formats)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_rows(sheet: &mut Worksheet, rows: &SheetRows, formats: &Formats) -> Result<(), XlsxError> {
    for (row, (_, cells)) in (1..).zip(&rows.rows) {
        for (at, (cell, (column, _))) in (0..).zip(cells.iter().zip(&rows.columns)) {
            if !cell.is_empty() {
                write_cell(sheet, (row, at), column.kind, cell, formats)?;
            }
        }
    }
    Ok(())
}

/// Writes a number, a date or a time as such where it is one that a spreadsheet keeps exactly, and else its text.
fn write_cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    kind: CellKind,
    text: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (format, _) = formats.of(kind);
    let number = text.parse::<i32>().ok().filter(|it| it.to_string() == text);
    let date = WrittenDate::read_date(text).ok().and_then(excel_date);
    let time = text.parse::<Time>().ok().filter(|_| text.len() == 5);
    match kind {
        CellKind::Whole(..) | CellKind::Day | CellKind::Position | CellKind::Parent
            if number.is_some() =>
        {
            let number = number.unwrap_or_default();
            sheet.write_number_with_format(row, at, number, &formats.number)?;
        }
        CellKind::Date if date.is_some() => {
            sheet.write_datetime_with_format(row, at, date.unwrap_or_default(), format)?;
        }
        CellKind::Time if time.is_some() => {
            let [hour, minute] = time.map_or([0, 0], |it| [it.hour(), it.minute()]);
            let at_time =
                ExcelDateTime::from_hms(hour.unsigned_abs().into(), minute.unsigned_abs(), 0)?;
            sheet.write_datetime_with_format(row, at, at_time, format)?;
        }
        _ => drop(sheet.write_string_with_format(row, at, text, format)?),
    }
    Ok(())
}

/// Returns a date; `None` before those that a spreadsheet counts right.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year())
        .ok()
        .filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

/// Returns the list that a column's cells are chosen from.
fn choice(
    layout: &SheetLayout,
    column: &ColumnLayout,
) -> Result<Option<DataValidation>, XlsxError> {
    let words = WorkbookLanguage::Vietnamese;
    let choice = |ids: &[&str]| {
        let words: Vec<String> = ids.iter().map(|id| words.choice(id)).collect();
        DataValidation::new().allow_list_strings(&words)
    };
    let of_sheet = |list: &str| {
        let column = if list == "ticket_types" { 'B' } else { 'A' };
        let range = format!("='{}'!${column}$2:${column}${LAST_ROW}", words.sheet(list));
        DataValidation::new().allow_list_formula(Formula::new(range))
    };
    let list = match column.kind {
        CellKind::Flag | CellKind::OptionalFlag => choice(&["yes", "no"])?,
        CellKind::Choice(ids) => choice(ids)?,
        CellKind::GateHours => choice(GATE_HOURS)?,
        CellKind::Reference(list) => of_sheet(list),
        CellKind::Parent => of_sheet(layout.list),
        CellKind::Day => of_sheet("days"),
        _ => return Ok(None),
    };
    // A warning and no wall: what is pasted is checked when the file comes back.
    Ok(Some(
        list.set_error_style(DataValidationErrorStyle::Warning),
    ))
}

fn write_read_me(sheet: &mut Worksheet, version: u64, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 28)?;
    sheet.set_column_width(1, 90)?;
    for (row, language) in [
        (0, WorkbookLanguage::Vietnamese),
        (10, WorkbookLanguage::English),
    ] {
        let title = language.say("readme-title");
        sheet.write_string_with_format(row, 0, title, &formats.heading)?;
        for (at, id) in (row + 1..).zip(READ_ME) {
            sheet.write_string_with_format(
                at,
                0,
                language.say(&format!("{id}-short")),
                &formats.wrapped,
            )?;
            sheet.write_string_with_format(at, 1, language.say(id), &formats.wrapped)?;
        }
        let at = row + 8;
        sheet.write_string_with_format(at, 0, language.say("readme-version"), &formats.wrapped)?;
        sheet.write_number_with_format(at, 1, version as f64, &formats.number)?;
    }
    Ok(())
}
