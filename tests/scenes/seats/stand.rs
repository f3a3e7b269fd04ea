//! A kiosk in the hall with its desk and its journal, and the visitors in front of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use desk::{DeskHandle, Event, StartParts, start};
use journal::Journal;
use journal::clock::Clock;
use kiosk_config::Config;
use uplink::{SeatsWanted, exchange_seats, sync_once};
use view::{Command, Purpose, SeatAnswer, VisitorCommand};

use sync_server::kiosks::KioskRole;

use crate::venue::{PATIENCE, Venue};

/// A hands-on session two days from now, and how many seats it has.
pub(crate) const SESSION: &str = "d4-1030-mend";
pub(crate) const WHOLE_SESSION: usize = 8;

/// A kiosk, and what happens in front of it. Every visitor comes alone.
pub(crate) struct Stand {
    data: PathBuf,
    config: Config,
    clock: Clock,
    desk: Option<Desk>,
    /// Whether it is cut off from the server.
    pub(super) cut: bool,
    /// The codes of those who have a seat.
    pub(crate) promised: Vec<String>,
    /// The codes of those who wait for one.
    pub(super) waiting: Vec<String>,
    /// The tickets that have a seat here, as the journal says.
    numbers: Vec<u32>,
}

/// A running desk.
pub(super) struct Desk {
    handle: DeskHandle,
    changes: Receiver<()>,
}

impl Stand {
    /// A kiosk that knows the exhibition, and has not asked for seats yet.
    pub(crate) fn open(venue: &Venue, name: &str) -> Self {
        let data = venue.kiosk_as(name, KioskRole::Hall);
        let config = Config::read(&data).unwrap();
        let clock = Clock::of_this_device();
        sync_once(&data, &config, &clock).unwrap();
        Self {
            desk: Some(Desk::start(&data, &config, &clock, false)),
            data,
            config,
            clock,
            cut: false,
            promised: Vec::new(),
            waiting: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// The same with its own uplink from now on.
    pub(super) fn connects(mut self) -> Desk {
        self.desk = None;
        Desk::start(&self.data, &self.config, &self.clock, true)
    }

    /// The tickets of those who have a seat.
    pub(super) fn tickets(&self) -> impl Iterator<Item = u32> {
        self.numbers.iter().copied()
    }

    /// A visitor asks for a seat, and waits for one if there is none yet.
    pub(crate) fn asks(&mut self, code: &str) {
        self.waiting.push(code.to_owned());
        self.serves();
    }

    /// Everyone who waits asks once more.
    fn serves(&mut self) {
        let desk = self.desk.as_ref().unwrap();
        let mut still = Vec::new();
        for code in std::mem::take(&mut self.waiting) {
            match desk.asks(&code) {
                SeatAnswer::Yours { .. } => self.promised.push(code),
                SeatAnswer::TooFew { .. } | SeatAnswer::NotNow { .. } | SeatAnswer::NoClock => {
                    still.push(code);
                }
                other => panic!("{other:?}"),
            }
        }
        self.waiting = still;
        self.tells_numbers();
    }

    fn tells_numbers(&mut self) {
        let mut journal = self.journal();
        let shares = journal.seat_allocations().unwrap();
        let given = shares.get(SESSION).map(|kept| kept.allocation.given());
        let given = given.into_iter().flatten();
        self.numbers = given.map(|(given, _)| given.ticket.0).collect();
    }

    /// The kiosk and the server meet, unless the cable is cut; then whoever waits is served.
    pub(crate) fn meets(&mut self) {
        if self.cut {
            return;
        }
        let wanted = self.wanted();
        exchange_seats(&self.data, &self.config, &self.clock, wanted.as_ref()).unwrap();
        self.serves();
    }

    /// The server hears the kiosk, and its answer is lost.
    pub(super) fn loses_an_answer(&mut self, venue: &Venue) {
        if self.cut {
            return;
        }
        let waiting = self.waiting.len() as u32;
        let mut journal = self.journal();
        let wanted = Some((SESSION, waiting));
        let push = journal
            .report_allocations(true, wanted, &self.clock.stamp())
            .unwrap();
        ureq::post(format!("{}/api/v1/places", venue.devices_url()))
            .header(
                "Authorization",
                format!("Bearer {}", self.config.token.secret()),
            )
            .send(serde_json::to_vec(&push).unwrap())
            .unwrap();
    }

    /// Somebody gives their place back.
    pub(super) fn takes_one_back(&mut self) {
        let Some(code) = self.promised.pop() else {
            return;
        };
        let desk = self.desk.as_ref().unwrap();
        assert!(matches!(desk.asks(&code), SeatAnswer::Yours { .. }));
        desk.command(VisitorCommand::ReturnSeats);
        desk.waits_for(|answer| matches!(answer, SeatAnswer::ShowAgain { .. }));
        desk.holds_up(&code);
        desk.waits_for(|answer| *answer == SeatAnswer::GivenBack);
        self.tells_numbers();
    }

    /// The power goes, and comes again. Those who wait go away.
    pub(super) fn is_killed_and_started_again(&mut self) {
        std::mem::forget(self.desk.take());
        self.waiting.clear();
        self.desk = Some(Desk::start(&self.data, &self.config, &self.clock, false));
    }

    fn wanted(&self) -> Option<SeatsWanted> {
        let people = self.waiting.len() as u16;
        (people > 0).then(|| SeatsWanted {
            session: SESSION.to_owned(),
            people,
        })
    }

    fn journal(&self) -> Journal {
        Journal::open(&self.data, self.config.exhibition, &self.config.kiosk).unwrap()
    }
}

impl Desk {
    fn start(data: &Path, config: &Config, clock: &Clock, with_uplink: bool) -> Self {
        let (teller, changes) = channel();
        let handle = start(StartParts {
            data: data.to_owned(),
            config: config.clone(),
            clock: clock.clone(),
            decode: Arc::new(|_| Vec::new()),
            samples: None,
            on_change: Arc::new(move || {
                let _ = teller.send(());
            }),
            with_uplink,
        });
        Self {
            handle: handle.unwrap(),
            changes,
        }
    }

    /// A ticket is shown to the kiosk while the session's page is open.
    pub(super) fn shows(&self, code: &str) {
        self.command(VisitorCommand::ScanFor(Purpose::Usual));
        while self.said().is_some() {
            self.changes.recv_timeout(PATIENCE).unwrap();
        }
        self.command(VisitorCommand::ScanFor(Purpose::Seat(SESSION.to_owned())));
        self.holds_up(code);
    }

    fn holds_up(&self, code: &str) {
        let seen = Event::Scanned(code.to_owned());
        self.handle.events().send(seen).unwrap();
    }

    /// What is said about seats.
    pub(super) fn said(&self) -> Option<SeatAnswer> {
        let view = self.handle.view();
        view.seats.said.as_ref().map(|said| said.answer.clone())
    }

    fn asks(&self, code: &str) -> SeatAnswer {
        self.shows(code);
        self.waits_for(|_| true)
    }

    fn command(&self, command: VisitorCommand) {
        assert!(self.handle.send(Command::Visitor(command)));
    }

    fn waits_for(&self, wanted: impl Fn(&SeatAnswer) -> bool) -> SeatAnswer {
        loop {
            if let Some(answer) = self.said().filter(|answer| wanted(answer)) {
                return answer;
            }
            self.changes.recv_timeout(PATIENCE).unwrap();
        }
    }
}
