//! Seats in a session, as a ticket gets them at the desk.

use shared::ids::{KioskId, TicketNumber};
use shared::protocol::v1::SeatsElsewhere;
use shared::record::Stamp;
use shared::ticket::{self, EntryPolicy};
use view::{Kept, SeatAnswer};

use super::*;
use crate::recognise::Shown;
use crate::scene::seats::{Counterpart, STARTS, SeatExchange, WHEEL, hall_desk};

/// A ticket for so many people, valid on the first two days.
fn ticket_for(number: u32, party: u8) -> String {
    let claims = shared::ticket::Claims {
        party,
        ..claims(number, EntryPolicy::OncePerDay)
    };
    ticket::issue(&claims, &key()).unwrap()
}

fn ask_at(desk: &mut Desk, code: &str, people: Option<u16>, stamp: &Stamp) -> SeatAnswer {
    let shown = Shown::Text(code);
    let said = desk.take_seats(WHEEL, shown, people, false, stamp);
    said.unwrap().1
}

fn ask(desk: &mut Desk, code: &str, people: Option<u16>) -> SeatAnswer {
    ask_at(desk, code, people, &stamp(MORNING))
}

/// A desk in the hall that has met the server, which has handed it all seats.
fn with_all_seats() -> (tempfile::TempDir, Desk, Counterpart) {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = hall_desk(dir.path());
    let mut server = Counterpart::new(1);
    server.settle("A1", &mut desk.journal, MORNING);
    (dir, desk, server)
}

fn kept_until_last_call(people: u16, new: bool) -> SeatAnswer {
    let until = STARTS.plus(-600_000);
    SeatAnswer::Yours {
        people,
        kept: Kept::Until(until),
        new,
    }
}

#[test]
fn party_chooses_number_and_gets_seats_once() {
    let (_dir, mut desk, mut server) = with_all_seats();
    let code = ticket_for(7, 3);
    assert_eq!(ask(&mut desk, &code, None), SeatAnswer::HowMany { most: 3 });
    assert_eq!(
        ask(&mut desk, &code, Some(2)),
        kept_until_last_call(2, true)
    );
    assert_eq!(
        ask(&mut desk, &code, Some(2)),
        kept_until_last_call(2, false)
    );
    assert_eq!(desk.seats_left().unwrap()[WHEEL], 2);
    server.settle("A1", &mut desk.journal, MORNING);
    let confirmed = SeatAnswer::Yours {
        people: 2,
        kept: Kept::ToTheEnd,
        new: false,
    };
    assert_eq!(ask(&mut desk, &code, None), confirmed);
    assert_eq!(desk.seats_left().unwrap()[WHEEL], 2);
    assert!(desk.give_back(WHEEL, TicketNumber(7)).unwrap());
    assert!(!desk.give_back(WHEEL, TicketNumber(7)).unwrap());
    server.settle("A1", &mut desk.journal, MORNING);
    assert_eq!(desk.seats_left().unwrap()[WHEEL], 4);
}

#[test]
fn whole_party_gets_seats_or_nobody() {
    let (_dir, mut desk, _server) = with_all_seats();
    let first = ask(&mut desk, &ticket_for(7, 3), Some(3));
    assert_eq!(first, kept_until_last_call(3, true));
    let second = ask(&mut desk, &ticket_for(8, 2), Some(2));
    assert_eq!(second, SeatAnswer::TooFew { left: 1 });
    let single = ticket_for(9, 1);
    assert_eq!(ask(&mut desk, &single, None), kept_until_last_call(1, true));
    let none = ask(&mut desk, &ticket_for(10, 1), None);
    assert_eq!(none, SeatAnswer::TooFew { left: 0 });
    let theirs = ask(&mut desk, &single, None);
    assert_eq!(theirs, kept_until_last_call(1, false));
}

#[test]
fn only_a_ticket_that_the_door_would_let_in_that_day_gets_a_place() {
    let (_dir, mut desk, _server) = with_all_seats();
    let refused = |answer| match answer {
        SeatAnswer::Refused(reason) => reason,
        other => panic!("not refused: {other:?}"),
    };
    assert_eq!(refused(ask(&mut desk, "a poster", None)), Reason::Malformed);
    let third_day_only = shared::ticket::Claims {
        days: 0b100,
        ..claims(7, EntryPolicy::OncePerDay)
    };
    let code = ticket::issue(&third_day_only, &key()).unwrap();
    assert_eq!(refused(ask(&mut desk, &code, None)), Reason::NotYetValid);
    let revoked = vec![KnownItem::Revoked(standing(8))];
    desk.journal.apply_feed(&feed(1, revoked)).unwrap();
    let code = ticket_for(8, 1);
    assert_eq!(refused(ask(&mut desk, &code, None)), Reason::Revoked);
    assert_eq!(desk.seats_left().unwrap()[WHEEL], 4);
}

#[test]
fn whoever_is_inside_already_gets_a_place_too() {
    let (_dir, mut desk, _server) = with_all_seats();
    let code = ticket_for(7, 1);
    desk.scan(&code, &stamp(MORNING)).unwrap();
    assert_eq!(ask(&mut desk, &code, None), kept_until_last_call(1, true));
}

#[test]
fn seats_from_another_kiosk_name_that_kiosk() {
    let (_dir, mut desk, mut server) = with_all_seats();
    let other: KioskId = kiosk("H2");
    server.elsewhere = vec![SeatsElsewhere {
        ticket: TicketNumber(7),
        kiosk: other.clone(),
        people: 2,
    }];
    server.settle("A1", &mut desk.journal, MORNING);
    let answer = ask(&mut desk, &ticket_for(7, 2), None);
    let elsewhere = SeatAnswer::Elsewhere {
        people: 2,
        kiosk: other,
    };
    assert_eq!(answer, elsewhere);
}

#[test]
fn no_seats_without_clock_or_after_start() {
    let dir = tempfile::tempdir().unwrap();
    let mut new = hall_desk(dir.path());
    let code = ticket_for(7, 1);
    assert_eq!(ask(&mut new, &code, None), SeatAnswer::NoClock);
    let (_dir, mut desk, _server) = with_all_seats();
    let another_run = Stamp {
        boot: "b2".to_owned(),
        ..stamp(MORNING)
    };
    let unknown = ask_at(&mut desk, &code, None, &another_run);
    assert_eq!(unknown, SeatAnswer::NoClock);
    let at = |ms: i64| Stamp {
        mono_ms: (1 + ms) as u64,
        ..stamp(MORNING.plus(ms))
    };
    let begun = ask_at(&mut desk, &code, None, &at(3_600_000));
    assert_eq!(begun, SeatAnswer::Begun);
    let after_last_call = ask_at(&mut desk, &code, None, &at(55 * 60_000));
    assert_eq!(after_last_call, SeatAnswer::Asking { people: 1 });
    let said = desk.take_seats("no such", Shown::Text(&code), None, false, &stamp(MORNING));
    assert_eq!(said.unwrap().1, SeatAnswer::Begun);
}

#[test]
fn rehearsal_gives_no_seats() {
    let (_dir, mut desk, _server) = with_all_seats();
    let code = ticket_for(7, 1);
    let said = desk.take_seats(WHEEL, Shown::Text(&code), None, true, &stamp(MORNING));
    assert_eq!(said.unwrap().1, kept_until_last_call(1, true));
    assert_eq!(desk.seats_left().unwrap()[WHEEL], 4);
}

#[test]
fn disk_that_was_set_back_gives_no_seat_before_server_was_heard() {
    let (_dir, mut desk, mut server) = with_all_seats();
    let image = desk.journal.seat_allocations().unwrap()[WHEEL].clone();
    for number in 7..10 {
        ask(&mut desk, &ticket_for(number, 1), None);
        server.settle("A1", &mut desk.journal, MORNING);
    }
    let tx = desk.journal.write_tx().unwrap();
    tx.store_allocation(WHEEL, &image).unwrap();
    tx.commit().unwrap();
    let another_run = Stamp {
        boot: "b2".to_owned(),
        ..stamp(MORNING)
    };
    let mut meet = |desk: &mut Desk| {
        let push = desk
            .journal
            .report_allocations(true, None, &another_run)
            .unwrap();
        let reply = server.answer("A1", &push, MORNING);
        desk.journal
            .apply_seats_reply(&reply, &another_run)
            .unwrap()
    };
    // The first answer tells the time and no more; then the network goes.
    assert!(meet(&mut desk).again);
    let code = ticket_for(20, 1);
    let answer = ask_at(&mut desk, &code, None, &another_run);
    assert_eq!(answer, SeatAnswer::NoClock);
    // Once it is back, the allocation turns out to be an old one. What it holds stays with its former incarnation.
    for _ in 0..3 {
        meet(&mut desk);
        let answer = ask_at(&mut desk, &code, None, &another_run);
        assert_eq!(answer, SeatAnswer::Asking { people: 1 });
    }
    assert_eq!(server.allocator.given().count(), 3, "as promised");
}
