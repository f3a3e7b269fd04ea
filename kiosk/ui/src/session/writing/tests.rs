use shared::ids::{BoothNumber, TicketNumber, TicketType};
use shared::submission::SubmissionField;
use shared::time::UnixMs;
use texts::Language;
use view::{LaneView, Outcome, PeopleView, Question, Role, StampCard, Verdict};

use super::*;
use crate::session::{
    Action, CHECK_SHOWS_MS, Event, LineAction, Page, Presence, Screen, Session, StaffAction,
    SubmissionAction,
};

const BOOTH: BoothNumber = BoothNumber(12);
const TYPED_MS: u64 = 5_000;

fn verdict(id: u64) -> LaneView {
    LaneView::Verdict(Verdict {
        id,
        at: UnixMs(0),
        outcome: Outcome::Visited {
            booth: BOOTH,
            again: false,
        },
        people: 1,
        ticket: None,
        kind: None,
        short_code: None,
        people_left: None,
        repeat: false,
    })
}

fn types(session: &mut Session, text: &str, now_ms: u64) {
    let typed = LineAction::Type(text.to_owned());
    let action = Action::Submission(SubmissionAction::Line(SubmissionField::Name, typed));
    session.handle(Event::Chose(action), now_ms);
}

/// Somebody has typed their name.
fn writing(role: Role) -> Session {
    let mut session = Session::new(Language::ENGLISH, role);
    session.handle(Event::Chose(Action::Go(Page::Contact(BOOTH))), 1_000);
    let open = SubmissionAction::Line(SubmissionField::Name, LineAction::Open);
    session.handle(Event::Chose(Action::Submission(open)), 2_000);
    types(&mut session, "Wanda", TYPED_MS);
    assert_eq!(
        session.visitor().submission().text(SubmissionField::Name),
        "Wanda"
    );
    session
}

fn is_wiped(session: &Session) -> bool {
    !session.visitor().submission().holds_something()
}

#[test]
fn at_a_booth_a_ticket_ends_the_form_that_nobody_works_on_and_no_other() {
    for (later, wiped) in [(AT_WORK_MS - 1, false), (AT_WORK_MS, true)] {
        let mut session = writing(Role::Booth(BOOTH));
        let now = TYPED_MS + later;
        session.handle(Event::Lane(&verdict(1)), now);
        assert_eq!(is_wiped(&session), wiped);
        assert_eq!(session.band(now), (!wiped).then_some(Band::Verdict));
        assert_eq!(session.screen() == Screen::Verdict, wiped);
    }
}

#[test]
fn after_somebody_elses_ticket_the_writer_goes_on_or_the_form_is_gone() {
    for goes_on in [false, true] {
        let mut session = writing(Role::Booth(BOOTH));
        let scanned = TYPED_MS + 3_000;
        session.handle(Event::Lane(&verdict(1)), scanned);
        assert_eq!(session.presence(scanned), Presence::Asked { seconds: 10 });
        assert_eq!(session.due_in_ms(scanned), Some(1_000));
        session.handle(Event::Lane(&LaneView::Waiting), scanned + 6_000);
        if goes_on {
            types(&mut session, " M", scanned + 7_000);
            assert_eq!(session.presence(scanned + 7_000), Presence::Here);
        }
        let visit = session.visit();
        session.handle(Event::Ticked, scanned + AT_WORK_MS - 1);
        assert!(!is_wiped(&session));
        session.handle(Event::Ticked, scanned + AT_WORK_MS);
        assert_eq!(is_wiped(&session), !goes_on);
        assert_eq!(session.visit() == visit, goes_on);
    }
}

#[test]
fn neither_a_touch_nor_a_scanner_goes_on_in_the_writers_stead() {
    let mut session = writing(Role::Booth(BOOTH));
    let scanned = TYPED_MS + 3_000;
    session.handle(Event::Lane(&verdict(1)), scanned);
    session.handle(Event::Touched, scanned + 1_000);
    types(&mut session, "1", scanned + 2_000);
    session.handle(Event::Leaked(1), scanned + 2_030);
    assert_eq!(
        session.presence(scanned + 3_000),
        Presence::Asked { seconds: 7 }
    );
    session.handle(Event::Ticked, scanned + AT_WORK_MS);
    assert!(is_wiped(&session));
}

#[test]
fn a_verdict_in_a_band_takes_the_screen_when_the_form_is_left() {
    let mut session = writing(Role::Booth(BOOTH));
    session.handle(Event::Lane(&verdict(1)), TYPED_MS + 1);
    session.handle(Event::Chose(Action::Back), TYPED_MS + 2);
    assert!(is_wiped(&session));
    assert_eq!(session.screen(), Screen::Verdict);
}

#[test]
fn at_a_door_a_verdict_has_the_whole_screen_whoever_writes() {
    let mut session = writing(Role::Door);
    session.handle(Event::Lane(&verdict(1)), TYPED_MS + 1);
    assert_eq!(session.screen(), Screen::Verdict);
    assert!(is_wiped(&session));
}

#[test]
fn a_question_that_the_next_code_replaces_has_no_form_behind_it() {
    let mut session = writing(Role::Door);
    let question = Question {
        id: 1,
        ticket: TicketNumber(7),
        kind: TicketType(3),
        most: 12,
        party: 12,
        again: false,
        confirm: false,
        leaving: false,
    };
    session.handle(Event::Lane(&LaneView::Asking(question)), TYPED_MS + 1);
    session.handle(Event::Lane(&LaneView::Reading), TYPED_MS + 2);
    assert!(is_wiped(&session));
}

#[test]
fn a_slow_check_takes_the_screen_from_nobody_at_work() {
    let mut session = writing(Role::Booth(BOOTH));
    session.handle(Event::Lane(&LaneView::Checking), TYPED_MS + 1);
    session.handle(Event::Ticked, TYPED_MS + 1 + CHECK_SHOWS_MS);
    assert_eq!(session.screen(), Screen::Page(Page::Contact(BOOTH)));
    assert!(!is_wiped(&session));
}

#[test]
fn a_scanner_that_types_into_the_form_is_nobody_at_work() {
    let mut session = writing(Role::Booth(BOOTH));
    let scanned = TYPED_MS + 30_000;
    for (index, key) in ["1", "2", "3"].into_iter().enumerate() {
        types(&mut session, key, scanned + 15 * index as u64);
    }
    session.handle(Event::Leaked(3), scanned + 60);
    assert_eq!(
        session.visitor().submission().text(SubmissionField::Name),
        "Wanda"
    );
    session.handle(Event::Lane(&verdict(1)), scanned + 200);
    assert!(is_wiped(&session));
    assert_eq!(session.screen(), Screen::Verdict);
}

#[test]
fn staff_who_take_the_screen_leave_no_form_behind_them() {
    let mut session = writing(Role::Booth(BOOTH));
    session.handle(Event::Chose(Action::Staff(StaffAction::Open)), TYPED_MS + 1);
    assert!(is_wiped(&session));
}

#[test]
fn a_card_that_could_not_be_shown_is_never_shown_to_the_writer() {
    let mut session = writing(Role::Hall);
    let people = PeopleView {
        stamps: Some(StampCard {
            id: 1,
            booths: vec![BOOTH],
        }),
        submission: None,
    };
    session.handle(Event::People(&people), TYPED_MS + 1);
    assert_eq!(session.band(TYPED_MS + 1), Some(Band::Taken));
    assert_eq!(session.band(TYPED_MS + 1 + TOLD_MS), None);
    session.handle(Event::Chose(Action::StillHere), TYPED_MS + 2);
    session.handle(Event::Chose(Action::Go(Page::Stamps)), TYPED_MS + 3);
    session.handle(Event::People(&people), TYPED_MS + 4);
    assert_eq!(session.visitor().own_card(&people), None);
}
