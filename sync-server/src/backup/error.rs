//! Why a backup is not made or put back.

use std::path::{Path, PathBuf};

use crate::operations::transfer::TransferError;
use crate::ports::PortError;
use crate::sqlite::SqliteError;

/// Why a backup could not be made or put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database.
    #[error(transparent)]
    Sqlite(#[from] SqliteError),
    /// The database can't be opened.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The exhibition can't be copied.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// Something is there already.
    #[error(
        "{0} exists and is not overwritten; name a folder for backups, or one that does not exist yet"
    )]
    Exists(PathBuf),
    /// No backup is there.
    #[error("{0} holds no backup: exhibition.db is missing in it; name the folder of one backup")]
    NoBackup(PathBuf),
    /// What was copied is damaged.
    #[error("{path} is no good backup: {}; {advice}", .faults.join("; "))]
    Damaged {
        /// The copy.
        path: PathBuf,
        /// What is wrong with it.
        faults: Vec<String>,
        /// What to do.
        advice: &'static str,
    },
    /// No folder for backups was chosen.
    #[error("no folder for backups was chosen; choose one on the page of backups")]
    NoFolder,
    /// The work was broken off.
    #[error("making the backup was broken off; try again")]
    BrokenOff,
    /// A file or folder can't be used.
    #[error("{path}: {source}; check that it exists, has space and belongs to this user")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

pub(super) fn in_path(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::File { path, source }
}
