//! A table of a report: typed cells under named columns.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use shared::time::clock;

use crate::http::texts::Language;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReportCell {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(i64),
    /// A date.
    Date(Date),
    /// A minute of a day; from 1440 on it is after the next midnight.
    Minute(u16),
    /// A local date and time.
    Moment(DateTime),
}

/// What becomes of a column's cells when the days are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// It says which day.
    Day,
    /// It says what is counted.
    Key,
    /// It is added.
    Sum,
    /// It holds at one time and is left out.
    Level,
}

/// A table, whose heading is the text `report-ID`; that of a column is `report-column-ID`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportTable {
    pub(crate) id: &'static str,
    pub(crate) columns: Vec<(&'static str, ColumnKind)>,
    pub(crate) rows: Vec<Vec<ReportCell>>,
}

impl ReportCell {
    /// Returns the cell as people read it.
    pub(crate) fn words(&self, language: &Language) -> String {
        match self {
            Self::Empty => "–".to_owned(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => grouped(*number, language),
            Self::Date(date) => date.strftime("%d/%m/%Y").to_string(),
            Self::Minute(minute) => clock(*minute),
            Self::Moment(moment) => moment.strftime("%H:%M %d/%m/%Y").to_string(),
        }
    }

    /// Returns the cell's number, 0 without one.
    pub(crate) fn number(&self) -> i64 {
        match self {
            Self::Number(number) => *number,
            _ => 0,
        }
    }
}

impl ReportTable {
    /// Returns the heading.
    pub(crate) fn title(&self, language: &Language) -> String {
        language.say(format!("report-{}", self.id))
    }

    /// Returns the headings of the columns.
    pub(crate) fn heads(&self, language: &Language) -> Vec<String> {
        let heads = self.columns.iter();
        heads
            .map(|(id, _)| language.say(format!("report-column-{id}")))
            .collect()
    }

    /// Returns whether each row is of one day among others, so that days can be added up.
    pub(crate) fn adds_up(&self) -> bool {
        let has = |wanted| self.columns.iter().any(|(_, kind)| *kind == wanted);
        has(ColumnKind::Day) && has(ColumnKind::Key)
    }

    /// Returns the table of one day without the column that says which, where rows say what else they are of.
    pub(crate) fn without_day(&self) -> Self {
        let adds_up = self.adds_up();
        self.keeping(|kind| kind != ColumnKind::Day || !adds_up)
    }

    /// Returns the table with its days added up, in the order of each row's first day.
    pub(crate) fn over_all_days(&self) -> Self {
        let mut table = self.keeping(|kind| matches!(kind, ColumnKind::Key | ColumnKind::Sum));
        let columns = table.columns.clone();
        let mut places: BTreeMap<Vec<ReportCell>, usize> = BTreeMap::new();
        let mut rows: Vec<Vec<ReportCell>> = Vec::new();
        for row in table.rows {
            let keys = row.iter().zip(&columns);
            let keys = keys.filter(|(_, (_, kind))| *kind == ColumnKind::Key);
            let key = keys.map(|(cell, _)| cell.clone()).collect();
            let place = *places.entry(key).or_insert(rows.len());
            let Some(sums) = rows.get_mut(place) else {
                rows.push(row);
                continue;
            };
            for ((sum, (_, kind)), cell) in sums.iter_mut().zip(&columns).zip(row) {
                if *kind == ColumnKind::Sum {
                    *sum = ReportCell::Number(sum.number() + cell.number());
                }
            }
        }
        table.rows = rows;
        table
    }

    /// Returns the table without rows in which nothing was counted.
    pub(crate) fn without_empty_rows(mut self) -> Self {
        let columns = &self.columns;
        self.rows.retain(|row| {
            let mut cells = row.iter().zip(columns);
            cells.any(|(cell, (_, kind))| *kind == ColumnKind::Sum && cell.number() != 0)
        });
        self
    }

    /// Returns the table with some kinds of columns alone.
    fn keeping(&self, is_kept: impl Fn(ColumnKind) -> bool) -> Self {
        let kept: Vec<bool> = self
            .columns
            .iter()
            .map(|(_, kind)| is_kept(*kind))
            .collect();
        Self {
            id: self.id,
            columns: filtered(&self.columns, &kept),
            rows: self.rows.iter().map(|row| filtered(row, &kept)).collect(),
        }
    }

    /// Returns the table with its last rows alone, the last one first.
    pub(crate) fn newest(mut self, most: usize) -> Self {
        self.rows.reverse();
        self.rows.truncate(most);
        self
    }

    /// Returns what a column adds up to.
    pub(crate) fn sum(&self, column: &str) -> i64 {
        self.place(column).map_or(0, |place| {
            let cells = self.rows.iter().filter_map(|row| row.get(place));
            cells.map(ReportCell::number).sum()
        })
    }

    /// Returns a column's words beside another's numbers, without zeros, the greatest first.
    pub(crate) fn ranked(
        &self,
        words: &[&str],
        of: &str,
        language: &Language,
    ) -> Vec<(String, i64)> {
        let mut ranked = self.pairs(words, of, language);
        ranked.retain(|(_, number)| *number > 0);
        ranked.sort_by_key(|(_, number)| -number);
        ranked
    }

    /// Returns columns' words beside another's numbers.
    pub(crate) fn pairs(
        &self,
        words: &[&str],
        of: &str,
        language: &Language,
    ) -> Vec<(String, i64)> {
        let words: Vec<usize> = words.iter().filter_map(|it| self.place(it)).collect();
        let Some(of) = self.place(of) else {
            return Vec::new();
        };
        let rows = self.rows.iter();
        rows.map(|row| {
            let words = words.iter().filter_map(|place| row.get(*place));
            let words: Vec<String> = words.map(|it| it.words(language)).collect();
            (words.join(" · "), row.get(of).map_or(0, ReportCell::number))
        })
        .collect()
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|(id, _)| *id == column)
    }
}

/// Returns what is to be kept.
fn filtered<T: Clone>(all: &[T], kept: &[bool]) -> Vec<T> {
    let all = all.iter().zip(kept).filter(|(_, kept)| **kept);
    all.map(|(one, _)| one.clone()).collect()
}

/// Returns a number in groups of three digits.
pub(crate) fn grouped(number: i64, language: &Language) -> String {
    let mark = if language.code == "vi" { '.' } else { ',' };
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::from(if number < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(rows: &[(i8, u8, i32)]) -> ReportTable {
        use ColumnKind::{Day, Key, Level, Sum};
        let date = |day: i8| Date::constant(2026, 11, 1 + day.rem_euclid(4));
        let row = |(day, door, people): &(i8, u8, i32)| {
            vec![
                ReportCell::Date(date(*day)),
                ReportCell::Text(format!("door {}", door % 3)),
                ReportCell::Number((*people).into()),
                ReportCell::Number(7),
            ]
        };
        ReportTable {
            id: "doors",
            columns: vec![
                ("date", Day),
                ("door", Key),
                ("entries", Sum),
                ("inside", Level),
            ],
            rows: rows.iter().map(row).collect(),
        }
    }

    proptest! {
        #[test]
        fn adding_days_up_loses_nobody(rows: Vec<(i8, u8, i32)>) {
            let table = table(&rows);
            let all = table.over_all_days();
            prop_assert_eq!(all.sum("entries"), table.sum("entries"));
            prop_assert_eq!(all.sum("inside"), 0);
            let doors: Vec<_> = all.rows.iter().map(|row| row[0].clone()).collect();
            let mut once = doors.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(once.len(), doors.len());
        }
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        let language = |code| Language::known(code).unwrap();
        assert_eq!(grouped(1_234_567, language("vi")), "1.234.567");
        assert_eq!(grouped(-1_234, language("en")), "−1,234");
        assert_eq!(grouped(120, language("vi")), "120");
    }
}
