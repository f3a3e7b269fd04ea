//! Why a running server's store can't do what it was asked.

use crate::ports::PortError;

/// Why the store can't do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or failed.
    #[error(transparent)]
    Database(#[from] PortError),
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
    /// A thread could not be started.
    #[error("a thread can't be started: {0}; close other programs and start again")]
    Thread(std::io::Error),
    /// The writer has ended.
    #[error("the server is stopping; try again in a moment")]
    Closed,
    /// The last commit failed.
    #[error("the last commit to the database failed; look at the server's log and the disk")]
    Failing,
}
