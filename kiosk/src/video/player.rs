//! The window's way to the thread that plays. No method waits.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use egui::ColorImage;

use super::run::Runner;
use super::{MOST_A_SECOND, find};
use crate::config::VideoConfig;
use crate::media::Shelf;

/// A video that is wanted on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its file, as in the catalogue.
    pub file: String,
    /// Tells this time from every other: each is played once, from its beginning.
    pub run: u64,
    /// Whether it stands still.
    pub paused: bool,
    /// Width and height of the pictures.
    pub size: [usize; 2],
}

/// How far a video has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// When the picture on the screen is, from the beginning.
    pub position_ms: u32,
    /// Whether it keeps people waiting, who should be told.
    pub slow: bool,
}

/// What a video is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// No picture is there yet.
    #[default]
    Opening,
    /// Pictures come, or would if it were not paused.
    Playing,
    /// The last picture was shown.
    Ended,
    /// It can't be shown.
    Failed,
}

/// Plays videos on a thread of its own, one at a time. Dropped, that ends with whatever it plays.
#[derive(Default)]
pub struct Player {
    shared: Option<Arc<Shared>>,
    thread: Option<JoinHandle<()>>,
}

/// What the window and the thread tell each other.
#[derive(Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    /// Something else is wanted.
    pub(super) changed: Condvar,
    wake: Mutex<Option<Arc<dyn Fn() + Send + Sync>>>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) wanted: Option<Wanted>,
    pub(super) over: bool,
    /// The run that the progress is of.
    pub(super) run: Option<u64>,
    pub(super) progress: Progress,
    pub(super) fresh: Option<Arc<ColorImage>>,
    /// The files that are on the kiosk.
    pub(super) there: BTreeSet<String>,
}

impl Player {
    /// Plays nothing: there are no videos.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Starts the thread, if there is a program that decodes. That a kiosk has none is nothing to complain of, unless
    /// its settings name one.
    #[must_use]
    pub fn start(config: &VideoConfig, shelf: Shelf) -> Self {
        let command = match find::command(config) {
            Ok(Some(command)) => command,
            Ok(None) => return Self::none(),
            Err(error) => {
                eprintln!("kiosk: no videos: {error}");
                return Self::none();
            }
        };
        let shared = Arc::new(Shared::default());
        let rate = config.frames_a_second.unwrap_or(MOST_A_SECOND);
        let rate = rate.clamp(1, MOST_A_SECOND);
        let runner = Runner::new(Arc::clone(&shared), command, rate, shelf);
        let thread = thread::Builder::new()
            .name("video".to_owned())
            .spawn(move || runner.run());
        match thread {
            Ok(thread) => Self {
                shared: Some(shared),
                thread: Some(thread),
            },
            Err(_) => Self::none(),
        }
    }

    /// Whether a file is on this kiosk and there is something to play it with.
    #[must_use]
    pub fn has(&self, file: &str) -> bool {
        let shared = self.shared.as_ref();
        shared.is_some_and(|shared| shared.state().there.contains(file))
    }

    /// Says what is wanted from now on.
    pub fn follow(&self, wanted: Option<Wanted>) {
        let Some(shared) = &self.shared else { return };
        let mut state = shared.state();
        if state.wanted != wanted {
            state.wanted = wanted;
            shared.changed.notify_all();
        }
    }

    /// How far a run has come.
    #[must_use]
    pub fn progress(&self, run: u64) -> Progress {
        let Some(shared) = &self.shared else {
            // What no longer can be played was wanted a moment ago.
            return Progress {
                stage: Stage::Failed,
                ..Progress::default()
            };
        };
        let state = shared.state();
        if state.run == Some(run) {
            state.progress
        } else {
            Progress::default()
        }
    }

    /// The newest picture of a run, if it was not taken yet.
    #[must_use]
    pub fn picture(&self, run: u64) -> Option<Arc<ColorImage>> {
        let mut state = self.shared.as_ref()?.state();
        if state.run == Some(run) {
            state.fresh.take()
        } else {
            None
        }
    }

    /// Hands over what to call when something has changed, so that it shows at once: at most as often as pictures come.
    pub fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>) {
        if let Some(shared) = &self.shared {
            *lock(&shared.wake) = Some(wake);
        }
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        if let Some(shared) = &self.shared {
            shared.state().over = true;
            shared.changed.notify_all();
        }
        if let Some(thread) = self.thread.take() {
            // A panic there was printed; the process that decodes is gone either way.
            let _ = thread.join();
        }
    }
}

impl Shared {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    pub(super) fn wake(&self) {
        let wake = lock(&self.wake).clone();
        if let Some(wake) = wake {
            wake();
        }
    }
}

impl State {
    /// A run begins: nothing of the one before counts for it.
    pub(super) fn begin(&mut self, run: u64) {
        self.run = Some(run);
        self.progress = Progress::default();
        self.fresh = None;
    }

    /// Whether this run is still what is wanted.
    pub(super) fn wants(&self, run: u64) -> bool {
        !self.over && self.wanted.as_ref().is_some_and(|wanted| wanted.run == run)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
