//! Opening the database file: pragmas and migrations.

use std::fs::{self, DirBuilder};
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::folder::{BUSY, EXISTING, is_damage, lock, make_private, path_in};
use super::layout::{self, MIGRATIONS, migrate};
use super::mark::{self, StoreMark};
use super::{files, set_back, submissions};
use crate::engine::follow_changes;
use crate::ports::CountingTx;
use crate::sqlite::SqliteError;

/// Makes the data folder and an empty database file, for this user alone, where they are missing.
pub(super) fn create(data: &Path) -> Result<Connection, SqliteError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| SqliteError::File { path, source }
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

/// Opens the database of an exhibition that was made before.
pub(super) fn open(data: &Path) -> Result<Connection, SqliteError> {
    if !holds_something(data) {
        return Err(files::no_exhibition(data));
    }
    let mut db = connect(data)?;
    let made: i64 = db.query_row("SELECT count(*) FROM exhibition", [], |row| row.get(0))?;
    if made == 0 {
        return Err(files::no_exhibition(data));
    }
    set_back::check(data, &mut db)?;
    if db.counted()?.is_some() {
        let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        follow_changes(&*change)?;
        mark::count_edit(&change)?;
        let mark = StoreMark::next(data, &change)?;
        change.commit()?;
        mark::put(data, &mark);
    }
    Ok(db)
}

/// Opens the database of an exhibition as it is: an earlier layout stays, and a database that was set back too.
pub(super) fn open_as_it_is(data: &Path) -> Result<Connection, SqliteError> {
    if !holds_something(data) {
        return Err(files::no_exhibition(data));
    }
    let opened = || {
        let db = open_reader(data)?;
        layout::check(&db)?;
        Ok(db)
    };
    opened().map_err(|error| no_database(data, error))
}

/// Returns the error of a damaged file for what SQLite calls so.
fn no_database(data: &Path, error: SqliteError) -> SqliteError {
    match error {
        SqliteError::Sqlite(source) if is_damage(&source) => {
            let path = path_in(data);
            SqliteError::NoDatabase { path, source }
        }
        error => error,
    }
}

/// Whether there is a database file with something in it. For SQLite an empty file is a database, and would be given its
/// tables.
fn holds_something(data: &Path) -> bool {
    fs::metadata(path_in(data)).is_ok_and(|file| file.len() > 0)
}

/// Opens a further connection that only reads.
pub(super) fn open_reader(data: &Path) -> Result<Connection, SqliteError> {
    let db = Connection::open_with_flags(path_in(data), EXISTING)?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

fn connect(data: &Path) -> Result<Connection, SqliteError> {
    let path = path_in(data);
    let mut db = connect_to(&path).map_err(|error| no_database(data, error))?;
    submissions::adopt(data, &mut db)?;
    Ok(db)
}

fn connect_to(path: &Path) -> Result<Connection, SqliteError> {
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
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

#[cfg(unix)]
fn for_this_user(folder: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt;
    folder.mode(0o700);
}

#[cfg(not(unix))]
fn for_this_user(_folder: &mut DirBuilder) {}
