//! A PostgreSQL that is killed, frozen or cut off while doors scan and the server runs.

use private_postgres::Instance;
use rustix::process::Signal;
use serde_json::Value;

use super::proxy::{Proxy, Weather};
use super::{Chance, health, scan, wait_stored};
use crate::scanning::{Running, counted_once};
use crate::venue::{Venue, wait_until};

const ROUNDS: usize = 4;
/// Codes that are scanned before a fault, and as many again while it lasts.
const CODES: usize = 2;

/// Has a door scan before and during each fault; in between, everything must arrive by itself.
fn play(url: String, mut begin: impl FnMut(), mut end: impl FnMut()) {
    let mut venue = Venue::open_in(Some(url));
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", (2 * CODES * ROUNDS) as u32);
    venue.stop_server();
    venue.start_server_process();
    let mut kiosk = Running::start(&data);
    let mut shown: Vec<Value> = Vec::new();
    for tickets in tickets.chunks(2 * CODES) {
        shown.extend(tickets[..CODES].iter().map(|it| scan(&mut kiosk, it)));
        begin();
        shown.extend(tickets[CODES..].iter().map(|it| scan(&mut kiosk, it)));
        end();
        wait_stored(&venue, shown.len());
    }
    assert!(kiosk.end().is_empty());
    wait_until("the server is well", || health(&venue).0 == 200);
    let expected = (shown.len() as i64, 0);
    wait_until("it shows everything", || {
        venue.today().entries == expected.0
    });
    assert_eq!(counted_once(&venue, &shown), expected);
    let recount = venue.database().rebuild(false).unwrap();
    assert_eq!(recount.faults, Vec::<String>::new());
    venue.kill_server();
}

#[test]
fn killed_postgres_loses_and_doubles_nothing() {
    let instance = std::cell::RefCell::new(Instance::start());
    let address = instance.borrow().address();
    let url = instance.borrow().new_schema_through(address);
    play(
        url,
        || instance.borrow_mut().kill(),
        || instance.borrow_mut().restart(),
    );
}

#[test]
fn frozen_postgres_loses_and_doubles_nothing() {
    let instance = Instance::start();
    let url = instance.new_schema_through(instance.address());
    play(
        url,
        || instance.signal(Signal::STOP),
        || instance.signal(Signal::CONT),
    );
}

#[test]
fn cut_connections_to_postgres_lose_and_double_nothing() {
    let instance = Instance::start();
    let proxy = Proxy::start(instance.address());
    let url = instance.new_schema_through(proxy.address);
    let mut chance = Chance::new();
    let mut cut = || {
        let bytes = chance.below(20_000);
        proxy.set(match chance.below(2) {
            0 => Weather::CutUp(bytes),
            _ => Weather::CutDown(bytes),
        });
    };
    play(url, &mut cut, || proxy.set(Weather::Fine));
}
