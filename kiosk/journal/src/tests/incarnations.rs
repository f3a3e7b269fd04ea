//! Disks that were copied or set back, and servers that forgot.

use shared::protocol::v1::KnownProgress;

use super::*;

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
        journal.verify_chain().unwrap(),
        VerifiedChain {
            records: 5,
            moved: 3
        }
    );
    let passages = journal.history(TicketNumber(3)).unwrap().passages;
    assert_eq!(passages.len(), 1);
    assert_eq!(
        (passages[0].order.incarnation, passages[0].order.seq),
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
fn batch_says_how_far_the_server_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 2);
    let current = journal.outbox().unwrap().current;
    journal.apply_feed(&feed(7, vec![])).unwrap();
    journal.apply_push(current, 2, &reply("e1", 1)).unwrap();
    let batch = journal.batch(current, 1, 500, 1 << 20).unwrap();
    let expected = KnownProgress {
        push_epoch: "e1".to_owned(),
        feed_epoch: "e1".to_owned(),
        feed: 7,
    };
    assert_eq!(batch.known, expected);
    assert_eq!(batch.after.unwrap().seq, 1);
}
