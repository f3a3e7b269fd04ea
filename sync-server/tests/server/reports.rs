//! Reports on the desk: equal to the totals, as a page, as CSV and as a workbook.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use shared::checkin::{Direction, Reason};
use shared::ids::{BoothNumber, GateId, StaffId};
use shared::protocol::v1::{BoothTotals, DayTotals, Totals};
use shared::record::{Fact, RecordId};
use shared::staff::StaffAct;
use shared::submission::{Consent, Submission, Wish};
use sync_server::catalogue;
use sync_server::operations::staff::{self, PinUse};
use sync_server::ports::AccountRole;
use zip::ZipArchive;

use crate::desk::{Person, member, owned};
use crate::kiosk::{Kiosk, claims};
use crate::submissions::{post, push_of, submission};
use crate::venue::{MINUTE, OPENING, Venue};

/// The minutes of a day.
const DAY: i64 = 24 * 60;

/// What happened: what it was, a ticket, a booth, and minutes after the opening of the first day.
type Happened = (u8, u32, u16, i64);

fn happened() -> Vec<Happened> {
    let one = (0_u8..8, 1_u32..40, 1_u16..6, 0_i64..3 * DAY);
    let many = proptest::collection::vec(one, 60..120);
    let tree = many.new_tree(&mut TestRunner::default()).unwrap();
    tree.current()
}

/// Records things that happened at two doors and a booth.
fn record(venue: &Venue, happened: &[Happened]) {
    let mut main = venue.kiosk("A1");
    let mut river = venue.kiosk_at("B1", "river", Direction::In);
    let mut hall = venue.kiosk_as("K12", "12");
    venue.set_clock(OPENING.plus(3 * DAY * MINUTE));
    for (what, ticket, booth, minute) in happened {
        match what {
            0 | 1 => drop(main.entry(*ticket, *minute)),
            2 => drop(river.entry(*ticket, *minute)),
            3 => drop(main.exit(*ticket, *minute)),
            4 => drop(river.refusal(*minute, Reason::Malformed)),
            5 => drop(main.refusal(*minute, Reason::AlreadyUsed)),
            6 => {
                let walked = Fact::Walked {
                    gate: "main".parse().unwrap(),
                    direction: Direction::In,
                    kind: claims(1).kind,
                    people: 3,
                    staff: None,
                };
                main.fact(walked, *minute);
            }
            _ => {
                let visited = Fact::Visited {
                    booth: BoothNumber(*booth),
                    claims: claims(*ticket),
                    people: 2,
                };
                hall.fact(visited, *minute);
            }
        }
    }
    for kiosk in [&main, &river, &hall] {
        kiosk.push(venue);
    }
}

/// Returns what the columns of a table add up to, by their heading.
fn sums(csv: &[u8]) -> HashMap<String, i64> {
    let text = std::str::from_utf8(csv).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("Excel wants the mark");
    let mut lines = text.split_terminator("\r\n");
    let heads: Vec<&str> = lines.next().unwrap().split(';').collect();
    let mut sums: HashMap<String, i64> = heads.iter().map(|it| ((*it).to_owned(), 0)).collect();
    for line in lines {
        for (head, cell) in heads.iter().zip(line.split(';')) {
            let sum = sums.entry((*head).to_owned()).or_default();
            *sum += cell.parse::<i64>().unwrap_or(0);
        }
    }
    sums
}

/// Checks that the files of a period say the same as these days.
fn check(owner: &Person<'_>, period: &str, days: &[DayTotals]) {
    let table =
        |name: &str| sums(&owner.download(&format!("/admin/reports/{period}/{name}.csv?lang=en")));
    let sum = |of: fn(&DayTotals) -> i64| days.iter().map(of).sum::<i64>();
    let booths = |of: fn(&BoothTotals) -> i64| {
        let booths = days.iter().flat_map(|day| &day.booths);
        booths.map(of).sum::<i64>()
    };
    let (entries, exits) = (sum(|it| it.entries), sum(|it| it.exits));
    let by_day = table("days-table");
    assert_eq!(by_day["Visitors"], sum(|it| it.unique_visitors), "{period}");
    assert_eq!(by_day["Not scanned out"], sum(|it| it.inside), "{period}");
    assert_eq!(by_day["Refused"], sum(|it| it.refused), "{period}");
    for name in ["days-table", "hours", "doors", "door-hours", "types"] {
        let table = table(name);
        assert_eq!(table["Entries"], entries, "{period} {name}");
        assert_eq!(table["Exits"], exits, "{period} {name}");
    }
    for name in ["booths", "villages"] {
        let table = table(name);
        assert_eq!(table["Visitors"], booths(|it| it.people), "{period} {name}");
        assert_eq!(
            table["Came again"],
            booths(|it| it.repeats),
            "{period} {name}"
        );
    }
    let of_booths = booths(|it| it.people);
    assert_eq!(table("booth-hours")["Visitors"], of_booths, "{period}");
    let refused = sum(|it| it.refused);
    assert_eq!(table("door-hours")["Refused"], refused, "{period}");
    assert_eq!(table("refusals")["Scans"], refused, "{period}");
    assert_eq!(
        table("staff")["Without a ticket"],
        sum(|it| it.walk_ins),
        "{period}"
    );
}

/// Gives the door at the river the name of the main one.
fn call_doors_alike(venue: &Venue) {
    let mut catalogue = catalogue::sample().unwrap();
    let main = catalogue.gate(&"main".parse().unwrap()).unwrap();
    let name = main.name.clone();
    let mut gates = catalogue.gates.iter_mut();
    let river = gates.find(|gate| gate.id.as_str() == "river").unwrap();
    river.name = name;
    let alike = catalogue::Publication::new(&catalogue).confirmed(true);
    catalogue::publish(&venue.database(), alike, OPENING).unwrap();
}

/// Reads a workbook.
fn workbook(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn report_says_the_same_as_totals() {
    let mut venue = Venue::closed();
    venue.show_sample();
    call_doors_alike(&venue);
    venue.start();
    record(&venue, &happened());
    let mut owner = owned(&venue);
    let totals: Totals = serde_json::from_str(&owner.get("/api/v1/totals").1).unwrap();
    assert!(
        totals
            .days
            .iter()
            .any(|day| day.entries > 0 && day.refused > 0)
    );
    assert_eq!(totals.capacity, Some(1500));
    check(&owner, "all", &totals.days);
    for day in &totals.days {
        check(&owner, &day.date.to_string(), std::slice::from_ref(day));
    }
    // Doors of one name stay two when days are added up.
    let (_, all) = owner.get("/admin/reports/all?lang=en");
    for door in ["Main gate (main)", "Main gate (river)"] {
        assert!(all.contains(&format!("<td>{door}</td>")), "{door}");
    }
    // The workbook has numbers and dates, not texts of them.
    let mut book = workbook(owner.download("/admin/reports/all/report.xlsx?lang=en"));
    let days = book.worksheet_range("By day").unwrap();
    assert_eq!(
        days.get_value((0, 2)),
        Some(&Data::String("Entries".to_owned()))
    );
    for (row, day) in (1..).zip(&totals.days) {
        let Some(Data::DateTime(date)) = days.get_value((row, 0)) else {
            panic!("row {row} has no date");
        };
        let (year, month, of_month, ..) = date.to_ymd_hms_milli();
        assert_eq!(
            format!("{year}-{month:02}-{of_month:02}"),
            day.date.to_string()
        );
        let entries = days.get_value((row, 2));
        assert_eq!(entries, Some(&Data::Float(day.entries as f64)));
    }
    // The page says the same, and how complete it is.
    let day = totals.days.iter().max_by_key(|day| day.entries).unwrap();
    let (status, page) = owner.get(&format!("/admin/reports/{}?lang=en", day.date));
    assert_eq!(status, 200);
    let figure = format!("<dt>Entries</dt><dd>{}</dd>", day.entries);
    assert!(page.contains(&figure), "{figure} is not in {page}");
    assert!(page.contains("not known yet how complete"), "{page}");
    let (status, sheet) = owner.get(&format!("/admin/reports/{}/print?lang=en", day.date));
    assert_eq!(status, 200);
    assert!(sheet.contains(&figure), "{figure} is not in {sheet}");
    for path in ["nothing", "2031-01-01", "all/nothing", "all/nothing.csv"] {
        let (status, _) = owner.get(&format!("/admin/reports/{path}"));
        assert_eq!(status, 404, "{path}");
    }
}

/// Returns how many people acts of a kind let in that count.
fn people_let_in(acts: &[Vec<&str>], what: &str) -> i64 {
    let counted = acts
        .iter()
        .filter(|act| act[1] == what && act[10].is_empty());
    counted.map(|act| act[5].parse::<i64>().unwrap()).sum()
}

#[test]
fn acts_of_staff_add_up_to_the_totals() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let gate: GateId = "main".parse().unwrap();
    let named = staff::add_by_name(&venue.database(), "Door 1", PinUse::Doors, OPENING);
    let staff: Option<StaffId> = Some(named.unwrap().0.pin.id);
    let walked = |people| Fact::Walked {
        gate: gate.clone(),
        direction: Direction::In,
        kind: claims(1).kind,
        people,
        staff: staff.clone(),
    };
    let overridden = |ticket: Option<u32>, people| Fact::Overridden {
        gate: gate.clone(),
        claims: ticket.map(claims),
        people,
        refused: Some(Reason::AlreadyUsed),
        reason: "phone-dead".parse().unwrap(),
        staff: staff.clone(),
    };
    let annulled = |kiosk: &Kiosk, seq| Fact::Annulled {
        gate: gate.clone(),
        target: RecordId {
            kiosk: kiosk.origin.kiosk.clone(),
            incarnation: kiosk.origin.incarnation,
            seq,
        },
        ticket: None,
        staff: staff.clone(),
    };
    venue.set_clock(OPENING.plus((DAY + 30) * MINUTE));
    kiosk.fact(walked(5), 1).fact(walked(7), 2);
    kiosk.fact(annulled(&kiosk, 2), 3);
    kiosk.fact(Fact::Rehearsed(Box::new(walked(9))), 4);
    kiosk.entry(1, 5).fact(overridden(Some(1), 2), 9);
    kiosk.fact(overridden(None, 3), 10);
    kiosk.fact(walked(4), DAY);
    for minute in 0..20 {
        let searched = Fact::Staffed {
            gate: gate.clone(),
            staff: staff.clone(),
            act: StaffAct::Searched,
        };
        kiosk.fact(searched, DAY + minute);
    }
    // What comes later and is no act of staff does not hide them.
    for minute in 20..440 {
        kiosk.fact(Fact::ClockKnown, DAY + minute);
    }
    kiosk.push(&venue);
    let mut owner = owned(&venue);
    let totals: Totals = serde_json::from_str(&owner.get("/api/v1/totals").1).unwrap();
    let days = totals.days.iter();
    let of_day = days.map(|day| (day.date.to_string(), day.walk_ins, day.overrides));
    let of_day: Vec<_> = of_day.collect();
    let sums = of_day
        .iter()
        .fold((0, 0), |sum, day| (sum.0 + day.1, sum.1 + day.2));
    assert_eq!(sums, (9, 5));
    let all = ("all".to_owned(), sums.0, sums.1);
    for (period, walk_ins, overrides) in of_day.into_iter().chain([all]) {
        let path = format!("/admin/reports/{period}/staff-acts.csv?lang=en");
        let csv = String::from_utf8(owner.download(&path)).unwrap();
        let acts: Vec<Vec<&str>> = csv
            .split_terminator("\r\n")
            .map(|it| it.split(';').collect())
            .collect();
        assert_eq!(
            people_let_in(&acts, "Let in without a ticket"),
            walk_ins,
            "{csv}"
        );
        assert_eq!(
            people_let_in(&acts, "Let in against the rules"),
            overrides,
            "{csv}"
        );
    }
    let csv = owner.download("/admin/reports/all/staff-acts.csv?lang=vi");
    let csv = String::from_utf8(csv).unwrap();
    for line in [
        "\u{feff}Lúc;Việc;Nhân viên;Thiết bị;Cổng;Số người;Vé số;Loại vé;Theo quy định;Lý do;Ghi chú\r\n",
        "2024-09-05 17:02;Cho vào không có vé;Door 1;A1;Cổng chính;7;;Khách;;;Đã bị huỷ (không tính)\r\n",
        "2024-09-05 17:03;Huỷ một lượt;Door 1;A1;Cổng chính;;;;;;\r\n",
        "2024-09-05 17:04;Cho vào không có vé;Door 1;A1;Cổng chính;9;;Khách;;;Diễn tập (không tính)\r\n",
        "2024-09-05 17:09;Cho vào ngoại lệ;Door 1;A1;Cổng chính;2;1;Khách;vé đã dùng;Điện thoại hết pin;\r\n",
    ] {
        assert!(csv.contains(line), "{line} is not in {csv}");
    }
    // The page has the newest alone, the workbook all of them.
    let (_, page) = owner.get("/admin/reports/all?lang=en");
    let (_, section) = page.split_once("<section id=\"staff-acts\">").unwrap();
    let (section, _) = section.split_once("</section>").unwrap();
    assert!(section.contains("href=\"/admin/reports/all/staff-acts.csv\" download"));
    assert_eq!(section.matches("<tr>").count(), 21, "{section}");
    assert!(section.contains("Searched for a ticket") && !section.contains("Rehearsal"));
    let mut book = workbook(owner.download("/admin/reports/all/report.xlsx?lang=en"));
    let acts = book.worksheet_range("Acts of staff").unwrap();
    assert_eq!(acts.height(), 28);
    assert_eq!(acts.get_value((1, 5)), Some(&Data::Float(5.0)));
}

#[test]
fn report_is_complete_when_devices_sent_all() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0);
    venue.set_clock(OPENING.plus(5 * MINUTE));
    kiosk.complete_to = Some(OPENING.plus(5 * MINUTE));
    kiosk.push(&venue);
    let (_, page) = owner.get("/admin/reports/2024-09-05?lang=en");
    assert!(page.contains("Complete up to 17:05 05/09/2024."), "{page}");
    venue.set_clock(OPENING.plus(DAY * MINUTE));
    kiosk.complete_to = Some(OPENING.plus(DAY * MINUTE));
    kiosk.push(&venue);
    // The night has ended the owner's session.
    let mut viewer = member(&venue, AccountRole::Viewer);
    let mut said = |path: &str| viewer.get(&format!("/admin/reports/{path}?lang=en")).1;
    let whole = "Complete: every device has sent everything.";
    assert!(said("2024-09-05").contains(whole));
    for path in ["2024-09-06", "all"] {
        assert!(said(path).contains("Complete up to 17:00 06/09/2024."));
    }
}

#[test]
fn exhibitor_reads_own_contacts_without_formulas() {
    let mut venue = Venue::closed();
    venue.show_sample();
    venue.start();
    let mut owner = owned(&venue);
    let kiosk = venue.kiosk("H1");
    let contact = |number, name: &str, booth| Submission {
        wish: Wish::Contact {
            booth: BoothNumber(booth),
            note: Some("=HYPERLINK(\"http://x\")".to_owned()),
        },
        consent: Some(Consent {
            words: [7; 32],
            time_known: true,
        }),
        ..submission(number, name)
    };
    let sent = [contact(1, "Trần Mẫu", 12), contact(2, "Lê Khác", 13)];
    assert_eq!(post(&venue, &kiosk, &push_of(&kiosk, &sent)).0, 200);
    let mut exhibitor = member(&venue, AccountRole::Exhibitor(BoothNumber(12)));
    let (status, page) = exhibitor.get("/admin/booths/12?lang=en");
    assert_eq!(status, 200);
    assert!(page.contains("/admin/booths/12/contacts.csv"), "{page}");
    let list = exhibitor.download("/admin/booths/12/contacts.csv?lang=en");
    let list = String::from_utf8(list).unwrap();
    assert!(list.contains("Trần Mẫu;0900 000 123;"), "{list}");
    assert!(list.contains("\"'=HYPERLINK("), "{list}");
    assert!(!list.contains("Lê Khác"), "{list}");
    let (_, log) = owner.get("/admin/audit?lang=en");
    assert!(
        log.contains("<td>List of contacts downloaded</td><td>12</td>"),
        "{log}"
    );
}

#[test]
fn certificates_come_on_a_page_each() {
    let mut venue = Venue::closed();
    venue.show_sample();
    venue.start();
    let mut owner = owned(&venue);
    let (status, all) = owner.get("/admin/certificates");
    assert_eq!(status, 200);
    assert_eq!(all.matches("<article class=\"certificate\">").count(), 80);
    let mut exhibitor = member(&venue, AccountRole::Exhibitor(BoothNumber(12)));
    let (_, one) = exhibitor.get("/admin/booths/12/certificate");
    assert_eq!(one.matches("<article class=\"certificate\">").count(), 1);
    assert!(one.contains("Gian hàng số 12"), "{one}");
}

/// Returns what a program of poppler says of a document.
fn read_by(program: &str, document: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(document).unwrap();
    let mut reader = Command::new(program);
    reader.arg(file.path());
    if program == "pdftotext" {
        reader.arg("-");
    }
    let output = reader.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn certificates_are_documents_of_one_page() {
    let mut venue = Venue::closed();
    venue.show_sample();
    venue.start();
    let mut owner = owned(&venue);
    let (_, page) = owner.get("/admin/reports");
    assert!(page.contains(r#"href="/admin/certificates.zip" download"#));
    assert!(page.contains(r#"<a class="button quiet" href="/admin/certificates">"#));
    let archive = owner.download("/admin/certificates.zip?lang=vi");
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    assert_eq!(archive.len(), 80);
    let booths = catalogue::sample().unwrap().booths;
    for number in [1, 12, 80] {
        let name = format!("giay-chung-nhan-{number:03}.pdf");
        let mut document = Vec::new();
        let mut file = archive.by_name(&name).unwrap();
        file.read_to_end(&mut document).unwrap();
        let facts = read_by("pdfinfo", &document);
        for fact in ["Pages:           1\n", "841.89 x 595.28 pts (A4)"] {
            assert!(facts.contains(fact), "{facts}");
        }
        let booth = &booths[number - 1];
        let words = read_by("pdftotext", &document);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in [
            booth.producer.get("vi"),
            booth.name.get("vi"),
            &format!("Gian hàng số {number} ·"),
            "Giấy chứng nhận tham gia",
            "Làng nghề",
            "từ ngày 05/09/2024 đến ngày 08/09/2024",
            "Sở Công Thương Hà Nội",
            "Ký tên, đóng dấu",
        ] {
            assert!(words.contains(word), "{word} is not in {words}");
        }
    }
    // An exhibitor has their own alone, and nobody else's.
    let mut exhibitor = member(&venue, AccountRole::Exhibitor(BoothNumber(12)));
    let own = exhibitor.download("/admin/booths/12/certificate.pdf?lang=en");
    let words = read_by("pdftotext", &own);
    assert!(words.contains("Certificate of Participation"), "{words}");
    assert!(words.contains("Sample producer 12 – Bát Tràng"), "{words}");
    for path in [
        "/admin/booths/13/certificate.pdf",
        "/admin/certificates.zip",
    ] {
        assert_eq!(exhibitor.get(path).0, 403, "{path}");
    }
}
