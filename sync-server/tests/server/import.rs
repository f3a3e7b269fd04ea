//! Lists of other sellers, as they come.

mod again;
mod field;
mod workbook;

use std::path::{Path, PathBuf};

use shared::ids::TicketNumber;
use shared::time::UnixMs;
use sync_server::ports::Database;
use sync_server::tickets::import::{
    Columns, Encoding, Field, ImportError, ImportReport, ImportRequest, ListFile, Outcome, Unlisted,
};
use sync_server::tickets::{self, ListedTicket, StatusChange, TicketName};

use crate::venue::{OPENING, Venue};

/// The seller's usual list.
pub(crate) fn request() -> ImportRequest {
    ImportRequest {
        seller: "TicketBox".to_owned(),
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: None,
        columns: Columns::default(),
        delimiter: None,
        sheet: None,
        valid_statuses: Vec::new(),
        unlisted: Unlisted::Keep,
        with_names: false,
        strict: false,
        dry_run: false,
    }
}

/// Puts a list into a file.
pub(crate) fn sold(venue: &Venue, name: &str, list: impl AsRef<[u8]>) -> PathBuf {
    let path = venue.path(name);
    std::fs::write(&path, list).unwrap();
    path
}

/// Imports a list from a file, as the command does.
pub(crate) fn import(
    database: &dyn Database,
    path: &Path,
    request: &ImportRequest,
    now: UnixMs,
) -> Result<ImportReport, ImportError> {
    tickets::import(database, &list_file(path), request, now)
}

/// Reads a list from a file.
pub(crate) fn list_file(path: &Path) -> ListFile {
    ListFile {
        name: path.display().to_string(),
        bytes: std::fs::read(path).unwrap(),
    }
}

fn take_in(venue: &Venue, list: impl AsRef<[u8]>) -> ImportReport {
    take_in_as(venue, list, &request())
}

fn take_in_as(venue: &Venue, list: impl AsRef<[u8]>, request: &ImportRequest) -> ImportReport {
    let path = sold(venue, "sold.csv", list);
    import(&venue.database(), &path, request, OPENING).unwrap()
}

fn counts(report: &ImportReport) -> [usize; 6] {
    [
        report.added,
        report.changed,
        report.already,
        report.repeated.len(),
        report.refused.len(),
        report.ambiguous.len(),
    ]
}

fn refusals(report: &ImportReport) -> Vec<(u64, String)> {
    let refused = report.refused.iter();
    refused.map(|row| (row.line, row.why.to_string())).collect()
}

fn ticket_list(venue: &Venue) -> Vec<ListedTicket> {
    tickets::ticket_list(&venue.database(), None).unwrap()
}

/// Returns the number of a ticket by its place in the list, from 1 on.
fn number_of(venue: &Venue, place: usize) -> TicketNumber {
    ticket_list(venue)[place - 1].number
}

fn revoke(venue: &Venue, place: usize) {
    let name = TicketName::Number(number_of(venue, place));
    tickets::change_status(&venue.database(), name, StatusChange::Revoke, OPENING).unwrap();
}

#[test]
fn vietnamese_list_with_semicolons_is_read_whole() {
    let venue = Venue::closed();
    let list = "\u{feff}STT;Mã vé;Họ và tên;Mã đơn hàng;Loại vé;Số người;Ngày tham quan\r\n\
        1;VV-0001;Đặng Thị Ngọc Ánh;DH1042;Khách;2;06/09/2024\r\n\
        2;VV-0002;Nguyễn Văn Đức;DH1043;TRƯỜNG;25;Tất cả\r\n\
        3;VV-0003;;DH1044;;;\r\n";
    let report = take_in(&venue, list);
    assert_eq!(counts(&report), [3, 0, 0, 0, 0, 0], "{report}");
    assert_eq!((report.encoding, report.delimiter), (Encoding::Utf8, ';'));
    let tickets = ticket_list(&venue);
    let said: Vec<_> = tickets
        .iter()
        .map(|ticket| {
            (
                ticket.kind.as_str(),
                ticket.party,
                ticket.dates.len(),
                ticket.holder.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("visitor", 2, 1, Some("Đặng Thị Ngọc Ánh")),
            ("school_group", 25, 4, Some("Nguyễn Văn Đức")),
            ("visitor", 1, 4, None)
        ]
    );
    assert_eq!(tickets[0].dates[0].to_string(), "2024-09-06");
    assert_eq!(tickets[2].reference.as_deref(), Some("DH1044"));
    assert_eq!(tickets[2].seller.as_deref(), Some("TicketBox"));
}

#[test]
fn same_list_reads_alike_from_any_excel_format() {
    let venue = Venue::closed();
    let text = "Mã vé\tHọ tên\r\nX-001\tĐặng Thị Ngọc Ánh\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let plain = b"M\xe3 v\xe9;H\xf2o t\xean\r\nX-001;\xd0\xe3\xf2ng Thi\xf2 Ngo\xf2c \xc1nh\r\n";
    assert_eq!(counts(&take_in(&venue, text)), [1, 0, 0, 0, 0, 0]);
    let unicode_text = take_in(&venue, [b"\xff\xfe", &utf16[..]].concat());
    assert_eq!(counts(&unicode_text), [0, 0, 1, 0, 0, 0]);
    assert_eq!(unicode_text.encoding, Encoding::Utf16);
    let hinted = take_in(&venue, format!("sep=;\r\n{}", text.replace('\t', ";")));
    assert_eq!(counts(&hinted), [0, 0, 1, 0, 0, 0]);
    let mut by_number = request();
    by_number.columns.asked.insert(Field::Code, "1".to_owned());
    by_number.columns.asked.insert(Field::Name, "2".to_owned());
    let ansi = take_in_as(&venue, plain, &by_number);
    assert_eq!(counts(&ansi), [0, 0, 1, 0, 0, 0], "{ansi}");
    assert_eq!(ansi.encoding, Encoding::Windows1258);
    assert!(ansi.to_string().contains("read as Windows-1258"), "{ansi}");
}

#[test]
fn sloppy_list_reports_every_lost_row() {
    let venue = Venue::closed();
    let list = " code , name ,type,people\n\
        A-001, \"Lê\nThị\nBưởi\",,\n\
        \" A-002 \",Trần Bình,visitor,2\n\
        A-002,Trần  Bình,visitor,2\n\
        ,Ai đó,,\n\
        ,,,\n\
        A-003,Phạm, An,visitor,1\n\
        A-004,Vũ Chi,king,\n\
        A-005,Vũ Dung,,0\n\
        A-006,Vũ Giang\n\
        8.93601E+12,Vũ Hà,,\n\
        \"=\"\"0893\"\"\",Vũ Hải,,\n\
        A-007,Hồ \"Út\" Linh,,1\n\
        A-008,\"Hồ My\nA-009,Hồ Na,,\n";
    let report = take_in(&venue, list);
    assert_eq!(counts(&report), [5, 0, 0, 1, 6, 0], "{report}");
    assert_eq!((report.repeated.clone(), report.blank), (vec![6], 1));
    let refused = refusals(&report);
    let expected = [
        (7, "no code"),
        (9, "5 cells where the header has 4"),
        (
            10,
            "no kind of ticket \"king\"; it has visitor, school_group",
        ),
        (11, "\"0\" is no number of people"),
        (
            13,
            "a spreadsheet made a number of the code (\"8.93601E+12\")",
        ),
        (16, "what looks like 1 further lines"),
    ];
    assert_eq!(refused.len(), expected.len());
    for ((line, why), (expected_line, part)) in refused.iter().zip(expected) {
        assert_eq!(*line, expected_line, "{why}");
        assert!(why.contains(part), "{why}");
    }
    let names: Vec<_> = ticket_list(&venue)
        .into_iter()
        .map(|ticket| ticket.holder)
        .collect();
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(
        names,
        [
            name("Lê Thị Bưởi"),
            name("Trần Bình"),
            name("Vũ Giang"),
            name("Vũ Hải"),
            name("Hồ \"Út\" Linh"),
        ]
    );
}

#[test]
fn dry_and_strict_runs_write_nothing() {
    let venue = Venue::closed();
    let list = "code,people\nA-001,1\nA-002,many\n";
    let mut asked = request();
    asked.dry_run = true;
    let dry = take_in_as(&venue, list, &asked);
    assert_eq!(
        (counts(&dry), dry.outcome),
        ([1, 0, 0, 0, 1, 0], Outcome::DryRun)
    );
    asked = request();
    asked.strict = true;
    let strict = take_in_as(&venue, list, &asked);
    assert_eq!(
        (counts(&strict), strict.outcome),
        ([1, 0, 0, 0, 1, 0], Outcome::NotAll)
    );
    assert_eq!(ticket_list(&venue), []);
    let good = take_in_as(&venue, "code,people\nA-001,1\n", &asked);
    assert_eq!(good.outcome, Outcome::Imported);
    assert_eq!(ticket_list(&venue).len(), 1);
}

#[test]
fn file_without_list_is_named_with_advice() {
    let venue = Venue::closed();
    let error = |list: &[u8]| {
        let path = sold(&venue, "sold.csv", list);
        let error = import(&venue.database(), &path, &request(), OPENING).unwrap_err();
        error.to_string()
    };
    assert!(error(b"PK\x03\x04").contains("the workbook can't be read"));
    assert!(error(b"\xd0\xcf\x11\xe0").contains("save it as .xlsx or as \"CSV UTF-8\""));
    assert!(error(b"").contains("no row in it"));
    assert!(
        error(b"price;seat\n1;2\n")
            .contains("the tickets' codes; the columns are 1 \"price\", 2 \"seat\"")
    );
    let mut asked = request();
    for (seller, part) in [
        (" ", "no name of a seller"),
        ("a\nb", "no name of a seller"),
    ] {
        asked.seller = seller.to_owned();
        let path = sold(&venue, "sold.csv", "code\n1234\n");
        let error = import(&venue.database(), &path, &asked, OPENING).unwrap_err();
        assert!(error.to_string().contains(part), "{error}");
    }
    assert_eq!(ticket_list(&venue), []);
}

#[test]
fn codes_are_never_stored_and_exports_are_safe() {
    let venue = Venue::closed();
    take_in(
        &venue,
        "code,order,name\nSECRET-8936,=1+2,\"@A \"\"1\"\"\"\nB-002,00042,\"Lê, An\"\n",
    );
    let tickets = ticket_list(&venue);
    let text = tickets::ticket_list_csv(&tickets, true);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}number,type,party,days,state,short code,seller,reference,name"
    );
    let dates = "2024-09-05 2024-09-06 2024-09-07 2024-09-08";
    assert_eq!(
        lines[1],
        format!(
            "{},visitor,1,{dates},good,,TicketBox,\"=\"\"=1+2\"\"\",\"=\"\"@A \"\"\"\"1\"\"\"\"\"\"\"",
            tickets[0].number
        )
    );
    assert_eq!(
        lines[2],
        format!(
            "{},visitor,1,{dates},good,,TicketBox,\"=\"\"00042\"\"\",\"Lê, An\"",
            tickets[1].number
        )
    );
    assert!(!tickets::ticket_list_csv(&tickets, false).contains("Lê"));
    for file in std::fs::read_dir(venue.data()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"SECRET-8936"));
    }
}
