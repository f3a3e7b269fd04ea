//! Everything that reads tickets: camera, hand scanner, image folder, single files.
//!
//! Each of them is a [`Source`]: asked for the next code, it waits a while and answers with a [`Scanned`] or with
//! nothing. [`run::Runner`] gives a source a thread of its own and brings it back when it fails, so that a camera
//! pulled out of its socket never ends the kiosk. The hand scanner's characters arrive in the window,
//! whose [`wedge::Wedge`] feeds a [`wedge::WedgeSource`].
//!
//! What a code means is no business of this module: it hands on text.

mod bend;
pub mod camera;
mod corners;
pub mod decode;
pub mod folder;
mod look;
pub mod picture;
pub mod pixels;
mod relief;
pub mod run;
mod threshold;
pub mod wedge;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

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

/// One code as it was read, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// The text of the code, never empty.
    pub text: String,
    /// Which kind of reader it came from.
    pub origin: Origin,
}

/// Where a code was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// A frame of a camera.
    Camera,
    /// A hand scanner that types.
    HandScanner,
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

impl ScanError {
    /// Whether there is simply nothing there to read with, as on a kiosk that was set up without a camera. A
    /// device or a folder that was asked for by name is another matter: someone counts on it.
    #[must_use]
    pub fn is_absence(&self) -> bool {
        matches!(self, Self::NoCamera | Self::CameraUnsupported)
    }
}

/// Why a source or a picture could not be read. Each message names the thing and the next step.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScanError {
    /// The picture file could not be opened or read.
    #[error("cannot read the picture {path}: {cause}; check that the file exists and may be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file is no picture, or a damaged one.
    #[error(
        "{path} is not a picture this kiosk understands ({cause}); save it as PNG or JPEG and try again"
    )]
    NotAPicture {
        /// The file, or a word for where the picture came from.
        path: PathBuf,
        /// What the picture decoder said.
        cause: String,
    },
    /// More pixels than the kiosk is ready to hold in memory.
    #[error("{path} has {width}×{height} pixels, more than the {limit} megapixels a kiosk reads; scale it down and try again", limit = picture::MAX_PIXELS / 1_000_000)]
    TooLarge {
        /// The file, or a word for where the picture came from.
        path: PathBuf,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The pixels do not fill the width and height that came with them.
    #[error(
        "a frame of {width}×{height} pixels in {format} came with {got} bytes where {needed} are needed; set the camera to another format or resolution"
    )]
    ShortFrame {
        /// Pixel format by its four letters.
        format: String,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Bytes that came.
        got: usize,
        /// Bytes that were needed.
        needed: usize,
    },
    /// The camera sends pixels the kiosk cannot convert.
    #[error(
        "{camera} sends {format} and the kiosk reads YUYV, MJPEG and GREY; choose one of these in the camera's settings or use another camera"
    )]
    PixelFormat {
        /// The camera.
        camera: String,
        /// Pixel format by its four letters.
        format: String,
    },
    /// The camera could not be opened or stopped answering.
    #[error("{camera} does not answer ({cause}); check its cable, the kiosk tries again by itself")]
    Camera {
        /// The camera.
        camera: String,
        /// What the system said.
        cause: String,
    },
    /// No camera is plugged in.
    #[error(
        "no camera found; plug one in (the kiosk looks again by itself) or name one in the settings"
    )]
    NoCamera,
    /// This build has no camera support.
    #[error(
        "this kiosk was built for a system without camera support; use a hand scanner or an image folder"
    )]
    CameraUnsupported,
    /// The watched folder cannot be listed.
    #[error(
        "cannot watch the folder {path}: {cause}; create it or correct its path in the settings"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
}
