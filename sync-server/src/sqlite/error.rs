//! What goes wrong with an exhibition in a folder.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::ports::PortError;

/// Why an exhibition in a folder can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SqliteError {
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
    /// A submission can't be written over while others read.
    #[error(
        "another program reads the database, so what was deleted stands in its log still; close that program and try again"
    )]
    LogInUse,
    /// Submissions can't be stored; everything else can.
    #[error(
        "letters can't be stored ({0}); everything else is served, and kiosks keep their letters. If the disk is well, put letters.db back from the latest backup, or move it away if there is none. letters-forgotten.txt has to be readable and as it was, or letters that were deleted would come back. Then letters are taken in without a restart"
    )]
    SubmissionsDb(String),
    /// Another process is at work on the submissions.
    #[error(
        "another program is at work on letters.db; kiosks send their letters again in a moment"
    )]
    SubmissionsBusy,
    /// The operating system gave no random numbers.
    #[error("the operating system gives no random numbers ({0}); try again after a restart")]
    Random(String),
}

impl SqliteError {
    /// Turns an error into one of the submissions' own: what is to be done about it is not what is to be done about the
    /// records.
    pub(super) fn of_submissions(self) -> Self {
        match self {
            Self::Sqlite(error)
                if matches!(
                    error.sqlite_error_code(),
                    Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
                ) =>
            {
                Self::SubmissionsBusy
            }
            Self::Sqlite(error) => Self::SubmissionsDb(format!("letters.db: {error}")),
            own @ (Self::SubmissionsDb(_) | Self::SubmissionsBusy) => own,
            other => Self::SubmissionsDb(other.to_string()),
        }
    }
}

impl From<PortError> for SqliteError {
    /// What passed through a port comes out as it went in.
    fn from(error: PortError) -> Self {
        let (wrap, inner): (fn(_) -> PortError, _) = match error {
            PortError::Unavailable(inner) => (PortError::Unavailable, inner),
            PortError::Busy(inner) => (PortError::Busy, inner),
            PortError::Gone(inner) => (PortError::Gone, inner),
            PortError::Damaged(inner) => (PortError::Damaged, inner),
            PortError::Miscounted(_) => return Self::Port(error),
        };
        match inner.downcast::<Self>() {
            Ok(error) => *error,
            Err(inner) => Self::Port(wrap(inner)),
        }
    }
}

impl From<SqliteError> for PortError {
    fn from(error: SqliteError) -> Self {
        match error {
            SqliteError::Port(error) => error,
            SqliteError::Damaged(_) | SqliteError::NoDatabase { .. } => Self::Damaged(error.into()),
            SqliteError::Gone(_) => Self::Gone(error.into()),
            SqliteError::SubmissionsBusy => Self::Busy(error.into()),
            SqliteError::Sqlite(ref cause)
                if cause.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) =>
            {
                Self::Busy(error.into())
            }
            _ => Self::Unavailable(error.into()),
        }
    }
}

impl From<rusqlite::Error> for PortError {
    fn from(error: rusqlite::Error) -> Self {
        SqliteError::from(error).into()
    }
}
