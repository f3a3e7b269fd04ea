//! Time as a kiosk knows it: the device's clock, how far that is from the server's, and a count
//! that never jumps.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use shared::record::Stamp;
use shared::time::UnixMs;

/// Where time comes from; the demonstration and the tests bring their own.
pub trait TimeSource: Send + Sync {
    /// The time now.
    fn read(&self) -> Reading;
}

/// One look at a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The device's own clock.
    pub device: UnixMs,
    /// Names this run of the device, from power-on to power-off.
    pub boot: Arc<str>,
    /// Milliseconds since some instant of this run; never jumps when the clock is set.
    pub mono_ms: u64,
}

/// A clock with the distance to the server's. Copies share the distance.
#[derive(Clone)]
pub struct Clock {
    source: Arc<dyn TimeSource>,
    offset_ms: Arc<AtomicI64>,
    follows: bool,
}

impl Clock {
    /// The clock of this device; the server's is taken to agree until told otherwise.
    #[must_use]
    pub fn of_this_device() -> Self {
        Self::from_source(Arc::new(Device::new()))
    }

    /// A clock that reads any source, and learns its distance from the server's.
    #[must_use]
    pub fn from_source(source: Arc<dyn TimeSource>) -> Self {
        Self {
            source,
            offset_ms: Arc::new(AtomicI64::new(0)),
            follows: true,
        }
    }

    /// A clock that is right whatever the server says: the played hour of a demonstration.
    #[must_use]
    pub fn played(source: Arc<dyn TimeSource>) -> Self {
        Self {
            follows: false,
            ..Self::from_source(source)
        }
    }

    /// The time now, as records carry it.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let reading = self.source.read();
        Stamp {
            device: reading.device,
            offset_ms: self.offset_ms(),
            boot: reading.boot.as_ref().to_owned(),
            mono_ms: reading.mono_ms,
        }
    }

    /// The time now, by the server's clock as far as it is known.
    #[must_use]
    pub fn now(&self) -> UnixMs {
        self.source.read().device.plus(self.offset_ms())
    }

    /// The bare reading, for measuring.
    #[must_use]
    pub fn read(&self) -> Reading {
        self.source.read()
    }

    /// What is added to the device's clock to get the server's, in milliseconds.
    #[must_use]
    pub fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::Relaxed)
    }

    /// Sets what is added to the device's clock, in milliseconds, for all copies of this clock. A
    /// [`Clock::played`] one stays as it is.
    pub fn set_offset_ms(&self, offset_ms: i64) {
        if !self.follows {
            return;
        }
        self.offset_ms.store(offset_ms, Ordering::Relaxed);
    }
}

/// The clock of this device.
struct Device {
    boot: Arc<str>,
    started: Instant,
    /// Milliseconds from power-on to `started`, where the system tells.
    uptime_ms: u64,
}

impl Device {
    fn new() -> Self {
        Self {
            boot: boot_id().into(),
            started: Instant::now(),
            uptime_ms: uptime_ms().unwrap_or(0),
        }
    }
}

impl TimeSource for Device {
    fn read(&self) -> Reading {
        let device = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => since.as_millis() as i64,
            Err(before) => -(before.duration().as_millis() as i64),
        };
        Reading {
            device: UnixMs(device),
            boot: Arc::clone(&self.boot),
            mono_ms: self.uptime_ms + self.started.elapsed().as_millis() as u64,
        }
    }
}

/// The system's name for this run, else a random one: then a restart of the program looks like a
/// restart of the device, which is harmless.
fn boot_id() -> String {
    match fs::read_to_string("/proc/sys/kernel/random/boot_id") {
        Ok(id) if !id.trim().is_empty() => id.trim().to_owned(),
        _ => getrandom::u64().map_or_else(|_| "unknown".to_owned(), |id| format!("{id:016x}")),
    }
}

fn uptime_ms() -> Option<u64> {
    let text = fs::read_to_string("/proc/uptime").ok()?;
    let seconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some((seconds * 1000.0) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_a_clock_learn_the_servers_time_together() {
        let clock = Clock::of_this_device();
        let copy = clock.clone();
        copy.set_offset_ms(-3_600_000);
        let stamp = clock.stamp();
        assert_eq!(stamp.corrected(), stamp.device.plus(-3_600_000));
        assert!(!stamp.boot.is_empty());
        assert!(clock.stamp().mono_ms >= stamp.mono_ms);
    }
}
