//! Sessions that get fewer seats, or are moved, after kiosks have their allocations.

use super::*;

/// Returns how many seats a kiosk has in stock that nobody has yet.
fn in_stock(scene: &Scene) -> u32 {
    let allocations = scene.allocations.iter();
    allocations
        .map(|allocation| allocation.free(TokenKind::Stock))
        .sum()
}

/// The session begins so many minutes later, with so many seats.
fn postpone(scene: &mut Scene, minutes: i64, capacity: u16) {
    let starts = STARTS.plus(minutes * 60_000);
    scene.allocator.set_terms(SeatTerms::new(capacity, starts));
}

#[test]
fn excess_is_returned_even_when_cut_off_then() {
    let mut scene = Scene::new(12, 3);
    assert_eq!(in_stock(&scene), 12);
    scene.allocator.set_terms(SeatTerms::new(8, STARTS));
    for kiosk in 0..3 {
        scene.meet(kiosk, 0);
    }
    // Now all are cut off, and people throng.
    let throng = (0..3).flat_map(|kiosk| [kiosk; 5]);
    let given = throng.filter(|kiosk| scene.give(*kiosk).is_ok()).count();
    assert_eq!(given, 8);
}

#[test]
fn excess_comes_from_kiosk_with_most_to_spare() {
    let mut scene = Scene::new(12, 3);
    for _ in 0..4 {
        scene.give(0).unwrap();
    }
    scene.give(1).unwrap();
    for kiosk in 0..3 {
        scene.meet(kiosk, 0);
    }
    scene.allocator.set_terms(SeatTerms::new(4, STARTS));
    for kiosk in [2, 1, 0] {
        scene.meet(kiosk, 1);
    }
    assert_eq!((in_stock(&scene), scene.allocator.given().count()), (0, 5));
    assert_eq!(scene.give(0), Err(NoSeat::Full));
    // One comes back, and is one too many still.
    assert!(scene.allocations[1].take_back(1));
    for kiosk in [1, 0, 1, 0] {
        scene.meet(kiosk, 1);
    }
    assert_eq!(in_stock(&scene), 0);
}

#[test]
fn cut_off_kiosk_returns_excess_once_told() {
    let mut scene = Scene::new(8, 2);
    scene.now = scene.now.plus(60_000);
    scene.allocator.set_terms(SeatTerms::new(2, STARTS));
    scene.meet(0, 0);
    assert_eq!(
        scene.allocations[0].free(TokenKind::Stock),
        0,
        "all that can be had here"
    );
    scene.meet(1, 0);
    assert_eq!(scene.allocations[1].free(TokenKind::Stock), 2);
    scene.meet(1, 0);
    scene.meet(0, 0);
    assert_eq!((scene.allocator.away(), scene.allocator.pool()), (2, 0));
}

#[test]
fn postponed_session_is_granted_anew_after_last_call() {
    let mut scene = Scene::new(8, 2);
    scene.now = before(7);
    scene.meet(0, 0);
    scene.meet(1, 0);
    assert_eq!((in_stock(&scene), scene.allocator.pool()), (0, 8));
    postpone(&mut scene, 180, 8);
    for kiosk in [0, 1, 0, 1] {
        scene.meet(kiosk, 0);
    }
    assert_eq!(in_stock(&scene), 8);
    // The kiosks are cut off, and have something to give.
    let later = STARTS.plus(180 * 60_000);
    let told = scene.allocations[0].give(TicketNumber(7), later, Some(scene.now));
    assert_eq!(told, Ok(1));
    assert_eq!(
        scene.allocations[0].kept_until(1),
        Some(later.plus(-LAST_CALL_MS))
    );
}

#[test]
fn postponing_does_not_prolong_overdue_seat() {
    let mut scene = Scene::new(4, 2);
    let first = scene.give(0).unwrap();
    scene.give(0).unwrap();
    // It is cut off over the last call; the other kiosk gives out three of the four.
    scene.now = before(7);
    for _ in 0..2 {
        scene.meet(1, 3);
    }
    assert_eq!(
        (scene.give(1), scene.give(1), scene.give(1)),
        (Ok(1), Ok(2), Ok(3))
    );
    scene.meet(1, 0);
    postpone(&mut scene, 180, 4);
    let told = scene.allocations[0].kept_until(first);
    assert_eq!(scene.meet(0, 0), [2], "there is room for one");
    assert_eq!(in_stock(&scene), 0, "its token is elsewhere");
    assert_eq!(scene.allocations[0].kept_until(2), told);
    scene.meet(0, 0);
    assert_eq!(scene.status(0, first), Some(SeatStatus::Confirmed));
    assert_eq!((in_stock(&scene), scene.allocator.pool()), (0, 0));
}

#[test]
fn void_token_is_not_given_after_postponing() {
    let mut scene = Scene::new(4, 2);
    let (_, second) = (scene.give(0).unwrap(), scene.give(0).unwrap());
    // It is cut off over the last call; the other kiosk gives out three of the four.
    scene.now = before(7);
    for _ in 0..2 {
        scene.meet(1, 3);
    }
    for _ in 0..3 {
        scene.give(1).unwrap();
    }
    scene.meet(1, 0);
    postpone(&mut scene, 180, 4);
    // While its report is under way somebody brings a seat back: the one there is no room for.
    let report = scene.report(0, 0);
    assert!(scene.allocations[0].take_back(second));
    let answer = scene.answer(0, &report);
    assert_eq!(answer.lapsed, [second]);
    let now = Some(scene.now);
    scene.allocations[0].apply_answer(&answer, now);
    let later = STARTS.plus(180 * 60_000);
    let told = scene.allocations[0].give(TicketNumber(7), later, now);
    assert_eq!(told, Err(NoSeat::Full));
}
