//! What people saw at the doors.

use std::collections::BTreeMap;

use shared::record::Stamp;
use shared::time::UnixMs;

/// Names an event: the kiosk, the run of its device, and the count in that run. No two events of a device have one.
pub(super) type EventId = (String, String, u64);

/// Events, and what is known of them beside what their records say.
pub(super) type Shown = BTreeMap<EventId, Truth>;

/// What is known of an event by whoever stands beside the kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Truth {
    pub(super) at: UnixMs,
    /// Whether the kiosk had heard the server in this run of the device.
    pub(super) knew_time: bool,
}

pub(super) fn id_of(kiosk: &str, stamp: &Stamp) -> EventId {
    (kiosk.to_owned(), stamp.boot.clone(), stamp.mono_ms)
}
