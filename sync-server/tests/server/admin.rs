//! What organisers change while the exhibition runs, and after something went wrong.

use jiff::civil::date;
use rusqlite::Connection;
use shared::checkin::Direction;
use sync_server::SqliteDatabase;
use sync_server::catalogue::{self, Publication};
use sync_server::ports::Database as _;
use sync_server::setup::SetupError;
use sync_server::system_time;
use sync_server::tickets::{self, IssueRequest};

use crate::venue::{MINUTE, OPENING, Venue, catalogue, feed_place};

#[test]
fn new_catalogue_reaches_kiosks_and_totals() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    // The second entry comes after the party went out again.
    kiosk.entry(1, 0).exit(1, 10).entry(1, 20);
    let epoch = kiosk.push(&venue).epoch;
    assert_eq!((venue.day().entries, venue.day().conflicts), (4, 0));
    let mut changed = catalogue();
    changed.reentry = false;
    changed.gates[1].name.0.insert("en".into(), "Garden".into());
    let later = OPENING.plus(30 * MINUTE);
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| kiosk.feed(&venue, &epoch, feed_place(3), 30));
        let replaced =
            catalogue::publish(&venue.database(), Publication::new(&changed), later).unwrap();
        assert_eq!(replaced.version, 2);
        assert_eq!(replaced.comparison.changes.len(), 2);
        let reply = waiting.join().unwrap();
        assert_eq!(reply.catalogue_version, 2);
        assert_eq!(*reply.catalogue.unwrap(), changed);
    });
    // One rule engine: what was an entry by the old rules is a conflict by the new ones.
    assert_eq!((venue.day().entries, venue.day().conflicts), (2, 1));
    let again = catalogue::publish(&venue.database(), Publication::new(&changed), later).unwrap();
    assert_eq!((again.version, again.comparison.changes), (2, vec![]));
}

#[test]
fn harmful_catalogue_is_refused() {
    let venue = Venue::closed();
    venue.kiosk_at("X1", "way-out", Direction::Out);
    let said = |change: &dyn Fn(&mut shared::catalogue::Catalogue)| {
        let mut changed = catalogue();
        change(&mut changed);
        catalogue::publish(&venue.database(), Publication::new(&changed), OPENING)
            .unwrap_err()
            .to_string()
    };
    let other = said(&|changed| changed.exhibition.0 = 25);
    assert!(other.contains("25") && other.contains("24"), "{other}");
    assert!(said(&|changed| changed.ticket_types.clear()).contains("ticket_types: none"));
    let gone = said(&|changed| changed.gates.truncate(2));
    assert!(
        gone.contains("X1") && gone.contains("move the kiosk"),
        "{gone}"
    );
    let turned = said(&|changed| changed.gates[2].direction = shared::catalogue::GateDirection::In);
    assert!(turned.contains("X1"), "{turned}");
    let nowhere = catalogue::publish(
        &SqliteDatabase::at(venue.path("nowhere")),
        Publication::new(&catalogue()),
        OPENING,
    );
    assert!(matches!(nowhere, Err(SetupError::Database(_))));

    let mut postponed = catalogue();
    for day in &mut postponed.days {
        day.date = day.date.saturating_add(jiff::Span::new().days(7));
    }
    let replaced =
        catalogue::publish(&venue.database(), Publication::new(&postponed), OPENING).unwrap();
    assert_eq!(replaced.version, 2);
    assert!(
        replaced
            .comparison
            .changes
            .iter()
            .all(|it| it.field == "days")
    );
    let calendar = catalogue::calendar(&venue.database()).unwrap();
    assert_eq!(calendar.days[0], date(2024, 9, 12));
}

#[test]
fn restored_backup_counts_resent_records_once() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).entry(2, 1);
    let before = kiosk.push(&venue);
    venue.stop();
    let database = venue.database().file();
    let backup = venue.path("backup.db");
    std::fs::copy(&database, &backup).unwrap();

    venue.start();
    kiosk.entry(3, 2).entry(4, 3);
    assert_eq!(kiosk.push(&venue).contiguous_ack, 4);
    let knows = kiosk.feed(&venue, &before.epoch, 0, 0).next;
    venue.stop();
    // The disk dies; the backup is put in place.
    std::fs::copy(&backup, &database).unwrap();
    let epoch = venue.database().begin_epoch().unwrap();
    assert_ne!(epoch, before.epoch);
    venue.start();

    // The kiosk has nothing to send as far as it knows; the answer to its sign of life tells it.
    let reply = kiosk.push_these(&venue, &[]);
    assert_eq!(
        (&reply.epoch, reply.contiguous_ack, reply.safe),
        (&epoch, 2, 0)
    );
    assert_eq!(venue.day().entries, 4);
    let lost = &kiosk.journal[2..];
    assert_eq!(kiosk.push_these(&venue, lost).contiguous_ack, 4);
    assert_eq!(venue.day().entries, 8);
    // Its old cursor means nothing in the new epoch: it gets everything, and the catalogue, whose
    // version may stand for another one now.
    let told = kiosk.feed(&venue, &before.epoch, knows, 0);
    assert_eq!((told.items.len(), told.epoch), (4, epoch));
    assert!(told.catalogue.is_some());
    let db = Connection::open(database).unwrap();
    let stored = "SELECT count(*) FROM records";
    assert_eq!(db.query_row(stored, [], |row| row.get(0)), Ok(4));
}

#[test]
fn running_server_notices_new_epoch() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let epoch = venue.database().begin_epoch().unwrap();
    Venue::until("answers name the new epoch", || {
        kiosk.push(&venue).epoch == epoch
    });
}

#[test]
fn concurrent_issues_share_no_number() {
    let venue = Venue::closed();
    let request = IssueRequest {
        count: 40,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let mut numbers: Vec<u32> = std::thread::scope(|scope| {
        let desks: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| tickets::issue(&venue.database(), &request, system_time()).unwrap())
            })
            .collect();
        let issued = desks.into_iter().flat_map(|desk| desk.join().unwrap());
        issued.map(|ticket| ticket.number.0).collect()
    });
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=120).collect::<Vec<_>>());
}
