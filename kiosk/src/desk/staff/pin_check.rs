//! Checks a PIN on a thread of its own: it takes long enough to hold up a scan.

use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::thread;

use shared::device_secret::DeviceSecret;
use shared::pin::{self, StaffPin};
use view::Pin;

use crate::desk::Event;

/// Says which of some PINs is the one that was typed.
pub(in crate::desk) type CheckPin =
    Arc<dyn Fn(&Pin, &[StaffPin], &DeviceSecret) -> Option<StaffPin> + Send + Sync>;

/// The one way to check a PIN outside of tests.
pub(in crate::desk) fn by_hash() -> CheckPin {
    Arc::new(|Pin(typed), pins, secret| pin::find(pins, typed, Some(secret)).cloned())
}

/// Begins to check; the answer comes as [`Event::PinChecked`].
///
/// # Errors
/// When the system gives no thread.
pub(in crate::desk) fn begin(
    check: &CheckPin,
    pin: Pin,
    pins: &Arc<[StaffPin]>,
    secret: &DeviceSecret,
    events: &SyncSender<Event>,
) -> std::io::Result<()> {
    let (check, pins, events) = (Arc::clone(check), Arc::clone(pins), events.clone());
    let secret = secret.clone();
    thread::Builder::new()
        .name("pin".to_owned())
        .spawn(move || {
            // Fails only when the desk has ended.
            let _ = events.send(Event::PinChecked(check(&pin, &pins, &secret)));
        })?;
    Ok(())
}
