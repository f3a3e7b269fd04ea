//! Which days a report is about.

use jiff::civil::Date;
use shared::protocol::v1::{DayTotals, Totals};

/// The days of a report, as its address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportPeriod {
    /// Every day with figures, and every day of the exhibition.
    All,
    /// One of these.
    Day(Date),
}

impl ReportPeriod {
    /// Returns the period that a part of an address stands for.
    pub(crate) fn from_path(path: &str) -> Option<Self> {
        match path {
            "all" => Some(Self::All),
            date => date.parse().ok().map(Self::Day),
        }
    }

    /// Returns the part of an address, and of a file's name.
    pub(crate) fn path(self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Day(date) => date.to_string(),
        }
    }

    /// Returns its one day; `None` where it is all of them.
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Self::All => None,
            Self::Day(date) => Some(date),
        }
    }

    /// Returns the days; none when the day asked for has no figures.
    pub(crate) fn days(self, totals: &Totals) -> Vec<&DayTotals> {
        let days = totals.days.iter();
        days.filter(|day| match self {
            Self::All => true,
            Self::Day(date) => date == day.date,
        })
        .collect()
    }
}
