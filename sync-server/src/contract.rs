//! What every database keeps of records, whichever it is: the same tests run on SQLite and on PostgreSQL.

mod catalogue;
mod devices;
mod journal;
mod media;
mod reports;
pub(crate) mod rounds;
mod seats;
mod server;
mod submissions;
mod tickets;
mod transactions;
mod transfer;

use std::collections::HashMap;

use proptest::prelude::*;
use shared::checkin::{Rules, TicketStatus};
use shared::ids::TicketNumber;
use shared::ledger::{Counter, Counters};
use shared::protocol::v1::{KnownItem, RejectCode};
use shared::record::Fact;
use shared::time::UnixMs;

use crate::engine::{Ingested, accept, feed_page, ingest, quarantine, set_statuses};
use crate::operations::setup;
use crate::ports::CheckReport;
use crate::ports::{
    Database, FeedEntry, PortError, RecordsTx, SeatsTx, ServerConnection, ServerDatabase,
};
use crate::postgres::contract::PostgresContract;
use crate::sqlite::contract::SqliteContract;
use journal::{SentJournal, opening, rules};

/// What the engine reads and writes within one transaction.
pub(crate) trait EngineTx: RecordsTx + SeatsTx {}

impl<T: RecordsTx + SeatsTx> EngineTx for T {}

/// What is done within one transaction.
pub(crate) type DatabaseChange<'a> = &'a mut dyn FnMut(&dyn EngineTx) -> Result<(), PortError>;

/// A database under test.
pub(crate) trait RecordsDatabase {
    /// Makes an empty one.
    fn new() -> Self;
    /// Commits a change, or undoes it when it fails.
    fn write(&mut self, change: DatabaseChange<'_>) -> Result<(), PortError>;
    /// Commits a change, and returns how many statements it took.
    fn count_statements(&mut self, change: DatabaseChange<'_>) -> usize;
    /// Executes a statement that every database understands.
    fn execute(&mut self, sql: &str);
    /// Counts all records anew and compares.
    fn recount(&mut self, rules: &Rules) -> CheckReport;
    /// Compares what follows from records with the records, and mends it where `mend` says so.
    fn rebuild(&mut self, mend: bool) -> CheckReport;
    /// Returns what operations work on.
    fn database(&self) -> &dyn Database;
    /// Returns what a server runs on.
    fn server(&self) -> Box<dyn ServerDatabase>;
    /// Opens the connection that a server writes on.
    fn connection(&self) -> Box<dyn ServerConnection>;
}

/// Makes a database with the sample exhibition.
fn exhibition<D: RecordsDatabase>() -> D {
    let db = D::new();
    setup::init(db.database(), &journal::catalogue(), None, opening()).unwrap();
    db
}

/// Makes a test of each function, on either database.
macro_rules! contract {
    ($new:path: $($name:ident)*) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(&mut $new() as &mut crate::sqlite::contract::SqliteContract); })*
        }
        mod postgres {
            $(#[test] fn $name() { super::$name(&mut $new() as &mut crate::postgres::contract::PostgresContract); })*
        }
    };
}
use contract;

contract! { crate::contract::RecordsDatabase::new:
    second_sending_changes_nothing
    records_behind_gap_are_not_stored
    fork_is_kept_beside_record
    batch_after_other_record_is_a_fork
    copy_under_other_incarnation_does_not_count
    annulment_counts_whichever_comes_first
    clock_statement_retimes_its_run_alone
    unreadable_and_unknown_records_are_kept
    status_change_is_in_feed_and_counters
    feed_pages_make_up_the_whole_feed
    failed_change_leaves_nothing
    quarantine_takes_out_what_one_kiosk_said
    accepted_record_counts_until_refused
}

fn push(db: &mut impl RecordsDatabase, journal: &SentJournal, from: usize) -> Ingested {
    let batch = journal.batch(from..journal.len());
    let mut taken = Vec::new();
    db.write(&mut |tx| {
        taken = ingest(tx, &rules(), std::slice::from_ref(&batch))?;
        Ok(())
    })
    .unwrap();
    taken.remove(0)
}

/// Everything that can be read of a database, once it is found to follow from its records.
fn content(db: &mut impl RecordsDatabase) -> (Counters, Vec<(u64, String)>) {
    assert_eq!(db.recount(&rules()).faults, Vec::<String>::new());
    let mut content = (Counters::default(), Vec::new());
    db.write(&mut |tx| {
        let feed = tx.feed_after(0, 100_000)?.into_iter();
        let text = |entry| match entry {
            FeedEntry::Stored(it) => format!("{:?} {} {:?} {:?}", it.id, it.body, it.at, it.aside),
            FeedEntry::Retimed(it, was) => format!("{:?} {:?} was {was:?}", it.id, it.at),
            FeedEntry::Status(ticket, status, since) => format!("{ticket:?} {status:?} {since:?}"),
        };
        content = (
            tx.counters()?,
            feed.map(|(at, it)| (at, text(it))).collect(),
        );
        Ok(())
    })
    .unwrap();
    content
}

fn unique_visitors(db: &mut impl RecordsDatabase) -> i64 {
    let (counters, _) = content(db);
    let all = counters.iter();
    all.filter(|(_, counter, _)| **counter == Counter::UniqueVisitors)
        .map(|(_, _, value)| value)
        .sum()
}

fn second_sending_changes_nothing(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1).exit(7, 30).entry(8, 31);
    assert_eq!(push(db, &kiosk, 0).contiguous, 3);
    let before = content(db);
    assert_eq!(before.1.len(), 3);
    assert_eq!(push(db, &kiosk, 0).contiguous, 3);
    assert_eq!(content(db), before);
    assert_eq!(unique_visitors(db), 4);
}

fn records_behind_gap_are_not_stored(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1).entry(8, 2).entry(9, 3);
    assert_eq!(push(db, &kiosk, 1).contiguous, 0);
    assert_eq!(unique_visitors(db), 0);
    assert_eq!(push(db, &kiosk, 0).contiguous, 3);
    assert_eq!(unique_visitors(db), 6);
}

fn fork_is_kept_beside_record(db: &mut impl RecordsDatabase) {
    let (mut kiosk, mut clone) = (SentJournal::new("A1", 1), SentJournal::new("A1", 1));
    kiosk.entry(7, 1).entry(8, 2);
    clone.entry(7, 1).entry(9, 2);
    push(db, &kiosk, 0);
    for _ in 0..2 {
        let forked = push(db, &clone, 0);
        assert!(forked.forked);
        assert_eq!(forked.rejected[0].code, RejectCode::Fork);
        assert_eq!(unique_visitors(db), 4);
    }
    let damaged = Counter::Damaged("A1".parse().unwrap());
    assert_eq!(content(db).0.get(None, damaged), 1);
}

fn batch_after_other_record_is_a_fork(db: &mut impl RecordsDatabase) {
    let (mut kiosk, mut clone) = (SentJournal::new("A1", 1), SentJournal::new("A1", 1));
    kiosk.entry(7, 1).entry(8, 2);
    clone.entry(7, 1).entry(9, 2);
    push(db, &kiosk, 0);
    assert!(!push(db, &kiosk, 2).forked, "a sign of life");
    // A sign of life, and a record behind the one that differs.
    for _ in 0..2 {
        let answer = push(db, &clone, 2);
        assert_eq!((answer.contiguous, answer.forked), (2, true));
        assert_eq!(answer.rejected[0].seq, 2);
        assert_eq!(answer.rejected[0].code, RejectCode::Fork);
        clone.entry(10, 3);
    }
    assert_eq!(unique_visitors(db), 4);
    assert_eq!(content(db).1.len(), 2);
}

fn copy_under_other_incarnation_does_not_count(db: &mut impl RecordsDatabase) {
    let (mut first, mut second) = (SentJournal::new("A1", 1), SentJournal::new("A1", 2));
    first.entry(7, 1).entry(8, 2);
    second.entry(7, 1).entry(8, 2).entry(9, 3);
    push(db, &first, 0);
    assert_eq!(push(db, &second, 0).contiguous, 3);
    assert_eq!(unique_visitors(db), 6);
    assert_eq!(content(db).1.len(), 5);
}

fn annulment_counts_whichever_comes_first(db: &mut impl RecordsDatabase) {
    let (mut door, mut desk) = (SentJournal::new("A1", 1), SentJournal::new("B2", 1));
    door.entry(7, 1).entry(8, 2);
    push(db, &door, 0);
    desk.annulment(&door, 1).annulment(&door, 3);
    push(db, &desk, 0);
    assert_eq!(unique_visitors(db), 2);
    door.entry(9, 4);
    push(db, &door, 2);
    assert_eq!(unique_visitors(db), 2);
}

fn clock_statement_retimes_its_run_alone(db: &mut impl RecordsDatabase) {
    // What a run is called is any string of JSON.
    for boot in ["b1", "\u{0}", "a\u{0}b", "\"\\", "đ"] {
        let name = format!("K{}", boot.len());
        let mut kiosk = SentJournal::new(&name, 1);
        kiosk.run("other").entry(1, 1).run(boot).entry(2, 2);
        kiosk.is_behind_by(5).fact(Fact::ClockKnown, 3);
        push(db, &kiosk, 0);
        let (_, feed) = content(db);
        let retimed = feed
            .iter()
            .filter(|(_, it)| it.contains(&name) && it.contains(" was "));
        assert_eq!(retimed.count(), 1, "{boot:?}: {feed:?}");
    }
}

fn unreadable_and_unknown_records_are_kept(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk
        .body(r#"{"no":"body \u0000 \ud800"}"#)
        .body("[]")
        .entry(7, 1);
    let unknown = Fact::Unknown {
        kind: "later\u{0}".to_owned(),
    };
    kiosk.fact(unknown, 2);
    assert_eq!(push(db, &kiosk, 0).contiguous, 4);
    assert_eq!(content(db).1.len(), 4);
    assert_eq!(unique_visitors(db), 2);
}

fn status_change_is_in_feed_and_counters(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 5).entry(8, 6);
    push(db, &kiosk, 0);
    let since = opening().0;
    db.execute(&format!(
        "INSERT INTO standings (arrival, ticket, standing, since_ms) VALUES (1, 7, 'good', {since}), (2, 7, 'revoked', {since})"
    ));
    let revoked = TicketStatus::Revoked(opening());
    db.write(&mut |tx| {
        let statuses = tx.statuses()?;
        assert_eq!(statuses, HashMap::from([(TicketNumber(7), revoked)]));
        set_statuses(tx, &rules(), statuses)
    })
    .unwrap();
    let (counters, feed) = content(db);
    assert_eq!(feed.len(), 4);
    assert!(counters.iter().any(|(_, it, _)| *it == Counter::Conflicts));
}

fn feed_pages_make_up_the_whole_feed(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    for ticket in 0..7 {
        kiosk.entry(ticket, ticket.into());
    }
    kiosk.is_behind_by(5).fact(Fact::ClockKnown, 9);
    push(db, &kiosk, 0);
    let (catalogue, mut read, mut after) = (journal::catalogue(), Vec::new(), 0);
    let mut is_over = false;
    while !is_over {
        db.write(&mut |tx| {
            let page = feed_page(tx, &catalogue, after, 2, true)?;
            assert!(page.cursor_is_known);
            assert!(!feed_page(tx, &catalogue, page.next + 1_000_000, 2, true)?.cursor_is_known);
            read.extend(page.items);
            (after, is_over) = (page.next, !page.more);
            Ok(())
        })
        .unwrap();
    }
    // Each admission as it was stored, and again as it was retimed.
    assert_eq!(read.len(), 14, "{read:?}");
}

/// Sets aside what a kiosk said, or counts it again.
fn set_quarantine(db: &mut impl RecordsDatabase, kiosk: &str, since: Option<UnixMs>) {
    let kiosk = kiosk.parse().unwrap();
    db.write(&mut |tx| quarantine(tx, &rules(), &kiosk, since, received()).map(drop))
        .unwrap();
}

fn feed_kinds(db: &mut impl RecordsDatabase, after: u64) -> Vec<KnownItem> {
    let mut items = Vec::new();
    db.write(&mut |tx| {
        items = feed_page(tx, &journal::catalogue(), after, 100, true)?.items;
        Ok(())
    })
    .unwrap();
    items
}

fn quarantine_takes_out_what_one_kiosk_said(db: &mut impl RecordsDatabase) {
    let (mut thief, mut door) = (SentJournal::new("A1", 1), SentJournal::new("B2", 1));
    door.entry(7, 1).entry(8, 2);
    push(db, &door, 0);
    // It also takes back what another door said, and moves its own records to another time.
    thief.entry(9, 3).entry(10, 4).annulment(&door, 1);
    thief.is_behind_by(5).fact(Fact::ClockKnown, 6);
    push(db, &thief, 0);
    let before = content(db);
    let last = before.1.last().unwrap().0;
    assert_eq!(unique_visitors(db), 6);
    // What is received before an instant stays.
    set_quarantine(db, "A1", Some(received().plus(1)));
    assert_eq!(content(db), before);
    set_quarantine(db, "A1", Some(received()));
    assert_eq!(unique_visitors(db), 4);
    let told = feed_kinds(db, last);
    assert_eq!(told.iter().filter_map(KnownItem::annulment).count(), 2);
    assert_eq!(told.iter().filter(|item| item.is_released()).count(), 1);
    let damaged = Counter::Damaged("A1".parse().unwrap());
    assert_eq!(content(db).0.get(None, damaged), 4);
    // What comes meanwhile does not count either, and is acknowledged.
    thief.entry(11, 7);
    let late = push(db, &thief, 4);
    assert_eq!(late.contiguous, 5);
    assert_eq!(late.rejected[0].code, RejectCode::NotCounted);
    assert_eq!(unique_visitors(db), 4);
    set_quarantine(db, "A1", None);
    assert_eq!(unique_visitors(db), 8);
    let told = feed_kinds(db, last);
    assert_eq!(told.last().map(KnownItem::is_released), Some(true));
}

/// Lets the record of a journal count, or sets it aside again; `false` when that can't be.
fn decide(db: &mut impl RecordsDatabase, journal: &SentJournal, seq: u64, counts: bool) -> bool {
    let (mut is_changed, id) = (false, journal.id(seq));
    let reason = counts.then_some("seen at the door");
    db.write(&mut |tx| {
        is_changed = accept(tx, &rules(), &id, reason, received())?;
        Ok(())
    })
    .unwrap();
    is_changed
}

/// Makes a kiosk one of another gate, so that all it says of the main gate is set aside.
fn place_elsewhere(db: &mut impl RecordsDatabase, kiosk: &str) {
    db.execute(&format!(
        "INSERT INTO device_places (kiosk, gate, role) VALUES ('{kiosk}', 'garden', 'door')"
    ));
}

fn accepted_record_counts_until_refused(db: &mut impl RecordsDatabase) {
    let (mut kiosk, mut door) = (SentJournal::new("A1", 1), SentJournal::new("B2", 1));
    door.entry(7, 1).entry(8, 2);
    push(db, &door, 0);
    kiosk.entry(9, 3).annulment(&door, 1).body("{}");
    place_elsewhere(db, "A1");
    assert_eq!(push(db, &kiosk, 0).rejected.len(), 3);
    let before = content(db);
    let last = before.1.last().unwrap().0;
    assert_eq!(unique_visitors(db), 4);
    assert!(decide(db, &kiosk, 1, true));
    assert_eq!(unique_visitors(db), 6);
    assert!(decide(db, &kiosk, 2, true));
    assert_eq!(unique_visitors(db), 4, "what it annuls counts no longer");
    let told = feed_kinds(db, last);
    assert_eq!(told.iter().filter(|item| item.is_released()).count(), 1);
    assert_eq!(told.iter().filter_map(KnownItem::annulment).count(), 1);
    // What is accepted already, can't be read, never came or counts anyway.
    for seq in [1, 3, 4] {
        assert!(!decide(db, &kiosk, seq, true), "{seq}");
    }
    assert!(!decide(db, &door, 1, false) && !decide(db, &door, 1, true));
    // A quarantine decides on all of a kiosk, and gives it back as it was.
    set_quarantine(db, "A1", Some(received()));
    assert!(!decide(db, &kiosk, 1, false));
    assert_eq!(unique_visitors(db), 4);
    set_quarantine(db, "A1", None);
    assert!(decide(db, &kiosk, 2, false));
    assert_eq!(unique_visitors(db), 6);
    assert!(decide(db, &kiosk, 1, false));
    assert_eq!(content(db).0, before.0);
    assert!(!decide(db, &kiosk, 1, false));
}

fn failed_change_leaves_nothing(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1);
    let before = content(db);
    let batch = kiosk.batch(0..1);
    let failed = db.write(&mut |tx| {
        ingest(tx, &rules(), std::slice::from_ref(&batch))?;
        Err(PortError::Miscounted("the engine failed".to_owned()))
    });
    assert!(failed.is_err());
    assert_eq!(content(db), before);
    assert_eq!(push(db, &kiosk, 0).contiguous, 1);
}

/// A statement whose error is passed over leaves PostgreSQL a transaction that it undoes, and says is committed.
#[test]
fn postgres_commit_after_error_is_refused() {
    let mut db = PostgresContract::new();
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1);
    let batch = kiosk.batch(0..1);
    let refused = db.write(&mut |tx| {
        ingest(tx, &rules(), std::slice::from_ref(&batch))?;
        drop(tx.insert_journal(&kiosk.origin));
        Ok(())
    });
    assert!(matches!(refused, Err(PortError::Unavailable(_))));
    assert_eq!(unique_visitors(&mut db), 0);
}

/// Two server processes write at once while a third reads the feed.
#[test]
fn postgres_writers_lose_nothing_and_readers_skip_nothing() {
    const BATCHES: u32 = 20;
    let mut db = PostgresContract::new();
    let writer = |name: &'static str, first: u32| {
        let db = db.other_process();
        std::thread::spawn(move || {
            let mut kiosk = SentJournal::new(name, 1);
            for n in 0..BATCHES {
                // Both kiosks let the same tickets in, so histories and counters are written by both.
                kiosk.entry(first + n, n.into()).exit(n, i64::from(n) + 1);
                let batch = kiosk.batch(kiosk.len() - 2..kiosk.len());
                db.write_records(|tx| ingest(tx, &rules(), &[batch]).map(drop))
                    .unwrap();
            }
        })
    };
    let writers = [writer("A1", 0), writer("B2", 0), writer("C3", 1000)];
    let reader = db.other_process();
    let (mut read, mut after) = (Vec::new(), 0);
    loop {
        let are_over = writers.iter().all(std::thread::JoinHandle::is_finished);
        let page = reader.read_records(|tx| tx.feed_after(after, 7).unwrap());
        after = page.last().map_or(after, |(at, _)| *at);
        if page.is_empty() && are_over {
            break;
        }
        read.extend(page.into_iter().map(|(at, _)| at));
    }
    for writer in writers {
        writer.join().unwrap();
    }
    let (_, feed) = content(&mut db);
    assert_eq!(feed.len() as u32, 3 * 2 * BATCHES);
    assert_eq!(read, feed.iter().map(|(at, _)| *at).collect::<Vec<_>>());
}

/// One event at a kiosk.
type Event = (bool, u8, u32, i64, u8);

fn write_down(journals: &mut [SentJournal; 4], (is_entry, which, ticket, minute, kind): Event) {
    let door = journals[0].origin.clone();
    let target = journals[0].len().max(1) as u64;
    let journal = &mut journals[usize::from(which)];
    match kind {
        0 => journal.fact(Fact::ClockKnown, minute),
        1 => journal.annulment_of(&door, target, minute),
        2 => journal.body("{}"),
        3 => journal.is_behind_by(minute % 3),
        _ if is_entry => journal.entry(ticket, minute),
        _ => journal.exit(ticket, minute),
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn accepted_records_count_as_if_never_set_aside(
        events in prop::collection::vec((any::<bool>(), 0_u8..4, 0_u32..6, 0_i64..600, 0_u8..12), 1..40),
        decisions in prop::collection::vec((0_usize..4, 1_u64..12, any::<bool>()), 0..20),
    ) {
        let mut journals = [("A1", 1), ("A1", 2), ("B2", 1), ("C3", 1)].map(|(id, life)| SentJournal::new(id, life));
        for event in events {
            write_down(&mut journals, event);
        }
        let (mut plain, mut db) = (SqliteContract::new(), SqliteContract::new());
        place_elsewhere(&mut db, "A1");
        for journal in &journals {
            push(&mut plain, journal, 0);
            push(&mut db, journal, 0);
        }
        let set_aside = content(&mut db).0;
        for (which, seq, counts) in decisions {
            decide(&mut db, &journals[which], seq, counts);
            content(&mut db);
        }
        for counts in [true, false] {
            for journal in &journals {
                for seq in 1..=journal.len() as u64 {
                    decide(&mut db, journal, seq, counts);
                }
            }
            let expected = if counts { content(&mut plain).0 } else { set_aside.clone() };
            prop_assert_eq!(content(&mut db).0, expected);
        }
    }

    #[test]
    fn both_databases_hold_the_same(
        events in prop::collection::vec((any::<bool>(), 0_u8..4, 0_u32..6, 0_i64..600, 0_u8..12), 1..60),
        size in 1_usize..9,
    ) {
        let (mut sqlite, mut postgres) = (SqliteContract::new(), PostgresContract::new());
        let mut journals = [("A1", 1), ("A1", 2), ("B2", 1), ("C3", 1)].map(|(id, life)| SentJournal::new(id, life));
        let mut sent = [0; 4];
        for events in events.chunks(size) {
            for event in events {
                write_down(&mut journals, *event);
            }
            for (journal, sent) in journals.iter().zip(&mut sent) {
                // From one before, so that a record comes twice.
                let from = usize::saturating_sub(*sent, 1);
                let ingested = [push(&mut sqlite, journal, from), push(&mut postgres, journal, from)];
                let [one, other] = ingested.map(|it| (it.contiguous, it.rejected, it.arrival));
                prop_assert_eq!(one, other);
                *sent = journal.len();
            }
            let (is_quarantine, which, _, minute, _) = events[0];
            let kiosk = ["A1", "A1", "B2", "C3"][usize::from(which)];
            let since = is_quarantine.then(|| received().plus(minute % 2));
            set_quarantine(&mut sqlite, kiosk, since);
            set_quarantine(&mut postgres, kiosk, since);
        }
        prop_assert_eq!(content(&mut sqlite), content(&mut postgres));
        // Once all are released, it is as if there had been no quarantine.
        let mut plain = SqliteContract::new();
        for journal in &journals {
            push(&mut plain, journal, 0);
        }
        for kiosk in ["A1", "B2", "C3"] {
            set_quarantine(&mut sqlite, kiosk, None);
        }
        prop_assert_eq!(content(&mut sqlite).0, content(&mut plain).0);
    }
}

/// When batches are received: a day after the opening.
fn received() -> UnixMs {
    opening().plus(24 * 3_600_000)
}
