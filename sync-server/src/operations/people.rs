//! What visitors left with their name, for those it is meant for: network registrations for the organisers, and each
//! exhibitor's contact requests for that exhibitor alone.

use shared::ids::BoothNumber;
use shared::submission::SubmissionId;
use shared::time::VenueTimeZone;

use crate::ports::{Database, PortError, StoredSubmission};

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The exhibition has no such booth.
    #[error("the exhibition has no booth {0}; look at the numbers in the catalogue")]
    NoBooth(BoothNumber),
    /// There is no such submission.
    #[error("there is no submission {0}; should a kiosk still have it, it will not be taken in")]
    NoSubmission(SubmissionId),
}

/// Submissions of one kind, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionList {
    /// Network registrations, or the booth whose exhibitor these contact requests are for.
    pub kind: SubmissionKind,
    /// The exhibition's zone.
    pub zone: VenueTimeZone,
    /// The submissions.
    pub submissions: Vec<StoredSubmission>,
}

/// What submissions are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubmissionKind {
    /// The network of the organisers.
    Network,
    /// The exhibitor of a booth.
    Contact(BoothNumber),
}

/// Returns everyone who joined the network, or everyone who agreed to be contacted by one exhibitor and nobody else.
///
/// # Errors
/// [`PeopleError`] when there is no such booth, or the database can't be read.
pub fn list(database: &dyn Database, kind: SubmissionKind) -> Result<SubmissionList, PeopleError> {
    let catalogue = database.read()?.catalogue()?;
    let submissions = database.submissions()?;
    let submissions = match kind {
        SubmissionKind::Network => submissions.network()?,
        SubmissionKind::Contact(booth) if catalogue.booth(booth).is_none() => {
            return Err(PeopleError::NoBooth(booth));
        }
        SubmissionKind::Contact(booth) => submissions.contacts(booth)?,
    };
    let zone = catalogue.calendar().zone;
    Ok(SubmissionList {
        kind,
        zone,
        submissions,
    })
}

/// Deletes a submission for good.
///
/// # Errors
/// [`PeopleError::NoSubmission`] when there is none: should it come in later, it is not taken in.
pub fn forget(database: &dyn Database, id: SubmissionId) -> Result<(), PeopleError> {
    if database.submissions()?.forget(id)? {
        Ok(())
    } else {
        Err(PeopleError::NoSubmission(id))
    }
}
