//! Opening staff mode, and everything that closes it.

use std::sync::Mutex;

use journal::FILE;
use shared::pin::StaffPin;
use uplink::News;
use view::{OutOfOrder, StaffView};

use super::*;

#[test]
fn five_wrong_pins_bring_a_pause_that_a_restart_does_not_end_and_that_no_visitor_notices() {
    let door = StaffedDoor::open();
    for left in [4, 3, 2, 1] {
        let wrong = StaffState::WrongPin { tries_left: left };
        assert_eq!(door.type_pin("135790"), wrong);
    }
    let until = MORNING.plus(60_000);
    let locked_out = StaffState::LockedOut { until };
    assert_eq!(door.type_pin("135790"), locked_out);
    let door = door.restart();
    assert_eq!(
        door.until(|view| Some(view.staff.state.clone()).filter(|it| *it != StaffState::Locked)),
        locked_out
    );
    assert_eq!(door.type_pin(PIN), locked_out, "not even the right one");
    assert_eq!(door.outcome(&day_ticket(1)), ADMITTED);
    door.pass(59);
    assert_eq!(door.state(), locked_out);
    door.pass(1);
    assert_eq!(door.state(), StaffState::Locked);
    door.unlock();
    let wrong = ("wrong_pin", false);
    let acts = [
        wrong,
        wrong,
        wrong,
        wrong,
        ("locked_out", false),
        ("unlocked", true),
    ];
    assert_eq!(door.acts(), acts);
}

#[test]
fn three_wrong_pins_are_remembered_after_a_restart_and_a_right_one_makes_up_for_them() {
    let door = StaffedDoor::open();
    for _ in 0..3 {
        door.type_pin("135790");
    }
    let door = door.restart();
    door.until(|view| (view.catalogue.days.len() == 3).then_some(()));
    assert_eq!(
        door.type_pin("135790"),
        StaffState::WrongPin { tries_left: 1 }
    );
    door.unlock();
    door.staff(StaffCommand::Lock);
    let door = door.restart();
    door.until(|view| (view.catalogue.days.len() == 3).then_some(()));
    assert_eq!(
        door.type_pin("135790"),
        StaffState::WrongPin { tries_left: 4 }
    );
}

/// Opens staff mode and fills the screen with everything that it can show.
fn busy() -> StaffedDoor {
    let door = StaffedDoor::open();
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED);
    door.unlock();
    door.staff(StaffCommand::Search("7".to_owned()));
    assert_eq!(door.ask(StaffCommand::ConfirmFirst(false)), Reply::Done);
    let staff = door.view().staff.clone();
    assert_eq!(staff.found.as_ref().map(Vec::len), Some(1));
    assert_eq!(staff.recent.len(), 1);
    assert!(staff.device.is_some());
    door
}

fn empty() -> StaffView {
    StaffView::default()
}

#[test]
fn a_minute_untouched_closes_staff_mode_and_leaves_nothing_on_the_screen() {
    let door = busy();
    door.pass(40);
    door.staff(StaffCommand::StillHere);
    door.pass(59);
    assert_eq!(door.state(), StaffState::Open(door_1().id));
    door.pass(1);
    assert_eq!(*door.view().staff, empty());
    assert_eq!(door.acts().last(), Some(&("timed_out", true)));
}

#[test]
fn a_command_that_comes_too_late_does_nothing() {
    let door = busy();
    door.clock.0.fetch_add(60_000, Ordering::Relaxed);
    // No tick in between: the loop was behind.
    door.staff(StaffCommand::Rehearse(true));
    assert!(!door.view().mode.rehearsal);
    assert_eq!(*door.view().staff, empty());
}

#[test]
fn staff_lock_it_and_what_is_asked_for_then_is_not_done() {
    let door = busy();
    door.staff(StaffCommand::Lock);
    assert_eq!(*door.view().staff, empty());
    assert_eq!(door.acts().last(), Some(&("locked", true)));
    let before = door.facts().len();
    door.staff(StaffCommand::Search("7".to_owned()));
    door.staff(StaffCommand::Rehearse(true));
    door.staff(StaffCommand::Walk {
        direction: shared::checkin::Direction::In,
        kind: VISITOR,
        people: 3,
    });
    door.staff(StaffCommand::StillHere);
    assert_eq!(
        (door.facts().len(), &*door.view().staff),
        (before, &empty())
    );
    assert!(!door.view().mode.rehearsal);
}

#[test]
fn whoever_leaves_the_kiosk_to_the_visitors_leaves_it_locked() {
    let door = busy();
    door.staff(StaffCommand::Unattended(true));
    assert!(door.view().mode.unattended);
    assert_eq!(*door.view().staff, empty());
    let acts = door.acts();
    let last = acts.last_chunk::<2>().unwrap();
    assert_eq!(*last, [("unattended_on", true), ("locked", true)]);
}

#[test]
fn a_visitor_gets_their_verdict_while_a_pin_is_being_checked() {
    let (let_go, held) = mpsc::channel::<()>();
    let held = Mutex::new(held);
    let check: CheckPin = Arc::new(move |_, pins, _| {
        // Takes as long as somebody wants it to.
        held.lock().unwrap().recv().unwrap();
        pins.first().cloned()
    });
    let door = StaffedDoor::checking_with(|_| {}, check);
    door.staff(StaffCommand::Unlock(Pin(PIN.to_owned())));
    assert_eq!(door.state(), StaffState::Checking);
    // A second PIN meanwhile is not even looked at.
    door.staff(StaffCommand::Unlock(Pin("135790".to_owned())));
    assert_eq!(door.outcome(&day_ticket(1)), ADMITTED);
    assert_eq!(door.outcome(&day_ticket(2)), ADMITTED);
    assert_eq!(door.state(), StaffState::Checking);
    let_go.send(()).unwrap();
    let open = StaffState::Open(door_1().id);
    door.until(|view| (view.staff.state == open).then_some(()));
    assert_eq!(door.facts().len(), 3, "two admissions, and then the PIN");
}

/// The server says something new to a kiosk that is online.
fn hear(door: &StaffedDoor, staff: Vec<StaffPin>) {
    let mut news = feed(1, vec![]);
    news.staff = Some(staff);
    door.journal().apply_feed(&news).unwrap();
    door.send(Event::Uplink(News::Learnt));
}

#[test]
fn a_pin_that_is_changed_on_the_server_closes_staff_mode_and_the_new_one_opens_it() {
    let door = busy();
    let new: shared::pin::Pin = "975311".parse().unwrap();
    let renewed = StaffPin {
        hash: new.hash(&[8; SALT_LEN]).unwrap(),
        ..door_1()
    };
    hear(&door, vec![renewed]);
    assert_eq!(*door.view().staff, empty());
    assert_eq!(door.acts().last(), Some(&("locked", true)));
    assert_eq!(door.type_pin(PIN), StaffState::WrongPin { tries_left: 4 });
    assert_eq!(door.type_pin("975311"), StaffState::Open(door_1().id));
    hear(&door, vec![]);
    assert_eq!(door.state(), StaffState::NoPin);
}

#[test]
fn without_any_pin_the_screen_says_so() {
    let door = StaffedDoor::with(|told| told.staff = None);
    door.until(|view| (view.staff.state == StaffState::NoPin).then_some(()));
    door.staff(StaffCommand::Unlock(Pin(PIN.to_owned())));
    assert_eq!((door.state(), door.facts().len()), (StaffState::NoPin, 0));
}

#[test]
fn what_can_not_be_recorded_opens_nothing() {
    let door = StaffedDoor::open();
    door.until(|view| (!view.catalogue.days.is_empty()).then_some(()));
    let db = rusqlite::Connection::open(door.dir.path().join(journal::FILE)).unwrap();
    // What a full disk looks like to the journal.
    db.execute_batch(
        "CREATE TRIGGER full BEFORE INSERT ON records BEGIN SELECT raise(ABORT, 'no room'); END",
    )
    .unwrap();
    assert_eq!(door.type_pin(PIN), StaffState::Locked);
    let view = door.view();
    assert_eq!(
        view.staff.reply.map(|(_, reply)| reply),
        Some(Reply::Failed)
    );
    assert!(matches!(view.lane, LaneView::OutOfOrder(_)));
    db.execute_batch("DROP TRIGGER full").unwrap();
    door.unlock();
}

#[test]
fn deleted_journal_is_told_while_staff_mode_is_open() {
    let replaced = |view: &View| match &view.lane {
        LaneView::OutOfOrder(OutOfOrder::JournalReplaced { file, .. }) => Some(file.clone()),
        _ => None,
    };
    // Nobody touches anything: the next thing that is due is the lock, a minute later.
    let door = busy();
    std::fs::remove_file(door.dir.path().join(FILE)).unwrap();
    while replaced(&door.view()).is_none() {
        let before_the_lock = door.changes.recv_timeout(PATIENCE / 2);
        before_the_lock.expect("staff are told");
    }
    assert_eq!(door.state(), StaffState::Open(door_1().id));
    // Something arrives all the time.
    let door = busy();
    std::fs::remove_file(door.dir.path().join(FILE)).unwrap();
    door.send(Event::InView(Vec::new()));
    assert_eq!(replaced(&door.view()).as_deref(), Some(FILE));
}
