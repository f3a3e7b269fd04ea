//! Records: stored once, in order, and counted by what they say.

use std::collections::HashMap;

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::ledger::Counter;
use shared::protocol::v1::{KnownItem, RejectCode};
use shared::record::Fact;

use super::journal::{self, SentJournal, opening, rules};
use super::{
    RecordsDatabase, accept, content, contract, place_elsewhere, push, received, set_quarantine,
    unique_visitors,
};
use crate::engine::{feed_page, ingest, set_statuses};
use crate::ports::PortError;

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
    assert!(accept(db, &kiosk, 1, true));
    assert_eq!(unique_visitors(db), 6);
    assert!(accept(db, &kiosk, 2, true));
    assert_eq!(unique_visitors(db), 4, "what it annuls counts no longer");
    let told = feed_kinds(db, last);
    assert_eq!(told.iter().filter(|item| item.is_released()).count(), 1);
    assert_eq!(told.iter().filter_map(KnownItem::annulment).count(), 1);
    // What is accepted already, can't be read, never came or counts anyway.
    for seq in [1, 3, 4] {
        assert!(!accept(db, &kiosk, seq, true), "{seq}");
    }
    assert!(!accept(db, &door, 1, false) && !accept(db, &door, 1, true));
    // A quarantine decides on all of a kiosk, and gives it back as it was.
    set_quarantine(db, "A1", Some(received()));
    assert!(!accept(db, &kiosk, 1, false));
    assert_eq!(unique_visitors(db), 4);
    set_quarantine(db, "A1", None);
    assert!(accept(db, &kiosk, 2, false));
    assert_eq!(unique_visitors(db), 6);
    assert!(accept(db, &kiosk, 1, false));
    assert_eq!(content(db).0, before.0);
    assert!(!accept(db, &kiosk, 1, false));
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
