//! What visitors left with their name: network registrations and contact requests.

use std::fmt;
use std::str::FromStr;

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

impl StoredSubmission {
    /// Returns its place among all.
    #[must_use]
    pub fn place(&self) -> SubmissionPlace {
        SubmissionPlace {
            received: self.received,
            written: self.submission.written,
            id: self.submission.id,
        }
    }
}

/// The place of a submission in the order in which they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmissionPlace {
    /// When the server received it.
    pub received: UnixMs,
    /// When it was written.
    pub written: UnixMs,
    /// Its id.
    pub id: SubmissionId,
}

/// A text that is no place of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a place is written as RECEIVED_WRITTEN_ID")]
pub struct NoSubmissionPlace;

impl fmt::Display for SubmissionPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}_{}", self.received.0, self.written.0, self.id)
    }
}

impl FromStr for SubmissionPlace {
    type Err = NoSubmissionPlace;

    fn from_str(text: &str) -> Result<Self, NoSubmissionPlace> {
        let parts: Vec<&str> = text.split('_').collect();
        let [received, written, id] = parts[..] else {
            return Err(NoSubmissionPlace);
        };
        let at = |text: &str| text.parse().map(UnixMs).map_err(|_| NoSubmissionPlace);
        Ok(Self {
            received: at(received)?,
            written: at(written)?,
            id: id.parse().map_err(|_| NoSubmissionPlace)?,
        })
    }
}

/// Which submissions are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WhichSubmissions {
    /// All of them.
    #[default]
    All,
    /// Those of people who join the network.
    Network,
    /// Contact requests.
    Contacts,
    /// Contact requests to the exhibitor of a booth.
    Booth(BoothNumber),
}

/// A part of the submissions.
#[derive(Debug, Clone, Copy, Default)]
pub struct SubmissionPage {
    /// Which of them.
    pub which: WhichSubmissions,
    /// Whether the newest is first; otherwise they are in the order in which they came.
    pub newest_first: bool,
    /// Those that follow this one; the first ones otherwise.
    pub after: Option<SubmissionPlace>,
    /// How many at most.
    pub most: u32,
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
    /// Returns a page of the submissions.
    fn page(&self, page: &SubmissionPage) -> Result<Vec<StoredSubmission>, PortError>;

    /// Returns a submission; `None` when there is none with this id.
    fn submission(&self, id: SubmissionId) -> Result<Option<StoredSubmission>, PortError>;

    /// Returns the ids of all.
    fn ids(&self) -> Result<Vec<SubmissionId>, PortError>;

    /// Returns how many there are.
    fn count(&self) -> Result<usize, PortError>;

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
