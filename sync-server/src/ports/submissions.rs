//! What visitors left with their name: network registrations and contact requests.

use shared::ids::{BoothNumber, KioskId};
use shared::submission::{Submission, SubmissionId};
use shared::time::UnixMs;

use super::PortError;

/// A submission as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSubmission {
    /// What it says.
    pub submission: Submission,
    /// The kiosk it was written at.
    pub kiosk: KioskId,
    /// When the server received it, by its own clock.
    pub received: UnixMs,
}

/// Submissions on their way in.
#[derive(Debug)]
pub struct SubmissionBatch {
    /// The kiosk they were written at.
    pub kiosk: KioskId,
    /// When they were received, by the server's clock.
    pub received: UnixMs,
    /// The submissions, which were checked.
    pub submissions: Vec<Submission>,
}

/// Takes submissions in.
pub trait SubmissionInbox: Send {
    /// Stores a batch, each submission once, in one durable commit. One that was deleted stays gone.
    ///
    /// # Errors
    /// [`PortError`]; then none was stored.
    fn keep(&mut self, batch: &SubmissionBatch) -> Result<(), PortError>;
}

/// Reads and deletes submissions.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait Submissions {
    /// Returns the network registrations, in the order in which they came.
    fn network(&self) -> Result<Vec<StoredSubmission>, PortError>;

    /// Returns the contact requests to the exhibitor of a booth, in the order in which they came.
    fn contacts(&self, booth: BoothNumber) -> Result<Vec<StoredSubmission>, PortError>;

    /// Returns all submissions, in the order in which they came.
    fn all(&self) -> Result<Vec<StoredSubmission>, PortError>;

    /// Returns the ids of those that were deleted.
    fn forgotten(&self) -> Result<Vec<SubmissionId>, PortError>;

    /// Deletes a submission, so that nothing of it is left and it is not taken in again; `false` when there is none
    /// with this id.
    fn forget(&mut self, id: SubmissionId) -> Result<bool, PortError> {
        Ok(self.forget_all(&[id])? > 0)
    }

    /// Deletes submissions, so that nothing of them is left and none is taken in again; returns how many there were.
    fn forget_all(&mut self, ids: &[SubmissionId]) -> Result<usize, PortError>;
}
