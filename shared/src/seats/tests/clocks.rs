//! Clocks that are wrong by more than they may be.

use super::*;

/// Not so much that the session has begun by the clock that is ahead.
const WRONG_MS: i64 = 55 * 60_000;

impl Scene {
    /// Returns a report, and its answer by a server whose clock is ahead.
    fn meet_ahead(&mut self, kiosk: usize, waiting: u32) -> Vec<u32> {
        let report = self.report(kiosk, waiting);
        let kiosks = self.allocations.len() as u32;
        let ahead = self.now.plus(WRONG_MS);
        let answer = self
            .allocator
            .accept_report(&Self::id(kiosk), &report, kiosks, ahead);
        self.allocations[kiosk].apply_answer(&answer, Some(self.now))
    }
}

#[test]
fn server_clock_ahead_grants_no_kept_seat() {
    let mut scene = Scene::new(8, 3);
    let (mine, cut_off) = (scene.give(0).unwrap(), scene.give(1).unwrap());
    for _ in 0..3 {
        scene.meet_ahead(0, 8);
        scene.meet_ahead(2, 8);
    }
    assert_eq!(scene.allocator.is_behind(&Scene::id(0)), Some(WRONG_MS));
    let free = |kiosk: usize| {
        let allocation = &scene.allocations[kiosk];
        allocation.free(TokenKind::Stock) + allocation.free(TokenKind::Late)
    };
    let all = free(0) + free(1) + free(2) + 2;
    assert!(all <= 8, "{all} of 8");
    assert_eq!(scene.status(0, mine), Some(SeatStatus::Confirmed));
    // A kiosk that was cut off keeps what it has given out.
    assert_eq!(scene.meet_ahead(1, 0), [0; 0]);
    assert_eq!(scene.status(1, cut_off), Some(SeatStatus::Confirmed));
    // Somebody sets the clock.
    scene.meet(0, 0);
    assert_eq!(scene.allocator.is_behind(&Scene::id(0)), None);
}

#[test]
fn last_call_by_wrong_clock_is_taken_back() {
    let mut scene = Scene::new(6, 3);
    let mut report = scene.report(0, 1);
    // The only kiosk in contact has followed the server's clock.
    report.now = report.now.map(|now| now.plus(WRONG_MS));
    let ahead = scene.now.plus(WRONG_MS);
    let answer = scene
        .allocator
        .accept_report(&Scene::id(0), &report, 3, ahead);
    assert_eq!(answer.called, Some(before(10)));
    assert!(scene.allocator.pool() > 0);
    scene.meet(2, 0);
    assert_eq!(scene.allocator.answer(&Scene::id(2), LIFE).called, None);
    assert_eq!(scene.allocator.pool(), 0, "kept for those who had it");
}

#[test]
fn granted_seats_stay_when_server_clock_falls_back() {
    let mut scene = Scene::new(4, 2);
    let awaited = [scene.give(0).unwrap(), scene.give(0).unwrap()];
    // Two minutes after the last call those two are free again, and go to people who wait.
    scene.now = before(7);
    for _ in 0..5 {
        scene.meet(1, 4);
        while scene.give(1).is_ok() {}
    }
    scene.meet(1, 0);
    assert_eq!(scene.allocator.given().count(), 4);
    // The server's clock falls back by an hour, and then the first kiosk is heard.
    let report = scene.report(0, 0);
    let fallen_back = scene.now.plus(-WRONG_MS);
    let answer = scene
        .allocator
        .accept_report(&Scene::id(0), &report, 2, fallen_back);
    scene.allocations[0].apply_answer(&answer, Some(scene.now));
    assert_eq!(scene.allocator.given().count(), 4, "no place has two");
    assert_eq!(
        awaited.map(|it| scene.status(0, it)),
        [Some(SeatStatus::Lapsed); 2]
    );
}

#[test]
fn slow_kiosk_stops_once_told_last_call() {
    let mut scene = Scene::new(4, 2);
    scene.now = before(7);
    scene.meet(1, 0);
    let behind = Some(scene.now.plus(-WRONG_MS));
    let report = scene.allocations[0].report(0, behind);
    let answer = scene.answer(0, &report);
    scene.allocations[0].apply_answer(&answer, behind);
    // It was heard, so the last call waits for it; once it is over, stock is not open any more by any clock.
    scene.now = scene.now.plus(60_000);
    scene.meet(1, 0);
    let answer = scene.allocator.answer(&Scene::id(0), LIFE);
    assert_eq!(answer.called, Some(before(10)));
    scene.allocations[0].apply_answer(&answer, behind);
    assert_eq!(scene.allocations[0].free(TokenKind::Stock), 0);
}
