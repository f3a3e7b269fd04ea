//! Seats that the organisers take away from a ticket.

use super::*;

impl Scene {
    fn release(&mut self, gone: bool) -> (u32, u32) {
        let released = self.allocator.release(TicketNumber(7), None, |_| gone);
        (released.at_once, released.when_reported)
    }
}

#[test]
fn released_seat_is_free_once_kiosk_reports() {
    let mut scene = Scene::new(2, 2);
    let number = scene.give(0).unwrap();
    assert_eq!(scene.release(false), (0, 0), "not heard of yet");
    scene.meet(0, 0);
    scene.give(1).unwrap();
    assert_eq!(scene.release(false), (0, 1));
    assert_eq!((scene.allocator.left(), scene.allocator.pool()), (2, 0));
    scene.meet(1, 1);
    assert_eq!(scene.give(1), Err(NoSeat::Ask), "its kiosk may give it");
    scene.meet(0, 0);
    assert_eq!(scene.status(0, number), None);
    assert_eq!(scene.give(0), Err(NoSeat::Ask), "its token is on its way");
    scene.meet(0, 0);
    scene.meet(1, 1);
    assert_eq!(scene.give(1), Ok(2));
    assert_eq!(scene.give(0), Err(NoSeat::Ask));
}

#[test]
fn gone_kiosks_released_seat_is_free_at_once() {
    let mut scene = Scene::new(2, 2);
    scene.give(0).unwrap();
    scene.give(1).unwrap();
    scene.meet(0, 0);
    scene.meet(1, 0);
    scene.allocations[0] = SeatAllocation::new(Incarnation(2));
    scene.meet(0, 0);
    scene.meet(0, 0);
    assert_eq!(scene.release(false), (1, 1));
    assert_eq!(scene.allocator.pool(), 1);
    let mut scene = Scene::new(1, 1);
    scene.give(0).unwrap();
    scene.meet(0, 0);
    assert_eq!(scene.release(true), (1, 0));
    assert_eq!(scene.allocator.pool(), 1);
    // Should it come back after all, it returns what it has.
    for _ in 0..2 {
        scene.meet(0, 0);
    }
    let free = scene.allocations[0].free(TokenKind::Stock);
    assert_eq!((free, scene.allocator.away()), (1, 1), "granted anew");
}

#[test]
fn seat_returned_and_given_again_is_not_released() {
    let mut scene = Scene::new(1, 1);
    let number = scene.give(0).unwrap();
    scene.meet(0, 0);
    scene.release(false);
    assert!(scene.allocations[0].take_back(number));
    let other = scene.give(0).unwrap();
    scene.meet(0, 0);
    scene.meet(0, 0);
    assert_eq!(scene.status(0, other), Some(SeatStatus::Confirmed));
    assert_eq!(scene.allocator.pool(), 0);
}

#[test]
fn late_token_of_cut_off_kiosk_is_kept() {
    let mut scene = Scene::new(2, 2);
    scene.give(0).unwrap();
    scene.meet(0, 0);
    assert_eq!(scene.release(false), (0, 1));
    scene.now = before(8);
    scene.meet(1, 2);
    assert_eq!(
        (scene.give(1), scene.give(1)),
        (Ok(1), Ok(2)),
        "of the stock"
    );

    let mut scene = Scene::new(2, 2);
    scene.now = before(8);
    scene.meet(0, 1);
    scene.meet(0, 1);
    let number = scene.give(0).unwrap();
    scene.meet(0, 0);
    assert_eq!(scene.release(false), (0, 1));
    scene.meet(1, 2);
    scene.meet(1, 2);
    assert_eq!((scene.give(1), scene.give(1)), (Ok(1), Err(NoSeat::Ask)));
    // It has not heard of the release, and gives the seat to the next, who keeps it.
    assert!(scene.allocations[0].take_back(number));
    let other = scene.give(0).unwrap();
    scene.meet(0, 0);
    assert_eq!(scene.status(0, other), Some(SeatStatus::Confirmed));
}
