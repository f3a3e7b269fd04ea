//! The folder of an exhibition: the names of its files, how they are made and opened, and the lock of the one server.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Row};

use super::SqliteError;
use crate::private_file;

/// The mark of how far the database is.
pub(super) const MARK_FILE: &str = "exhibition.mark";
/// The database of submissions.
pub(super) const SUBMISSIONS_FILE: &str = "letters.db";
/// The ids of the submissions that were deleted.
pub(super) const FORGOTTEN_FILE: &str = "letters-forgotten.txt";
/// How a database is opened: one that is missing is not made.
pub(super) const EXISTING: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE
    .union(OpenFlags::SQLITE_OPEN_NO_MUTEX)
    .union(OpenFlags::SQLITE_OPEN_URI);

/// How long one process waits while another one writes.
pub(super) const BUSY: Duration = Duration::from_secs(10);

/// The name of the file that the running server holds locked.
pub(super) const LOCK_FILE: &str = "serve.lock";

/// Where the database is in a data folder.
pub(crate) fn path_in(data: &Path) -> PathBuf {
    data.join("exhibition.db")
}

/// Makes a file, for this user alone, where it is missing. SQLite gives the files beside a database the same permissions.
///
/// A file that exists is not opened: closing it would drop every lock that this process holds on it, and SQLite would go
/// on without.
pub(super) fn make_private(path: &Path) -> Result<(), SqliteError> {
    match private_file::options()
        .write(true)
        .create_new(true)
        .open(path)
    {
        Err(source) if source.kind() != ErrorKind::AlreadyExists => Err(SqliteError::File {
            path: path.to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

/// Keeps a second server off the data for as long as it is held: two of them would each believe that they alone know how
/// far every journal is.
#[derive(Debug)]
pub(super) struct Hold(File);

impl Drop for Hold {
    /// Closing the file would not do: a process that is just being started, by whichever thread, has it open as well until
    /// it runs its own program, and a server that starts meanwhile would find the data in use.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Takes hold of the data, where no other server has.
pub(super) fn lock(data: &Path) -> Result<Hold, SqliteError> {
    let path = data.join(LOCK_FILE);
    let failed = |source| SqliteError::File {
        path: path.clone(),
        source,
    };
    let file = private_file::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Hold(file)),
        Err(TryLockError::WouldBlock) => Err(SqliteError::InUse(data.to_owned())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Whether an error means that a file is no database, or a damaged one.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

/// Brings the log home whole, so that it is empty; an error while others still need what is in it.
pub(super) fn empty_log(db: &Connection) -> Result<(), SqliteError> {
    let busy = |row: &Row<'_>| row.get::<_, i64>(0);
    match db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], busy)? {
        0 => Ok(()),
        _ => Err(SqliteError::LogInUse),
    }
}

/// Writes the file anew and empties its log, so that nothing is left of what was deleted. Readers may still hold on to the
/// log; it is overwritten later then.
pub(super) fn write_anew(db: &Connection) -> Result<(), SqliteError> {
    db.execute_batch("VACUUM")?;
    match empty_log(db) {
        Err(SqliteError::LogInUse) => Ok(()),
        emptied => emptied,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::files::holder;
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn existing_file_keeps_its_locks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letters.db");
        make_private(&path).unwrap();
        let db = Connection::open(&path).unwrap();
        db.execute_batch("BEGIN EXCLUSIVE; CREATE TABLE t (n)")
            .unwrap();
        make_private(&path).unwrap();
        let inode = std::os::unix::fs::MetadataExt::ino(&fs::metadata(&path).unwrap());
        let locks = fs::read_to_string("/proc/locks").unwrap();
        let held = format!(":{inode} ");
        let mut locks = locks.lines().filter(|line| line.contains("POSIX"));
        assert!(locks.any(|line| line.contains(&held)));
    }

    #[test]
    fn ended_server_leaves_its_data_free() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(holder(folder.path()), None);
        let hold = lock(folder.path()).unwrap();
        if cfg!(target_os = "linux") {
            assert_eq!(holder(folder.path()), Some(std::process::id()));
        }
        assert!(matches!(lock(folder.path()), Err(SqliteError::InUse(_))));
        // What a child has between its fork and its own program: the same open file.
        let child = hold.0.try_clone().unwrap();
        drop(hold);
        lock(folder.path()).unwrap();
        drop(child);
    }
}
