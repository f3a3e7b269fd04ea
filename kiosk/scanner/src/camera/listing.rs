//! Which cameras are plugged in, by path and by the name their maker gave them.

use std::fs;
use std::path::{Path, PathBuf};

use linuxvideo::{BufType, CapabilityFlags, Device};

use super::super::settings::Choice;
use super::formats;

/// A device that captures video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Camera {
    /// Where it is, such as `/dev/video0`.
    pub path: PathBuf,
    /// The name its driver gives it, such as `HD Pro Webcam C920`.
    pub name: String,
    /// The pixel formats it sends, by their letters.
    pub formats: Vec<String>,
    /// Whether the kiosk reads one of them.
    pub usable: bool,
}

/// Asks the device at `path` what it is; `None` when it captures no video, as the second device of many cameras,
/// which is there for metadata.
///
/// # Errors
/// When the device cannot be opened or asked.
pub fn describe(path: &Path) -> std::io::Result<Option<Camera>> {
    let device = Device::open(path)?;
    let about = device.capabilities()?;
    if !about
        .device_capabilities()
        .contains(CapabilityFlags::VIDEO_CAPTURE)
    {
        return Ok(None);
    }
    // A driver that goes on for ever must not hold us here.
    let letters: Vec<[u8; 4]> = device
        .formats(BufType::VIDEO_CAPTURE)
        .take(100)
        .flatten()
        .map(|format| format.pixel_format().as_fourcc())
        .collect();
    Ok(Some(Camera {
        path: path.to_owned(),
        name: about.card().to_owned(),
        usable: letters
            .iter()
            .any(|letters| formats::ASKED_FOR.iter().any(|(_, known)| known == letters)),
        formats: letters
            .iter()
            .map(|letters| String::from_utf8_lossy(letters).trim_end().to_owned())
            .collect(),
    }))
}

/// `/dev/video*` in the order of their numbers.
#[must_use]
pub fn video_devices() -> Vec<PathBuf> {
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

/// The devices that may be the chosen one, the most likely first.
pub(super) fn candidates(choice: &Choice) -> Vec<PathBuf> {
    match choice {
        Choice::Path(path) => vec![path.clone()],
        Choice::First => video_devices(),
        Choice::Name(part) => {
            let part = part.to_lowercase();
            let mut paths = video_devices();
            paths.retain(|path| name(path).is_ok_and(|name| name.to_lowercase().contains(&part)));
            paths
        }
    }
}

fn name(path: &Path) -> std::io::Result<String> {
    Ok(Device::open(path)?.capabilities()?.card().to_owned())
}
