//! The seats of sessions that have only so many.

use shared::ids::KioskId;
use shared::seats::{SeatAllocator, SeatTerms};

use super::journal::opening;
use super::{RecordsDatabase, contract};
use crate::operations::seats;
use crate::ports::{Enrolment, StoredAllocator};

contract! { crate::contract::exhibition:
    allocator_of_earlier_epoch_waits_for_kiosks
    kiosk_without_seats_is_noted
}

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
