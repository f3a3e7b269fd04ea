//! What the server tells.

use shared::checkin::TicketStatus;

use super::*;

#[test]
fn bootstrap_serves_until_the_server_was_heard() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.bootstrap().unwrap();
    assert!(journal.knowledge().unwrap().catalogue.is_none());
    std::fs::write(dir.path().join(BOOTSTRAP_FILE), "{\"half\":").unwrap();
    let said = journal.bootstrap().unwrap_err().to_string();
    assert!(said.contains("sync-server kiosk invite"), "{said}");
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
    assert_eq!(
        journal.history(TicketNumber(1)).unwrap().status,
        TicketStatus::Good
    );
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
        journal.history(TicketNumber(1)).unwrap().status,
        TicketStatus::Revoked(MORNING)
    );
    journal
        .apply_feed(&feed(2, vec![KnownItem::Reinstated(standing(1))]))
        .unwrap();
    journal.apply_feed(&revoked).unwrap();
    assert_eq!(
        journal.history(TicketNumber(1)).unwrap().status,
        TicketStatus::Good
    );
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
        .history(TicketNumber(1))
        .unwrap()
        .passages
        .iter()
        .map(|passage| KnownItem::passed(passage).unwrap())
        .collect();
    let new = tempfile::tempdir().unwrap();
    let mut second = journal(new.path());
    second.apply_feed(&feed(1, told.clone())).unwrap();
    assert_eq!(
        second.history(TicketNumber(1)).unwrap().passages,
        first.history(TicketNumber(1)).unwrap().passages
    );
    assert_eq!(
        second.outbox().unwrap().waiting,
        0,
        "they are not sent again"
    );
    let mut first = first;
    assert_eq!(first.apply_feed(&feed(1, told)).unwrap().passages, 0);
}
