//! Copies of the databases: made while the server runs, looked through, and put back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::check;
use super::folder::{self, SUBMISSIONS_FILE, path_in};
use super::{database, layout, load, submissions};
use crate::ports::{CheckReport, PortError, ReadCatalogue};
use crate::private_file;
use crate::sql::SqlTx;
use crate::sqlite::SqliteError;

/// The databases of an exhibition.
const DATABASES: [&str; 2] = ["exhibition.db", SUBMISSIONS_FILE];

/// Copies both databases of a data folder, as they are at this moment, into an existing folder.
pub(crate) fn copy_databases(data: &Path, to: &Path) -> Result<(), SqliteError> {
    for name in DATABASES {
        let path = data.join(name);
        if name == SUBMISSIONS_FILE && !path.exists() {
            continue;
        }
        let db = Connection::open_with_flags(&path, folder::EXISTING)?;
        db.busy_timeout(folder::BUSY)?;
        copy_into(&db, &to.join(name))?;
    }
    Ok(())
}

/// Copies an open database into a new file, durably, though its own file may be gone.
pub(super) fn copy_into(db: &Connection, to: &Path) -> Result<(), SqliteError> {
    let failed = |source| SqliteError::File {
        path: to.to_owned(),
        source,
    };
    // Made first, or SQLite would make it for everyone to read. It takes an empty file.
    private_file::options()
        .write(true)
        .create_new(true)
        .open(to)
        .map_err(failed)?;
    let name = to.to_string_lossy();
    db.execute("VACUUM INTO ?1", [&name])?;
    File::open(to)
        .and_then(|file| file.sync_all())
        .map_err(failed)
}

/// Looks through a copy of the databases: SQLite's own check, every chain, and a recount.
pub(crate) fn verify(folder: &Path) -> CheckReport {
    let mut report = CheckReport::default();
    for name in DATABASES {
        let path = folder.join(name);
        if name == SUBMISSIONS_FILE && !path.exists() {
            continue;
        }
        let looked = || -> Result<CheckReport, SqliteError> {
            let db = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let mut found = CheckReport::default();
            if name == SUBMISSIONS_FILE {
                db.query_row("SELECT count(*) FROM letters", [], |_| Ok(()))?;
            } else {
                db.pragma_update(None, "cache_size", -65_536)?;
                found = check::check_all(&db, None, || true)?;
                // One of an earlier layout is counted anew when it is put in place.
                if layout::is_of_this_layout(&db)? {
                    found.faults.extend(check::check_counted(&db)?.faults);
                }
            }
            found.faults.extend(check::integrity(&db)?);
            Ok(found)
        };
        match looked() {
            Ok(found) => {
                report.records += found.records;
                report.faults.extend(found.faults);
            }
            Err(error) => report.faults.push(format!("{name}: {error}")),
        }
    }
    report
}

/// Returns the epoch of a copy, and the last record of each of its journals.
pub(crate) fn journal_heads(copy: &Path) -> Result<(String, Vec<(i64, u64)>), PortError> {
    let db = Connection::open_with_flags(path_in(copy), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let heads = "SELECT id, head_seq FROM journals";
    let heads = db
        .sql()
        .read(heads, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((db.epoch()?, heads))
}

/// Removes the mark beside a database.
pub(crate) fn remove_mark(folder: &Path) -> Result<(), SqliteError> {
    let path = folder.join(folder::MARK_FILE);
    fs::remove_file(&path).map_err(in_path(&path))
}

/// Returns how many records a copy holds, and the last ticket number in it.
pub(crate) fn contents(copy: &Path) -> Result<(u64, u32), SqliteError> {
    let db = Connection::open_with_flags(path_in(copy), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let records: i64 = db.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?;
    Ok((records as u64, load::last_ticket(&db)?))
}

/// Puts a copy in the place of the databases of a data folder, while no server holds it. What was there is moved to
/// `aside`; the mark and the list of forgotten submissions stay. The exhibition then begins a new epoch.
pub(crate) fn put_back(copy: &Path, data: &Path, aside: &Path) -> Result<(), SqliteError> {
    fs::create_dir_all(data).map_err(in_path(data))?;
    let hold = folder::lock(data)?;
    // What was rescued may be the exhibition alone; its submissions are in place still.
    let names = DATABASES
        .into_iter()
        .filter(|name| copy.join(name).exists());
    let names: Vec<&str> = names.collect();
    // All is copied before anything is moved: a full disk changes nothing.
    for name in &names {
        let (source, staged) = (copy.join(name), data.join(format!("{name}.restored")));
        let _ = fs::remove_file(&staged);
        folder::make_private(&staged)?;
        fs::copy(&source, &staged).map_err(in_path(&source))?;
        let written = File::open(&staged).and_then(|file| file.sync_all());
        written.map_err(in_path(&staged))?;
    }
    for name in names {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let name = format!("{name}{ending}");
            let path = data.join(&name);
            if path.exists() {
                fs::create_dir_all(aside).map_err(in_path(aside))?;
                fs::rename(&path, aside.join(name)).map_err(in_path(&path))?;
            }
        }
        let staged = data.join(format!("{name}.restored"));
        fs::rename(&staged, data.join(name)).map_err(in_path(&staged))?;
    }
    // Opening it brings it to the layout of this version, compares it with the mark and begins the new epoch.
    drop(hold);
    drop(database::open(data)?);
    submissions::SubmissionsDb::open(data)?;
    Ok(())
}

fn in_path(path: &Path) -> impl FnOnce(std::io::Error) -> SqliteError {
    let path: PathBuf = path.to_owned();
    move |source| SqliteError::File { path, source }
}
