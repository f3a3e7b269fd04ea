//! Dates and times of day as people and files write them.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use serde::de::{Deserializer, Error, Visitor};

use super::VenueTimeZone;

/// A date, with or without a time of day, in the exhibition's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDate {
    /// The date.
    pub date: Date,
    /// The time of day, when one is written.
    pub time: Option<Time>,
}

/// Why a text is not a date that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrittenDateError {
    /// The text has another form.
    #[error(
        "\"{0}\" is not a date that is understood; write 2026-11-28, 28/11/2026 or 2026-11-28T17:30:00+07:00"
    )]
    Form(String),
    /// A date that no calendar has, or a time that no clock shows.
    #[error("\"{0}\" does not exist; write the day before the month, as in 28/11/2026")]
    Range(String),
    /// A year of two digits.
    #[error("the year of \"{0}\" has two digits; write all four, as in 28/11/2026")]
    ShortYear(String),
    /// A distance from UTC without a time of day.
    #[error("\"{0}\" has a zone and no time of day; write 2026-11-28 or 2026-11-28T17:30:00+07:00")]
    ZoneWithoutTime(String),
    /// A date where a date and a time are needed.
    #[error("\"{0}\" has no time of day; write 2026-11-28T17:30")]
    NoTime(String),
    /// Another form than a time of day's.
    #[error("\"{0}\" is not a time of day that is understood; write 17:30")]
    Clock(String),
    /// A time of day where a date is needed.
    #[error("\"{0}\" has a time of day; write the date alone, as in 2026-11-28")]
    Time(String),
}

impl WrittenDate {
    /// Reads `2026-11-28`, `2026/11/28`, `28/11/2026`, `28-11-2026` or `28.11.2026`; with a time of day
    /// before or behind it: `17:30`, `17:30:00.5`, `5:30 PM`; and behind the time a distance from UTC:
    /// `Z`, `UTC`, `GMT+7`, `+07:00`. A moment with such a distance is converted to `zone`.
    ///
    /// # Errors
    /// [`WrittenDateError`], with an example. No part of the text is ignored.
    pub fn read(text: &str, zone: VenueTimeZone) -> Result<Self, WrittenDateError> {
        let form = || WrittenDateError::Form(text.to_owned());
        let (moment, offset) = split_offset(text.trim()).ok_or_else(form)?;
        let (date, time) = split_time(moment).ok_or_else(form)?;
        let date = read_date(date, text)?;
        let time = time.map(|time| read_time(time, text)).transpose()?;
        match (time, offset) {
            (time, None) => Ok(Self { date, time }),
            (None, Some(_)) => Err(WrittenDateError::ZoneWithoutTime(text.to_owned())),
            (Some(time), Some(offset)) => {
                let local = zone.local_datetime(VenueTimeZone::new(offset).at(date, time));
                Ok(Self {
                    date: local.date(),
                    time: Some(local.time()),
                })
            }
        }
    }

    /// Reads a date and a time of day.
    ///
    /// # Errors
    /// [`WrittenDateError`], also for a date alone.
    pub fn read_moment(text: &str, zone: VenueTimeZone) -> Result<DateTime, WrittenDateError> {
        let written = Self::read(text, zone)?;
        let time = written
            .time
            .ok_or_else(|| WrittenDateError::NoTime(text.to_owned()))?;
        Ok(written.date.to_datetime(time))
    }

    /// Reads a date alone, which is the same in every zone.
    ///
    /// # Errors
    /// [`WrittenDateError`], also for a date with a time of day.
    pub fn read_date(text: &str) -> Result<Date, WrittenDateError> {
        let written = Self::read(text, VenueTimeZone::new(0))?;
        match written.time {
            None => Ok(written.date),
            Some(_) => Err(WrittenDateError::Time(text.to_owned())),
        }
    }
}

/// Reads a date alone from a file, as [`WrittenDate::read_date`] does.
pub(crate) fn deserialize_date<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    from.deserialize_str(Written(WrittenDate::read_date))
}

/// Reads a time of day alone from a file: `17:30`, `17:30:00`, `5:30 PM`; it has no zone of its own.
pub(crate) fn deserialize_time<'de, D: Deserializer<'de>>(from: D) -> Result<Time, D::Error> {
    from.deserialize_str(Written(|text| {
        let time = text.contains(':').then(|| read_time(text.trim(), text));
        time.and_then(Result::ok)
            .ok_or_else(|| WrittenDateError::Clock(text.to_owned()))
    }))
}

/// Reads a text. As a visitor its errors have the place of the text.
struct Written<T>(fn(&str) -> Result<T, WrittenDateError>);

impl<T> Visitor<'_> for Written<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date as in \"2026-11-28\" or a time of day as in \"17:30\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(E::custom)
    }
}

/// Splits off the distance from UTC, in minutes; `None` for one that no place has.
fn split_offset(text: &str) -> Option<(&str, Option<i16>)> {
    for name in ["Z", "UTC", "GMT"] {
        let Some(start) = text.len().checked_sub(name.len()) else {
            continue;
        };
        let named = text
            .get(start..)
            .is_some_and(|end| end.eq_ignore_ascii_case(name));
        // A letter before it would be another word.
        let before = text.get(..start).unwrap_or_default();
        if named && before.ends_with(|c: char| c.is_ascii_digit() || c == ' ') {
            return Some((before.trim_end(), Some(0)));
        }
    }
    let Some(sign) = text.rfind(['+', '-', '\u{2212}']) else {
        return Some((text, None));
    };
    let (before, signed) = text.split_at(sign);
    // A hyphen of a date has no time of day before it.
    if !before.contains(':') {
        return if signed.starts_with('+') {
            // A distance behind a date alone; what it means is refused where the time is missing.
            Some((before.trim_end(), Some(0)))
        } else {
            Some((text, None))
        };
    }
    let negative = !signed.starts_with('+');
    let digits = signed.trim_start_matches(['+', '-', '\u{2212}']);
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) => (hours, minutes),
        (None, 4) => digits.split_at_checked(2)?,
        (None, _) => (digits, "00"),
    };
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let offset = hours * 60 + minutes;
    let before = before.trim_end();
    let named = ["UTC", "GMT"].iter().find_map(|name| {
        let start = before.len().checked_sub(name.len())?;
        let named = before.get(start..)?.eq_ignore_ascii_case(name);
        named.then(|| before[..start].trim_end())
    });
    // `2026-11-28 09:00-11:00` is from nine to eleven.
    let whole = before.contains(['T', 't']) || before.matches(':').count() > 1;
    if negative && named.is_none() && !whole {
        return None;
    }
    let before = named.unwrap_or(before);
    Some((before, Some(if negative { -offset } else { offset })))
}

/// Splits a moment into its date and its time of day, whichever comes first.
fn split_time(moment: &str) -> Option<(&str, Option<&str>)> {
    if !moment.contains(':') {
        return Some((moment, None));
    }
    if let Some((date, time)) = moment.split_once(['T', 't']) {
        return Some((date, Some(time)));
    }
    let (first, rest) = moment.split_once(char::is_whitespace)?;
    if !first.contains(':') {
        return Some((first, Some(rest.trim())));
    }
    let (time, date) = moment.rsplit_once(char::is_whitespace)?;
    Some((date, Some(time.trim())))
}

fn read_date(text: &str, whole: &str) -> Result<Date, WrittenDateError> {
    let form = || WrittenDateError::Form(whole.to_owned());
    let mark = ['-', '/', '.']
        .into_iter()
        .find(|mark| text.contains(*mark))
        .ok_or_else(form)?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [first, month, last] = parts[..] else {
        return Err(form());
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    if year.len() == 2 && number(year, 2).is_some() {
        return Err(WrittenDateError::ShortYear(whole.to_owned()));
    }
    let part = |text, most| number(text, most).ok_or_else(form);
    let year = part(year, 4)?;
    if year < 1000 {
        return Err(form());
    }
    let (month, day) = (part(month, 2)?, part(day, 2)?);
    let parts = (i8::try_from(month), i8::try_from(day));
    let (Ok(month), Ok(day)) = parts else {
        return Err(form());
    };
    Date::new(year, month, day).map_err(|_| WrittenDateError::Range(whole.to_owned()))
}

fn read_time(text: &str, whole: &str) -> Result<Time, WrittenDateError> {
    let form = || WrittenDateError::Form(whole.to_owned());
    let (clock, half) = split_half(text);
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, "0"));
    let is_fraction =
        (1..=9).contains(&fraction.len()) && fraction.bytes().all(|b| b.is_ascii_digit());
    let mut parts = clock.split(':');
    let mut part = |most: i16| {
        let number = parts.next().map_or(Some(0), |part| number(part, 2));
        number.filter(|number| *number <= most)
    };
    let (hour, minute, second) = (part(23), part(59), part(59));
    let (Some(hour), Some(minute), Some(second)) = (hour, minute, second) else {
        return Err(form());
    };
    let hour = match half {
        None => Some(hour),
        Some(_) if !(1..=12).contains(&hour) => None,
        Some(Half::Morning) => Some(hour % 12),
        Some(Half::Afternoon) => Some(hour % 12 + 12),
    };
    let (Some(hour), true, None) = (hour, is_fraction, parts.next()) else {
        return Err(form());
    };
    let nanosecond = format!("{fraction:0<9}").parse().map_err(|_| form())?;
    let parts = (
        i8::try_from(hour),
        i8::try_from(minute),
        i8::try_from(second),
    );
    let (Ok(hour), Ok(minute), Ok(second)) = parts else {
        return Err(form());
    };
    Time::new(hour, minute, second, nanosecond).map_err(|_| form())
}

/// A half of the day on a clock of twelve hours.
#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

/// Splits off `AM` and `PM`, and the `SA` and `CH` of a Vietnamese Windows.
fn split_half(text: &str) -> (&str, Option<Half>) {
    let halves = [
        ("AM", Half::Morning),
        ("SA", Half::Morning),
        ("PM", Half::Afternoon),
        ("CH", Half::Afternoon),
    ];
    for (name, half) in halves {
        let start = text.len().saturating_sub(name.len());
        if let (Some(clock), Some(end)) = (text.get(..start), text.get(start..))
            && end.eq_ignore_ascii_case(name)
        {
            return (clock.trim_end(), Some(half));
        }
    }
    (text, None)
}

/// Returns a number of one to `most` digits.
fn number(text: &str, most: usize) -> Option<i16> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    const HANOI: i16 = 420;

    fn read(text: &str) -> Result<WrittenDate, WrittenDateError> {
        WrittenDate::read(text, VenueTimeZone::new(HANOI))
    }

    #[test]
    fn dates_alone_are_the_same_everywhere() {
        for text in [
            "2026-11-28",
            " 2026-11-28 ",
            "2026/11/28",
            "28/11/2026",
            "28-11-2026",
            "28.11.2026",
        ] {
            let expected = WrittenDate {
                date: date(2026, 11, 28),
                time: None,
            };
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn moments_are_converted_to_the_exhibition() {
        for text in [
            "2026-11-28T17:30:00+00:00",
            "2026-11-28T17:30:00Z",
            "2026-11-28 17:30:00 UTC",
            "2026-11-28 17:30Z",
            "2026-11-28T17:30:00.000Z",
            "28/11/2026 5:30 PM GMT",
            "2026-11-29T00:30:00+07:00",
            "2026-11-29T00:30:00+0700",
            "2026-11-29 00:30 GMT+7",
            "2026-11-28T12:30:00-05:00",
            "2026-11-28T12:30:00\u{2212}0500",
            "2026-11-29T00:30",
            "29/11/2026 12:30 AM",
            "29/11/2026 12:30:00 SA",
            "00:30 29/11/2026",
        ] {
            let expected = WrittenDate {
                date: date(2026, 11, 29),
                time: Some(time(0, 30, 0, 0)),
            };
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn other_forms_are_refused_with_an_example() {
        for text in [
            "",
            "28/11",
            "28/11/26",
            "11/28/2026",
            "31/9/2026",
            "2026-11-28Z",
            "2026-11-28+07:00",
            "2026-11-28T25:00",
            "2026-11-28T17:30+99:00",
            "2026-11-28T17:30:00+07:00[Asia/Ho_Chi_Minh]",
            "2026-11-28T17:30 ICT",
            "2026-11-28T17:30:00:00",
            "13:30 PM 28/11/2026",
            "28 Nov 2026",
            "28/11/2026 - 30/11/2026",
            "28/11/2026 30/11/2026",
            "2026-11-28 09:00-11:00",
            "46354",
            "tomorrow",
        ] {
            let said = read(text).unwrap_err().to_string();
            assert!(said.contains("2026") || text.is_empty(), "{text}: {said}");
        }
        assert!(WrittenDate::read_date("2026-11-28T17:30:00Z").is_err());
        assert!(WrittenDate::read_moment("2026-11-28", VenueTimeZone::new(0)).is_err());
    }

    proptest! {
        #[test]
        fn every_offset_names_the_same_moment(
            minutes in 0_i64..4 * 24 * 60,
            offset in (-12_i16 * 60)..=14 * 60,
        ) {
            let at = VenueTimeZone::new(0).midnight(date(2026, 11, 26)).plus(minutes * 60_000);
            let local = VenueTimeZone::new(offset).local_datetime(at);
            let sign = if offset < 0 { '-' } else { '+' };
            let (hours, rest) = (offset.abs() / 60, offset.abs() % 60);
            let text = format!("{local}{sign}{hours:02}:{rest:02}");
            let here = VenueTimeZone::new(HANOI).local_datetime(at);
            let expected = WrittenDate { date: here.date(), time: Some(here.time()) };
            prop_assert_eq!(read(&text), Ok(expected));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9:/.TZ+ APM-]{0,30}|\\PC{0,20}") {
            let _ = read(&text);
        }
    }
}
