//! The sounds, and which of them a verdict has.

use ui::screens::{Mood, mood_of};
use view::LaneView;

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
            Self::Admitted => include_bytes!("../../../assets/sounds/admitted.wav"),
            Self::AdmittedAgain => include_bytes!("../../../assets/sounds/admitted-again.wav"),
            Self::Attention => include_bytes!("../../../assets/sounds/attention.wav"),
            Self::Refused => include_bytes!("../../../assets/sounds/refused.wav"),
        }
    }

    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Admitted => "admitted.wav",
            Self::AdmittedAgain => "admitted-again.wav",
            Self::Attention => "attention.wav",
            Self::Refused => "refused.wav",
        }
    }
}
