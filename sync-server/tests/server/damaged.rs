//! Rows of records and tickets that changed by themselves: what else there is goes on around them.

use rusqlite::Connection;
use shared::protocol::v1::{RejectCode, StoreWarning, TicketListReply};
use shared::record::{Fact, RecordId};
use sync_server::ports::Database;

use crate::kiosk::{Kiosk, known};
use crate::ticket_list::issue;
use crate::venue::{MINUTE, OPENING, Venue};

fn damage(venue: &Venue, sql: &str) {
    let db = Connection::open(venue.database().file()).unwrap();
    assert_eq!(db.execute(sql, []).unwrap(), 1);
    db.close().unwrap();
}

/// A server whose second record of three is damaged while it is stopped.
fn with_damage(sql: &str) -> (Venue, Kiosk) {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).entry(2, 1).entry(3, 2).push(&venue);
    venue.stop();
    damage(&venue, sql);
    venue.start();
    (venue, kiosk)
}

/// The tickets of the passages that a kiosk is told from a cursor on, and the next cursor.
fn told(venue: &Venue, kiosk: &Kiosk, after: u64) -> (Vec<u32>, u64) {
    let epoch = kiosk.push_these(venue, &[]).epoch;
    let feed = kiosk.feed(venue, &epoch, after, 0);
    let passages = known(&feed)
        .into_iter()
        .filter_map(|item| item.passage().ok()?);
    (passages.map(|it| it.claims.number.0).collect(), feed.next)
}

fn warns(venue: &Venue) -> bool {
    let warnings = venue.totals().warnings;
    warnings
        .iter()
        .any(|it| matches!(it, StoreWarning::Damaged { .. }))
}

const OTHER_PARTY: &str =
    "UPDATE records SET body = replace(body, '\"people\":2', '\"people\":9') WHERE seq = 2";

#[test]
fn damaged_record_holds_no_feed_up() {
    for damage in [
        OTHER_PARTY,
        "UPDATE records SET received_ms = received_ms + 1 WHERE seq = 2",
    ] {
        let (venue, mut kiosk) = with_damage(damage);
        let other = venue.kiosk("B1");
        let (tickets, cursor) = told(&venue, &other, 0);
        assert_eq!(tickets, [1, 3], "{damage}");
        assert!(warns(&venue));
        venue.set_clock(OPENING.plus(5 * MINUTE));
        kiosk.entry(4, 3);
        kiosk.push_these(&venue, &kiosk.journal[3..]);
        assert_eq!(told(&venue, &other, cursor).0, [4], "{damage}");
    }
}

#[test]
fn kiosk_sends_damaged_record_again() {
    let (venue, mut kiosk) = with_damage(OTHER_PARTY);
    let other = venue.kiosk("B1");
    let (_, cursor) = told(&venue, &other, 0);
    // It is asked for what it sent before, from there on.
    assert_eq!(kiosk.push_these(&venue, &[]).contiguous_ack, 1);
    venue.set_clock(OPENING.plus(5 * MINUTE));
    kiosk.entry(4, 3);
    let reply = kiosk.push_these(&venue, &kiosk.journal[1..]);
    assert_eq!((reply.contiguous_ack, reply.rejected), (4, vec![]));
    // Those who read past it hear of it behind.
    let (mut tickets, cursor) = told(&venue, &other, cursor);
    tickets.sort_unstable();
    assert_eq!(tickets, [2, 4]);
    assert_eq!(told(&venue, &other, cursor).0, Vec::<u32>::new());
    assert_eq!(venue.day().entries, 8);
    assert!(!warns(&venue));
    assert_eq!(
        venue.database().check().unwrap().faults,
        Vec::<String>::new()
    );
}

#[test]
fn damage_that_no_kiosk_can_mend_is_asked_for_once() {
    let (venue, kiosk) =
        with_damage("UPDATE records SET received_ms = received_ms + 1 WHERE seq = 2");
    assert_eq!(kiosk.push_these(&venue, &[]).contiguous_ack, 1);
    assert_eq!(kiosk.push(&venue).contiguous_ack, 3);
    assert_eq!(kiosk.push_these(&venue, &[]).contiguous_ack, 3);
    // Another body under its number is not taken for it.
    let mut copy = kiosk.clone();
    copy.journal.clear();
    copy.entry(1, 0).entry(7, 1);
    let forked = copy.push(&venue).rejected;
    assert_eq!(forked[0].code, RejectCode::Fork);
    assert!(warns(&venue));
    assert!(!venue.database().check().unwrap().faults.is_empty());
}

#[test]
fn annulment_of_damaged_record_holds_nobody_up() {
    let (venue, mut kiosk) = with_damage(OTHER_PARTY);
    let other = venue.kiosk("B1");
    let annulled = Fact::Annulled {
        gate: "main".parse().unwrap(),
        target: RecordId {
            kiosk: kiosk.origin.kiosk.clone(),
            incarnation: kiosk.origin.incarnation,
            seq: 2,
        },
        ticket: None,
        staff: None,
    };
    kiosk.fact(annulled, 3);
    let reply = kiosk.push_these(&venue, &kiosk.journal[3..]);
    assert_eq!(reply.rejected, []);
    let (tickets, _) = told(&venue, &other, 0);
    assert_eq!(tickets, [1, 3]);
    kiosk.push(&venue);
    assert_eq!(venue.day().entries, 4);
}

#[test]
fn damaged_ticket_holds_no_list_up() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    issue(&venue, 3);
    venue.stop();
    damage(
        &venue,
        "UPDATE tickets SET made_ms = made_ms + 1 WHERE number = 2",
    );
    venue.start();
    let url = venue.url("/api/v1/register");
    let asked = ureq::get(url).header("authorization", format!("Bearer {}", kiosk.token));
    let answer = asked.call().unwrap().body_mut().read_to_string().unwrap();
    let list: TicketListReply = serde_json::from_str(&answer).unwrap();
    assert_eq!((list.tickets.len(), list.more), (2, false));
    assert!(warns(&venue));
}
