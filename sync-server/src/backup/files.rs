//! The folders of backups: how they are called, and how one is made that is whole.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::error::{BackupError, in_path};
use crate::sqlite;

/// How the folder of a backup is called: this and the time.
pub(super) const PREFIX: &str = "exhibition-";
/// The folder of pictures and videos, by the hash of their content: backups in one folder share it.
pub(super) const MEDIA: &str = "media";

/// A verified backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// Its folder.
    pub path: PathBuf,
    /// How many records it holds, every one of them checked.
    pub records: u64,
}

/// Returns the path of a new backup in a folder, named by the time. Makes the folder where there is none.
pub(super) fn new_path(to: &Path) -> Result<PathBuf, BackupError> {
    make_private_folder(to)?;
    let now = Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ");
    Ok(to.join(format!("{PREFIX}{now}")))
}

fn make_private_folder(path: &Path) -> Result<(), BackupError> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path).map_err(in_path(path))
}

/// Makes a backup by `copy`, which is handed an empty folder, and gives it its name once it is verified.
pub(super) fn make_at(
    path: PathBuf,
    copy: impl FnOnce(&Path) -> Result<(), BackupError>,
) -> Result<BackupReport, BackupError> {
    if path.exists() {
        return Err(BackupError::Exists(path));
    }
    // Under its own name there is never half a backup.
    let partial = path.with_extension("partial");
    let _ = fs::remove_dir_all(&partial);
    let made = make(&partial, copy);
    let records = match made {
        Ok(records) => records,
        Err(error) => {
            let _ = fs::remove_dir_all(&partial);
            return Err(error);
        }
    };
    fs::rename(&partial, &path).map_err(in_path(&path))?;
    Ok(BackupReport { path, records })
}

fn make(
    to: &Path,
    copy: impl FnOnce(&Path) -> Result<(), BackupError>,
) -> Result<u64, BackupError> {
    make_private_folder(to)?;
    copy(to)?;
    let report = sqlite::verify(to);
    if !report.faults.is_empty() {
        return Err(BackupError::Damaged {
            path: to.to_owned(),
            faults: report.faults,
            advice: "earlier backups are untouched; see `sync-server check`",
        });
    }
    Ok(report.records)
}

/// Copies pictures and videos that are not there yet.
pub(super) fn copy_media(from: &Path, to: &Path) -> Result<(), BackupError> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to).map_err(in_path(to))?;
    for file in fs::read_dir(from).map_err(in_path(from))? {
        let source = file.map_err(in_path(from))?.path();
        let Some(name) = source.file_name() else {
            continue;
        };
        let target = to.join(name);
        if source.is_file() && !target.exists() {
            let partial = target.with_extension("partial");
            fs::copy(&source, &partial).map_err(in_path(&partial))?;
            fs::rename(&partial, &target).map_err(in_path(&target))?;
        }
    }
    Ok(())
}
