//! Where records are kept: one trait, and one backend for each kind of database.
//!
//! A backend keeps each record once and durably, answers how far each journal is stored, knows
//! the totals in constant time, and hands out everything in the order in which it was stored.

mod sqlite;

use std::collections::HashMap;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use shared::ids::KioskId;
use shared::protocol::v1::{AllocatorReply, Rejected, Totals};
use shared::submission::{Submission, SubmissionId};
use shared::time::UnixMs;
use tokio::sync::watch;

use crate::engine::{AllocationReports, Batch, FeedPage};
use crate::ports::TicketPage;
use crate::ports::{PortError, Published};

pub(crate) use sqlite::SqliteStore;
#[cfg(test)]
pub(crate) use sqlite::contract::SqliteContract;
pub use sqlite::{CheckReport, SqliteDatabase};
pub(crate) use sqlite::{contents, copy_databases, note_safe, put_back, verify};

/// An answer that is on its way. Boxed, so that the handlers need not know the backend.
pub(crate) type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// A backend.
pub(crate) trait Store: Send + Sync + 'static {
    /// Stores a batch. Once this answers, what it acknowledges survives a power cut.
    fn ingest(&self, batch: Batch) -> Answer<'_, Ack>;
    /// What was stored after the cursor, oldest first, at most `limit` steps of the cursor.
    /// Visits to booths are among it only where they are asked for.
    fn feed(&self, after: u64, limit: usize, with_visits: bool) -> Answer<'_, FeedPage>;
    /// Hears that a kiosk knows of what the store lacks: it was set back. It begins a new life, once in each run.
    fn set_back(&self, kiosk: KioskId) -> Answer<'_, ()>;
    /// Hears what a kiosk says of its shares of places. Once this answers, what it grants survives a power cut.
    fn places(&self, said: AllocationReports) -> Answer<'_, Vec<AllocatorReply>>;
    /// The tickets that were added or changed after the cursor, oldest change first, at most `limit`.
    fn register(&self, after: u64, limit: usize) -> Answer<'_, TicketPage>;
    /// Stores letters; gives the ids of those that are durable now, which are all of them.
    fn keep_letters(&self, mail: SubmissionBatch) -> Answer<'_, Vec<SubmissionId>>;
    /// The totals of everything that was acknowledged.
    fn totals(&self, now: UnixMs) -> Answer<'_, Totals>;
    /// How many places nobody has, by session, where there are only so many. Phones ask for it all the time.
    fn places_left(&self) -> Answer<'_, HashMap<String, u32>>;
    /// Answers when the part that stores records is at work and its last commit went well.
    fn sign_of_life(&self) -> Answer<'_, ()>;
    /// Takes over at once what another process changed, rather than at the next look around.
    fn look(&self) -> Answer<'_, ()>;
    /// What kiosks are told and asked for, as of now.
    fn published(&self) -> Arc<Published>;
    /// Says when there is something new.
    fn changes(&self) -> watch::Receiver<Mark>;
    /// Comes about when the part that stores records has ended, asked to or not.
    fn ended(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
    /// Makes a backup in a folder and deletes old ones but for so many.
    fn back_up(&self, to: PathBuf, keep: usize) -> Answer<'_, ()>;
    /// Writes down what is only in memory and ends; later calls fail.
    fn close(&self) -> Answer<'_, ()>;
}

/// Letters on their way in.
#[derive(Debug)]
pub(crate) struct SubmissionBatch {
    /// The kiosk they were written at.
    pub(crate) kiosk: KioskId,
    /// When they were received, by the server's clock.
    pub(crate) received: UnixMs,
    /// The letters, which were checked.
    pub(crate) letters: Vec<Submission>,
}

/// How a batch was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ack {
    /// Every record of the journal up to this one is durable.
    pub(crate) contiguous: u64,
    /// Of those, every one up to this is in a verified backup too.
    pub(crate) safe: u64,
    /// What was set aside.
    pub(crate) rejected: Vec<Rejected>,
}

/// How far the store is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The last place of the feed's cursor.
    pub(crate) arrival: u64,
    /// Rises whenever [`Published`] changes.
    pub(crate) edition: u64,
}

/// Why the store can't do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or failed.
    #[error(
        "the database: {0}; look at the disk's space and health. Nothing that was acknowledged is lost"
    )]
    Sqlite(#[from] rusqlite::Error),
    /// A file or folder can't be used.
    #[error("{path}: {source}; check that it exists, has space and belongs to this user")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No exhibition was made here.
    #[error("there is no exhibition in {0}; make one with `sync-server init --data {0}`")]
    NoExhibition(PathBuf),
    /// The database is missing beside other files of an exhibition.
    #[error(
        "{}/exhibition.db is missing or empty, but the folder holds {found} of an exhibition. Put exhibition.db back, or restore the latest backup with `sync-server restore --from BACKUP --data {}`. Do not make a new exhibition: all tickets and keys are in exhibition.db, and every ticket would be refused", .folder.display(), .folder.display()
    )]
    Missing {
        /// The data folder.
        folder: PathBuf,
        /// What there is.
        found: String,
    },
    /// A file of the database was deleted or replaced while the server runs.
    #[error(
        "{0} was deleted or replaced while the server runs. Kiosks keep their records and send them again. Stop the server, put the file back or restore the latest backup with `sync-server restore`, and start the server again"
    )]
    Gone(PathBuf),
    /// A file is no database.
    #[error(
        "{path} is damaged: {source}. Keep the file, and restore the latest backup with `sync-server restore`; kiosks send again what it lacks. Do not make a new exhibition: every ticket would be refused"
    )]
    NoDatabase {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// Another server is at work on the same data.
    #[error(
        "another server is already running on {0}; stop it first, or use another --data folder"
    )]
    InUse(PathBuf),
    /// The clock says a time that has been.
    #[error(
        "this computer's clock says {now}, but records were stored at {newest} already, and every kiosk would take over the wrong time; set this computer's clock and start again. If it is right, start with `serve --clock-is-right`"
    )]
    ClockBehind {
        /// What the clock says.
        now: jiff::Timestamp,
        /// When the last record was stored.
        newest: jiff::Timestamp,
    },
    /// A later version of this program made the database.
    #[error(
        "the database has format {found}, this program knows up to {known}; use the newer sync-server"
    )]
    TooNew {
        /// Its format.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// What the engine reads or writes.
    #[error(transparent)]
    Port(PortError),
    /// The database holds what this program never writes.
    #[error("the database holds something unreadable: {0}; restore the latest backup")]
    Damaged(String),
    /// A letter can't be written over while others read.
    #[error(
        "another program reads the database, so what was deleted stands in its log still; close that program and try again"
    )]
    LogInUse,
    /// Letters can't be stored; everything else can.
    #[error(
        "letters can't be stored ({0}); everything else is served, and kiosks keep their letters. If the disk is well, put letters.db back from the latest backup, or move it away if there is none. letters-forgotten.txt has to be readable and as it was, or letters that were deleted would come back. Then letters are taken in without a restart"
    )]
    Letters(String),
    /// Another process is at work on the letters.
    #[error(
        "another program is at work on letters.db; kiosks send their letters again in a moment"
    )]
    LettersBusy,
    /// A backup could not be made.
    #[error("no backup was made: {0}")]
    Backup(String),
    /// The operating system gave no random numbers.
    #[error("the operating system gives no random numbers ({0}); try again after a restart")]
    Random(String),
    /// The writer has ended.
    #[error("the server is stopping; try again in a moment")]
    Closed,
    /// The last commit failed.
    #[error("the last commit to the database failed; look at the server's log and the disk")]
    Failing,
}

impl From<PortError> for StoreError {
    /// What passed through a port comes out as it went in.
    fn from(error: PortError) -> Self {
        match error {
            PortError::Unavailable(inner) => match inner.downcast::<Self>() {
                Ok(error) => *error,
                Err(inner) => Self::Port(PortError::Unavailable(inner)),
            },
            PortError::Damaged(inner) => match inner.downcast::<Self>() {
                Ok(error) => *error,
                Err(inner) => Self::Port(PortError::Damaged(inner)),
            },
            PortError::Miscounted(_) => Self::Port(error),
        }
    }
}

impl StoreError {
    /// Whether another process wrote for too long.
    pub(crate) fn is_busy(&self) -> bool {
        let Self::Sqlite(error) = self else {
            return false;
        };
        error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
    }
}
