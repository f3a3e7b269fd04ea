//! A kiosk's device: its disk, its clock, and the program that runs on it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use desk::Desk;
use journal::clock::{Clock, Reading, TimeSource};
use kiosk_config::Config;
use shared::time::UnixMs;
use sync_server::InProcessAnswer;
use uplink::{OffsetEstimate, PendingFeed, PendingPush, SyncState};

use super::events::Shown;

/// How far a clock drifts, in parts of a million.
const DRIFT: [i64; 3] = [20, -35, 0];

pub(super) struct Device {
    /// Which kiosk it is; a clone is the same.
    pub(super) kiosk: usize,
    pub(super) folder: PathBuf,
    pub(super) config: Config,
    /// What was shown and is on its disk.
    pub(super) shown: Shown,
    pub(super) program: Option<Program>,
    clock: Arc<DeviceClock>,
    number: usize,
}

/// What runs, and is gone after a power cut.
pub(super) struct Program {
    pub(super) desk: Desk,
    pub(super) clock: Clock,
    pub(super) sender: SyncState,
    pub(super) listener: SyncState,
    /// Answers on their way, and since when they are asked for.
    pub(super) late_push: Option<(PendingPush, InProcessAnswer, UnixMs)>,
    pub(super) late_feed: Option<(PendingFeed, InProcessAnswer, UnixMs)>,
}

struct DeviceClock(Mutex<Hands>);

struct Hands {
    now: UnixMs,
    /// How far the clock is ahead, without its drift.
    ahead_ms: i64,
    drift: i64,
    boot: Arc<str>,
    booted: UnixMs,
    boots: usize,
}

impl TimeSource for DeviceClock {
    fn read(&self) -> Reading {
        let hands = self.0.lock().unwrap();
        let mono = hands.now.since(hands.booted);
        Reading {
            device: hands
                .now
                .plus(hands.ahead_ms + mono * hands.drift / 1_000_000),
            boot: Arc::clone(&hands.boot),
            mono_ms: mono as u64,
        }
    }
}

impl Device {
    /// A device that is switched off.
    pub(super) fn new(
        number: usize,
        kiosk: usize,
        folder: PathBuf,
        config: Config,
        now: UnixMs,
    ) -> Self {
        let clock = DeviceClock(Mutex::new(Hands {
            now,
            ahead_ms: 0,
            drift: DRIFT[number % DRIFT.len()],
            boot: "".into(),
            booted: now,
            boots: 0,
        }));
        let mut device = Self {
            kiosk,
            folder,
            config,
            shown: Shown::default(),
            program: None,
            clock: Arc::new(clock),
            number,
        };
        device.boot(0);
        device
    }

    pub(super) fn set_time(&self, now: UnixMs) {
        self.clock.0.lock().unwrap().now = now;
    }

    pub(super) fn set_clock(&self, by_ms: i64) {
        self.clock.0.lock().unwrap().ahead_ms += by_ms;
    }

    /// The power comes back, with a clock that is ahead by so much.
    pub(super) fn boot(&mut self, ahead_ms: i64) {
        let mut hands = self.clock.0.lock().unwrap();
        hands.boots += 1;
        hands.boot = format!("device {} boot {}", self.number, hands.boots).into();
        // Starting takes its time.
        hands.booted = hands.now.plus(-5_000);
        hands.ahead_ms = ahead_ms;
        drop(hands);
        self.start();
    }

    /// Starts the program on the disk as it is.
    pub(super) fn start(&mut self) {
        self.program = None;
        let clock = Clock::from_source(Arc::clone(&self.clock) as Arc<dyn TimeSource>);
        let mut desk = Desk::open(&self.folder, self.config.clone()).unwrap();
        desk.set_clock(&clock).unwrap();
        let offset = Arc::new(Mutex::new(OffsetEstimate::default()));
        let state = || SyncState::open(&self.folder, &self.config, &clock, &offset).unwrap();
        self.program = Some(Program {
            sender: state(),
            listener: state(),
            desk,
            clock,
            late_push: None,
            late_feed: None,
        });
    }

    pub(super) fn program(&mut self) -> &mut Program {
        self.program.as_mut().unwrap()
    }

    /// Goes on with another disk.
    pub(super) fn take_disk(&mut self, folder: &Path, shown: Shown) {
        self.program = None;
        folder.clone_into(&mut self.folder);
        self.shown = shown;
    }
}
