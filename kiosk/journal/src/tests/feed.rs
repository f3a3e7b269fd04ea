//! What the server tells.

use std::cell::RefCell;

use kiosk_fixtures::ticket_list::{foreign, own, page};
use shared::checkin::TicketStatus;
use shared::protocol::v1::{TicketListQuery, TicketListReply};

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

#[test]
fn damaged_answers_are_taken_in_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    let journal = RefCell::new(journal(dir.path()));
    let first = serde_json::to_vec(&first_feed()).unwrap();
    let samples: [&[u8]; 7] = [
        &first,
        include_bytes!("../../../../shared/golden/v1/feed-reply.json"),
        include_bytes!("../../../../shared/golden/v1/feed-reply-of-the-booths.json"),
        include_bytes!("../../../../shared/golden/v1/feed-reply-of-the-door.json"),
        include_bytes!("../../../../shared/golden/v1/feed-reply-with-code-key.json"),
        include_bytes!("../../../../shared/golden/v1/feed-reply-with-instructions.json"),
        include_bytes!("../../../../shared/golden/v1/feed-reply-with-staff.json"),
    ];
    damaged_input::each("feed-answer", 64, &samples, |bytes| {
        let reply: FeedReply = match serde_json::from_slice(bytes) {
            Ok(reply) => reply,
            Err(error) => return Ok(error.to_string()),
        };
        Ok(match journal.borrow_mut().apply_feed(&reply) {
            Ok(_) => "taken in".to_owned(),
            Err(error) => error.to_string(),
        })
    });
    let recorded = journal.borrow_mut().record(&entry(1), &stamp(MORNING));
    assert_eq!(recorded.unwrap().seq, 1);
}

#[test]
fn damaged_pages_of_tickets_are_taken_in_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    let journal = RefCell::new(journal(dir.path()));
    let tickets = vec![own(7), foreign(8, "893601", "DH-1042", "Đặng Thị Ngọc Ánh")];
    let sample = serde_json::to_vec(&page("e1", 2, true, tickets)).unwrap();
    damaged_input::each("ticket-list-page", 64, &[&sample], |bytes| {
        let page: TicketListReply = match serde_json::from_slice(bytes) {
            Ok(page) => page,
            Err(error) => return Ok(error.to_string()),
        };
        let mut journal = journal.borrow_mut();
        let mark = journal.ticket_list_mark().unwrap();
        let query = TicketListQuery {
            epoch: mark.epoch,
            after: mark.next,
            keyed: false,
        };
        Ok(match journal.apply_ticket_list(&query, &page, 2, || {}) {
            Ok(_) => "taken in".to_owned(),
            Err(error) => error.to_string(),
        })
    });
    let recorded = journal.borrow_mut().record(&entry(1), &stamp(MORNING));
    assert_eq!(recorded.unwrap().seq, 1);
}
