//! Instants in milliseconds, and the exhibition's own calendar.
//!
//! Everything is stored in UTC; days, hours and "today" are always those of the exhibition's zone.

mod written;

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

pub use written::{WrittenDate, WrittenDateError};

/// An instant: milliseconds since 1970-01-01 00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMs(pub i64);

impl UnixMs {
    /// This instant, `ms` milliseconds later (earlier when negative).
    #[must_use]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this instant.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A day of the exhibition, counted from 0; a ticket's mask has a bit for each of the first 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DayIndex(pub u8);

/// The exhibition's zone as a fixed distance from UTC.
///
/// Viet Nam has kept UTC+7 without daylight saving since 1975, so a fixed distance is exact and
/// needs no time-zone database on a kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    offset_minutes: i16,
}

impl Zone {
    /// A zone `offset_minutes` ahead of UTC; anything beyond ±18 hours is held to ±18 hours.
    #[must_use]
    pub fn new(offset_minutes: i16) -> Self {
        Self {
            offset_minutes: offset_minutes.clamp(-18 * 60, 18 * 60),
        }
    }

    /// The local date and minute of the day (0 to 1439) at an instant.
    #[must_use]
    pub fn local(self, at: UnixMs) -> LocalTime {
        let local_ms = at.0.saturating_add(i64::from(self.offset_minutes) * 60_000);
        let minute = local_ms.rem_euclid(86_400_000) / 60_000;
        LocalTime {
            date: self.local_datetime(at).date(),
            minute: minute as u16,
        }
    }

    /// Returns the local date and time of day at an instant, to the millisecond.
    #[must_use]
    pub fn local_datetime(self, at: UnixMs) -> DateTime {
        let local_ms = at.0.saturating_add(i64::from(self.offset_minutes) * 60_000);
        let timestamp = jiff::Timestamp::from_millisecond(local_ms).unwrap_or(if local_ms < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        });
        Offset::UTC.to_datetime(timestamp)
    }

    /// The instant of a local time of day, to the millisecond.
    #[must_use]
    pub fn at(self, date: Date, time: Time) -> UnixMs {
        let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60
            + i64::from(time.second());
        self.midnight(date)
            .plus(seconds * 1000 + i64::from(time.millisecond()))
    }

    /// The instant at which a local date begins.
    #[must_use]
    pub fn midnight(self, date: Date) -> UnixMs {
        let days = i64::from((date - Date::constant(1970, 1, 1)).get_days());
        UnixMs(days * 86_400_000 - i64::from(self.offset_minutes) * 60_000)
    }
}

/// A date and a minute in the exhibition's zone, as a visitor's watch would show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    /// The local date.
    pub date: Date,
    /// The minute of that day, 0 to 1439.
    pub minute: u16,
}

impl fmt::Display for LocalTime {
    /// `14:05`: the hour and minute, as read aloud at a door.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

/// The exhibition's days in order, with its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The zone in which days begin and end.
    pub zone: Zone,
    /// The days the exhibition is open, ascending; at most 16.
    pub days: Vec<Date>,
}

impl Calendar {
    /// Which exhibition day an instant falls on; `None` on any other day.
    #[must_use]
    pub fn day_of(&self, at: UnixMs) -> Option<DayIndex> {
        let today = self.zone.local(at).date;
        let index = self.days.iter().position(|day| *day == today)?;
        u8::try_from(index).ok().map(DayIndex)
    }

    /// The date of an exhibition day.
    #[must_use]
    pub fn date_of(&self, day: DayIndex) -> Option<Date> {
        self.days.get(usize::from(day.0)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// 2024-09-05 17:00 UTC, which is midnight in Hà Nội.
    const MIDNIGHT: UnixMs = UnixMs(1_725_555_600_000);

    #[test]
    fn the_day_turns_at_local_midnight_and_not_at_utc_midnight() {
        let zone = Zone::new(420);
        assert_eq!(zone.local(MIDNIGHT.plus(-1)).date, date(2024, 9, 5));
        assert_eq!(zone.local(MIDNIGHT.plus(-1)).to_string(), "23:59");
        assert_eq!(zone.local(MIDNIGHT).date, date(2024, 9, 6));
        assert_eq!(zone.local(MIDNIGHT).minute, 0);
        assert_eq!(zone.midnight(date(2024, 9, 6)), MIDNIGHT);
        let opening = jiff::civil::time(8, 30, 5, 7_000_000);
        let after = ((8 * 60 + 30) * 60 + 5) * 1000 + 7;
        assert_eq!(zone.at(date(2024, 9, 6), opening), MIDNIGHT.plus(after));
    }

    #[test]
    fn days_before_between_and_after_are_no_exhibition_days() {
        let calendar = Calendar {
            zone: Zone::new(420),
            days: vec![date(2024, 9, 5), date(2024, 9, 7)],
        };
        assert_eq!(calendar.day_of(MIDNIGHT.plus(-1)), Some(DayIndex(0)));
        assert_eq!(calendar.day_of(MIDNIGHT), None);
        assert_eq!(
            calendar.day_of(MIDNIGHT.plus(86_400_000)),
            Some(DayIndex(1))
        );
        assert_eq!(calendar.day_of(MIDNIGHT.plus(2 * 86_400_000)), None);
    }

    #[test]
    fn a_clock_that_is_wildly_wrong_does_no_harm() {
        let zone = Zone::new(420);
        for at in [i64::MIN, -1, 0, i64::MAX] {
            assert!(zone.local(UnixMs(at)).minute < 1440);
        }
    }
}
