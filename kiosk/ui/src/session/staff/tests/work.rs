//! What staff do once staff mode is open.

use shared::ids::StaffReason;
use view::{Reply, TicketChoice};

use super::*;

#[test]
fn a_scan_shows_at_once_whatever_staff_do_and_they_find_their_page_again() {
    let mut door = Door::open();
    door.event(Event::Chose(Action::Speak(Language::ENGLISH)));
    door.chooses(StaffAction::Go(StaffRoom::Search));
    door.chooses(StaffAction::TypeSearch("thu".to_owned()));
    let admitted = Outcome::Admitted { again: false };
    door.event(Event::Lane(&verdict(1, Some(7), admitted)));
    assert_eq!(door.session.screen(), Screen::Verdict);
    door.event(Event::Lane(&LaneView::Waiting));
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Search));
    assert_eq!(door.staff().search(), "thu");
    assert_eq!(door.session.language(), Language::ENGLISH);
}

#[test]
fn a_refused_ticket_is_let_in_from_its_verdict() {
    let mut door = Door::open();
    door.event(Event::Lane(&refused(1, Some(4711))));
    let subject = door.staff().refused().unwrap().clone();
    door.chooses(StaffAction::Admit(subject));
    door.event(Event::Lane(&refused(1, Some(4711))));
    assert_eq!(
        door.session.screen(),
        Screen::Staff(StaffRoom::Admit),
        "the same verdict does not come back"
    );
    assert_eq!(door.staff().admission().unwrap().people, 4);
    door.chooses(StaffAction::People(2));
    let reason: StaffReason = "list-error".parse().unwrap();
    door.chooses(StaffAction::Why(reason.clone()));
    let admission = door.staff().admission().unwrap().clone();
    assert_eq!((admission.people, admission.reason), (2, Some(reason)));
    assert_eq!(
        admission.subject.choice(door.staff().latest()),
        Some(TicketChoice::Shown(1))
    );
}

#[test]
fn after_another_scan_a_known_ticket_is_named_by_number_and_an_unknown_code_no_more() {
    for (ticket, expected) in [
        (Some(4711), Some(TicketChoice::Number(TicketNumber(4711)))),
        (None, None),
    ] {
        let mut door = Door::open();
        door.event(Event::Lane(&refused(1, ticket)));
        let subject = door.staff().refused().unwrap().clone();
        door.chooses(StaffAction::Admit(subject.clone()));
        let latest = door.staff().latest();
        assert_eq!(subject.choice(latest), Some(TicketChoice::Shown(1)));
        door.event(Event::Lane(&LaneView::Waiting));
        let latest = door.staff().latest();
        assert_eq!(subject.choice(latest), Some(TicketChoice::Shown(1)));
        door.event(Event::Lane(&refused(2, Some(9))));
        assert_eq!(subject.choice(door.staff().latest()), expected);
    }
}

#[test]
fn a_finger_that_trembles_counts_people_once() {
    let mut door = Door::open();
    door.chooses(StaffAction::Go(StaffRoom::Walk));
    door.chooses(StaffAction::People(3));
    assert_eq!(door.chooses(walk(3)).len(), 1);
    assert_eq!(door.chooses(walk(3)), [], "before the desk has answered");
    door.replies(1, Reply::Done);
    assert_eq!(door.chooses(walk(1)), [], "right after it has");
    door.now += 600;
    assert_eq!(door.chooses(walk(1)).len(), 1, "the next ones");
}

#[test]
fn an_answer_is_said_for_a_few_seconds_and_only_what_is_done_empties_the_form() {
    let mut door = Door::open();
    door.chooses(StaffAction::Go(StaffRoom::Walk));
    door.chooses(StaffAction::People(3));
    door.chooses(walk(3));
    door.replies(1, Reply::Failed);
    assert_eq!(door.staff().notice().unwrap().reply, Reply::Failed);
    assert_eq!(door.staff().walk().people, 3);
    door.now += 2_500;
    door.chooses(walk(3));
    door.replies(2, Reply::Done);
    let said = *door.staff().notice().unwrap();
    assert_eq!(said.asked, StaffRequest::Walk(Direction::In, 3));
    assert_eq!(door.staff().walk().people, 1);
    let due = door.session.due_in_ms(door.now).unwrap();
    assert!(due <= 6_000, "{due}");
    door.waits(due);
    assert_eq!(door.staff().notice(), None);
}

#[test]
fn an_old_answer_is_nobodys() {
    let mut door = Door::open();
    door.replies(8, Reply::Done);
    assert_eq!(door.staff().notice(), None);
    door.chooses(StaffAction::Go(StaffRoom::Walk));
    door.chooses(walk(1));
    door.replies(8, Reply::Done);
    assert_eq!(door.staff().notice(), None);
    door.replies(9, Reply::NotNow);
    assert_eq!(door.staff().notice().unwrap().reply, Reply::NotNow);
}

#[test]
fn a_search_is_asked_for_once_and_closed_when_one_types_on_or_leaves() {
    let mut door = Door::open();
    door.chooses(StaffAction::Go(StaffRoom::Search));
    assert_eq!(door.chooses(StaffAction::Search), [], "nothing is typed");
    door.chooses(StaffAction::TypeSearch(" nam ".to_owned()));
    assert_eq!(
        door.chooses(StaffAction::Search),
        [StaffCommand::Search("nam".to_owned())]
    );
    assert_eq!(door.chooses(StaffAction::Search), []);
    let typed = door.chooses(StaffAction::TypeSearch("nam 1".to_owned()));
    assert_eq!(typed, [StaffCommand::CloseSearch]);
    door.chooses(StaffAction::Search);
    assert_eq!(door.chooses(StaffAction::Back), [StaffCommand::CloseSearch]);
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Home));
    assert_eq!(door.staff().search(), "");
}

#[test]
fn what_was_found_is_put_away_once_a_ticket_of_it_is_let_in() {
    let mut door = Door::open();
    door.chooses(StaffAction::Go(StaffRoom::Search));
    door.chooses(StaffAction::TypeSearch("nam".to_owned()));
    door.chooses(StaffAction::Search);
    let enter = StaffCommand::Enter(TicketChoice::Number(TicketNumber(7)));
    assert_eq!(
        door.chooses(StaffAction::Ask(vec![enter.clone()])),
        [enter, StaffCommand::CloseSearch]
    );
    assert_eq!(
        (door.staff().search(), door.staff().searched()),
        ("", false)
    );
}

#[test]
fn back_from_letting_in_leads_to_the_search_it_came_from() {
    let mut door = Door::open();
    door.event(Event::Lane(&refused(1, Some(4711))));
    let subject = door.staff().refused().unwrap().clone();
    door.event(Event::Lane(&LaneView::Waiting));
    door.chooses(StaffAction::Go(StaffRoom::Search));
    door.chooses(StaffAction::TypeSearch("nam".to_owned()));
    door.chooses(StaffAction::Search);
    assert_eq!(door.chooses(StaffAction::Admit(subject.clone())), []);
    assert_eq!(door.chooses(StaffAction::Back), []);
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Search));
    assert!(door.staff().searched(), "what was found is still there");
    door.chooses(StaffAction::Back);
    door.chooses(StaffAction::Admit(subject));
    door.chooses(StaffAction::Back);
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Home));
}

#[test]
fn the_scan_on_the_screen_is_picked_to_be_taken_back() {
    let record = |seq| RecordId {
        kiosk: "A1".parse().unwrap(),
        incarnation: shared::ids::Incarnation(1),
        seq,
    };
    let mut door = Door::open();
    let admitted = Outcome::Admitted { again: false };
    door.event(Event::Lane(&verdict(1, Some(7), admitted)));
    door.chooses(StaffAction::PickShown(record(30)));
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Undo));
    assert_eq!(door.staff().picked(), [record(30)]);
    door.chooses(StaffAction::Pick(record(29)));
    door.chooses(StaffAction::Pick(record(30)));
    assert_eq!(door.staff().picked(), [record(29)]);
    door.chooses(StaffAction::Ask(vec![StaffCommand::Annul(vec![record(
        29,
    )])]));
    door.replies(1, Reply::Done);
    assert_eq!(door.staff().picked(), []);
}

#[test]
fn no_number_of_people_leaves_its_bounds() {
    let mut door = Door::open();
    door.chooses(StaffAction::Go(StaffRoom::Walk));
    door.chooses(StaffAction::People(0));
    assert_eq!(door.staff().walk().people, 1);
    door.chooses(StaffAction::People(60_000));
    assert_eq!(door.staff().walk().people, MOST_PEOPLE);
}
