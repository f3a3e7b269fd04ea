//! The clock that everything here reads.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use shared::time::UnixMs;

/// Tells the time. Tests and rehearsals bring their own.
pub type Clock = Arc<dyn Fn() -> UnixMs + Send + Sync>;

/// Returns the time by the system's clock.
#[must_use]
pub fn system_time() -> UnixMs {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    UnixMs(since.map_or(0, |since| since.as_millis() as i64))
}
