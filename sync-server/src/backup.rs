//! Backups of an exhibition: made while the server runs, verified, rotated, copied, and put back.

mod archive;
mod deletion_list;
mod error;
mod files;
mod known;
mod list;
mod make;
mod restore;
mod runner;
mod settings;

pub(crate) use archive::ArchiveFiles;
pub use error::BackupError;
pub use files::BackupReport;
pub(crate) use known::{BackupFolder, KnownBackups};
pub use list::{
    REMOVABLE, RemovableFolder, StoredBackup, backups_in, copy_backup, removable_folders,
};
pub use make::{back_up, back_up_database, note_deletions, rotate};
pub use restore::{RestorePlan, delete_again, plan_restore, restore};
pub(crate) use restore::{count_records, note_restore, restore_into};
pub(crate) use runner::{BackupRunner, BackupStatus, BackupTask, PendingRestore};
pub(crate) use settings::EVERY_MOST_MIN;
pub use settings::{BackupSchedule, schedule, set_schedule};
