//! Dates and times as people say them.

use jiff::civil::Date;
use shared::time::LocalTime;

use super::{Key, Texts};

impl Texts {
    /// A date on its own: "Thứ Sáu, ngày 6 tháng 9 năm 2024".
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.dated(Key::DateFull, date)
    }

    /// A date where there is little room: "Thứ Sáu, 6/9".
    #[must_use]
    pub fn date_short(&self, date: Date) -> String {
        self.dated(Key::DateShort, date)
    }

    /// A date inside a sentence, without the year.
    #[must_use]
    pub fn date_in_sentence(&self, date: Date) -> String {
        self.dated(Key::DateInSentence, date)
    }

    /// A time of today as "09:14", of another day with its date.
    #[must_use]
    pub fn time(&self, at: LocalTime, today: Date) -> String {
        if at.date == today {
            return at.to_string();
        }
        self.say_with(
            Key::TimeOfDate,
            [
                ("time", at.to_string().into()),
                ("day", at.date.day().into()),
                ("month", at.date.month().into()),
            ],
        )
    }

    fn dated(&self, key: Key, date: Date) -> String {
        self.say_with(
            key,
            [
                ("weekday", date.weekday().to_monday_one_offset().into()),
                ("day", date.day().into()),
                ("month", date.month().into()),
                // A year is a name and not an amount: as text it never gets a thousands separator.
                ("year", date.year().to_string().into()),
            ],
        )
    }
}
