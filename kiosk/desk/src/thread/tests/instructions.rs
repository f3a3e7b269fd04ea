//! A kiosk that follows the organisers.

use journal::Journal;
use shared::catalogue::Localized;
use shared::checkin::Direction;
use shared::protocol::v1::{Closure, DeviceInstructions, KioskRole, MovedPlace, RehearsalOrder};
use uplink::News;
use view::Role;
use view::{Mode, View};

use super::*;
use crate::Desk;

struct FollowingKiosk {
    stage: DeskStage,
    uplink: Journal,
    asked: DeviceInstructions,
}

impl FollowingKiosk {
    fn new() -> Self {
        let stage = DeskStage::new();
        while stage.handle.view().catalogue.days.is_empty() {
            stage.changes.recv_timeout(PATIENCE).unwrap();
        }
        Self {
            uplink: journal(stage.dir.path()),
            stage,
            asked: DeviceInstructions::default(),
        }
    }

    /// The organisers ask for something else, and the kiosk hears of it.
    fn asks(&mut self, change: impl FnOnce(&mut DeviceInstructions)) {
        change(&mut self.asked);
        self.asked.revision += 1;
        let told = FeedReply {
            instructions: Some(self.asked.clone()),
            ..first_feed()
        };
        self.uplink.apply_feed(&told).unwrap();
        let learnt = Event::Uplink(News::Learnt);
        self.stage.handle.events().send(learnt).unwrap();
        let revision = self.asked.revision;
        self.until(|view| view.status.instructions == revision);
    }

    fn until(&self, is_so: impl Fn(&View) -> bool) {
        while !is_so(&self.stage.handle.view()) {
            self.stage.changes.recv_timeout(PATIENCE).unwrap();
        }
    }

    fn admits(&self, ticket: u32) -> bool {
        self.stage.scan(&day_ticket(ticket));
        let outcome = self.stage.verdict_on(ticket).outcome;
        outcome == Outcome::Admitted { again: false }
    }

    fn move_to(&mut self, gate_name: &str, role: KioskRole) {
        let place = MovedPlace {
            gate: gate(gate_name),
            direction: Direction::In,
            both_ways: false,
            role,
            since_ms: MORNING,
        };
        self.asks(|asked| asked.place = Some(place));
    }
}

#[test]
fn closed_kiosk_lets_nobody_pass() {
    let mut kiosk = FollowingKiosk::new();
    kiosk.asks(|asked| asked.closure = Some(Closure::default()));
    kiosk.until(|view| view.lane.is_closed());
    kiosk.stage.scan(&day_ticket(1));
    // Heard after the scan.
    kiosk.asks(|asked| asked.label = Some("Máy bên cửa".to_owned()));
    kiosk.asks(|asked| asked.closure = None);
    kiosk.stage.waiting();
    assert!(kiosk.admits(2));
    kiosk.stage.handle.shutdown();
    let records = kiosk.uplink.verify_chain().unwrap().records;
    assert_eq!(records, 1, "nothing was recorded of ticket 1");
}

#[test]
fn moved_kiosk_records_at_its_new_gate() {
    let mut kiosk = FollowingKiosk::new();
    assert!(kiosk.admits(1));
    kiosk.move_to("garden", KioskRole::Door);
    kiosk.until(|view| view.status.moved && view.status.gate == gate("garden"));
    assert!(kiosk.admits(2));
    kiosk.stage.pass(120_000);
    kiosk.until(|view| !view.status.moved);
    kiosk.move_to("garden", KioskRole::Hall);
    kiosk.until(|view| view.role == Role::Hall);
    let data = kiosk.stage.dir.path().to_owned();
    kiosk.stage.handle.shutdown();
    // The next start finds it there, and another enrolment does not.
    let desk = |token: &str| {
        let mut config = config("http://127.0.0.1:1", "in");
        config.token = token.to_owned().try_into().unwrap();
        Desk::open(&data, config).unwrap().config().clone()
    };
    let same = config("http://127.0.0.1:1", "in").token;
    let moved = desk(same.secret());
    assert_eq!((moved.role, moved.gate), (Role::Hall, gate("garden")));
    let renewed = desk("another");
    assert_eq!((renewed.role, renewed.gate), (Role::Door, gate("main")));
    let outbox = kiosk.uplink.outbox().unwrap();
    let span = outbox.next.unwrap();
    let batch = kiosk.uplink.batch(span.incarnation, 0, 9, 1 << 20).unwrap();
    let at = |seq: usize, name: &str| {
        let body = batch.records[seq].body.get();
        assert!(body.contains(&format!("\"{name}\"")), "{body}");
    };
    at(0, "main");
    at(1, "garden");
}

#[test]
fn kiosk_rehearses_as_ordered_once() {
    let mut kiosk = FollowingKiosk::new();
    let order = |on, ms| {
        Some(RehearsalOrder {
            on,
            since_ms: MORNING.plus(ms),
        })
    };
    kiosk.asks(|asked| asked.rehearsal = order(true, 1));
    assert!(kiosk.stage.handle.view().mode.rehearsal);
    kiosk.asks(|asked| asked.rehearsal = order(false, 2));
    assert!(!kiosk.stage.handle.view().mode.rehearsal);
    set_up(
        kiosk.stage.dir.path(),
        Direction::In,
        Mode {
            rehearsal: true,
            ..Mode::plain(Direction::In)
        },
    );
    let message = Localized([("vi".to_owned(), "Mở lại lúc 14:00".to_owned())].into());
    let dir = kiosk.stage.dir;
    kiosk.stage.handle.shutdown();
    // What was carried out is not carried out again at the next start.
    let data = dir.path().to_owned();
    let stage = DeskStage::with(dir, data);
    let mut kiosk = FollowingKiosk {
        uplink: kiosk.uplink,
        stage,
        asked: kiosk.asked,
    };
    kiosk.asks(|asked| asked.message = Some(message.clone()));
    let view = kiosk.stage.handle.view();
    assert!(view.mode.rehearsal);
    assert_eq!(view.status.message, Some(message));
}
