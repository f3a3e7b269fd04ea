//! What is refused, and with which words.

use super::*;
use crate::operations::workbook::fault::CellFault;

fn refusal(change: impl FnOnce(&mut Vec<FileSheet>)) -> Vec<String> {
    let mut sheets = sample_sheets();
    change(&mut sheets);
    words(&read(&sheets).unwrap_err())
}

/// Cells that are wrong: sheet, row, heading, what is written there, and what is said of it.
const WRONG: [(&str, u32, &str, &str, &str); 20] = [
    (
        "Gian hàng",
        3,
        "Số gian",
        "1",
        "Sheet \"Gian hàng\", row 3, column A \"Số gian hàng\": \"1\" is there twice, first in row 2; change or delete one of them.",
    ),
    (
        "Gian hàng",
        3,
        "Số gian",
        "",
        "row 3, column A \"Số gian hàng\": there is nothing; fill it in.",
    ),
    (
        "Gian hàng",
        3,
        "Số gian",
        "70000",
        "\"70000\" is not possible; write a whole number from 0 to 65535.",
    ),
    (
        "Gian hàng",
        3,
        "Mã làng",
        "kim lan",
        "\"kim lan\" is not on the sheet \"Villages\"; choose one that is, or add it there.",
    ),
    (
        "Gian hàng",
        3,
        "Giấy",
        "maybe",
        "\"maybe\" is not possible; write yes or no.",
    ),
    (
        "Ngày",
        3,
        "Ngày tháng",
        "31/02/2026",
        "\"31/02/2026\" is no date; write day/month/year, as in 28/11/2026.",
    ),
    (
        "Ngày",
        3,
        "Ngày số",
        "4",
        "\"4\" is out of order; the days are numbered as they stand, and this is 2.",
    ),
    (
        "Ngày",
        3,
        "Mở lúc",
        "8 rưỡi",
        "\"8 rưỡi\" is no time of day; write it as in 08:30.",
    ),
    (
        "Cổng",
        2,
        "Chiều",
        "lên",
        "\"lên\" is none of the choices; write one of \"in\", \"out\", \"both\".",
    ),
    (
        "Cổng",
        2,
        "Mã\nCode",
        "cổng chính",
        "\"cổng chính\" can't be a code; use 1 to 24 of the letters A to Z, digits, - and _.",
    ),
    (
        "Cổng",
        3,
        "Giờ mở",
        "luôn mở",
        "gate \"river\" has no hours of its own; choose \"own hours\" on the sheet Gates, or delete this row.",
    ),
    (
        "Chương trình",
        2,
        "Ngày số",
        "9",
        "\"9\" is not on the sheet \"Days\"; choose one that is, or add it there.",
    ),
    (
        "Chương trình",
        2,
        "Mã nghệ nhân",
        "nobody",
        "\"nobody\" is not on the sheet \"Artisans\"; choose one that is, or add it there.",
    ),
    (
        "Loại vé",
        2,
        "Vùng được",
        "exhibition, moon",
        "\"moon\" is not on the sheet \"Zones\"; choose one that is, or add it there.",
    ),
    (
        "Sản phẩm",
        2,
        "Thuộc về",
        "99",
        "\"99\" is not on the sheet \"Booths\"; choose one that is, or add it there.",
    ),
    (
        "Hình ảnh",
        2,
        "Mã hoặc số",
        "nowhere",
        "there is no \"nowhere\" to have a picture, or that stage has one already; correct the code or delete the row.",
    ),
    (
        "Gian hàng",
        3,
        "Tên (vi)",
        "",
        "Sheet \"Gian hàng\", row 3: booth 2: no Vietnamese name.",
    ),
    (
        "Nghệ nhân",
        2,
        "Tệp phim",
        "",
        "column R \"Tệp phim\": there is nothing; fill it in.",
    ),
    (
        "Triển lãm",
        3,
        "Số triển",
        "25",
        "Sheet \"Triển lãm\", row 3: \"Triển lãm\" is there twice, first in row 2",
    ),
    (
        "Triển lãm",
        2,
        "Mật khẩu",
        "123",
        "wifi: a password of 3 characters",
    ),
];

#[test]
fn wrong_cells_are_named_by_sheet_row_and_column() {
    for (sheet, row, heading, text, expected) in WRONG {
        let said = refusal(|sheets| put(sheets, sheet, row, heading, text));
        assert!(
            said.iter().any(|it| it.contains(expected)),
            "{sheet} {heading}: {said:?}"
        );
    }
}

#[test]
fn all_errors_are_told_at_once() {
    let said = refusal(|sheets| {
        put(sheets, "Gian hàng", 3, "Mã làng", "nowhere");
        put(sheets, "Ngày", 2, "Mở lúc", "early");
        put(sheets, "Chương trình", 9, "Số phút", "many");
    });
    assert_eq!(said.len(), 3, "{said:?}");
    let many = refusal(|sheets| {
        for row in 2..302 {
            put(sheets, "Việc làm bền vững", row, "Giai đoạn", "soon");
        }
    });
    assert_eq!(many.last().unwrap(), "And 100 more. Correct these first.");
}

#[test]
fn renamed_column_and_sheet_are_named() {
    let said = refusal(|sheets| {
        let booths = sheet(sheets, "Gian hàng");
        let at = column(booths, "Tên (vi)");
        booths
            .rows
            .get_mut(&0)
            .unwrap()
            .insert(at, FileCell::Text("Tênn (vi)".to_owned()));
        sheet(sheets, "Nghệ nhân").name = "Nghệ nhan".to_owned();
    });
    assert!(
        said[0].contains("no sheet is called \"Nghệ nhan\"; is it \"Nghệ nhân\"?"),
        "{said:?}"
    );
    assert!(
        said[1].contains("no column is called \"Tênn (vi)\"; is it \"Tên (vi)\"?"),
        "{said:?}"
    );
}

#[test]
fn missing_key_column_is_named() {
    let said = refusal(|sheets| {
        let booths = sheet(sheets, "Gian hàng");
        booths
            .rows
            .values_mut()
            .for_each(|cells| drop(cells.remove(&0)));
    });
    assert_eq!(
        said[0],
        "Sheet \"Gian hàng\": the column \"Số gian hàng\" is missing; put it back."
    );
}

#[test]
fn notes_beside_the_table_are_not_lost_silently() {
    let said = refusal(|sheets| {
        let cells = sheet(sheets, "Khu vực").rows.get_mut(&2).unwrap();
        cells.insert(30, FileCell::Text("hỏi lại".to_owned()));
    });
    assert!(
        said[0].contains("row 3, column AE \"\": \"hỏi lại\" stands in a column without a heading"),
        "{said:?}"
    );
}

#[test]
fn blank_rows_and_rows_above_headings_are_passed_over() {
    let mut sheets = sample_sheets();
    let areas = sheet(&mut sheets, "Khu vực");
    let rows = std::mem::take(&mut areas.rows).into_iter();
    areas.rows = rows.map(|(row, cells)| (row * 3 + 2, cells)).collect();
    let title = [(0, FileCell::Text("Các khu vực".to_owned()))];
    areas.rows.insert(0, title.into());
    assert_eq!(read(&sheets).unwrap(), *SAMPLE);
}

#[test]
fn other_spaces_letters_and_forms_mean_the_same() {
    use unicode_normalization::UnicodeNormalization;
    let mut sheets = sample_sheets();
    let booth: String = SAMPLE.booths[0].name.get("vi").nfd().collect();
    put(
        &mut sheets,
        "Gian hàng",
        2,
        "Tên (vi)",
        &format!("\u{a0}{booth} "),
    );
    put(&mut sheets, "Ngày", 2, "Ngày tháng", "2024-09-05");
    put(&mut sheets, "Ngày", 3, "Ngày tháng", "6.9.2024");
    put(&mut sheets, "Ngày", 2, "Mở lúc", "17h");
    put(&mut sheets, "Ngày", 3, "Mở lúc", "0.3541666667");
    put(&mut sheets, "Gian hàng", 2, "Giấy", "TRUE");
    put(&mut sheets, "Cổng", 2, "Chiều", "VÀO");
    assert_eq!(read(&sheets).unwrap(), *SAMPLE);
}

#[test]
fn emptied_optional_cells_take_their_value_away() {
    let mut sheets = sample_sheets();
    put(&mut sheets, "Vùng vào cửa", 2, "Sức chứa", "");
    put(&mut sheets, "Triển lãm", 2, "Wi-Fi", "");
    put(&mut sheets, "Triển lãm", 2, "Mật khẩu", "");
    let read = read(&sheets).unwrap();
    assert_eq!((read.zones[0].capacity, read.wifi), (None, None));
    assert!(SAMPLE.zones[0].capacity.is_some() && SAMPLE.wifi.is_some());
}

#[test]
fn every_fault_has_words_in_both_languages() {
    let text = || "x".to_owned();
    let faults = [
        CellFault::Formula(text()),
        CellFault::NoResult,
        CellFault::Merged(text()),
        CellFault::ColumnTwice(text()),
        CellFault::SheetTwice,
        CellFault::NoSheets,
        CellFault::UnknownColumn(text(), None),
        CellFault::UnknownSheet(text(), None),
    ];
    for fault in faults {
        for language in WorkbookLanguage::ALL {
            assert!(!fault.words(language).contains("fault-"), "{fault:?}");
        }
    }
}
