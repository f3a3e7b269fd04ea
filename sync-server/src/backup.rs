//! Backups of an exhibition: made while the server runs, verified, rotated, and put back.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::operations::transfer::{self, TransferError};
use crate::ports::{Database, PortError};
use crate::sqlite::{self, SqliteDatabase, SqliteError};

/// How the folder of a backup is called: this and the time.
const PREFIX: &str = "exhibition-";
/// The folder of pictures and videos, by the hash of their content: backups in one folder share it.
const MEDIA: &str = "media";

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
    /// A file or folder can't be used.
    #[error("{path}: {source}; check that it exists, has space and belongs to this user")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// A verified backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// Its folder.
    pub path: PathBuf,
    /// How many records it holds, every one of them checked.
    pub records: u64,
}

/// Makes a backup of an exhibition, whether or not a server is running on it, and verifies it: into a new folder named by
/// the time when `to` is a folder, else into `to` itself. Records in it are safe from then on.
///
/// # Errors
/// [`BackupError`]; then no backup was made, and what is there already is untouched.
pub fn back_up(data: &Path, to: &Path) -> Result<BackupReport, BackupError> {
    // Says what is wrong where there is no exhibition.
    drop(SqliteDatabase::at(data).read()?);
    let made = make_at(to, |partial| Ok(sqlite::copy_databases(data, partial)?))?;
    if let Some(beside) = made.path.parent() {
        copy_media(&data.join(MEDIA), &beside.join(MEDIA))?;
    }
    note_safe(&SqliteDatabase::at(data), &made.path)?;
    Ok(made)
}

/// Makes the same backup of an exhibition in any database: in SQLite, as a folder that [`restore`] and a transfer read.
///
/// # Errors
/// [`BackupError`]; then no backup was made, and what is there already is untouched.
pub fn back_up_database(database: &dyn Database, to: &Path) -> Result<BackupReport, BackupError> {
    let made = make_at(to, |partial| {
        transfer::copy(database, &SqliteDatabase::at(partial), &mut |_, _| {})?;
        // By it a copy is known to be none.
        sqlite::remove_mark(partial)?;
        Ok(())
    })?;
    let media = made.path.join(MEDIA);
    if let Some(beside) = made.path.parent() {
        copy_media(&media, &beside.join(MEDIA))?;
        let _ = fs::remove_dir_all(&media);
    }
    note_safe(database, &made.path)?;
    Ok(made)
}

/// Notes that everything in a verified copy of a database is safe.
fn note_safe(database: &dyn Database, copy: &Path) -> Result<(), PortError> {
    let (epoch, heads) = sqlite::journal_heads(copy)?;
    let change = database.write()?;
    // A database that was set back meanwhile goes on without what the copy holds.
    if change.epoch()? == epoch {
        change.note_safe(&heads)?;
        change.commit()?;
    }
    Ok(())
}

/// Makes a backup by `copy`, which is handed an empty folder, and gives it its name once it is verified.
fn make_at(
    to: &Path,
    copy: impl FnOnce(&Path) -> Result<(), BackupError>,
) -> Result<BackupReport, BackupError> {
    let path = if to.is_dir() {
        let now = Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ");
        to.join(format!("{PREFIX}{now}"))
    } else {
        to.to_owned()
    };
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
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(to).map_err(in_path(to))?;
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
fn copy_media(from: &Path, to: &Path) -> Result<(), BackupError> {
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

/// Deletes the oldest backups of a folder until so many are left. Other files stay.
///
/// # Errors
/// [`BackupError::File`] when the folder can't be read or a backup can't be deleted.
pub fn rotate(folder: &Path, keep: usize) -> Result<(), BackupError> {
    let mut backups = Vec::new();
    for entry in fs::read_dir(folder).map_err(in_path(folder))? {
        let path = entry.map_err(in_path(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let time = name.strip_prefix(PREFIX);
        if time.is_some_and(|time| time.ends_with('Z')) && path.join("exhibition.db").is_file() {
            backups.push(path);
        }
    }
    // The names go with the time.
    backups.sort();
    let surplus = backups.len().saturating_sub(keep.max(1));
    for path in backups.into_iter().take(surplus) {
        fs::remove_dir_all(&path).map_err(in_path(&path))?;
    }
    Ok(())
}

/// A backup that is going to be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestorePlan {
    from: PathBuf,
    data: PathBuf,
    /// How many records it holds.
    pub records: u64,
    /// The last ticket number in it.
    pub last_ticket: u32,
    /// Where what is in the data folder now is moved to.
    pub aside: PathBuf,
}

/// Looks at a backup before it is put back. Nothing is changed.
///
/// # Errors
/// [`BackupError`] when there is none or it is damaged.
pub fn plan_restore(from: &Path, data: &Path) -> Result<RestorePlan, BackupError> {
    if !from.join("exhibition.db").is_file() {
        return Err(BackupError::NoBackup(from.to_owned()));
    }
    let report = sqlite::verify(from);
    if !report.faults.is_empty() {
        return Err(BackupError::Damaged {
            path: from.to_owned(),
            faults: report.faults,
            advice: "take an earlier one",
        });
    }
    let (records, last_ticket) = sqlite::contents(from)?;
    let now = Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ");
    Ok(RestorePlan {
        from: from.to_owned(),
        data: data.to_owned(),
        records,
        last_ticket,
        aside: data.join(format!("before-restore-{now}")),
    })
}

/// Puts a backup in the place of what is in the data folder, which is kept aside. The exhibition begins a new epoch, in
/// which kiosks send again what the backup lacks.
///
/// # Errors
/// [`BackupError`], also while a server is running on the folder.
pub fn restore(plan: &RestorePlan) -> Result<(), BackupError> {
    sqlite::put_back(&plan.from, &plan.data, &plan.aside)?;
    match plan.from.parent() {
        Some(beside) => copy_media(&beside.join(MEDIA), &plan.data.join(MEDIA)),
        None => Ok(()),
    }
}

fn in_path(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::File { path, source }
}
