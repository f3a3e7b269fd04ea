//! How a device is doing, as it says of itself.

use serde::{Deserialize, Serialize};

/// The most scanners of one report.
const MAX_SCANNERS: usize = 16;
/// The most characters of a name in it.
const MAX_NAME_CHARS: usize = 60;

/// How a device is doing. Nothing that counts follows from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceReport {
    /// The version of its program.
    #[serde(default)]
    pub version: String,
    /// What is free on the disk of its records, in megabytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_mb: Option<u64>,
    /// How far the server's clock is ahead of its own, in seconds.
    #[serde(default)]
    pub clock_s: i64,
    /// Its scanners. One that only types is not among them before it typed a code.
    #[serde(default)]
    pub scanners: Vec<ScannerReport>,
    /// What plays the sounds of verdicts.
    #[serde(default)]
    pub sound: PartState,
    /// Whether it only rehearses.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub rehearsal: bool,
    /// The revision of the organisers' instructions that it follows.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub instructions: u64,
    /// Whether it deleted tickets, keys and submissions, as the server wanted.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub wiped: bool,
    /// The last update that did not come to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<Box<UpdateReport>>,
}

/// An update that did not come to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateReport {
    /// Its version.
    pub version: String,
    /// What became of it.
    #[serde(default)]
    pub outcome: UpdateOutcome,
}

/// Why an update did not come to run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpdateOutcome {
    /// It did not come up, and the version before runs again.
    Failed,
    /// No key that the kiosk trusts has signed it.
    Unsigned,
    /// It is for another kind of computer.
    OtherTarget,
    /// A reason of a later version.
    #[default]
    #[serde(other)]
    Unknown,
}

/// How a scanner is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScannerReport {
    /// Tells it from the others: `camera /dev/video0`.
    pub name: String,
    /// How it is doing.
    #[serde(default)]
    pub state: PartState,
}

/// How a part of a device is doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// It works.
    Working,
    /// It is not there, or switched off.
    Absent,
    /// It should work, and does not.
    Failed,
    /// Not known, or a state of a later version.
    #[default]
    #[serde(other)]
    Unknown,
}

impl DeviceReport {
    /// Returns the report without what no honest device says: it is kept and shown.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        self.scanners.truncate(MAX_SCANNERS);
        let names = self.scanners.iter_mut().map(|it| &mut it.name);
        let update = self.update.iter_mut().map(|it| &mut it.version);
        let versions = [&mut self.version].into_iter().chain(update);
        for text in names.chain(versions) {
            *text = text
                .chars()
                .filter(|it| !it.is_control())
                .take(MAX_NAME_CHARS)
                .collect();
        }
        self
    }
}
