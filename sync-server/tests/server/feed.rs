//! What kiosks are told.

use shared::checkin::{Direction, TicketStatus};
use shared::ids::KeyId;
use shared::protocol::v1::{FeedReply, KnownItem};
use shared::record::{Fact, RecordId};
use sync_server::keys;
use sync_server::system_time;
use sync_server::tickets::{self, IssueRequest, StatusChange, TicketName};

use crate::kiosk::{claims, known};
use crate::venue::{OPENING, Venue, feed_place};

#[test]
fn admission_reaches_another_waiting_door() {
    let venue = Venue::open();
    let mut main = venue.kiosk("A1");
    let garden = venue.kiosk("B1");
    let epoch = main.push(&venue).epoch;
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| garden.feed(&venue, &epoch, 0, 30));
        main.entry(5, 3).push(&venue);
        let reply = waiting.join().unwrap();
        let passage = known(&reply)[0].passage().unwrap().unwrap();
        assert_eq!(
            (passage.claims.number.0, passage.order.kiosk.as_str()),
            (5, "A1")
        );
        assert_eq!((reply.next, reply.more), (feed_place(1), false));
    });
}

#[test]
fn new_disk_learns_everything_in_parts() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    for ticket in 0..700 {
        kiosk.entry(ticket, 0);
    }
    kiosk.push_these(&venue, &kiosk.journal[..500]);
    let epoch = kiosk.push_these(&venue, &kiosk.journal[500..]).epoch;
    let first = kiosk.feed(&venue, "", 0, 0);
    assert_eq!(
        (first.items.len(), first.next, first.more),
        (500, feed_place(500), true)
    );
    let second = kiosk.feed(&venue, &epoch, first.next, 0);
    assert_eq!(
        (second.items.len(), second.next, second.more),
        (200, feed_place(700), false)
    );
    // A cursor of another epoch of the server means nothing: from the start.
    let lost = kiosk.feed(&venue, "another", feed_place(700), 0);
    assert_eq!((lost.items.len(), lost.epoch), (500, epoch.clone()));
    assert_eq!(
        kiosk.feed(&venue, &epoch, feed_place(9_999), 0).items.len(),
        500
    );
}

#[test]
fn refusals_are_skipped_in_the_feed() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk
        .refusal(0, shared::checkin::Reason::Malformed)
        .body("{}")
        .entry(1, 0);
    let epoch = kiosk.push(&venue).epoch;
    let reply = kiosk.feed(&venue, &epoch, 0, 0);
    assert_eq!(
        (reply.items.len(), reply.next, reply.more),
        (1, feed_place(3), false)
    );
}

#[test]
fn staff_passages_and_annulments_reach_all_doors() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let gate: shared::ids::GateId = "main".parse().unwrap();
    let by_staff = |ticket: Option<u32>| Fact::Overridden {
        gate: gate.clone(),
        claims: ticket.map(claims),
        people: 2,
        refused: None,
        reason: "other".parse().unwrap(),
        staff: None,
    };
    let walked = |direction| Fact::Walked {
        gate: gate.clone(),
        direction,
        kind: claims(1).kind,
        people: 3,
        staff: None,
    };
    let annulled = |seq| Fact::Annulled {
        gate: gate.clone(),
        target: RecordId {
            kiosk: kiosk.origin.kiosk.clone(),
            incarnation: kiosk.origin.incarnation,
            seq,
        },
        ticket: None,
        staff: None,
    };
    let annulments = [annulled(1), annulled(3), annulled(99)];
    kiosk.fact(by_staff(Some(7)), 0).fact(by_staff(None), 1);
    kiosk
        .fact(walked(Direction::In), 2)
        .fact(walked(Direction::Out), 3);
    for annulment in annulments {
        kiosk.fact(annulment, 4);
    }
    kiosk.fact(Fact::Rehearsed(Box::new(walked(Direction::In))), 5);
    let epoch = kiosk.push(&venue).epoch;
    let reply = kiosk.feed(&venue, &epoch, 0, 0);
    assert_eq!(
        (reply.items.len(), reply.next),
        (7, feed_place(8)),
        "a rehearsal is not told"
    );
    let told = known(&reply);
    let passage = told[0].passage().unwrap().unwrap();
    assert_eq!((passage.claims.number.0, passage.by_staff), (7, true));
    let walks: Vec<_> = told[1..4]
        .iter()
        .map(|item| item.walk_in().unwrap())
        .collect();
    let flow = walks
        .iter()
        .map(|walk| (walk.direction, walk.kind, walk.people));
    let visitor = Some(claims(1).kind);
    assert_eq!(
        flow.collect::<Vec<_>>(),
        [
            (Direction::In, None, 2),
            (Direction::In, visitor, 3),
            (Direction::Out, visitor, 3)
        ]
    );
    let annulments = told[4..].iter().map(|item| item.annulment().unwrap());
    let tickets = annulments.map(|(target, ticket)| (target.seq, ticket.map(|ticket| ticket.0)));
    assert_eq!(
        tickets.collect::<Vec<_>>(),
        [(1, Some(7)), (3, None), (99, None)]
    );
}

#[test]
fn revocation_while_running_is_passed_in_order() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let request = IssueRequest {
        count: 2,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(2),
    };
    let issued = tickets::issue(&venue.database(), &request, system_time()).unwrap();
    let epoch = kiosk.entry(1, 0).push(&venue).epoch;
    let change = |to| {
        let name = TicketName::Number(issued[1].number);
        tickets::change_status(&venue.database(), name, to, OPENING).unwrap();
    };
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| kiosk.feed(&venue, &epoch, feed_place(1), 30));
        change(StatusChange::Block);
        let reply = waiting.join().unwrap();
        let standing = known(&reply)[0].ticket_status().unwrap();
        assert_eq!(standing, (issued[1].number, TicketStatus::Blocked(OPENING)));
    });
    change(StatusChange::Revoke);
    kiosk.entry(2, 1).push(&venue);
    change(StatusChange::Reinstate);
    let kinds: Vec<&str> = known(&kiosk.feed(&venue, &epoch, 0, 0))
        .iter()
        .map(|item| match item {
            KnownItem::Entry(_) => "entry",
            KnownItem::Exit(_) => "exit",
            KnownItem::Revoked(_) => "revoked",
            KnownItem::Blocked(_) => "blocked",
            KnownItem::Reinstated(_) => "reinstated",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        ["entry", "blocked", "revoked", "entry", "reinstated"]
    );
}

#[test]
fn key_reaches_all_catalogue_only_those_without() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let epoch = kiosk.push(&venue).epoch;
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| kiosk.feed(&venue, &epoch, 0, 30));
        assert_eq!(keys::add(&venue.database(), OPENING).unwrap(), KeyId(2));
        let reply = waiting.join().unwrap();
        let keys: Vec<u8> = reply.keys.iter().map(|key| key.id.0).collect();
        assert_eq!((keys, reply.catalogue), (vec![1, 2], None));
    });
    let mut answer = ureq::get(venue.url("/api/v1/feed"))
        .header("authorization", format!("Bearer {}", kiosk.token))
        .call()
        .unwrap();
    let reply: FeedReply =
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    assert_eq!(reply.catalogue_version, 1);
    assert_eq!(*reply.catalogue.unwrap(), crate::venue::catalogue());
}

#[test]
fn held_request_ends_when_server_stops() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let epoch = kiosk.push(&venue).epoch;
    let url = venue.url(&format!(
        "/api/v1/feed?epoch={epoch}&after=0&catalogue=1&wait_s=30"
    ));
    let held = std::thread::spawn(move || {
        let answer = ureq::get(url)
            .header("authorization", format!("Bearer {}", kiosk.token))
            .call();
        // A request that had not arrived when the server stopped is refused, which is as good.
        answer.map(|mut answer| answer.body_mut().read_to_string().unwrap())
    });
    venue.stop();
    if let Ok(answer) = held.join().unwrap() {
        let reply: FeedReply = serde_json::from_str(&answer).unwrap();
        assert_eq!(reply.items, []);
    }
}
