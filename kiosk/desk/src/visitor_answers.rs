//! What visitors of the hall were answered: stamp card and submission, as the screens may know them.

use shared::submission::SubmissionId;
use view::{PeopleView, StampCard, SubmissionAnswer};

use super::looked_up::LookedUp;

/// What is kept of them between two events.
#[derive(Debug, Default)]
pub(super) struct VisitorAnswers {
    pub(super) looked_up: LookedUp,
    pub(super) cards: u64,
    pub(super) stamps: Option<StampCard>,
    pub(super) submission: Option<SubmissionAnswer>,
    /// What the submission is called that came last: by the window, and everywhere else.
    pub(super) last_submission: Option<(u64, SubmissionId)>,
}

impl VisitorAnswers {
    /// What the screens may know of it.
    pub(super) fn view(&self) -> PeopleView {
        PeopleView {
            stamps: self.stamps.clone(),
            submission: self.submission,
        }
    }
}
