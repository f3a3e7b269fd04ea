//! Submissions page by page, so that no list of them is held in memory.

use std::ops::ControlFlow;

use crate::ports::{PortError, StoredSubmission, SubmissionPage, Submissions};

/// How many are read at once; each is of about half a kilobyte.
const ON_PAGE: u32 = 500;

/// Calls `each` with the submissions of a page and all that follow it, until it says that it has enough.
///
/// # Errors
/// As the database, or `each`, fails.
pub(crate) fn each_submission<E: From<PortError>>(
    submissions: &dyn Submissions,
    first: SubmissionPage,
    mut each: impl FnMut(StoredSubmission) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut page = SubmissionPage {
        most: ON_PAGE,
        ..first
    };
    loop {
        let found = submissions.page(&page)?;
        let is_last = found.len() < ON_PAGE as usize;
        page.after = found.last().map(StoredSubmission::place);
        for submission in found {
            if each(submission)?.is_break() {
                return Ok(());
            }
        }
        if is_last {
            return Ok(());
        }
    }
}

/// Calls `each` with all submissions, in the order in which they came.
///
/// # Errors
/// As the database, or `each`, fails.
pub(crate) fn each_of_all<E: From<PortError>>(
    submissions: &dyn Submissions,
    mut each: impl FnMut(StoredSubmission) -> Result<(), E>,
) -> Result<(), E> {
    let all = SubmissionPage::default();
    each_submission(submissions, all, |it| {
        each(it).map(|()| ControlFlow::Continue(()))
    })
}
