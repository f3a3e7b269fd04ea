//! Seat allocations on the disk: what is given out stays given out, whatever happens to the kiosk.

use kiosk_fixtures::seats::{Counterpart, STARTS, WHEEL};
use shared::ids::TicketNumber;
use shared::seats::{NoSeat, SeatStatus};

use super::*;
use crate::scene::{SeatExchange, hall_journal};

/// Gives a ticket a seat, as a desk does.
fn give(journal: &mut Journal, ticket: u32) -> Result<u32, NoSeat> {
    let tx = journal.write_tx().unwrap();
    let now = tx.known_time(&stamp(MORNING)).unwrap();
    let mut kept = tx.allocation(WHEEL).unwrap().ok_or(NoSeat::Ask)?;
    let number = kept.allocation.give(TicketNumber(ticket), STARTS, now)?;
    tx.store_allocation(WHEEL, &kept).unwrap();
    tx.commit().unwrap();
    Ok(number)
}

/// So many milliseconds later, in the same run of the device.
fn later(ms: i64) -> Stamp {
    Stamp {
        mono_ms: 1 + ms.unsigned_abs(),
        ..stamp(MORNING.plus(ms))
    }
}

fn standing(journal: &mut Journal, number: u32) -> Option<SeatStatus> {
    journal.seat_allocations().unwrap()[WHEEL]
        .allocation
        .status(number)
}

#[test]
fn a_kiosk_that_is_switched_off_knows_afterwards_what_it_has_given_out() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Counterpart::new(2);
    let mut journal = hall_journal(dir.path());
    server.settle("A1", &mut journal, MORNING);
    assert_eq!(give(&mut journal, 7), Ok(1));
    // Killed, not closed.
    std::mem::forget(journal);
    let mut journal = super::journal(dir.path());
    assert_eq!(standing(&mut journal, 1), Some(SeatStatus::UntilLastCall));
    assert_eq!(give(&mut journal, 8), Ok(2));
    assert_eq!(give(&mut journal, 9), Err(NoSeat::Ask), "half of them");
    server.settle("A1", &mut journal, MORNING);
    assert_eq!(standing(&mut journal, 1), Some(SeatStatus::Confirmed));
    assert_eq!(server.allocator.given().count(), 2);
}

#[test]
fn what_was_returned_is_not_given_out_when_the_answer_was_lost() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Counterpart::new(1);
    let mut journal = hall_journal(dir.path());
    server.settle("A1", &mut journal, MORNING);
    // From two minutes before the last call on, unused stock goes back with the next report.
    let late = later(49 * 60_000);
    let report = |journal: &mut Journal| journal.report_allocations(true, None, &late).unwrap();
    let first = report(&mut journal);
    std::mem::forget(journal);
    let mut journal = super::journal(dir.path());
    assert_eq!(give(&mut journal, 7), Err(NoSeat::Ask));
    let second = report(&mut journal);
    assert_eq!(first.allocations[0].message.stock.returned, 4);
    assert_eq!(second.allocations[0].message.stock.returned, 4);
    assert!(second.allocations[0].message.number > first.allocations[0].message.number);
}

#[test]
fn after_the_power_was_off_no_place_is_given_out_before_the_server_was_heard() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Counterpart::new(1);
    let mut journal = hall_journal(dir.path());
    assert!(
        !journal
            .report_allocations(true, None, &stamp(MORNING))
            .unwrap()
            .whole
    );
    server.settle("A1", &mut journal, MORNING);
    let known = |journal: &mut Journal, stamp: &Stamp| {
        let tx = journal.write_tx().unwrap();
        tx.known_time(stamp).unwrap()
    };
    assert_eq!(known(&mut journal, &stamp(MORNING)), Some(MORNING));
    let another_run = Stamp {
        boot: "b2".to_owned(),
        ..stamp(MORNING)
    };
    assert_eq!(known(&mut journal, &another_run), None);
    let clock_was_set = stamp(MORNING.plus(-7 * 3_600_000));
    assert_eq!(known(&mut journal, &clock_was_set), None);
    let an_hour_later = later(3_600_000);
    let hour = Some(MORNING.plus(3_600_000));
    assert_eq!(known(&mut journal, &an_hour_later), hour);
}

#[test]
fn a_disk_that_was_set_back_begins_a_new_life_and_what_it_gave_out_stays_with_the_old_one() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Counterpart::new(1);
    let mut journal = hall_journal(dir.path());
    server.settle("A1", &mut journal, MORNING);
    let before = journal.seat_allocations().unwrap()[WHEEL].clone();
    for ticket in 7..10 {
        give(&mut journal, ticket).unwrap();
        server.settle("A1", &mut journal, MORNING);
    }
    let tx = journal.write_tx().unwrap();
    tx.store_allocation(WHEEL, &before).unwrap();
    tx.commit().unwrap();
    server.meet("A1", &mut journal, 0, MORNING);
    let now = journal.seat_allocations().unwrap()[WHEEL].clone();
    assert!(now.allocation.incarnation() > before.allocation.incarnation());
    assert_eq!(give(&mut journal, 20), Err(NoSeat::Ask));
    assert_eq!(server.allocator.given().count(), 3, "as promised");
}

#[test]
fn a_door_holds_no_shares_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Counterpart::new(1);
    let mut journal = hall_journal(dir.path());
    for _ in 0..2 {
        let push = journal
            .report_allocations(false, None, &stamp(MORNING))
            .unwrap();
        assert_eq!(push.allocations, []);
        let reply = server.answer("A1", &push, MORNING);
        journal.apply_seats_reply(&reply, &stamp(MORNING)).unwrap();
    }
    let push = journal
        .report_allocations(false, None, &stamp(MORNING))
        .unwrap();
    assert!(push.whole);
}
