//! Letters as a running server takes them in: whatever is wrong with them, everything else is served.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tracing::error;

use super::Letters;
use crate::ports::{PortError, SubmissionBatch, SubmissionInbox};
use crate::sqlite::SqliteError;

/// How long to wait while another process writes letters. Records wait behind it, and kiosks send letters again.
const BUSY: Duration = Duration::from_millis(250);

/// Where a server puts letters.
pub(in crate::sqlite) struct SqliteInbox {
    data: PathBuf,
    /// None as long as they can't be opened: one that was forgotten might come back.
    letters: Option<Letters>,
}

impl SqliteInbox {
    /// Opens the letters of a data folder. Where they can't be, that is said, and is tried again with each letter that
    /// comes.
    pub(in crate::sqlite) fn open(data: &Path) -> Self {
        let mut mailbox = Self {
            data: data.to_owned(),
            letters: None,
        };
        if let Err(error) = mailbox.letters() {
            error!("NO LETTERS ARE TAKEN IN: {error}");
        }
        mailbox
    }

    fn letters(&mut self) -> Result<&mut Letters, SqliteError> {
        let letters = match self.letters.take() {
            // One that was deleted is not made anew before the next start: it is to be put back.
            Some(letters) => match letters.is_in_place() {
                Ok(true) => letters,
                Ok(false) => Letters::open_within(&self.data, BUSY)?,
                Err(error) => {
                    self.letters = Some(letters);
                    return Err(error.of_letters());
                }
            },
            None => Letters::open_within(&self.data, BUSY)?,
        };
        Ok(self.letters.insert(letters))
    }
}

impl SubmissionInbox for SqliteInbox {
    fn keep(&mut self, batch: &SubmissionBatch) -> Result<(), PortError> {
        let letters = self.letters()?;
        letters.keep(batch).map_err(SqliteError::of_letters)?;
        // What was committed to a file that is gone is not acknowledged: the kiosk would forget it.
        if letters.is_in_place().map_err(SqliteError::of_letters)? {
            Ok(())
        } else {
            Err(SqliteError::LettersBusy.into())
        }
    }
}
