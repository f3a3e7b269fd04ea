//! How the device is doing, for whoever looks after it.

use std::path::Path;

use crate::desk::Desk;
use crate::journal::Size;
use crate::view::{Device, LinkStatus, Status};

/// What has to be looked up to say how the device is.
#[derive(Debug, Clone, Copy)]
pub(in crate::desk) struct Looked {
    free_bytes: Option<u64>,
    journal: Size,
    tickets: u64,
}

/// Looks at the device. What can't be found out is left out, or stays 0.
pub(in crate::desk) fn look(desk: &Desk) -> Looked {
    let journal = desk.journal();
    Looked {
        free_bytes: journal.folder().and_then(free_bytes),
        journal: journal.size().unwrap_or_default(),
        tickets: journal.tickets().unwrap_or_default(),
    }
}

impl Looked {
    /// How the device is, with what is known all the time.
    pub(in crate::desk) fn with(self, status: &Status, clock_offset_ms: i64) -> Device {
        Device {
            version: env!("CARGO_PKG_VERSION"),
            waiting: status.waiting,
            last_heard: match &status.link {
                LinkStatus::NotYet => None,
                LinkStatus::Online(at) => Some(*at),
                LinkStatus::Offline(at, _) => *at,
            },
            clock_offset_ms,
            free_bytes: self.free_bytes,
            journal_bytes: self.journal.bytes,
            records: self.journal.records,
            tickets: self.tickets,
        }
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
