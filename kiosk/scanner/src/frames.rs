//! What every source that sees has in common: frames come in on a thread of their own, the newest one is looked at.
//!
//! A camera's frames cannot wait: while one is decoded the next ones come, and a visitor shows the code *now*. So a
//! thread takes every frame from the device at once and keeps only the newest in [`newest::Newest`]; the source's own
//! thread takes it from there and has the [`looker::Looker`] look at it. There is no queue that could grow.

mod looker;
mod motion;
mod newest;
mod stats;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::{Origin, ScanError, Scanned};
pub(super) use looker::Looker;
pub(super) use newest::Frame;
use newest::Newest;
pub use stats::{FrameFigures, FrameStats};

/// A camera that sends nothing for so long is taken for dead.
pub(super) const SILENCE: Duration = Duration::from_secs(5);

/// How long a resting looker leaves the frames alone. Motion is seen that much later, and no sooner is needed.
const NAP: Duration = Duration::from_millis(60);

/// Frames that come in on a thread of their own. Dropped, the thread ends and its device is closed.
pub(super) struct FrameStream {
    newest: Arc<Newest>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    last_frame: Instant,
}

/// The thread's end of a [`FrameStream`].
pub(super) struct Feeder {
    newest: Arc<Newest>,
    stop: Arc<AtomicBool>,
}

impl FrameStream {
    /// Starts a thread that runs `feed` until it fails or [`Feeder::stopping`]. What it answers is why there are no
    /// more frames.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        name: &str,
        stats: &FrameStats,
        feed: impl FnOnce(&Feeder) -> ScanError + Send + 'static,
    ) -> Result<Self, ScanError> {
        let newest = Arc::new(Newest::new(stats.clone()));
        let stop = Arc::new(AtomicBool::new(false));
        let feeder = Feeder {
            newest: Arc::clone(&newest),
            stop: Arc::clone(&stop),
        };
        let thread = thread::Builder::new()
            .name("frames".to_owned())
            .spawn(move || {
                let why = feed(&feeder);
                feeder.newest.close(why);
            })
            .map_err(|cause| ScanError::camera(name, &cause.to_string()))?;
        Ok(Self {
            newest,
            stop,
            thread: Some(thread),
            last_frame: Instant::now(),
        })
    }

    /// Waits at most `wait` for a frame with a code in it, and has every newest frame looked at.
    ///
    /// # Errors
    /// Why the frames ended, or that too many in a row were damaged.
    pub(super) fn next(
        &mut self,
        looker: &mut Looker,
        wait: Duration,
        origin: &Origin,
    ) -> Result<Option<Scanned>, ScanError> {
        let start = Instant::now();
        loop {
            if let Some(frame) = self.newest.take(wait.saturating_sub(start.elapsed()))? {
                self.last_frame = Instant::now();
                let texts = looker.look(&frame, self.last_frame);
                self.newest.give_back(frame);
                let texts = texts?;
                if !texts.is_empty() {
                    let origin = origin.clone();
                    return Ok(Some(Scanned { texts, origin }));
                }
            }
            let left = wait.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok(None);
            }
            if looker.rests() {
                thread::sleep(left.min(NAP));
            }
        }
    }

    /// How long ago the last frame came.
    pub(super) fn silent_for(&self) -> Duration {
        self.last_frame.elapsed()
    }
}

impl Drop for FrameStream {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        self.newest.nobody_looks();
        if let Some(thread) = self.thread.take() {
            // A panic inside a driver's library was printed; the device is closed either way.
            let _ = thread.join();
        }
    }
}

impl Feeder {
    /// Whether the thread should end. To be asked at least every 100 ms.
    pub(super) fn stopping(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    /// Hands a frame on, in place of the one before if nobody has taken that. Answers with a buffer for the next
    /// frame: buffers go round, three at most.
    pub(super) fn put(&self, frame: Frame) -> Vec<u8> {
        self.newest.put(frame)
    }

    /// Counts bytes that are no frame.
    pub(super) fn lost(&self) {
        self.newest.stats().count(|figures| figures.torn += 1);
    }

    /// Waits until the frame that was put last is taken, or the thread should end. For sources that can wait.
    pub(super) fn wait_until_taken(&self) {
        self.newest.wait_until_taken(&self.stop);
    }
}

impl Drop for Feeder {
    fn drop(&mut self) {
        // Comes last, and only counts when the thread broke down before it could say why.
        self.newest.close(ScanError::camera(
            "the camera",
            "its driver's library broke down",
        ));
    }
}
