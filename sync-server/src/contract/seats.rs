//! The seats of sessions that have only so many.

use shared::ids::{Incarnation, KioskId, TicketNumber};
use shared::seats::{SeatAllocation, SeatAllocator, SeatTerms};

use super::journal::opening;
use super::{RecordsDatabase, contract};
use crate::operations::seats::{self, SeatsError};
use crate::operations::tickets::TicketName;
use crate::ports::{Enrolment, StoredAllocator};

contract! { crate::contract::exhibition:
    allocator_of_earlier_epoch_waits_for_kiosks
    kiosk_without_seats_is_noted
    released_seats_go_to_others
}

const HOUR: i64 = 3_600_000;
const SESSION: &str = "d2-0930-cobalt";

fn add_kiosk(db: &impl RecordsDatabase) -> KioskId {
    let id: KioskId = "A1".parse().unwrap();
    let catalogue = super::journal::catalogue();
    let kiosk = Enrolment {
        id: &id,
        gate: &catalogue.gates[0].id,
        direction: "in",
        both_ways: false,
        role: "hall",
        token_sha256: [1; 32],
    };
    let change = db.database().write().unwrap();
    change.insert_device(&kiosk, opening()).unwrap();
    change.commit().unwrap();
    id
}

fn allocator_of_earlier_epoch_waits_for_kiosks(db: &mut impl RecordsDatabase) {
    let kiosk = add_kiosk(db);
    let epoch = db.database().read().unwrap().epoch().unwrap();
    let stored = StoredAllocator {
        allocator: SeatAllocator::new(SeatTerms::new(16, opening())),
        epoch,
    };
    let mut written = None;
    db.write(&mut |tx| {
        for _ in 0..2 {
            tx.write_allocator(SESSION, &stored)?;
        }
        written = tx.stored_allocators()?.remove(SESSION);
        Ok(())
    })
    .unwrap();
    assert_eq!(written.as_ref(), Some(&stored));
    let db = db.database();
    let allocators = db.read().unwrap().seat_allocators(opening()).unwrap();
    assert_eq!(allocators[SESSION], stored.allocator);
    assert_eq!(seats::give_up(db, &kiosk, opening()).unwrap(), 0);
    db.begin_epoch().unwrap();
    let allocators = db.read().unwrap().seat_allocators(opening()).unwrap();
    assert!(allocators[SESSION].waits_for(&kiosk));
    assert_eq!(seats::give_up(db, &kiosk, opening()).unwrap(), 1);
    let sessions = seats::list(db, Some(SESSION), opening()).unwrap().sessions;
    assert_eq!((sessions[0].capacity, sessions[0].waits_for.len()), (16, 0));
}

fn kiosk_without_seats_is_noted(db: &mut impl RecordsDatabase) {
    let kiosk = add_kiosk(db);
    db.write(&mut |tx| {
        assert!(tx.seat_kiosks()?[&kiosk]);
        tx.set_gives_seats(&kiosk, false)?;
        assert!(!tx.seat_kiosks()?[&kiosk]);
        Ok(())
    })
    .unwrap();
}

/// Reports one seat that the kiosk has given to a ticket.
fn give_seat(db: &mut impl RecordsDatabase, kiosk: &KioskId, ticket: TicketNumber) {
    let mut allocation = SeatAllocation::new(Incarnation(1));
    let mut allocator = SeatAllocator::new(SeatTerms::new(16, opening().plus(HOUR)));
    for _ in 0..2 {
        let report = allocation.report(1, Some(opening()));
        let answer = allocator.accept_report(kiosk, &report, 1, opening());
        allocation.apply_answer(&answer, Some(opening()));
    }
    let closes = opening().plus(HOUR);
    allocation.give(ticket, closes, Some(opening())).unwrap();
    let report = allocation.report(0, Some(opening()));
    allocator.accept_report(kiosk, &report, 1, opening());
    let epoch = db.database().read().unwrap().epoch().unwrap();
    let stored = StoredAllocator { allocator, epoch };
    db.write(&mut |tx| tx.write_allocator(SESSION, &stored))
        .unwrap();
}

fn released_seats_go_to_others(db: &mut impl RecordsDatabase) {
    let kiosk = add_kiosk(db);
    super::tickets::issue(db.database(), 2);
    let (holder, other) = (TicketNumber(1), TicketNumber(2));
    give_seat(db, &kiosk, holder);
    let db = db.database();
    let taken = || {
        let list = seats::list(db, Some(SESSION), opening()).unwrap();
        list.sessions[0].tickets.len()
    };
    assert_eq!(taken(), 1);
    let release = |ticket, from: Option<&KioskId>, session: &str| {
        seats::release(db, session, TicketName::Number(ticket), from, opening())
    };
    let elsewhere = "B2".parse().unwrap();
    for refused in [
        release(other, None, SESSION),
        release(TicketNumber(3), None, SESSION),
        release(holder, Some(&elsewhere), SESSION),
        release(holder, None, "no-session"),
    ] {
        let error = refused.unwrap_err();
        assert!(!matches!(error, SeatsError::Database(_)), "{error}");
    }
    assert_eq!(taken(), 1);
    let released = release(holder, Some(&kiosk), SESSION).unwrap();
    assert_eq!((released.at_once, released.when_reported), (0, 1));
    assert_eq!(taken(), 0);
    assert!(matches!(
        release(holder, None, SESSION),
        Err(SeatsError::NoSeats(_))
    ));
}
