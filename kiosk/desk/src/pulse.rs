//! Signs of life, by which a watchdog knows that a part of the kiosk works.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The signs of life of a part of the kiosk.
#[derive(Debug, Clone)]
pub struct Pulse {
    begun: Instant,
    /// Milliseconds from then to the last one.
    last: Arc<AtomicU64>,
}

impl Default for Pulse {
    fn default() -> Self {
        Self {
            begun: Instant::now(),
            last: Arc::default(),
        }
    }
}

impl Pulse {
    /// Gives a sign of life.
    pub fn beat(&self) {
        self.last.store(self.milliseconds(), Ordering::Relaxed);
    }

    /// Returns for how long there was none.
    #[must_use]
    pub fn age(&self) -> Duration {
        let last = self.last.load(Ordering::Relaxed);
        Duration::from_millis(self.milliseconds().saturating_sub(last))
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
