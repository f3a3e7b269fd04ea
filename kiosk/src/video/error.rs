//! Why a video is not shown. For the log: visitors are told that it can't be shown just now.

use std::path::PathBuf;

/// Why a video is not shown.
#[derive(Debug, thiserror::Error)]
pub enum VideoError {
    /// The player that the settings name is nowhere.
    #[error("there is no program \"{0}\"; install it, or correct [video] player in kiosk.toml")]
    NoPlayer(String),
    /// A file that is not on the shelf.
    #[error("there is no video \"{0}\" on this kiosk; it comes when the server is reached")]
    NotHere(String),
    /// The player did not start.
    #[error(
        "{player} can't be started ({cause}); install ffmpeg, or name it in kiosk.toml as [video] player"
    )]
    Start {
        /// Its program.
        player: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The player's pictures could not be read.
    #[error("{player} can't be read from ({cause}); restart the device")]
    Read {
        /// Its program.
        player: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The player ended before it should.
    #[error("{player} can't play \"{file}\", {} ({why}); try the file with ffplay, and encode it anew", .path.display())]
    Failed {
        /// Its program.
        player: String,
        /// The video by its name in the catalogue.
        file: String,
        /// Where it lies.
        path: PathBuf,
        /// What the player said, or how it ended.
        why: String,
    },
}
