//! Tells the system's service manager that the kiosk works, for as long as its window and its desk do: a kiosk that hangs is
//! ended and started again.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use desk::Pulse;

/// Watches parts of the kiosk by their [`Pulse`].
#[derive(Debug, Clone)]
pub struct Watchdog {
    parts: Arc<Mutex<Vec<Pulse>>>,
    /// How long the service manager waits; `None` when it does not.
    patience: Option<Duration>,
}

impl Watchdog {
    /// Watches on behalf of the service manager, where it asks for that in the environment.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> std::io::Result<Self> {
        // Not by `WATCHDOG_PID`: the process that it names is the compositor, which started the kiosk.
        let wanted = std::env::var("WATCHDOG_USEC").ok();
        let wanted = wanted.and_then(|it| it.parse().ok());
        let watchdog = Self {
            parts: Arc::default(),
            patience: wanted.map(Duration::from_micros),
        };
        if let Some(patience) = watchdog.patience {
            let watching = watchdog.clone();
            let tell = move || {
                loop {
                    if watching.is_well(patience / 2) {
                        tell_service_manager();
                    }
                    thread::sleep(patience / 4);
                }
            };
            thread::Builder::new()
                .name("watchdog".to_owned())
                .spawn(tell)?;
        }
        Ok(watchdog)
    }

    /// Watches one more part; answers with how often it is to give a sign of life at least, if at all.
    #[must_use]
    pub fn watch(&self, part: Pulse) -> Option<Duration> {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        part.beat();
        parts.push(part);
        self.patience.map(|patience| patience / 8)
    }

    /// Returns whether each part gave a sign of life not longer ago than this.
    #[must_use]
    pub fn is_well(&self, ago: Duration) -> bool {
        let parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.iter().all(|part| part.age() < ago)
    }
}

/// Should nobody listen, nobody waits for it either.
fn tell_service_manager() {
    #[cfg(target_os = "linux")]
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Watchdog]);
}
