//! A kiosk that the organisers took out of service keeps its records, and nothing that admits a visitor.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rusqlite::TransactionBehavior;
use shared::ids::{ExhibitionId, KioskId};

use super::ticket_list_file::TICKET_LIST_FILE;
use super::{
    BOOTSTRAP_FILE, FILE, Journal, JournalError, SUBMISSIONS_FILE, SubmissionStore, knowledge,
};

impl Journal {
    /// Deletes ticket list, keys and PINs, also from the files that the kiosk was set up with, and what visitors left with
    /// their names. Records stay. `false` when that was done before.
    ///
    /// # Errors
    /// [`JournalError`] when something can't be deleted; it is tried again with the server's next answer.
    pub fn wipe(&mut self) -> Result<bool, JournalError> {
        if knowledge::is_revoked(&self.db)? {
            return Ok(false);
        }
        // The files go first: a start that finds them takes them in, and the kiosk counts as set up again.
        for file in [BOOTSTRAP_FILE, TICKET_LIST_FILE] {
            let path = self.path.with_file_name(file);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(JournalError::Unopenable {
                        path,
                        detail: error.to_string(),
                    });
                }
                _ => {}
            }
        }
        self.wipe_submissions()?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(
            "DELETE FROM register;
             DELETE FROM register_sellers;
             DELETE FROM register_vocabulary;
             INSERT INTO register_words (register_words) VALUES ('delete-all');
             UPDATE register_state SET epoch = '', next = 0, whole = 0, tickets = 0;
             DELETE FROM keys;
             DELETE FROM staff;
             DELETE FROM code_key;
             UPDATE state SET revoked = 1, feed_epoch = '', feed_next = 0, knowledge = knowledge + 1;",
        )?;
        tx.commit()?;
        // Another connection may still read; the log is overwritten later then.
        self.db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(true)
    }

    /// Returns whether ticket list, keys and PINs were deleted and none have come since.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn is_wiped(&self) -> Result<bool, JournalError> {
        knowledge::is_revoked(&self.db)
    }

    /// Deletes what visitors left with their names; a file that can't be read is deleted whole.
    fn wipe_submissions(&self) -> Result<(), JournalError> {
        let path = self.path.with_file_name(SUBMISSIONS_FILE);
        if !path.exists() {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        if SubmissionStore::open(folder)
            .and_then(|mut store| store.wipe())
            .is_ok()
        {
            return Ok(());
        }
        fs::remove_file(&path).map_err(|error| JournalError::Unopenable {
            path,
            detail: error.to_string(),
        })
    }
}

/// Returns whether the kiosk of a data directory was taken out of service and no file is there by which it would be set up
/// again.
#[must_use]
pub fn waits_for_enrolment(data: &Path, exhibition: ExhibitionId, kiosk: &KioskId) -> bool {
    if !data.join(FILE).exists() || data.join(BOOTSTRAP_FILE).exists() {
        return false;
    }
    let journal = Journal::open(data, exhibition, kiosk);
    journal.is_ok_and(|journal| knowledge::is_revoked(&journal.db).unwrap_or_default())
}
