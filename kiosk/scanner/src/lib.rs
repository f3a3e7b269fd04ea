//! Everything that reads tickets: camera, hand scanner, image folder, single files.
//!
//! Each of them is a [`Source`]: asked for the next code, it waits a while and answers with a [`Scanned`] or with
//! nothing. [`run::Runner`] gives a source a thread of its own and brings it back when it fails, so that a camera
//! pulled out of its socket never ends the kiosk.
//!
//! What sees (a camera, a pipe of frames) shares `frames`: the newest frame wins. What is plugged in and speaks (a
//! hand scanner, a serial scanner) shares `plugged`: devices come and go. A hand scanner that may not be taken from
//! the window types there, and the window's [`wedge::Wedge`] feeds a [`wedge::WedgeSource`].
//!
//! What a code means is no business of this crate: it hands on text.

mod bend;
pub mod camera;
mod corners;
pub mod decode;
pub mod envelope;
mod error;
pub mod folder;
mod frames;
#[cfg(target_os = "linux")]
pub mod hand;
mod located;
mod look;
pub mod picture;
#[cfg(target_os = "linux")]
pub mod pipe;
pub mod pixels;
#[cfg(target_os = "linux")]
mod plugged;
pub mod preview;
mod quiet_zone;
mod relief;
pub mod run;
#[cfg(target_os = "linux")]
pub mod serial;
pub mod settings;
mod threshold;
pub mod wedge;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

pub use error::ScanError;
pub use frames::{FrameFigures, FrameStats};

/// Something that reads codes, one after the other.
pub trait Source: Send {
    /// What staff know this source by, such as `camera /dev/video0`.
    fn name(&self) -> &str;

    /// Waits at most `wait` for the next code; `None` when none came in that time.
    ///
    /// A source opens its device on the first call, not when it is made, so that a kiosk starts without it.
    ///
    /// # Errors
    /// When the source itself is broken (unplugged, folder gone). The source must stay callable: the next call
    /// tries to open it again. A picture that cannot be read is no failure of the source; see [`Source::remark`].
    fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError>;

    /// A remark for staff that does not stop the source, such as a picture that could not be read. Taken once.
    fn remark(&mut self) -> Option<ScanError> {
        None
    }
}

/// What was read at once: one code, or all codes of a frame or a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// The texts of the codes; there is at least one, and none is empty.
    pub texts: Vec<String>,
    /// Which kind of reader it came from.
    pub origin: Origin,
}

impl Scanned {
    /// A single code.
    #[must_use]
    pub fn code(text: String, origin: Origin) -> Self {
        Self {
            texts: vec![text],
            origin,
        }
    }
}

/// Where a code was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A frame of a camera.
    Camera,
    /// A hand scanner that types.
    HandScanner,
    /// A scanner on a serial port.
    Serial,
    /// A frame that came through a pipe.
    FramePipe,
    /// A picture given directly, for example dropped on the window.
    Image,
    /// A picture file, from the watched folder or the command line.
    File(PathBuf),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Camera => f.write_str("camera"),
            Self::HandScanner => f.write_str("hand scanner"),
            Self::Serial => f.write_str("serial scanner"),
            Self::FramePipe => f.write_str("pipe of frames"),
            Self::Image => f.write_str("picture"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// How a source is doing, for the staff page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SourceStatus {
    /// Not asked yet.
    #[default]
    Starting,
    /// Answers when asked.
    Ready,
    /// There is no such device, says this message; it is looked for again by itself.
    Missing(String),
    /// Failed with this message; it is tried again by itself.
    Failed(String),
    /// Was told to end.
    Stopped,
}
