//! The workbook's headings, notes and sentences, from the translation files.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

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

type Bundle = FluentBundle<FluentResource>;

static VIETNAMESE: LazyLock<Bundle> = LazyLock::new(|| {
    bundle(
        "vi",
        [
            include_str!("../../../../assets/translations/vi/desk-workbook.ftl"),
            include_str!("../../../../assets/translations/vi/desk-catalogue.ftl"),
        ],
    )
});

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| {
    bundle(
        "en",
        [
            include_str!("../../../../assets/translations/en/desk-workbook.ftl"),
            include_str!("../../../../assets/translations/en/desk-catalogue.ftl"),
        ],
    )
});

fn bundle(code: &str, files: [&str; 2]) -> Bundle {
    let locale: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    for file in files {
        // The tests see to it that every sentence is there.
        let resource = FluentResource::try_new(file.to_owned());
        let _ = bundle.add_resource(resource.unwrap_or_else(|(readable, _)| readable));
    }
    bundle
}

impl WorkbookLanguage {
    /// Both languages, the house's own first.
    pub(super) const ALL: [Self; 2] = [Vietnamese, English];

    /// Returns its code, as in the catalogue's texts.
    pub(super) fn code(self) -> &'static str {
        match self {
            Vietnamese => "vi",
            English => "en",
        }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Vietnamese => &VIETNAMESE,
            English => &ENGLISH,
        }
    }

    /// Returns a sentence; one that is missing shows as its name.
    pub(super) fn say(self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// Returns a sentence with its values put in.
    pub(in crate::operations) fn say_with(self, id: &str, values: &[(&str, String)]) -> String {
        let message = self.bundle().get_message(id);
        let pattern = message.and_then(|message| message.value());
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, value.as_str());
        }
        pattern.map_or_else(
            || id.to_owned(),
            |pattern| {
                let mut errors = Vec::new();
                let bundle = self.bundle();
                let said = bundle.format_pattern(pattern, Some(&args), &mut errors);
                said.into_owned()
            },
        )
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
        let message = self.bundle().get_message(&self.column_id(sheet, column));
        let note = message.and_then(|message| message.get_attribute("note"));
        note.map_or_else(String::new, |note| {
            let mut errors = Vec::new();
            let said = self
                .bundle()
                .format_pattern(note.value(), None, &mut errors);
            said.into_owned()
        })
    }

    /// Returns the word that a cell has for a value of the catalogue.
    pub(super) fn choice(self, word: &str) -> String {
        self.say(&format!("choice-{word}"))
    }

    /// Columns of several sheets that mean the same share their words.
    fn column_id(self, sheet: &str, column: &str) -> String {
        let own = format!("{sheet}-{column}");
        if self.bundle().has_message(&own) {
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
