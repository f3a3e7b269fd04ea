//! The backups of a folder, and the folders of USB disks.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use shared::time::UnixMs;

use super::deletion_list;
use super::error::{BackupError, in_path};
use super::files::{BackupReport, MEDIA, PREFIX, copy_media, make_at};
use crate::process::free_bytes;
use crate::sqlite;

/// A backup in a folder. It was verified before it got its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBackup {
    /// Its folder.
    pub path: PathBuf,
    /// When it was made.
    pub made: UnixMs,
    /// Its size in bytes, without pictures and videos.
    pub bytes: u64,
}

impl StoredBackup {
    /// Returns the name of its folder.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

/// Returns the backups of a folder, newest first.
///
/// # Errors
/// [`BackupError::File`] when the folder can't be read.
pub fn backups_in(folder: &Path) -> Result<Vec<StoredBackup>, BackupError> {
    let mut backups = Vec::new();
    for entry in fs::read_dir(folder).map_err(in_path(folder))? {
        let path = entry.map_err(in_path(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let made = name.strip_prefix(PREFIX).and_then(time_of);
        if let Some(made) = made
            && path.join("exhibition.db").is_file()
        {
            let bytes = size(&path);
            backups.push(StoredBackup { path, made, bytes });
        }
    }
    backups.sort_by_key(|it| std::cmp::Reverse(it.made));
    Ok(backups)
}

/// Reads the time in the name of a backup: `20261124T091500123Z`.
fn time_of(text: &str) -> Option<UnixMs> {
    let digits = text.strip_suffix('Z')?;
    let (seconds, ms) = digits.split_at_checked(15)?;
    let at = DateTime::strptime("%Y%m%dT%H%M%S", seconds).ok()?;
    let at = TimeZone::UTC.to_timestamp(at).ok()?;
    let ms: i64 = ms.parse().ok().filter(|ms| (0..1_000).contains(ms))?;
    Some(UnixMs(at.as_millisecond() + ms))
}

/// Returns the bytes of all files in a folder; what can't be read has none.
fn size(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = files.filter_map(|it| it.metadata().ok());
    sizes.filter(fs::Metadata::is_file).map(|it| it.len()).sum()
}

/// Copies a backup into another folder and verifies the copy there, with pictures, videos and the list of deletions. A copy that
/// is there already is verified; a damaged one is replaced.
///
/// # Errors
/// [`BackupError`]; then no copy was made.
pub fn copy_backup(backup: &Path, to: &Path) -> Result<BackupReport, BackupError> {
    let name = backup.file_name().unwrap_or_default();
    let target = to.join(name);
    let copy = |partial: &Path| {
        for file in fs::read_dir(backup).map_err(in_path(backup))? {
            let source = file.map_err(in_path(backup))?.path();
            if let (true, Some(name)) = (source.is_file(), source.file_name()) {
                let target = partial.join(name);
                fs::copy(&source, &target).map_err(in_path(&target))?;
                let file = fs::File::open(&target).and_then(|file| file.sync_all());
                file.map_err(in_path(&target))?;
            }
        }
        Ok(())
    };
    let made = match copy_there(backup, &target)? {
        Some(records) => BackupReport {
            records,
            path: target,
        },
        None if target.exists() => replace(&target, copy)?,
        None => make_at(target, copy)?,
    };
    if let Some(beside) = backup.parent() {
        copy_media(&beside.join(MEDIA), &to.join(MEDIA))?;
        let deletions = deletion_list::read(beside)?;
        let deletions: Vec<_> = deletions.into_iter().collect();
        deletion_list::add(to, &deletions)?;
    }
    Ok(made)
}

/// Returns how many records an earlier copy of a backup holds; `None` where there is none in order.
fn copy_there(backup: &Path, target: &Path) -> Result<Option<u64>, BackupError> {
    if target.exists()
        && target.canonicalize().map_err(in_path(target))?
            == backup.canonicalize().map_err(in_path(backup))?
    {
        return Err(BackupError::Exists(target.to_owned()));
    }
    for file in fs::read_dir(backup).map_err(in_path(backup))? {
        let file = file.map_err(in_path(backup))?;
        if file.path().is_file() && !target.join(file.file_name()).exists() {
            return Ok(None);
        }
    }
    let report = sqlite::verify(target);
    Ok(report.faults.is_empty().then_some(report.records))
}

/// Puts a copy in the place of a damaged one, which stays where no other can be made.
fn replace(
    target: &Path,
    copy: impl FnOnce(&Path) -> Result<(), BackupError>,
) -> Result<BackupReport, BackupError> {
    let damaged = target.with_extension("damaged");
    fs::rename(target, &damaged).map_err(in_path(target))?;
    let made = make_at(target.to_owned(), copy).inspect_err(|_| {
        let _ = fs::rename(&damaged, target);
    })?;
    fs::remove_dir_all(&damaged).map_err(in_path(&damaged))?;
    Ok(made)
}

/// A folder of a disk that was plugged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovableFolder {
    /// Where it is.
    pub path: PathBuf,
    /// What is free on it, in bytes.
    pub free: u64,
}

/// Where systems mount disks that are plugged in, a folder each, or a folder for each user with a folder each.
pub const REMOVABLE: [&str; 2] = ["/media", "/run/media"];

/// Returns the folders below these that this user may write to.
#[must_use]
pub fn removable_folders(roots: &[PathBuf]) -> Vec<RemovableFolder> {
    let folders = |path: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = entries
            .map(|it| it.path())
            .filter(|it| it.is_dir())
            .collect();
        found.sort();
        found
    };
    let mut found = Vec::new();
    for root in roots {
        for path in folders(root) {
            let below = if is_writable(&path) {
                vec![path]
            } else {
                folders(&path)
            };
            found.extend(below.into_iter().filter(|it| is_writable(it)));
        }
    }
    let found = found.into_iter().map(|path| RemovableFolder {
        free: free_bytes(&path).unwrap_or(0),
        path,
    });
    found.collect()
}

#[cfg(unix)]
fn is_writable(path: &Path) -> bool {
    let is_on = rustix::fs::access(path, rustix::fs::Access::WRITE_OK);
    is_on.is_ok()
}

/// Other systems have no folder at which they mount what is plugged in.
#[cfg(not(unix))]
fn is_writable(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packaged_service_may_write_to_offered_disks() {
        let unit = include_str!("../../packaging/exhibition-server.service");
        let mut lines = unit.lines();
        let writable = lines.find_map(|line| line.strip_prefix("ReadWritePaths="));
        let writable: Vec<&str> = writable.unwrap_or_default().split(' ').collect();
        for root in REMOVABLE {
            // A computer without that folder starts it all the same.
            assert!(
                writable.contains(&&*format!("-{root}")),
                "{root}: {writable:?}"
            );
        }
    }

    #[test]
    fn time_is_read_from_name() {
        let at = time_of("20261124T091500123Z").unwrap();
        assert_eq!(at, UnixMs(1_795_511_700_123));
        for text in ["20261124T091500123", "2026Z", "", "20261324T091500123Z"] {
            assert_eq!(time_of(text), None, "{text}");
        }
    }
}
