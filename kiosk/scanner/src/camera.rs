//! A camera as a source of codes: Linux V4L2. On other systems a stand-in that says there is no camera support.

#[cfg(target_os = "linux")]
mod capture;
#[cfg(target_os = "linux")]
mod exposure;
#[cfg(target_os = "linux")]
mod formats;
#[cfg(target_os = "linux")]
pub mod listing;

use std::fmt;
use std::time::Duration;

use super::frames::{FrameStats, Looker};
#[cfg(target_os = "linux")]
use super::frames::{FrameStream, SILENCE};
use super::preview::Preview;
use super::settings::CameraSettings;
use super::{Origin, ScanError, Scanned, Source};

/// A camera as a [`Source`]. Opened on first use and again after each failure.
pub struct CameraSource {
    settings: CameraSettings,
    name: String,
    looker: Looker,
    stats: FrameStats,
    #[cfg(target_os = "linux")]
    stream: Option<FrameStream>,
}

impl CameraSource {
    /// A camera that is not opened yet. What it sees goes to `preview` and is counted in `stats`.
    #[must_use]
    pub fn new(settings: CameraSettings, preview: Preview, stats: FrameStats) -> Self {
        Self {
            name: settings.device.to_string(),
            looker: Looker::new(preview, settings.mirror, stats.clone()),
            settings,
            stats,
            #[cfg(target_os = "linux")]
            stream: None,
        }
    }

    #[cfg(target_os = "linux")]
    fn next_code(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => capture::start(&self.settings, &self.name, &self.stats)?,
        };
        let scanned = stream.next(&mut self.looker, wait, &Origin::Camera)?;
        if stream.silent_for() > SILENCE {
            return Err(ScanError::camera(&self.name, "no frame for five seconds"));
        }
        // Kept only when it worked: after a failure the device is closed and opened afresh.
        self.stream = Some(stream);
        Ok(scanned)
    }

    #[cfg(not(target_os = "linux"))]
    fn next_code(&mut self, _wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let _ = (&self.settings, &self.stats);
        Err(ScanError::CameraUnsupported)
    }
}

impl Source for CameraSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let scanned = self.next_code(wait);
        if scanned.is_err() {
            self.looker.lost_sight();
        }
        scanned
    }
}

impl fmt::Debug for CameraSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CameraSource")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings::Choice;
    use super::*;

    #[test]
    fn a_camera_that_is_not_there_is_an_error_with_its_name_and_may_be_asked_again() {
        for device in ["/dev/video-not-there", "No Such Camera 3000"] {
            let settings = CameraSettings {
                device: Choice::from(device.to_owned()),
                ..CameraSettings::default()
            };
            let mut camera = CameraSource::new(settings, Preview::default(), FrameStats::default());
            for _ in 0..2 {
                let error = camera.next(Duration::ZERO).unwrap_err();
                let message = error.to_string();
                assert!(
                    message.contains(device) || message.contains("without camera"),
                    "{message}"
                );
                assert!(
                    !error.is_absence() || cfg!(not(target_os = "linux")),
                    "someone counts on it"
                );
            }
        }
    }
}
