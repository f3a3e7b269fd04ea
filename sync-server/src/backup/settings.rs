//! Where and when backups are made, as organisers set it at the desk.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::ports::{ChangeNote, Database, PortError, ReadTx, ServerSecret};

/// The longest time between two backups.
pub(crate) const EVERY_MOST_MIN: u64 = 100_000;

/// When backups are made, and how many are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSchedule {
    /// The folder that they are made in.
    pub to: PathBuf,
    /// The time between two of them; the first is made at the start.
    pub every: Duration,
    /// How many of the newest are kept.
    pub keep: usize,
}

impl BackupSchedule {
    /// Returns the schedule of a server that nobody gave another one: every hour, beside the data.
    #[must_use]
    pub fn usual(data: &Path) -> Self {
        Self {
            to: data.join("backups"),
            every: Duration::from_hours(1),
            keep: 48,
        }
    }
}

/// As it is kept.
#[derive(Serialize, Deserialize)]
struct KeptSchedule {
    to: PathBuf,
    every_min: u64,
    keep: usize,
}

/// Reads the schedule that was set; one that can't be understood is as good as none.
pub(crate) fn read_schedule(kept: Option<&[u8]>) -> Option<BackupSchedule> {
    let kept: KeptSchedule = serde_json::from_slice(kept?).ok()?;
    Some(BackupSchedule {
        to: kept.to,
        every: Duration::from_mins(kept.every_min.clamp(1, EVERY_MOST_MIN)),
        keep: kept.keep.max(1),
    })
}

/// Sets where and when backups are made.
///
/// # Errors
/// [`PortError`]; then the schedule before stays.
pub fn set_schedule(database: &dyn Database, schedule: &BackupSchedule) -> Result<(), PortError> {
    let change = database.write()?;
    let words = |it: &BackupSchedule| {
        let minutes = it.every.as_secs() / 60;
        format!("{} · {minutes} min · {}", it.to.display(), it.keep)
    };
    let before = change.secret(ServerSecret::Backups)?;
    let before = read_schedule(before.as_deref()).map(|it| words(&it));
    let kept = KeptSchedule {
        to: schedule.to.clone(),
        every_min: schedule.every.as_secs() / 60,
        keep: schedule.keep,
    };
    let value = serde_json::to_vec(&kept).unwrap_or_default();
    change.put_secret(ServerSecret::Backups, Some(&value))?;
    change.note_change(ChangeNote {
        what: "backups_set",
        thing: "",
        before: before.as_deref(),
        after: Some(&words(schedule)),
    })?;
    change.commit()
}

/// Returns the schedule that was set at the desk.
///
/// # Errors
/// [`PortError`] when it can't be read.
pub fn schedule(view: &dyn ReadTx) -> Result<Option<BackupSchedule>, PortError> {
    let kept = view.secret(ServerSecret::Backups)?;
    Ok(read_schedule(kept.as_deref()))
}
