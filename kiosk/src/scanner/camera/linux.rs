//! The thin part that talks to V4L2: open, agree on a format, take the newest frame.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use linuxvideo::format::{PixFormat, PixelFormat};
use linuxvideo::stream::ReadStream;
use linuxvideo::{CapabilityFlags, Device};

use super::super::decode::{Budget, FRAME_BUDGET, FrameReader};
use super::super::pixels::{self, FrameShape, PixelLayout};
use super::super::{Origin, ScanError, Scanned};
use super::{ASKED, Choice};

/// A camera that sends nothing for so long is taken for dead and opened again.
const SILENCE: Duration = Duration::from_secs(5);

/// Between two questions whether a frame is there. A frame is due every 33 ms.
const GLANCE: Duration = Duration::from_millis(4);

/// Frames in a row that may be damaged before the camera is taken for broken.
const TORN_FRAMES: u32 = 30;

/// A camera that is streaming.
pub(super) struct Open {
    stream: ReadStream,
    shape: FrameShape,
    reader: FrameReader,
    last_frame: Instant,
    torn: u32,
}

impl fmt::Debug for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open")
            .field("shape", &self.shape)
            .finish_non_exhaustive()
    }
}

impl Open {
    /// Opens the chosen camera and starts it.
    pub(super) fn new(choice: &Choice, name: &str) -> Result<Self, ScanError> {
        let paths = match choice {
            Choice::Path(path) => vec![path.clone()],
            Choice::First => video_devices(),
        };
        let mut failure = ScanError::NoCamera;
        for path in paths {
            match start(&path, name) {
                Ok(Some((stream, shape))) => {
                    return Ok(Self {
                        stream,
                        shape,
                        reader: FrameReader::default(),
                        last_frame: Instant::now(),
                        torn: 0,
                    });
                }
                // A device that captures nothing (many cameras have a second one for metadata).
                Ok(None) if *choice == Choice::First => {}
                Ok(None) => failure = broken(name, "it is no device that captures video"),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// Waits up to `wait` for frames and reads each newest one.
    pub(super) fn next(
        &mut self,
        wait: Duration,
        name: &str,
    ) -> Result<Option<Scanned>, ScanError> {
        let start = Instant::now();
        loop {
            if let Some(frame) = self.newest(name)? {
                self.last_frame = Instant::now();
                match pixels::luma(&frame, self.shape) {
                    Ok(picture) => {
                        self.torn = 0;
                        if let Some(text) = self.reader.read(&picture, &Budget::of(FRAME_BUDGET)) {
                            return Ok(Some(Scanned {
                                text,
                                origin: Origin::Camera,
                            }));
                        }
                    }
                    // Loose cables tear single frames; only a camera that tears them all is broken.
                    Err(error) => {
                        self.torn += 1;
                        if self.torn >= TORN_FRAMES {
                            return Err(error);
                        }
                    }
                }
            } else if self.last_frame.elapsed() > SILENCE {
                return Err(broken(name, "no frame for five seconds"));
            }
            let left = wait.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok(None);
            }
            thread::sleep(left.min(GLANCE));
        }
    }

    /// The newest frame that is ready; older ones are let go, for a visitor shows the code now.
    fn newest(&mut self, name: &str) -> Result<Option<Vec<u8>>, ScanError> {
        let failed = |error: std::io::Error| broken(name, &error.to_string());
        let mut newest = None;
        // Bounded: a driver that always says "ready" must not hold us here.
        for _ in 0..8 {
            if self.stream.will_block().map_err(failed)? {
                break;
            }
            let frame = self
                .stream
                .dequeue(|view| Ok((!view.is_error()).then(|| view.to_vec())))
                .map_err(failed)?;
            newest = frame.or(newest);
        }
        Ok(newest)
    }
}

/// Starts the device at `path`; `None` when it captures no video.
fn start(path: &PathBuf, name: &str) -> Result<Option<(ReadStream, FrameShape)>, ScanError> {
    let failed = |error: std::io::Error| broken(name, &format!("{}: {error}", path.display()));
    // The library opens the device afresh for each format tried, as agreeing on one uses it up.
    let mut refused = None;
    for asked in [
        PixelFormat::YUYV,
        PixelFormat::MJPG,
        PixelFormat::from_fourcc(*b"GREY"),
    ] {
        let device = Device::open(path).map_err(failed)?;
        let able = device.capabilities().map_err(failed)?.device_capabilities();
        if !able.contains(CapabilityFlags::VIDEO_CAPTURE) {
            return Ok(None);
        }
        let Ok(capture) = device.video_capture(PixFormat::new(ASKED.0, ASKED.1, asked)) else {
            continue;
        };
        let format = capture.format();
        let Some(layout) = PixelLayout::from_fourcc(format.pixel_format().as_fourcc()) else {
            refused = Some(format.pixel_format().to_string());
            continue;
        };
        let stride = if layout == PixelLayout::Jpeg {
            0
        } else {
            format.bytes_per_line()
        };
        let shape = FrameShape {
            width: format.width(),
            height: format.height(),
            stride,
            layout,
        };
        return Ok(Some((capture.into_stream().map_err(failed)?, shape)));
    }
    let format = refused.unwrap_or_else(|| "none of the formats asked for".to_owned());
    Err(ScanError::PixelFormat {
        camera: name.to_owned(),
        format,
    })
}

/// `/dev/video*` in the order of their numbers.
fn video_devices() -> Vec<PathBuf> {
    let number = |entry: fs::DirEntry| {
        let number = entry
            .file_name()
            .to_str()?
            .strip_prefix("video")?
            .parse::<u32>()
            .ok()?;
        Some((number, entry.path()))
    };
    let mut devices: Vec<(u32, PathBuf)> = fs::read_dir("/dev")
        .map(|entries| entries.flatten().filter_map(number).collect())
        .unwrap_or_default();
    devices.sort();
    devices.into_iter().map(|(_, path)| path).collect()
}

fn broken(name: &str, cause: &str) -> ScanError {
    ScanError::Camera {
        camera: name.to_owned(),
        cause: cause.to_owned(),
    }
}
