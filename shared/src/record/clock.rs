//! When a record was made, by all that is known of its kiosk's clock.
//!
//! A kiosk that is cut off stamps its records by a clock that may be wrong by hours. Each stamp also has a count that
//! never jumps, so once the kiosk has heard the server in the same run of the device, the time of every earlier record
//! of that run is known. The kiosk then writes a clock statement; bodies are never changed.

use super::{Fact, Record, Stamp};
use crate::time::UnixMs;

/// What a [`Fact::ClockKnown`] says: at this count since power-on it was this time by the server.
///
/// The least one of a run is the one that holds, so that the order in which statements arrive does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockStatement {
    /// Milliseconds since power-on.
    pub mono_ms: u64,
    /// The time by the server.
    pub at: UnixMs,
}

impl ClockStatement {
    /// Returns what a record states of the clock; `None` where it states nothing.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        (record.fact == Fact::ClockKnown).then(|| Self::at(&record.stamp))
    }

    /// Returns the statement that the clock was right at a stamp.
    #[must_use]
    pub fn at(stamp: &Stamp) -> Self {
        Self {
            mono_ms: stamp.mono_ms,
            at: stamp.corrected(),
        }
    }

    /// Returns the time of a stamp of the same run of the device. From the statement on, the stamp itself is right.
    #[must_use]
    pub fn time_of(&self, stamp: &Stamp) -> UnixMs {
        match self.mono_ms.checked_sub(stamp.mono_ms) {
            Some(ago) if ago > 0 => self.at.plus(-i64::try_from(ago).unwrap_or(i64::MAX)),
            _ => stamp.corrected(),
        }
    }

    /// Returns the time at a count since power-on of the same run of the device.
    #[must_use]
    pub fn time_at(&self, mono_ms: u64) -> UnixMs {
        let ms = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.at.plus(ms(mono_ms).saturating_sub(ms(self.mono_ms)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOON: UnixMs = UnixMs(1_725_598_800_000);

    fn stamp(mono_ms: u64, ahead_ms: i64) -> Stamp {
        Stamp {
            device: NOON.plus(mono_ms as i64 + ahead_ms),
            offset_ms: 0,
            boot: "b".to_owned(),
            mono_ms,
        }
    }

    #[test]
    fn records_before_the_statement_are_corrected() {
        let statement = ClockStatement {
            mono_ms: 60_000,
            at: NOON.plus(60_000),
        };
        let ahead = 20 * 3_600_000;
        assert_eq!(statement.time_of(&stamp(10, ahead)), NOON.plus(10));
        assert_eq!(statement.time_of(&stamp(60_000, 5)), NOON.plus(60_005));
        assert_eq!(statement.time_of(&stamp(70_000, 5)), NOON.plus(70_005));
        assert_eq!(statement.time_at(61_000), NOON.plus(61_000));
    }

    proptest! {
        /// Whatever the clock said, records keep the order in which they were made.
        #[test]
        fn corrected_records_keep_their_order(
            first in 0_u64..1 << 62,
            later in 0_u64..1 << 62,
            stated in any::<u64>(),
            at in any::<i64>(),
            ahead in -1_i64 << 40..1_i64 << 40,
        ) {
            let statement = ClockStatement { mono_ms: stated, at: UnixMs(at) };
            let (first, later) = (first.min(later), first.max(later));
            if later < stated {
                let time = |mono| statement.time_of(&stamp(mono, ahead));
                prop_assert!(time(first) <= time(later));
            }
        }
    }
}
