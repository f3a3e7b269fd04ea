mod clocks;
mod released;
mod restored;
mod states;
mod terms;

use super::*;
use crate::ids::{Incarnation, KioskId, TicketNumber};

/// The session begins here.
const STARTS: UnixMs = UnixMs(100_000_000);
const LIFE: Incarnation = Incarnation(1);

/// Returns the minutes before the session begins.
fn before(minutes: i64) -> UnixMs {
    STARTS.plus(-minutes * 60_000)
}

/// A server and kiosks `k0`, `k1` …, whose clocks are right.
struct Scene {
    allocator: SeatAllocator,
    allocations: Vec<SeatAllocation>,
    now: UnixMs,
}

impl Scene {
    fn new(capacity: u16, kiosks: usize) -> Self {
        let mut scene = Self {
            allocator: SeatAllocator::new(SeatTerms::new(capacity, STARTS)),
            allocations: vec![SeatAllocation::new(LIFE); kiosks],
            now: before(60),
        };
        for kiosk in 0..kiosks {
            // The first contact tells the kiosk of the allocator's epoch, the second brings its allocation.
            scene.meet(kiosk, 0);
            scene.meet(kiosk, 0);
        }
        scene
    }

    fn id(kiosk: usize) -> KioskId {
        format!("k{kiosk}").parse().unwrap()
    }

    fn report(&mut self, kiosk: usize, waiting: u32) -> AllocationMessage {
        self.allocations[kiosk].report(waiting, Some(self.now))
    }

    fn answer(&mut self, kiosk: usize, report: &AllocationMessage) -> AllocatorMessage {
        let kiosks = self.allocations.len() as u32;
        self.allocator
            .accept_report(&Self::id(kiosk), report, kiosks, self.now)
    }

    /// Returns a report and its answer; the numbers of the seats that lapse.
    fn meet(&mut self, kiosk: usize, waiting: u32) -> Vec<u32> {
        let report = self.report(kiosk, waiting);
        let answer = self.answer(kiosk, &report);
        self.allocations[kiosk].apply_answer(&answer, Some(self.now))
    }

    fn give(&mut self, kiosk: usize) -> Result<u32, NoSeat> {
        self.allocations[kiosk].give(TicketNumber(7), STARTS, Some(self.now))
    }

    fn status(&self, kiosk: usize, number: u32) -> Option<SeatStatus> {
        self.allocations[kiosk].status(number)
    }
}

#[test]
fn cut_off_kiosk_gives_only_its_allocation() {
    let mut scene = Scene::new(6, 2);
    for number in 1..=3 {
        assert_eq!(scene.give(0), Ok(number));
        assert_eq!(scene.status(0, number), Some(SeatStatus::UntilLastCall));
    }
    assert_eq!(scene.give(0), Err(NoSeat::Ask));
    assert_eq!(scene.allocator.left(), 6, "the allocator has heard of none");
    scene.meet(0, 0);
    assert_eq!(scene.allocator.left(), 3);
    assert_eq!(scene.status(0, 3), Some(SeatStatus::Confirmed));
    assert_eq!(scene.allocations[0].left(), Some(3));
}

#[test]
fn unused_places_move_to_where_someone_waits() {
    let mut scene = Scene::new(4, 2);
    scene.give(0).unwrap();
    scene.give(0).unwrap();
    assert_eq!(scene.give(0), Err(NoSeat::Ask));
    scene.meet(0, 1);
    // The other kiosk hears that it is asked for one, returns it, and the first is granted it.
    scene.meet(1, 0);
    scene.meet(1, 0);
    scene.meet(0, 1);
    assert_eq!(scene.give(0), Ok(3));
    assert_eq!(scene.allocations[1].free(TokenKind::Stock), 1);
}

#[test]
fn used_up_tokens_asked_back_are_not_returned() {
    let mut scene = Scene::new(4, 2);
    for kiosk in [0, 0, 1, 1] {
        scene.give(kiosk).unwrap();
    }
    // The allocator asks the second for a seat that nobody has by what it knows.
    scene.meet(0, 0);
    scene.meet(1, 1);
    assert!(scene.allocations[0].take_back(1));
    scene.meet(0, 0);
    scene.meet(1, 1);
    scene.meet(0, 0);
    scene.meet(0, 0);
    scene.meet(1, 1);
    assert_eq!(scene.give(1), Ok(3));
}

#[test]
fn full_session_says_so_and_reuses_returned_seat() {
    let mut scene = Scene::new(2, 2);
    scene.give(0).unwrap();
    let number = scene.give(1).unwrap();
    scene.meet(1, 0);
    scene.meet(0, 0);
    assert_eq!(scene.give(0), Err(NoSeat::Full));
    assert!(scene.allocations[1].take_back(number));
    assert!(!scene.allocations[1].take_back(number));
    scene.meet(1, 0);
    scene.meet(0, 1);
    scene.meet(1, 0);
    scene.meet(1, 0);
    scene.meet(0, 1);
    assert_eq!(scene.give(0), Ok(2));
}

#[test]
fn what_comes_twice_or_late_makes_no_place() {
    let mut scene = Scene::new(4, 2);
    let old_report = scene.report(0, 0);
    let old_answer = scene.answer(0, &old_report);
    scene.meet(0, 4);
    scene.meet(1, 0);
    scene.meet(1, 0);
    scene.meet(0, 4);
    assert_eq!(scene.allocations[0].free(TokenKind::Stock), 4);
    for _ in 0..3 {
        let _ = scene.answer(0, &old_report);
        let now = Some(scene.now);
        scene.allocations[0].apply_answer(&old_answer, now);
    }
    let held = |scene: &Scene| {
        scene
            .allocations
            .iter()
            .map(|allocation| allocation.free(TokenKind::Stock))
            .sum::<u32>()
    };
    assert_eq!((held(&scene), scene.allocator.pool()), (4, 0));
}

#[test]
fn stock_closes_before_last_call_or_without_clock() {
    let mut scene = Scene::new(4, 2);
    let last_call = scene.allocations[0].last_call();
    assert_eq!(last_call, Some(before(10)));
    let unknown = scene.allocations[0].give(TicketNumber(7), STARTS, None);
    assert_eq!(unknown, Err(NoSeat::NoClock));
    scene.now = before(12).plus(-1);
    assert_eq!(scene.give(0), Ok(1));
    scene.now = before(12);
    assert_eq!(scene.give(0), Err(NoSeat::Ask));
    // What is unused goes back, and comes again one by one for those who wait.
    scene.meet(0, 0);
    scene.meet(1, 0);
    assert_eq!(scene.allocator.pool(), 3);
    scene.meet(0, 1);
    assert_eq!(scene.give(0), Ok(2));
    assert_eq!(scene.status(0, 2), Some(SeatStatus::Confirmed));
    assert_eq!(scene.give(0), Err(NoSeat::Ask));
    scene.now = STARTS;
    scene.meet(0, 1);
    assert_eq!(scene.give(0), Err(NoSeat::Closed));
}

#[test]
fn unreported_seats_are_granted_after_last_call() {
    let mut scene = Scene::new(4, 2);
    let (first, second) = (scene.give(0).unwrap(), scene.give(0).unwrap());
    // The first kiosk is cut off. People wait at the other.
    scene.now = before(8).plus(-1);
    scene.meet(1, 4);
    assert_eq!(scene.allocations[1].free(TokenKind::Late), 2, "its own two");
    scene.now = before(8);
    scene.meet(1, 3);
    assert_eq!(scene.allocations[1].free(TokenKind::Late), 3);
    // It is connected again. There is one seat left for the two that it has given out.
    assert_eq!(scene.meet(0, 0), [second]);
    assert_eq!(scene.status(0, first), Some(SeatStatus::Confirmed));
    assert_eq!(scene.status(0, second), Some(SeatStatus::Lapsed));
    assert_eq!(scene.allocator.pool(), 0);
    // Once said, it stays so, though a seat comes free.
    assert!(scene.allocations[0].take_back(first));
    assert_eq!(scene.meet(0, 0), [0; 0]);
    assert_eq!(scene.status(0, second), Some(SeatStatus::Lapsed));
    assert_eq!(scene.allocator.pool(), 1);
}

#[test]
fn lost_disks_seats_stay_reserved_until_last_call() {
    let mut scene = Scene::new(4, 2);
    scene.give(0).unwrap();
    let late_answer = scene.allocator.answer(&Scene::id(0), LIFE);
    scene.allocations[0] = SeatAllocation::new(Incarnation(2));
    assert_eq!(
        scene.allocations[0].apply_answer(&late_answer, None),
        [0; 0]
    );
    assert_eq!(
        scene.allocations[0].last_call(),
        None,
        "what is said to another life"
    );
    scene.meet(0, 2);
    scene.meet(0, 2);
    scene.meet(1, 0);
    scene.meet(1, 0);
    scene.meet(0, 2);
    assert_eq!(
        scene.allocations[0].free(TokenKind::Stock),
        2,
        "from the other kiosk"
    );
    assert_eq!(scene.allocator.pool(), 0);
    scene.now = before(8);
    scene.meet(0, 0);
    scene.meet(1, 0);
    assert_eq!(scene.allocator.pool(), 4);
}

#[test]
fn late_report_of_former_incarnation_draws_nothing() {
    let mut scene = Scene::new(4, 2);
    let late = scene.report(0, 4);
    scene.allocations[0] = SeatAllocation::new(Incarnation(2));
    scene.meet(0, 0);
    scene.meet(0, 0);
    // There are seats to be had.
    scene.allocator.set_terms(SeatTerms::new(8, STARTS));
    let answer = scene.answer(0, &late);
    assert_eq!(answer.stock_granted, 2, "as before");
    assert_eq!(scene.allocator.pool(), 4);
}

#[test]
fn moved_session_surprises_no_kiosk() {
    let mut scene = Scene::new(4, 2);
    scene
        .allocator
        .set_terms(SeatTerms::new(4, STARTS.plus(-1_800_000)));
    let told = |scene: &Scene| scene.allocations[0].last_call();
    scene.meet(0, 0);
    assert_eq!(told(&scene), Some(before(10)), "never earlier than it was");
    scene
        .allocator
        .set_terms(SeatTerms::new(4, STARTS.plus(1_800_000)));
    scene.meet(0, 0);
    assert_eq!(told(&scene), Some(before(10).plus(1_800_000)));
    // A kiosk that has not heard of it closes its stock at the old time and keeps its seats.
    scene.now = before(11);
    assert_eq!(scene.give(1), Err(NoSeat::Ask));
    scene.now = before(1);
    scene.meet(0, 4);
    assert_eq!(scene.allocations[0].free(TokenKind::Stock), 2);
}

#[test]
fn fewer_seats_than_given_leave_none() {
    let mut scene = Scene::new(4, 1);
    for _ in 0..4 {
        scene.give(0).unwrap();
    }
    scene.meet(0, 0);
    scene.allocator.set_terms(SeatTerms::new(1, STARTS));
    assert_eq!((scene.allocator.pool(), scene.allocator.left()), (0, 0));
    scene.meet(0, 3);
    assert_eq!(scene.give(0), Err(NoSeat::Full));
}

#[test]
fn set_back_allocation_is_found_by_report_of_same_number() {
    let mut scene = Scene::new(4, 2);
    let number = scene.give(0).unwrap();
    scene.meet(0, 0);
    let mut image = scene.allocations[0].clone();
    assert!(scene.allocations[0].take_back(number));
    let report = scene.report(0, 0);
    let answer = scene.answer(0, &report);
    assert!(!scene.allocations[0].was_set_back(&answer));
    scene.now = before(59);
    let report = image.report(0, Some(scene.now));
    let answer = scene.answer(0, &report);
    assert!(image.was_set_back(&answer));
}

#[test]
fn set_back_allocation_is_found_by_its_reports() {
    let mut scene = Scene::new(4, 2);
    let image = scene.allocations[0].clone();
    for _ in 0..2 {
        scene.give(0).unwrap();
        scene.meet(0, 0);
    }
    let mut now = std::mem::replace(&mut scene.allocations[0], image);
    let report = scene.report(0, 0);
    let answer = scene.answer(0, &report);
    assert!(scene.allocations[0].was_set_back(&answer));
    now.apply_answer(&answer, Some(scene.now));
    assert!(!now.was_set_back(&answer), "that is how far it has come");
    let other = SeatAllocation::new(Incarnation(2));
    assert!(!other.was_set_back(&answer), "what is said to another life");
}
