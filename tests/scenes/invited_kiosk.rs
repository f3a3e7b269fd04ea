//! A kiosk from its invitation on the desk, whose code is read off the screen, to its end there.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use shared::checkin::Reason;

use crate::browser::Browser;
use crate::desk::sign_in;
use crate::enrol::enrolled;
use crate::printed_tickets::Organiser;
use crate::scanning::{Running, sync};
use crate::ticket_list::{ADMITTED, refused, scan};
use crate::venue::{PATIENCE, Venue, program, wait_until};

/// Photographs the code on the page in a browser, and has the kiosk's program read it.
fn code_on_page(venue: &Venue) -> String {
    let mut page = Browser::open(&venue.url(), 1366, 768);
    page.go(&format!("{}/admin/sign-in?lang=vi", venue.url()));
    sign_in(&mut page);
    page.go(&format!("{}/admin/kiosks/A1/code", venue.url()));
    page.wait_until("document.querySelector('.qr svg') !== null");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.png");
    fs::write(&file, page.picture()).unwrap();
    decoded(&[file]).remove(0)
}

/// Returns the code that `kiosk decode` finds in each picture. It looks for so long, in which a busy machine may not get far.
pub(crate) fn decoded(pictures: &[PathBuf]) -> Vec<String> {
    let decode = |picture: &PathBuf| {
        let mut code = None;
        wait_until("the code is read", || {
            let mut decode = Command::new(program("kiosk"));
            let said = decode.arg("decode").arg(picture).output().unwrap();
            let said = String::from_utf8(said.stdout).unwrap();
            let (_, text) = said.trim_end().split_once(": ").unwrap();
            code = (text != "no code found").then(|| text.to_owned());
            code.is_some()
        });
        code.unwrap()
    };
    pictures.iter().map(decode).collect()
}

#[test]
fn invited_kiosk_scans_until_it_is_quarantined() {
    let venue = Venue::open();
    let organiser = Organiser::sign_in(&venue);
    let page = |path: &str| String::from_utf8(organiser.get(path)).unwrap();
    let list = || page("/admin/kiosks");
    let invite = [
        ("act", "invite"),
        ("role", "door"),
        ("gate", "main"),
        ("way", "in"),
    ];
    organiser.submit("/admin/kiosks", &invite);
    let code = code_on_page(&venue);
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    enrolled(data, &code);
    assert!(list().contains("Chưa liên lạc"));
    let ticket = venue.tickets("visitor", 1).remove(0);
    sync(data);
    let mut scanning = Running::start(data);
    scanning.present(&ticket.digits);
    let verdict = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    assert_eq!(verdict["verdict"], "admitted", "{verdict}");
    wait_until("the row shows it", || {
        let database = venue.database();
        let history = database
            .read()
            .unwrap()
            .ticket_history(ticket.number)
            .unwrap();
        history.passages.len() == 1 && list().contains("vừa xong")
    });
    scanning.end();
    assert!(page("/admin/kiosks/A1").contains(env!("CARGO_PKG_VERSION")));
    let door = venue.kiosk("B1", "main");
    sync(&door);
    assert_eq!(refused(&door, &ticket.digits), Reason::AlreadyUsed);
    organiser.submit("/admin/kiosks/A1", &[("act", "quarantine")]);
    assert!(list().contains("Đang cách ly"));
    sync(&door);
    assert_eq!(scan(&door, &ticket.digits).outcome, ADMITTED);
    organiser.submit("/admin/kiosks/A1", &[("act", "remove")]);
    assert!(page("/admin/kiosks/A1").contains("đã ngừng dùng"));
}
