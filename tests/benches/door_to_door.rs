//! `cargo bench --bench door_to_door`: from the verdict that visitors see at one door until another door knows of it, over
//! TLS 1.3. Server and both doors are processes of their own on this computer. Beside it, what the disk of one of them
//! takes for a durable write; on the way there are three: at the first door, at the server, and at the second door.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// It needs a part of what the scenes have.
#![allow(dead_code)]

#[path = "../scenes/scanning.rs"]
mod scanning;
#[path = "../scenes/venue.rs"]
mod venue;

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use scanning::{Running, sync};
use venue::{PATIENCE, Venue};

const TICKETS: u32 = 400;
/// How long a door leaves between two visitors.
const BETWEEN: Duration = Duration::from_millis(60);

fn main() {
    // `cargo bench` passes `--bench`; `cargo test --benches` does not, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut venue = Venue::open();
    let [a, b] = ["A1", "B1"].map(|kiosk| venue.kiosk(kiosk, "main"));
    let tickets = venue.tickets("visitor", TICKETS);
    venue.stop_server();
    venue.start_server_process();
    sync(&a);
    sync(&b);
    let (mut at_a, at_b) = (Running::start(&a), Running::start(&b));
    let known_at_b = Connection::open(b.join("journal.db")).unwrap();
    let mut known_at_b = known_at_b
        .prepare("SELECT EXISTS (SELECT 1 FROM histories WHERE ticket = ?1)")
        .unwrap();
    let mut times = Vec::new();
    for ticket in &tickets {
        at_a.present(&ticket.digits);
        let verdict = at_a.verdicts.recv_timeout(PATIENCE).unwrap();
        assert_eq!(verdict["verdict"], "admitted");
        let shown = Instant::now();
        while !known_at_b
            .query_row([ticket.number.0], |row| row.get::<_, bool>(0))
            .unwrap()
        {
            assert!(shown.elapsed() < PATIENCE, "B1 has not heard of it");
            std::thread::sleep(Duration::from_micros(200));
        }
        times.push(shown.elapsed());
        std::thread::sleep(BETWEEN);
    }
    at_a.end();
    at_b.end();
    print("admitted at A, known at B", times);
    print("a durable write", durable_writes(&a));
}

fn durable_writes(folder: &Path) -> Vec<Duration> {
    let db = Connection::open(folder.join("bare.db")).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (n INTEGER)",
    )
    .unwrap();
    let mut insert = db.prepare("INSERT INTO t VALUES (?1)").unwrap();
    let write = |number| {
        let started = Instant::now();
        insert.execute([number]).unwrap();
        started.elapsed()
    };
    (0..TICKETS).map(write).collect()
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "{what:<28} median {:>7.1} ms, 95th percentile {:>7.1} ms, 99th {:>7.1} ms",
        at(0.5),
        at(0.95),
        at(0.99)
    );
}
