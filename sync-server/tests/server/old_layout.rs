//! A database that an earlier version made.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use shared::checkin::Direction;
use shared::protocol::v1::{FeedReply, TicketListReply, Totals, parse_body};
use shared::record::{Fact, RecordId};
use shared::time::UnixMs;
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace};
use sync_server::ports::Database;
use sync_server::{system_time, tickets};

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
    for table in names("SELECT name FROM main.sqlite_schema WHERE type = 'table'") {
        let columns = names(&format!("SELECT name FROM pragma_table_info('{table}')"));
        let source = match table.as_str() {
            "tickets" => "tickets WHERE digits IS NOT NULL",
            table => table,
        };
        // Columns that say what a body says are no more; that version understood nothing of these.
        let values = columns.iter().map(|column| match column.as_str() {
            "kind" => "0",
            "gate" | "claims" | "people" | "reason" if table == "records" => "NULL",
            column => column,
        });
        let values: Vec<&str> = values.collect();
        let (columns, values) = (columns.join(","), values.join(","));
        let copy =
            format!("INSERT INTO main.{table} ({columns}) SELECT {values} FROM new.{source}");
        db.execute(&copy, []).unwrap();
    }
    db.close().unwrap();
    for extension in ["db-wal", "db-shm"] {
        let _ = std::fs::remove_file(path.with_extension(extension));
    }
    std::fs::rename(old, path).unwrap();
    // That version put no mark beside its database.
    std::fs::remove_file(path.with_extension("mark")).unwrap();
}

/// What version 12 of the layout said of its data.
pub(crate) struct Expected {
    pub(crate) now: UnixMs,
    pub(crate) totals: Totals,
    feed: Vec<serde_json::Value>,
}

/// Puts the databases that version 12 of the layout left into a folder; they hold every kind of record.
pub(crate) fn unpack_version_12(folder: &Path) -> Expected {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/layouts/server");
    for name in ["exhibition.db", "letters.db"] {
        let packed = fs::File::open(fixture.join(format!("{name}.zst"))).unwrap();
        fs::write(folder.join(name), zstd::decode_all(packed).unwrap()).unwrap();
    }
    let expected = fs::read(fixture.join("expected.json")).unwrap();
    let mut expected: serde_json::Value = serde_json::from_slice(&expected).unwrap();
    Expected {
        now: UnixMs(expected["now_ms"].as_i64().unwrap()),
        totals: serde_json::from_value(expected["totals"].take()).unwrap(),
        feed: serde_json::from_value(expected["feed"].take()).unwrap(),
    }
}

/// Checks that each record which no history holds is found by its ticket, and returns how many name one.
fn named_tickets(path: &Path) -> usize {
    let db = Connection::open(path).unwrap();
    let mut all = db.prepare("SELECT body, ticket FROM records").unwrap();
    let rows = all.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)));
    let mut named = 0;
    for row in rows.unwrap() {
        let (body, ticket): (String, Option<u32>) = row.unwrap();
        let fact = parse_body(&body).map(|record| record.fact);
        if let Ok(fact @ (Fact::Refused { .. } | Fact::Annulled { .. } | Fact::Rehearsed(_))) = fact
        {
            assert_eq!(ticket, fact.ticket().map(|it| it.0), "{body}");
            named += usize::from(ticket.is_some());
        }
    }
    named
}

#[test]
fn database_of_version_12_adds_up_the_same() {
    let mut venue = Venue::closed();
    let expected = unpack_version_12(&venue.data());
    let mark = "../tests/fixtures/layouts/server/exhibition.mark";
    let mark = Path::new(env!("CARGO_MANIFEST_DIR")).join(mark);
    fs::copy(mark, venue.data().join("exhibition.mark")).unwrap();
    let before = expected.totals;
    venue.set_clock(expected.now);
    venue.start();
    let totals = venue.totals();
    assert_eq!(totals.days, before.days);
    assert_eq!(totals.unknown_gates, before.unknown_gates);
    assert_eq!(totals.issued, before.issued);
    let counted = |totals: &Totals| -> Vec<_> {
        let kiosks = totals.kiosks.iter();
        let counted = kiosks.map(|it| (it.id.clone(), it.set_aside, it.ahead, it.untimed));
        counted.collect()
    };
    assert_eq!(counted(&totals), counted(&before));
    let recount = venue.database().rebuild(false).unwrap();
    assert_eq!(recount.faults, Vec::<String>::new());
    assert!(named_tickets(&venue.data().join("exhibition.db")) > 0);
    let kiosk = venue.kiosk("Z1");
    let feed = kiosk.feed(&venue, "", 0, 0);
    let told: Vec<serde_json::Value> = known(&feed)
        .into_iter()
        .map(|item| serde_json::to_value(item).unwrap())
        .map(without_new_fields)
        .collect();
    let items = expected.feed.into_iter();
    let expected: Vec<_> = items.filter(|item| item["kind"] != "visit").collect();
    assert_eq!(told, expected);
}

/// Takes out of a feed's item what that version did not say.
fn without_new_fields(mut item: serde_json::Value) -> serde_json::Value {
    if item["kind"] == "annul" {
        item.as_object_mut().unwrap().remove("at_ms");
    }
    item
}

#[test]
fn records_unknown_to_older_version_count_later() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    venue.place(&kiosk, "main", "12");
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
    let visited = Fact::Visited {
        booth: shared::ids::BoothNumber(12),
        claims: claims(2),
        people: 2,
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
        .fact(visited, 5)
        .body("{\"kind\":\"tea\"}");
    let epoch = kiosk.push(&venue).epoch;
    let before = (venue.totals(), kiosk.feed(&venue, &epoch, 0, 0));
    assert_eq!(before.0.days[0].overrides, 4);
    assert_eq!((before.0.days[0].entries, before.0.days[0].exits), (4, 1));
    assert_eq!(before.0.days[0].booths[0].people, 2);
    assert_eq!(known(&before.1).len(), 5);
    venue.stop();
    set_back(&venue.data().join("exhibition.db"));
    venue.start();
    // An earlier version had no keys, so others were made.
    let feed = FeedReply {
        server_pins: before.1.server_pins.clone(),
        code_key: before.1.code_key.clone(),
        token: None,
        phones_port: before.1.phones_port,
        wipe: false,
        ..kiosk.feed(&venue, &epoch, 0, 0)
    };
    assert_eq!((venue.totals(), feed), before);
    kiosk.entry(3, 9).push(&venue);
    assert_eq!(venue.day().entries, 6);
}

#[test]
fn older_tickets_are_in_the_list() {
    let venue = Venue::closed();
    let request = tickets::IssueRequest {
        count: 3,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let issued = tickets::issue(&venue.database(), &request, system_time()).unwrap();
    set_back(&venue.data().join("exhibition.db"));
    let ticket_list = tickets::ticket_list(&venue.database(), None).unwrap();
    let codes: Vec<_> = ticket_list.iter().filter_map(|it| it.short_code).collect();
    let expected: Vec<_> = issued.iter().map(|it| it.short_code).collect();
    assert_eq!(codes, expected);
    let next = tickets::issue(&venue.database(), &request, system_time()).unwrap();
    assert_eq!(next[0].number.0, 4);
    let (id, gate) = ("A1".parse().unwrap(), "main".parse().unwrap());
    let urls = ["https://x".to_owned()];
    let place = KioskPlace::door(&gate, Direction::In, &urls);
    let kind = KioskEnrolment::New;
    let contents = kiosks::enrol(&venue.database(), &id, &place, kind, system_time()).unwrap();
    let page: TicketListReply = serde_json::from_slice(&contents.ticket_list).unwrap();
    assert_eq!((page.tickets.len(), page.next), (6, 6));
    let settings = contents.settings;
    assert!(settings.contains("pins = [\"sha256:"), "{settings}");
}
