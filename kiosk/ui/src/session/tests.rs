use shared::ids::BoothNumber;
use shared::protocol::v1::Closure;
use shared::time::UnixMs;
use view::Role;
use view::{OutOfOrder, Outcome, Verdict};

use super::*;

fn verdict(id: u64) -> LaneView {
    LaneView::Verdict(Verdict {
        id,
        at: UnixMs(0),
        outcome: Outcome::Admitted { again: false },
        people: 1,
        ticket: None,
        kind: None,
        short_code: None,
        people_left: None,
        repeat: false,
    })
}

/// A real keyboard types into the search.
fn typed(keys: &str) -> Action {
    Action::Booths(BoothsAction::Search(LineAction::Type(keys.to_owned())))
}

fn visitor_reading_booth(number: u16) -> Session {
    let mut session = Session::new(Language::VIETNAMESE, Role::Door);
    session.handle(Event::Chose(Action::Speak(Language::ENGLISH)), 0);
    session.handle(Event::Chose(Action::Go(Page::Booths)), 1_000);
    session.handle(Event::Chose(typed("bat trang")), 2_000);
    session.handle(
        Event::Chose(Action::Go(Page::Booth(BoothNumber(number)))),
        3_000,
    );
    session
}

#[test]
fn a_verdict_takes_the_screen_from_whoever_reads_about_a_booth() {
    let mut session = visitor_reading_booth(7);
    assert_eq!(session.screen(), Screen::Page(Page::Booth(BoothNumber(7))));
    session.handle(Event::Lane(&verdict(1)), 4_000);
    assert_eq!(session.screen(), Screen::Verdict);
    assert_eq!(
        session.language(),
        Language::ENGLISH,
        "it speaks the visitor's language"
    );
    session.handle(Event::Lane(&LaneView::Reading), 5_000);
    assert_eq!(
        session.screen(),
        Screen::Verdict,
        "it stays while the next code is read"
    );
    session.handle(Event::Lane(&verdict(2)), 5_100);
    assert_eq!(session.screen(), Screen::Verdict);
    session.handle(Event::Lane(&LaneView::Waiting), 9_000);
    assert_eq!(session.screen(), Screen::Scan);
}

#[test]
fn nothing_of_a_visitor_is_left_for_the_next() {
    let mut session = visitor_reading_booth(7);
    let visit = session.visit();
    session.handle(Event::Lane(&verdict(1)), 4_000);
    session.handle(Event::Lane(&LaneView::Waiting), 8_000);
    assert_eq!(session.language(), Language::VIETNAMESE);
    assert_eq!(session.visitor().browse(), &Browse::default());
    assert_ne!(session.visit(), visit);
}

#[test]
fn moved_kiosk_begins_with_a_new_visitor() {
    let mut session = visitor_reading_booth(7);
    let visit = session.visit();
    session.handle(Event::Role(Role::Door), 4_000);
    assert_eq!(session.visit(), visit);
    session.handle(Event::Role(Role::Hall), 5_000);
    assert_eq!(session.screen(), Screen::Attract);
    assert_eq!(session.language(), Language::VIETNAMESE);
    assert_ne!(session.visit(), visit);
}

#[test]
fn closed_kiosk_shows_no_page() {
    let mut session = visitor_reading_booth(7);
    let closed = LaneView::OutOfOrder(OutOfOrder::Closed(Closure { next: None }));
    session.handle(Event::Lane(&closed), 4_000);
    assert_eq!(session.screen(), Screen::Scan);
}

#[test]
fn a_closed_verdict_does_not_come_back_before_the_desk_has_heard_of_it() {
    let mut session = Session::new(Language::VIETNAMESE, Role::Door);
    session.handle(Event::Lane(&verdict(3)), 0);
    let command = session.handle(Event::Chose(Action::PutAway), 1_000);
    assert_eq!(command, [Command::Dismiss]);
    session.handle(Event::Lane(&verdict(3)), 1_010);
    assert_eq!(session.screen(), Screen::Scan);
    session.handle(Event::Lane(&verdict(4)), 1_020);
    assert_eq!(
        session.screen(),
        Screen::Verdict,
        "the next ticket shows at once"
    );
}

#[test]
fn a_forgotten_booth_screen_asks_counts_down_and_goes() {
    let mut session = visitor_reading_booth(7);
    let left_at = 3_000;
    session.handle(Event::Ticked, left_at + QUIET_MS - 1);
    assert_eq!(session.presence(left_at + QUIET_MS - 1), Presence::Here);
    assert_eq!(session.due_in_ms(left_at + QUIET_MS - 1), Some(1));
    assert_eq!(
        session.presence(left_at + QUIET_MS),
        Presence::Asked { seconds: 20 }
    );
    assert_eq!(
        session.presence(left_at + QUIET_MS + 19_001),
        Presence::Asked { seconds: 1 }
    );
    session.handle(Event::Ticked, left_at + QUIET_MS + COUNTDOWN_MS - 1);
    assert_eq!(session.screen(), Screen::Page(Page::Booth(BoothNumber(7))));
    session.handle(Event::Ticked, left_at + QUIET_MS + COUNTDOWN_MS);
    assert_eq!(session.screen(), Screen::Scan);
    assert_eq!(session.language(), Language::VIETNAMESE);
}

#[test]
fn any_touch_during_the_countdown_extends_the_visit() {
    let mut session = visitor_reading_booth(7);
    let asked_at = 3_000 + QUIET_MS + 10_000;
    assert!(matches!(session.presence(asked_at), Presence::Asked { .. }));
    session.handle(Event::Touched, asked_at);
    assert_eq!(session.presence(asked_at), Presence::Here);
    session.handle(Event::Ticked, asked_at + QUIET_MS);
    assert_eq!(session.screen(), Screen::Page(Page::Booth(BoothNumber(7))));
}

#[test]
fn the_first_screen_forgets_a_language_but_never_asks() {
    let mut session = Session::new(Language::VIETNAMESE, Role::Door);
    session.handle(Event::Chose(Action::Speak(Language::ENGLISH)), 0);
    assert_eq!(session.presence(1_000_000), Presence::Here);
    session.handle(Event::Ticked, QUIET_MS + COUNTDOWN_MS - 1);
    assert_eq!(session.language(), Language::ENGLISH);
    session.handle(Event::Ticked, QUIET_MS + COUNTDOWN_MS);
    assert_eq!(session.language(), Language::VIETNAMESE);
    assert_eq!(session.due_in_ms(QUIET_MS + COUNTDOWN_MS), None);
}

#[test]
fn an_untouched_first_screen_is_nobodys_visit() {
    let mut session = Session::new(Language::VIETNAMESE, Role::Door);
    for hour in 0..10 {
        session.handle(Event::Ticked, hour * 3_600_000);
    }
    assert_eq!(session.visit(), 0);
}

#[test]
fn back_from_a_booth_keeps_search_and_choice_and_back_to_the_start_forgets_them() {
    let mut session = visitor_reading_booth(7);
    let village = Only::Village("kim-lan".parse().unwrap());
    let only = BoothsAction::Only(Some(village.clone()));
    session.handle(Event::Chose(Action::Booths(only)), 4_000);
    session.handle(Event::Chose(Action::Go(Page::Booths)), 5_000);
    assert_eq!(session.screen(), Screen::Page(Page::Booths));
    assert_eq!(session.visitor().browse().line().text(), "bat trang");
    assert_eq!(session.visitor().browse().only(), Some(&village));
    session.handle(Event::Chose(Action::Back), 6_000);
    assert_eq!(session.screen(), Screen::Scan);
    assert_eq!(session.visitor().browse(), &Browse::default());
    assert_eq!(
        session.language(),
        Language::ENGLISH,
        "they may be about to scan"
    );
}

#[test]
fn an_endless_search_is_cut() {
    let mut session = Session::new(Language::VIETNAMESE, Role::Door);
    session.handle(Event::Chose(typed(&"ố".repeat(5_000))), 0);
    let kept = session.visitor().browse().line().text();
    assert_eq!(kept.chars().count(), LONGEST_SEARCH);
}

#[test]
fn the_sample_ticket_is_a_matter_for_the_desk() {
    let mut session = Session::new(Language::VIETNAMESE, Role::Door);
    assert_eq!(
        session.handle(Event::Chose(Action::SampleTicket), 0),
        [Command::SampleTicket]
    );
    assert_eq!(session.screen(), Screen::Scan);
}

#[test]
fn unanswered_submission_is_taken_back_and_can_be_resent() {
    use shared::submission::{NetworkRole, SubmissionField};
    use view::VisitorCommand;
    let mut session = Session::new(Language::VIETNAMESE, Role::Hall);
    let mut choose = |action: Action, now_ms| session.handle(Event::Chose(action), now_ms);
    choose(Action::Begin(Language::ENGLISH), 0);
    choose(Action::Go(Page::Network), 0);
    choose(
        Action::Submission(SubmissionAction::Join(NetworkRole::Consumer)),
        0,
    );
    for (part, text) in [
        (SubmissionField::Name, "Nguyen"),
        (SubmissionField::Reach, "0900000000"),
    ] {
        for key in text.chars() {
            let pressed = SubmissionAction::Line(part, LineAction::Press(key));
            choose(Action::Submission(pressed), 0);
        }
        choose(Action::Submission(SubmissionAction::Next), 0);
    }
    let sent = choose(Action::Submission(SubmissionAction::Agree([7; 32])), 5_000);
    let [Command::Visitor(VisitorCommand::Write { number, .. })] = &sent[..] else {
        panic!("a submission: {sent:?}");
    };
    assert_eq!(session.due_in_ms(16_000), Some(1_000));
    assert_eq!(session.handle(Event::Ticked, 16_999), []);
    let taken_back = Command::Visitor(VisitorCommand::TakeBack(*number));
    assert_eq!(session.handle(Event::Ticked, 17_000), [taken_back]);
    assert_eq!(
        session.visitor().submission().step(),
        SubmissionStep::Failed
    );
    let again = Event::Chose(Action::Submission(SubmissionAction::Again));
    assert_eq!(session.handle(again, 18_000), sent, "the same submission");
}

#[test]
fn only_pages_with_a_field_take_a_persons_keys() {
    let mut session = Session::new(Language::VIETNAMESE, Role::Hall);
    assert!(!session.has_field());
    for (page, field) in [
        (Page::Home, false),
        (Page::Villages, false),
        (Page::Booths, true),
        (Page::Network, true),
        (Page::Contact(BoothNumber(7)), true),
    ] {
        session.handle(Event::Chose(Action::Go(page.clone())), 0);
        assert_eq!(session.has_field(), field, "{page:?}");
    }
    session.handle(Event::Lane(&verdict(1)), 1_000);
    assert!(!session.has_field(), "a verdict lies over the page");
}
