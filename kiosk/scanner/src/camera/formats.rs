//! Agreeing with a camera on how it sends its pixels.

use std::io;
use std::path::Path;

use linuxvideo::format::{PixFormat, PixelFormat};
use linuxvideo::{CapabilityFlags, Device, Fract, VideoCaptureDevice};

use super::super::pixels::{FrameShape, PixelLayout};
use super::super::settings::{CameraSettings, Format};
use super::exposure;

/// The formats asked for, the easiest to read first, with their letters.
pub(super) const ASKED_FOR: [(Format, [u8; 4]); 3] = [
    (Format::Grey, *b"GREY"),
    (Format::Yuyv, *b"YUYV"),
    (Format::Mjpeg, *b"MJPG"),
];

/// A format that gives so many frames a second is quick enough to be taken although another is quicker.
const QUICK: f32 = 24.0;

/// Frames a second asked for: a code is read from the first sharp frame, and more only warm the kiosk.
const FRAMES_A_SECOND: u32 = 30;

/// A camera that has agreed to a format.
pub(super) struct Agreed {
    pub(super) device: VideoCaptureDevice,
    pub(super) shape: FrameShape,
}

/// What came of asking a device.
pub(super) enum Answer {
    Agreed(Agreed),
    /// It captures no video at all.
    NoCapture,
    /// It captures in formats that the kiosk does not read; this is one of them.
    Refused(String),
}

/// Opens the device at `path` and agrees with it on one of the formats the settings allow.
pub(super) fn agree(path: &Path, settings: &CameraSettings) -> io::Result<Answer> {
    let device = open(path)?;
    let able = device.capabilities()?.device_capabilities();
    if !able.contains(CapabilityFlags::VIDEO_CAPTURE) {
        return Ok(Answer::NoCapture);
    }
    let mut refused = None;
    let mut failed = None;
    for letters in order(&device, settings) {
        // The library uses the device up while agreeing, so each attempt opens it afresh.
        let mut device = open(path)?;
        exposure::hint(&mut device, settings);
        let [width, height] = settings.size;
        let wanted = PixFormat::new(width, height, PixelFormat::from_fourcc(letters));
        let device = match device.video_capture(wanted) {
            Ok(device) => device,
            Err(error) => {
                failed = Some(error);
                continue;
            }
        };
        let given = device.format();
        let given_letters = given.pixel_format().as_fourcc();
        let Some(layout) = PixelLayout::from_fourcc(given_letters) else {
            refused = Some(String::from_utf8_lossy(&given_letters).into_owned());
            continue;
        };
        // Drivers may answer with another format than the one asked for; a format that was named is wanted.
        if settings.format != Format::Auto && given_letters != letters {
            refused = Some(String::from_utf8_lossy(&given_letters).into_owned());
            continue;
        }
        let shape = FrameShape {
            width: given.width(),
            height: given.height(),
            stride: match layout {
                PixelLayout::Jpeg => 0,
                _ => given.bytes_per_line(),
            },
            layout,
        };
        // A wish: many cameras have one rate only.
        let _ = device.set_frame_interval(Fract::new(1, FRAMES_A_SECOND));
        return Ok(Answer::Agreed(Agreed { device, shape }));
    }
    match (refused, failed) {
        (None, Some(error)) => Err(error),
        (refused, _) => {
            Ok(Answer::Refused(refused.unwrap_or_else(|| {
                "none of the formats asked for".to_owned()
            })))
        }
    }
}

fn open(path: &Path) -> io::Result<Device> {
    Device::open(path)
}

/// The letters of the formats to ask for, in this order.
fn order(device: &Device, settings: &CameraSettings) -> Vec<[u8; 4]> {
    let rates: Vec<(Format, [u8; 4], Option<f32>)> = ASKED_FOR
        .into_iter()
        .map(|(format, letters)| (format, letters, rate(device, letters, settings.size)))
        .collect();
    sorted(rates, settings.format)
}

/// The wanted format alone, or all: the quick ones as they stand in [`ASKED_FOR`], then the others, quickest first.
/// A rate that is not known counts as quick, or every driver that cannot tell would be asked for JPEG.
fn sorted(mut rates: Vec<(Format, [u8; 4], Option<f32>)>, wanted: Format) -> Vec<[u8; 4]> {
    if wanted == Format::Auto {
        let pace = |rate: Option<f32>| rate.unwrap_or(QUICK).min(QUICK);
        rates.sort_by(|(.., a), (.., b)| pace(*b).total_cmp(&pace(*a)));
    } else {
        rates.retain(|(format, ..)| *format == wanted);
    }
    rates.into_iter().map(|(_, letters, _)| letters).collect()
}

/// The most frames a second that the camera sends in a format at a size, when it says so. A camera that lacks the
/// format says nothing, and is asked for it all the same: drivers forget.
fn rate(device: &Device, letters: [u8; 4], [width, height]: [u32; 2]) -> Option<f32> {
    let intervals = device
        .frame_intervals(PixelFormat::from_fourcc(letters), width, height)
        .ok()?;
    let shortest = intervals.min();
    (shortest.numerator() > 0).then(|| shortest.denominator() as f32 / shortest.numerator() as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order_of(rates: [Option<f32>; 3], wanted: Format) -> Vec<Format> {
        let asked = ASKED_FOR
            .iter()
            .zip(rates)
            .map(|((format, letters), rate)| (*format, *letters, rate))
            .collect();
        sorted(asked, wanted)
            .iter()
            .filter_map(|letters| ASKED_FOR.iter().find(|(_, known)| known == letters))
            .map(|(format, _)| *format)
            .collect()
    }

    #[test]
    fn a_webcam_that_sends_plain_pixels_at_ten_frames_a_second_is_asked_for_jpeg_first() {
        let usual = order_of([None, Some(10.0), Some(30.0)], Format::Auto);
        assert_eq!(usual, [Format::Grey, Format::Mjpeg, Format::Yuyv]);
        let quick = order_of([None, Some(30.0), Some(60.0)], Format::Auto);
        assert_eq!(quick, [Format::Grey, Format::Yuyv, Format::Mjpeg]);
    }

    #[test]
    fn whoever_names_a_format_gets_that_one() {
        assert_eq!(order_of([Some(30.0); 3], Format::Mjpeg), [Format::Mjpeg]);
    }
}
