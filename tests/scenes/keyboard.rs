//! An organiser's day by keyboard alone.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx};
use jiff::civil::Date;
use journal::Journal;
use kiosk_config::Config;
use shared::checkin::Reason;
use shared::protocol::v1::Totals;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::accessibility::admit_twice;
use crate::browser::Browser;
use crate::invited_kiosk::decoded;
use crate::printed_tickets::{Organiser, PASSWORD, print_into};
use crate::scanning::sync;
use crate::ticket_list::{ADMITTED, refused, scan};
use crate::typist::Typist;
use crate::venue::{TODAY, Venue};

/// Writes another name of the first booth into a workbook.
pub(crate) fn rename_booth(workbook: &[u8], to: &Path) {
    let mut packed = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut changed = ZipWriter::new(fs::File::create(to).unwrap());
    for part in 0..packed.len() {
        let mut part = packed.by_index(part).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if part.name().unwrap() == "xl/sharedStrings.xml" {
            let strings = String::from_utf8(content).unwrap();
            content = strings.replace("Ấm chén men rạn", "Ấm tích").into_bytes();
        }
        let name = part.name().unwrap().into_owned();
        changed
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        changed.write_all(&content).unwrap();
    }
    changed.finish().unwrap();
}

/// Adds up a column of a table.
fn sum(csv: &[u8], column: &str) -> i64 {
    let text = str::from_utf8(csv).unwrap();
    let mut lines = text.lines().map(|it| it.split(';').collect::<Vec<_>>());
    let heads = lines.next().unwrap();
    let at = heads.iter().position(|it| *it == column);
    let at = at.unwrap_or_else(|| panic!("{column} is not in {heads:?}"));
    lines.map(|it| it[at].parse::<i64>().unwrap()).sum()
}

/// Adds up a column of a sheet, whose figures are numbers.
fn number(sheet: &Range<Data>, column: &str) -> i64 {
    let mut rows = sheet.rows();
    let heads = rows.next().unwrap();
    let at = heads.iter().position(|it| *it == *column);
    let at = at.unwrap_or_else(|| panic!("{column} is not in {heads:?}"));
    let figures = rows.map(|row| match row[at] {
        Data::Float(figure) => figure as i64,
        ref other => panic!("{column} has {other:?}"),
    });
    figures.sum()
}

#[test]
fn organisers_day_needs_no_pointer() {
    let mut venue = Venue::open();
    admit_twice(&mut venue);
    let organiser = Organiser::sign_in(&venue);
    let door = venue.kiosk("D1", "main");
    let folder = tempfile::tempdir().unwrap();
    let page = Browser::open(&format!("{}/admin", venue.url()), 1366, 768);
    let mut person = Typist::at(page);
    person.sign_in("An", PASSWORD);
    person.0.wait_until("location.pathname === '/admin'");
    person.0.value("document.activeElement.blur()");
    person.follow(".skip", "document.activeElement.id === 'content'");
    prints_and_revokes(&mut person, &door, folder.path());
    takes_in_a_list(&mut person, &door, folder.path());
    changes_the_exhibition(&mut person, &door, folder.path());

    // Invites a kiosk.
    person.open("/admin/kiosks");
    person.write("#invite [name=name]", "C7");
    person.enter();
    person
        .0
        .wait_until("location.pathname === '/admin/kiosks/C7/code'");
    person.0.keep_picture("keyboard-kiosk-code");

    // Decides about the ticket that two doors let in.
    person.open("/admin/inbox");
    person.follow(
        "main .choices summary",
        "document.querySelector('main details[open]') !== null",
    );
    person.go_to("main details[open] button");
    person.enter();
    person.is_done();

    let date = venue.catalogue.days[TODAY].date;
    takes_the_report(&mut person, date, &organiser);
}

/// Issues tickets and prints them: one is let in, a hand scanner finds one, all are revoked.
fn prints_and_revokes(person: &mut Typist, door: &Path, folder: &Path) {
    person.open("/admin/tickets");
    person.follow(
        "main a[href='/admin/tickets/issue']",
        "location.pathname === '/admin/tickets/issue'",
    );
    person.write("[name=count]", "3");
    person.enter();
    person
        .0
        .wait_until("location.pathname.startsWith('/admin/tickets/batches/')");
    person.0.keep_picture("keyboard-issued");
    let printed = person.download("main a[href$='/tickets.pdf']");
    let codes = decoded(&print_into(folder, &printed));
    assert_eq!(codes.len(), 3);
    sync(door);
    assert_eq!(scan(door, &codes[0]).outcome, ADMITTED);
    person.open("/admin");
    person.0.wait_until(
        "document.readyState === 'complete' && document.activeElement.matches('[type=search]')",
    );
    person.0.type_text(&codes[0]);
    person.enter();
    person
        .0
        .wait_until("location.pathname === '/admin/tickets/3'");
    person.open("/admin/tickets");
    person.follow(
        "main a[href='/admin/tickets/batches/3-5']",
        "location.pathname === '/admin/tickets/batches/3-5'",
    );
    person.follow(
        "main a[href*='/many?from=']",
        "location.pathname === '/admin/tickets/many'",
    );
    person.follow(
        "main form.card button",
        "document.querySelector('[name=numbers]') !== null",
    );
    person.follow(
        "main form[action*=change] button",
        "document.querySelector('.done') !== null",
    );

    sync(door);
    assert_eq!(refused(door, &codes[1]), Reason::Revoked);
}

fn takes_in_a_list(person: &mut Typist, door: &Path, folder: &Path) {
    let list = folder.join("sold.csv");
    fs::write(&list, "code,name\n8936-1,Lê An\n8936-2,Lê Bình\n").unwrap();
    person.open("/admin/tickets");
    person.follow(
        "main a[href='/admin/tickets/import']",
        "location.pathname === '/admin/tickets/import'",
    );
    person.go_to("[name=file]");
    person.0.choose_file(&list);
    person.write("[name=seller]", "TicketBox");
    person.follow(
        "main form.card button",
        "document.querySelector('button[name=go]') !== null",
    );
    person.follow(
        "button[name=go]",
        "document.querySelector('button[name=go]') === null",
    );

    sync(door);
    assert_eq!(scan(door, "8936-1").outcome, ADMITTED);
}

/// Changes the name of a booth in the workbook, as a kiosk then has it.
fn changes_the_exhibition(person: &mut Typist, door: &Path, folder: &Path) {
    let workbook = folder.join("exhibition.xlsx");
    person.open("/admin/exhibition");
    let content = person.download("main a[href$='/workbook.xlsx']");
    rename_booth(&content, &workbook);
    person.go_to("[name=file]");
    person.0.choose_file(&workbook);
    person.follow(
        "main form.card button",
        "document.querySelector('[name=draft]') !== null",
    );
    person.follow(
        "main form.card button:not(.quiet)",
        "document.querySelector('.done') !== null",
    );
    sync(door);
    let config = Config::read(door).unwrap();
    let mut journal = Journal::open(door, config.exhibition, &config.kiosk).unwrap();
    let known = journal.knowledge().unwrap();
    let booth = &known.catalogue.as_ref().unwrap().booths[0];
    assert_eq!(booth.name.get("vi"), "Ấm tích");
}

/// Reads the report of a day, and takes it along.
fn takes_the_report(person: &mut Typist, date: Date, organiser: &Organiser) {
    let today = format!("/admin/reports/{date}");
    person.open("/admin/reports");
    person.follow(
        &format!("main a[href='{today}']"),
        &format!("location.pathname === '{today}'"),
    );
    let workbook = person.download("main a[href$='/report.xlsx']");
    let days = person.download("main a[href$='/days-table.csv']");
    let totals: Totals = serde_json::from_slice(&organiser.get("/api/v1/totals")).unwrap();
    let today = totals.days.iter().find(|it| it.date == date).unwrap();
    assert_eq!(today.entries, 3);
    let columns = ["Số khách", "Lượt vào", "Bị từ chối"];
    let figures = [today.unique_visitors, today.entries, today.refused];
    assert_eq!(columns.map(|it| sum(&days, it)), figures);
    let mut workbook = Xlsx::new(Cursor::new(workbook)).unwrap();
    let days = workbook.worksheet_range("Theo ngày").unwrap();
    assert_eq!(columns.map(|it| number(&days, it)), figures);
    let gates = today.gates.iter().map(|it| it.entries).sum::<i64>();
    let doors = workbook.worksheet_range("Theo cổng").unwrap();
    assert_eq!(number(&doors, "Lượt vào"), gates);
}
