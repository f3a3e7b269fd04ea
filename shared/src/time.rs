//! Instants in milliseconds, and the exhibition's own calendar.
//!
//! Everything is stored in UTC; days, hours and "today" are always those of the exhibition's zone.

mod written;

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

pub use written::{WrittenDate, WrittenDateError};
pub(crate) use written::{deserialize_date, deserialize_time};

/// An instant: milliseconds since 1970-01-01 00:00 UTC.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UnixMs(pub i64);

impl UnixMs {
    /// Returns this instant, `ms` milliseconds later (earlier when negative).
    #[must_use]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Returns the milliseconds from `earlier` to this instant.
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
pub struct VenueTimeZone {
    offset_minutes: i16,
}

impl VenueTimeZone {
    /// Returns a zone `offset_minutes` ahead of UTC; anything beyond ±18 hours is held to ±18 hours.
    #[must_use]
    pub fn new(offset_minutes: i16) -> Self {
        Self {
            offset_minutes: offset_minutes.clamp(-18 * 60, 18 * 60),
        }
    }

    /// Returns the local date and minute of the day (0 to 1439) at an instant.
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

    /// Returns the instant of a local time of day, to the millisecond.
    #[must_use]
    pub fn at(self, date: Date, time: Time) -> UnixMs {
        let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60
            + i64::from(time.second());
        self.midnight(date)
            .plus(seconds * 1000 + i64::from(time.millisecond()))
    }

    /// Returns the instant at which a local date begins.
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

/// Returns a minute of the day as it is read aloud at a door: `14:05`. Minutes after the next midnight begin anew at
/// `00:00`.
#[must_use]
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// The exhibition's days in order, with its zone.
///
/// A day begins at midnight, or, where a door closes after midnight, when the last door has closed: an entry at
/// half past midnight through a door that closes at 01:00 belongs to the evening's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The zone in which days begin and end.
    pub zone: VenueTimeZone,
    /// The days the exhibition is open, ascending; at most 16.
    pub days: Vec<Date>,
    /// The minute after midnight at which a day gives way to the next one; at most [`NIGHT_MINUTES_MOST`].
    pub night_minutes: u16,
}

/// The longest that a day may go on after midnight, in minutes: until 06:00.
pub const NIGHT_MINUTES_MOST: u16 = 6 * 60;

/// A record's time may be ahead of its receipt by so much, in milliseconds: two clocks that keep the time are not.
const AHEAD_MS: i64 = 10 * 60_000;
/// The same where the record would be the first of a later day.
const SLACK_MS: i64 = 60_000;
const YEAR_MS: i64 = 366 * DAY_MS;
const MONTH_MS: i64 = 31 * DAY_MS;
/// A record counts on days so far from those of the exhibition, in milliseconds.
const MARGIN_MS: i64 = 7 * DAY_MS;

/// How the time that a record claims is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// It may well be right.
    Known,
    /// It is ahead of the receipt, but on the same day.
    Ahead,
    /// It is ahead of the receipt, and on a later day.
    LaterDay,
    /// It is more than a week before the first day or after the last one.
    Unknown,
}

impl Timing {
    /// Returns whether a record with such a time is counted on the day that its time says.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Known | Self::Ahead)
    }
}

/// The milliseconds of a day.
pub(crate) const DAY_MS: i64 = 86_400_000;

impl Calendar {
    /// Returns the date of the day that an instant belongs to.
    #[must_use]
    pub fn date_at(&self, at: UnixMs) -> Date {
        self.zone.local(at.plus(-self.night_ms())).date
    }

    /// Returns the minute of its day that an instant belongs to, counted from the midnight at which the date begins.
    /// From 1440 on it is after the next midnight.
    #[must_use]
    pub fn minute_at(&self, at: UnixMs) -> u16 {
        self.zone.local(at.plus(-self.night_ms())).minute + self.night_minutes
    }

    /// Returns the instant at which the day of a date begins.
    #[must_use]
    pub fn starts(&self, date: Date) -> UnixMs {
        self.zone.midnight(date).plus(self.night_ms())
    }

    /// Returns the instant at which the day of a date gives way to the next one.
    #[must_use]
    pub fn ends(&self, date: Date) -> UnixMs {
        self.starts(date).plus(DAY_MS)
    }

    /// Returns the instant of a time on the day of a date. A time before the day begins is one after the following
    /// midnight.
    #[must_use]
    pub fn at(&self, date: Date, time: Time) -> UnixMs {
        let at = self.zone.at(date, time);
        if at < self.starts(date) {
            at.plus(DAY_MS)
        } else {
            at
        }
    }

    /// Returns which exhibition day an instant falls on; `None` on any other day.
    #[must_use]
    pub fn day_of(&self, at: UnixMs) -> Option<DayIndex> {
        let today = self.date_at(at);
        let index = self.days.iter().position(|day| *day == today)?;
        u8::try_from(index).ok().map(DayIndex)
    }

    /// Returns the date of an exhibition day.
    #[must_use]
    pub fn date_of(&self, day: DayIndex) -> Option<Date> {
        self.days.get(usize::from(day.0)).copied()
    }

    /// Returns how a time that a record claims is to be taken, which was received at `received`.
    #[must_use]
    pub fn timing(&self, at: UnixMs, received: UnixMs) -> Timing {
        if !self.is_within(at, MARGIN_MS, MARGIN_MS) {
            return Timing::Unknown;
        }
        if !self.is_possible(received) {
            // It is the server that does not know the time.
            return Timing::Known;
        }
        let ahead_ms = at.since(received);
        if ahead_ms > SLACK_MS && self.date_at(at) > self.date_at(received) {
            Timing::LaterDay
        } else if ahead_ms > AHEAD_MS {
            Timing::Ahead
        } else {
            Timing::Known
        }
    }

    /// Returns whether something can have happened at a time: within a year before the first day and a month after the
    /// last one. A clock that stood still, or began anew in 1970, says others.
    #[must_use]
    pub fn is_possible(&self, at: UnixMs) -> bool {
        self.is_within(at, YEAR_MS, MONTH_MS)
    }

    fn is_within(&self, at: UnixMs, before_ms: i64, after_ms: i64) -> bool {
        match (self.days.first(), self.days.last()) {
            (Some(first), Some(last)) => {
                let earliest = self.starts(*first).plus(-before_ms);
                (earliest..self.ends(*last).plus(after_ms)).contains(&at)
            }
            _ => true,
        }
    }

    fn night_ms(&self) -> i64 {
        i64::from(self.night_minutes) * 60_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// 2024-09-05 17:00 UTC, which is midnight in Hà Nội.
    const MIDNIGHT: UnixMs = UnixMs(1_725_555_600_000);

    #[test]
    fn day_turns_at_local_midnight_not_utc() {
        let zone = VenueTimeZone::new(420);
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
    fn other_days_are_no_exhibition_days() {
        let calendar = Calendar {
            zone: VenueTimeZone::new(420),
            days: vec![date(2024, 9, 5), date(2024, 9, 7)],
            night_minutes: 0,
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
    fn night_hours_belong_to_the_evening() {
        let calendar = Calendar {
            zone: VenueTimeZone::new(420),
            days: vec![date(2024, 9, 5)],
            night_minutes: 60,
        };
        let half_past = MIDNIGHT.plus(30 * 60_000);
        let turn = MIDNIGHT.plus(60 * 60_000);
        assert_eq!(calendar.day_of(half_past), Some(DayIndex(0)));
        assert_eq!(calendar.minute_at(half_past), 24 * 60 + 30);
        assert_eq!(calendar.day_of(turn.plus(-1)), Some(DayIndex(0)));
        assert_eq!(calendar.day_of(turn), None);
        assert_eq!(calendar.minute_at(turn), 60);
        assert_eq!(calendar.ends(date(2024, 9, 5)), turn);
        let time = jiff::civil::time(0, 30, 0, 0);
        assert_eq!(calendar.at(date(2024, 9, 5), time), half_past);
    }

    #[test]
    fn time_ahead_of_receipt_opens_no_later_day() {
        let calendar = Calendar {
            zone: VenueTimeZone::new(420),
            days: vec![date(2024, 9, 5), date(2024, 9, 6)],
            night_minutes: 0,
        };
        let noon = MIDNIGHT.plus(-12 * 3_600_000);
        let timing = |ahead_ms: i64| calendar.timing(noon.plus(ahead_ms), noon);
        assert_eq!(timing(-30 * 3_600_000), Timing::Known);
        assert_eq!(calendar.timing(noon, UnixMs(0)), Timing::Known);
        assert_eq!(timing(AHEAD_MS), Timing::Known);
        assert_eq!(timing(AHEAD_MS + 1), Timing::Ahead);
        assert_eq!(timing(20 * 3_600_000), Timing::LaterDay);
        let before_midnight = MIDNIGHT.plus(-30_000);
        let timing =
            |ahead_ms: i64| calendar.timing(before_midnight.plus(ahead_ms), before_midnight);
        assert_eq!(timing(SLACK_MS), Timing::Known);
        assert_eq!(timing(SLACK_MS + 1), Timing::LaterDay);
    }

    #[test]
    fn years_without_exhibition_are_impossible_times() {
        let calendar = Calendar {
            zone: VenueTimeZone::new(420),
            days: vec![date(2024, 9, 5), date(2024, 9, 6)],
            night_minutes: 0,
        };
        let far = i64::MAX / 2;
        for at in [i64::MIN, -far, -377_705_116_800_000, 0, 1, far, i64::MAX] {
            assert_eq!(calendar.timing(UnixMs(at), UnixMs(at)), Timing::Unknown);
        }
        let last = calendar.ends(date(2024, 9, 6));
        assert!(calendar.is_possible(last.plus(MONTH_MS - 1)));
        assert!(!calendar.is_possible(last.plus(MONTH_MS)));
        assert!(calendar.is_possible(MIDNIGHT.plus(-300 * DAY_MS)));
        assert!(!calendar.is_possible(MIDNIGHT.plus(-370 * DAY_MS)));
    }

    #[test]
    fn wildly_wrong_clock_does_no_harm() {
        let zone = VenueTimeZone::new(420);
        for at in [i64::MIN, -1, 0, i64::MAX] {
            assert!(zone.local(UnixMs(at)).minute < 1440);
        }
    }
}
