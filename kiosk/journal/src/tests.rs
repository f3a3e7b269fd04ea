mod by_staff;
mod clocks;
mod damaged;
mod feed;
mod incarnations;
mod kept;
mod layouts;
mod ledger;
mod lost;
mod people;
mod salvage;
mod seat_allocations;
mod soundness;
mod ticket_list;

use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;
use shared::ids::{ExhibitionId, Incarnation, TicketNumber};
use shared::ledger::{Counters, TicketHistory};
use shared::protocol::v1::{FeedReply, KnownItem, PushReply, RejectCode, Rejected, parse_body};
use shared::record::{Fact, Stamp};
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
    let mut again = crate::scene::journal(dir.path());
    let recorded = again.record(&entry(4), &stamp(MORNING)).unwrap();
    assert_eq!(recorded.seq, 4);
    assert_eq!(seqs(&mut again).1, [1, 2, 3, 4]);
    assert_eq!(
        again.verify_chain().unwrap(),
        VerifiedChain {
            records: 4,
            moved: 0
        }
    );
    assert_eq!(again.history(TicketNumber(2)).unwrap().passages.len(), 1);
}

#[test]
fn dropped_transaction_leaves_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 1);
    let mut tx = journal.write_tx().unwrap();
    tx.record(&entry(9), &stamp(MORNING)).unwrap();
    drop(tx);
    assert_eq!(journal.outbox().unwrap().waiting, 1);
    assert!(
        journal
            .history(TicketNumber(9))
            .unwrap()
            .passages
            .is_empty()
    );
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
    let found = journal.verify_chain().unwrap_err().to_string();
    assert!(found.contains("record 2"), "{found}");
}

#[test]
fn journal_of_later_version_or_another_kiosk_is_refused() {
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
    assert_eq!(journal.verify_chain().unwrap().records, 5);
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
        5,
        "what it has may be a copy's"
    );
    assert_eq!(seqs(&mut journal).1, [1, 2, 3, 4, 5]);
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
fn a_ticket_is_found_at_once_among_many() {
    let dir = tempfile::tempdir().unwrap();
    let journal = journal(dir.path());
    let plan: String = journal
        .db
        .query_row(
            "EXPLAIN QUERY PLAN SELECT history FROM histories WHERE ticket = 1",
            [],
            |row| row.get(3),
        )
        .unwrap();
    assert!(plan.contains("USING INTEGER PRIMARY KEY"), "{plan}");
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
            let passages = told.history(TicketNumber(number)).unwrap().passages;
            let mut expected: Vec<u64> = (0..12).filter(|seq| seq % 3 == u64::from(number)).collect();
            expected.sort_by_key(|seq| (seq % 4, *seq));
            prop_assert_eq!(passages.iter().map(|p| p.order.seq).collect::<Vec<_>>(), expected);
        }
    }
}
