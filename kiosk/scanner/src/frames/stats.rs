//! Counts what happens to frames, for tests, benchmarks and technicians.

use std::sync::{Arc, Mutex, PoisonError};

/// The counts of one source of frames. Clones share them; they go on when the device is opened again.
#[derive(Debug, Clone, Default)]
pub struct FrameStats(Arc<Mutex<FrameFigures>>);

/// What was counted so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FrameFigures {
    /// Frames that the device delivered.
    pub came: u64,
    /// Frames that a newer one replaced before anybody looked.
    pub dropped: u64,
    /// Frames that were searched for a code.
    pub searched: u64,
    /// Frames that were not searched, for nothing moved.
    pub rested: u64,
    /// Frames that were damaged.
    pub torn: u64,
    /// Codes that were read.
    pub codes: u64,
    /// Buffers for frames that were made: one a place a frame can be in, however many frames come.
    pub buffers: u64,
    /// The darkest and the brightest of a few thousand samples of the newest frame.
    pub brightness: (u8, u8),
    /// Width and height of the newest frame in pixels.
    pub size: (u32, u32),
    /// Pixel format of the newest frame by its letters; empty before the first.
    pub format: &'static str,
}

impl FrameStats {
    /// What was counted so far.
    #[must_use]
    pub fn figures(&self) -> FrameFigures {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn count(&self, change: impl FnOnce(&mut FrameFigures)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
