//! What differs between two catalogues, cell by cell, in words.

use std::collections::HashMap;

use shared::catalogue::Catalogue;

use super::cell_change::{CellChange, Difference};
use super::layout::{CellKind, SheetLayout};
use super::plan_difference::{PLAN_SHEETS, of_plan};
use super::rows::{RowName, SheetRows, document, rows};
use super::words::WorkbookLanguage;

/// Returns what differs, in the order of the workbook, with the values in a language's words.
///
/// # Errors
/// Never for catalogues that were read from JSON.
pub fn differences(
    before: &Catalogue,
    after: &Catalogue,
    words: WorkbookLanguage,
) -> Result<Vec<Difference>, serde_json::Error> {
    let (old, new) = (document(before)?, document(after)?);
    let [old, new] = [old, new].map(|it| rows(&it, words).into_iter().map(named_by_file));
    let sheets = old.zip(new);
    let mut found: Vec<Difference> = sheets.flat_map(|(old, new)| of_sheet(&old, &new)).collect();
    match (&before.plan, &after.plan) {
        (Some(before), Some(after)) => found.extend(of_plan(before, after)?),
        (before, after) if before == after => {}
        _ => found.push(Difference {
            sheet: "plan",
            row: RowName::default(),
            change: CellChange::Other,
        }),
    }
    Ok(found)
}

/// Returns the rows with each picture named by its file: a picture that is new or gone moves those after it.
fn named_by_file(mut sheet: SheetRows) -> SheetRows {
    let mut columns = sheet.columns.iter();
    let file = columns.position(|(column, _)| column.field == "file");
    if let Some(file) = file.filter(|_| sheet.layout.list == "pictures") {
        let mut seen = HashMap::new();
        for (name, cells) in &mut sheet.rows {
            let place: &mut usize = seen.entry(cells[file].clone()).or_default();
            *name = (cells[file].clone(), *place);
            *place += 1;
        }
    }
    sheet
}

fn of_sheet(old: &SheetRows, new: &SheetRows) -> Vec<Difference> {
    let layout = new.layout;
    let old_cells = |cells: &[String], column: usize| {
        let named = &new.columns[column];
        let place = old
            .columns
            .iter()
            .position(|(it, language)| it.id == named.0.id && *language == named.1);
        place.map_or_else(String::new, |place| cells[place].clone())
    };
    let was: HashMap<&RowName, &Vec<String>> =
        old.rows.iter().map(|(name, cells)| (name, cells)).collect();
    let is: HashMap<&RowName, &Vec<String>> =
        new.rows.iter().map(|(name, cells)| (name, cells)).collect();
    let difference = |row: &RowName, change| Difference {
        sheet: layout.id,
        row: row.clone(),
        change,
    };
    let mut found = Vec::new();
    for (name, cells) in &new.rows {
        let Some(before) = was.get(name) else {
            found.push(difference(name, CellChange::Added(summary(new, cells))));
            continue;
        };
        for (at, (column, language)) in new.columns.iter().enumerate() {
            let (before, after) = (old_cells(before, at), cells[at].clone());
            if before != after {
                let change = CellChange::Changed {
                    column: column.id,
                    language: language.clone(),
                    before,
                    after,
                };
                found.push(difference(name, change));
            }
        }
    }
    let gone = old.rows.iter().filter(|(name, _)| !is.contains_key(name));
    found.extend(
        gone.map(|(name, cells)| difference(name, CellChange::Removed(summary(old, cells)))),
    );
    found
}

/// Returns the first words of a row.
fn summary(rows: &SheetRows, cells: &[String]) -> String {
    let mut all = rows.columns.iter().zip(cells);
    let words =
        all.find(|((column, _), cell)| column.kind == CellKind::Localized && !cell.is_empty());
    words.map_or_else(String::new, |(_, cell)| cell.clone())
}

impl Difference {
    /// Returns it in a sentence: `Booth 12: Name (vi): "A" → "B"`.
    #[must_use]
    pub fn words(&self, language: WorkbookLanguage) -> String {
        let row = self.row_words(language);
        let quoted = |text: &str| match text {
            "" => language.say("difference-nothing"),
            text => format!("\"{text}\""),
        };
        let is_of_plan = PLAN_SHEETS.contains(&self.sheet);
        match &self.change {
            CellChange::Other if is_of_plan => {
                language.say_with("difference-changed", &[("row", row)])
            }
            CellChange::Added(text) if is_of_plan && text.is_empty() => {
                language.say_with("difference-new", &[("row", row)])
            }
            CellChange::Removed(text) if is_of_plan && text.is_empty() => {
                language.say_with("difference-gone", &[("row", row)])
            }
            CellChange::Added(text) => {
                language.say_with("difference-added", &[("row", row), ("text", quoted(text))])
            }
            CellChange::Removed(text) => language.say_with(
                "difference-removed",
                &[("row", row), ("text", quoted(text))],
            ),
            CellChange::Changed {
                column,
                language: of,
                before,
                after,
            } => {
                let column = language.column(self.sheet, column, of.as_deref());
                format!("{row}: {column}: {} → {}", quoted(before), quoted(after))
            }
            CellChange::Other => language.say("difference-plan"),
        }
    }

    fn row_words(&self, language: WorkbookLanguage) -> String {
        let entry = language.entry(self.sheet);
        let (name, position) = (&self.row.0, self.row.1 + 1);
        let layout = super::layout::SHEETS.iter().find(|it| it.id == self.sheet);
        match layout {
            Some(SheetLayout { list: "", .. }) => entry,
            Some(SheetLayout {
                child: Some(_),
                list,
                ..
            }) => {
                format!("{} {name}, {entry} {position}", language.entry(list))
            }
            Some(
                SheetLayout { key: Some(_), .. }
                | SheetLayout {
                    list: "pictures", ..
                },
            ) => {
                format!("{entry} {name}")
            }
            None if PLAN_SHEETS.contains(&self.sheet) => format!("{entry} {name}"),
            _ => format!("{entry} {position}"),
        }
    }

    /// Returns whether two differences from the same catalogue can't both be taken.
    #[must_use]
    pub(in crate::operations) fn conflicts_with(&self, other: &Self) -> bool {
        let same_column = match (&self.change, &other.change) {
            (
                CellChange::Changed {
                    column, language, ..
                },
                CellChange::Changed {
                    column: other_column,
                    language: other_language,
                    ..
                },
            ) => column == other_column && language == other_language,
            _ => true,
        };
        self.sheet == other.sheet && self.row == other.row && self != other && same_column
    }
}
