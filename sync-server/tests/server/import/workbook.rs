//! Lists in Excel workbooks.

use std::io::Write;

use proptest::prelude::*;
use sync_server::tickets::find_listed;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::field::{import_file, list, names, opens};
use super::*;

/// A cell's number format, its type in XML and its value.
type Cell<'a> = (&'a str, &'a str, &'a str);

/// Writes a workbook with one column of codes.
fn workbook(venue: &Venue, cells: &[Cell<'_>]) -> PathBuf {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let escaped = |text: &str| {
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        text.replace('>', "&gt;")
    };
    let formats = (200..).zip(cells).map(|(id, (format, ..))| {
        let format = escaped(format);
        format!("<numFmt numFmtId=\"{id}\" formatCode=\"{format}\"/>")
    });
    // A number stands for a format of Excel's own.
    let styles = (200..).zip(cells).map(|(id, (format, ..))| {
        let id = format
            .strip_prefix("id ")
            .map_or(id.to_string(), str::to_owned);
        format!("<xf numFmtId=\"{id}\" applyNumberFormat=\"1\"/>")
    });
    let rows = (2..).zip(cells).map(|(line, (_, kind, value))| {
        let style = line - 2;
        let value = escaped(value);
        match *kind {
            "text" => format!(
                "<row r=\"{line}\"><c r=\"A{line}\" s=\"{style}\" t=\"inlineStr\"><is><t>{value}</t></is></c></row>"
            ),
            kind => format!(
                "<row r=\"{line}\"><c r=\"A{line}\" s=\"{style}\" t=\"{kind}\"><v>{value}</v></c></row>"
            ),
        }
    });
    let files = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"V\u{e9}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><numFmts>{}</numFmts><cellXfs>{}</cellXfs></styleSheet>",
                formats.collect::<String>(),
                styles.collect::<String>()
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>M\u{e3} v\u{e9}</t></is></c></row>{}</sheetData></worksheet>",
                rows.collect::<String>()
            ),
        ),
    ];
    let path = venue.path("sold.xlsx");
    let mut zip = ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, content) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    path
}

fn take_in_cells(venue: &Venue, cells: &[Cell<'_>]) -> ImportReport {
    import(
        &venue.database(),
        &workbook(venue, cells),
        &request(),
        OPENING,
    )
    .unwrap()
}

#[test]
fn number_formats_show_the_code_that_opens() {
    let venue = Venue::closed();
    let cells = [
        ("0000000", "n", "12345", "0012345"),
        ("\"VE-\"00000", "n", "77", "VE-00077"),
        ("000-000", "n", "123456", "123-456"),
        ("General", "n", "54321", "54321"),
        ("@", "n", "65432", "65432"),
        ("id 1", "n", "8936012345678", "8936012345678"),
        ("id 49", "text", "0076543", "0076543"),
        ("\"HN-\"@", "text", "0087", "HN-0087"),
        ("dd/mm/yyyy;@", "text", "GOM-1", "GOM-1"),
        ("0000", "text", "GOM-2", "GOM-2"),
    ];
    let stored: Vec<Cell<'_>> = cells
        .iter()
        .map(|(format, kind, value, _)| (*format, *kind, *value))
        .collect();
    let report = take_in_cells(&venue, &stored);
    assert_eq!(counts(&report), [cells.len(), 0, 0, 0, 0, 0], "{report}");
    for (_, _, value, code) in cells {
        assert!(opens(&venue, code), "{code}");
        assert_eq!(opens(&venue, value), value == code, "{value}");
    }
    let again = take_in_cells(&venue, &stored);
    assert_eq!(counts(&again), [0, 0, cells.len(), 0, 0, 0], "{again}");
    let listed = find_listed(&venue.database(), &list_file(&workbook(&venue, &stored))).unwrap();
    assert_eq!(listed.len(), cells.len());
}

#[test]
fn formats_that_programs_follow_differently_are_refused() {
    let venue = Venue::closed();
    let cells = [
        ("#,##0", "n", "12345", "by the format \"#,##0\""),
        ("id 3", "n", "8936012345678", "by the format \"#,##0\""),
        ("0.00", "n", "12345", "by the format \"0.00\""),
        (
            "0.00E+00",
            "n",
            "8936012345678",
            "by the format \"0.00E+00\"",
        ),
        ("id 37", "n", "-12345", "by the format"),
        ("id 5", "n", "12345", "by the format \"that has no code\""),
        ("0%", "n", "12345", "by the format"),
        ("[>9]\"A\"0000;0000", "n", "12345", "by the format"),
        ("[h]:mm", "n", "12345", "by the format"),
        ("General", "n", "12345.5", "by the format \"General\""),
        ("0", "n", "8936012345678123456", "made a number"),
        ("dd/mm/yyyy", "n", "45541", "made a date"),
        ("h:mm", "n", "0.25", "made a date"),
        ("id 27", "n", "45541", "made a date"),
        ("@*-", "text", "GOM-1", "by the format"),
        (";;;", "n", "12345", "no code"),
    ];
    let stored: Vec<Cell<'_>> = cells
        .iter()
        .map(|(format, kind, value, _)| (*format, *kind, *value))
        .collect();
    let report = take_in_cells(&venue, &stored);
    assert_eq!(report.added, 0, "{report}");
    for ((line, why), (format, .., part)) in refusals(&report).iter().zip(cells) {
        assert!(why.contains(part), "line {line}, {format}: {why}");
    }
    let error = find_listed(
        &venue.database(),
        &list_file(&workbook(&venue, &stored[..1])),
    )
    .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("line 2: a spreadsheet made a number of the code"),
        "{error}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_format_makes_another_code(
        cells in proptest::collection::vec(
            (1_000_u64..10_000_000_000, proptest::sample::select(&["%", "0000000", "0", "#", "General", "@", "\"A\"0", "0\" B\"", "000-00", "#,##0", "#,###", "0.0", "0E+0", "0 %", "d/m/yy", "[h]", "0,", "# ?/?", "[Red]0", "[>5]0;0", "0;0;0;@"][..])),
            1..8,
        ),
    ) {
        let venue = Venue::closed();
        let values: Vec<String> = cells.iter().map(|(value, _)| value.to_string()).collect();
        let stored: Vec<Cell<'_>> = cells.iter().zip(&values).map(|((_, format), value)| (*format, "n", value.as_str())).collect();
        let report = take_in_cells(&venue, &stored);
        let refused: Vec<u64> = report.refused.iter().map(|row| row.line).collect();
        for (line, (value, format)) in (2..).zip(cells) {
            let shown = match format {
                "0000000" => Some(format!("{value:07}")),
                "0" | "#" | "General" | "@" | "[Red]0" | "0;0;0;@" => Some(value.to_string()),
                "\"A\"0" => Some(format!("A{value}")),
                "0\" B\"" => Some(format!("{value} B")),
                "000-00" => Some(format!("{:03}-{:02}", value / 100, value % 100)),
                _ => None,
            };
            prop_assert_eq!(refused.contains(&line), shown.is_none(), "{} {}: {}", value, format, report);
            prop_assert!(shown.is_none_or(|code| opens(&venue, &code)), "{} {}", value, format);
        }
    }
}

#[test]
fn workbook_is_read_as_its_sheet_shows_it() {
    let venue = Venue::closed();
    let report = import_file(&venue, "sold.xlsx");
    assert_eq!(
        (counts(&report)[0], report.encoding),
        (3, Encoding::Workbook),
        "{report}"
    );
    for code in ["0893-AB", "8936012345678", "VX-0007"] {
        assert!(opens(&venue, code), "{code}");
    }
    let causes = refusals(&report);
    let lines: Vec<u64> = causes.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [6, 7, 8, 9, 11], "{report}");
    for ((_, why), part) in causes.iter().zip([
        "made a number",
        "#N/A",
        "TRUE",
        "made a date",
        "sum or a footer",
    ]) {
        assert!(why.contains(part), "{why}");
    }
    let dates = ticket_list(&venue).into_iter().map(|ticket| ticket.dates);
    assert!(
        dates
            .into_iter()
            .all(|dates| dates == [jiff::civil::date(2024, 9, 6)])
    );
    assert_eq!(names(&venue)[0].as_deref(), Some("Đặng Thị Ngọc Ánh"));
    assert_eq!(counts(&import_file(&venue, "sold.xlsx"))[..3], [0, 0, 3]);
    let mut sheet = request();
    for (wanted, added) in [("hà nội", 1), ("3", 0)] {
        sheet.sheet = Some(wanted.to_owned());
        let report = import(&venue.database(), &list("sold.xlsx"), &sheet, OPENING).unwrap();
        assert_eq!(report.added, added, "{report}");
    }
    sheet.sheet = Some("Huế".to_owned());
    let error = import(&venue.database(), &list("sold.xlsx"), &sheet, OPENING).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("its sheets are \"Ẩn\", \"Vé\", \"Hà Nội\""),
        "{error}"
    );
}
