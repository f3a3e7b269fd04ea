//! Journals of earlier layouts, opened and brought up to date.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;
use serde_json::{Value, json};
use shared::checkin::{Direction, TicketStatus};
use shared::ids::BoothNumber;
use shared::ledger::Counter;

use super::*;

/// Unpacks a journal of layout 13, from before ticket histories, and returns what was known by it.
fn unpack(name: &str, data: &Path) -> Value {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/layouts");
    let from = fixtures.join(name);
    let packed = std::fs::read(from.join("journal.db.zst")).unwrap();
    std::fs::write(data.join(FILE), zstd::decode_all(&packed[..]).unwrap()).unwrap();
    std::fs::copy(from.join("journal.mark"), data.join("journal.mark")).unwrap();
    serde_json::from_slice(&std::fs::read(from.join("expected.json")).unwrap()).unwrap()
}

fn known_of(journal: &mut Journal, ticket: TicketNumber) -> Value {
    let history = journal.history(ticket).unwrap();
    let passages = history.passages.iter().map(|passage| {
        json!({
            "at_ms": passage.order.at.0,
            "kiosk": passage.order.kiosk.as_str(),
            "incarnation": passage.order.incarnation.0,
            "seq": passage.order.seq,
            "gate": passage.gate.as_str(),
            "outward": passage.direction == Direction::Out,
            "people": passage.people,
            "by_staff": passage.by_staff,
        })
    });
    let status = match history.status {
        TicketStatus::Good => json!("good"),
        TicketStatus::Revoked(since) => json!({"revoked": since.0}),
        TicketStatus::Blocked(since) => json!({"blocked": since.0}),
    };
    let booths = journal.booths_visited(ticket).unwrap();
    let tx = journal.write_tx().unwrap();
    let last = |booth: &BoothNumber| tx.last_visit(ticket, *booth).unwrap().unwrap().0;
    let visits: BTreeMap<String, i64> = booths
        .iter()
        .map(|booth| (booth.to_string(), last(booth)))
        .collect();
    json!({
        "passages": passages.collect::<Vec<_>>(),
        "status": status,
        "last_booth_visits_ms": visits,
    })
}

fn inside(journal: &Journal) -> Value {
    let counters = journal.counters().unwrap();
    let inside = counters.iter().map(|(date, counter, people)| {
        let Counter::Inside(zone) = counter else {
            panic!("{counter} is not kept");
        };
        json!({"date": date.unwrap().to_string(), "zone": zone.0, "people": people})
    });
    inside.collect()
}

#[test]
fn journals_of_layout_13_keep_what_is_known() {
    for (name, id) in [("kiosk", "A1"), ("hall", "H1"), ("copy", "B1")] {
        let dir = tempfile::tempdir().unwrap();
        let expected = unpack(name, dir.path());
        let mut journal = Journal::open(dir.path(), EXHIBITION, &kiosk(id)).unwrap();
        assert_eq!(inside(&journal), expected["inside"], "{name}");
        let tickets = expected["tickets"].as_object().unwrap();
        assert!(tickets.len() > 20, "{name}");
        for (number, known) in tickets {
            let ticket = TicketNumber(number.parse().unwrap());
            assert_eq!(known_of(&mut journal, ticket), *known, "{name}, {number}");
        }
        let histories: i64 = journal
            .db
            .query_row("SELECT count(*) FROM histories", [], |row| row.get(0))
            .unwrap();
        assert!(histories as usize <= tickets.len(), "{name}: no others");
        let last = journal.last_passages(100).unwrap();
        let last = last
            .iter()
            .map(|(id, record)| json!([id.incarnation.0, id.seq, record.stamp.corrected().0]));
        assert_eq!(last.collect::<Value>(), expected["last_passages"], "{name}");
        assert_eq!(journal.outbox().unwrap().waiting, expected["waiting"]);
        let checked = journal.check().unwrap();
        assert!(checked.agrees(), "{name}: {checked:?}");
        assert_eq!(checked.chain.records, expected["records"]);
        // Counted anew, it is the same.
        recount_mark::begin(&journal.db).unwrap();
        while !journal.recount(5).unwrap() {}
        assert_eq!(inside(&journal), expected["inside"], "{name}");
        journal.rebuild().unwrap();
        assert!(journal.check().unwrap().agrees(), "{name}");
    }
}

#[test]
fn door_of_layout_13_is_as_full_as_before() {
    let dir = tempfile::tempdir().unwrap();
    let expected = unpack("kiosk", dir.path());
    let journal = Journal::open(dir.path(), EXHIBITION, &kiosk("A1")).unwrap();
    let first: Date = "2024-09-05".parse().unwrap();
    for (day, zones) in expected["occupancy_by_day_and_zone"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
    {
        let date = first
            .checked_add(jiff::Span::new().days(day as i64))
            .unwrap();
        let occupancy = journal.occupancy(date).unwrap();
        let zones_now = [0, 1, 2, 3].map(|zone| occupancy.inside(shared::ids::ZoneBit(zone)));
        assert_eq!(json!(zones_now), *zones, "{date}");
    }
}

#[test]
fn journal_of_the_first_layout_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = super::by_staff::heard(dir.path());
    journal.record(&entry(1), &stamp(MORNING)).unwrap();
    let told = vec![entry_elsewhere(2, 1, MORNING)];
    journal.apply_feed(&feed(1, told)).unwrap();
    let expected = journal.counters().unwrap();
    let passages = [1, 2].map(|number| journal.history(TicketNumber(number)).unwrap());
    drop(journal);
    set_back(&dir.path().join(FILE), &passages);
    let mut journal = super::journal(dir.path());
    assert_eq!(journal.counters().unwrap(), Counters::default());
    assert!(journal.recount(RECOUNT_STEP).unwrap());
    assert_eq!(journal.counters().unwrap(), expected);
    assert_ne!(expected, Counters::default());
    assert!(journal.check().unwrap().agrees());
}

/// Puts what is in a journal into one of the first layout, in its place.
fn set_back(path: &Path, histories: &[TicketHistory]) {
    let old = path.with_extension("old");
    let db = Connection::open(&old).unwrap();
    db.execute_batch(include_str!("../../migrations/001_journal.sql"))
        .unwrap();
    db.pragma_update(None, "user_version", 1).unwrap();
    db.execute("ATTACH ?1 AS new", [path.to_str().unwrap()])
        .unwrap();
    let columns = |table: &str| -> Vec<String> {
        let sql = format!("SELECT name FROM pragma_table_info('{table}', 'main')");
        let mut statement = db.prepare(&sql).unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    };
    for table in ["state", "lives", "records", "keys", "catalogue"] {
        let columns = columns(table).join(",");
        let copy =
            format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        db.execute(&copy, []).unwrap();
    }
    for passage in histories.iter().flat_map(|history| &history.passages) {
        db.execute(
            "INSERT INTO passages VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8)",
            (
                passage.claims.number.0,
                passage.order.kiosk.as_str(),
                passage.order.incarnation.0,
                passage.order.seq as i64,
                passage.order.at.0,
                passage.gate.as_str(),
                passage.claims.to_bytes().unwrap(),
                passage.people,
            ),
        )
        .unwrap();
    }
    db.close().unwrap();
    std::fs::rename(old, path).unwrap();
}
