//! Opening the database file: permissions, pragmas, migrations, and the lock of the one server.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Row, TransactionBehavior};

use super::layout::{MIGRATIONS, migrate};
use super::{files, letters, mark, rebuild};
use crate::store::StoreError;

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

/// Makes the data folder and an empty database file, for this user alone, where they are missing.
pub(super) fn create(data: &Path) -> Result<Connection, StoreError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::File { path, source }
    };
    if !data.is_dir() {
        let mut folder = DirBuilder::new();
        folder.recursive(true);
        for_this_user(&mut folder);
        folder.create(data).map_err(failed(data))?;
    }
    if !holds_something(data) && !files::traces(data).is_empty() {
        return Err(files::no_exhibition(data));
    }
    make_private(&path_in(data))?;
    connect(data)
}

/// Makes a file, for this user alone, where it is missing. SQLite gives the files beside a database the same permissions.
///
/// A file that exists is not opened: closing it would drop every lock that this process holds on it, and SQLite would go
/// on without.
pub(super) fn make_private(path: &Path) -> Result<(), StoreError> {
    match private_file().write(true).create_new(true).open(path) {
        Err(source) if source.kind() != ErrorKind::AlreadyExists => Err(StoreError::File {
            path: path.to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

/// Opens the database of an exhibition that was made before.
pub(super) fn open(data: &Path) -> Result<Connection, StoreError> {
    if !holds_something(data) {
        return Err(files::no_exhibition(data));
    }
    let mut db = connect(data)?;
    let made: i64 = db.query_row("SELECT count(*) FROM exhibition", [], |row| row.get(0))?;
    if made == 0 {
        return Err(files::no_exhibition(data));
    }
    mark::check(data, &mut db)?;
    if rebuild::counted(&db)?.is_some() {
        let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        rebuild::follow_changes(&change)?;
        change.commit()?;
    }
    Ok(db)
}

/// Whether there is a database file with something in it. For SQLite an empty file is a database, and would be given its
/// tables.
fn holds_something(data: &Path) -> bool {
    fs::metadata(path_in(data)).is_ok_and(|file| file.len() > 0)
}

/// Opens a further connection that only reads.
pub(super) fn open_reader(data: &Path) -> Result<Connection, StoreError> {
    let db = Connection::open_with_flags(path_in(data), EXISTING)?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

/// Keeps a second server off the data for as long as it is held: two of them would each believe that they alone know how
/// far every journal is.
#[derive(Debug)]
pub(super) struct Hold(File);

impl Drop for Hold {
    /// Closing the file would not do: a process that is just being started, by whichever thread, has it open as well until
    /// it runs its own program, and whoever starts a server meanwhile would be told that the data is in use.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Takes hold of the data, where no other server has.
pub(super) fn lock(data: &Path) -> Result<Hold, StoreError> {
    let path = data.join(LOCK_FILE);
    let failed = |source| StoreError::File {
        path: path.clone(),
        source,
    };
    let file = private_file()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Hold(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(data.to_owned())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn connect(data: &Path) -> Result<Connection, StoreError> {
    let path = path_in(data);
    match connect_to(&path) {
        Ok(mut db) => {
            letters::adopt(data, &mut db)?;
            Ok(db)
        }
        Err(StoreError::Sqlite(source)) if is_damage(&source) => {
            Err(StoreError::NoDatabase { path, source })
        }
        Err(error) => Err(error),
    }
}

/// Whether an error means that a file is no database, or a damaged one.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

fn connect_to(path: &Path) -> Result<Connection, StoreError> {
    let mut db = Connection::open_with_flags(path, EXISTING)?;
    db.busy_timeout(BUSY)?;
    // Lists of tickets may have names in them: what is deleted is written over.
    db.pragma_update(None, "secure_delete", true)?;
    let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let is_earlier = (1..MIGRATIONS.len() as i64).contains(&found);
    // A running server of an earlier version would not find its tables any more.
    let _hold = match path.parent() {
        Some(folder) if is_earlier => Some(lock(folder)?),
        _ => None,
    };
    migrate(&mut db, &MIGRATIONS, |change| {
        // This version may understand more of what was stored.
        change.execute("UPDATE exhibition SET counted_fold = 0", [])?;
        Ok(())
    })?;
    db.pragma_update(None, "journal_mode", "wal")?;
    // With NORMAL a power cut loses records that were acknowledged; FULL lost none.
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "wal_autocheckpoint", 4000)?;
    db.pragma_update(None, "cache_size", -65_536)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

/// Brings the log home whole, so that it is empty; an error while others still need what is in it.
pub(super) fn empty_log(db: &Connection) -> Result<(), StoreError> {
    let busy = |row: &Row<'_>| row.get::<_, i64>(0);
    match db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], busy)? {
        0 => Ok(()),
        _ => Err(StoreError::LogInUse),
    }
}

#[cfg(unix)]
pub(super) fn private_file() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

#[cfg(unix)]
fn for_this_user(folder: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt;
    folder.mode(0o700);
}

#[cfg(not(unix))]
pub(super) fn private_file() -> OpenOptions {
    OpenOptions::new()
}

#[cfg(not(unix))]
fn for_this_user(_folder: &mut DirBuilder) {}

#[cfg(test)]
mod tests {
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
    fn a_server_that_has_ended_leaves_its_data_free_while_a_child_that_is_being_started_still_has_the_file()
     {
        let folder = tempfile::tempdir().unwrap();
        let hold = lock(folder.path()).unwrap();
        assert!(matches!(lock(folder.path()), Err(StoreError::InUse(_))));
        // What a child has between its fork and its own program: the same open file.
        let child = hold.0.try_clone().unwrap();
        drop(hold);
        lock(folder.path()).unwrap();
        drop(child);
    }
}
