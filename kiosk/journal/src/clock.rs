//! Time as a kiosk knows it: the device's clock, how far that is from the server's, and a count
//! that never jumps.

use std::fs;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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

impl Reading {
    /// The device's clock minus the count, in milliseconds: changes when the clock is set.
    #[must_use]
    pub fn lead_ms(&self) -> i64 {
        self.device.0.saturating_sub(self.mono_ms as i64)
    }
}

/// By how much the device's clock may move against its count, in milliseconds, before somebody has set it: a clock that
/// is put right little by little stays below it.
pub const SET_MS: i64 = 60_000;

/// A clock with the distance to the server's. Copies share the distance.
#[derive(Clone)]
pub struct Clock {
    source: Arc<dyn TimeSource>,
    distance: Arc<Mutex<Distance>>,
    follows: bool,
}

/// How far the device's clock is from the server's.
#[derive(Debug, Clone, Copy, Default)]
struct Distance {
    offset_ms: i64,
    /// The device's clock minus its count when that was so; `None` before it was ever set.
    lead_ms: Option<i64>,
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
            distance: Arc::default(),
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
            offset_ms: self.offset_at(&reading),
            boot: reading.boot.as_ref().to_owned(),
            mono_ms: reading.mono_ms,
        }
    }

    /// The time now, by the server's clock as far as it is known.
    #[must_use]
    pub fn now(&self) -> UnixMs {
        let reading = self.source.read();
        reading.device.plus(self.offset_at(&reading))
    }

    /// The bare reading, for measuring.
    #[must_use]
    pub fn read(&self) -> Reading {
        self.source.read()
    }

    /// What is added to the device's clock to get the server's, in milliseconds.
    #[must_use]
    pub fn offset_ms(&self) -> i64 {
        self.offset_at(&self.source.read())
    }

    /// Sets what is added to the device's clock, in milliseconds, for all copies of this clock. Should
    /// somebody set the device's clock after this, the time stays what it was. A [`Clock::played`] one
    /// stays as it is.
    pub fn set_offset_ms(&self, offset_ms: i64) {
        if !self.follows {
            return;
        }
        *self.distance() = Distance {
            offset_ms,
            lead_ms: Some(self.source.read().lead_ms()),
        };
    }

    /// Whether somebody has set the device's clock since the distance was set.
    #[must_use]
    pub fn device_was_set(&self) -> bool {
        let lead_ms = self.source.read().lead_ms();
        let then = self.distance().lead_ms;
        then.is_some_and(|then| lead_ms.saturating_sub(then).saturating_abs() >= SET_MS)
    }

    /// The distance at a reading: whatever the device's clock moved against its count is taken back.
    fn offset_at(&self, reading: &Reading) -> i64 {
        let known = *self.distance();
        let moved = known
            .lead_ms
            .map(|then| then.saturating_sub(reading.lead_ms()));
        known.offset_ms.saturating_add(moved.unwrap_or(0))
    }

    fn distance(&self) -> MutexGuard<'_, Distance> {
        self.distance.lock().unwrap_or_else(PoisonError::into_inner)
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
            mono_ms: awake_and_asleep_ms()
                .unwrap_or_else(|| self.uptime_ms + self.started.elapsed().as_millis() as u64),
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

/// Milliseconds since power-on, those that the device slept through included: a lid that was closed over night must not
/// look as if somebody had set the clock.
#[cfg(target_os = "linux")]
fn awake_and_asleep_ms() -> Option<u64> {
    let since = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let ms = since
        .tv_sec
        .checked_mul(1_000)?
        .checked_add(since.tv_nsec / 1_000_000)?;
    u64::try_from(ms).ok()
}

#[cfg(not(target_os = "linux"))]
fn awake_and_asleep_ms() -> Option<u64> {
    None
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
        let clock = Clock::from_source(Arc::new(Hands(Mutex::new((1_000_000, 10)))));
        let copy = clock.clone();
        copy.set_offset_ms(-3_600_000);
        let stamp = clock.stamp();
        assert_eq!(stamp.corrected(), stamp.device.plus(-3_600_000));
    }

    #[test]
    fn the_device_names_its_run_and_counts_on() {
        let clock = Clock::of_this_device();
        let stamp = clock.stamp();
        assert!(!stamp.boot.is_empty());
        assert!(clock.stamp().mono_ms >= stamp.mono_ms);
    }

    /// A device whose clock and count are set by hand: (clock, count).
    struct Hands(Mutex<(i64, u64)>);

    impl TimeSource for Hands {
        fn read(&self) -> Reading {
            let (device, mono_ms) = *self.0.lock().unwrap();
            Reading {
                device: UnixMs(device),
                boot: "b".into(),
                mono_ms,
            }
        }
    }

    #[test]
    fn somebody_who_sets_the_devices_clock_changes_nothing_until_the_server_is_heard() {
        let device = Arc::new(Hands(Mutex::new((1_000_000, 10))));
        let clock = Clock::from_source(Arc::clone(&device) as Arc<dyn TimeSource>);
        clock.set_offset_ms(500);
        // Five seconds later it is set an hour back.
        *device.0.lock().unwrap() = (1_005_000 - 3_600_000, 5_010);
        assert!(clock.device_was_set());
        assert_eq!(clock.now(), UnixMs(1_005_500));
        let stamp = clock.stamp();
        assert_eq!(stamp.corrected(), UnixMs(1_005_500));
        assert_eq!(stamp.device, UnixMs(1_005_000 - 3_600_000));
        clock.set_offset_ms(3_600_400);
        assert_eq!(clock.now(), UnixMs(1_005_400));
        assert!(!clock.device_was_set());
    }
}
