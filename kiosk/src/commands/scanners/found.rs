//! One line for each device that may be a scanner.

use std::fmt;
use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use scanner::camera::listing::{self, Camera};
use scanner::hand::found::{TypingDevice, typing_devices};
use scanner::serial::serial_ports;

/// A device, how it stands, and what to write into kiosk.toml.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    kind: &'static str,
    device: String,
    state: String,
    setting: Option<String>,
    /// Whether the kiosk reads codes from it; `None` for a keyboard that it leaves alone.
    pub(super) is_read: Option<bool>,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}  {}", self.kind, self.device, self.state)?;
        if let Some(setting) = &self.setting {
            write!(f, "  [scanners] {setting}")?;
        }
        Ok(())
    }
}

/// Cameras, then serial ports, then devices that type.
pub(super) fn lines() -> Vec<Found> {
    let cameras =
        listing::video_devices()
            .into_iter()
            .filter_map(|path| match listing::describe(&path) {
                Ok(camera) => camera.map(|camera| of_camera(&camera)),
                Err(error) => Some(unusable("camera", &path, &error, "video")),
            });
    let ports = serial_ports().into_iter().map(|path| {
        match OpenOptions::new().read(true).write(true).open(&path) {
            Ok(_) => Found {
                kind: "serial port",
                device: path.display().to_string(),
                state: "can be used".to_owned(),
                setting: Some(format!("serial = {:?}", path.display().to_string())),
                is_read: Some(true),
            },
            Err(error) => unusable("serial port", &path, &error, "dialout"),
        }
    });
    let typing = typing_devices().into_iter().map(|device| {
        let opened = OpenOptions::new().read(true).open(&device.path);
        of_typing(&device, opened.err().as_ref())
    });
    cameras.chain(ports).chain(typing).collect()
}

fn of_camera(camera: &Camera) -> Found {
    let formats = camera.formats.join(" ");
    Found {
        kind: "camera",
        device: format!("{} \"{}\"", camera.path.display(), camera.name),
        state: if camera.usable {
            format!("can be used, sends {formats}")
        } else {
            format!("cannot be used, sends only {formats}; the kiosk reads GREY, YUYV and MJPEG")
        },
        setting: camera.usable.then(|| format!("camera = {:?}", camera.name)),
        is_read: Some(camera.usable),
    }
}

fn of_typing(device: &TypingDevice, refused: Option<&io::Error>) -> Found {
    let called = device.is_called_scanner();
    let state = match (called, refused) {
        (true, None) => "hand scanner, is taken by itself".to_owned(),
        (false, None) => "types; left alone unless it is named".to_owned(),
        (_, Some(error)) => format!(
            "types; cannot be taken: {error}; add the user to the group \"input\", meanwhile scans are heard in the window"
        ),
    };
    Found {
        kind: "keyboard",
        device: format!("{} \"{}\"", device.path.display(), device.name),
        state,
        setting: (!called).then(|| format!("hand = {{ device = {:?} }}", device.name)),
        is_read: called.then_some(refused.is_none()),
    }
}

fn unusable(kind: &'static str, path: &Path, error: &io::Error, group: &str) -> Found {
    let remedy = if error.kind() == io::ErrorKind::PermissionDenied {
        format!("add the user to the group \"{group}\"")
    } else {
        "unplug it and plug it in again".to_owned()
    };
    Found {
        kind,
        device: path.display().to_string(),
        state: format!("cannot be used: {error}; {remedy}"),
        setting: None,
        is_read: Some(false),
    }
}

#[cfg(test)]
mod tests {
    use kiosk_config::ScannerConfig;

    use super::*;

    fn read(found: &Found) -> ScannerConfig {
        toml::from_str(found.setting.as_ref().unwrap()).unwrap()
    }

    #[test]
    fn what_a_line_says_to_write_can_be_written() {
        let camera = of_camera(&Camera {
            path: "/dev/video2".into(),
            name: "HD \"Pro\" Webcam".to_owned(),
            formats: vec!["YUYV".to_owned(), "MJPG".to_owned()],
            usable: true,
        });
        assert!(camera.to_string().contains("sends YUYV MJPG"), "{camera}");
        assert_eq!(
            read(&camera).camera[0].device.to_string(),
            "camera \"HD \"Pro\" Webcam\""
        );
        let keyboard = TypingDevice {
            path: "/dev/input/event3".into(),
            name: "TMS HIDKeyBoard".to_owned(),
        };
        let line = of_typing(&keyboard, None);
        assert!(line.to_string().contains("left alone"), "{line}");
        assert_ne!(read(&line), ScannerConfig::default());
    }

    #[test]
    fn a_scanner_that_may_not_be_taken_says_what_to_do_and_works_meanwhile() {
        let scanner = TypingDevice {
            path: "/dev/input/event3".into(),
            name: "USB Barcode Scanner".to_owned(),
        };
        let refused = io::Error::from(io::ErrorKind::PermissionDenied);
        let line = of_typing(&scanner, Some(&refused)).to_string();
        assert!(
            line.contains("\"input\"") && line.contains("window"),
            "{line}"
        );
    }

    #[test]
    fn a_camera_that_sends_only_what_the_kiosk_cannot_read_is_not_recommended() {
        let line = of_camera(&Camera {
            path: "/dev/video0".into(),
            name: "Odd".to_owned(),
            formats: vec!["H264".to_owned()],
            usable: false,
        });
        assert!(line.setting.is_none() && line.state.contains("H264"));
    }
}
