//! How staff set the door up.

use shared::ids::TicketNumber;

use super::*;

#[test]
fn what_is_rehearsed_is_marked_and_gone_when_it_is_over() {
    let door = StaffedDoor::open();
    door.unlock();
    assert_eq!(door.ask(StaffCommand::Rehearse(true)), Reply::Done);
    assert!(door.view().mode.rehearsal);
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED);
    assert_eq!(door.ask(walk(Direction::In, 30)), Reply::Done);
    door.scan("nonsense");
    assert_eq!(
        door.ask(by_override(TicketChoice::Shown(3), 1)),
        Reply::Done
    );
    let recent = door.view().staff.recent.clone();
    assert_eq!(recent.len(), 3);
    assert_eq!(
        door.ask(StaffCommand::Annul(vec![recent[0].record.clone()])),
        Reply::Done
    );
    assert_eq!(door.ask(StaffCommand::Rehearse(false)), Reply::Done);
    assert_eq!(door.view().staff.recent, []);
    let counted = |fact: &Fact| !matches!(fact, Fact::Rehearsed(_) | Fact::Staffed { .. });
    assert!(!door.facts().iter().any(counted), "{:?}", door.facts());
    let acts = [
        ("unlocked", true),
        ("rehearsal_on", true),
        ("rehearsal_off", true),
    ];
    assert_eq!(door.acts(), acts);
    door.pass(10);
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED, "it was never used");
}

#[test]
fn nothing_is_recorded_before_staff_have_confirmed_it() {
    let door = StaffedDoor::open();
    door.unlock();
    assert_eq!(door.ask(StaffCommand::ConfirmFirst(true)), Reply::Done);
    let before = door.facts().len();
    let asked = question(&door.scan(&day_ticket(7)));
    assert!(asked.confirm);
    assert_eq!(door.facts().len(), before);
    door.wish(Command::Dismiss);
    assert_eq!(
        (&door.view().lane, door.facts().len()),
        (&LaneView::Waiting, before)
    );
    door.pass(10);
    let asked = question(&door.scan(&day_ticket(7)));
    let yes = |question: &Question| Command::Answer {
        question: question.id,
        people: question.most,
    };
    door.wish(yes(&asked));
    assert_eq!(
        (door.shown().outcome, door.facts().len()),
        (ADMITTED, before + 1)
    );
    // By hand it is the same, and that it was by hand is recorded only when it happened.
    let recent = door.view().staff.recent[0].record.clone();
    assert_eq!(door.ask(StaffCommand::Annul(vec![recent])), Reply::Done);
    let before = door.facts().len();
    let seven = TicketChoice::Number(TicketNumber(7));
    assert_eq!(door.ask(StaffCommand::Enter(seven)), Reply::Done);
    assert_eq!(door.facts().len(), before);
    let asked = question(&door.view().lane);
    door.wish(yes(&asked));
    assert_eq!(door.facts().len(), before + 2);
    assert_eq!(door.acts().last(), Some(&("entered_by_hand", true)));
}

#[test]
fn a_gate_that_leads_both_ways_is_turned_in_the_middle_of_the_day_and_stays_so_after_a_restart() {
    let door = StaffedDoor::both_ways();
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED);
    door.unlock();
    assert_eq!(door.ask(StaffCommand::Direct(Direction::Out)), Reply::Done);
    door.pass(10);
    assert_eq!(door.outcome(&day_ticket(7)), Outcome::Exited);
    // On the way out nobody is let in.
    door.scan("nonsense");
    assert_eq!(
        door.ask(by_override(TicketChoice::Shown(3), 1)),
        Reply::NotNow
    );
    let door = door.restart();
    door.until(|view| (view.mode.direction == Direction::Out).then_some(()));
    door.unlock();
    assert_eq!(door.ask(StaffCommand::BothWays(true)), Reply::Done);
    assert_eq!(
        door.outcome(&day_ticket(7)),
        Outcome::Admitted { again: true }
    );
    door.pass(10);
    assert_eq!(door.outcome(&day_ticket(7)), Outcome::Exited);
    assert_eq!(door.ask(StaffCommand::Direct(Direction::In)), Reply::Done);
    assert!(!door.view().mode.both_ways);
    let records = door.facts().len();
    assert_eq!(door.ask(StaffCommand::Direct(Direction::In)), Reply::Done);
    assert_eq!(door.facts().len(), records, "nothing was changed");
}

#[test]
fn a_gate_that_leads_one_way_can_not_be_turned() {
    let door = StaffedDoor::open();
    door.unlock();
    let before = door.view().mode;
    assert_eq!(
        door.ask(StaffCommand::Direct(Direction::Out)),
        Reply::NotNow
    );
    assert_eq!(door.ask(StaffCommand::BothWays(true)), Reply::NotNow);
    assert_eq!(door.ask(StaffCommand::Direct(Direction::In)), Reply::Done);
    assert_eq!(door.ask(StaffCommand::BothWays(false)), Reply::Done);
    assert_eq!((door.view().mode, door.acts().len()), (before, 1));
}

#[test]
fn a_question_is_put_away_when_the_door_is_set_up_anew() {
    let door = StaffedDoor::open();
    door.unlock();
    assert_eq!(door.ask(StaffCommand::ConfirmFirst(true)), Reply::Done);
    question(&door.scan(&day_ticket(7)));
    assert_eq!(door.ask(StaffCommand::ConfirmFirst(false)), Reply::Done);
    assert_eq!(door.view().lane, LaneView::Waiting);
}
