//! A PostgreSQL that is killed, frozen, cut off or without room while doors scan and the server runs.

use private_postgres::Instance;
use rustix::process::Signal;
use serde_json::Value;

use super::full_disk::SmallDisk;
use super::proxy::{Proxy, Weather};
use super::{
    Chance, Server, health, record_offline, scan, start_sync, try_sync, wait_stored, waiting,
};
use crate::scanning::{Running, counted_once, stored};
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

#[test]
fn health_tells_what_of_postgres_does_not_work() {
    const NEITHER: &str = "can be neither read nor written to";
    let instance = Instance::start();
    let proxy = Proxy::start(instance.address());
    let mut venue = Venue::open_in(Some(instance.new_schema_through(proxy.address)));
    venue.stop_server();
    venue.start_server_process();
    let says = |status: u16, words: &str| {
        wait_until(words, || {
            let (is, said) = health(&venue);
            is == status && said.contains(words)
        });
    };
    says(200, "ok");
    proxy.set(Weather::Away);
    says(503, NEITHER);
    proxy.set(Weather::Fine);
    says(200, "ok");
    // What the server has open stays so, and nothing answers.
    instance.signal(Signal::STOP);
    says(503, NEITHER);
    instance.signal(Signal::CONT);
    says(200, "ok");
    proxy.set(Weather::HalfOpen(0));
    says(503, NEITHER);
    proxy.set(Weather::Fine);
    says(200, "ok");
    venue.kill_server();
}

#[test]
fn full_postgres_says_so_and_goes_on() {
    let mut instance = Instance::start();
    instance.kill();
    let Some(disk) = SmallDisk::under(&instance.data(), 128) else {
        return;
    };
    instance.restart();
    let url = instance.new_schema_through(instance.address());
    let mut venue = Venue::open_in(Some(url));
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 40);
    venue.stop_server();
    let server = Server::start(&venue);
    let mut kiosk = Running::start(&data);
    let mut shown = vec![scan(&mut kiosk, &tickets[0])];
    wait_stored(&venue, 1);
    disk.fill();
    shown.extend(tickets[1..].iter().map(|it| scan(&mut kiosk, it)));
    wait_until("the server says what to do", || {
        server.log().contains("free some space on its disk")
    });
    let (status, said) = health(&venue);
    assert_eq!(status, 503, "{said}");
    assert!(stored(&venue).len() < shown.len());
    disk.empty();
    wait_stored(&venue, shown.len());
    wait_until("the server is well", || health(&venue).0 == 200);
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (40, 0));
    let recount = venue.database().rebuild(false).unwrap();
    assert_eq!(recount.faults, Vec::<String>::new());
}

/// The instance writes to its disk before it commits. All of its processes are killed at once, at some byte of what the
/// server asks while three doors send.
#[test]
fn power_cut_of_postgres_loses_no_acknowledged_record() {
    const CUTS: usize = 5;
    const CODES: usize = 4;
    const DOORS: [&str; 3] = ["A1", "A2", "A3"];
    let mut instance = Instance::start();
    let proxy = Proxy::start(instance.address());
    let mut venue = Venue::open_in(Some(instance.new_schema_through(proxy.address)));
    let doors = DOORS.map(|name| venue.kiosk(name, "main"));
    let tickets = venue.tickets("visitor", (CODES * DOORS.len() * (CUTS + 1)) as u32);
    venue.stop_server();
    venue.start_server_process();
    let mut chance = Chance::new();
    let (mut bytes, mut cut, mut recorded) = (0, 0, 0);
    for (round, tickets) in tickets.chunks(CODES * DOORS.len()).enumerate() {
        for data in &doors {
            wait_until("the server goes on by itself", || try_sync(data));
        }
        for (data, tickets) in doors.iter().zip(tickets.chunks(CODES)) {
            record_offline(data, tickets);
        }
        recorded += tickets.len();
        let before = proxy.carried();
        let mut syncs = doors.each_ref().map(|data| start_sync(data));
        // The first round is not cut: it tells how many bytes there are.
        let until = if round == 0 {
            u64::MAX
        } else {
            before + chance.below(bytes)
        };
        while syncs.iter_mut().any(|it| it.try_wait().unwrap().is_none()) && proxy.carried() < until
        {
            std::thread::yield_now();
        }
        if round == 0 {
            bytes = proxy.carried() - before;
        } else {
            instance.kill();
        }
        let synced = syncs.map(|mut sync| sync.wait().unwrap().success());
        cut += usize::from(synced.contains(&false));
        if round > 0 {
            instance.restart();
        }
        let unsent: u64 = doors.iter().map(|data| waiting(data)).sum();
        let (acknowledged, kept) = (recorded - unsent as usize, stored(&venue).len());
        assert!(
            kept >= acknowledged,
            "cut {round}: {acknowledged} acknowledged, {kept} kept"
        );
    }
    for data in &doors {
        wait_until("the server goes on by itself", || try_sync(data));
        assert_eq!(waiting(data), 0);
    }
    wait_until("the server is well", || health(&venue).0 == 200);
    assert!(cut > CUTS / 4, "the scene must get somewhere: {cut}");
    assert_eq!(counted_once(&venue, &[]), (recorded as i64, 0));
    let recount = venue.database().rebuild(false).unwrap();
    assert_eq!(recount.faults, Vec::<String>::new());
    venue.kill_server();
    println!("{cut} of {CUTS} power cuts met doors that sent");
}
