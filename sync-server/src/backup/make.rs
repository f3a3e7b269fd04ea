//! Backups are made, and the oldest deleted.

use std::fs;
use std::path::Path;

use super::deletion_list;
use super::error::{BackupError, in_path};
use super::files::{BackupReport, MEDIA, copy_media, make_at, new_path};
use super::list;
use crate::operations::people;
use crate::operations::transfer;
use crate::ports::{Database, PortError};
use crate::sqlite::{self, SqliteDatabase};

/// Makes a backup of an exhibition, whether or not a server is running on it, and verifies it: in the folder `to`, which
/// is made where there is none, under a name that says the time. Records in it are safe from then on.
///
/// # Errors
/// [`BackupError`]; then no backup was made, and what is there already is untouched.
pub fn back_up(data: &Path, to: &Path) -> Result<BackupReport, BackupError> {
    // Says what is wrong where there is no exhibition.
    drop(SqliteDatabase::at(data).read()?);
    let made = make_at(new_path(to)?, |partial| {
        Ok(sqlite::copy_databases(data, partial)?)
    })?;
    if let Some(beside) = made.path.parent() {
        copy_media(&data.join(MEDIA), &beside.join(MEDIA))?;
        note_deletions(&SqliteDatabase::at(data), beside)?;
    }
    note_safe(&SqliteDatabase::at(data), &made.path)?;
    Ok(made)
}

/// Makes the same backup of an exhibition in any database: in SQLite, as a folder that `restore` and a transfer read.
///
/// # Errors
/// [`BackupError`]; then no backup was made, and what is there already is untouched.
pub fn back_up_database(database: &dyn Database, to: &Path) -> Result<BackupReport, BackupError> {
    let made = make_at(new_path(to)?, |partial| {
        transfer::copy(database, &SqliteDatabase::at(partial), &mut |_, _| {})?;
        // By it a copy is known to be none.
        sqlite::remove_mark(partial)?;
        Ok(())
    })?;
    let media = made.path.join(MEDIA);
    if let Some(beside) = made.path.parent() {
        copy_media(&media, &beside.join(MEDIA))?;
        note_deletions(database, beside)?;
        let _ = fs::remove_dir_all(&media);
    }
    note_safe(database, &made.path)?;
    Ok(made)
}

/// Adds what was deleted of people to the list beside the backups of a folder.
///
/// # Errors
/// [`BackupError`]; then a restore from there may bring back what was deleted.
pub fn note_deletions(database: &dyn Database, folder: &Path) -> Result<(), BackupError> {
    deletion_list::add(folder, &people::deletions(database)?)
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

/// Deletes the oldest backups of a folder until so many are left. Other files stay.
///
/// # Errors
/// [`BackupError::File`] when the folder can't be read or a backup can't be deleted.
pub fn rotate(folder: &Path, keep: usize) -> Result<(), BackupError> {
    let backups = list::backups_in(folder)?;
    let surplus = backups.into_iter().skip(keep.max(1));
    for path in surplus.map(|it| it.path) {
        fs::remove_dir_all(&path).map_err(in_path(&path))?;
    }
    Ok(())
}
