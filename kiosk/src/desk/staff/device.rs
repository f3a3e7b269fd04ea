//! How the device is doing, for whoever looks after it.

use std::path::Path;

use crate::desk::Desk;
use crate::view::{Device, LinkStatus, Status};

/// Looks at the device. What can't be found out is left out, or stays 0.
pub(in crate::desk) fn look(desk: &Desk, status: &Status, clock_offset_ms: i64) -> Device {
    let journal = desk.journal();
    let size = journal.size().unwrap_or_default();
    Device {
        version: env!("CARGO_PKG_VERSION"),
        waiting: status.waiting,
        last_heard: match &status.link {
            LinkStatus::NotYet => None,
            LinkStatus::Online(at) => Some(*at),
            LinkStatus::Offline(at, _) => *at,
        },
        clock_offset_ms,
        free_bytes: journal.folder().and_then(free_bytes),
        journal_bytes: size.bytes,
        records: size.records,
        tickets: journal.tickets().unwrap_or_default(),
    }
}

/// What is free on the disk that holds a folder, for programs like this one.
#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disk_says_how_much_is_free_and_a_folder_that_is_not_there_says_nothing() {
        let dir = tempfile::tempdir().unwrap();
        if cfg!(unix) {
            assert!(free_bytes(dir.path()).is_some_and(|bytes| bytes > 0));
        }
        assert_eq!(free_bytes(&dir.path().join("nowhere")), None);
    }
}
