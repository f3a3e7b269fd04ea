//! What is said of seats goes away by itself, and seats are given back with the ticket alone.

use journal::clock::{Reading, TimeSource};
use shared::ids::TicketNumber;
use view::{Purpose, SeatAnswer, VisitorCommand};

use super::*;
use crate::scene::seats::{Counterpart, SeatExchange, WHEEL, hall_config, hall_journal};

/// The device was switched on when it met the server.
pub(super) struct SinceMorning(pub(super) Arc<Stopped>);

impl TimeSource for SinceMorning {
    fn read(&self) -> Reading {
        let reading = self.0.read();
        Reading {
            mono_ms: stamp(MORNING).mono_ms + (reading.device.0 - MORNING.0) as u64,
            ..reading
        }
    }
}

/// A kiosk in the hall with all four seats, on the session's page.
fn at_the_counter() -> DeskStage {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = hall_journal(dir.path());
    Counterpart::new(1).settle("A1", &mut journal, MORNING);
    drop(journal);
    let data = dir.path().to_owned();
    let time = Arc::new(Stopped(AtomicI64::new(MORNING.0)));
    let clock = Clock::from_source(Arc::new(SinceMorning(time.clone())));
    let config = hall_config("http://127.0.0.1:1");
    let stage = DeskStage::of(dir, data, config, clock, time, Box::new(|| None));
    stage.asks(VisitorCommand::ScanFor(Purpose::Seat(WHEEL.to_owned())));
    stage
}

impl DeskStage {
    /// Waits for something to be said of seats, or for nothing to be.
    #[track_caller]
    fn says(&self, wanted: impl Fn(Option<&SeatAnswer>) -> bool) {
        loop {
            let view = self.handle.view();
            let said = view.seats.said.as_ref().map(|said| &said.answer);
            if wanted(said) {
                return;
            }
            let changed = self.changes.recv_timeout(PATIENCE);
            assert!(changed.is_ok(), "it still says {said:?}");
        }
    }

    /// What is said once everything before has been dealt with.
    fn says_now(&self) -> Option<SeatAnswer> {
        // A status is published, so waiting for it is waiting for all before it.
        let name = format!("mark {}", self.handle.view().status.scanners.len());
        let mark = ScannerStatus {
            name: name.clone(),
            kind: ScannerKind::Folder,
            state: ScannerState::Working,
            detail: None,
        };
        self.handle.events().send(Event::Scanner(mark)).unwrap();
        self.says(|_| {
            let view = self.handle.view();
            view.status.scanners.iter().any(|it| it.name == name)
        });
        let view = self.handle.view();
        view.seats.said.as_ref().map(|said| said.answer.clone())
    }

    /// A ticket takes a seat for one.
    fn takes_a_place(&self, code: &str) {
        self.scan(code);
        self.says(|said| matches!(said, Some(SeatAnswer::HowMany { .. })));
        self.asks(VisitorCommand::TakeSeats(1));
        self.says(is_yours);
    }

    /// The tickets that have a seat, as the journal says.
    fn tickets_with_seats(&self) -> Vec<TicketNumber> {
        let shares = journal(self.dir.path()).seat_allocations().unwrap();
        let given = shares[WHEEL].allocation.given();
        given.map(|(given, _)| given.ticket).collect()
    }
}

fn is_yours(said: Option<&SeatAnswer>) -> bool {
    matches!(said, Some(SeatAnswer::Yours { .. }))
}

#[test]
fn seat_notice_of_a_ticket_ends_after_fifteen_seconds() {
    let stage = at_the_counter();
    stage.takes_a_place(&day_ticket(7));
    stage.pass(14_000);
    assert!(is_yours(stage.says_now().as_ref()));
    stage.pass(2_000);
    stage.says(|said| said.is_none());
    // The next visitor has nothing to touch, and a touch that comes late does nothing.
    stage.asks(VisitorCommand::ReturnSeats);
    assert_eq!(stage.says_now(), None);
    assert_eq!(stage.tickets_with_seats(), [TicketNumber(7)]);
}

#[test]
fn the_next_visitor_gives_nobody_s_place_back() {
    let stage = at_the_counter();
    stage.takes_a_place(&day_ticket(7));
    stage.asks(VisitorCommand::ReturnSeats);
    let asked = stage.says_now();
    assert_eq!(stage.tickets_with_seats(), [TicketNumber(7)]);
    assert_eq!(asked, Some(SeatAnswer::ShowAgain { people: 1 }));
    stage.scan(&day_ticket(8));
    stage.says(|said| matches!(said, Some(SeatAnswer::HowMany { .. })));
    // Their own ticket, too, is asked for anew.
    stage.pass(4_000);
    stage.scan(&day_ticket(7));
    stage.says(is_yours);
    assert_eq!(stage.tickets_with_seats(), [TicketNumber(7)]);
}

#[test]
fn a_place_is_given_back_with_the_ticket_that_has_it() {
    let stage = at_the_counter();
    stage.takes_a_place(&day_ticket(7));
    stage.asks(VisitorCommand::ReturnSeats);
    stage.says(|said| matches!(said, Some(SeatAnswer::ShowAgain { .. })));
    stage.scan(&day_ticket(7));
    stage.says(|said| said == Some(&SeatAnswer::GivenBack));
    assert_eq!(stage.tickets_with_seats(), []);
}

#[test]
fn a_ticket_that_is_held_up_keeps_what_is_said_to_it() {
    let stage = at_the_counter();
    stage.takes_a_place(&day_ticket(7));
    for _ in 0..10 {
        stage.pass(2_000);
        stage.scan(&day_ticket(7));
    }
    assert!(is_yours(stage.says_now().as_ref()));
}

#[test]
fn whoever_does_not_say_how_many_they_are_is_asked_for_half_a_minute() {
    let stage = at_the_counter();
    stage.scan(&day_ticket(7));
    stage.says(|said| matches!(said, Some(SeatAnswer::HowMany { .. })));
    stage.pass(29_000);
    assert!(stage.says_now().is_some());
    stage.pass(2_000);
    stage.says(|said| said.is_none());
}
