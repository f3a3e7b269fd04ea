//! How the device is doing, as it reports to the server.

use shared::protocol::v1::{DeviceReport, PartState, ScannerReport};
use shared::release::Version;
use view::{ScannerState, SoundStatus, Status};

use super::versions::VERSION_VARIABLE;

/// Free storage is reported in steps of so many megabytes, since the server writes down what changes.
const FREE_STEP_MB: u64 = 100;
/// The same of the clock, in seconds.
const CLOCK_STEP_S: i64 = 5;

/// Returns what the desk knows of its scanners and its sound.
pub(super) fn parts(status: &Status, rehearsal: bool) -> DeviceReport {
    let scanners = status.scanners.iter().map(|it| ScannerReport {
        name: it.name.clone(),
        state: match it.state {
            ScannerState::Working => PartState::Working,
            ScannerState::Missing => PartState::Absent,
            ScannerState::Failed => PartState::Failed,
        },
    });
    DeviceReport {
        scanners: scanners.collect(),
        sound: match status.sound {
            SoundStatus::NotYet => PartState::Unknown,
            SoundStatus::Playing(_) => PartState::Working,
            SoundStatus::Off => PartState::Absent,
            SoundStatus::Silent(_) => PartState::Failed,
        },
        rehearsal,
        instructions: status.instructions,
        ..DeviceReport::default()
    }
}

/// Adds the version, what is free on the disk, and how far the server's clock is ahead.
pub(super) fn report(parts: DeviceReport, free_bytes: Option<u64>, offset_ms: i64) -> DeviceReport {
    let free_mb = free_bytes.map(|bytes| bytes / 1_000_000);
    DeviceReport {
        version: running().to_string(),
        free_mb: free_mb.map(|free| free - free % FREE_STEP_MB),
        clock_s: offset_ms / 1_000 / CLOCK_STEP_S * CLOCK_STEP_S,
        ..parts
    }
}

/// Returns the version of this program: as its release named it, where it came over the server.
pub(super) fn running() -> Version {
    let named = std::env::var(VERSION_VARIABLE).unwrap_or_default();
    let own = env!("CARGO_PKG_VERSION");
    let version = named.parse().or_else(|_| own.parse());
    version.unwrap_or_else(|_| Version::new(0, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_changes_are_told_as_none() {
        let told = |free, offset| report(DeviceReport::default(), Some(free), offset);
        assert_eq!(told(1_250_000_000, 4_999), told(1_299_999_999, -4_999));
        assert_eq!(told(1_299_999_999, 0).free_mb, Some(1_200));
        assert_eq!(told(0, 61_000).clock_s, 60);
        assert_eq!(told(0, -61_000).clock_s, -60);
    }
}
