//! An allocator that was restored from a backup.

use super::*;

#[test]
fn restored_allocator_grants_nothing_before_all_reports() {
    let mut scene = Scene::new(4, 2);
    let backup = scene.allocator.clone();
    // After the backup, everything moves to the first kiosk, which gives it out.
    scene.meet(0, 4);
    scene.meet(1, 0);
    scene.meet(1, 0);
    let word_on_its_way = {
        let report = scene.report(0, 4);
        scene.answer(0, &report)
    };
    scene.allocator = backup;
    scene.allocator.restored(2, (0..2).map(Scene::id));
    scene.meet(1, 4);
    scene.meet(1, 4);
    assert_eq!(
        scene.allocations[1].free(TokenKind::Stock),
        0,
        "the first was not heard yet"
    );
    // The first hears of the new epoch. What the one before has said does not count any more.
    scene.meet(0, 0);
    let now = Some(scene.now);
    scene.allocations[0].apply_answer(&word_on_its_way, now);
    assert_eq!(scene.allocations[0].free(TokenKind::Stock), 2);
    scene.meet(0, 0);
    scene.meet(1, 4);
    let free = |kiosk: usize| scene.allocations[kiosk].free(TokenKind::Stock);
    assert_eq!((free(0), free(1), scene.allocator.pool()), (2, 2, 0));
}

#[test]
fn disk_from_before_restore_is_found() {
    let mut scene = Scene::new(4, 1);
    let early = scene.allocations[0].clone();
    let is_found = |scene: &mut Scene, disk: &SeatAllocation| {
        let mut disk = disk.clone();
        let report = disk.report(0, Some(scene.now));
        let answer = scene.answer(0, &report);
        disk.was_set_back(&answer)
    };
    scene.give(0).unwrap();
    scene.meet(0, 0);
    let backup = scene.allocator.clone();
    scene.give(0).unwrap();
    scene.meet(0, 0);
    let late = scene.allocations[0].clone();
    scene.allocator = backup;
    scene.allocator.restored(2, [Scene::id(0)]);
    assert!(is_found(&mut scene, &early), "the backup knows of its seat");
    assert!(!is_found(&mut scene, &late), "nothing was lost of it");
    scene.meet(0, 0);
    assert!(
        !is_found(&mut scene, &late),
        "nothing was done in the epoch"
    );
    scene.meet(0, 0);
    assert!(is_found(&mut scene, &late), "it had learnt of the epoch");
    let now = scene.allocations[0].clone();
    assert!(!is_found(&mut scene, &now), "that is how far it has come");
}

#[test]
fn restore_past_last_call_confirms_nothing_new_early() {
    let mut scene = Scene::new(2, 2);
    let backup = scene.allocator.clone();
    let (first, second) = (scene.give(0).unwrap(), scene.give(1).unwrap());
    // The allocator has promised the seat of the second kiosk; the first was cut off all the time.
    scene.meet(1, 0);
    scene.now = before(7);
    scene.allocator = backup;
    scene.allocator.restored(2, (0..2).map(Scene::id));
    scene.meet(0, 0);
    scene.meet(0, 0);
    assert_eq!(
        scene.status(0, first),
        Some(SeatStatus::UntilLastCall),
        "not known yet"
    );
    scene.meet(1, 0);
    scene.meet(1, 0);
    scene.meet(0, 0);
    assert_eq!(scene.status(0, first), Some(SeatStatus::Confirmed));
    assert_eq!(scene.status(1, second), Some(SeatStatus::Confirmed));
    assert_eq!(scene.allocator.given().count(), 2);
}

#[test]
fn lost_kiosk_can_be_given_up() {
    let mut scene = Scene::new(4, 2);
    scene.allocator.restored(2, (0..2).map(Scene::id));
    scene.meet(1, 0);
    scene.meet(1, 3);
    scene.meet(1, 3);
    assert_eq!(scene.allocations[1].free(TokenKind::Stock), 2);
    scene.allocator.give_up(&Scene::id(0));
    scene.now = before(8);
    scene.meet(1, 3);
    assert_eq!(
        scene.allocations[1].free(TokenKind::Late),
        3,
        "those of the first are free again"
    );
}

#[test]
fn restored_allocator_keeps_no_seat_granted_on() {
    let mut scene = Scene::new(4, 2);
    let backup = scene.allocator.clone();
    let lost = [scene.give(0).unwrap(), scene.give(0).unwrap()];
    // The first is cut off over the last call; the second gives out all there is.
    scene.now = before(7);
    for _ in 0..2 {
        scene.meet(1, 4);
    }
    for _ in 0..4 {
        scene.give(1).unwrap();
    }
    scene.allocator = backup;
    scene.allocator.restored(2, (0..2).map(Scene::id));
    let later = STARTS.plus(3 * 3_600_000);
    scene.allocator.set_terms(SeatTerms::new(4, later));
    for kiosk in [1, 1, 0, 0] {
        scene.meet(kiosk, 0);
    }
    // Nothing was said to these two yet. One of them brings the seat back, and nobody else gets it.
    assert!(scene.allocations[0].take_back(lost[1]));
    let now = Some(scene.now);
    let told = scene.allocations[0].give(TicketNumber(8), later, now);
    assert_eq!(told, Err(NoSeat::Full));
    scene.meet(0, 0);
    assert_eq!(scene.allocator.given().count(), 4);
    assert_eq!(scene.status(0, lost[0]), Some(SeatStatus::Lapsed));
}

#[test]
fn kiosk_follows_later_epoch_of_any_size() {
    let mut scene = Scene::new(4, 1);
    let backup = scene.allocator.clone();
    let restore = |scene: &mut Scene, epoch| {
        scene.allocator = backup.clone();
        scene.allocator.restored(epoch, [Scene::id(0)]);
    };
    restore(&mut scene, 900);
    let report = scene.report(0, 0);
    let late_answer = scene.answer(0, &report);
    restore(&mut scene, 30);
    scene.meet(0, 0);
    assert_eq!(scene.allocations[0].epoch(), 30);
    let now = Some(scene.now);
    scene.allocations[0].apply_answer(&late_answer, now);
    assert_eq!(scene.allocations[0].epoch(), 30, "what is over stays over");
    assert!(!scene.allocations[0].was_set_back(&late_answer));
    scene.meet(0, 0);
    assert!(!scene.allocator.waits_for(&Scene::id(0)));
    restore(&mut scene, 20);
    scene.meet(0, 0);
    scene.meet(0, 4);
    assert_eq!(scene.allocations[0].epoch(), 20);
    assert_eq!(scene.allocations[0].free(TokenKind::Stock), 4);
}

#[test]
fn answers_of_earlier_versions_go_by_size() {
    let mut scene = Scene::new(4, 1);
    scene.allocator.restored(9, [Scene::id(0)]);
    let apply = |scene: &mut Scene, epoch| {
        let report = scene.report(0, 0);
        let mut answer = scene.answer(0, &report);
        (answer.answers, answer.epoch) = (None, epoch);
        let now = Some(scene.now);
        scene.allocations[0].apply_answer(&answer, now);
        scene.allocations[0].epoch()
    };
    assert_eq!(apply(&mut scene, 9), 9);
    assert_eq!(apply(&mut scene, 8), 9);
}
