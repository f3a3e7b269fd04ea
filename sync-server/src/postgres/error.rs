//! What goes wrong with PostgreSQL.

use crate::ports::PortError;

/// Why PostgreSQL does not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum PostgresError {
    /// It refused or failed, or can't be reached.
    #[error(
        "PostgreSQL: {}; check that it runs, and its address, name and password. Nothing that was acknowledged is lost", shared::error_text(.0)
    )]
    Failed(#[source] postgres::Error),
    /// A statement failed, and the change went on.
    #[error("PostgreSQL undid a change, since a statement of it failed; look at the server's log")]
    Undone,
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
    /// It holds what this program never writes.
    #[error("PostgreSQL holds something unreadable: {0}; restore the latest backup")]
    Unreadable(String),
}

impl From<PostgresError> for PortError {
    fn from(error: PostgresError) -> Self {
        match error {
            PostgresError::Unreadable(_) => Self::Damaged(Box::new(error)),
            _ => Self::Unavailable(Box::new(error)),
        }
    }
}

impl From<postgres::Error> for PortError {
    fn from(error: postgres::Error) -> Self {
        PostgresError::Failed(error).into()
    }
}
