//! What staff do at a door, on the wire.

use super::*;
use crate::checkin::{Passage, WalkIn};
use crate::record::{RecordId, RecordOrder, TicketSource};

const PUSH_OF_THE_DOOR: &str = include_str!("../../../../golden/v1/push-of-the-door.json");
const PUSH_OF_THE_STAFF: &str = include_str!("../../../../golden/v1/push-of-the-staff.json");
const FEED_REPLY_OF_THE_DOOR: &str =
    include_str!("../../../../golden/v1/feed-reply-of-the-door.json");

#[test]
fn release_after_annulment_is_golden() {
    let feed: FeedReply = survives(include_str!(
        "../../../../golden/v1/feed-reply-of-a-release.json"
    ));
    let released = |item: &FeedItem| matches!(item, FeedItem::Known(item) if item.is_released());
    let released: Vec<bool> = feed.items.iter().map(released).collect();
    assert_eq!(released, [false, true]);
}

#[test]
fn staff_records_match_golden_bodies() {
    let push: Push = survives(PUSH_OF_THE_DOOR);
    let people = 4;
    let party = Fact::Passed {
        gate: gate("main"),
        direction: Direction::In,
        claims: claims(),
        people,
        source: TicketSource::Unstated,
    };
    let by_staff = |claims, people, refused, reason: &str| Fact::Overridden {
        gate: gate("main"),
        claims,
        people,
        refused,
        reason: reason.parse().unwrap(),
        staff: None,
    };
    let walked = |direction, people| Fact::Walked {
        gate: gate("main"),
        direction,
        kind: TicketType(1),
        people,
        staff: None,
    };
    let target = RecordId {
        kiosk: "A1".parse().unwrap(),
        incarnation: crate::ids::Incarnation(77),
        seq: 1,
    };
    let facts = [
        by_staff(Some(claims()), 4, Some(Reason::Revoked), "organiser-said"),
        by_staff(None, 2, None, "other-seller"),
        walked(Direction::In, 3),
        walked(Direction::Out, 1),
        Fact::Annulled {
            gate: gate("main"),
            target: target.clone(),
            ticket: Some(TicketNumber(7)),
            staff: None,
        },
        Fact::Rehearsed(Box::new(party)),
    ];
    for (golden, fact) in push.records.iter().zip(facts) {
        let record = record(fact);
        assert_eq!(parse_body(golden.body.get()).unwrap(), record);
        assert_eq!(write_body(&record).unwrap(), golden.body.get());
    }
    let item = KnownItem::annulled(&target, Some(TicketNumber(7)));
    let written = serde_json::to_string(&item).unwrap();
    assert_eq!(
        written,
        r#"{"kind":"annul","kiosk":"A1","incarnation":77,"seq":1,"ticket":7}"#
    );
    assert_eq!(item.annulment(), Some((target, Some(TicketNumber(7)))));
}

#[test]
fn staff_names_match_golden_bodies() {
    let push: Push = survives(PUSH_OF_THE_STAFF);
    let door: Option<crate::ids::StaffId> = Some("door-1".parse().unwrap());
    let staffed = |staff, act| Fact::Staffed {
        gate: gate("main"),
        staff,
        act,
    };
    let facts = [
        staffed(None, StaffAct::WrongPin),
        staffed(door.clone(), StaffAct::Unlocked),
        Fact::Overridden {
            gate: gate("main"),
            claims: Some(claims()),
            people: 4,
            refused: Some(Reason::Revoked),
            reason: OverrideReason::ListError.id(),
            staff: door.clone(),
        },
        Fact::Walked {
            gate: gate("main"),
            direction: Direction::In,
            kind: TicketType(1),
            people: 3,
            staff: door.clone(),
        },
        Fact::Annulled {
            gate: gate("main"),
            target: RecordId {
                kiosk: "A1".parse().unwrap(),
                incarnation: crate::ids::Incarnation(77),
                seq: 3,
            },
            ticket: Some(TicketNumber(7)),
            staff: door,
        },
    ];
    for (golden, fact) in push.records.iter().zip(facts) {
        let record = record(fact);
        assert_eq!(parse_body(golden.body.get()).unwrap(), record);
        assert_eq!(write_body(&record).unwrap(), golden.body.get());
    }
    let later = parse_body(push.records[5].body.get()).unwrap();
    assert!(
        matches!(later.fact, Fact::Unknown { kind } if kind == "staff"),
        "an act of a later version is kept, not understood"
    );
}

#[test]
fn other_kiosks_hear_that_staff_let_someone_in() {
    let origin = crate::record::Origin {
        exhibition: ExhibitionId(24),
        kiosk: "A1".parse().unwrap(),
        incarnation: crate::ids::Incarnation(77),
    };
    let push: Push = serde_json::from_str(PUSH_OF_THE_DOOR).unwrap();
    let record = parse_body(push.records[0].body.get()).unwrap();
    let passage = record.passage(&origin, 1).unwrap();
    let item = KnownItem::passed(&passage).unwrap();
    assert!(matches!(item, KnownItem::Override(_)));
    assert_eq!(item.passage().unwrap(), Some(passage));
}

#[test]
fn staff_and_walk_ins_match_golden_feed() {
    let feed: FeedReply = survives(FEED_REPLY_OF_THE_DOOR);
    let order = |seq| RecordOrder {
        at: UnixMs(1_725_501_600_083),
        kiosk: "B1".parse().unwrap(),
        incarnation: crate::ids::Incarnation(5),
        seq,
    };
    let walk_in = |seq, direction, kind: Option<u8>, people| {
        let gate = gate("garden");
        let kind = kind.map(TicketType);
        let order = order(seq);
        KnownItem::walked(&WalkIn {
            order,
            gate,
            direction,
            kind,
            people,
        })
    };
    let by_staff = Passage {
        order: order(10),
        gate: gate("garden"),
        direction: Direction::In,
        claims: claims(),
        people: 4,
        by_staff: true,
    };
    let expected = [
        KnownItem::passed(&by_staff).unwrap(),
        walk_in(11, Direction::In, Some(1), 3),
        walk_in(12, Direction::In, None, 2),
        walk_in(13, Direction::Out, Some(1), 1),
        KnownItem::annulled(&order(10).id(), Some(TicketNumber(7))),
        KnownItem::annulled(&order(11).id(), None),
    ];
    assert_eq!(feed.items, expected.clone().map(FeedItem::Known));
    for item in expected {
        let again = match (item.passage().unwrap(), item.walk_in(), item.annulment()) {
            (Some(passage), None, None) => KnownItem::passed(&passage).unwrap(),
            (None, Some(walk_in), None) => KnownItem::walked(&walk_in),
            (None, None, Some((target, ticket))) => KnownItem::annulled(&target, ticket),
            other => panic!("{other:?}"),
        };
        assert_eq!(again, item);
    }
}
