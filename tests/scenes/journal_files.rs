//! What other programs, people and disks do to a kiosk's files while it runs, and between two runs.

use std::fs::File;
use std::path::Path;
use std::process::Command;

use rustix::fs::{FlockOperation, fcntl_lock};

use crate::scanning::{Running, counted_once, sync};
use crate::venue::{PATIENCE, Venue, program};

/// Reads a kiosk's journal and closes it as SQLite before 3.50 does: if nobody else seems to hold the file, the
/// write-ahead log is moved into it and removed. Later ones look at the shared memory as well.
fn read_as_older_sqlite(data: &Path) -> i64 {
    let path = data.join("journal.db");
    let db = rusqlite::Connection::open(&path).unwrap();
    let count = "SELECT count(*) FROM records";
    let found = db.query_row(count, [], |row| row.get(0)).unwrap();
    let checkpoint = "PRAGMA wal_checkpoint(PASSIVE)";
    db.query_row(checkpoint, [], |_| Ok(())).unwrap();
    drop(db);
    let file = File::options().write(true).open(&path).unwrap();
    if fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive).is_ok() {
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
    }
    found
}

#[test]
fn second_reader_costs_no_shown_verdict() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 10);
    venue.stop_server();
    let mut scanning = Running::start(&data);
    let mut shown = Vec::new();
    for ticket in &tickets {
        scanning.present(&ticket.digits);
        shown.push(scanning.verdicts.recv_timeout(PATIENCE).unwrap());
        assert_eq!(read_as_older_sqlite(&data), shown.len() as i64);
    }
    shown.extend(scanning.kill());
    venue.start_server();
    sync(&data);
    assert_eq!(counted_once(&venue, &shown), (10, 0));
}

#[test]
fn deleted_journal_shows_no_green() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 2);
    let mut scanning = Running::start(&data);
    scanning.present(&tickets[0].digits);
    let verdict = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    assert_eq!(verdict["verdict"], "admitted");
    std::fs::remove_file(data.join("journal.db")).unwrap();
    scanning.present(&tickets[1].digits);
    let verdict = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    assert_eq!(verdict["verdict"], "out_of_order");
    let shown = scanning.end();
    assert!(shown.is_empty(), "{shown:?}");
    assert_eq!(
        counted_once(&venue, &[]).0,
        1,
        "what was shown before is sent"
    );
}

/// Lets one ticket in while the server is out of reach.
fn admit_offline(data: &Path, code: &str) {
    let scanned = Command::new(program("kiosk"))
        .args(["scan", "--offline", "--code", code, "--data"])
        .arg(data)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&scanned.stdout);
    assert!(said.contains("admitted"), "{scanned:?}");
}

#[test]
fn disk_set_back_twice_and_cloned_syncs() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let clone = data.with_file_name("clone");
    std::fs::create_dir(&clone).unwrap();
    std::fs::copy(data.join("kiosk.toml"), clone.join("kiosk.toml")).unwrap();
    let tickets = venue.tickets("visitor", 4);
    let journal = data.join("journal.db");
    let image = |name: &str| {
        let image = data.with_file_name(name);
        std::fs::copy(&journal, &image).unwrap();
        image
    };
    let set_back = |data: &Path, image: &Path| {
        let journal = data.join("journal.db");
        let _ = std::fs::remove_file(&journal);
        std::fs::copy(image, journal).unwrap();
    };
    admit_offline(&data, &tickets[0].digits);
    sync(&data);
    let before = image("before");
    admit_offline(&data, &tickets[1].digits);
    sync(&data);
    set_back(&data, &before);
    admit_offline(&data, &tickets[2].digits);
    let unsent = image("unsent");
    sync(&data);
    set_back(&data, &unsent);
    sync(&data);
    set_back(&clone, &unsent);
    admit_offline(&clone, &tickets[3].digits);
    sync(&clone);
    let today = venue.today();
    assert_eq!((today.entries, today.tickets, today.conflicts), (4, 4, 0));
}

#[test]
fn damaged_unsent_record_lets_the_rest_count() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 7);
    for ticket in &tickets[..6] {
        admit_offline(&data, &ticket.digits);
    }
    let db = rusqlite::Connection::open(data.join("journal.db")).unwrap();
    db.execute_batch(
        "UPDATE records SET body = CAST(x'7bff7d' AS TEXT) WHERE seq = 2;
         UPDATE records SET link = zeroblob(5) WHERE seq = 3;
         DELETE FROM records WHERE seq = 5;",
    )
    .unwrap();
    drop(db);
    sync(&data);
    admit_offline(&data, &tickets[6].digits);
    sync(&data);
    let today = venue.today();
    assert_eq!((today.entries, today.tickets), (5, 5));
    let checked = Command::new(program("kiosk"))
        .args(["check", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(!checked.status.success(), "{said}");
    for seq in ["record 2 of", "record 5 of"] {
        assert!(said.contains(seq), "{said}");
    }
    assert!(!said.contains("record 3 of"), "{said}");
}

#[test]
fn malformed_journal_is_salvaged_and_counted() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 4);
    for ticket in &tickets[..3] {
        admit_offline(&data, &ticket.digits);
    }
    let journal = data.join("journal.db");
    let mut bytes = std::fs::read(&journal).unwrap();
    bytes[100..4_000].fill(0xff);
    let broken = data.with_file_name("broken.db");
    std::fs::write(&broken, bytes).unwrap();
    std::fs::remove_file(journal).unwrap();
    admit_offline(&data, &tickets[3].digits);
    let salvaged = Command::new(program("kiosk"))
        .args(["salvage", "--adopt", "--data"])
        .arg(&data)
        .arg("--from")
        .arg(&broken)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&salvaged.stdout);
    assert!(said.contains("3 of them are sent"), "{salvaged:?}");
    sync(&data);
    let today = venue.today();
    assert_eq!((today.entries, today.tickets), (4, 4));
}
