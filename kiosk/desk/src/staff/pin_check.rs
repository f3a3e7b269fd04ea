//! Checks a PIN on a thread of its own: it takes long enough to hold up a scan.

use std::sync::Arc;
use std::thread;

use shared::device_secret::DeviceSecret;
use shared::pin::{self, StaffPin};
use view::Pin;

/// Says which of some PINs is the one that was typed.
pub(crate) type CheckPin =
    Arc<dyn Fn(&Pin, &[StaffPin], &DeviceSecret) -> Option<StaffPin> + Send + Sync>;

/// The one way to check a PIN outside of tests.
pub(crate) fn by_hash() -> CheckPin {
    Arc::new(|Pin(typed), pins, secret| pin::find(pins, typed, Some(secret)).cloned())
}

/// Begins to check, and tells the answer.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn begin(
    check: &CheckPin,
    pin: Pin,
    pins: &Arc<[StaffPin]>,
    secret: &DeviceSecret,
    tell: impl FnOnce(Option<StaffPin>) + Send + 'static,
) -> std::io::Result<()> {
    let (check, pins, secret) = (Arc::clone(check), Arc::clone(pins), secret.clone());
    thread::Builder::new()
        .name("pin".to_owned())
        .spawn(move || tell(check(&pin, &pins, &secret)))?;
    Ok(())
}
