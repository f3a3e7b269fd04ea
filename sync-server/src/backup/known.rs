//! The folders with backups: that of the schedule, and disks that are plugged in.

use std::path::{Path, PathBuf};

use shared::time::UnixMs;

use super::list::{RemovableFolder, StoredBackup, backups_in, removable_folders};
use super::runner::{BackupStatus, BackupTask};
use super::settings::BackupSchedule;

/// A backup is old after this, in milliseconds, or after two of the schedule's times.
const OLD_MS: i64 = 24 * 3_600_000;

/// A folder with backups.
pub(crate) struct BackupFolder {
    pub(crate) path: PathBuf,
    /// Newest first; `None` where the folder can't be read.
    pub(crate) backups: Option<Vec<StoredBackup>>,
    /// What is free there, of a disk that is plugged in.
    pub(crate) free: Option<u64>,
}

/// The state of the backups.
pub(crate) struct KnownBackups {
    pub(crate) schedule: Option<BackupSchedule>,
    /// The folder of the schedule first, then disks that are plugged in.
    pub(crate) folders: Vec<BackupFolder>,
    /// Whether the schedule makes them among the data that they are of.
    is_beside_data: bool,
}

impl KnownBackups {
    /// Reads the folder of a schedule, and those of disks that are plugged in below `roots`.
    pub(crate) fn read(
        schedule: Option<BackupSchedule>,
        roots: &[PathBuf],
        is_beside_data: impl Fn(&Path) -> bool,
    ) -> Self {
        let folder = |path: PathBuf, free| BackupFolder {
            backups: backups_in(&path).ok(),
            path,
            free,
        };
        let to = schedule.as_ref().map(|it| &*it.to);
        let mut folders: Vec<BackupFolder> =
            to.iter().map(|to| folder((*to).to_owned(), None)).collect();
        for RemovableFolder { path, free } in removable_folders(roots) {
            match folders.iter_mut().find(|it| it.path == path) {
                Some(known) => known.free = Some(free),
                None => folders.push(folder(path, Some(free))),
            }
        }
        Self {
            is_beside_data: to.is_some_and(is_beside_data),
            schedule,
            folders,
        }
    }

    /// Returns the newest backup where the schedule makes them.
    pub(crate) fn newest(&self) -> Option<&StoredBackup> {
        let to = &self.schedule.as_ref()?.to;
        let folder = self.folders.iter().find(|it| it.path == *to)?;
        folder.backups.as_ref()?.first()
    }

    /// Returns the backup in a folder, if it is one of those that are known.
    pub(crate) fn find(&self, path: &str) -> Option<&StoredBackup> {
        let all = self.folders.iter().filter_map(|it| it.backups.as_ref());
        all.flatten().find(|it| it.path == Path::new(path))
    }

    /// Returns whether a disk that is plugged in has a copy.
    fn is_copied(&self) -> bool {
        let disks = self.folders.iter().filter(|it| it.free.is_some());
        disks
            .filter_map(|it| it.backups.as_ref())
            .any(|it| !it.is_empty())
    }

    /// Returns the text of what is wrong with backups, if anything is.
    pub(crate) fn trouble(&self, status: &BackupStatus, now: UnixMs) -> Option<&'static str> {
        let Some(schedule) = &self.schedule else {
            return Some(text_id!("desk-backups-off"));
        };
        let failed = status.last.as_ref();
        if failed.is_some_and(|it| it.task == BackupTask::Make && it.result.is_err()) {
            return Some(text_id!("desk-backups-failed"));
        }
        let old_ms = OLD_MS.max(2 * schedule.every.as_millis() as i64);
        match self.newest() {
            None if status.running.is_some() => None,
            None => Some(text_id!("desk-backups-none")),
            Some(newest) if now.since(newest.made) > old_ms => Some(text_id!("desk-backups-old")),
            Some(_) if self.is_beside_data && !self.is_copied() => {
                Some(text_id!("desk-backups-same-disk"))
            }
            Some(_) => None,
        }
    }
}
