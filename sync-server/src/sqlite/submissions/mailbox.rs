//! Submissions as a running server takes them in: whatever is wrong with them, everything else is served.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tracing::error;

use super::SubmissionsDb;
use crate::ports::{PortError, SubmissionBatch, SubmissionInbox};
use crate::sqlite::SqliteError;

/// How long to wait while another process writes submissions. Records wait behind it, and kiosks send submissions again.
const BUSY: Duration = Duration::from_millis(250);

/// Where a server puts submissions.
pub(in crate::sqlite) struct SqliteInbox {
    data: PathBuf,
    /// None as long as they can't be opened: one that was forgotten might come back.
    submissions: Option<SubmissionsDb>,
}

impl SqliteInbox {
    /// Opens the submissions of a data folder. Where they can't be, that is said, and is tried again with each submission that
    /// comes.
    pub(in crate::sqlite) fn open(data: &Path) -> Self {
        let mut mailbox = Self {
            data: data.to_owned(),
            submissions: None,
        };
        if let Err(error) = mailbox.submissions() {
            error!("NO LETTERS ARE TAKEN IN: {error}");
        }
        mailbox
    }

    fn submissions(&mut self) -> Result<&mut SubmissionsDb, SqliteError> {
        let submissions = match self.submissions.take() {
            // One that was deleted is not made anew before the next start: it is to be put back.
            Some(submissions) => match submissions.is_in_place() {
                Ok(true) => submissions,
                Ok(false) => SubmissionsDb::open_within(&self.data, BUSY)?,
                Err(error) => {
                    self.submissions = Some(submissions);
                    return Err(error.of_submissions());
                }
            },
            None => SubmissionsDb::open_within(&self.data, BUSY)?,
        };
        Ok(self.submissions.insert(submissions))
    }
}

impl SubmissionInbox for SqliteInbox {
    fn keep(&mut self, batch: &SubmissionBatch) -> Result<(), PortError> {
        let submissions = self.submissions()?;
        submissions
            .keep(batch)
            .map_err(SqliteError::of_submissions)?;
        // What was committed to a file that is gone is not acknowledged: the kiosk would forget it.
        if submissions
            .is_in_place()
            .map_err(SqliteError::of_submissions)?
        {
            Ok(())
        } else {
            Err(SqliteError::SubmissionsBusy.into())
        }
    }
}
