//! What a running server asks of a database.

use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use shared::protocol::v1::KioskState;
use shared::record::Fact;

use super::journal::{SentJournal, opening};
use super::tickets::issue;
use super::{RecordsDatabase, contract, exhibition, push, received};
use crate::operations::staff::{self, PinUse};
use crate::ports::{Enrolment, PortError, ServerDatabase, ServerTx};
use crate::postgres::contract::PostgresContract;
use crate::store::{Mark, Store};

contract! { crate::contract::exhibition:
    published_is_what_organisers_decided
    version_changes_with_every_edit
    kiosk_state_comes_back
    check_finds_damaged_records
    kiosk_begins_a_new_epoch
}

pub(super) fn add_kiosk(db: &impl RecordsDatabase) {
    let id = "A1".parse().unwrap();
    let catalogue = super::journal::catalogue();
    let kiosk = Enrolment {
        id: &id,
        gate: &catalogue.gates[0].id,
        direction: "in",
        both_ways: false,
        role: "door",
        token_sha256: [7; 32],
    };
    let change = db.database().write().unwrap();
    change.insert_device(&kiosk, opening()).unwrap();
    change.commit().unwrap();
}

pub(super) fn read<T>(
    db: &impl RecordsDatabase,
    read: impl FnOnce(&dyn ServerTx) -> Result<T, PortError>,
) -> T {
    let server = db.server();
    let mut reader = server.reader().unwrap();
    let tx = reader.read().unwrap();
    read(&*tx).unwrap()
}

fn published_is_what_organisers_decided(db: &mut impl RecordsDatabase) {
    add_kiosk(db);
    issue(db.database(), 3);
    staff::add(
        db.database(),
        &"an".parse().unwrap(),
        None,
        PinUse::Doors,
        opening(),
    )
    .unwrap();
    let published = read(db, |tx| tx.published());
    assert_eq!(
        published.epoch,
        db.database().read().unwrap().epoch().unwrap()
    );
    assert_eq!((published.catalogue_version, published.ticket_list), (1, 3));
    assert_eq!((published.keys.len(), published.staff.len()), (1, 1));
    assert_eq!(published.tokens[&[7; 32]].as_str(), "A1");
    assert_eq!(published.issued[0].tickets, 3);
    assert!(!published.was_set_back);
    assert_eq!(read(db, |tx| tx.counted_by()), 1);
    assert_eq!(read(db, |tx| tx.ticket_page(1, 9)).tickets.len(), 2);
}

fn version_changes_with_every_edit(db: &mut impl RecordsDatabase) {
    let server = db.server();
    let mut reader = server.reader().unwrap();
    let mut version = || reader.read().unwrap().version().unwrap();
    let before = version();
    assert_eq!(version(), before);
    issue(db.database(), 1);
    assert_ne!(version().edits, before.edits);
}

fn kiosk_state_comes_back(db: &mut impl RecordsDatabase) {
    add_kiosk(db);
    assert_eq!(read(db, |tx| tx.newest_receipt()), None);
    let mut kiosk = SentJournal::new("A1", 1);
    push(db, kiosk.entry(7, 1), 0);
    assert_eq!(read(db, |tx| tx.newest_receipt()), Some(received()));
    let id = "A1".parse().unwrap();
    let before = read(db, |tx| tx.kiosk_states()).remove(&id).unwrap();
    assert_eq!(before.last_seen_ms, None);
    let state = KioskState {
        label: None,
        last_seen_ms: Some(received()),
        complete_to_ms: Some(opening()),
        waiting: 5,
        ..before
    };
    let mut connection = db.connection();
    let tx = connection.write().unwrap();
    tx.write_kiosk_states(std::slice::from_ref(&state)).unwrap();
    tx.commit().unwrap();
    drop(connection);
    assert_eq!(read(db, |tx| tx.kiosk_states())[&id], state);
}

fn check_finds_damaged_records(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1).body("{}").exit(7, 30);
    kiosk.is_behind_by(5).fact(Fact::ClockKnown, 31);
    push(db, &kiosk, 0);
    push(db, SentJournal::new("B2", 1).entry(8, 1), 0);
    let faults = |db: &_| {
        let server = RecordsDatabase::server(db);
        let all = server.check_records(&mut || true).unwrap();
        let newest = server.check_newest(3).unwrap();
        assert_eq!((all.records, newest.records), (5, 3));
        (all.faults, newest.faults)
    };
    assert_eq!(faults(db), (vec![], vec![]));
    for damage in [
        "UPDATE records SET body = body || ' ' WHERE seq = 3",
        "UPDATE records SET at_ms = at_ms + 1 WHERE seq = 3",
    ] {
        db.execute(damage);
        let (all, newest) = faults(db);
        assert!(!all.is_empty() && !newest.is_empty(), "{damage}");
        assert!(all[0].starts_with("record 3 of kiosk A1"), "{all:?}");
    }
    let none = db.server().check_records(&mut || false).unwrap();
    assert_eq!(none.records, 0);
}

fn kiosk_begins_a_new_epoch(db: &mut impl RecordsDatabase) {
    let before = read(db, |tx| tx.published()).epoch;
    let mut connection = db.connection();
    connection.begin_epoch(&"A1".parse().unwrap()).unwrap();
    drop(connection);
    let published = read(db, |tx| tx.published());
    assert_ne!(published.epoch, before);
    assert!(published.was_set_back);
}

#[test]
fn postgres_commit_wakes_other_servers() {
    const PATIENCE: Duration = Duration::from_mins(1);
    let db: PostgresContract = exhibition();
    let (woken, wakes) = mpsc::channel();
    db.listen(move || woken.send(()).is_ok());
    wakes.recv_timeout(PATIENCE).unwrap();
    for _ in 0..3 {
        issue(db.database(), 1);
        wakes.recv_timeout(PATIENCE).unwrap();
    }
}

#[test]
fn postgres_listener_wakes_beside_a_busy_exhibition() {
    const PATIENCE: Duration = Duration::from_mins(1);
    let [db, busy]: [PostgresContract; 2] = [exhibition(), exhibition()];
    let (woken, wakes) = mpsc::channel();
    db.listen_for(Duration::from_secs(1), move || woken.send(()).is_ok());
    let until = Instant::now() + PATIENCE;
    let mut wakes_left = 3;
    while wakes_left > 0 {
        assert!(Instant::now() < until, "nothing woke it");
        issue(busy.database(), 1);
        wakes_left -= wakes.try_iter().count().min(wakes_left);
    }
}

/// Does something with two servers of one exhibition.
fn on_two_servers(scene: impl AsyncFnOnce(&Store, &Store)) {
    let db: PostgresContract = exhibition();
    add_kiosk(&db);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (one, other) = (open_store(&db).await, open_store(&db).await);
        scene(&one, &other).await;
        one.close().await.unwrap();
        other.close().await.unwrap();
    });
}

async fn open_store(db: &PostgresContract) -> Store {
    let database = db.other_process();
    let opened = tokio::task::spawn_blocking(move || {
        let connection = ServerDatabase::reader(&database).unwrap();
        Store::open(Arc::new(database), connection, None).unwrap()
    });
    opened.await.unwrap()
}

#[test]
fn postgres_servers_begin_one_epoch_together() {
    on_two_servers(async |one, other| {
        let before = one.published().epoch.clone();
        one.set_back("A1".parse().unwrap()).await.unwrap();
        let epoch = one.published().epoch.clone();
        other.set_back("A1".parse().unwrap()).await.unwrap();
        assert_ne!(epoch, before);
        assert_eq!(other.published().epoch, epoch);
    });
}

#[test]
fn postgres_servers_show_the_same_totals() {
    on_two_servers(async |one, other| {
        let mut changes = other.changes();
        let mut kiosk = SentJournal::new("A1", 1);
        kiosk.entry(7, 1);
        one.ingest(kiosk.batch(0..1)).await.unwrap();
        let stored = |mark: &Mark| mark.arrival > 0;
        changes.wait_for(stored).await.unwrap();
        let totals = other.totals(received()).await.unwrap();
        assert_eq!(totals.days[0].entries, 2);
        // Either server takes up where the other one was.
        kiosk.exit(7, 30);
        let ack = other.ingest(kiosk.batch(0..2)).await.unwrap();
        assert_eq!(ack.contiguous, 2);
    });
}
