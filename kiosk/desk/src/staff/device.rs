//! How the device is doing, for its operator.

use journal::Size;
use journal::disk::free_bytes;
use view::{Device, LinkStatus, Status};

use crate::Desk;

/// What has to be looked up to say how the device is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looked {
    free_bytes: Option<u64>,
    journal: Size,
    tickets: u64,
}

/// Looks at the device. What can't be found out is left out, or stays 0.
pub(crate) fn look(desk: &Desk) -> Looked {
    let journal = desk.journal();
    Looked {
        free_bytes: journal.folder().and_then(free_bytes),
        journal: journal.size().unwrap_or_default(),
        tickets: journal.tickets().unwrap_or_default(),
    }
}

impl Looked {
    /// How the device is, with what is known all the time.
    pub(crate) fn with(self, status: &Status, clock_offset_ms: i64) -> Device {
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
