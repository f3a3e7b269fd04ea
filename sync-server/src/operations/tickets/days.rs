//! Which days a ticket is valid on, as a person writes it.

use jiff::civil::Date;
use shared::time::{Calendar, DayIndex, VenueTimeZone, WrittenDate, WrittenDateError};

/// Why days were not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DaysError {
    /// No day at all.
    #[error("no day is given; write dates (2024-09-06), numbers from 1 on, or \"all\"")]
    None,
    /// Another form than a date's.
    #[error(transparent)]
    Written(#[from] WrittenDateError),
    /// Not one of the exhibition's days.
    #[error("\"{day}\" is no day of the exhibition; its days are {known}")]
    NotADay {
        /// What was written.
        day: String,
        /// The days there are.
        known: String,
    },
}

/// Reads days as a person writes them: dates, numbers from 1 on, both with commas between, or `all`.
/// A moment in another zone is the day it falls on at the exhibition. Gives a bit for each day, bit 0
/// for the first.
///
/// # Errors
/// [`DaysError`], with the days the exhibition has.
pub fn days_mask(calendar: &Calendar, text: &str) -> Result<u16, DaysError> {
    let count = calendar.days.len().min(16);
    if ["all", "tất cả"].contains(&text.trim().to_lowercase().as_str()) {
        return Ok(((1_u32 << count) - 1) as u16);
    }
    // A comma may also stand between a date and its time of day.
    if let Ok(date) = WrittenDate::read(&text.replace(',', " "), calendar.zone) {
        return bit_of(calendar, text.trim(), date.date);
    }
    let mut mask = 0;
    let parts = text.split([',', ';', '|', '\n']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        mask |= part_mask(calendar, part)?;
    }
    if mask == 0 {
        return Err(DaysError::None);
    }
    Ok(mask)
}

/// Reads a day, or several with spaces between.
fn part_mask(calendar: &Calendar, part: &str) -> Result<u16, DaysError> {
    if let Ok(number) = part.parse::<usize>() {
        let date = number
            .checked_sub(1)
            .and_then(|index| calendar.days.get(index));
        return bit_of(
            calendar,
            part,
            *date.ok_or_else(|| not_a_day(calendar, part))?,
        );
    }
    match WrittenDate::read(part, calendar.zone) {
        Ok(written) => bit_of(calendar, part, written.date),
        Err(error) if !part.contains(char::is_whitespace) => Err(match error {
            WrittenDateError::Form(_) => not_a_day(calendar, part),
            error => error.into(),
        }),
        // A part of a moment alone would be another moment.
        Err(error) if part.contains(':') => Err(error.into()),
        Err(_) => {
            let mut words = part.split_whitespace();
            words.try_fold(0, |mask, word| Ok(mask | part_mask(calendar, word)?))
        }
    }
}

fn bit_of(calendar: &Calendar, written: &str, date: Date) -> Result<u16, DaysError> {
    let index = calendar.days.iter().take(16).position(|day| *day == date);
    let index = index.ok_or_else(|| not_a_day(calendar, written))?;
    Ok(1 << index)
}

/// Returns whether a cell holds a date, a moment or a time of day.
pub(super) fn is_written_day(cell: &str) -> bool {
    let any_zone = VenueTimeZone::new(0);
    let is_time = |text: &str| {
        let text = text.trim().trim_end_matches(['h', 'H']);
        let parts: Vec<&str> = text.split([':', 'h', 'H', 'g']).collect();
        let numbers = parts.iter().all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        });
        numbers && (2..=3).contains(&parts.len())
    };
    WrittenDate::read(&cell.replace(',', " "), any_zone).is_ok()
        || cell.split(['-', '–', '~']).all(is_time)
        || cell
            .split([',', ';', '|'])
            .all(|part| WrittenDate::read(part, any_zone).is_ok())
}

/// Returns the dates of a mask, ascending; an error when it names a day that the exhibition does not have.
pub(super) fn dates_of(calendar: &Calendar, mask: u16) -> Result<Vec<Date>, DaysError> {
    let days = (0..16).filter(|day| mask >> day & 1 == 1);
    let dates: Vec<Date> = days
        .map(|day| {
            let date = calendar.date_of(DayIndex(day));
            date.ok_or_else(|| not_a_day(calendar, &(day + 1).to_string()))
        })
        .collect::<Result<_, _>>()?;
    if dates.is_empty() {
        return Err(DaysError::None);
    }
    Ok(dates)
}

fn not_a_day(calendar: &Calendar, day: &str) -> DaysError {
    let numbered = calendar.days.iter().enumerate();
    let known: Vec<String> = numbered
        .map(|(index, date)| format!("{} ({date})", index + 1))
        .collect();
    DaysError::NotADay {
        day: day.to_owned(),
        known: known.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn calendar() -> Calendar {
        Calendar {
            zone: VenueTimeZone::new(420),
            night_minutes: 0,
            days: (5..=8).map(|day| date(2024, 9, day)).collect(),
        }
    }

    #[test]
    fn days_are_dates_numbers_or_all() {
        assert_eq!(days_mask(&calendar(), "all"), Ok(0b1111));
        assert_eq!(days_mask(&calendar(), "1,3"), Ok(0b0101));
        assert_eq!(days_mask(&calendar(), "2024-09-06, 2024-09-08"), Ok(0b1010));
        assert_eq!(
            dates_of(&calendar(), 0b1010),
            Ok(vec![date(2024, 9, 6), date(2024, 9, 8)])
        );
    }

    #[test]
    fn a_spreadsheets_dates_have_the_day_first() {
        for cell in [
            "6/9/2024",
            "06-09-2024 0:00",
            "06.09.2024 00:00:00",
            " 2 ",
            "2024-09-06",
            "6/9/2024 10:30",
            "6/9/2024, 10:30",
            "10:30 06/09/2024",
            "2024-09-05T17:30:00+00:00",
            "2024-09-05T17:30:00Z",
            "2024-09-05 17:00 UTC",
            "2024-09-05T12:00:00-05:00",
            "2024-09-06T23:59:59+07:00",
        ] {
            assert_eq!(days_mask(&calendar(), cell), Ok(0b0010), "{cell}");
        }
        for cell in [
            "5/9/2024; 8/9/2024",
            "5/9/2024 8/9/2024",
            "2024-09-04T17:30Z, 4",
        ] {
            assert_eq!(days_mask(&calendar(), cell), Ok(0b1001), "{cell}");
        }
        for cell in ["Tất cả", "ALL"] {
            assert_eq!(days_mask(&calendar(), cell), Ok(0b1111));
        }
        // The sixth of September with the month first is the ninth of June, which is no day of it.
        for cell in [
            "9/6/2024",
            "6/9",
            "6/9/24",
            "31/9/2024",
            "2024-09-06/2024-09-08",
            "5/9/2024 - 7/9/2024",
            "2024-09-06T10:30 ICT",
            "2024-09-06+07:00",
            "hôm nay",
        ] {
            assert!(days_mask(&calendar(), cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn unknown_day_is_named_beside_known_ones() {
        for wrong in ["0", "5", "2024-09-09", "Monday", "99999999999999999999"] {
            let said = days_mask(&calendar(), wrong).unwrap_err().to_string();
            assert!(
                said.contains(wrong) && said.contains("4 (2024-09-08)"),
                "{said}"
            );
        }
        assert_eq!(days_mask(&calendar(), " , "), Err(DaysError::None));
        assert_eq!(dates_of(&calendar(), 0), Err(DaysError::None));
        assert!(dates_of(&calendar(), 0b1_0000).is_err());
    }
}
