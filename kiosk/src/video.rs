//! Videos: an `ffmpeg` beside the kiosk decodes, a thread takes its pictures at their time, the window shows the newest.
//!
//! A library that decodes video would have to be built with every kiosk; so a thread of its own ([`start`]) starts the
//! `ffmpeg` that systems bring along, where there is one. It reads a picture when its time has come and no sooner: a
//! full pipe holds the decoder back, which is also how a video is paused. Whatever goes wrong with that process, the
//! window never waits for it.

mod buffers;
mod error;
mod exchange;
mod find;
mod player;
mod process;
mod run;

pub use error::VideoError;
pub use player::start;

/// The pictures a second at most, and unless `kiosk.toml` says otherwise.
pub const MOST_A_SECOND: u8 = 25;
