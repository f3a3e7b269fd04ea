//! The workbook's headings, notes and sentences, from the translation files.

use std::sync::LazyLock;

use texts::{Language, Program, Texts};

/// A language that organisers read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WorkbookLanguage {
    /// Vietnamese.
    #[default]
    Vietnamese,
    /// English.
    English,
}

use WorkbookLanguage::{English, Vietnamese};

static TEXTS: LazyLock<[Texts; 2]> = LazyLock::new(|| {
    [Language::VIETNAMESE, Language::ENGLISH].map(|language| Texts::of(Program::Workbook, language))
});

impl WorkbookLanguage {
    /// Both languages, the house's own first.
    pub(super) const ALL: [Self; 2] = [Vietnamese, English];

    fn texts(self) -> &'static Texts {
        &TEXTS[self as usize]
    }

    /// Returns its code, as in the catalogue's texts.
    pub(super) fn code(self) -> &'static str {
        self.texts().language().code()
    }

    /// Returns a sentence; one that is missing shows as its name.
    pub(super) fn say(self, id: &str) -> String {
        self.texts().say(id)
    }

    /// Returns a sentence with its values put in.
    pub(in crate::operations) fn say_with(self, id: &str, values: &[(&str, String)]) -> String {
        let values = values
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()));
        self.texts().say_with(id, values)
    }

    /// Returns the name of a sheet.
    pub(super) fn sheet(self, id: &str) -> String {
        self.say(&format!("sheet-{id}"))
    }

    /// Returns what an entry of a sheet is called, as in "Booth".
    pub(super) fn entry(self, id: &str) -> String {
        self.say(&format!("entry-{id}"))
    }

    /// Returns the name of a column, with its language where it has one.
    pub(super) fn column(self, sheet: &str, column: &str, language: Option<&str>) -> String {
        let name = self.say(&self.column_id(sheet, column));
        match language {
            Some(language) => format!("{name} ({language})"),
            None => name,
        }
    }

    /// Returns what the note on a column says.
    pub(super) fn note(self, sheet: &str, column: &str) -> String {
        let note = self
            .texts()
            .attribute(&self.column_id(sheet, column), "note");
        note.unwrap_or_default()
    }

    /// Returns the word that a cell has for a value of the catalogue.
    pub(super) fn choice(self, word: &str) -> String {
        self.say(&format!("choice-{word}"))
    }

    /// Columns of several sheets that mean the same share their words.
    fn column_id(self, sheet: &str, column: &str) -> String {
        let own = format!("{sheet}-{column}");
        if self.texts().has(&own) {
            own
        } else {
            format!("column-{column}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::{CellKind, SHEETS};
    use super::*;

    #[test]
    fn every_sheet_column_and_choice_has_words() {
        for language in WorkbookLanguage::ALL {
            let there = |id: &str| {
                let said = language.say(id);
                assert!(said != id && !said.is_empty(), "{language:?} {id}");
            };
            for sheet in &SHEETS {
                there(&format!("sheet-{}", sheet.id));
                there(&format!("entry-{}", sheet.id));
                for column in sheet.columns {
                    there(&language.column_id(sheet.id, column.id));
                    let note = language.note(sheet.id, column.id);
                    assert!(!note.is_empty(), "{language:?} {} {}", sheet.id, column.id);
                    if let CellKind::Choice(words) = column.kind {
                        for word in words {
                            there(&format!("choice-{word}"));
                        }
                    }
                }
            }
        }
    }
}
