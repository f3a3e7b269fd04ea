//! Where what is to be played next lies, between the window and the thread that plays.

use std::sync::{Condvar, Mutex, PoisonError};

use super::cue::Cue;

/// What is to be played next.
#[derive(Default)]
pub(super) struct Slot {
    pub(super) request: Mutex<SoundRequest>,
    pub(super) changed: Condvar,
}

#[derive(Debug, Default)]
pub(super) struct SoundRequest {
    pub(super) cue: Option<Cue>,
    pub(super) over: bool,
}

impl Slot {
    pub(super) fn set(&self, change: impl FnOnce(&mut SoundRequest)) {
        change(&mut self.request.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_one();
    }
}
