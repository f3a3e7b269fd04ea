//! A report's tables as files: a workbook, and CSV as Excel in Viet Nam reads it.

use jiff::civil::DateTime;
use rust_xlsxwriter::{
    Chart, ChartType, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::table::{ColumnKind, ReportCell, ReportTable};
use crate::http::texts::Language;
use crate::sheet::Sheet;

/// The longest name that a sheet of a workbook may have.
const SHEET_NAME_CHARS: usize = 31;
/// The paper size A4.
const A4: u8 = 9;

/// What stands above all tables.
pub(crate) struct ReportHead {
    pub(crate) title: String,
    pub(crate) facts: Vec<(String, ReportCell)>,
    pub(crate) made: DateTime,
}

struct CellFormats {
    title: Format,
    heading: Format,
    text: Format,
    number: Format,
    date: Format,
    minute: Format,
    moment: Format,
}

impl CellFormats {
    fn new() -> Self {
        let cell = |format: &str| Format::new().set_num_format(format);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: Format::new()
                .set_bold()
                .set_background_color("E7EDF3")
                .set_border_bottom(FormatBorder::Thin),
            text: cell("@"),
            number: cell("#,##0"),
            date: cell("dd/mm/yyyy"),
            minute: cell("hh:mm"),
            moment: cell("dd/mm/yyyy hh:mm"),
        }
    }
}

/// Returns a table as CSV.
pub(crate) fn csv(table: &ReportTable, language: &Language) -> String {
    let mut sheet = csv_heads(table, language);
    for row in &table.rows {
        csv_row(&mut sheet, row, language);
    }
    sheet.text()
}

/// Returns CSV with a table's columns and none of its rows.
pub(crate) fn csv_heads(table: &ReportTable, language: &Language) -> Sheet {
    let heads = table.heads(language);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    Sheet::with_semicolons(&heads)
}

/// Adds a table's row to CSV.
pub(crate) fn csv_row(sheet: &mut Sheet, row: &[ReportCell], language: &Language) {
    let cells = row.iter().map(|cell| match cell {
        ReportCell::Empty => String::new(),
        ReportCell::Text(text) => text.clone(),
        ReportCell::Number(number) => number.to_string(),
        // Excel takes it for a date in every language.
        ReportCell::Date(date) => date.to_string(),
        ReportCell::Moment(moment) => moment.strftime("%Y-%m-%d %H:%M").to_string(),
        ReportCell::Minute(_) => cell.words(language),
    });
    sheet.row(&cells.collect::<Vec<_>>());
}

/// Returns a workbook with a sheet for each table that has rows, and charts beside days and hours.
///
/// # Errors
/// [`XlsxError`] when a text is longer than a cell can be.
pub(crate) fn workbook(
    head: &ReportHead,
    tables: &[ReportTable],
    language: &Language,
) -> Result<Vec<u8>, XlsxError> {
    let formats = CellFormats::new();
    let mut book = Workbook::new();
    let mut properties = DocProperties::new().set_title(&head.title);
    if let Some(made) = excel_moment(head.made) {
        properties = properties.set_creation_datetime(&made);
    }
    book.set_properties(&properties);
    let sheet = book
        .add_worksheet()
        .set_name(language.say(text_id!("report-sheet")))?;
    sheet.set_column_width(0, 34)?.set_column_width(1, 24)?;
    sheet.write_string_with_format(0, 0, &head.title, &formats.title)?;
    for (row, (name, cell)) in (2..).zip(&head.facts) {
        sheet.write_string_with_format(row, 0, name, &formats.text)?;
        write_cell(sheet, (row, 1), cell, &formats)?;
    }
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        let title = table.title(language);
        let name: String = title.chars().take(SHEET_NAME_CHARS).collect();
        let sheet = book.add_worksheet().set_name(&name)?;
        write_table(sheet, table, language, &formats)?;
        match table.id {
            "days-table" => add_day_chart(sheet, &name, table, language)?,
            "hours" => add_hour_chart(sheet, &name, table, language)?,
            _ => {}
        }
    }
    book.save_to_buffer()
}

fn write_table(
    sheet: &mut Worksheet,
    table: &ReportTable,
    language: &Language,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    for (column, head) in (0..).zip(table.heads(language)) {
        sheet.write_string_with_format(0, column, head, &formats.heading)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, (row, column), cell, formats)?;
        }
    }
    let (last_row, last_column) = (row_of(table.rows.len()), column_of(table.columns.len() - 1));
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_autofit_max_width(320).autofit();
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Writes a value of its own type. A text never becomes a formula, whatever it begins with.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &ReportCell,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    match cell {
        ReportCell::Empty => {}
        ReportCell::Text(text) => {
            sheet.write_string_with_format(row, column, text, &formats.text)?;
        }
        ReportCell::Number(number) => {
            sheet.write_number_with_format(row, column, *number as f64, &formats.number)?;
        }
        ReportCell::Minute(minute) => {
            let part = f64::from(*minute) / (24.0 * 60.0);
            sheet.write_number_with_format(row, column, part, &formats.minute)?;
        }
        ReportCell::Date(date) => {
            if let Some(at) = excel_moment(date.at(0, 0, 0, 0)) {
                sheet.write_datetime_with_format(row, column, at, &formats.date)?;
            }
        }
        ReportCell::Moment(moment) => {
            if let Some(at) = excel_moment(*moment) {
                sheet.write_datetime_with_format(row, column, at, &formats.moment)?;
            }
        }
    }
    Ok(())
}

/// Returns an instant; `None` before those that a spreadsheet counts right.
fn excel_moment(at: DateTime) -> Option<ExcelDateTime> {
    let year = u16::try_from(at.year()).ok().filter(|year| *year > 1900)?;
    let date = ExcelDateTime::from_ymd(year, at.month().unsigned_abs(), at.day().unsigned_abs());
    let hour = u16::from(at.hour().unsigned_abs());
    date.ok()?
        .and_hms(hour, at.minute().unsigned_abs(), at.second().unsigned_abs())
        .ok()
}

fn row_of(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn column_of(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// The place beside a table.
fn beside(table: &ReportTable) -> u16 {
    column_of(table.columns.len() + 1)
}

fn add_day_chart(
    sheet: &mut Worksheet,
    name: &str,
    table: &ReportTable,
    language: &Language,
) -> Result<(), XlsxError> {
    let last = row_of(table.rows.len());
    let mut chart = Chart::new(ChartType::Column);
    chart.title().set_name(&table.title(language));
    for (column, (_, kind)) in (0..3).zip(&table.columns) {
        if *kind == ColumnKind::Sum {
            let series = chart.add_series();
            series.set_name((name, 0, column));
            series.set_categories((name, 1, 0, last, 0));
            series.set_values((name, 1, column, last, column));
        }
    }
    chart.x_axis().set_text_axis(true).set_num_format("dd/mm");
    chart.y_axis().set_min(0).set_num_format("#,##0");
    chart.set_width(640).set_height(340);
    sheet.insert_chart(1, beside(table), &chart)?;
    Ok(())
}

/// Adds a series for each day: its rows stand below each other and begin with the same hour.
fn add_hour_chart(
    sheet: &mut Worksheet,
    name: &str,
    table: &ReportTable,
    language: &Language,
) -> Result<(), XlsxError> {
    let mut chart = Chart::new(ChartType::Line);
    chart.title().set_name(&table.title(language));
    let days = table.rows.chunk_by(|a, b| a.first() == b.first());
    let longest = days.clone().map(<[_]>::len).max().unwrap_or(0);
    let longest_at = days.clone().position(|rows| rows.len() == longest);
    let mut first = 1;
    let spans: Vec<(u32, u32, String)> = days
        .map(|rows| {
            let span = (first, first + row_of(rows.len()) - 1);
            first = span.1 + 1;
            let date = rows[0].first().map(|it| it.words(language));
            (span.0, span.1, date.unwrap_or_default())
        })
        .collect();
    let hours = spans.get(longest_at.unwrap_or(0));
    for (from, to, date) in &spans {
        let series = chart.add_series();
        series.set_name(date).set_values((name, *from, 2, *to, 2));
        if let Some((from, to, _)) = hours {
            series.set_categories((name, *from, 1, *to, 1));
        }
    }
    chart.x_axis().set_text_axis(true).set_num_format("hh:mm");
    chart.y_axis().set_min(0).set_num_format("#,##0");
    chart.set_width(720).set_height(360);
    sheet.insert_chart(1, beside(table), &chart)?;
    Ok(())
}
