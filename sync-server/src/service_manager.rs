//! What the system's service manager is told: that the server takes connections, and that it does not hang.

use std::time::Duration;

/// The server takes connections.
pub(crate) fn ready() {
    #[cfg(target_os = "linux")]
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Ready]);
}

/// Tells again and again that the server's threads go on, where somebody waits for that.
pub(crate) async fn tell_of_life() {
    let wanted = std::env::var("WATCHDOG_USEC").ok();
    let Some(patience) = wanted.and_then(|it| it.parse().ok()) else {
        return;
    };
    let mut turns = tokio::time::interval(Duration::from_micros(patience) / 4);
    loop {
        turns.tick().await;
        #[cfg(target_os = "linux")]
        let _ = sd_notify::notify(&[sd_notify::NotifyState::Watchdog]);
    }
}
