//! The loop: everything that can move a kiosk is one of its [`Event`]s.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use jiff::civil::Date;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::pin::StaffPin;
use uplink::{News, Uplink};
use view::lane::{Lane, LaneEvent, Reaction};
use view::{LaneView, LinkStatus, Mode, Purpose, ScannerStatus, SoundStatus, Status, View};

use super::booth_visits_room::BoothVisitsRoom;
use super::command_queue::CommandQueue;
use super::in_view::InView;
use super::looked_up::LookedUp;
use super::sample_ticket::Samples;
use super::seats_room::{SeatsContext, SeatsEvent, SeatsRequest, SeatsRoom};
use super::shown_view::ShownView;
use super::slow::Slow;
use super::staff::pin_check::CheckPin;
use super::staff::room::StaffRoom;
use super::submissions_room::SubmissionsRoom;
use super::{Desk, DeskError};
use crate::guard::{Guard, StaffEvent};
use crate::pulse::Pulse;

/// How often a kiosk that is out of order, or could not start its uplink, looks whether it still is.
pub(super) const LOOK_AGAIN: Duration = Duration::from_secs(3);
/// How long the loop sleeps at most: after that, it sees whether the journal's files are still there.
const IDLE: Duration = Duration::from_secs(1);

/// Everything that can happen to a kiosk.
#[derive(Debug)]
pub enum Event {
    /// A scanner saw a code that says this. Told again for as long as it sees it.
    Scanned(String),
    /// A camera frame shows codes with these texts. Sent again for as long as it sees any.
    InView(Vec<String>),
    /// How a scanner is doing; the last word under each name counts.
    Scanner(ScannerStatus),
    /// How sound is doing.
    Sound(SoundStatus),
    /// The window has asked for something: it stands in the `CommandQueue`.
    Asked,
    /// A picture was looked at: the texts of the codes in it, none when it can't be read.
    Decoded(Vec<String>),
    /// The uplink tells something.
    Uplink(News),
    /// The PIN that staff typed was checked: it is this one, or nobody's.
    PinChecked(Option<StaffPin>),
    /// Time may have passed: someone who plays with the clock says so.
    Tick,
    /// The program ends.
    Shutdown,
}

pub(super) struct Loop {
    pub(super) data: PathBuf,
    pub(super) config: Config,
    pub(super) clock: Clock,
    pub(super) samples: Option<Samples>,
    pub(super) pictures: SyncSender<Vec<u8>>,
    pub(super) with_uplink: bool,
    pub(super) events: SyncSender<Event>,
    pub(super) commands: CommandQueue,
    pub(super) shown: ShownView,
    pub(super) pulse: Pulse,
    pub(super) desk: Option<Desk>,
    /// Where the records of a journal whose files are gone were copied to.
    pub(super) rescued: Option<PathBuf>,
    pub(super) uplink: Option<Uplink>,
    /// What the disk changed in the journal and can't be made anew, once that was found.
    pub(super) damage: Option<String>,
    pub(super) lane: Lane,
    pub(super) in_view: InView,
    pub(super) status: Status,
    pub(super) mode: Mode,
    /// What the next ticket is scanned for.
    pub(super) purpose: Purpose,
    pub(super) seats: SeatsRoom,
    pub(super) staff: StaffRoom,
    pub(super) submissions: SubmissionsRoom,
    pub(super) visits: BoothVisitsRoom,
    pub(super) looked_up: LookedUp,
    pub(super) check_pin: CheckPin,
    pub(super) slow: Slow,
    /// Until when the screen says that the kiosk was moved.
    pub(super) moved_until: Option<u64>,
    /// When to look again at the latest, while something is lacking.
    pub(super) look_due: u64,
}

impl Loop {
    /// Runs until [`Event::Shutdown`].
    pub(super) fn run(mut self, inbox: &Receiver<Event>) {
        self.look_again();
        self.publish();
        loop {
            self.pulse.beat();
            let event = inbox.recv_timeout(self.sleep());
            while let Some(command) = self.commands.next() {
                self.look_when_due();
                self.run_command(command);
            }
            match event {
                Ok(Event::Shutdown) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(Event::Tick) | Err(RecvTimeoutError::Timeout) => self.tick(),
                Ok(event) => {
                    // While something arrives all the time, the loop never waits for long enough to look.
                    self.look_when_due();
                    self.handle(event);
                }
            }
            self.judge_code_in_view();
            // After what has arrived: a code that was shown to files that are gone gets no green screen.
            self.watch_files();
        }
        self.write_lookups();
        if let Some(uplink) = &self.uplink {
            uplink.stop();
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Scanned(text) => self.seen(&text),
            Event::InView(texts) => self.frame_seen(texts),
            Event::PinChecked(pin) => self.pin_checked(pin),
            Event::Decoded(texts) => self.decoded(texts),
            Event::Scanner(scanner) => {
                self.status
                    .scanners
                    .retain(|known| known.name != scanner.name);
                self.status.scanners.push(scanner);
                self.status.scanners.sort_by(|a, b| a.name.cmp(&b.name));
                self.tell_parts();
                self.publish();
            }
            Event::Sound(sound) => {
                self.status.sound = sound;
                self.tell_parts();
                self.publish();
            }
            Event::Uplink(news) => self.heard(news),
            Event::Asked | Event::Tick | Event::Shutdown => {}
        }
    }

    /// Has the server told how scanners and sound are doing.
    pub(super) fn tell_parts(&self) {
        if let Some(uplink) = &self.uplink {
            uplink.tell_parts(&self.status, self.mode.rehearsal);
        }
    }

    /// Has the seats room handle an event, and does what it asks for.
    pub(super) fn tell_seats(&mut self, event: SeatsEvent<'_>) {
        let context = SeatsContext {
            stamp: self.clock.stamp(),
            now: self.now(),
            is_rehearsal: self.mode.rehearsal,
            is_online: self.uplink.is_some()
                && !matches!(self.status.link, LinkStatus::Offline(..)),
            desk: self.desk.as_mut(),
        };
        let effects = self.seats.handle(event, context);
        if let (Some(request), Some(uplink)) = (effects.request, &self.uplink) {
            uplink.wake_for_seats(match request {
                SeatsRequest::Want(wanted) => Some(wanted),
                SeatsRequest::Report => None,
            });
        }
        if let Some(error) = effects.failed {
            self.out_of_order(&error);
        }
        if effects.changed {
            self.publish();
        }
    }

    /// From now on tickets are scanned for something else.
    pub(super) fn scan_for(&mut self, purpose: Purpose) {
        if self.purpose != purpose {
            self.purpose = purpose;
            self.tell_seats(SeatsEvent::PurposeChanged);
        }
    }

    /// Puts away what is due, before anything else happens: the loop may have been behind.
    pub(super) fn pass_time(&mut self) {
        self.let_leave();
        self.tell_lane(LaneEvent::Tick);
        self.tell_guard(StaffEvent::Tick);
        self.tell_seats(SeatsEvent::Tick);
    }

    fn tick(&mut self) {
        let looks = |it: &Self| {
            let status = &it.status;
            (
                it.lane.view().clone(),
                status.link.clone(),
                status.time_unsure,
            )
        };
        let was = looks(self);
        self.let_leave();
        self.lane.handle(LaneEvent::Tick, self.now());
        self.tell_guard(StaffEvent::Tick);
        self.tell_seats(SeatsEvent::Tick);
        if self.looked_up.due().is_some_and(|due| due <= self.now()) {
            self.write_lookups();
        }
        if self.lacks_something() {
            self.look_again();
        }
        let forgot = self.forget_move();
        if forgot || was != looks(self) {
            self.publish();
        }
    }

    pub(super) fn tell_lane(&mut self, event: LaneEvent<'_>) {
        if self.lane.handle(event, self.now()) == Reaction::Changed {
            self.publish();
        }
    }

    /// Takes the kiosk out of order, and logs why in full.
    pub(super) fn out_of_order(&mut self, error: &DeskError) {
        if self.goes_out_of_order(error) == Reaction::Changed {
            self.publish();
        }
    }

    /// The same without showing it yet.
    pub(super) fn goes_out_of_order(&mut self, error: &DeskError) -> Reaction {
        let why = error.out_of_order();
        if *self.lane.view() != LaneView::OutOfOrder(why.clone()) {
            eprintln!("kiosk: out of order: {error}");
        }
        self.lane.handle(LaneEvent::Broken(why), self.now())
    }

    pub(super) fn count_waiting(&mut self) {
        if let Some(Ok(waiting)) = self.desk.as_mut().map(Desk::waiting) {
            self.status.waiting = waiting;
        }
    }

    pub(super) fn publish(&mut self) {
        let catalogue = match &self.desk {
            Some(desk) => desk.catalogue(),
            None => self.shown.view().catalogue.clone(),
        };
        let lacks = |desk: &Desk| matches!(desk.check_place(), Err(DeskError::UnknownGate { .. }));
        self.status.gate_missing = self.desk.as_ref().is_some_and(lacks);
        self.shown.publish(View {
            catalogue,
            lane: self.lane.view().clone(),
            status: self.status.clone(),
            mode: self.mode,
            role: self.config.role,
            seats: self.seats.view(),
            people: Arc::new(self.people_view()),
            staff: Arc::new(self.staff.view(&self.status, self.clock.offset_ms())),
        });
    }

    fn sleep(&self) -> Duration {
        let guard = self.staff.guard.as_ref().and_then(Guard::due);
        let lane = self.lane.due();
        let seats = self.seats.due();
        let lookups = self.looked_up.due();
        let in_view = self.in_view.due();
        let due = [lane, guard, seats, lookups, in_view, self.moved_until]
            .into_iter()
            .flatten()
            .min();
        due.map_or(IDLE, |due| {
            Duration::from_millis(due.saturating_sub(self.now())).min(IDLE)
        })
    }

    /// Today's date in the exhibition's zone, by the corrected clock.
    pub(super) fn today(&self) -> Date {
        let catalogue = match &self.desk {
            Some(desk) => desk.catalogue(),
            None => Arc::clone(&self.shown.view().catalogue),
        };
        catalogue.calendar().date_at(self.clock.now())
    }

    /// The clock that never jumps, in milliseconds.
    pub(super) fn now(&self) -> u64 {
        self.clock.read().mono_ms
    }
}
