//! What is wrong in a workbook, by sheet, row and column, in words.

use std::fmt;

use shared::catalogue::Problem;

use super::words::WorkbookLanguage;

/// The most faults that are listed.
pub(super) const FAULTS_MOST: usize = 200;

/// Everything that is wrong in a workbook; nothing of it was taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellErrors {
    /// The first of them, in the order of the workbook.
    pub errors: Vec<CellError>,
    /// How many more there are.
    pub more: usize,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    /// The sheet as the workbook calls it; empty for the workbook as a whole.
    pub sheet: String,
    /// The row from 1, where it is in one.
    pub row: Option<u32>,
    /// The column by its letters and its heading, where it is in one.
    pub column: Option<(String, String)>,
    /// What is wrong.
    pub fault: CellFault,
}

/// What is wrong with a cell, a row or a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFault {
    /// Nothing, where something is needed.
    Missing,
    /// Another text than a name.
    Name(String),
    /// Another text than a whole number between two.
    Whole(String, i64, i64),
    /// Another text than yes or no.
    Flag(String),
    /// Another text than a date.
    Date(String),
    /// Another text than a time of day.
    Time(String),
    /// None of the words that are possible.
    Choice(String, Vec<&'static str>),
    /// The name of no entry of a sheet.
    Unlisted(&'static str, String),
    /// A picture of nothing that is there, or of a stage that has one already.
    NoOwner(String),
    /// The number of the row's position: what it is, and what it has to be.
    Position(String, usize),
    /// A second entry of the same name, and the row of the first.
    Twice(String, u32),
    /// Hours of a gate whose hours are not its own.
    HoursNotOwn(String),
    /// An error of a formula, such as `#REF!`.
    Formula(String),
    /// A formula whose result the file does not have.
    NoResult,
    /// Merged cells, by their range.
    Merged(String),
    /// A column that a sheet has to have.
    NoColumn(String),
    /// A heading that means nothing, and the one that was most likely meant.
    UnknownColumn(String, Option<String>),
    /// The same heading twice.
    ColumnTwice(String),
    /// Something below no heading.
    NoHeading(String),
    /// A sheet that means nothing, and the one that was most likely meant.
    UnknownSheet(String, Option<String>),
    /// The same sheet twice.
    SheetTwice,
    /// None of the sheets.
    NoSheets,
    /// What the catalogue's own check found.
    Problem(Box<Problem>),
    /// What no catalogue can hold.
    Catalogue(String),
}

impl CellFault {
    /// Returns what is wrong and what is expected.
    #[must_use]
    pub fn words(&self, language: WorkbookLanguage) -> String {
        let say =
            |id: &str, values: &[(&str, String)]| language.say_with(&format!("fault-{id}"), values);
        let found = |text: &str| ("found", shortened(text));
        match self {
            Self::Missing => say("missing", &[]),
            Self::Name(text) => say("name", &[found(text)]),
            Self::Whole(text, least, most) => say(
                "whole",
                &[
                    found(text),
                    ("least", least.to_string()),
                    ("most", most.to_string()),
                ],
            ),
            Self::Flag(text) => say("flag", &[found(text)]),
            Self::Date(text) => say("date", &[found(text)]),
            Self::Time(text) => say("time", &[found(text)]),
            Self::Choice(text, words) => {
                let words: Vec<String> = words
                    .iter()
                    .map(|it| format!("\"{}\"", language.choice(it)))
                    .collect();
                say("choice", &[found(text), ("words", words.join(", "))])
            }
            Self::Unlisted(sheet, text) => {
                say("unlisted", &[found(text), ("sheet", language.sheet(sheet))])
            }
            Self::NoOwner(text) => say("no-owner", &[found(text)]),
            Self::Position(text, expected) => say(
                "position",
                &[found(text), ("expected", expected.to_string())],
            ),
            Self::Twice(text, row) => say("twice", &[found(text), ("row", row.to_string())]),
            Self::HoursNotOwn(gate) => say(
                "hours-not-own",
                &[found(gate), ("own", language.choice("own"))],
            ),
            Self::Formula(error) => say("formula", &[found(error)]),
            Self::NoResult => say("no-result", &[]),
            Self::Merged(range) => say("merged", &[found(range)]),
            Self::NoColumn(name) => say("no-column", &[("name", name.clone())]),
            Self::UnknownColumn(text, nearest) => {
                nearest_words("unknown-column", text, nearest.as_ref(), say)
            }
            Self::ColumnTwice(text) => say("column-twice", &[found(text)]),
            Self::NoHeading(text) => say("no-heading", &[found(text)]),
            Self::UnknownSheet(text, nearest) => {
                nearest_words("unknown-sheet", text, nearest.as_ref(), say)
            }
            Self::SheetTwice => say("sheet-twice", &[]),
            Self::NoSheets => say("no-sheets", &[]),
            Self::Problem(problem) => say("catalogue", &[("problem", language.problem(problem))]),
            Self::Catalogue(problem) => say("catalogue", &[("problem", problem.clone())]),
        }
    }
}

fn nearest_words(
    id: &str,
    text: &str,
    nearest: Option<&String>,
    say: impl Fn(&str, &[(&str, String)]) -> String,
) -> String {
    match nearest {
        Some(nearest) => say(
            &format!("{id}-nearest"),
            &[("found", shortened(text)), ("nearest", nearest.clone())],
        ),
        None => say(id, &[("found", shortened(text))]),
    }
}

/// Returns a text in one line and short enough to be shown.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let line: String = text
        .chars()
        .map(|it| if it.is_control() { ' ' } else { it })
        .collect();
    let mut short: String = line.chars().take(SHOWN).collect();
    if line.chars().count() > SHOWN {
        short.push('…');
    }
    short
}

impl CellError {
    /// Returns where it is and what is wrong.
    #[must_use]
    pub fn words(&self, language: WorkbookLanguage) -> String {
        let fault = self.fault.words(language);
        if self.sheet.is_empty() {
            return fault;
        }
        let mut place = language.say_with("place-sheet", &[("sheet", self.sheet.clone())]);
        if let Some(row) = self.row {
            place += &language.say_with("place-row", &[("row", row.to_string())]);
        }
        if let Some((letters, heading)) = &self.column {
            let values = [
                ("letters", letters.clone()),
                ("heading", shortened(heading)),
            ];
            place += &language.say_with("place-column", &values);
        }
        format!("{place}: {fault}")
    }
}

impl CellErrors {
    /// Adds one.
    pub(super) fn push(&mut self, error: CellError) {
        if self.errors.contains(&error) {
            return;
        }
        if self.errors.len() < FAULTS_MOST {
            self.errors.push(error);
        } else {
            self.more += 1;
        }
    }

    /// Returns each in a line.
    #[must_use]
    pub fn words(&self, language: WorkbookLanguage) -> Vec<String> {
        let mut lines: Vec<String> = self.errors.iter().map(|it| it.words(language)).collect();
        if self.more > 0 {
            lines.push(language.say_with("faults-more", &[("count", self.more.to_string())]));
        }
        lines
    }
}

impl fmt::Display for CellErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(WorkbookLanguage::English).join("\n"))
    }
}

impl std::error::Error for CellErrors {}
