//! What a verdict sounds like, and the way to the loudspeaker.
//!
//! A library that plays sound needs the system's ALSA files to be built, and a kiosk is built without them; so a
//! thread of its own (`player`) starts one of the players that the systems bring along. The newest sound wins:
//! nothing queues up, and no scan ever waits for one. A kiosk without sound works, and says so once.

mod player;

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use ui::screens::{Mood, mood_of};
use view::{LaneView, SoundStatus};

use kiosk_config::SoundConfig;

/// One of the sounds, told apart by its rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// Short – long: pass.
    Admitted,
    /// Short – short – long: pass, once more.
    AdmittedAgain,
    /// Long – long, as a doorbell: somebody is needed, or asked.
    Attention,
    /// One long, low stroke: no.
    Refused,
}

impl Cue {
    /// Every sound.
    pub const ALL: [Self; 4] = [
        Self::Admitted,
        Self::AdmittedAgain,
        Self::Attention,
        Self::Refused,
    ];

    /// The sound of what the lane shows, if it has one. It sounds as it looks.
    ///
    /// A ticket that is shown again within a moment makes no sound: staff count by ear, and a second chime would be a
    /// second person.
    #[must_use]
    pub fn of(lane: &LaneView) -> Option<Self> {
        match lane {
            LaneView::Verdict(verdict) if verdict.repeat => None,
            LaneView::Verdict(verdict) => Some(match mood_of(&verdict.outcome) {
                Mood::Welcome | Mood::Goodbye => Self::Admitted,
                Mood::Again => Self::AdmittedAgain,
                Mood::Staff => Self::Attention,
                Mood::Refused => Self::Refused,
            }),
            LaneView::Asking(_) | LaneView::OutOfOrder(_) => Some(Self::Attention),
            LaneView::Waiting | LaneView::Reading | LaneView::Checking | LaneView::SetUp(_) => None,
        }
    }

    /// The sound as a WAV file: 16 bits, one channel.
    #[must_use]
    pub fn wav(self) -> &'static [u8] {
        match self {
            Self::Admitted => include_bytes!("../../assets/sounds/admitted.wav"),
            Self::AdmittedAgain => include_bytes!("../../assets/sounds/admitted-again.wav"),
            Self::Attention => include_bytes!("../../assets/sounds/attention.wav"),
            Self::Refused => include_bytes!("../../assets/sounds/refused.wav"),
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Admitted => "admitted.wav",
            Self::AdmittedAgain => "admitted-again.wav",
            Self::Attention => "attention.wav",
            Self::Refused => "refused.wav",
        }
    }
}

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

/// What is to be played next.
#[derive(Default)]
struct Slot {
    request: Mutex<SoundRequest>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct SoundRequest {
    cue: Option<Cue>,
    over: bool,
}

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

impl Slot {
    fn set(&self, change: impl FnOnce(&mut SoundRequest)) {
        change(&mut self.request.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_one();
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
