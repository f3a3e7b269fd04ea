use shared::checkin::{Reason, Refusal};
use shared::ids::{TicketNumber, TicketType};
use shared::time::UnixMs;

use super::*;

fn verdict(id: u64, outcome: Outcome) -> Verdict {
    Verdict {
        id,
        at: UnixMs(0),
        outcome,
        people: 1,
        ticket: None,
        kind: None,
        short_code: None,
        people_left: None,
        repeat: false,
    }
}

fn admitted(id: u64) -> Verdict {
    verdict(id, Outcome::Admitted { again: false })
}

fn refused(id: u64) -> Verdict {
    verdict(id, Outcome::Refused(Refusal::bare(Reason::Malformed)))
}

/// Shows a code to the lane and judges it when the lane asks for that.
fn scan(lane: &mut Lane, code: &str, answer: Verdict, now: u64) -> bool {
    let asked = lane.handle(LaneEvent::Seen(code), now) == Reaction::Judge;
    if asked {
        lane.handle(LaneEvent::Judged(code, answer), now);
    }
    asked
}

fn shown(lane: &Lane) -> (u64, bool) {
    match lane.view() {
        LaneView::Verdict(verdict) => (verdict.id, verdict.repeat),
        other => panic!("{other:?} is shown"),
    }
}

#[test]
fn the_same_ticket_again_within_three_seconds_shows_the_first_verdict_and_is_not_judged() {
    let mut lane = Lane::default();
    assert!(scan(&mut lane, "A", admitted(1), 0));
    assert!(!scan(&mut lane, "A\r\n", admitted(2), 2_999));
    assert_eq!(shown(&lane), (1, true));
    assert!(
        !scan(&mut lane, "A", admitted(2), 2_999 + 2_999),
        "counted since last seen"
    );
    assert!(scan(&mut lane, "A", admitted(2), 5_998 + 3_000));
    assert_eq!(shown(&lane), (2, false));
}

#[test]
fn the_next_visitor_replaces_any_verdict_at_once() {
    let mut lane = Lane::default();
    scan(&mut lane, "A", refused(1), 0);
    assert!(scan(&mut lane, "B", admitted(2), 10));
    assert_eq!(shown(&lane), (2, false));
    assert!(
        !scan(&mut lane, "A", admitted(3), 1_000),
        "A is still within its quiet time"
    );
    assert_eq!(shown(&lane), (1, true));
}

#[test]
fn a_ticket_held_before_the_camera_stays_on_the_screen_as_one_scan() {
    let mut lane = Lane::default();
    scan(&mut lane, "A", admitted(1), 0);
    for now in (100..20_000).step_by(100) {
        lane.handle(LaneEvent::Tick, now);
        assert!(!scan(&mut lane, "A", admitted(2), now));
        assert_eq!(shown(&lane), (1, false));
    }
}

#[test]
fn two_codes_in_view_do_not_make_the_screen_flip() {
    let mut lane = Lane::default();
    scan(&mut lane, "poster", refused(1), 0);
    for now in (100..3_000).step_by(100) {
        scan(&mut lane, "poster", refused(9), now);
        scan(&mut lane, "A", admitted(2), now);
        assert_eq!(shown(&lane), (2, false));
    }
}

#[test]
fn a_verdict_goes_away_by_itself_and_a_refusal_stays_longer() {
    let mut lane = Lane::default();
    scan(&mut lane, "A", admitted(1), 0);
    assert_eq!(lane.due(), Some(SHOW_PASSED_MS));
    assert_eq!(
        lane.handle(LaneEvent::Tick, SHOW_PASSED_MS - 1),
        Reaction::None
    );
    assert_eq!(
        lane.handle(LaneEvent::Tick, SHOW_PASSED_MS),
        Reaction::Changed
    );
    assert_eq!(lane.view(), &LaneView::Waiting);
    assert_eq!(lane.due(), None);
    scan(&mut lane, "B", refused(2), 20_000);
    assert_eq!(lane.due(), Some(20_000 + SHOW_REFUSED_MS));
}

fn question(id: u64) -> Question {
    Question {
        id,
        ticket: TicketNumber(7),
        kind: TicketType(5),
        most: 30,
        party: 30,
        again: false,
        confirm: false,
        leaving: false,
    }
}

/// Shows a code of a group to the lane, which is asked about when the lane wants it judged.
fn ask(lane: &mut Lane, code: &str, id: u64, now: u64) -> bool {
    let asked = lane.handle(LaneEvent::Seen(code), now) == Reaction::Judge;
    if asked {
        lane.handle(LaneEvent::Asked(code, question(id)), now);
    }
    asked
}

#[test]
fn a_code_is_checked_until_its_verdict_is_there() {
    let mut lane = Lane::default();
    assert_eq!(lane.handle(LaneEvent::Seen("A"), 0), Reaction::Judge);
    assert_eq!(lane.view(), &LaneView::Checking);
    assert_eq!(lane.due(), None);
    lane.handle(LaneEvent::Judged("A", admitted(1)), 2_000);
    assert_eq!(shown(&lane), (1, false));
}

#[test]
fn the_same_group_again_within_three_seconds_shows_the_question_that_is_open() {
    let mut lane = Lane::default();
    assert!(ask(&mut lane, "G", 1, 0));
    assert!(!ask(&mut lane, "G", 2, 2_000));
    assert_eq!(lane.asking(), Some(1));
    assert_eq!(
        lane.due(),
        Some(2_000 + ASK_MS),
        "a visitor who comes back has time again"
    );
    // Out of sight, the question stays open all the same, for as long as it is on the screen.
    assert!(!ask(&mut lane, "G", 2, 20_000));
    assert_eq!(lane.asking(), Some(1));
}

#[test]
fn a_question_goes_away_unanswered_and_a_ticket_left_in_view_does_not_keep_it() {
    let mut lane = Lane::default();
    ask(&mut lane, "G", 1, 0);
    for now in (100..ASK_MS).step_by(100) {
        assert!(!ask(&mut lane, "G", 2, now));
        lane.handle(LaneEvent::Tick, now);
        assert_eq!(lane.asking(), Some(1));
    }
    assert_eq!(lane.handle(LaneEvent::Tick, ASK_MS), Reaction::Changed);
    assert_eq!(lane.view(), &LaneView::Waiting);
    assert!(
        !ask(&mut lane, "G", 2, ASK_MS + 100),
        "it never left the scanner's sight"
    );
    assert!(
        ask(&mut lane, "G", 2, ASK_MS + 1_000),
        "shown once more, it is asked about anew"
    );
}

#[test]
fn the_next_visitor_replaces_a_question_at_once() {
    let mut lane = Lane::default();
    ask(&mut lane, "G", 1, 0);
    assert!(scan(&mut lane, "A", admitted(2), 10));
    assert_eq!(shown(&lane), (2, false));
    assert!(
        !ask(&mut lane, "G", 3, 20),
        "still held beside the other ticket"
    );
    assert!(ask(&mut lane, "G", 3, 1_000), "the old question is gone");
    assert_eq!(lane.asking(), Some(3));
}

#[test]
fn a_question_that_was_put_away_does_not_come_back_while_the_ticket_is_held() {
    let mut lane = Lane::default();
    ask(&mut lane, "G", 1, 0);
    assert_eq!(lane.handle(LaneEvent::Dismiss, 100), Reaction::Changed);
    for now in (200..2_000).step_by(100) {
        assert!(!ask(&mut lane, "G", 2, now));
        assert_eq!(lane.view(), &LaneView::Waiting);
    }
    assert!(ask(&mut lane, "G", 2, 3_000));
}

#[test]
fn a_ticket_is_quiet_from_the_answer_on_however_long_the_question_was_open() {
    let mut lane = Lane::default();
    ask(&mut lane, "G", 1, 0);
    lane.handle(LaneEvent::Answered(1, admitted(1)), 20_000);
    assert_eq!(shown(&lane), (1, false));
    assert!(
        !scan(&mut lane, "G", refused(2), 21_000),
        "the ticket is still in the leader's hand"
    );
    assert_eq!(shown(&lane), (1, true));
    assert!(scan(&mut lane, "G", refused(2), 24_001));
}

#[test]
fn a_poster_beside_a_group_does_not_take_its_question_away() {
    let mut lane = Lane::default();
    scan(&mut lane, "poster", refused(1), 0);
    for now in (100..5_000).step_by(100) {
        scan(&mut lane, "poster", refused(9), now);
        ask(&mut lane, "G", 1, now);
        assert_eq!(lane.asking(), Some(1));
    }
}

#[test]
fn a_kiosk_that_breaks_asks_nothing() {
    let mut lane = Lane::default();
    ask(&mut lane, "G", 1, 0);
    lane.handle(LaneEvent::Broken(OutOfOrder::DiskFull), 10);
    assert_eq!(lane.asking(), None);
    assert_eq!(lane.handle(LaneEvent::Seen("A"), 20), Reaction::Judge);
    assert_eq!(lane.view(), &LaneView::OutOfOrder(OutOfOrder::DiskFull));
}

#[test]
fn reading_is_shown_at_once_and_never_for_ever() {
    let mut lane = Lane::default();
    assert_eq!(lane.handle(LaneEvent::Reading, 0), Reaction::Changed);
    assert_eq!(lane.view(), &LaneView::Reading);
    lane.handle(LaneEvent::Tick, SHOW_READING_MS);
    assert_eq!(lane.view(), &LaneView::Waiting);
}

#[test]
fn a_dismissed_verdict_is_gone_but_its_ticket_is_still_quiet() {
    let mut lane = Lane::default();
    scan(&mut lane, "A", admitted(1), 0);
    lane.handle(LaneEvent::Dismiss, 500);
    assert_eq!(lane.view(), &LaneView::Waiting);
    assert!(!scan(&mut lane, "A", admitted(2), 1_000));
    assert_eq!(shown(&lane), (1, true));
}

#[test]
fn out_of_order_stays_until_it_is_mended_or_a_scan_works_again() {
    let mut lane = Lane::default();
    lane.handle(LaneEvent::Broken(OutOfOrder::DiskFull), 0);
    for event in [LaneEvent::Dismiss, LaneEvent::Reading, LaneEvent::Tick] {
        lane.handle(event, 60_000);
        assert_eq!(lane.view(), &LaneView::OutOfOrder(OutOfOrder::DiskFull));
    }
    lane.handle(LaneEvent::Mended, 60_001);
    assert_eq!(lane.view(), &LaneView::Waiting);
    assert_eq!(lane.handle(LaneEvent::Mended, 60_002), Reaction::None);
    lane.handle(LaneEvent::Broken(OutOfOrder::DiskFull), 60_003);
    assert!(scan(&mut lane, "A", admitted(1), 60_004));
    assert_eq!(shown(&lane), (1, false));
}

#[test]
fn an_old_verdict_does_not_make_a_broken_kiosk_look_ready() {
    let mut lane = Lane::default();
    scan(&mut lane, "A", admitted(1), 0);
    let broken = LaneView::OutOfOrder(OutOfOrder::DiskFull);
    lane.handle(LaneEvent::Broken(OutOfOrder::DiskFull), 100);
    for now in [200, 2_000] {
        assert_eq!(lane.handle(LaneEvent::Seen("A"), now), Reaction::None);
        assert_eq!(lane.view(), &broken);
    }
    lane.handle(LaneEvent::Tick, 60_000);
    assert_eq!(lane.view(), &broken);
}

#[test]
fn a_code_that_could_not_be_judged_is_judged_when_it_is_shown_again() {
    let mut lane = Lane::default();
    assert_eq!(lane.handle(LaneEvent::Seen("A"), 0), Reaction::Judge);
    lane.handle(LaneEvent::Broken(OutOfOrder::DiskFull), 1);
    assert_eq!(lane.handle(LaneEvent::Seen("A"), 100), Reaction::Judge);
}
