//! Checks a PIN on a thread of its own: it takes long enough to hold up a scan.

use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::thread;

use shared::pin::{self, StaffPin};

use crate::desk::Event;
use crate::view::Pin;

/// Says which of some PINs is the one that was typed.
pub(in crate::desk) type CheckPin =
    Arc<dyn Fn(&Pin, &[StaffPin]) -> Option<StaffPin> + Send + Sync>;

/// The one way to check a PIN outside of tests.
pub(in crate::desk) fn by_hash() -> CheckPin {
    Arc::new(|Pin(typed), pins| pin::find(pins, typed).cloned())
}

/// Begins to check; the answer comes as [`Event::PinChecked`].
///
/// # Errors
/// When the system gives no thread.
pub(in crate::desk) fn begin(
    check: &CheckPin,
    pin: Pin,
    pins: &Arc<[StaffPin]>,
    events: &SyncSender<Event>,
) -> std::io::Result<()> {
    let (check, pins, events) = (Arc::clone(check), Arc::clone(pins), events.clone());
    thread::Builder::new()
        .name("pin".to_owned())
        .spawn(move || {
            // Fails only when the desk has ended.
            let _ = events.send(Event::PinChecked(check(&pin, &pins)));
        })?;
    Ok(())
}
