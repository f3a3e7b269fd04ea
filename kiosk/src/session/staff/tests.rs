use shared::checkin::{Direction, Reason, Refusal};
use shared::ids::{StaffReason, TicketNumber, TicketType};
use shared::time::UnixMs;

use super::super::{Action, COUNTDOWN_MS, Event, Presence, QUIET_MS, Screen, Session};
use super::*;
use crate::i18n::Language;
use crate::view::{Command, LaneView, Outcome, Reply, TicketChoice};

/// A kiosk's session with the desk's view of staff mode beside it.
struct Door {
    session: Session,
    view: StaffView,
    now: u64,
}

impl Door {
    /// Nobody is there.
    fn new() -> Self {
        Self {
            session: Session::new(Language::VIETNAMESE),
            view: StaffView::default(),
            now: 1_000,
        }
    }

    /// Staff mode is open, and somebody stands at the staff's first page.
    fn open() -> Self {
        let mut door = Self::new();
        door.chooses(StaffAction::Open);
        door.desk(StaffState::Open("door-1".parse().unwrap()));
        assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Home));
        door
    }

    fn event(&mut self, event: Event<'_>) -> Vec<StaffCommand> {
        self.now += 10;
        let commands = self.session.handle(event, self.now).into_iter();
        commands
            .filter_map(|command| match command {
                Command::Staff(command) => Some(command),
                _ => None,
            })
            .collect()
    }

    fn chooses(&mut self, action: StaffAction) -> Vec<StaffCommand> {
        self.event(Event::Chose(Action::Staff(action)))
    }

    fn desk(&mut self, state: StaffState) {
        self.view.state = state;
        let view = self.view.clone();
        self.event(Event::Staff(&view));
    }

    fn replies(&mut self, number: u64, reply: Reply) {
        self.view.reply = Some((number, reply));
        let view = self.view.clone();
        self.event(Event::Staff(&view));
    }

    fn waits(&mut self, ms: u64) -> Vec<StaffCommand> {
        self.now += ms;
        let view = self.view.clone();
        self.event(Event::Staff(&view));
        self.event(Event::Ticked)
    }

    fn staff(&self) -> &StaffSession {
        self.session.staff()
    }
}

fn refused(id: u64, ticket: Option<u32>) -> LaneView {
    verdict(
        id,
        ticket,
        Outcome::Refused(Refusal::bare(Reason::LimitReached)),
    )
}

fn verdict(id: u64, ticket: Option<u32>, outcome: Outcome) -> LaneView {
    LaneView::Verdict(Verdict {
        id,
        at: UnixMs(0),
        outcome,
        people: 4,
        ticket: ticket.map(TicketNumber),
        short_code: None,
        people_left: None,
        repeat: false,
    })
}

fn pin(digits: &str) -> Pin {
    Pin(digits.to_owned())
}

fn walk(people: u16) -> StaffAction {
    StaffAction::Ask(vec![StaffCommand::Walk {
        direction: Direction::In,
        kind: TicketType(1),
        people,
    }])
}

#[test]
fn the_pin_leaves_with_the_command_and_nothing_of_it_stays() {
    let mut door = Door::new();
    door.chooses(StaffAction::Open);
    door.chooses(StaffAction::TypePin(pin("24681")));
    assert_eq!(door.staff().pin(), &pin("24681"));
    assert!(!format!("{:?}", door.session).contains("24681"));
    let sent = door.chooses(StaffAction::SendPin(pin("246810")));
    assert_eq!(sent, [StaffCommand::Unlock(pin("246810"))]);
    assert_eq!(door.staff().pin(), &Pin::default());
}

#[test]
fn half_a_pin_is_gone_when_one_cancels_waits_or_loses_the_screen_to_a_visitor() {
    let typed = || {
        let mut door = Door::new();
        door.chooses(StaffAction::Open);
        door.chooses(StaffAction::TypePin(pin("2468")));
        door
    };
    let mut door = typed();
    door.chooses(StaffAction::Leave);
    assert_eq!(door.staff().pin(), &Pin::default());
    assert_eq!(door.session.screen(), Screen::Scan);

    let mut door = typed();
    door.waits(QUIET_MS + COUNTDOWN_MS);
    assert_eq!(door.staff().pin(), &Pin::default());
    assert_eq!(door.session.screen(), Screen::Scan);

    let mut door = typed();
    door.event(Event::Lane(&refused(1, None)));
    assert_eq!(door.staff().pin(), &Pin::default());
    assert_eq!(
        door.session.screen(),
        Screen::Verdict,
        "the queue goes first"
    );
    door.event(Event::Lane(&LaneView::Waiting));
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Pin));
}

#[test]
fn a_scan_that_leaked_into_a_field_is_taken_out_of_it() {
    let mut door = Door::new();
    door.chooses(StaffAction::Open);
    door.chooses(StaffAction::TypePin(pin("2412")));
    door.event(Event::Leaked(2));
    assert_eq!(door.staff().pin(), &pin("24"));

    let mut door = Door::open();
    door.chooses(StaffAction::Go(StaffRoom::Search));
    door.chooses(StaffAction::TypeSearch("ngày12".to_owned()));
    door.event(Event::Leaked(2));
    assert_eq!(door.staff().search(), "ngày");
    door.chooses(StaffAction::Go(StaffRoom::Code));
    door.chooses(StaffAction::TypeCode("0001".to_owned()));
    door.event(Event::Leaked(9));
    assert_eq!(door.staff().code(), "");
}

#[test]
fn a_pin_has_digits_only_and_not_endlessly_many() {
    let mut door = Door::new();
    door.chooses(StaffAction::Open);
    door.chooses(StaffAction::TypePin(pin(&"12a".repeat(40))));
    assert_eq!(door.staff().pin(), &pin("121212121212"));
}

#[test]
fn the_right_pin_opens_everything_and_a_wrong_one_leaves_the_pad() {
    let mut door = Door::new();
    door.chooses(StaffAction::Open);
    door.desk(StaffState::WrongPin { tries_left: 2 });
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Pin));
    door.desk(StaffState::Open("door-1".parse().unwrap()));
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Home));
}

#[test]
fn locking_leaves_nothing_on_the_screen() {
    let fill_in = |door: &mut Door| {
        door.chooses(StaffAction::Go(StaffRoom::Search));
        door.chooses(StaffAction::TypeSearch("nguyen".to_owned()));
        door.chooses(StaffAction::Search);
    };
    let empty = |door: &Door| {
        assert_eq!(door.session.screen(), Screen::Scan);
        assert_eq!(door.staff().search(), "");
        assert_eq!(door.staff().room(), None);
        assert_eq!(door.staff().admission(), None);
        assert_eq!(door.staff().picked(), []);
        assert_eq!(door.session.language(), Language::VIETNAMESE);
    };
    let mut door = Door::open();
    door.event(Event::Chose(Action::Speak(Language::ENGLISH)));
    fill_in(&mut door);
    assert_eq!(door.chooses(StaffAction::Lock), [StaffCommand::Lock]);
    empty(&door);

    let mut door = Door::open();
    fill_in(&mut door);
    let visit = door.session.visit();
    door.desk(StaffState::Locked);
    empty(&door);
    assert_ne!(door.session.visit(), visit, "the screens forget as well");
}

#[test]
fn staff_mode_counts_down_and_locks_and_a_touch_keeps_it_open() {
    let mut door = Door::open();
    door.waits(LOCK_AFTER_MS - COUNTDOWN_MS - 1_000);
    assert_eq!(door.session.presence(door.now), Presence::Here);
    door.waits(5_000);
    let Presence::Locking { seconds } = door.session.presence(door.now) else {
        panic!("{:?}", door.session.presence(door.now));
    };
    assert!((14..=20).contains(&seconds), "{seconds}");
    assert!(door.session.due_in_ms(door.now).unwrap() <= 1_000);
    assert_eq!(door.event(Event::Touched), [StaffCommand::StillHere]);
    assert_eq!(door.session.presence(door.now), Presence::Here);
    assert_eq!(door.waits(LOCK_AFTER_MS - 100), []);
    assert_eq!(door.waits(100), [StaffCommand::Lock]);
    assert_eq!(door.session.screen(), Screen::Scan);
}

#[test]
fn the_desk_is_told_at_most_every_five_seconds_and_never_by_a_visitors_touch() {
    let mut door = Door::open();
    let mut told = 0;
    for _ in 0..60 {
        door.now += 490;
        told += door.event(Event::Touched).len();
    }
    assert!((5..=6).contains(&told), "{told} in thirty seconds");
    door.chooses(StaffAction::Leave);
    door.event(Event::Chose(Action::BrowseBooths));
    for _ in 0..20 {
        door.now += 9_000;
        assert_eq!(door.event(Event::Touched), []);
        if door.event(Event::Ticked) == [StaffCommand::Lock] {
            assert_eq!(
                door.session.screen(),
                Screen::Booths,
                "the visitor reads on"
            );
            return;
        }
    }
    panic!("staff mode stayed open under a visitor's hands");
}

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
        Some(TicketChoice::Shown)
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
        assert_eq!(subject.choice(latest), Some(TicketChoice::Shown));
        door.event(Event::Lane(&LaneView::Waiting));
        let latest = door.staff().latest();
        assert_eq!(subject.choice(latest), Some(TicketChoice::Shown));
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
    assert_eq!(said.asked, Asked::Walk(Direction::In, 3));
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
