//! What becomes of records, whatever happens on the way.

use rusqlite::Connection;
use serde_json::value::RawValue;
use shared::checkin::{Direction, Reason};
use shared::ids::TicketType;
use shared::protocol::v1::{Push, RejectCode};
use shared::record::Fact;

use crate::kiosk::{code, post};
use crate::venue::Venue;

pub(crate) fn database(venue: &Venue) -> Connection {
    Connection::open(venue.data().join("exhibition.db")).unwrap()
}

fn count(venue: &Venue, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    database(venue)
        .query_row(&sql, [], |row| row.get(0))
        .unwrap()
}

#[test]
fn resent_batch_is_acknowledged_and_harmless() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).entry(2, 1).exit(1, 30);
    let reply = kiosk.push(&venue);
    assert_eq!((reply.contiguous_ack, reply.safe), (3, 0));
    assert_eq!(reply.rejected, []);
    assert_eq!(kiosk.push(&venue), reply);
    kiosk.entry(3, 40);
    assert_eq!(
        kiosk.push_these(&venue, &kiosk.journal[1..]).contiguous_ack,
        4
    );
    assert_eq!(count(&venue, "records"), 4);
    assert_eq!(venue.day().entries, 6);
}

#[test]
fn a_gap_ends_the_acknowledgement_before_it() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    for ticket in 1..=5 {
        kiosk.entry(ticket, 0);
    }
    assert_eq!(
        kiosk.push_these(&venue, &kiosk.journal[2..]).contiguous_ack,
        0
    );
    let mut holed = kiosk.journal.clone();
    holed.remove(2);
    assert_eq!(kiosk.push_these(&venue, &holed).contiguous_ack, 2);
    assert_eq!(venue.day().entries, 4);
    assert_eq!(kiosk.push(&venue).contiguous_ack, 5);
    assert_eq!(venue.day().entries, 10);
}

#[test]
fn cloned_disk_is_kept_under_new_incarnation() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0);
    let mut clone = kiosk.clone();
    kiosk.entry(2, 1).entry(3, 2).push(&venue);
    clone.entry(4, 1).entry(5, 2).entry(6, 3);
    // The clone is behind what is stored: its second record already shows the fork.
    let reply = clone.push_these(&venue, &clone.journal[1..]);
    let codes: Vec<_> = reply
        .rejected
        .iter()
        .map(|rejected| (rejected.seq, rejected.code))
        .collect();
    assert_eq!(codes, [(2, RejectCode::Fork), (3, RejectCode::Fork)]);
    assert_eq!(reply.contiguous_ack, 3);
    // Sent again, nothing is kept twice.
    clone.push_these(&venue, &clone.journal[1..]);
    assert_eq!((count(&venue, "records"), count(&venue, "forks")), (3, 2));
    assert_eq!(venue.totals().kiosks[0].set_aside, 2);
    assert_eq!(venue.day().entries, 6);

    clone.origin.incarnation.0 = 2;
    clone.journal.clear();
    clone.entry(4, 1).entry(5, 2).entry(6, 3);
    let reply = clone.push(&venue);
    assert_eq!((reply.contiguous_ack, reply.rejected.len()), (3, 0));
    assert_eq!(venue.day().entries, 12);
}

#[test]
fn event_under_two_incarnations_counts_once() {
    let mut venue = Venue::open();
    let walk = |people| Fact::Walked {
        gate: "main".parse().unwrap(),
        direction: Direction::In,
        kind: TicketType(1),
        people,
        staff: None,
    };
    let mut kiosk = venue.kiosk("A1");
    kiosk.fact(walk(1), 0).fact(walk(2), 1).push(&venue);
    // The same bytes from another kiosk are another event.
    venue.kiosk("B1").fact(walk(2), 1).push(&venue);
    assert_eq!(venue.day().entries, 5);

    let first = kiosk.clone();
    kiosk.origin.incarnation.0 = 2;
    kiosk.journal.clear();
    kiosk.fact(walk(2), 1).fact(walk(4), 2);
    let reply = kiosk.push(&venue);
    assert_eq!((reply.contiguous_ack, reply.rejected.len()), (2, 0));
    assert_eq!(kiosk.push(&venue), reply);
    assert_eq!((count(&venue, "records"), venue.day().entries), (5, 9));
    assert_eq!(venue.totals().kiosks[0].set_aside, 0);

    venue.restart();
    assert_eq!(kiosk.push(&venue), reply);
    assert_eq!(first.push(&venue).contiguous_ack, 2);
    kiosk.origin.incarnation.0 = 3;
    kiosk.journal.clear();
    kiosk.fact(walk(4), 2).fact(walk(8), 3).push(&venue);
    assert_eq!(venue.day().entries, 17);
}

#[test]
fn flipped_bit_is_set_aside_alone() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).entry(2, 1).entry(3, 2);
    let good = kiosk.journal[1].body.get().to_owned();
    let flipped = good.replace("\"people\":2", "\"people\":3");
    kiosk.journal[1].body = RawValue::from_string(flipped.clone()).unwrap();
    let reply = kiosk.push(&venue);
    assert_eq!(reply.contiguous_ack, 3);
    assert_eq!(reply.rejected[0].code, RejectCode::BrokenChain);
    assert_eq!((reply.rejected[0].seq, reply.rejected.len()), (2, 1));
    assert_eq!(venue.day().entries, 4);
    let kept: String = database(&venue)
        .query_row("SELECT body FROM records WHERE seq = 2", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(kept, flipped);
    venue.restart();
    assert_eq!(venue.totals().kiosks[0].set_aside, 1);
    assert_eq!(venue.day().entries, 4);
    // The chain goes on over a restart, from the claimed link, also where a batch ends behind it.
    kiosk.entry(4, 3);
    let reply = kiosk.push_these(&venue, &kiosk.journal[3..]);
    assert_eq!((reply.contiguous_ack, reply.rejected.len()), (4, 0));
}

#[test]
fn record_behind_a_lost_link_counts() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).entry(2, 1).entry(3, 2).entry(4, 3);
    let placeholder = "{\"kind\":\"damaged\"}".to_owned();
    kiosk.journal[1].body = RawValue::from_string(placeholder).unwrap();
    kiosk.journal[1].hash = shared::record::ChainHash::UNKNOWN.0;
    let reply = kiosk.push_these(&venue, &kiosk.journal[..2]);
    assert_eq!((reply.contiguous_ack, reply.rejected.len()), (2, 1));
    venue.restart();
    let reply = kiosk.push_these(&venue, &kiosk.journal[2..]);
    assert_eq!((reply.contiguous_ack, reply.rejected.len()), (4, 0));
    let again = kiosk.push(&venue);
    assert!(again.rejected.iter().all(|it| it.code != RejectCode::Fork));
    assert_eq!(venue.day().entries, 6);
}

#[test]
fn broken_chain_at_batch_start_is_noticed() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).push(&venue);
    kiosk.entry(2, 1);
    kiosk.journal[1].hash[31] ^= 1;
    let reply = kiosk.push_these(&venue, &kiosk.journal[1..]);
    assert_eq!(reply.rejected[0].code, RejectCode::BrokenChain);
    assert_eq!(reply.contiguous_ack, 2);
}

#[test]
fn record_of_another_journal_is_set_aside() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let mut other = venue.kiosk("B1");
    kiosk.entry(1, 0);
    other.journal = kiosk.journal.clone();
    assert_eq!(other.push(&venue).rejected[0].code, RejectCode::BrokenChain);
    assert_eq!(venue.day().entries, 0);
}

#[test]
fn unreadable_body_is_set_aside_later_kind_stored() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let later = r#"{"kind":"booth_dance", "device_ms":1,"offset_ms":0,"boot":"b","mono_ms":1,"mood":  "cheerful"}"#;
    kiosk.body("{}").body(later).entry(1, 0);
    let reply = kiosk.push(&venue);
    assert_eq!(reply.contiguous_ack, 3);
    assert_eq!(reply.rejected.len(), 1);
    assert_eq!(
        (reply.rejected[0].seq, reply.rejected[0].code),
        (1, RejectCode::BadBody)
    );
    let kept: String = database(&venue)
        .query_row("SELECT body FROM records WHERE seq = 2", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(kept, later, "byte for byte");
    // A second sending hears of what was set aside again.
    assert_eq!(kiosk.push(&venue).rejected[0].code, RejectCode::BadBody);
    assert_eq!(venue.totals().kiosks[0].set_aside, 1);
}

#[test]
fn numbers_out_of_order_are_no_batch() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).entry(2, 0);
    for order in [vec![1, 0], vec![0, 0]] {
        let records: Vec<_> = order
            .into_iter()
            .map(|place: usize| kiosk.journal[place].clone())
            .collect();
        let body = serde_json::to_vec(&kiosk.batch(&records)).unwrap();
        let (status, answer) = post(&venue, Some(&kiosk.token), None, &body);
        assert_eq!((status, code(&answer).as_str()), (400, "out_of_order"));
    }
    kiosk.journal[0].seq = 0;
    let body = serde_json::to_vec(&kiosk.batch(&kiosk.journal)).unwrap();
    assert_eq!(post(&venue, Some(&kiosk.token), None, &body).0, 400);
    assert_eq!(count(&venue, "records"), 0);
}

#[test]
fn empty_batch_writes_nothing_and_reports_completeness() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let mut other = venue.kiosk("B1");
    assert_eq!(
        venue.totals().complete_to_ms,
        None,
        "heard, but nothing vouched for"
    );
    kiosk.complete_to = Some(crate::venue::OPENING.plus(-5000));
    other.complete_to = Some(crate::venue::OPENING.plus(-9000));
    kiosk.push(&venue);
    other.push(&venue);
    let totals = venue.totals();
    assert_eq!(totals.complete_to_ms, other.complete_to);
    assert_eq!(totals.kiosks[0].last_seen_ms, Some(crate::venue::OPENING));
    // A clock that runs ahead can't vouch for the future, and a batch with a gap not for itself.
    other.complete_to = Some(crate::venue::OPENING.plus(60_000));
    other.push(&venue);
    kiosk.entry(1, 0).entry(2, 0);
    kiosk.complete_to = Some(crate::venue::OPENING);
    kiosk.push_these(&venue, &kiosk.journal[1..]);
    let totals = venue.totals();
    assert_eq!(totals.kiosks[1].complete_to_ms, Some(crate::venue::OPENING));
    assert_eq!(
        totals.complete_to_ms,
        Some(crate::venue::OPENING.plus(-5000))
    );
    assert_eq!(count(&venue, "journals"), 1);
}

#[test]
fn concurrent_kiosks_count_each_record_once() {
    let venue = Venue::open();
    let kiosks: Vec<_> = (0..12_u32)
        .map(|number| {
            let mut kiosk = venue.kiosk(&format!("K{number}"));
            for ticket in 0..60 {
                kiosk.entry(number * 1000 + ticket, i64::from(ticket % 7));
            }
            kiosk.refusal(9, Reason::Malformed);
            kiosk
        })
        .collect();
    std::thread::scope(|scope| {
        for kiosk in &kiosks {
            let venue = &venue;
            scope.spawn(move || {
                // Each piece twice, and overlapping, as after answers that were lost.
                for end in (10..=60).step_by(10).chain([61]) {
                    let start = end.max(20) - 20;
                    for _ in 0..2 {
                        let reply = kiosk.push_these(venue, &kiosk.journal[start..end]);
                        assert_eq!(reply.contiguous_ack, end as u64);
                    }
                }
            });
        }
    });
    let day = venue.day();
    assert_eq!(
        (day.entries, day.tickets, day.refused),
        (12 * 60 * 2, 12 * 60, 12)
    );
}

#[test]
fn yesterdays_golden_push_is_taken_in() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    for golden in [
        include_str!("../../../shared/golden/v1/push.json"),
        include_str!("../../../shared/golden/v1/push-from-a-later-version.json"),
    ] {
        let push: Push = serde_json::from_str(golden).unwrap();
        let mut kiosk = kiosk.clone();
        kiosk.origin.incarnation.0 = push.records.len() as u32 + 100;
        for record in &push.records {
            kiosk.body(record.body.get());
        }
        let reply = kiosk.push(&venue);
        assert_eq!(reply.contiguous_ack, push.records.len() as u64);
        assert_eq!(reply.rejected, []);
    }
}
