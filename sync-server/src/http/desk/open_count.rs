//! How many things want a decision, for every page of the desk.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a count of what wants a decision is shown.
const COUNT_HOLDS: Duration = Duration::from_secs(5);

/// How many things want a decision. Counting 100,000 records that were set aside for each page would take long, so a
/// count holds for some seconds or until somebody changes something at the desk.
#[derive(Default)]
pub(crate) struct OpenCount(Mutex<Option<(Instant, usize)>>);

impl OpenCount {
    /// Returns the count, as long as it holds.
    pub(super) fn get(&self) -> Option<usize> {
        let (at, open) = (*self.last())?;
        (at.elapsed() < COUNT_HOLDS).then_some(open)
    }

    /// Takes a count over.
    pub(super) fn set(&self, open: usize) {
        *self.last() = Some((Instant::now(), open));
    }

    /// Has it counted anew.
    pub(super) fn clear(&self) {
        *self.last() = None;
    }

    fn last(&self) -> MutexGuard<'_, Option<(Instant, usize)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
