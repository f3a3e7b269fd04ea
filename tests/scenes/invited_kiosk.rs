//! A kiosk from its invitation on the desk to its end there, by pages without a script.

use image::{GrayImage, Luma};
use kiosk::scanner::decode::{Budget, read_still};
use shared::checkin::Reason;

use crate::decode::picture;
use crate::enrol::enrolled;
use crate::printed_tickets::Organiser;
use crate::scanning::{Running, sync};
use crate::ticket_list::{ADMITTED, refused, scan};
use crate::venue::{PATIENCE, Venue, wait_until};

/// Pixels of a module.
const MODULE: u32 = 8;

/// Draws the symbol of a page.
fn symbol(page: &str) -> GrayImage {
    let (_, rest) = page.split_once("viewBox=\"0 0 ").unwrap();
    let side: u32 = rest.split(' ').next().unwrap().parse().unwrap();
    let (_, rest) = rest.split_once(" d=\"").unwrap();
    let squares = rest.split('"').next().unwrap();
    let mut image = GrayImage::from_pixel(side * MODULE, side * MODULE, Luma([255]));
    for square in squares.split('M').skip(1) {
        let (place, _) = square.split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let [x, y] = [x, y].map(|it| it.parse::<u32>().unwrap() * MODULE);
        for pixel in 0..MODULE * MODULE {
            image.put_pixel(x + pixel % MODULE, y + pixel / MODULE, Luma([0]));
        }
    }
    image
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
    let code = picture(symbol(&page("/admin/kiosks/A1/code")));
    let codes = read_still(&code, &Budget::unlimited());
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    enrolled(data, codes.first().unwrap());
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
