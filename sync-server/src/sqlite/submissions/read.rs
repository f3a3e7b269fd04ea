//! Submissions, as the organisers read and delete them.

use shared::ids::BoothNumber;
use shared::submission::SubmissionId;

use super::SubmissionsDb;
use crate::ports::{PortError, StoredSubmission, Submissions};
use crate::sql::{WhichSubmissions, select_submissions};

impl Submissions for SubmissionsDb {
    fn network(&self) -> Result<Vec<StoredSubmission>, PortError> {
        select_submissions(&self.db, "letters", WhichSubmissions::Network)
    }

    fn contacts(&self, booth: BoothNumber) -> Result<Vec<StoredSubmission>, PortError> {
        select_submissions(&self.db, "letters", WhichSubmissions::Booth(booth))
    }

    fn all(&self) -> Result<Vec<StoredSubmission>, PortError> {
        select_submissions(&self.db, "letters", WhichSubmissions::All)
    }

    fn forgotten(&self) -> Result<Vec<SubmissionId>, PortError> {
        Ok(self.gone()?.into_iter().collect())
    }

    fn forget_all(&mut self, ids: &[SubmissionId]) -> Result<usize, PortError> {
        Ok(self.delete_for_good(ids)?)
    }
}
