//! The organisers' live page in a real browser.

use std::process::Command;

use kiosk::clock::Clock;
use kiosk::config::Config;
use kiosk::desk::Desk;
use kiosk::uplink::sync_once;
use kiosk::view::Mode;
use shared::checkin::Direction;
use shared::ids::{BoothNumber, TicketType};
use shared::record::Fact;

use crate::browser::Browser;
use crate::venue::{Venue, program};

const ENTRIES: &str = "document.querySelector('#entries').textContent.trim()";

#[test]
fn an_organiser_sees_visitors_come_in_without_touching_the_page() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let issued = [venue.tickets("visitor", 1), venue.tickets("family", 1)].concat();
    let pictures = venue.pictures(&issued);
    let mut page = Browser::open(&venue.url(), 1920, 1080);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    page.value("window.neverReloaded = true");

    let scanned = Command::new(program("kiosk"))
        .args(["scan", "--data"])
        .arg(&data)
        .args(&pictures)
        .status();
    assert!(scanned.unwrap().success());

    page.wait_until(&format!("{ENTRIES} === '5'"));
    page.wait_until("document.querySelector('#inside').textContent.trim() === '5'");
    page.wait_until("document.querySelector('#visitors').textContent.trim() === '5'");
    assert_eq!(
        page.value("window.neverReloaded"),
        true,
        "the page must change without a reload"
    );
    assert_eq!(
        page.value("document.querySelectorAll('#plot svg').length > 0"),
        true,
        "the day's curve is drawn"
    );
}

#[test]
fn people_without_a_ticket_are_among_the_figures_and_named_beside_them() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    let note = "document.querySelector('#types-note')";
    assert_eq!(page.value(&format!("{note}.hidden")), true);

    let config = Config::read(&data).unwrap();
    let mut desk = Desk::open(&data, config.clone()).unwrap();
    let walked = Fact::Walked {
        gate: config.gate.clone(),
        direction: Direction::In,
        kind: TicketType(1),
        people: 3,
        staff: None,
    };
    let clock = Clock::of_this_device();
    let mode = Mode::plain(Direction::In);
    desk.note(walked, mode, &clock.stamp()).unwrap();
    sync_once(&data, &config, &clock).unwrap();

    page.wait_until(&format!("{ENTRIES} === '3'"));
    page.wait_until("document.querySelector('#inside').textContent.trim() === '3'");
    page.wait_until(&format!(
        "{note}.textContent.includes('3 lượt vào không có vé')"
    ));
    assert_eq!(page.value(&format!("{note}.hidden")), false);
}

#[test]
fn an_organiser_sees_which_booths_are_visited_the_most_visited_first() {
    let venue = Venue::open();
    let data = venue.kiosk("K12", "main");
    let tickets = [venue.tickets("visitor", 1), venue.tickets("family", 1)].concat();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    let panel = "document.querySelector('#booths-panel')";
    assert_eq!(page.value(&format!("{panel}.hidden")), true);

    let config = Config::read(&data).unwrap();
    let mut desk = Desk::open(&data, config.clone()).unwrap();
    let clock = Clock::of_this_device();
    let mode = Mode::plain(Direction::In);
    for (ticket, booth) in [(0, 5), (1, 12), (1, 12)] {
        let (code, booth) = (&tickets[ticket].digits, BoothNumber(booth));
        desk.visit(code, booth, mode, &clock.stamp()).unwrap();
    }
    sync_once(&data, &config, &clock).unwrap();

    page.wait_until(&format!("!{panel}.hidden"));
    let first = "document.querySelectorAll('#booths tr')[1].innerText";
    let party = tickets[1].claims.party;
    let shown = format!("{first}.replaceAll('\\t', ' ').includes('12 · ')");
    page.wait_until(&shown);
    page.wait_until(&format!(
        "{first}.split('\\t').slice(1).join() === '{party},1,1,0'"
    ));
}

#[test]
fn the_page_speaks_vietnamese_first_and_english_on_request() {
    let venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    assert_eq!(page.value("document.documentElement.lang"), "vi");
    let name = |language: &str| venue.catalogue.name.get(language).to_owned();
    page.wait_until(&format!(
        "document.body.innerText.includes({:?})",
        name("vi")
    ));
    page.value("document.querySelector('button[data-language=en]').click()");
    page.wait_until(&format!(
        "document.body.innerText.includes({:?})",
        name("en")
    ));
    assert_eq!(page.value("document.documentElement.lang"), "en");
}

#[test]
fn the_page_fits_a_phone_and_needs_nothing_from_the_internet() {
    let venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 360, 800);
    page.wait_until(&format!("{ENTRIES} === '0'"));
    let too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(
        page.value(too_wide),
        false,
        "nothing sticks out to the side"
    );
    let foreign = "performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith(location.origin)).length";
    assert_eq!(page.value(foreign), 0);
    let failed = "performance.getEntriesByType('resource').filter((entry) => entry.responseStatus >= 400).map((entry) => entry.name).join()";
    assert_eq!(page.value(failed), "", "every file of the page is served");
}

#[test]
fn when_the_server_goes_the_page_says_so_and_comes_back_with_it() {
    let mut venue = Venue::open();
    let mut page = Browser::open(&venue.url(), 1280, 800);
    page.wait_until("document.body.dataset.state === 'live'");
    venue.stop_server();
    page.wait_until("document.body.dataset.state === 'lost'");
    assert_eq!(
        page.value("document.querySelector('#banner').hidden"),
        false
    );
    venue.start_server();
    page.wait_until("document.body.dataset.state === 'live'");
}
