//! What the window and the thread that plays tell each other.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use egui::ColorImage;
use ui::video::{Progress, Wanted};

/// What the window and the thread tell each other.
#[derive(Default)]
pub(super) struct Exchange {
    state: Mutex<PlayerState>,
    /// Something else is wanted.
    pub(super) changed: Condvar,
    wake: Mutex<Option<Arc<dyn Fn() + Send + Sync>>>,
}

#[derive(Default)]
pub(super) struct PlayerState {
    pub(super) wanted: Option<Wanted>,
    pub(super) over: bool,
    /// The run that the progress is of.
    pub(super) run: Option<u64>,
    pub(super) progress: Progress,
    pub(super) fresh: Option<Arc<ColorImage>>,
    /// The files that are on the kiosk.
    pub(super) there: BTreeSet<String>,
}

impl Exchange {
    pub(super) fn state(&self) -> MutexGuard<'_, PlayerState> {
        lock(&self.state)
    }

    pub(super) fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>) {
        *lock(&self.wake) = Some(wake);
    }

    pub(super) fn wake(&self) {
        let wake = lock(&self.wake).clone();
        if let Some(wake) = wake {
            wake();
        }
    }
}

impl PlayerState {
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
