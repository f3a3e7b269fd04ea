//! The desk on a thread of its own, and the handle by which the window holds it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use journal::clock::Clock;
use kiosk_config::Config;
use shared::catalogue::Catalogue;
use view::lane::Lane;
use view::{Command, LaneView, Purpose, Status, View};

use super::DeskError;
use super::booth_visits_room::BoothVisitsRoom;
use super::command_queue::CommandQueue;
use super::in_view::InView;
use super::looked_up::LookedUp;
use super::run::{Event, Loop};
use super::sample_ticket::Samples;
use super::seats_room::SeatsRoom;
use super::shown_view::{OnChange, ShownView};
use super::slow::Slow;
use super::staff::{self, CheckPin, StaffRoom};
use super::submissions_room::SubmissionsRoom;
use crate::pulse::Pulse;

/// Reads the codes in a picture file's bytes; finds none in what is no picture.
pub type DecodeBytes = Arc<dyn Fn(&[u8]) -> Vec<String> + Send + Sync>;

/// How many events may wait. A desk that is this far behind hangs on its disk.
const QUEUE: usize = 256;
/// How many pictures may wait to be looked at.
const PICTURES: usize = 8;

/// What a desk needs to run.
pub struct StartParts {
    /// The kiosk's data directory.
    pub data: PathBuf,
    /// What its `kiosk.toml` says.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// Reads the codes in a picture.
    pub decode: DecodeBytes,
    /// Sample tickets, in a demonstration.
    pub samples: Option<Samples>,
    /// Called after every change of the view.
    pub on_change: OnChange,
    /// Whether to speak with the server.
    pub with_uplink: bool,
}

/// A running desk. Dropped, it ends as with [`DeskHandle::shutdown`].
pub struct DeskHandle {
    events: SyncSender<Event>,
    commands: CommandQueue,
    shown: ShownView,
    pulse: Pulse,
    thread: Option<JoinHandle<()>>,
}

/// Starts the desk. The journal is opened on the desk's own thread; should that fail, the view says
/// so, and the desk tries again from time to time.
///
/// # Errors
/// [`DeskError::Thread`] when the system gives no thread.
pub fn start(parts: StartParts) -> Result<DeskHandle, DeskError> {
    start_with(parts, staff::by_hash())
}

/// The same with another way to check a PIN.
pub(super) fn start_with(parts: StartParts, check_pin: CheckPin) -> Result<DeskHandle, DeskError> {
    let (events, inbox) = sync_channel(QUEUE);
    let (pictures, picture_inbox) = sync_channel(PICTURES);
    let commands = CommandQueue::default();
    let mode = parts.config.mode();
    let status = Status::new(parts.config.kiosk.clone(), parts.config.gate.clone());
    let shown = ShownView {
        view: Arc::new(Mutex::new(Arc::new(View {
            catalogue: Arc::new(Catalogue::empty(parts.config.exhibition)),
            lane: LaneView::Waiting,
            status: status.clone(),
            mode,
            role: parts.config.role,
            seats: Arc::default(),
            people: Arc::default(),
            staff: Arc::default(),
        }))),
        on_change: parts.on_change,
    };
    let decoded = events.clone();
    let decode = parts.decode;
    thread::Builder::new()
        .name("pictures".to_owned())
        .spawn(move || look_at_pictures(&picture_inbox, &decode, &decoded))?;
    let pulse = Pulse::default();
    let desk = Loop {
        data: parts.data,
        config: parts.config,
        clock: parts.clock,
        samples: parts.samples,
        pictures,
        with_uplink: parts.with_uplink,
        events: events.clone(),
        commands: commands.clone(),
        shown: shown.clone(),
        pulse: pulse.clone(),
        desk: None,
        rescued: None,
        uplink: None,
        damage: None,
        lane: Lane::default(),
        status,
        mode,
        purpose: Purpose::default(),
        in_view: InView::default(),
        seats: SeatsRoom::default(),
        staff: StaffRoom::default(),
        looked_up: LookedUp::default(),
        submissions: SubmissionsRoom::default(),
        visits: BoothVisitsRoom::default(),
        check_pin,
        slow: Slow::start()?,
        moved_until: None,
        look_due: 0,
    };
    let left = shown.clone();
    let thread = thread::Builder::new()
        .name("desk".to_owned())
        .spawn(move || {
            if catch_unwind(AssertUnwindSafe(|| desk.run(&inbox))).is_err() {
                left.broken_off();
            }
        })?;
    Ok(DeskHandle {
        events,
        commands,
        shown,
        pulse,
        thread: Some(thread),
    })
}

impl DeskHandle {
    /// Asks the desk for something. Never waits. A desk that hangs on its disk comes to it later; `false` when it has
    /// ended, or when it is one dropped picture too many.
    #[must_use]
    pub fn send(&self, command: Command) -> bool {
        if !self.commands.add(command) {
            return false;
        }
        // Where the queue is full, the desk comes to its next event anyway, and to the wish before that.
        let woken = self.events.try_send(Event::Asked);
        !matches!(woken, Err(TrySendError::Disconnected(_)))
    }

    /// What to show now.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        self.shown.view()
    }

    /// The desk's signs of life.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        self.pulse.clone()
    }

    /// Where scanners send what they see. A camera should drop what does not fit (`try_send`), a
    /// hand scanner should wait (`send`): its code does not come again.
    #[must_use]
    pub fn events(&self) -> SyncSender<Event> {
        self.events.clone()
    }

    /// Ends the desk and the uplink; everything asked for before is still done.
    pub fn shutdown(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        // Both fail only when the thread has ended already.
        let _ = self.events.send(Event::Shutdown);
        let _ = thread.join();
    }
}

impl Drop for DeskHandle {
    fn drop(&mut self) {
        self.end();
    }
}

fn look_at_pictures(inbox: &Receiver<Vec<u8>>, decode: &DecodeBytes, events: &SyncSender<Event>) {
    while let Ok(bytes) = inbox.recv() {
        // A picture that is too much for the decoder must not be the last one.
        let texts = catch_unwind(AssertUnwindSafe(|| decode(&bytes))).unwrap_or_default();
        if events.send(Event::Decoded(texts)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
