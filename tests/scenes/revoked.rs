//! Kiosks whose token the server does not accept.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Instant;

use rusqlite::Connection;
use sync_server::kiosks;
use sync_server::operations::staff::{self, PinUse};
use sync_server::system_time;

use crate::scanning::{Running, counted_once, sync};
use crate::venue::{PATIENCE, Venue, program, wait_until};

/// Counts tickets, keys, PINs and records in a kiosk's journal.
fn held(data: &Path) -> [i64; 4] {
    let db = Connection::open(data.join("journal.db")).unwrap();
    ["register", "keys", "staff", "records"].map(|table| {
        let count = format!("SELECT count(*) FROM {table}");
        db.query_row(&count, [], |row| row.get(0)).unwrap()
    })
}

#[test]
fn removed_kiosk_wipes_tickets_and_keys() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 3);
    staff::add(
        &*venue.database(),
        &"an".parse().unwrap(),
        None,
        PinUse::Doors,
        system_time(),
    )
    .unwrap();
    // The server hears a moment later what a command changed.
    wait_until("the kiosk holds all that a door needs", || {
        sync(&data);
        held(&data) == [3, 1, 1, 0]
    });
    venue.stop_server();
    let mut scanning = Running::start(&data);
    scanning.present(&tickets[0].digits);
    let admitted = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    assert_eq!(admitted["verdict"], "admitted");
    kiosks::remove(&*venue.database(), &"A1".parse().unwrap()).unwrap();
    venue.start_server();
    let begun = Instant::now();
    while held(&data)[1] > 0 {
        assert!(begun.elapsed() < PATIENCE, "the kiosk still has its keys");
        thread::yield_now();
    }
    assert_eq!(held(&data), [0, 0, 0, 1]);
    for file in ["bootstrap.json", "register.jsonl"] {
        assert!(!data.join(file).exists(), "{file}");
    }
    scanning.present(&tickets[1].digits);
    let refused = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    assert_eq!(refused["verdict"], "out_of_order");
    scanning.end();
    // Set up again, it sends what it kept, and admits.
    let data = venue.kiosk("A1", "main");
    let mut scanning = Running::start(&data);
    scanning.present(&tickets[1].digits);
    let second = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    scanning.end();
    sync(&data);
    assert_eq!(counted_once(&venue, &[admitted, second]), (2, 0));
}

#[test]
fn removed_kiosk_says_how_its_records_get_home() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 2);
    sync(&data);
    let scan = |ticket: usize, more: &[&str]| {
        let code = tickets[ticket].digits.as_str();
        let scanned = Command::new(program("kiosk"))
            .args([&["scan", "--code", code], more, &["--data"]].concat())
            .arg(&data)
            .output()
            .unwrap();
        assert_eq!(scanned.status.success(), ticket == 0);
        String::from_utf8(scanned.stderr).unwrap()
    };
    assert_eq!(scan(0, &["--offline"]), "");
    venue.stop_server();
    kiosks::remove(&*venue.database(), &"A1".parse().unwrap()).unwrap();
    venue.start_server();
    let said = scan(1, &[]);
    for words in [
        "1 records stay in the journal",
        "`sync-server kiosk invite --id A1 …`",
        "`kiosk enrol`",
    ] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn unknown_token_wipes_nothing() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    venue.tickets("visitor", 3);
    sync(&data);
    let held_before = held(&data);
    let config = data.join("kiosk.toml");
    let text = fs::read_to_string(&config).unwrap();
    let lines = text.lines().map(|line| {
        if line.starts_with("token") {
            "token = \"of-somebody-else\""
        } else {
            line
        }
    });
    fs::write(&config, lines.collect::<Vec<_>>().join("\n")).unwrap();
    let synced = Command::new(program("kiosk"))
        .args(["sync", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    assert!(!synced.status.success());
    assert_eq!(held(&data), held_before);
    assert!(data.join("bootstrap.json").exists());
}
