//! A desk that hangs on its disk while things go on before it.

use std::thread::spawn;

use journal::SubmissionStore;
use shared::submission::{NetworkRole, Wish};
use view::{Draft, VisitorCommand};

use super::*;
use crate::scene::seats::{Counterpart, SeatExchange, WHEEL, hall_config, hall_journal};

/// A kiosk in the hall that holds seats of a session and whose desk has hung for so long that its queue is full.
struct Hanging {
    stage: DeskStage,
    goes_on: mpsc::Sender<()>,
}

impl Hanging {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = hall_journal(dir.path());
        Counterpart::new(1).settle("A1", &mut journal, MORNING);
        let time = Arc::new(Stopped(AtomicI64::new(MORNING.0)));
        let (teller, changes) = mpsc::channel();
        let (hangs, has_hung) = mpsc::channel();
        let (goes_on, waits) = mpsc::channel();
        let samples: Samples = Box::new(move || {
            hangs.send(()).unwrap();
            waits.recv().unwrap();
            None
        });
        let parts = StartParts {
            data: dir.path().to_owned(),
            config: hall_config("http://127.0.0.1:1"),
            clock: Clock::from_source(time.clone()),
            decode: Arc::new(|_| Vec::new()),
            samples: Some(samples),
            on_change: Arc::new(move || {
                let _ = teller.send(());
            }),
            with_uplink: false,
        };
        let handle = start(parts).unwrap();
        let stage = DeskStage {
            dir,
            handle,
            changes,
            time,
        };
        stage.asks(VisitorCommand::ScanFor(Purpose::Seat(WHEEL.to_owned())));
        assert!(stage.handle.send(Command::SampleTicket));
        has_hung.recv_timeout(PATIENCE).unwrap();
        let events = stage.handle.events();
        while events.try_send(Event::Tick).is_ok() {}
        Self { stage, goes_on }
    }

    fn go_on(self) -> DeskStage {
        self.goes_on.send(()).unwrap();
        self.stage
    }
}

impl DeskStage {
    fn see(&self, wanted: impl Fn(&View) -> bool) {
        while !wanted(&self.handle.view()) {
            self.changes
                .recv_timeout(PATIENCE)
                .expect("the view changes");
        }
    }
}

fn written(number: u64) -> VisitorCommand {
    let draft = Draft {
        language: "vi".to_owned(),
        words: [7; 32],
        name: "Nguyễn Thị Mẫu".to_owned(),
        reach: "0900 000 000".to_owned(),
        wish: Wish::Join {
            role: NetworkRole::Consumer,
            organisation: None,
            place: None,
        },
    };
    VisitorCommand::Write { number, draft }
}

#[test]
fn a_ticket_held_up_after_a_session_was_left_takes_no_place_though_the_disk_hung_all_the_while() {
    let hanging = Hanging::new();
    hanging.stage.asks(VisitorCommand::ScanFor(Purpose::Usual));
    let events = hanging.stage.handle.events();
    let scanner = spawn(move || events.send(Event::Scanned(day_ticket(7))));
    let stage = hanging.go_on();
    scanner.join().unwrap().unwrap();
    stage.see(|view| view.people.stamps.is_some() || view.seats.said.is_some());
    assert_eq!(stage.handle.view().seats.said, None);
    let shares = journal(stage.dir.path()).seat_allocations().unwrap();
    assert_eq!(shares[WHEEL].allocation.given().count(), 0);
}

#[test]
fn submission_during_hanging_disk_is_kept_once() {
    let hanging = Hanging::new();
    for command in [
        written(7),
        VisitorCommand::TakeBack(7),
        written(7),
        written(7),
    ] {
        hanging.stage.asks(command);
    }
    hanging.stage.asks(written(8));
    hanging.stage.asks(VisitorCommand::TakeBack(8));
    hanging.stage.asks(VisitorCommand::ScanFor(Purpose::Stamps));
    let stage = hanging.go_on();
    stage.scan(&day_ticket(7));
    stage.see(|view| view.people.stamps.is_some());
    let waiting = SubmissionStore::open(stage.dir.path()).unwrap().waiting(10);
    assert_eq!(waiting.unwrap().len(), 1);
}
