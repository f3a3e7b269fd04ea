//! Issues of many tickets that run beside the pages, and what became of them.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use shared::time::UnixMs;

use crate::operations::tickets::IssueProgress;

/// Where tickets are issued.
pub(super) const ISSUE: &str = "/admin/tickets/issue";
/// How many issues are remembered, so that their pages say what became of them.
const REMEMBERED: usize = 20;

/// The issues of many tickets since the server's start.
#[derive(Default)]
pub(crate) struct IssueJobs(Mutex<Vec<Arc<IssueJob>>>);

/// An issue of many tickets.
pub(super) struct IssueJob {
    /// When it began, in milliseconds; one more than that before it where both began at once.
    pub(super) number: i64,
    pub(super) count: u32,
    pub(super) progress: IssueProgress,
    pub(super) outcome: OnceLock<IssueOutcome>,
}

/// What became of it.
pub(super) enum IssueOutcome {
    /// The first and the last number.
    Issued(u32, u32),
    Stopped,
    /// The text that says why.
    Failed(&'static str),
}

impl IssueJobs {
    /// Begins an issue; `None` while another one runs: two would want the same numbers.
    pub(super) fn begin(&self, count: u32, now: UnixMs) -> Option<Arc<IssueJob>> {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.iter().any(|job| job.outcome.get().is_none()) {
            return None;
        }
        let number = jobs.last().map_or(now.0, |job| now.0.max(job.number + 1));
        let job = Arc::new(IssueJob {
            number,
            count,
            progress: IssueProgress::default(),
            outcome: OnceLock::new(),
        });
        let forgotten = jobs.len().saturating_sub(REMEMBERED);
        jobs.drain(..forgotten);
        jobs.push(job.clone());
        Some(job)
    }

    pub(super) fn find(&self, number: i64) -> Option<Arc<IssueJob>> {
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.iter().find(|job| job.number == number).cloned()
    }

    /// Returns the address of the issue that runs.
    pub(super) fn running(&self) -> Option<String> {
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let running = jobs.iter().find(|job| job.outcome.get().is_none());
        running.map(|job| job.path())
    }
}

impl IssueJob {
    pub(super) fn path(&self) -> String {
        format!("{}/{}", ISSUE, self.number)
    }
}
