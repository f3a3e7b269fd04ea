//! An organiser's day by keyboard alone.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use sync_server::catalogue;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::accessibility::admit_twice;
use crate::browser::Browser;
use crate::printed_tickets::{Organiser, PASSWORD};
use crate::venue::{Venue, wait_until};

/// How many controls a page may have.
const CONTROLS_MOST: usize = 250;

/// Somebody who has no pointer.
struct Typist(Browser);

impl Typist {
    fn tab(&mut self) {
        self.0.press_key("Tab", 9, "");
    }

    fn enter(&mut self) {
        self.0.press_key("Enter", 13, "\r");
    }

    /// Goes from control to control until one matches, which shows that it has the focus.
    fn go_to(&mut self, control: &str) {
        self.0.wait_until("document.readyState === 'complete'");
        let is_there = format!("document.activeElement.matches(`{control}`)");
        for _ in 0..CONTROLS_MOST {
            if self.0.value(&is_there) == true {
                let outline = "getComputedStyle(document.activeElement).outlineStyle";
                assert_eq!(self.0.value(outline), "solid", "{control}");
                return;
            }
            self.tab();
        }
        let page = self.0.value("location.pathname");
        panic!("{page}: no Tab leads to {control}");
    }

    /// Presses the control, and waits for the page that it leads to.
    fn follow(&mut self, control: &str, there: &str) {
        self.go_to(control);
        self.enter();
        self.0.wait_until(there);
    }

    /// Opens a page of the navigation.
    fn open(&mut self, path: &str) {
        let there = format!("location.pathname === '{path}'");
        self.follow(&format!("nav.pages a[href='{path}']"), &there);
    }

    fn write(&mut self, field: &str, text: &str) {
        self.go_to(field);
        self.0.value("document.activeElement.select()");
        self.0.type_text(text);
    }

    fn is_done(&mut self) {
        self.0
            .wait_until("document.querySelector('.done') !== null");
    }
}

/// Writes another name of the first booth into a workbook.
fn rename_booth(workbook: &[u8], to: &Path) {
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

#[test]
fn organisers_day_needs_no_pointer() {
    let mut venue = Venue::open();
    admit_twice(&mut venue);
    let organiser = Organiser::sign_in(&venue);
    let folder = tempfile::tempdir().unwrap();
    let [workbook, list] = ["exhibition.xlsx", "sold.csv"].map(|it| folder.path().join(it));
    rename_booth(&organiser.get("/admin/exhibition/workbook.xlsx"), &workbook);
    fs::write(&list, "code,name\n8936-1,Lê An\n8936-2,Lê Bình\n").unwrap();

    let mut person = Typist(Browser::open(&format!("{}/admin", venue.url()), 1366, 768));
    person
        .0
        .wait_until("location.pathname === '/admin/sign-in'");
    person.write("main [name=name]", "An");
    person.write("main [name=password]", PASSWORD);
    person.enter();
    person.0.wait_until("location.pathname === '/admin'");
    person.0.value("document.activeElement.blur()");
    person.follow(".skip", "document.activeElement.id === 'content'");

    // Issues tickets, comes to their sheets, and revokes them.
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
    person.go_to("main a[href$='.pdf']");
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

    // Takes in a seller's list.
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

    // Changes the exhibition in a workbook.
    person.open("/admin/exhibition");
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
    wait_until("the new name is in force", || {
        let catalogue = catalogue::read(&*venue.database(), None).unwrap();
        catalogue.booths[0].name.get("vi") == "Ấm tích"
    });

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

    // Reads the report of a day.
    person.open("/admin/reports");
    person.follow(
        "main a[href^='/admin/reports/2']",
        "location.pathname.startsWith('/admin/reports/2')",
    );
    person.go_to("main a[href$='report.xlsx']");
}
