//! The exhibition's pictures and videos on this kiosk: the shelf they lie on, and the thread that brings the pictures
//! to the window; [`crate::video`] plays the videos.
//!
//! Screens know a picture or a video by its file's name. On the disk it lies under the hash of its content, so that two
//! catalogues may share it and none can be half there.

mod develop;
mod runner;

pub use develop::develop;
pub use runner::Runner;
