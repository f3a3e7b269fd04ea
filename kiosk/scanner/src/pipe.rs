//! A pipe of frames as a source: for cameras the kiosk has no driver for, and for tests.
//!
//! The frames are binary PGM or PPM pictures (`P5`, `P6`), one after the other, as `ffmpeg -f image2pipe
//! -c:v pgm` writes them. From a named pipe or standard input the newest frame wins: the pipe is emptied at once, so
//! the writer is never held up. When a writer goes, the pipe is opened again for the next one. A plain file is read
//! frame by frame, each is looked at, and it is read again when it has changed.

mod pnm;
mod read;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::frames::{FrameStats, Looker, SILENCE};
use super::preview::Preview;
use super::{Origin, ScanError, Scanned, Source};
use read::{STANDARD_INPUT, Started};

/// A pipe of frames as a [`Source`].
pub struct FramePipeSource {
    path: PathBuf,
    name: String,
    looker: Looker,
    stats: FrameStats,
    started: Option<Started>,
    /// Bytes that were no frame, as far as they were remarked on.
    remarked: u64,
}

impl FramePipeSource {
    /// Frames from the pipe or file at `path`, or from standard input for `-`. Not opened yet, and it need not exist
    /// yet. What is seen goes to `preview` and is counted in `stats`.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, preview: Preview, stats: FrameStats) -> Self {
        let path = path.into();
        Self {
            name: if path == Path::new(STANDARD_INPUT) {
                "frames on standard input".to_owned()
            } else {
                format!("frames from {}", path.display())
            },
            path,
            looker: Looker::new(preview, false, stats.clone()),
            stats,
            started: None,
            remarked: 0,
        }
    }

    fn next_code(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let started = match &mut self.started {
            Some(started) => started,
            None => self.started.insert(read::start(&self.path, &self.stats)?),
        };
        let scanned = started
            .stream
            .next(&mut self.looker, wait, &Origin::FramePipe);
        if scanned.is_err() {
            self.started = None;
        } else if !started.patient && started.stream.silent_for() > SILENCE {
            // The pipe stays open: a writer that comes must not wait for the kiosk.
            return Err(ScanError::NoFrames {
                path: self.path.clone(),
            });
        }
        scanned
    }
}

impl Source for FramePipeSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let scanned = self.next_code(wait);
        if scanned.is_err() {
            self.looker.lost_sight();
        }
        scanned
    }

    fn remark(&mut self) -> Option<ScanError> {
        let torn = self.stats.figures().torn;
        (torn > std::mem::replace(&mut self.remarked, torn)).then(|| ScanError::NotAFrame {
            path: self.path.clone(),
        })
    }
}

impl fmt::Debug for FramePipeSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FramePipeSource")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
