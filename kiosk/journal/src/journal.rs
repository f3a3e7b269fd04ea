//! One open journal, whole.

use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};
use shared::device_secret::DeviceSecret;
use shared::ids::{ExhibitionId, Incarnation, KioskId};
use shared::record::Origin;

use super::{JournalError, Knowledge, files, knowledge};

/// One open journal. Each thread has its own; SQLite keeps them apart.
pub struct Journal {
    pub(crate) db: Connection,
    pub(crate) files: files::OpenFiles,
    pub(crate) path: PathBuf,
    pub(crate) exhibition: ExhibitionId,
    pub(crate) kiosk: KioskId,
    pub(crate) secret: DeviceSecret,
    /// What was known of the exhibition when it was last looked at.
    pub(crate) known: Arc<Knowledge>,
}

impl Journal {
    /// Catalogue, rules and keys, read again only when they have changed: cheap enough to ask for
    /// at every scan. A key that is no key is passed over, as if it had not been sent.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn knowledge(&mut self) -> Result<Arc<Knowledge>, JournalError> {
        let tx = self.db.transaction()?;
        self.known = knowledge::current(&tx, &self.known)?;
        Ok(Arc::clone(&self.known))
    }

    /// Sees whether the journal's files are still where a restart would look for them.
    ///
    /// # Errors
    /// [`JournalError::Replaced`] when one was deleted or replaced: what is recorded from then on is lost at the end.
    pub fn in_place(&self) -> Result<(), JournalError> {
        self.files.in_place()
    }

    /// Copies everything that this connection sees into a new file beside the journal, for a journal whose files
    /// are no longer in place, and returns its path.
    ///
    /// # Errors
    /// [`JournalError`] when no copy can be made.
    pub fn rescue(&self) -> Result<PathBuf, JournalError> {
        let copy = files::unused(&self.path, "rescued");
        files::make_private(&copy).map_err(|error| JournalError::Unopenable {
            path: copy.clone(),
            detail: error.to_string(),
        })?;
        self.db
            .execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
        Ok(copy)
    }

    /// What was last known to be the distance of the device's clock from the server's, in milliseconds.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn clock_offset_ms(&self) -> Result<i64, JournalError> {
        Ok(self
            .db
            .query_row("SELECT clock_offset_ms FROM state", [], |row| row.get(0))?)
    }

    /// Keeps the distance of the clocks for the next start, in milliseconds.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn keep_clock_offset_ms(&mut self, offset_ms: i64) -> Result<(), JournalError> {
        self.db.execute(
            "UPDATE state SET clock_offset_ms = ?1 WHERE clock_offset_ms <> ?1",
            [offset_ms],
        )?;
        Ok(())
    }

    /// Sees whether the journal can be written to right now, without recording anything.
    ///
    /// # Errors
    /// [`JournalError`] when it can't, or the kiosk is out of service.
    pub fn probe(&mut self) -> Result<(), JournalError> {
        self.files.in_place()?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute("UPDATE state SET one = one", [])?;
        let revoked = knowledge::is_revoked(&tx)?;
        tx.commit()?;
        if revoked {
            return Err(JournalError::Revoked);
        }
        Ok(())
    }

    pub(crate) fn origin(&self, incarnation: Incarnation) -> Origin {
        Origin {
            exhibition: self.exhibition,
            kiosk: self.kiosk.clone(),
            incarnation,
        }
    }
}
