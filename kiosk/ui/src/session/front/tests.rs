use shared::ids::{TicketNumber, TicketType};
use shared::time::UnixMs;
use view::{Outcome, Verdict};

use super::*;

fn verdict(id: u64) -> LaneView {
    LaneView::Verdict(Verdict {
        id,
        at: UnixMs(0),
        outcome: Outcome::Exited,
        people: 1,
        ticket: None,
        kind: None,
        short_code: None,
        people_left: None,
        repeat: false,
    })
}

fn question(id: u64, most: u16) -> LaneView {
    LaneView::Asking(Question {
        id,
        ticket: TicketNumber(7),
        kind: TicketType(3),
        most,
        party: 30,
        again: false,
        confirm: false,
        leaving: false,
    })
}

fn asked(most: u16) -> Front {
    let mut front = Front::default();
    front.follow(&question(1, most), 1_000);
    front
}

#[test]
fn a_quick_check_leaves_the_screen_alone_and_a_slow_one_takes_it_and_asks_for_patience() {
    let mut front = Front::default();
    front.follow(&verdict(1), 0);
    front.follow(&LaneView::Checking, 1_000);
    front.tick(1_000 + CHECK_SHOWS_MS - 1);
    assert_eq!(front.screen(), Some(Screen::Verdict));
    assert_eq!(front.due_in_ms(1_000), Some(CHECK_SHOWS_MS));
    front.tick(1_000 + CHECK_SHOWS_MS);
    assert_eq!(front.screen(), Some(Screen::Checking));
    assert!(!front.is_slow(1_000 + CHECK_IS_SLOW_MS - 1));
    assert!(front.is_slow(1_000 + CHECK_IS_SLOW_MS));
    front.follow(&verdict(2), 5_000);
    front.tick(5_000);
    assert_eq!(front.screen(), Some(Screen::Verdict));
    assert!(!front.is_slow(5_000));
    assert_eq!(front.due_in_ms(5_000), None);
}

#[test]
fn the_whole_group_stands_ready_and_a_choice_stays_within_the_question() {
    let mut front = asked(12);
    assert_eq!(front.people(), Some(12));
    for (wish, held) in [(5, 5), (0, 1), (13, 12), (u16::MAX, 12)] {
        front.choose(wish);
        assert_eq!(front.people(), Some(held));
    }
    front.choose(4);
    front.follow(&question(1, 12), 2_000);
    assert_eq!(
        front.people(),
        Some(4),
        "another snapshot of the same question"
    );
    front.follow(&question(2, 30), 3_000);
    assert_eq!(front.people(), Some(30), "another group");
}

#[test]
fn an_answer_goes_to_its_question_once_and_the_check_shows_until_the_verdict() {
    let mut front = asked(12);
    front.choose(5);
    let answer = Command::Answer {
        question: 1,
        people: 5,
    };
    assert_eq!(front.answer(2_000), Some(answer));
    assert_eq!(front.answer(2_000), None, "two touches are one answer");
    front.follow(&question(1, 12), 2_010);
    assert_eq!(front.screen(), Some(Screen::Checking));
    front.follow(&verdict(1), 2_020);
    assert_eq!(front.screen(), Some(Screen::Verdict));
}

#[test]
fn an_answer_that_got_lost_brings_the_question_back() {
    let mut front = asked(12);
    front.answer(2_000);
    let due = front.due_in_ms(2_000 + CHECK_IS_SLOW_MS).unwrap();
    let now = 2_000 + CHECK_IS_SLOW_MS + due;
    front.follow(&question(1, 12), now);
    front.tick(now);
    assert_eq!(front.screen(), Some(Screen::Asking));
}

#[test]
fn a_question_put_away_does_not_come_back_while_the_desk_hears_of_it() {
    let mut front = asked(12);
    assert_eq!(front.put_away(2_000), Command::Dismiss);
    front.follow(&question(1, 12), 2_010);
    assert_eq!(front.screen(), None);
    assert_eq!(front.follow(&LaneView::Waiting, 2_020), VisitorChange::Same);
    front.follow(&question(2, 3), 3_000);
    assert_eq!(front.screen(), Some(Screen::Asking));
}

#[test]
fn the_next_scan_replaces_a_question_at_once() {
    let mut front = asked(12);
    front.follow(&LaneView::Reading, 2_000);
    assert_eq!(front.screen(), None, "an answer would come too late");
    front.follow(&question(2, 3), 2_010);
    assert_eq!(front.people(), Some(3));
    front.follow(&verdict(9), 2_020);
    assert_eq!(front.screen(), Some(Screen::Verdict));
    assert_eq!(front.people(), None);
}
