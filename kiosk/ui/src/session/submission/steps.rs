//! What a form is for, how far it is, and what is done to it.

use shared::ids::BoothNumber;
use shared::submission::{NetworkRole, SubmissionField};

use crate::session::line::LineAction;

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubmissionSubject {
    /// Joining the network.
    #[default]
    Network,
    /// Being contacted by the exhibitor of a booth.
    Contact(BoothNumber),
}

/// How far a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubmissionStep {
    /// As what they join.
    #[default]
    Role,
    /// Who they are.
    Person,
    /// How to reach them.
    Reach,
    /// Whether they agree.
    Consent,
    /// They agreed; the desk has it.
    Sending,
    /// It is kept, durably.
    Thanks,
    /// It could not be kept; nothing of it is anywhere but here.
    Failed,
}

impl SubmissionSubject {
    /// Returns the steps that a visitor takes, in their order.
    pub(super) fn steps(self) -> &'static [SubmissionStep] {
        const ALL: [SubmissionStep; 4] = [
            SubmissionStep::Role,
            SubmissionStep::Person,
            SubmissionStep::Reach,
            SubmissionStep::Consent,
        ];
        match self {
            Self::Network => &ALL,
            Self::Contact(_) => &ALL[1..],
        }
    }
}

/// Something done to a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmissionAction {
    /// They join as this.
    Join(NetworkRole),
    /// Something typed into a field.
    Line(SubmissionField, LineAction),
    /// The fields of this step are whole.
    Next,
    /// They agree to the words with this [`shared::submission::hash_of_words`].
    Agree([u8; 32]),
    /// What they agreed to could not be kept, and is sent again.
    Again,
    /// They do not agree, or are done: the form is wiped.
    Leave,
}
