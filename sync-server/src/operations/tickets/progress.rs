//! How far a long issue of tickets is.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use super::TicketsError;

/// How far tickets are issued, and whether somebody wants it stopped.
#[derive(Debug, Default)]
pub struct IssueProgress {
    signed: AtomicU32,
    is_stopped: AtomicBool,
}

impl IssueProgress {
    /// Returns how many tickets are signed; once all are, they are written to the database.
    #[must_use]
    pub fn signed(&self) -> u32 {
        self.signed.load(Relaxed)
    }

    /// Stops the issue, if the tickets are not in the database yet: then none was issued.
    pub fn stop(&self) {
        self.is_stopped.store(true, Relaxed);
    }

    /// Returns whether it was stopped.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Relaxed)
    }

    pub(super) fn begin(&self) {
        self.signed.store(0, Relaxed);
    }

    pub(super) fn count(&self) {
        self.signed.fetch_add(1, Relaxed);
    }

    pub(super) fn check(&self) -> Result<(), TicketsError> {
        if self.is_stopped() {
            return Err(TicketsError::Stopped);
        }
        Ok(())
    }
}
