//! What the two engines do side by side, and several processes on PostgreSQL.

use proptest::prelude::*;
use shared::record::Fact;

use super::journal::{SentJournal, rules};
use super::{
    RecordsDatabase as _, accept, content, decide, exhibition, place_elsewhere, push, received,
    set_quarantine, unique_visitors,
};
use crate::engine::ingest;
use crate::ports::{Database as _, PortError, RecordDecision};
use crate::postgres::contract::PostgresContract;
use crate::sqlite::contract::SqliteContract;

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

/// A process that is gone without a farewell, like one whose network is cut, does not keep others from writing.
#[test]
fn postgres_takes_the_turn_of_a_lost_writer() {
    let db: PostgresContract = exhibition();
    let lost = db.other_process();
    let begun = lost.write().unwrap();
    db.database().write().unwrap().commit().unwrap();
    assert!(begun.commit().is_err());
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
        decisions in prop::collection::vec((0_usize..4, 1_u64..12, 0_u8..3), 0..20),
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
        let annuls = decisions.iter().any(|(.., decision)| *decision == 2);
        for (which, seq, decision) in decisions {
            let decision = match decision {
                0 => RecordDecision::Accept("seen"),
                1 => RecordDecision::Refuse,
                _ => RecordDecision::Annul("wrong"),
            };
            decide(&mut db, &journals[which], seq, decision);
            content(&mut db);
        }
        for counts in [true, false] {
            for journal in &journals {
                for seq in 1..=journal.len() as u64 {
                    accept(&mut db, journal, seq, counts);
                }
            }
            let expected = if counts { content(&mut plain).0 } else { set_aside.clone() };
            let found = content(&mut db).0;
            // What was annulled and accepted is annulled when it is refused.
            prop_assert!(found == expected || (annuls && !counts), "{:?}", found);
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
