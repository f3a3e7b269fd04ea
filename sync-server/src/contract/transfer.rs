//! An exhibition is the same in whichever database it is.

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;

use super::devices::enrolment;
use super::journal::{SentJournal, catalogue, opening};
use super::tickets::{issue, named};
use super::{RecordsDatabase, content, exhibition, push};
use crate::backup::back_up_database;
use crate::operations::clocks;
use crate::operations::kiosks;
use crate::operations::tickets;
use crate::operations::transfer::{TransferError, TransferReport, copy, transfer};
use crate::ports::{Database, EXHIBITION, MOVED, TicketNote};
use crate::postgres::contract::PostgresContract;
use crate::sqlite::contract::SqliteContract;

/// An exhibition with records of every kind.
fn busy_exhibition<D: RecordsDatabase>() -> D {
    let mut db = exhibition::<D>();
    let mut door = SentJournal::new("A1", 1);
    door.entry(7, 1).exit(7, 30).entry(8, 31);
    push(&mut db, &door, 0);
    // A copy of the disk under another incarnation, and one that forked.
    let mut copy = SentJournal::new("A1", 2);
    copy.entry(7, 1).entry(9, 40);
    push(&mut db, &copy, 0);
    let mut fork = SentJournal::new("A1", 1);
    fork.entry(7, 1).exit(7, 30).entry(10, 32);
    push(&mut db, &fork, 0);
    let mut desk = SentJournal::new("B2", 1);
    desk.annulment(&door, 3).body("{}");
    push(&mut db, &desk, 0);
    issue(db.database(), 1);
    let change = db.database().write().unwrap();
    let (desk, gate) = ("B2".parse().unwrap(), &catalogue().gates[0].id);
    for token in [1, 2] {
        let desk = enrolment(&desk, gate, token);
        if !change.insert_device(&desk, opening()).unwrap() {
            assert!(change.update_device(&desk, opening()).unwrap());
        }
    }
    change
        .set_ticket_status(TicketNumber(9), TicketStatus::Revoked(opening()), opening())
        .unwrap();
    change
        .insert_foreign_tickets(&[named(db.database(), 40, "Lê Bích Ngọc")], opening())
        .unwrap();
    change
        .insert_ticket_note(&TicketNote {
            ticket: TicketNumber(9),
            author: "an".to_owned(),
            note: "refunded".to_owned(),
            made: opening(),
        })
        .unwrap();
    change.commit().unwrap();
    db
}

/// Kiosks hear what a verified backup holds, until the database is set back.
fn backup_makes_records_safe<D: RecordsDatabase>() {
    let mut db: D = exhibition();
    let mut door = SentJournal::new("A1", 1);
    assert_eq!(push(&mut db, door.entry(7, 1), 0).safe, 0);
    let folder = tempfile::tempdir().unwrap();
    let made = back_up_database(db.database(), folder.path()).unwrap();
    assert_eq!(made.records, 1);
    let pushed = push(&mut db, door.entry(8, 2), 0);
    assert_eq!((pushed.contiguous, pushed.safe), (2, 1));
    back_up_database(db.database(), folder.path()).unwrap();
    assert_eq!(push(&mut db, &door, 0).safe, 2);
    db.database().begin_epoch().unwrap();
    assert_eq!(push(&mut db, &door, 0).safe, 0);
}

#[test]
fn backup_makes_records_safe_in_either_database() {
    backup_makes_records_safe::<SqliteContract>();
    backup_makes_records_safe::<PostgresContract>();
}

fn moved(from: &dyn Database, to: &dyn Database) -> Result<TransferReport, TransferError> {
    transfer(from, to, &mut |_, _| {})
}

fn same<A: RecordsDatabase, B: RecordsDatabase>() {
    let mut old: A = busy_exhibition();
    let mut new = B::new();
    let report = moved(old.database(), new.database()).unwrap();
    assert_eq!(report.records, 7);
    assert_eq!(content(&mut new), content(&mut old));
    let (old, new) = (old.database(), new.database());
    let named = |db: &dyn Database| tickets::search(db, "le ngoc").unwrap();
    assert_eq!((named(new).tickets.len(), named(new)), (1, named(old)));
    assert_eq!(
        kiosks::list(new).unwrap().len(),
        kiosks::list(old).unwrap().len()
    );
    let keys = |db: &dyn Database| db.read().unwrap().signing_keys().unwrap();
    assert_eq!(keys(new), keys(old));
    let notes = |db: &dyn Database| db.read().unwrap().ticket_notes(TicketNumber(9)).unwrap();
    assert_eq!((notes(new).len(), notes(new)), (1, notes(old)));
    let epoch = |db: &dyn Database| db.read().unwrap().epoch().unwrap();
    assert_eq!(epoch(new), epoch(old));
    let report = |db: &dyn Database| format!("{:?}", clocks::report(db).unwrap());
    assert_eq!(report(new), report(old));
    assert!(matches!(moved(old, new), Err(TransferError::Occupied)));
}

#[test]
fn exhibition_moves_to_postgres_and_back() {
    same::<SqliteContract, PostgresContract>();
    same::<PostgresContract, SqliteContract>();
}

#[test]
fn broken_off_move_goes_on() {
    let old: SqliteContract = busy_exhibition();
    let mut new = PostgresContract::new();
    moved(old.database(), new.database()).unwrap();
    let whole = content(&mut new);
    // As it is after the first half of the records.
    new.execute("DELETE FROM exhibition; DELETE FROM bodies; DELETE FROM retimed;");
    new.execute(
        "DELETE FROM records WHERE arrival > (SELECT arrival FROM records ORDER BY arrival OFFSET 3 LIMIT 1)",
    );
    let report = moved(old.database(), new.database()).unwrap();
    assert!(report.present >= 4, "{report:?}");
    assert_eq!(content(&mut new), whole);
}

/// PostgreSQL ends a transaction that waits for a minute, and a copy takes longer.
#[test]
fn copy_from_postgres_keeps_nothing_waiting() {
    let old: PostgresContract = busy_exhibition();
    let new = SqliteContract::new();
    let from = old.other_process_named("copied");
    let mut waiting = std::collections::BTreeSet::new();
    let report = copy(&from, new.database(), &mut |table, _| {
        waiting.insert((table == "media", old.waiting_transactions("copied")));
    });
    assert!(report.unwrap().media > 0);
    // The one view of all tables is read on and on.
    assert_eq!(
        waiting.into_iter().collect::<Vec<_>>(),
        [(false, 1), (true, 0)]
    );
}

#[test]
fn other_exhibition_is_not_mixed_in() {
    let old: SqliteContract = exhibition();
    let other: SqliteContract = busy_exhibition();
    let new = PostgresContract::new();
    moved(other.database(), new.database()).unwrap();
    let target = new.database().transfer(true).unwrap();
    target.clear_rows(&EXHIBITION).unwrap();
    target.commit().unwrap();
    let refused = moved(old.database(), new.database());
    assert!(matches!(
        refused,
        Err(TransferError::OtherExhibition { .. })
    ));
    assert!(new.other_process().read().is_err());
}

#[test]
fn lost_record_keeps_the_target_closed() {
    let old: SqliteContract = busy_exhibition();
    let mut new = PostgresContract::new();
    moved(old.database(), new.database()).unwrap();
    new.execute("DELETE FROM exhibition; DELETE FROM records WHERE seq = 1");
    // The last record is there, so nothing more is moved.
    let refused = moved(old.database(), new.database());
    assert!(matches!(refused, Err(TransferError::Differs(_))));
    assert!(new.other_process().read().is_err());
}

/// Every table of either database is moved, or follows from those that are.
#[test]
fn every_table_is_moved() {
    let derived = [
        "annulments",
        "clocks",
        "counters",
        "histories",
        "issued",
        "layout",
        "mark",
        "ticket_words",
        // These have ports of their own.
        "forgotten",
        "media",
        "submissions",
        "letters",
        "letters_gone",
    ];
    let (old, new) = (SqliteContract::new(), PostgresContract::new());
    for table in old.tables().into_iter().chain(new.tables()) {
        let mut tables = MOVED.iter().chain([&EXHIBITION, &crate::ports::BODIES]);
        assert!(
            tables.any(|it| it.name == table) || derived.contains(&table.as_str()),
            "{table}"
        );
    }
    for table in MOVED.iter().chain([&EXHIBITION, &crate::ports::BODIES]) {
        let [mut old, mut new] = [old.database(), new.database()].map(|db| {
            let rows = db.transfer(false).unwrap().rows(table, &vec![]);
            rows.unwrap().columns
        });
        old.sort();
        new.sort();
        assert_eq!(old, new, "{}", table.name);
    }
}
