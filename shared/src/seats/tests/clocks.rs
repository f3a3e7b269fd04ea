//! Clocks that are wrong by more than they may be.

use super::*;

/// Not so much that the session has begun by the clock that is ahead.
const WRONG_MS: i64 = 55 * 60_000;

impl Scene {
    /// A report, and its answer by a server whose clock is ahead.
    fn meet_ahead(&mut self, kiosk: usize, waiting: u32) -> Vec<u32> {
        let report = self.report(kiosk, waiting);
        let kiosks = self.shares.len() as u32;
        let ahead = self.now.plus(WRONG_MS);
        let word = self
            .allocator
            .hear(&Self::id(kiosk), &report, kiosks, ahead);
        self.shares[kiosk].hear(&word, Some(self.now))
    }
}

#[test]
fn a_server_that_comes_up_with_its_clock_ahead_hands_nothing_on_that_kiosks_still_give() {
    let mut scene = Scene::new(8, 3);
    let (mine, cut_off) = (scene.give(0).unwrap(), scene.give(1).unwrap());
    for _ in 0..3 {
        scene.meet_ahead(0, 8);
        scene.meet_ahead(2, 8);
    }
    assert_eq!(scene.allocator.is_behind(&Scene::id(0)), Some(WRONG_MS));
    let free = |kiosk: usize| {
        let share = &scene.shares[kiosk];
        share.free(TokenKind::Stock) + share.free(TokenKind::Late)
    };
    let all = free(0) + free(1) + free(2) + 2;
    assert!(all <= 8, "{all} of 8");
    assert_eq!(scene.standing(0, mine), Some(SeatStatus::Confirmed));
    // Whoever was cut off keeps what it has given out.
    assert_eq!(scene.meet_ahead(1, 0), [0; 0]);
    assert_eq!(scene.standing(1, cut_off), Some(SeatStatus::Confirmed));
    // Somebody sets the clock.
    scene.meet(0, 0);
    assert_eq!(scene.allocator.is_behind(&Scene::id(0)), None);
}

#[test]
fn a_last_call_that_came_by_a_wrong_clock_alone_is_taken_back_once_the_clock_is_set() {
    let mut scene = Scene::new(6, 3);
    let mut report = scene.report(0, 1);
    // The only kiosk in contact has followed the server's clock.
    report.now = report.now.map(|now| now.plus(WRONG_MS));
    let ahead = scene.now.plus(WRONG_MS);
    let word = scene.allocator.hear(&Scene::id(0), &report, 3, ahead);
    assert_eq!(word.called, Some(before(10)));
    assert!(scene.allocator.pool() > 0);
    scene.meet(2, 0);
    assert_eq!(scene.allocator.word(&Scene::id(2), LIFE).called, None);
    assert_eq!(scene.allocator.pool(), 0, "kept for those who had it");
}

#[test]
fn what_was_handed_on_stays_so_though_the_servers_clock_falls_back_behind_the_last_call() {
    let mut scene = Scene::new(4, 2);
    let unheard = [scene.give(0).unwrap(), scene.give(0).unwrap()];
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
    let word = scene.allocator.hear(&Scene::id(0), &report, 2, fallen_back);
    scene.shares[0].hear(&word, Some(scene.now));
    assert_eq!(scene.allocator.given().count(), 4, "no place has two");
    assert_eq!(
        unheard.map(|it| scene.standing(0, it)),
        [Some(SeatStatus::Lapsed); 2]
    );
}

#[test]
fn a_kiosk_whose_clock_is_behind_gives_out_nothing_of_its_stock_once_it_hears_of_the_last_call() {
    let mut scene = Scene::new(4, 2);
    scene.now = before(7);
    scene.meet(1, 0);
    let behind = Some(scene.now.plus(-WRONG_MS));
    let report = scene.shares[0].report(0, behind);
    let word = scene.answer(0, &report);
    scene.shares[0].hear(&word, behind);
    // It was heard, so the last call waits for it; once it is over, stock is not open any more by any clock.
    scene.now = scene.now.plus(60_000);
    scene.meet(1, 0);
    let word = scene.allocator.word(&Scene::id(0), LIFE);
    assert_eq!(word.called, Some(before(10)));
    scene.shares[0].hear(&word, behind);
    assert_eq!(scene.shares[0].free(TokenKind::Stock), 0);
}
