//! A camera as a source of codes: Linux V4L2. On other systems a stand-in that says there is no camera support.

use std::path::PathBuf;
use std::time::Duration;

use super::{ScanError, Scanned, Source};

/// Which camera to use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Choice {
    /// The first device that captures video, in the order of their numbers.
    #[default]
    First,
    /// This device, such as `/dev/video0`.
    Path(PathBuf),
}

/// The frame size asked for, in pixels. Drivers answer with the nearest they have; larger was measured to read no more.
pub const ASKED: (u32, u32) = (1280, 720);

/// A camera as a [`Source`]. Opened on first use and again after each failure.
#[derive(Debug)]
pub struct CameraSource {
    choice: Choice,
    name: String,
    #[cfg(target_os = "linux")]
    open: Option<linux::Open>,
}

impl CameraSource {
    /// A camera that is not opened yet.
    #[must_use]
    pub fn new(choice: Choice) -> Self {
        let name = match &choice {
            Choice::First => "camera".to_owned(),
            Choice::Path(path) => format!("camera {}", path.display()),
        };
        Self {
            choice,
            name,
            #[cfg(target_os = "linux")]
            open: None,
        }
    }
}

impl Source for CameraSource {
    fn name(&self) -> &str {
        &self.name
    }

    #[cfg(target_os = "linux")]
    fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => linux::Open::new(&self.choice, &self.name)?,
        };
        // Kept only when it worked: after a failure the device is closed and opened afresh.
        let scanned = open.next(wait, &self.name)?;
        self.open = Some(open);
        Ok(scanned)
    }

    #[cfg(not(target_os = "linux"))]
    fn next(&mut self, _wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let _ = &self.choice;
        Err(ScanError::CameraUnsupported)
    }
}

#[cfg(target_os = "linux")]
mod linux;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_that_is_not_there_is_an_error_with_its_name_and_may_be_asked_again() {
        let mut camera = CameraSource::new(Choice::Path("/dev/video-not-there".into()));
        for _ in 0..2 {
            let message = camera.next(Duration::ZERO).unwrap_err().to_string();
            assert!(
                message.contains("/dev/video-not-there") || message.contains("without camera"),
                "{message}"
            );
        }
    }
}
