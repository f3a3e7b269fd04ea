//! Files as they are uploaded.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::operations::workbook::file::WorkbookFileError;

fn refused(bytes: &[u8]) -> WorkbookFileError {
    sheets(bytes).map(|sheets| sheets.len()).unwrap_err()
}

/// Packs parts as a workbook does.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        packed
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        packed.write_all(content).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

/// Packs a workbook of one sheet from the XML of its rows.
fn workbook_of(name: &str, rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OF: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OF}\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{OF}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{OF}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend(more);
    packed(&parts)
}

fn heading(text: &str) -> String {
    format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
}

#[test]
fn other_kinds_of_files_get_a_clear_answer() {
    for (bytes, expected) in [
        (&b""[..], WorkbookFileError::Empty),
        (b"MZ\x90\0\x03\0\0\0", WorkbookFileError::Program),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            WorkbookFileError::OldOrLocked,
        ),
        (b"%PDF-1.7", WorkbookFileError::OtherDocument),
        (
            "Số gian hàng;Tên\n1;Ấm chén\n".as_bytes(),
            WorkbookFileError::NotPacked,
        ),
        (b"PK\x03\x04 and no more", WorkbookFileError::Damaged),
    ] {
        assert_eq!(refused(bytes), expected);
        for language in WorkbookLanguage::ALL {
            assert!(!expected.words(language).starts_with("file-"));
        }
    }
    let opened = packed(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", b"<x/>"),
    ]);
    assert_eq!(refused(&opened), WorkbookFileError::OtherDocument);
    assert_eq!(
        refused(&vec![b'P'; super::super::WORKBOOK_BYTES_MOST + 1]),
        WorkbookFileError::TooLarge
    );
}

#[test]
fn file_that_unpacks_to_gigabytes_is_refused() {
    let zeros = vec![b' '; 101 << 20];
    let bomb = workbook_of("Gian hàng", "", &[("xl/sharedStrings.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused(&bomb), WorkbookFileError::TooMuchInside);
    // Also where the file says that there is little.
    let size = (zeros.len() as u32).to_le_bytes();
    let mut lying = bomb;
    while let Some(at) = lying.windows(4).position(|it| it == size) {
        lying[at..at + 4].copy_from_slice(&7_u32.to_le_bytes());
    }
    assert_eq!(refused(&lying), WorkbookFileError::Damaged);
}

#[test]
fn sheet_of_a_hundred_thousand_rows_is_refused() {
    let rows =
        (2..=100_001).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>"));
    let rows = rows.collect::<Vec<_>>().concat();
    let long = workbook_of("Gian hàng", &(heading("Số gian hàng") + &rows), &[]);
    assert_eq!(
        refused(&long),
        WorkbookFileError::TooManyCells("Gian hàng".to_owned())
    );
}

#[test]
fn workbook_of_twenty_megabytes_is_read() {
    // Pictures that somebody inserted.
    let mut state = 1_u32;
    let picture: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    })
    .take(20 << 20)
    .collect();
    let row = "<row r=\"2\"><c r=\"A2\"><v>12</v></c></row>";
    let large = workbook_of(
        "Gian hàng",
        &(heading("Số gian hàng") + row),
        &[("xl/media/image1.png", &picture)],
    );
    assert!(large.len() > 15 << 20);
    let read = sheets(&large).unwrap();
    assert_eq!(read[0].rows[&1][&0], FileCell::Text("12".to_owned()));
}

#[test]
fn merged_cells_and_formulas_are_told_apart() {
    let mut book = Workbook::new();
    let days = book.add_worksheet().set_name("Ngày").unwrap();
    for (at, heading) in [
        "Ngày số",
        "Ngày tháng",
        "Mở lúc",
        "Đóng lúc",
        "Tên ngày (vi)",
    ]
    .into_iter()
    .enumerate()
    {
        days.write_string(0, at as u16, heading).unwrap();
    }
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let time = Format::new().set_num_format("hh:mm");
    for row in 1..5 {
        days.write_number(row, 0, row).unwrap();
        let day = ExcelDateTime::from_ymd(2024, 9, 4 + row as u8).unwrap();
        days.write_datetime_with_format(row, 1, day, &date).unwrap();
        let opens = ExcelDateTime::from_hms(8, 30, 0).unwrap();
        days.write_datetime_with_format(row, 2, opens, &time)
            .unwrap();
        days.write_string(row, 3, "21:00").unwrap();
        let title = Formula::new("=\"Ngày \"&A2").set_result("Ngày hội");
        days.write_formula(row, 4, title).unwrap();
    }
    let read_bytes = |book: &mut Workbook| read(&sheets(&book.save_to_buffer().unwrap()).unwrap());
    let good = read_bytes(&mut book).unwrap();
    assert_eq!(good.days[0].opens, jiff::civil::time(8, 30, 0, 0));
    assert_eq!(good.days[3].title.get("vi"), "Ngày hội");
    assert_eq!(good.days[3].date, SAMPLE.days[3].date);
    let days = book.worksheet_from_index(0).unwrap();
    days.write_formula(1, 4, Formula::new("=A2/0").set_result("#DIV/0!"))
        .unwrap();
    days.merge_range(2, 3, 3, 3, "21:00", &time).unwrap();
    let said = words(&read_bytes(&mut book).unwrap_err());
    assert!(
        said[0].contains("row 3: the cells D3:D4 are merged"),
        "{said:?}"
    );
    assert!(
        said[1].contains("row 2, column E \"Tên ngày (vi)\": the formula comes to #DIV/0!"),
        "{said:?}"
    );
    assert!(
        said[2].contains("row 4, column D \"Đóng lúc\": there is nothing"),
        "{said:?}"
    );
}

#[test]
fn formula_without_result_is_refused() {
    let row = "<row r=\"2\"><c r=\"A2\"><f>1+11</f></c></row>";
    let unsaved = workbook_of("Gian hàng", &(heading("Số gian hàng") + row), &[]);
    let said = words(&read(&sheets(&unsaved).unwrap()).unwrap_err());
    assert!(
        said[0].contains("row 2, column A \"Số gian hàng\": the formula has no result yet"),
        "{said:?}"
    );
}

/// Reads a file to its end; what it holds does not matter.
fn read_whole(bytes: &[u8]) -> String {
    match sheets(bytes) {
        Ok(sheets) => read_small(&sheets),
        Err(error) => error.words(WorkbookLanguage::English),
    }
}

/// Reads sheets on top of the small exhibition, and returns the first word on them.
fn read_small(sheets: &[FileSheet]) -> String {
    match draft(sheets, &SMALL) {
        Ok(catalogue) => format!("read, {} problems", catalogue.problems().len().min(1)),
        Err(errors) => words(&errors).swap_remove(0),
    }
}

#[test]
fn damaged_file_is_read_or_refused() {
    let row = "<row r=\"2\"><c r=\"A2\" s=\"0\"><v>12</v></c><c r=\"B2\" t=\"str\"><f>A2</f><v>x</v></c></row>";
    let rows = heading("Số gian hàng") + row;
    let small = workbook_of("Gian hàng", &rows, &[]);
    assert_eq!(sheets(&small).map(|it| it.len()), Ok(1));
    damaged_input::each("workbook-file", 256, &[&small], |bytes| {
        Ok(read_whole(bytes))
    });
    damaged_input::each("workbook-rows", 256, &[rows.as_bytes()], |rows| {
        let rows = String::from_utf8_lossy(rows);
        Ok(read_whole(&workbook_of("Gian hàng", &rows, &[])))
    });
}

#[test]
fn damaged_cell_is_read_or_refused() {
    let small = sheets(&write(&SMALL, 7).unwrap()).unwrap();
    let full = |sheet: &&FileSheet| sheet.rows.len() > 1;
    let small: Vec<FileSheet> = small.iter().filter(full).cloned().collect();
    assert_eq!(read_small(&small), "read, 0 problems");
    let samples: [&[u8]; 5] = [
        b"12",
        b"05/09/2024",
        b"08:30",
        "Gốm; Ấm".as_bytes(),
        b"hall-a",
    ];
    damaged_input::each("workbook-cell", 24, &samples, |text| {
        let text = super::super::cell::tidy(&String::from_utf8_lossy(text));
        // Each text gets into some cells of whichever sheet.
        let sum: usize = text.bytes().map(usize::from).sum();
        let mut sheet = small[sum % small.len()].clone();
        let cells = sheet.rows.values_mut().flat_map(BTreeMap::values_mut);
        for cell in cells.skip(sum % 11).step_by(7) {
            *cell = FileCell::Text(text.clone());
        }
        Ok(read_small(&[sheet]))
    });
}
