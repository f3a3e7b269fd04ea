//! The live page on other screens than the server's own, by a link.

use std::net::{Ipv4Addr, SocketAddr};

use sync_server::operations::addresses::hosts;
use sync_server::operations::links::{LinkKind, make_link, revoke_link};

use crate::browser::Browser;
use crate::scanning::{Running, sync};
use crate::venue::Venue;

const TEXT: &str = "document.body.innerText";

fn one_came_in(venue: &Venue) {
    let data = venue.kiosk("A1", "main");
    let ticket = venue.tickets("visitor", 1).remove(0);
    let mut kiosk = Running::start(&data);
    kiosk.present(&ticket.digits);
    assert_eq!(kiosk.end().len(), 1);
    sync(&data);
}

#[test]
fn desk_link_opens_the_page_with_tls_alone() {
    let mut venue = Venue::open();
    one_came_in(&venue);
    venue.stop_server();
    let port = venue.addresses.desk.port();
    venue.addresses.desk = (Ipv4Addr::UNSPECIFIED, port).into();
    venue.start_server();
    let secret = make_link(&*venue.database(), LinkKind::Desk).unwrap();
    let host = SocketAddr::new(hosts(Ipv4Addr::UNSPECIFIED.into())[0], port);
    assert!(!host.ip().is_loopback(), "this needs a network");
    for (url, told) in [
        (format!("http://{host}/desk/{secret}/"), "write https://"),
        (format!("https://{host}/"), "sync-server desk link"),
        (
            format!("https://{host}/api/v1/totals"),
            "sync-server desk link",
        ),
        (
            format!("https://{host}/desk/{}/", "0".repeat(32)),
            "wrong_link",
        ),
    ] {
        let mut page = Browser::open(&url, 800, 600);
        page.wait_until(&format!("{TEXT}.includes('{told}')"));
        assert_eq!(page.value(&format!("{TEXT}.includes('A1')")), false);
    }
    let mut page = Browser::open(&format!("https://{host}/desk/{secret}/"), 1280, 800);
    page.wait_until("document.body.dataset.state === 'live'");
    page.wait_until("document.querySelector('#kiosks').textContent.includes('A1')");
    page.keep_picture("live-page-by-desk-link");
    assert!(revoke_link(&*venue.database(), LinkKind::Desk).unwrap());
    page.wait_until("document.body.dataset.state === 'lost'");
}

#[test]
fn wall_screen_shows_totals_and_no_kiosk() {
    let venue = Venue::open();
    one_came_in(&venue);
    let secret = make_link(&*venue.database(), LinkKind::Wall).unwrap();
    let url = format!("{}/wall/{secret}/", venue.public_url());
    for (name, width, height) in [("wall-full-hd", 1920, 1080), ("wall-phone", 390, 844)] {
        let mut page = Browser::open(&url, width, height);
        page.wait_until("document.querySelector('#entries').textContent.trim() === '1'");
        page.wait_until("document.querySelectorAll('#plot svg').length > 0");
        assert_eq!(page.value(&format!("{TEXT}.includes('A1')")), false);
        assert_eq!(
            page.value("document.querySelector('.kiosks').offsetParent === null"),
            true
        );
        assert_eq!(
            page.value("document.querySelector('.status').offsetParent === null"),
            true
        );
        let hidden_rows = "[...document.querySelectorAll('#sessions tr')].filter((row) => row.offsetParent === null).length";
        assert_eq!(page.value(hidden_rows), 0);
        page.keep_picture(name);
        let over = "[document.documentElement.scrollWidth - document.documentElement.clientWidth, document.documentElement.scrollHeight - innerHeight]";
        let over = page.value(over);
        assert_eq!(over[0], 0, "{name}");
        // A wall has nobody who scrolls.
        assert!(width < height || over[1] == 0, "{name}: {over}");
    }
}
