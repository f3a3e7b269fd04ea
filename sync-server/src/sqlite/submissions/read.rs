//! Submissions, as the organisers read and delete them.

use shared::submission::SubmissionId;

use super::SubmissionsDb;
use crate::ports::{PortError, StoredSubmission, SubmissionPage, Submissions};
use crate::sql::{count_submissions, select_submission, select_submission_ids, select_submissions};

const TABLE: &str = "letters";

impl Submissions for SubmissionsDb {
    fn page(&self, page: &SubmissionPage) -> Result<Vec<StoredSubmission>, PortError> {
        select_submissions(&self.db, TABLE, page)
    }

    fn submission(&self, id: SubmissionId) -> Result<Option<StoredSubmission>, PortError> {
        select_submission(&self.db, TABLE, id)
    }

    fn ids(&self) -> Result<Vec<SubmissionId>, PortError> {
        select_submission_ids(&self.db, TABLE)
    }

    fn count(&self) -> Result<usize, PortError> {
        count_submissions(&self.db, TABLE)
    }

    fn forgotten(&self) -> Result<Vec<SubmissionId>, PortError> {
        Ok(self.gone()?.into_iter().collect())
    }

    fn forget_all(&mut self, ids: &[SubmissionId]) -> Result<usize, PortError> {
        Ok(self.delete_for_good(ids)?)
    }
}
