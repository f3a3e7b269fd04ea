//! What goes wrong with PostgreSQL.

use std::path::PathBuf;

use postgres::error::SqlState;

use crate::ports::PortError;

/// Why PostgreSQL does not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PostgresError {
    /// It refused or failed, or can't be reached.
    #[error(
        "PostgreSQL: {}; check that it runs, and its address, name and password. Nothing that was acknowledged is lost", shared::error_text(.0)
    )]
    Failed(#[source] postgres::Error),
    /// Its disk has no room.
    #[error(
        "PostgreSQL: {}; free some space on its disk, and the server goes on by itself. Nothing that was acknowledged is lost", shared::error_text(.0)
    )]
    DiskFull(#[source] postgres::Error),
    /// Another process holds what is to be changed.
    #[error("another process writes to the exhibition for too long; try again in a moment")]
    Busy,
    /// A statement failed, and the change went on.
    #[error("PostgreSQL undid a change, since a statement of it failed; look at the server's log")]
    Undone,
    /// The schema holds no exhibition.
    #[error(
        "there is no exhibition in this schema of PostgreSQL; check the address, or make one with `sync-server init`"
    )]
    NoExhibition,
    /// It can't hold every text.
    #[error(
        "this database has the encoding {0}, which can't hold every name; make one with `createdb --encoding UTF8 --template template0`"
    )]
    Encoding(String),
    /// A later version of this program made the tables.
    #[error(
        "the tables have format {found}, this program knows up to {known}; use the newer sync-server"
    )]
    TooNew {
        /// Their format.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// Rows can't be sent to it.
    #[error(
        "sending rows to PostgreSQL: {0}; look at its log. Nothing that was acknowledged is lost"
    )]
    Copy(#[source] std::io::Error),
    /// A picture or video can't be read, or is another than it was said to be.
    #[error("a picture or video: {0}; try again with the file as it is")]
    Media(#[source] std::io::Error),
    /// The certificates of authorities can't be used.
    #[error(
        "TLS to PostgreSQL: {}: {error}; name a file with the certificate of its authority by PGSSLROOTCERT", .path.display()
    )]
    Tls {
        /// The file.
        path: PathBuf,
        /// Why.
        error: String,
    },
    /// The operating system gave no random numbers.
    #[error("the operating system gives no random numbers ({0}); try again after a restart")]
    Random(String),
}

impl From<PostgresError> for PortError {
    fn from(error: PostgresError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}

impl From<postgres::Error> for PortError {
    fn from(error: postgres::Error) -> Self {
        match error.code() {
            Some(&SqlState::LOCK_NOT_AVAILABLE) => PostgresError::Busy.into(),
            Some(&SqlState::DISK_FULL) => PostgresError::DiskFull(error).into(),
            _ => PostgresError::Failed(error).into(),
        }
    }
}
