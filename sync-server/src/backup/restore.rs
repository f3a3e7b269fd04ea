//! A backup is put back, and what was deleted since is deleted again.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use shared::checkin::TicketStatus;

use super::deletion_list;
use super::error::BackupError;
use super::files::{MEDIA, copy_media};
use crate::clock::system_time;
use crate::operations::people;
use crate::operations::transfer::transfer;
use crate::ports::{ChangeNote, Database, MOVED, PortError};
use crate::postgres::PostgresDatabase;
use crate::sqlite::{self, SqliteDatabase};

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

impl RestorePlan {
    /// Returns the folder of the backup.
    #[must_use]
    pub fn from(&self) -> &Path {
        &self.from
    }
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

/// Returns how many records an exhibition has.
///
/// # Errors
/// [`BackupError::Database`] when it can't be read.
pub(crate) fn count_records(database: &dyn Database) -> Result<u64, BackupError> {
    let rows = database.transfer(false)?;
    let records = MOVED.iter().find(|it| it.name == "records");
    Ok(records.map_or(Ok(0), |table| rows.count_rows(table))?)
}

/// Puts a backup in the place of what is in the data folder, which is kept aside. The exhibition begins a new epoch, in
/// which kiosks send again what the backup lacks.
///
/// # Errors
/// [`BackupError`], also while a server is running on the folder.
pub fn restore(plan: &RestorePlan) -> Result<(), BackupError> {
    sqlite::put_back(&plan.from, &plan.data, &plan.aside)?;
    delete_again(&SqliteDatabase::at(&plan.data), &plan.from)?;
    match plan.from.parent() {
        Some(beside) => copy_media(&beside.join(MEDIA), &plan.data.join(MEDIA)),
        None => Ok(()),
    }
}

/// Puts a backup in the place of the exhibition in PostgreSQL, which is kept in a schema of its own. Servers may go on
/// meanwhile; they notice within a second.
///
/// # Errors
/// [`BackupError`]; then everything is as it was.
pub(crate) fn restore_into(
    database: &PostgresDatabase,
    plan: &RestorePlan,
) -> Result<(), BackupError> {
    let folder = plan.data.join("restore.partial");
    let staged = database.stage()?;
    let done = fill(database, &staged.database, &folder, plan);
    let _ = fs::remove_dir_all(&folder);
    let ending = plan.aside.file_name().unwrap_or_default().to_string_lossy();
    let ending = ending.replace('-', "_");
    let done = done.and_then(|()| Ok(database.exchange(&staged, &ending)?));
    if done.is_err() {
        let _ = database.discard(&staged);
    }
    done
}

/// Fills an empty schema with a backup, and does again what was deleted and withdrawn since.
fn fill(
    before: &PostgresDatabase,
    to: &PostgresDatabase,
    folder: &Path,
    plan: &RestorePlan,
) -> Result<(), BackupError> {
    // The backup itself is not written to.
    let _ = fs::remove_dir_all(folder);
    let unpacked = RestorePlan {
        data: folder.to_owned(),
        aside: folder.join("before"),
        ..plan.clone()
    };
    restore(&unpacked)?;
    transfer(&SqliteDatabase::at(folder), to, &mut |_, _| {})?;
    people::delete_again(to, &people::deletions(before)?)?;
    withdraw_again(before, to)?;
    to.begin_epoch()?;
    Ok(())
}

fn withdraw_again(before: &dyn Database, to: &dyn Database) -> Result<(), PortError> {
    let withdrawn = before.read()?.latest_statuses()?;
    let restored = to.read()?.latest_statuses()?;
    let change = to.write()?;
    for (ticket, status) in withdrawn {
        let is_good = matches!(status, TicketStatus::Good);
        if !is_good && restored.get(&ticket) != Some(&status) {
            change.set_ticket_status(ticket, status, system_time())?;
        }
    }
    change.commit()
}

/// Notes in the log of changes that a backup was put in place.
///
/// # Errors
/// [`BackupError::Database`]; it is in place all the same.
pub(crate) fn note_restore(database: &dyn Database, plan: &RestorePlan) -> Result<(), BackupError> {
    let change = database.write()?;
    let name = plan.from.file_name().unwrap_or_default().to_string_lossy();
    change.note_change(ChangeNote::of("backup_restored", &name))?;
    Ok(change.commit()?)
}

/// Deletes in a database what the list beside a backup says: it was put back from there.
///
/// # Errors
/// [`BackupError`]; then it is to be asked again.
pub fn delete_again(database: &dyn Database, backup: &Path) -> Result<(), BackupError> {
    let Some(beside) = backup.parent() else {
        return Ok(());
    };
    let deletions: Vec<_> = deletion_list::read(beside)?.into_iter().collect();
    Ok(people::delete_again(database, &deletions)?)
}
