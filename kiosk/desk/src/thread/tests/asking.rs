//! What the lane asks, and how time goes by before it.

use shared::checkin::Direction;
use shared::ids::TicketNumber;
use view::Mode;
use view::lane::{ASK_MS, QUIET_MS, SHOW_PASSED_MS};

use super::*;
use crate::Desk;

fn school(number: u32) -> String {
    let ticket = checkin_scenes::Ticket {
        kind: "school".to_owned(),
        number,
        days: 0b1111,
        elsewhere: None,
        twin: None,
    };
    let claims = ticket
        .claims(&checkin_scenes::exhibition().unwrap())
        .unwrap();
    shared::ticket::issue(&claims, &key()).unwrap()
}

#[test]
fn a_group_is_asked_answered_and_recorded_once() {
    let stage = DeskStage::at_the_exhibition();
    stage.scan(&school(1));
    let question = stage.question();
    let answer = |people| Command::Answer {
        question: question.id,
        people,
    };
    assert!(stage.handle.send(answer(18)));
    let verdict = stage.verdict_on(3001);
    assert_eq!((verdict.people, verdict.people_left), (18, Some(12)));
    // A second tap on the button, and the ticket that is still in the leader's hand, are nothing new.
    assert!(stage.handle.send(answer(12)));
    stage.pass(QUIET_MS - 1);
    stage.scan(&school(1));
    let repeated =
        |lane: &LaneView| matches!(lane, LaneView::Verdict(it) if it.repeat).then_some(());
    stage.wait_for(repeated);
    stage.handle.shutdown();
    assert_eq!(journal(stage.dir.path()).verify_chain().unwrap().records, 1);
}

#[test]
fn a_group_that_says_nothing_on_its_way_out_has_gone_out_whole() {
    let dir = tempfile::tempdir().unwrap();
    let first = FeedReply {
        catalogue: Some(Box::new(checkin_scenes::exhibition().unwrap())),
        ..first_feed()
    };
    journal(dir.path()).apply_feed(&first).unwrap();
    let mut way_in = Desk::open(dir.path(), config("http://127.0.0.1:1", "in")).unwrap();
    for group in [1, 2] {
        let inwards = Mode::plain(Direction::In);
        way_in
            .judge(&school(group), inwards, Some(18), &stamp(MORNING))
            .unwrap();
    }
    set_up(dir.path(), Direction::In, Mode::plain(Direction::Out));
    let data = dir.path().to_owned();
    let stage = DeskStage::with(dir, data);
    stage.scan(&school(1));
    let first = stage.question();
    assert!(first.leaving);
    // The next group is before the scanner, and walks on after its code was read.
    stage.scan(&school(2));
    stage.wait_for(|lane| {
        matches!(lane, LaneView::Asking(question) if question.id > first.id).then_some(())
    });
    stage.pass(ASK_MS);
    let verdict = stage.verdict_on(3002);
    assert_eq!((verdict.outcome, verdict.people), (Outcome::Exited, 18));
    stage.handle.shutdown();
    let journal = journal(stage.dir.path());
    for group in [3001, 3002] {
        let passages = journal.history(TicketNumber(group)).unwrap().passages;
        let told: Vec<_> = passages
            .iter()
            .map(|it| (it.direction, it.people))
            .collect();
        assert_eq!(told, [(Direction::In, 18), (Direction::Out, 18)]);
    }
}

#[test]
fn a_question_goes_away_unanswered_or_when_it_is_put_away_and_nothing_is_recorded() {
    let stage = DeskStage::at_the_exhibition();
    stage.scan(&school(1));
    let question = stage.question();
    stage.pass(ASK_MS);
    stage.waiting();
    let late = Command::Answer {
        question: question.id,
        people: 18,
    };
    assert!(stage.handle.send(late));
    stage.scan(&school(2));
    let second = stage.question();
    assert_ne!(second.id, question.id);
    assert!(stage.handle.send(Command::Dismiss));
    stage.waiting();
    // An answer that comes too late is none, even when nobody has told the time in between.
    stage.scan(&school(3));
    let third = stage.question();
    stage.time.0.fetch_add(ASK_MS as i64, Ordering::Relaxed);
    assert!(stage.handle.send(Command::Answer {
        question: third.id,
        people: 18,
    }));
    stage.waiting();
    stage.handle.shutdown();
    assert_eq!(journal(stage.dir.path()).verify_chain().unwrap().records, 0);
}

#[test]
fn hours_before_the_lane_pass_without_waiting_for_them() {
    let stage = DeskStage::new();
    for ticket in 1..=600 {
        // Nobody tells the time in between: the next code finds the verdict before it gone.
        stage.time.0.fetch_add(3_000, Ordering::Relaxed);
        stage.scan(&day_ticket(ticket));
    }
    assert_eq!(
        stage.verdict_on(600).outcome,
        Outcome::Admitted { again: false }
    );
    stage.pass(SHOW_PASSED_MS);
    stage.waiting();
    stage.handle.shutdown();
    let journal = journal(stage.dir.path());
    assert_eq!(journal.verify_chain().unwrap().records, 600);
    let last = journal.last_passages(1).unwrap();
    assert_eq!(last[0].1.stamp.device, MORNING.plus(600 * 3_000));
}

#[test]
fn the_door_is_as_it_was_set_up_before_the_restart() {
    let dir = tempfile::tempdir().unwrap();
    let mode = Mode {
        confirm_first: true,
        ..Mode::plain(shared::checkin::Direction::In)
    };
    journal(dir.path()).apply_feed(&first_feed()).unwrap();
    set_up(dir.path(), mode.direction, mode);
    let data = dir.path().to_owned();
    let stage = DeskStage::with(dir, data);
    stage.scan(&day_ticket(1));
    assert!(stage.question().confirm);
    assert_eq!(stage.handle.view().mode, mode);
}

#[test]
fn a_kiosk_whose_disk_is_slow_says_that_it_is_checking() {
    let stage = DeskStage::new();
    stage.scan(&day_ticket(1));
    stage.verdict_on(1);
    // Another program holds the journal for as long as it takes to see what the screen says.
    let held = rusqlite::Connection::open(stage.dir.path().join(journal::FILE)).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    stage.scan(&day_ticket(2));
    stage.wait_for(|lane| (*lane == LaneView::Checking).then_some(()));
    held.execute_batch("COMMIT").unwrap();
    stage.verdict_on(2);
}
