use crate::session::Page;
mod work;

use shared::checkin::{Direction, Reason, Refusal};
use shared::ids::{TicketNumber, TicketType};
use shared::time::UnixMs;
use texts::Language;
use view::Role;
use view::{Command, LaneView, Outcome, Reply};

use super::super::{Action, COUNTDOWN_MS, Event, Presence, QUIET_MS, Screen, Session};
use super::*;

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
            session: Session::new(Language::VIETNAMESE, Role::Door),
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
        kind: None,
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
    let asked = door.chooses(StaffAction::Leave);
    assert_eq!(asked, [StaffCommand::Lock], "also what is being checked");
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
fn a_pin_that_was_right_opens_nothing_for_whoever_has_gone() {
    let mut door = Door::new();
    door.chooses(StaffAction::Open);
    door.chooses(StaffAction::SendPin(pin("246810")));
    door.desk(StaffState::Checking);
    assert_eq!(door.chooses(StaffAction::Leave), [StaffCommand::Lock]);
    door.desk(StaffState::Open("door-1".parse().unwrap()));
    assert_eq!(door.session.screen(), Screen::Scan);
    assert_eq!(door.waits(1), [StaffCommand::Lock]);
    assert!(!door.staff().is_open());
    assert_eq!(door.waits(1), [], "the desk is on its way");
}

#[test]
fn until_the_desk_has_locked_the_pin_is_asked_for_and_the_desk_is_asked_again() {
    let mut door = Door::open();
    door.chooses(StaffAction::Lock);
    door.chooses(StaffAction::Open);
    assert_eq!(door.session.screen(), Screen::Staff(StaffRoom::Pin));
    assert_eq!(door.waits(1_000), []);
    assert_eq!(door.waits(4_500), [StaffCommand::Lock]);
    door.desk(StaffState::Locked);
    assert_eq!(
        door.session.screen(),
        Screen::Staff(StaffRoom::Pin),
        "a person about to type goes on"
    );
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
    assert!(door.staff().is_open());
    door.event(Event::Chose(Action::Go(Page::Booths)));
    for _ in 0..20 {
        door.now += 9_000;
        assert_eq!(door.event(Event::Touched), []);
        if door.event(Event::Ticked) == [StaffCommand::Lock] {
            assert_eq!(
                door.session.screen(),
                Screen::Page(Page::Booths),
                "the visitor reads on"
            );
            return;
        }
    }
    panic!("staff mode stayed open under a visitor's hands");
}
