//! The files of an exhibition in its data folder: which of them there are, and whether they are still those that were
//! opened.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use tracing::error;

use super::folder::{FORGOTTEN_FILE, LOCK_FILE, MARK_FILE, SUBMISSIONS_FILE, path_in};
use crate::sqlite::SqliteError;

/// What an exhibition leaves in its folder beside the database. Pictures are not among it: an `init` that was cut off
/// leaves them too.
const TRACES: [&str; 5] = [
    MARK_FILE,
    "exhibition.db-wal",
    SUBMISSIONS_FILE,
    FORGOTTEN_FILE,
    LOCK_FILE,
];

/// What tells a file from another one under the same name. Looking at it opens nothing: closing a database file outside
/// of SQLite would drop the locks that this process holds on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileIdentity {
    device: u64,
    pub(super) inode: u64,
    pub(super) created: Option<SystemTime>,
}

impl FileIdentity {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let file = fs::metadata(path)?;
        #[cfg(unix)]
        let (device, inode) = {
            use std::os::unix::fs::MetadataExt;
            (file.dev(), file.ino())
        };
        #[cfg(not(unix))]
        let (device, inode) = (0, 0);
        Ok(Self {
            device,
            inode,
            created: file.created().ok(),
        })
    }
}

/// Notices when a file of the open database is deleted or replaced. What is written then is in no file that anybody
/// finds, so nothing may be acknowledged any more.
#[derive(Debug)]
pub(super) struct FileWatch {
    files: Vec<(PathBuf, FileIdentity)>,
    gone: OnceLock<PathBuf>,
}

impl FileWatch {
    /// Watches the files of the database that was just opened and read.
    pub(super) fn start(data: &Path) -> Result<Self, SqliteError> {
        let database = path_in(data);
        let mut files = Vec::new();
        for ending in ["", "-wal", "-shm"] {
            let mut path = database.clone().into_os_string();
            path.push(ending);
            let path = PathBuf::from(path);
            let identity = FileIdentity::of(&path).map_err(|source| SqliteError::File {
                path: path.clone(),
                source,
            })?;
            files.push((path, identity));
        }
        Ok(Self {
            files,
            gone: OnceLock::new(),
        })
    }

    /// Looks at the files.
    ///
    /// # Errors
    /// [`SqliteError::Gone`] from the first look on at which one was missing or another.
    pub(super) fn check(&self) -> Result<(), SqliteError> {
        if self.gone().is_none()
            && let Some((path, _)) = self.files.iter().find(|(path, known)| !is(path, known))
        {
            error!(
                "NOTHING IS STORED ANY MORE: {}",
                SqliteError::Gone(path.clone())
            );
            let _ = self.gone.set(path.clone());
        }
        match self.gone() {
            Some(path) => Err(SqliteError::Gone(path.to_owned())),
            None => Ok(()),
        }
    }

    /// Returns the file that was found to be gone.
    pub(super) fn gone(&self) -> Option<&Path> {
        self.gone.get().map(PathBuf::as_path)
    }
}

/// Whether a path still leads to a file. One that can't be looked at is taken to be there: reading or writing it fails.
fn is(path: &Path, known: &FileIdentity) -> bool {
    match FileIdentity::of(path) {
        Ok(found) => found == *known,
        Err(error) => !matches!(
            error.kind(),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
        ),
    }
}

/// Returns the process that holds the data, as far as the system tells. The lock itself is left alone: who tries it holds it.
pub(super) fn holder(data: &Path) -> Option<u32> {
    let inode = FileIdentity::of(&data.join(LOCK_FILE)).ok()?.inode;
    let locks = fs::read_to_string("/proc/locks").ok()?;
    let held = format!(":{inode}");
    locks.lines().find_map(|line| {
        // `1: FLOCK  ADVISORY  WRITE 4711 08:01:9876 0 EOF`
        let parts: Vec<&str> = line.split_whitespace().collect();
        let is_it = parts.get(1) == Some(&"FLOCK") && parts.get(5)?.ends_with(&held);
        is_it.then(|| parts.get(4)?.parse().ok())?
    })
}

/// Returns the error for a folder without the database of an exhibition: what to do depends on what else is there.
pub(super) fn no_exhibition(data: &Path) -> SqliteError {
    let found = traces(data);
    if found.is_empty() {
        SqliteError::NoExhibition(data.to_owned())
    } else {
        SqliteError::Missing {
            folder: data.to_owned(),
            found: found.join(", "),
        }
    }
}

/// Returns what there is of an exhibition in a folder, beside the database itself.
pub(super) fn traces(data: &Path) -> Vec<&'static str> {
    let mut found = TRACES.to_vec();
    found.retain(|name| data.join(name).exists());
    found
}
