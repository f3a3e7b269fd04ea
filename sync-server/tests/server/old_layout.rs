//! A database that an earlier version made.

use rusqlite::Connection;
use shared::record::{Fact, RecordId};

use crate::kiosk::{claims, known};
use crate::venue::Venue;

const FIRST_LAYOUT: &str = include_str!("../../migrations/sqlite/001_exhibition.sql");

/// Puts what is in a database into one of the first layout, in its place. What that version did not
/// understand it stored as of no kind.
fn set_back(path: &std::path::Path) {
    let old = path.with_extension("old");
    let db = Connection::open(&old).unwrap();
    db.execute_batch(FIRST_LAYOUT).unwrap();
    db.pragma_update(None, "user_version", 1).unwrap();
    db.execute("ATTACH ?1 AS new", [path.to_str().unwrap()])
        .unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut statement = db.prepare(sql).unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    };
    let tables = names(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table'
         INTERSECT SELECT name FROM new.sqlite_schema",
    );
    for table in tables {
        let columns = names(&format!("SELECT name FROM pragma_table_info('{table}')")).join(",");
        let copy =
            format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        db.execute(&copy, []).unwrap();
    }
    db.execute(
        "UPDATE records SET kind = 0, gate = NULL, claims = NULL, people = NULL WHERE kind > 3",
        [],
    )
    .unwrap();
    db.close().unwrap();
    for extension in ["db-wal", "db-shm"] {
        let _ = std::fs::remove_file(path.with_extension(extension));
    }
    std::fs::rename(old, path).unwrap();
}

#[test]
fn what_an_earlier_version_stored_without_understanding_it_counts_and_is_told() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let gate: shared::ids::GateId = "main".parse().unwrap();
    let by_staff = |ticket: Option<u32>| Fact::Overridden {
        gate: gate.clone(),
        claims: ticket.map(claims),
        people: 2,
        refused: None,
        reason: "other".parse().unwrap(),
        staff: None,
    };
    let walked = Fact::Walked {
        gate: gate.clone(),
        direction: shared::checkin::Direction::Out,
        kind: claims(1).kind,
        people: 1,
        staff: None,
    };
    let annulled = Fact::Annulled {
        gate: gate.clone(),
        target: RecordId {
            kiosk: kiosk.origin.kiosk.clone(),
            incarnation: kiosk.origin.incarnation,
            seq: 1,
        },
        ticket: None,
        staff: None,
    };
    kiosk
        .entry(1, 0)
        .fact(by_staff(Some(2)), 1)
        .fact(by_staff(None), 2);
    kiosk
        .fact(walked, 3)
        .fact(annulled, 4)
        .body("{\"kind\":\"tea\"}");
    let epoch = kiosk.push(&venue).epoch;
    let before = (venue.totals(), kiosk.feed(&venue, &epoch, 0, 0));
    assert_eq!(before.0.days[0].overrides, 4);
    assert_eq!((before.0.days[0].entries, before.0.days[0].exits), (4, 1));
    assert_eq!(known(&before.1).len(), 5);
    venue.stop();
    set_back(&venue.data().join("exhibition.db"));
    venue.start();
    assert_eq!((venue.totals(), kiosk.feed(&venue, &epoch, 0, 0)), before);
    kiosk.entry(3, 9).push(&venue);
    assert_eq!(venue.day().entries, 6);
}
