//! The thin part that talks to V4L2: takes every frame from the driver as soon as it is there.

use std::io;

use linuxvideo::stream::ReadStream;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::super::ScanError;
use super::super::frames::{Feeder, Frame, FrameStats, FrameStream};
use super::super::pixels::FrameShape;
use super::super::settings::{CameraSettings, Choice};
use super::formats::{Agreed, Answer, agree};
use super::listing::candidates;

/// How long the thread waits for a frame before it looks whether it should end.
const GLANCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// Opens the chosen camera and starts taking its frames.
///
/// # Errors
/// Why no camera could be opened: that of the last one tried.
pub(super) fn start(
    settings: &CameraSettings,
    name: &str,
    stats: &FrameStats,
) -> Result<FrameStream, ScanError> {
    let mut failure = match settings.device {
        Choice::First => ScanError::NoCamera,
        _ => ScanError::camera(name, "there is no such device"),
    };
    for path in candidates(&settings.device) {
        let failed = |error: io::Error| {
            ScanError::camera(name, &format!("{}: {}", path.display(), said(&error)))
        };
        match agree(&path, settings) {
            Ok(Answer::Agreed(Agreed { device, shape })) => match device.into_stream() {
                Ok(stream) => {
                    let name = name.to_owned();
                    return FrameStream::start(&name.clone(), stats, move |feeder| {
                        feed(stream, shape, feeder, &name)
                    });
                }
                Err(error) => failure = failed(error),
            },
            // Many cameras have a second device, for metadata.
            Ok(Answer::NoCapture) if settings.device == Choice::First => {}
            Ok(Answer::NoCapture) => {
                failure = ScanError::camera(name, "it is no device that captures video");
            }
            Ok(Answer::Refused(format)) => {
                failure = ScanError::PixelFormat {
                    camera: name.to_owned(),
                    format,
                };
            }
            Err(error) => failure = failed(error),
        }
    }
    Err(failure)
}

/// Takes frames until told to stop, or until the camera fails, and says why it ended.
fn feed(mut stream: ReadStream, shape: FrameShape, feeder: &Feeder, name: &str) -> ScanError {
    let mut buffer = Vec::new();
    while !feeder.stopping() {
        match frame(&mut stream, &mut buffer) {
            Ok(true) => {
                buffer = feeder.put(Frame {
                    bytes: buffer,
                    shape,
                });
            }
            Ok(false) => {}
            Err(error) => return ScanError::camera(name, &said(&error)),
        }
    }
    ScanError::camera(name, "it was closed")
}

/// Waits a moment for a frame and copies it into `buffer`; `false` when none came, or a damaged one.
fn frame(stream: &mut ReadStream, buffer: &mut Vec<u8>) -> io::Result<bool> {
    let wanted = PollFlags::IN;
    let mut asked = [PollFd::new(stream, wanted)];
    match poll(&mut asked, Some(&GLANCE)) {
        Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(false),
        Ok(_) => {}
        Err(error) => return Err(error.into()),
    }
    let seen = asked[0].revents();
    if !seen.contains(wanted) {
        // A driver whose device was pulled out answers with an error at once; asking again would spin.
        return Err(io::Error::other("it was unplugged"));
    }
    stream.dequeue(|view| {
        // The driver says so when a frame was cut off on its way.
        let whole = !view.is_error();
        if whole {
            buffer.clear();
            buffer.extend_from_slice(&view);
        }
        Ok(whole)
    })
}

/// What a system error means for the person before the camera.
fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ResourceBusy => "another program is using it".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "this user may not use it; add the user to the group \"video\"".to_owned()
        }
        _ if error.raw_os_error() == Some(NO_DEVICE) => "it was unplugged".to_owned(),
        _ => error.to_string(),
    }
}

/// `ENODEV`.
const NO_DEVICE: i32 = 19;
