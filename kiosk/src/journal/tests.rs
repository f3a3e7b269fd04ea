mod people;
mod register;

use std::path::Path;

use proptest::prelude::*;
use shared::checkin::Standing;
use shared::ids::TicketNumber;
use shared::protocol::v1::{FeedReply, KnownItem, PushReply, RejectCode, Rejected, parse_body};
use shared::ticket::EntryPolicy;

use super::*;
use crate::scene::*;

fn reply(epoch: &str, contiguous_ack: u64) -> PushReply {
    PushReply {
        epoch: epoch.to_owned(),
        contiguous_ack,
        safe: contiguous_ack,
        rejected: Vec::new(),
        server_time_ms: MORNING,
    }
}

fn fork_at(seq: u64, contiguous_ack: u64) -> PushReply {
    PushReply {
        rejected: vec![Rejected {
            seq,
            code: RejectCode::Fork,
            detail: String::new(),
        }],
        ..reply("e1", contiguous_ack)
    }
}

fn with_records(data: &Path, count: u32) -> Journal {
    let mut journal = journal(data);
    for number in 1..=count {
        journal.record(&entry(number), &stamp(MORNING)).unwrap();
    }
    journal
}

fn seqs(journal: &mut Journal) -> (Incarnation, Vec<u64>) {
    let outbox = journal.outbox().unwrap();
    let span = outbox.next.expect("something waits");
    let batch = journal
        .batch(span.incarnation, span.after, 500, 1 << 20)
        .unwrap();
    (
        span.incarnation,
        batch.records.iter().map(|record| record.seq).collect(),
    )
}

#[test]
fn what_was_recorded_is_there_after_the_power_failed() {
    let dir = tempfile::tempdir().unwrap();
    let journal = with_records(dir.path(), 3);
    // No close, no checkpoint: as if the process had been killed.
    std::mem::forget(journal);
    let mut again = super::super::scene::journal(dir.path());
    let recorded = again.record(&entry(4), &stamp(MORNING)).unwrap();
    assert_eq!(recorded.seq, 4);
    assert_eq!(seqs(&mut again).1, [1, 2, 3, 4]);
    assert_eq!(
        again.walk().unwrap(),
        Walked {
            records: 4,
            moved: 0
        }
    );
    assert_eq!(again.passages(TicketNumber(2)).unwrap().len(), 1);
}

#[test]
fn a_pen_that_is_dropped_leaves_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 1);
    let mut pen = journal.pen().unwrap();
    pen.record(&entry(9), &stamp(MORNING)).unwrap();
    drop(pen);
    assert_eq!(journal.outbox().unwrap().waiting, 1);
    assert!(journal.passages(TicketNumber(9)).unwrap().is_empty());
}

#[test]
fn a_flipped_bit_in_a_record_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let journal = with_records(dir.path(), 3);
    let db = Connection::open(dir.path().join(FILE)).unwrap();
    db.execute(
        "UPDATE records SET body = replace(body, 'entry', 'entrz') WHERE seq = 2",
        [],
    )
    .unwrap();
    let found = journal.walk().unwrap_err().to_string();
    assert!(found.contains("record 2"), "{found}");
}

#[test]
fn a_journal_of_a_later_version_and_anothers_journal_are_turned_away() {
    let dir = tempfile::tempdir().unwrap();
    drop(with_records(dir.path(), 1));
    let open = |name: &str| Journal::open(dir.path(), EXHIBITION, &kiosk(name)).err();
    assert!(matches!(open("B2"), Some(JournalError::Owner { .. })));
    let db = Connection::open(dir.path().join(FILE)).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(
        open("A1"),
        Some(JournalError::Newer { found: 99, .. })
    ));
}

#[test]
fn a_file_that_is_no_journal_and_a_place_that_is_no_directory_are_errors_and_no_panic() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(FILE), vec![b'x'; 8192]).unwrap();
    let open = |data: &Path| Journal::open(data, EXHIBITION, &kiosk("A1")).err();
    assert!(matches!(open(dir.path()), Some(JournalError::Damaged(_))));
    assert!(matches!(
        open(&dir.path().join("nowhere")),
        Some(JournalError::Unopenable { .. })
    ));
}

#[test]
fn acknowledged_records_leave_the_outbox_and_stay_in_the_journal() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 5);
    let (life, all) = seqs(&mut journal);
    assert_eq!(all, [1, 2, 3, 4, 5]);
    assert_eq!(
        journal
            .apply_push(life, 5, &reply("e1", 3))
            .unwrap()
            .waiting,
        2
    );
    assert_eq!(seqs(&mut journal).1, [4, 5]);
    assert_eq!(
        journal
            .apply_push(life, 5, &reply("e1", 5))
            .unwrap()
            .waiting,
        0
    );
    assert_eq!(journal.outbox().unwrap().next, None);
    assert_eq!(journal.walk().unwrap().records, 5);
}

#[test]
fn a_batch_keeps_within_its_bytes_but_never_blocks_on_one_record() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 5);
    let life = journal.outbox().unwrap().current;
    let mut count = |bytes| journal.batch(life, 0, 500, bytes).unwrap().records.len();
    assert_eq!(count(1 << 20), 5);
    assert_eq!(count(1), 1);
    assert!((1..5).contains(&count(1_000)));
    let batch = journal.batch(life, 0, 2, 1 << 20).unwrap();
    assert_eq!((batch.records.len(), batch.waiting), (2, 3));
}

#[test]
fn a_server_restored_from_a_backup_gets_what_it_lacks_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 5);
    let life = journal.outbox().unwrap().current;
    journal.apply_push(life, 5, &reply("e1", 5)).unwrap();
    assert_eq!(
        journal
            .apply_push(life, 0, &reply("e2", 2))
            .unwrap()
            .waiting,
        3
    );
    assert_eq!(seqs(&mut journal).1, [3, 4, 5]);
}

#[test]
fn a_sign_of_life_never_acknowledges_a_record_that_was_not_sent() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 5);
    let life = journal.outbox().unwrap().current;
    journal.apply_push(life, 0, &reply("e1", 4)).unwrap();
    assert_eq!(seqs(&mut journal).1, [1, 2, 3, 4, 5]);
}

#[test]
fn a_forked_journal_goes_on_under_a_new_life_and_each_record_counts_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 5);
    let old = journal.outbox().unwrap().current;
    let done = journal.apply_push(old, 5, &fork_at(3, 7)).unwrap();
    assert!(done.new_life);
    assert_eq!((done.waiting, done.set_aside), (3, 1));
    let (new, waiting) = seqs(&mut journal);
    assert_ne!(new, old);
    assert_eq!(waiting, [1, 2, 3]);
    assert_eq!(
        journal.walk().unwrap(),
        Walked {
            records: 5,
            moved: 3
        }
    );
    let passages = journal.passages(TicketNumber(3)).unwrap();
    assert_eq!(passages.len(), 1);
    assert_eq!(
        (passages[0].place.incarnation, passages[0].place.seq),
        (new, 1)
    );
    assert_eq!(journal.record(&entry(6), &stamp(MORNING)).unwrap().seq, 4);
}

#[test]
fn a_disk_set_back_to_yesterday_starts_a_new_life_before_it_forks() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 2);
    let old = journal.outbox().unwrap().current;
    let done = journal.apply_push(old, 2, &reply("e1", 80)).unwrap();
    assert!(done.new_life);
    assert_eq!(done.waiting, 0);
    let recorded = journal.record(&entry(3), &stamp(MORNING)).unwrap();
    assert_ne!(recorded.incarnation, old);
    assert_eq!(recorded.seq, 1);
    assert_eq!(journal.outbox().unwrap().waiting, 1);
    let again = journal.apply_push(old, 0, &reply("e1", 80)).unwrap();
    assert!(!again.new_life, "an ended life does not end twice");
}

#[test]
fn a_disk_set_back_before_the_answer_was_known_comes_to_the_same_new_names() {
    let dir = tempfile::tempdir().unwrap();
    drop(with_records(dir.path(), 3));
    let copy = tempfile::tempdir().unwrap();
    std::fs::copy(dir.path().join(FILE), copy.path().join(FILE)).unwrap();
    let moved = [dir.path(), copy.path()].map(|data| {
        let mut journal = journal(data);
        let old = journal.outbox().unwrap().current;
        journal.apply_push(old, 3, &fork_at(2, 5)).unwrap();
        let span = journal.outbox().unwrap().next.unwrap();
        let batch = journal.batch(span.incarnation, 0, 500, 1 << 20).unwrap();
        batch
            .records
            .into_iter()
            .map(|record| (span.incarnation, record.seq, record.hash))
            .collect::<Vec<_>>()
    });
    assert_eq!(moved[0].len(), 2);
    assert_eq!(moved[0], moved[1]);
}

#[test]
fn a_wiped_server_is_rebuilt_from_all_lives_of_a_journal() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 5);
    let old = journal.outbox().unwrap().current;
    journal.apply_push(old, 5, &fork_at(4, 3)).unwrap();
    let new = journal.outbox().unwrap().current;
    journal.apply_push(new, 2, &reply("e1", 2)).unwrap();
    assert_eq!(journal.outbox().unwrap().waiting, 0);
    journal.apply_push(new, 0, &reply("e2", 0)).unwrap();
    assert_eq!(seqs(&mut journal), (old, vec![1, 2, 3]));
    journal.apply_push(old, 3, &reply("e2", 3)).unwrap();
    assert_eq!(seqs(&mut journal), (new, vec![1, 2]));
}

#[test]
fn bootstrap_serves_until_the_server_was_heard() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.bootstrap().unwrap();
    assert!(journal.knowledge().unwrap().catalogue.is_none());
    std::fs::write(dir.path().join(BOOTSTRAP_FILE), "{\"half\":").unwrap();
    let said = journal.bootstrap().unwrap_err().to_string();
    assert!(said.contains("sync-server kiosk add"), "{said}");
    let write = |reply| {
        let json = serde_json::to_string(&reply).unwrap();
        std::fs::write(dir.path().join(BOOTSTRAP_FILE), json).unwrap();
    };
    write(first_feed());
    journal.bootstrap().unwrap();
    let known = journal.knowledge().unwrap();
    assert_eq!(known.catalogue.as_deref(), Some(&catalogue()));
    assert!(!known.ring.is_empty());
    write(feed(9, vec![KnownItem::Revoked(standing(1))]));
    journal.bootstrap().unwrap();
    assert_eq!(journal.standing(TicketNumber(1)).unwrap(), Standing::Good);
}

#[test]
fn another_exhibitions_catalogue_is_not_taken_in() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let mut foreign = first_feed();
    foreign.catalogue.as_mut().unwrap().exhibition = ExhibitionId(25);
    assert!(matches!(
        journal.apply_feed(&foreign),
        Err(JournalError::Foreign(_))
    ));
    assert_eq!(journal.knowledge().unwrap().version, 0);
}

#[test]
fn keys_are_replaced_together_and_never_by_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.apply_feed(&first_feed()).unwrap();
    let version = journal.knowledge().unwrap().version;
    let mut without = feed(0, vec![]);
    without.keys.clear();
    assert!(!journal.apply_feed(&without).unwrap().knowledge);
    assert!(!journal.knowledge().unwrap().ring.is_empty());
    let mut rotated = feed(0, vec![]);
    rotated.keys[0].id.0 = 2;
    assert!(journal.apply_feed(&rotated).unwrap().knowledge);
    assert_eq!(journal.knowledge().unwrap().version, version + 1);
}

#[test]
fn the_servers_last_word_on_a_ticket_holds_and_an_overtaken_answer_does_not_undo_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let revoked = feed(1, vec![KnownItem::Revoked(standing(1))]);
    journal.apply_feed(&revoked).unwrap();
    assert_eq!(
        journal.standing(TicketNumber(1)).unwrap(),
        Standing::Revoked(MORNING)
    );
    journal
        .apply_feed(&feed(2, vec![KnownItem::Reinstated(standing(1))]))
        .unwrap();
    journal.apply_feed(&revoked).unwrap();
    assert_eq!(journal.standing(TicketNumber(1)).unwrap(), Standing::Good);
    assert_eq!(journal.feed_query().unwrap().after, 2);
}

#[test]
fn another_epoch_starts_the_cursor_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.apply_feed(&feed(7, vec![])).unwrap();
    let mut other = feed(3, vec![]);
    other.epoch = "e2".to_owned();
    journal.apply_feed(&other).unwrap();
    let query = journal.feed_query().unwrap();
    assert_eq!((query.epoch.as_str(), query.after), ("e2", 3));
}

#[test]
fn own_records_that_come_back_after_the_disk_was_wiped_are_known_again() {
    let old = tempfile::tempdir().unwrap();
    let first = with_records(old.path(), 1);
    let told: Vec<KnownItem> = first
        .passages(TicketNumber(1))
        .unwrap()
        .iter()
        .map(|passage| KnownItem::passed(passage).unwrap())
        .collect();
    let new = tempfile::tempdir().unwrap();
    let mut second = journal(new.path());
    second.apply_feed(&feed(1, told.clone())).unwrap();
    assert_eq!(
        second.passages(TicketNumber(1)).unwrap(),
        first.passages(TicketNumber(1)).unwrap()
    );
    assert_eq!(
        second.outbox().unwrap().waiting,
        0,
        "they are not sent again"
    );
    let mut first = first;
    assert_eq!(first.apply_feed(&feed(1, told)).unwrap().passages, 0);
}

#[test]
fn a_ticket_is_found_at_once_among_many() {
    let dir = tempfile::tempdir().unwrap();
    let journal = journal(dir.path());
    let plan: String = journal
        .db
        .query_row(
            "EXPLAIN QUERY PLAN SELECT kiosk FROM passages WHERE ticket = 1",
            [],
            |row| row.get(3),
        )
        .unwrap();
    assert!(plan.contains("USING PRIMARY KEY"), "{plan}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Passages may come in any order, in any grouping, and more than once.
    #[test]
    fn passages_are_the_same_however_they_were_told(
        order in Just((0_u64..12).collect::<Vec<_>>()).prop_shuffle(),
        cuts in proptest::collection::vec(1_usize..5, 1..12),
        again in 0_usize..12,
    ) {
        let items: Vec<KnownItem> = order
            .iter()
            .map(|seq| entry_elsewhere((seq % 3) as u32, *seq, MORNING.plus((*seq % 4) as i64)))
            .collect();
        let dir = tempfile::tempdir().unwrap();
        let mut told = journal(dir.path());
        let mut rest = items.as_slice();
        for cut in cuts {
            let (now, later) = rest.split_at(cut.min(rest.len()));
            told.apply_feed(&feed(1, now.to_vec())).unwrap();
            rest = later;
        }
        told.apply_feed(&feed(1, rest.to_vec())).unwrap();
        told.apply_feed(&feed(1, items[again..].to_vec())).unwrap();
        for number in 0..3 {
            let passages = told.passages(TicketNumber(number)).unwrap();
            let mut expected: Vec<u64> = (0..12).filter(|seq| seq % 3 == u64::from(number)).collect();
            expected.sort_by_key(|seq| (seq % 4, *seq));
            prop_assert_eq!(passages.iter().map(|p| p.place.seq).collect::<Vec<_>>(), expected);
        }
    }
}
