//! Why a scanner or a picture cannot be read.

use std::path::PathBuf;

/// The most pixels a picture may have; more are refused before they are decoded.
pub(super) const MAX_PIXELS: u64 = 50_000_000;

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
    #[error("{path} has {width}×{height} pixels, more than the {limit} megapixels a kiosk reads; scale it down and try again", limit = MAX_PIXELS / 1_000_000)]
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
    /// The pipe of frames cannot be opened or read.
    #[error(
        "cannot read frames from {path}: {cause}; make the pipe with mkfifo or correct its path in the settings"
    )]
    Frames {
        /// The pipe or file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Nobody writes frames into the pipe.
    #[error("no frame comes from {path}; start the program that writes them")]
    NoFrames {
        /// The pipe.
        path: PathBuf,
    },
    /// Standard input has ended.
    #[error(
        "standard input has ended and with it the frames; start the kiosk again with its camera"
    )]
    FramesEnded,
    /// What comes through the pipe of frames is something else.
    #[error(
        "what comes from {path} is not all frames in the formats P5 and P6 with one byte a sample; have them written with `-f image2pipe -c:v pgm`"
    )]
    NotAFrame {
        /// The pipe or file.
        path: PathBuf,
    },
    /// No device that types looks like a scanner.
    #[error("no hand scanner found; plug one in (the kiosk looks again by itself)")]
    NoHandScanner,
    /// No serial port is there.
    #[error(
        "no serial scanner found; plug one in (the kiosk looks again by itself) or name its port in the settings"
    )]
    NoSerialScanner,
    /// A scanner that was asked for by name or path is not plugged in.
    #[error("{scanner} is not plugged in; plug it in, the kiosk looks again by itself")]
    Unplugged {
        /// The scanner.
        scanner: String,
    },
    /// A scanner is there and cannot be used.
    #[error("{scanner} cannot be used: {cause}; {remedy}")]
    Unusable {
        /// The scanner.
        scanner: String,
        /// What the system said.
        cause: String,
        /// What to do about it.
        remedy: &'static str,
    },
    /// A scanner sends something that has no end.
    #[error(
        "{scanner} sent {length} characters and no end of a line; set it to end each code with Enter (CR)"
    )]
    NoEnd {
        /// The scanner.
        scanner: String,
        /// How many characters were dropped.
        length: usize,
    },
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

impl ScanError {
    /// Whether there is simply nothing there to read with, as on a kiosk that was set up without a camera. A
    /// device or a folder that was asked for by name is another matter: someone counts on it.
    #[must_use]
    pub fn is_absence(&self) -> bool {
        matches!(
            self,
            Self::NoCamera | Self::CameraUnsupported | Self::NoHandScanner | Self::NoSerialScanner
        )
    }

    /// What is wrong with a camera or another source of frames.
    pub(crate) fn camera(camera: &str, cause: &str) -> Self {
        Self::Camera {
            camera: camera.to_owned(),
            cause: cause.to_owned(),
        }
    }
}
