//! Which days a ticket is valid on, as a person writes it.

use jiff::civil::Date;
use shared::time::{Calendar, DayIndex};

/// Why days were not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DaysError {
    /// No day at all.
    #[error("no day is given; write dates (2024-09-06), numbers from 1 on, or \"all\"")]
    None,
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
/// Gives a bit for each day, bit 0 for the first.
///
/// # Errors
/// [`DaysError`], with the days the exhibition has.
pub fn days_mask(calendar: &Calendar, text: &str) -> Result<u16, DaysError> {
    let count = calendar.days.len().min(16);
    if text.trim().eq_ignore_ascii_case("all") {
        return Ok(((1_u32 << count) - 1) as u16);
    }
    let mut mask = 0;
    for word in text
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        let index = match word.parse::<usize>() {
            Ok(number) => number.checked_sub(1),
            Err(_) => word
                .parse::<Date>()
                .ok()
                .and_then(|date| calendar.days.iter().position(|day| *day == date)),
        };
        let index = index.filter(|index| *index < count);
        mask |= 1 << index.ok_or_else(|| not_a_day(calendar, word))?;
    }
    if mask == 0 {
        return Err(DaysError::None);
    }
    Ok(mask)
}

/// Reads days as the cell of a spreadsheet has them: what [`days_mask`] reads, dates in the order of
/// day, month and year (`6/9/2024`), the midnight that a spreadsheet puts behind a date, and `tất cả`.
///
/// # Errors
/// [`DaysError`], with the days the exhibition has.
pub(super) fn mask_of_cell(calendar: &Calendar, cell: &str) -> Result<u16, DaysError> {
    if cell.trim().to_lowercase() == "tất cả" {
        return days_mask(calendar, "all");
    }
    let words = cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
    let midnight =
        |word: &str| word.contains(':') && word.bytes().all(|byte| matches!(byte, b'0' | b':'));
    let days = words
        .filter(|word| !midnight(word))
        .map(|word| day_first(word).map_or_else(|| word.to_owned(), |date| date.to_string()));
    days_mask(calendar, &days.collect::<Vec<_>>().join(","))
}

/// A date as it is written in Việt Nam: `6/9/2024`, `06-09-2024`, `06.09.2024`.
fn day_first(word: &str) -> Option<Date> {
    let mut parts = word.split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The dates of a mask, ascending; an error when it names a day that the exhibition does not have.
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
    use jiff::civil::date;
    use shared::time::Zone;

    use super::*;

    fn calendar() -> Calendar {
        Calendar {
            zone: Zone::new(420),
            night_minutes: 0,
            days: (5..=8).map(|day| date(2024, 9, day)).collect(),
        }
    }

    #[test]
    fn days_are_written_as_dates_as_numbers_or_as_all() {
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
        ] {
            assert_eq!(mask_of_cell(&calendar(), cell), Ok(0b0010), "{cell}");
        }
        assert_eq!(mask_of_cell(&calendar(), "5/9/2024; 8/9/2024"), Ok(0b1001));
        for cell in ["Tất cả", "ALL"] {
            assert_eq!(mask_of_cell(&calendar(), cell), Ok(0b1111));
        }
        // The sixth of September with the month first is the ninth of June, which is no day of it.
        for cell in [
            "9/6/2024",
            "6/9",
            "6/9/24",
            "31/9/2024",
            "6/9/2024 10:30",
            "hôm nay",
        ] {
            assert!(mask_of_cell(&calendar(), cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_named_beside_those_that_are() {
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
