//! What is measured of the store's work.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The upper bounds of the histogram of commits, in milliseconds.
pub(crate) const COMMIT_BOUNDS_MS: [u64; 11] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

/// Counters that the writer moves and everyone reads.
#[derive(Default)]
pub(super) struct StoreMeters {
    records: AtomicU64,
    commits: AtomicU64,
    commit_us: AtomicU64,
    /// Commits that took no longer than a bound, and longer than the one before it.
    within: [AtomicU64; COMMIT_BOUNDS_MS.len()],
}

/// What was measured since the server started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct StoreMeasures {
    /// Records that were taken in, those included that were sent twice.
    pub(crate) records: u64,
    /// Commits of records.
    pub(crate) commits: u64,
    /// How long they took in all.
    pub(crate) commit_time: Duration,
    /// How many of them took no longer than each of [`COMMIT_BOUNDS_MS`].
    pub(crate) commits_within: [u64; COMMIT_BOUNDS_MS.len()],
    /// What waits for the writer.
    pub(crate) waiting_jobs: u64,
    /// How long ago the last scheduled backup was made.
    pub(crate) backup_age: Option<Duration>,
}

impl StoreMeters {
    /// Counts a commit.
    pub(super) fn note_commit(&self, records: usize, took: Duration) {
        self.records.fetch_add(records as u64, Ordering::Relaxed);
        self.commits.fetch_add(1, Ordering::Relaxed);
        let us = took.as_micros() as u64;
        self.commit_us.fetch_add(us, Ordering::Relaxed);
        let bound = COMMIT_BOUNDS_MS
            .iter()
            .position(|bound| us <= bound * 1_000);
        if let Some(bound) = bound {
            self.within[bound].fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Returns what was counted.
    pub(super) fn read(&self) -> StoreMeasures {
        let mut sum = 0;
        let commits_within = self.within.each_ref().map(|within| {
            sum += within.load(Ordering::Relaxed);
            sum
        });
        StoreMeasures {
            records: self.records.load(Ordering::Relaxed),
            commits: self.commits.load(Ordering::Relaxed).max(sum),
            commit_time: Duration::from_micros(self.commit_us.load(Ordering::Relaxed)),
            commits_within,
            ..StoreMeasures::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_are_counted_up_to_each_bound() {
        let meters = StoreMeters::default();
        for ms in [1, 3, 3, 9_000] {
            meters.note_commit(5, Duration::from_millis(ms));
        }
        let read = meters.read();
        assert_eq!((read.records, read.commits), (20, 4));
        assert_eq!(read.commit_time, Duration::from_millis(9_007));
        assert_eq!(read.commits_within, [1, 1, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
    }
}
