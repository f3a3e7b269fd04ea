//! Letters as a running server takes them in: whatever is wrong with them, everything else is served.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ErrorCode;
use shared::letter::LetterId;

use super::Letters;
use crate::log;
use crate::store::sqlite::jobs::Asker;
use crate::store::{Mail, StoreError};

/// How long to wait while another process writes letters. Records wait behind it, and kiosks send letters again.
const BUSY: Duration = Duration::from_millis(250);

/// Where a server puts letters.
pub(in crate::store::sqlite) struct Mailbox {
    data: PathBuf,
    /// None as long as they can't be opened: one that was forgotten might come back.
    letters: Option<Letters>,
}

impl Mailbox {
    /// Opens the letters of a data folder. Where they can't be, that is said, and is tried again with each letter that
    /// comes.
    pub(in crate::store::sqlite) fn open(data: &Path) -> Self {
        let mut mailbox = Self {
            data: data.to_owned(),
            letters: None,
        };
        if let Err(error) = mailbox.letters() {
            log::line(format_args!("NO LETTERS ARE TAKEN IN: {error}"));
        }
        mailbox
    }

    /// Stores what is handed in, and answers each.
    pub(in crate::store::sqlite) fn keep_all(&mut self, mails: Vec<(Mail, Asker<Vec<LetterId>>)>) {
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

    fn keep(&mut self, mail: &Mail) -> Result<Vec<LetterId>, StoreError> {
        let kept = self.letters()?.keep(mail);
        kept.map_err(told)
    }

    fn letters(&mut self) -> Result<&mut Letters, StoreError> {
        let letters = match self.letters.take() {
            Some(letters) => letters,
            None => Letters::open_within(&self.data, BUSY).map_err(told)?,
        };
        Ok(self.letters.insert(letters))
    }
}

/// An error of the letters' own: what is to be done about it is not what is to be done about the records.
pub(super) fn told(error: StoreError) -> StoreError {
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
        other => StoreError::Letters(other.to_string()),
    }
}
