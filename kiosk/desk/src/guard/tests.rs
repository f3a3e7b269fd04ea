use proptest::prelude::*;

use super::*;

const NOON: UnixMs = UnixMs(1_725_598_800_000);

fn moment(seconds: u64) -> Moment {
    Moment {
        at: NOON.plus(seconds as i64 * 1000),
        mono_ms: seconds * 1000,
    }
}

fn pin(id: &str) -> StaffPin {
    StaffPin {
        id: id.parse().unwrap(),
        hash: format!("hash of {id}"),
    }
}

fn pins() -> Arc<[StaffPin]> {
    Arc::from([pin("door-1"), pin("door-2")])
}

fn guard() -> Guard {
    Guard::new(PinTries::default(), pins(), moment(0))
}

fn opened(seconds: u64) -> Guard {
    let mut guard = guard();
    right(&mut guard, seconds);
    guard
}

fn right(guard: &mut Guard, seconds: u64) -> Reaction {
    assert_eq!(
        guard.handle(StaffEvent::Typed, moment(seconds)),
        Reaction::Check
    );
    guard.handle(StaffEvent::Checked(Some(pin("door-1"))), moment(seconds))
}

fn wrong(guard: &mut Guard, seconds: u64) -> Reaction {
    assert_eq!(
        guard.handle(StaffEvent::Typed, moment(seconds)),
        Reaction::Check
    );
    guard.handle(StaffEvent::Checked(None), moment(seconds))
}

fn door() -> StaffId {
    "door-1".parse().unwrap()
}

fn locked_out(seconds: u64) -> StaffState {
    StaffState::LockedOut {
        until: moment(seconds).at,
    }
}

#[test]
fn the_right_pin_opens_and_a_minute_untouched_closes() {
    let mut guard = guard();
    assert_eq!(guard.state(), StaffState::Locked);
    let unlocked = Reaction::Record(StaffAct::Unlocked, Some(door()));
    assert_eq!(right(&mut guard, 10), unlocked);
    assert_eq!(guard.open_for(), Some(&door()));
    guard.handle(StaffEvent::Touched, moment(40));
    assert_eq!(guard.due(), Some(100_000));
    assert_eq!(guard.handle(StaffEvent::Tick, moment(99)), Reaction::None);
    let timed_out = Reaction::Record(StaffAct::TimedOut, Some(door()));
    assert_eq!(guard.handle(StaffEvent::Tick, moment(100)), timed_out);
    assert_eq!((guard.state(), guard.due()), (StaffState::Locked, None));
}

#[test]
fn staff_close_it_and_nobody_closes_what_is_closed() {
    let mut guard = opened(0);
    let locked = Reaction::Record(StaffAct::Locked, Some(door()));
    assert_eq!(guard.handle(StaffEvent::Lock, moment(1)), locked);
    assert_eq!(guard.handle(StaffEvent::Lock, moment(2)), Reaction::None);
    assert_eq!(guard.handle(StaffEvent::Touched, moment(2)), Reaction::None);
    assert_eq!(guard.state(), StaffState::Locked);
}

#[test]
fn four_wrong_pins_are_told_and_the_fifth_brings_a_pause() {
    let mut guard = guard();
    for left in [4, 3, 2, 1] {
        assert_eq!(
            wrong(&mut guard, 0),
            Reaction::Record(StaffAct::WrongPin, None)
        );
        assert_eq!(guard.state(), StaffState::WrongPin { tries_left: left });
    }
    assert_eq!(
        wrong(&mut guard, 0),
        Reaction::Record(StaffAct::LockedOut, None)
    );
    assert_eq!(guard.state(), locked_out(60));
    assert_eq!(guard.handle(StaffEvent::Typed, moment(59)), Reaction::None);
    // Going away from the pad does not end it, only time does.
    assert_eq!(guard.handle(StaffEvent::Lock, moment(59)), Reaction::None);
    assert_eq!(guard.state(), locked_out(60));
    assert_eq!(
        guard.handle(StaffEvent::Tick, moment(60)),
        Reaction::Changed
    );
    assert_eq!(guard.state(), StaffState::Locked);
}

#[test]
fn pauses_double_up_to_a_quarter_of_an_hour_and_a_right_pin_makes_up_for_all() {
    let mut guard = guard();
    let mut now = 0;
    for minutes in [1, 2, 4, 8, 15, 15] {
        for _ in 0..TRIES {
            wrong(&mut guard, now);
        }
        now += minutes * 60;
        assert_eq!(guard.state(), locked_out(now));
        guard.handle(StaffEvent::Tick, moment(now));
    }
    right(&mut guard, now);
    assert_eq!(guard.tries(), PinTries::default());
    guard.handle(StaffEvent::Lock, moment(now));
    for _ in 0..TRIES {
        wrong(&mut guard, now);
    }
    assert_eq!(guard.state(), locked_out(now + 60));
}

#[test]
fn a_restart_gives_no_new_tries_and_ends_no_pause() {
    let mut before = guard();
    for _ in 0..3 {
        wrong(&mut before, 0);
    }
    let mut after = Guard::new(before.tries(), pins(), moment(5));
    assert_eq!(after.state(), StaffState::Locked);
    wrong(&mut after, 5);
    assert_eq!(after.state(), StaffState::WrongPin { tries_left: 1 });
    wrong(&mut after, 5);
    let mut again = Guard::new(after.tries(), pins(), moment(20));
    assert_eq!(again.state(), locked_out(65));
    again.handle(StaffEvent::Tick, moment(65));
    assert_eq!(
        right(&mut again, 65),
        Reaction::Record(StaffAct::Unlocked, Some(door()))
    );
}

#[test]
fn a_clock_that_lost_its_time_makes_no_pause_longer() {
    let mut guard = guard();
    for _ in 0..TRIES {
        wrong(&mut guard, 0);
    }
    let in_1970 = Moment {
        at: UnixMs(0),
        mono_ms: 7_000,
    };
    let restarted = Guard::new(guard.tries(), pins(), in_1970);
    assert_eq!(restarted.due(), Some(67_000));
    let until = UnixMs(60_000);
    assert_eq!(restarted.state(), StaffState::LockedOut { until });
}

#[test]
fn one_pin_at_a_time_is_checked() {
    let mut guard = guard();
    guard.handle(StaffEvent::Typed, moment(0));
    assert_eq!(guard.state(), StaffState::Checking);
    assert_eq!(guard.handle(StaffEvent::Typed, moment(0)), Reaction::None);
    guard.handle(StaffEvent::Checked(None), moment(0));
    // An answer that nobody waits for opens nothing.
    let late = StaffEvent::Checked(Some(pin("door-1")));
    assert_eq!(guard.handle(late, moment(1)), Reaction::None);
    assert_eq!(guard.state(), StaffState::WrongPin { tries_left: 4 });
}

#[test]
fn a_pin_that_is_withdrawn_closes_what_it_opened_and_opens_nothing() {
    let mut open = opened(0);
    let others = StaffEvent::Pins(Arc::from([pin("door-2")]));
    let locked = Reaction::Record(StaffAct::Locked, Some(door()));
    assert_eq!(open.handle(others.clone(), moment(1)), locked);

    let mut checking = guard();
    checking.handle(StaffEvent::Typed, moment(0));
    checking.handle(others, moment(1));
    let found = StaffEvent::Checked(Some(pin("door-1")));
    assert_eq!(
        checking.handle(found, moment(2)),
        Reaction::Record(StaffAct::WrongPin, None)
    );

    let mut other = opened(0);
    let fewer = StaffEvent::Pins(Arc::from([pin("door-1")]));
    assert_eq!(other.handle(fewer, moment(1)), Reaction::None);
    assert_eq!(other.open_for(), Some(&door()));
}

#[test]
fn without_any_pin_there_is_no_way_in_until_one_comes() {
    let mut guard = Guard::new(PinTries::default(), Arc::default(), moment(0));
    assert_eq!(guard.state(), StaffState::NoPin);
    assert_eq!(guard.handle(StaffEvent::Typed, moment(0)), Reaction::None);
    assert_eq!(
        guard.handle(StaffEvent::Pins(pins()), moment(1)),
        Reaction::Changed
    );
    assert_eq!(guard.state(), StaffState::Locked);
}

#[test]
fn what_was_wrong_is_not_shown_for_ever() {
    let mut guard = guard();
    wrong(&mut guard, 0);
    assert_eq!(
        guard.handle(StaffEvent::Tick, moment(60)),
        Reaction::Changed
    );
    assert_eq!(guard.state(), StaffState::Locked);
    wrong(&mut guard, 61);
    assert_eq!(guard.state(), StaffState::WrongPin { tries_left: 3 });
    assert_eq!(
        guard.handle(StaffEvent::Lock, moment(62)),
        Reaction::Changed
    );
}

proptest! {
    /// However tries and restarts are mixed, no more than five wrong PINs are taken between two pauses, and
    /// an hour of tries gives no more than 35.
    #[test]
    fn nobody_gets_to_try_more(restarts in prop::collection::vec(any::<bool>(), 3600)) {
        let mut guard = guard();
        let mut tried = 0;
        for (second, restart) in restarts.into_iter().enumerate() {
            let now = moment(second as u64);
            if restart {
                guard = Guard::new(guard.tries(), pins(), now);
            }
            guard.handle(StaffEvent::Tick, now);
            if guard.handle(StaffEvent::Typed, now) == Reaction::Check {
                tried += 1;
                guard.handle(StaffEvent::Checked(None), now);
            }
        }
        prop_assert!(tried <= 35, "{tried}");
    }
}
