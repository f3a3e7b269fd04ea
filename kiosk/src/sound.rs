//! What a verdict sounds like, and the way to the loudspeaker.
//!
//! A library that plays sound needs the system's ALSA files to be built, and a kiosk is built without them; so a
//! thread of its own (`player`) starts one of the players that the systems bring along. The newest sound wins:
//! nothing queues up, and no scan ever waits for one. A kiosk without sound works, and says so once.

mod cue;
mod player;
mod slot;

use std::sync::Arc;

use kiosk_config::SoundConfig;
use view::{LaneView, SoundStatus};

pub use cue::Cue;

use slot::Slot;

/// Hears what is new in the lane: each verdict and each question sounds once, however often it is drawn.
#[derive(Debug, Clone, Default)]
pub struct Ear {
    last: Option<Known>,
}

/// What was heard last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Verdict(u64),
    Question(u64),
    Broken,
}

impl Ear {
    /// The sound to play now, if any.
    pub fn hear(&mut self, lane: &LaneView) -> Option<Cue> {
        let now = match lane {
            LaneView::Verdict(verdict) => Known::Verdict(verdict.id),
            LaneView::Asking(question) => Known::Question(question.id),
            LaneView::OutOfOrder(_) => Known::Broken,
            // The next visitor's verdict has another number.
            LaneView::Waiting | LaneView::Reading | LaneView::Checking | LaneView::SetUp(_) => {
                return None;
            }
        };
        if self.last.replace(now) == Some(now) {
            return None;
        }
        Cue::of(lane)
    }
}

/// The way to the loudspeaker. Copies lead to the same one.
#[derive(Clone, Default)]
pub struct Sound(Option<Arc<Slot>>);

impl Sound {
    /// Plays nothing.
    #[must_use]
    pub fn silent() -> Self {
        Self(None)
    }

    /// Starts the thread that plays. `report` is called, on that thread, with how sound is doing, whenever that changes.
    pub fn start(config: &SoundConfig, report: impl Fn(SoundStatus) + Send + 'static) -> Speaker {
        if config.off {
            report(SoundStatus::Off);
            return Speaker::default();
        }
        let slot = Arc::new(Slot::default());
        match player::start(config, Arc::clone(&slot), report) {
            Ok(thread) => Speaker {
                sound: Self(Some(slot)),
                thread: Some(thread),
            },
            Err(_) => Speaker::default(),
        }
    }

    /// Plays a sound in place of whatever is playing. Never waits.
    pub fn play(&self, cue: Cue) {
        if let Some(slot) = &self.0 {
            slot.set(|request| request.cue = Some(cue));
        }
    }
}

/// The loudspeaker at work. Dropped, it falls silent.
#[derive(Default)]
pub struct Speaker {
    sound: Sound,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Speaker {
    /// The way to it.
    #[must_use]
    pub fn sound(&self) -> Sound {
        self.sound.clone()
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        if let Some(slot) = &self.sound.0 {
            slot.set(|request| request.over = true);
        }
        if let Some(thread) = self.thread.take() {
            // A panic there was printed; there is nothing else to lose.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
impl Sound {
    /// A loudspeaker that only keeps what it was asked for last.
    pub(crate) fn kept() -> Self {
        Self(Some(Arc::default()))
    }

    /// What it was asked for since the last time.
    pub(crate) fn taken(&self) -> Option<Cue> {
        self.0.as_ref()?.request.lock().ok()?.cue.take()
    }
}

#[cfg(test)]
mod tests;
