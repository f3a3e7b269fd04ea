//! What can go wrong with the journal, in words for the person who stands before the kiosk.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use shared::protocol::v1::BodyError;
use view::OutOfOrder;

/// Why the journal could not do what was asked. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The disk has no room for another record.
    #[error(
        "the disk is full, so nothing can be recorded; free some space in the kiosk's data directory"
    )]
    Full,
    /// The file is damaged, or no journal at all.
    #[error(
        "journal.db in the kiosk's data directory is damaged ({0}); keep that file: move it elsewhere with all journal.db-* files, start the kiosk again, and run `kiosk salvage --data DIR --from FILE --adopt` so that it sends what can still be read of the old one"
    )]
    Damaged(String),
    /// Another program holds the journal.
    #[error(
        "the journal is held by another program for too long; close other programs that use the kiosk's data directory"
    )]
    Busy,
    /// The journal was written by a later version of the kiosk.
    #[error(
        "{} has layout {found}, this kiosk knows layouts up to {known}; install the newer version of the kiosk again", .path.display()
    )]
    Newer {
        /// The journal's file.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The latest layout that this version knows.
        known: i64,
    },
    /// The journal is another kiosk's.
    #[error(
        "{} belongs to kiosk {owner}, and kiosk.toml names kiosk {asked}; give each kiosk a data directory of its own", .path.display()
    )]
    Owner {
        /// The journal's file.
        path: PathBuf,
        /// Whose it is: kiosk and exhibition.
        owner: String,
        /// Who asked for it: kiosk and exhibition.
        asked: String,
    },
    /// The file can't be opened or made.
    #[error("{} can't be opened ({detail}); check that the directory exists and may be written to", .path.display())]
    Unopenable {
        /// The journal's file.
        path: PathBuf,
        /// What the database said.
        detail: String,
    },
    /// A file of the journal was deleted or replaced while it was in use.
    #[error(
        "{} was deleted or replaced while the kiosk was running, so nothing more can be recorded; leave the kiosk on and connected until it has sent what it holds, keep all files of its data directory, and find out what removed it", .0.display()
    )]
    Replaced(PathBuf),
    /// The organisers took this kiosk out of service.
    #[error(
        "the organisers took this kiosk out of service, and its ticket list, keys and PINs were deleted; its records are kept. To use it again, run `sync-server kiosk invite …` on the server, start the kiosk again and hold the code to its scanner"
    )]
    Revoked,
    /// Anything else the database or the disk reports.
    #[error("the journal can't be used ({0}); check the disk, then start the kiosk again")]
    Database(String),
    /// A record could not be written as JSON. Never happens with verified tickets.
    #[error("the record can't be written: {0}; report this as a defect")]
    Body(#[from] BodyError),
    /// What came from the server can't be kept.
    #[error(
        "what the server sent is not for this kiosk: {0}; check server and exhibition in kiosk.toml"
    )]
    Foreign(String),
    /// The bootstrap file can't be used.
    #[error(
        "{} can't be used ({detail}); run `sync-server kiosk invite …` and enrol the kiosk again, or connect the kiosk to the server", .path.display()
    )]
    Bootstrap {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The system's random generator failed.
    #[error("the system gives no random numbers ({0}); restart the device")]
    Random(String),
}

impl JournalError {
    /// Returns what the screens say of it.
    #[must_use]
    pub fn out_of_order(&self) -> OutOfOrder {
        match self {
            Self::Full => OutOfOrder::DiskFull,
            Self::Damaged(_) => OutOfOrder::JournalDamaged,
            Self::Busy => OutOfOrder::JournalBusy,
            Self::Newer { .. } => OutOfOrder::NewerJournal,
            Self::Owner { owner, .. } => OutOfOrder::ForeignJournal {
                owner: owner.clone(),
            },
            Self::Unopenable { .. } => OutOfOrder::JournalUnopenable,
            Self::Replaced(path) => OutOfOrder::JournalReplaced {
                file: path.file_name().unwrap_or_default().display().to_string(),
                waiting: None,
            },
            Self::Revoked => OutOfOrder::Revoked,
            Self::Database(_) => OutOfOrder::Disk,
            Self::Body(_) => OutOfOrder::Defect,
            Self::Foreign(_) => OutOfOrder::ForeignServer,
            Self::Bootstrap { .. } => OutOfOrder::Bootstrap,
            Self::Random(_) => OutOfOrder::Device,
        }
    }
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            // The journal's own queries fail, and values are of other types, only where the disk changed the file.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown)
            | None => Self::Damaged(error.to_string()),
            _ => Self::Database(error.to_string()),
        }
    }
}
