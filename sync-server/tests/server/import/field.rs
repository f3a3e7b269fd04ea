//! Lists as sellers and spreadsheets really write them.

use super::*;

/// A list that lies beside these tests.
pub(super) fn list(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lists");
    PathBuf::from(folder).join(name)
}

pub(super) fn import_file(venue: &Venue, name: &str) -> ImportReport {
    import(&venue.database(), &list(name), &request(), OPENING).unwrap()
}

/// Whether a scan of this code would find a ticket.
pub(super) fn opens(venue: &Venue, code: &str) -> bool {
    let found = tickets::find_tickets(&venue.database(), &[format!("code:{code}")]);
    found.is_ok()
}

pub(super) fn names(venue: &Venue) -> Vec<Option<String>> {
    ticket_list(venue)
        .into_iter()
        .map(|ticket| ticket.holder)
        .collect()
}

#[test]
fn codes_that_became_numbers_are_refused() {
    let venue = Venue::closed();
    let report = import_file(&venue, "num-notation.csv");
    let lines: Vec<u64> = report.refused.iter().map(|row| row.line).collect();
    assert_eq!((lines, ticket_list(&venue).len()), (vec![2, 3, 4, 5], 0));
    for (_, why) in refusals(&report) {
        assert!(
            why.contains("a spreadsheet made a number of the code"),
            "{why}"
        );
    }
}

#[test]
fn apostrophes_of_other_programs_are_taken_off() {
    let venue = Venue::closed();
    let report = import_file(&venue, "apostrophe.csv");
    assert_eq!(counts(&report), [3, 0, 0, 0, 0, 0], "{report}");
    for code in ["-AB12CD34", "+84901234", "0012345"] {
        assert!(opens(&venue, code), "{code}");
        assert!(!opens(&venue, &format!("'{code}")), "{code}");
    }
}

#[test]
fn refunded_and_unpaid_rows_get_no_ticket() {
    let venue = Venue::closed();
    let report = import_file(&venue, "status.csv");
    assert_eq!(counts(&report), [1, 0, 0, 0, 3, 0], "{report}");
    assert!(opens(&venue, "EB-1001"));
    let causes = refusals(&report);
    assert!(
        causes[0]
            .1
            .contains("\"Attendee Status\" is \"Not Attending\""),
        "{causes:?}"
    );
    assert!(
        causes[1].1.contains("Refunded") && causes[2].1.contains("Void"),
        "{causes:?}"
    );
    let unknown = take_in(&venue, "code,status\nA-1000,Paid\nA-1001,Blue\nA-1002,\n");
    assert_eq!(counts(&unknown), [2, 0, 0, 0, 1, 0], "{unknown}");
    assert!(
        unknown.to_string().contains("add --valid-status \"Blue\""),
        "{unknown}"
    );
    let mut blue = request();
    blue.valid_statuses.push("blue".to_owned());
    let known = take_in_as(&venue, "code,status\nA-1001,Blue\n", &blue);
    assert_eq!(known.added, 1);
    // Where others are marked as paid, a ticket without a mark is not.
    let paid = take_in(&venue, "code,paid\nP-1000,x\nP-1001,\nP-1002,no\n");
    assert_eq!(counts(&paid)[..5], [1, 0, 0, 0, 2], "{paid}");
}

#[test]
fn moment_in_another_zone_is_its_day_here() {
    let venue = Venue::closed();
    // The exhibition of these tests is in September 2024; the list's evening in UTC is the next day here.
    let error = import_file(&venue, "iso-offset.csv");
    let causes = refusals(&error);
    assert!(
        causes[0].1.contains("is no day of the exhibition"),
        "{causes:?}"
    );
    let shifted = std::fs::read_to_string(list("iso-offset.csv")).unwrap();
    let shifted = shifted.replace("2026-11-28", "2024-09-06");
    let report = take_in(&venue, shifted);
    assert_eq!(counts(&report), [1, 0, 0, 0, 0, 0], "{report}");
    assert_eq!(
        ticket_list(&venue)[0].dates,
        [jiff::civil::date(2024, 9, 7)]
    );
    assert!(
        report
            .to_string()
            .contains("times of day in lines 2 are not kept"),
        "{report}"
    );
    let columns = [
        "Ngày",
        "Ngày tham quan",
        "visit date",
        "Date",
        "Ngày tham dự",
    ];
    for (number, column) in (1..).zip(columns) {
        let report = take_in(&venue, format!("code,{column}\nD-00{number},06/09/2024\n"));
        assert_eq!(report.added, 1, "{report}");
        assert_eq!(
            ticket_list(&venue).last().unwrap().dates,
            [jiff::civil::date(2024, 9, 6)]
        );
    }
}

#[test]
fn header_is_found_below_titles() {
    let venue = Venue::closed();
    let report = import_file(&venue, "title-rows.csv");
    // The sample has no families: the row says so, and the sum is no ticket.
    let causes = refusals(&report);
    assert_eq!(counts(&report)[..5], [1, 0, 0, 0, 2], "{report}");
    assert_eq!((causes[0].0, causes[1].0, report.titles.len()), (6, 7, 2));
    assert!(
        causes[1].1.contains("sum or a footer (\"Tổng cộng\")"),
        "{causes:?}"
    );
    assert_eq!(report.unused, ["STT"]);
    let mut numbered = request();
    numbered.columns.asked.insert(Field::Code, "2".to_owned());
    let visitors = std::fs::read_to_string(list("title-rows.csv")).unwrap();
    let report = take_in_as(&venue, visitors.replace("family", "visitor"), &numbered);
    assert_eq!(counts(&report)[..5], [1, 0, 1, 0, 1], "{report}");
    assert_eq!(
        names(&venue),
        [Some("An".to_owned()), Some("Bình".to_owned())]
    );
    for list in [
        "\"sep=;\"\ncode;name\nSEP-01;An\n",
        "Danh sách, 28/11\n\ncode;name\nSEP-01;An\n",
        ";;\n;Vé\n\nSTT;Mã vé;Họ tên\n1;SEP-01;An\nSTT;Mã vé;Họ tên\n",
        "Report;Tickets;x\nMã;GOM\n\nMã vé;Họ tên;Email\nSEP-01;An;\n",
        "\u{feff}\"sep=,\"\r\nTITLE\r\ncode,name\r\nSEP-01,An\r\n",
    ] {
        let report = take_in(&venue, list);
        let sep = ticket_list(&venue).len();
        assert_eq!(
            (sep, report.added + report.already),
            (3, 1),
            "{list}: {report}"
        );
    }
}

#[test]
fn bad_byte_costs_its_name_and_no_other() {
    let venue = Venue::closed();
    let report = import_file(&venue, "bom-badbyte.csv");
    assert_eq!(
        (counts(&report)[0], report.encoding),
        (3, Encoding::Utf8),
        "{report}"
    );
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(
        names(&venue)[..2],
        [name("Nguyễn Văn Ánh"), name("Đặng Thị Ngọc")]
    );
    let said = std::fs::read(list("bom-badbyte.csv")).unwrap();
    if std::str::from_utf8(&said).is_err() {
        assert_eq!(names(&venue)[2], None);
        assert!(
            report.to_string().contains("in lines 4 are damaged"),
            "{report}"
        );
    }
    let bytes = b"\xef\xbb\xbfcode,name,order\nBB-1,Ph\xe1m Qu\xfd,DH1\nBB-2,Nguy?n V?n,DH2\nB\xff-3,An,DH3\n";
    let report = take_in(&venue, bytes);
    assert_eq!(counts(&report)[..5], [2, 0, 0, 0, 1], "{report}");
    assert!(
        report.to_string().contains("in lines 2, 3 are damaged"),
        "{report}"
    );
    assert!(
        refusals(&report)[0].1.contains("a letter of the code"),
        "{report}"
    );
    assert_eq!(names(&venue)[3..], [None, None]);
}

#[test]
fn short_codes_open_or_are_refused_at_import() {
    let venue = Venue::closed();
    let report = import_file(&venue, "short.csv");
    assert_eq!(counts(&report), [5, 0, 0, 0, 0, 0], "{report}");
    for code in [
        "10234",
        "102345",
        "Kx-77Ab",
        "kx-77ab",
        "KX-77AB",
        "4711",
        "AB 12 CD 34",
        "ab12cd34",
    ] {
        assert!(opens(&venue, code), "{code}");
    }
    let report = take_in(&venue, "code,name\nA1,An\n123,Bình\nB-7,Chi\n");
    assert_eq!(report.refused.len(), 3, "{report}");
    for (_, why) in refusals(&report) {
        assert!(why.contains("kiosks and scanners take 4 and more"), "{why}");
    }
}

#[test]
fn odd_lists_are_imported_with_a_warning() {
    let venue = Venue::closed();
    for (list, part) in [
        ("code\n0012345\n12346\n12347\n", "numbers of 5 to 7 digits"),
        (
            "code\n89360123456781200000\nA-1234\n",
            "lines 2 end in zeros",
        ),
        (
            "code,name\nAB-1001,An\nAB-1002,Bo\nAB-1003,Ly\n1523,\n",
            "the last row, line 5",
        ),
        (
            "code,a,b,c,d\nAC-1001,1,1,1,1\nAC-1002,1,1,1,1\nAC-1003,1,1,1,1\nAC-1004,,,,\n",
            "the last row, line 5",
        ),
    ] {
        let report = take_in(&venue, list);
        assert!(report.refused.is_empty(), "{report}");
        assert!(report.to_string().contains(part), "{report}");
    }
    let mut numbered = request();
    numbered.columns.asked.insert(Field::Code, "1".to_owned());
    let report = take_in_as(&venue, "XA-1001\nXA-1002\n", &numbered);
    assert!(
        report
            .to_string()
            .contains("line 1 was taken for the names"),
        "{report}"
    );
    for usual in [
        "code,name\nAB-2001,An\nAB-2002,Bo\nAB-2003,Ly\n",
        // Of a few rows each may be unlike the others, and numbers grow.
        "code\nAB-2001\n10234\n",
        "code\nAB-2001\nAB-2002\n10234\n",
        "code\nAB-2001\n20202\nGAM\u{1eb8}\n10234\n",
        "code\nDH998\nDH999\nDH997\nDH1000\n",
        "code,a,b,c,d\nAC-2001,1,1,1,1\nAC-2002,,,,\n",
    ] {
        let report = take_in(&venue, usual);
        assert!(report.warnings.is_empty(), "{report}");
    }
}

#[test]
fn newer_list_names_and_withdraws_what_left() {
    let venue = Venue::closed();
    let old = "code,order\nLA-1001,DH1\nLA-1002,DH2\nLA-1003,DH3\nLA-1004,DH4\n";
    take_in(&venue, old);
    let [two, three, four] = [2, 3, 4].map(|place| number_of(&venue, place));
    // A new code for order 2, a refund of order 3, and order 4 is gone.
    let newer = "code,order,status\nLA-1001,DH1,paid\nLA-2002,DH2,paid\nLA-1003,DH3,refunded\n";
    let report = take_in(&venue, newer);
    let said = report.to_string();
    assert!(
        said.contains(&format!("3 good tickets of this seller are not in the list and stay good; add --replace to withdraw them: {two} (DH2) replaced in line 3, {three} (DH3), {four} (DH4)")),
        "{said}"
    );
    let states =
        |venue: &Venue| -> Vec<_> { ticket_list(venue).iter().map(|it| it.state).collect() };
    assert_eq!(states(&venue), ["good"; 5]);
    let mut replacing = request();
    replacing.unlisted = Unlisted::Withdraw;
    let damaged = take_in_as(&venue, format!("{newer}8.9E+12,DH4,paid\n"), &replacing);
    assert_eq!(
        (damaged.outcome, states(&venue)),
        (Outcome::NotReplaced, vec!["good"; 5])
    );
    replacing.dry_run = true;
    let dry = take_in_as(&venue, newer, &replacing);
    assert!(dry.to_string().contains("would be withdrawn"), "{dry}");
    assert_eq!(states(&venue), ["good"; 5]);
    replacing.dry_run = false;
    let report = take_in_as(&venue, newer, &replacing);
    assert_eq!(
        (report.left.len(), report.outcome),
        (3, Outcome::Imported),
        "{report}"
    );
    assert_eq!(
        states(&venue),
        ["good", "revoked", "revoked", "revoked", "good"]
    );
    let again = take_in_as(&venue, newer, &replacing);
    assert_eq!(
        (again.left.len(), again.added, again.changed),
        (0, 0, 0),
        "{again}"
    );
    // Another seller's tickets are not in question.
    let mut other = replacing.clone();
    other.seller = "Vé Việt".to_owned();
    assert!(
        take_in_as(&venue, "code\nVV-1001\n", &other)
            .left
            .is_empty()
    );
    assert_eq!(states(&venue)[0], "good");
}
