//! Letters as a running server takes them in: whatever is wrong with them, everything else is served.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ErrorCode;
use shared::submission::SubmissionId;
use tracing::error;

use super::Letters;
use crate::store::sqlite::jobs::Asker;
use crate::store::{StoreError, SubmissionBatch};

/// How long to wait while another process writes letters. Records wait behind it, and kiosks send letters again.
const BUSY: Duration = Duration::from_millis(250);

/// Where a server puts letters.
pub(in crate::store::sqlite) struct SubmissionInbox {
    data: PathBuf,
    /// None as long as they can't be opened: one that was forgotten might come back.
    letters: Option<Letters>,
}

impl SubmissionInbox {
    /// Opens the letters of a data folder. Where they can't be, that is said, and is tried again with each letter that
    /// comes.
    pub(in crate::store::sqlite) fn open(data: &Path) -> Self {
        let mut mailbox = Self {
            data: data.to_owned(),
            letters: None,
        };
        if let Err(error) = mailbox.letters() {
            error!("NO LETTERS ARE TAKEN IN: {error}");
        }
        mailbox
    }

    /// Stores what is handed in, and answers each.
    pub(in crate::store::sqlite) fn keep_all(
        &mut self,
        mails: Vec<(SubmissionBatch, Asker<Vec<SubmissionId>>)>,
    ) {
        let mut busy = false;
        for (mail, answer) in mails {
            // Whoever keeps one waiting keeps all of them waiting.
            let kept = if busy {
                Err(StoreError::LettersBusy)
            } else {
                self.keep(&mail)
            };
            busy |= matches!(kept, Err(StoreError::LettersBusy));
            let _ = answer.send(kept);
        }
    }

    fn keep(&mut self, mail: &SubmissionBatch) -> Result<Vec<SubmissionId>, StoreError> {
        let letters = self.letters()?;
        let kept = letters.keep(mail).map_err(letters_error)?;
        // What was committed to a file that is gone is not acknowledged: the kiosk would forget it.
        if letters.is_in_place().map_err(letters_error)? {
            Ok(kept)
        } else {
            Err(StoreError::LettersBusy)
        }
    }

    fn letters(&mut self) -> Result<&mut Letters, StoreError> {
        let letters = match self.letters.take() {
            // One that was deleted is not made anew before the next start: it is to be put back.
            Some(letters) => match letters.is_in_place() {
                Ok(true) => letters,
                Ok(false) => Letters::open_within(&self.data, BUSY)?,
                Err(error) => {
                    self.letters = Some(letters);
                    return Err(letters_error(error));
                }
            },
            None => Letters::open_within(&self.data, BUSY)?,
        };
        Ok(self.letters.insert(letters))
    }
}

/// Turns an error into one of the letters' own: what is to be done about it is not what is to be done about the records.
pub(super) fn letters_error(error: StoreError) -> StoreError {
    match error {
        StoreError::Sqlite(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            ) =>
        {
            StoreError::LettersBusy
        }
        StoreError::Sqlite(error) => StoreError::Letters(format!("letters.db: {error}")),
        own @ (StoreError::Letters(_) | StoreError::LettersBusy) => own,
        other => StoreError::Letters(other.to_string()),
    }
}
