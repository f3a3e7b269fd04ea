//! How screens get the pictures of videos. What plays them is [`Player`], from outside.

use std::sync::Arc;

use egui::ColorImage;

/// The size of the pictures at most.
pub const LARGEST: [usize; 2] = [1280, 720];

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

/// Plays videos, one at a time. No method may wait: they are called while a frame is drawn.
pub trait Player {
    /// Returns whether a file is on this kiosk and there is something to play it with.
    fn has(&self, file: &str) -> bool;

    /// Says what is wanted from now on.
    fn follow(&self, wanted: Option<Wanted>);

    /// Returns how far a run has come.
    fn progress(&self, run: u64) -> Progress;

    /// Returns the newest picture of a run, if it was not taken yet.
    fn picture(&self, run: u64) -> Option<Arc<ColorImage>>;

    /// Hands over what to call when something has changed, so that it shows at once: at most as often as pictures come.
    fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>);
}

/// Plays nothing: there are no videos.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoVideos;

impl Player for NoVideos {
    fn has(&self, _file: &str) -> bool {
        false
    }

    fn follow(&self, _wanted: Option<Wanted>) {}

    fn progress(&self, _run: u64) -> Progress {
        // What no longer can be played was wanted a moment ago.
        Progress {
            stage: Stage::Failed,
            ..Progress::default()
        }
    }

    fn picture(&self, _run: u64) -> Option<Arc<ColorImage>> {
        None
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}
