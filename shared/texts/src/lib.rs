//! Every sentence that a person reads, in every language, from the Fluent files in `assets/translations`.
//!
//! A language is added by adding its folder. The tests compare the files with each other, so that no language misses a
//! sentence. Only what staff read (`staff.ftl`, the desk's and the live page's files, the names of refusals) may be missing
//! in a language that staff do not work in; it is English there.
//!
//! A sentence is named by a constant of [`Key`], or by [`text_id!`]: the compiler refuses one that is in no file.

mod dates;
mod key;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use shared::route::{Sentence, SentencePart};
use unic_langid::LanguageIdentifier;

pub use key::{Key, checked_id};

/// A language with its files.
struct TranslationFiles {
    code: &'static str,
    /// By what they are about: `door`, `booths`.
    files: &'static [(&'static str, &'static str)],
}

/// The languages, the house's own first; `build.rs` finds them.
const LANGUAGES: &[TranslationFiles] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// One of the languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(usize);

impl Language {
    /// Vietnamese, which comes first.
    pub const VIETNAMESE: Self = Self(0);
    /// English.
    pub const ENGLISH: Self = Self(1);

    /// Returns every language, in the order in which the switch shows them.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..LANGUAGES.len()).map(Self)
    }

    /// Returns the language with this code (`vi`, `en`); `None` when there is no folder for it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|language| language.code() == code)
    }

    /// Returns the language that this user's programs speak, as LANG says; `None` for one that has no folder.
    #[must_use]
    pub fn of_this_user() -> Option<Self> {
        let named = |name| std::env::var(name).ok().filter(|it| !it.is_empty());
        let language = named("LC_ALL").or_else(|| named("LC_MESSAGES"));
        let language = language.or_else(|| named("LANG"))?;
        Self::from_code(language.split(['_', '.']).next()?)
    }

    /// Returns its code, as in the catalogue's texts: `vi`.
    #[must_use]
    pub fn code(self) -> &'static str {
        LANGUAGES[self.0].code
    }

    /// Returns whether staff work in it; the others have no sentences for them.
    #[must_use]
    pub fn has_staff(self) -> bool {
        self.files().any(|(about, _)| about == "staff")
    }

    /// Returns its files as they were written, each with what it is about: `door`.
    pub fn files(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        LANGUAGES[self.0].files.iter().copied()
    }
}

/// A code that no language has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no language \"{0}\"; use one of: {known}", known = codes())]
pub struct UnknownLanguage(String);

fn codes() -> String {
    let codes: Vec<&str> = LANGUAGES.iter().map(|language| language.code).collect();
    codes.join(", ")
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::from_code(code).ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

/// Who reads: decides which files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Visitors and staff at a kiosk.
    Kiosk,
    /// Organisers at the desk, and visitors with their phones.
    Server,
    /// Organisers in the exhibition's workbook.
    Workbook,
}

impl Program {
    /// Returns the files of a language that it reads, as they were written.
    pub fn files(self, language: Language) -> impl Iterator<Item = &'static str> {
        let files = language.files().filter(move |(about, _)| {
            let is_of_server = ["public", "desk", "live"]
                .iter()
                .any(|start| about.starts_with(start));
            match self {
                Self::Kiosk => !is_of_server,
                Self::Server => !about.starts_with("staff"),
                Self::Workbook => ["desk-catalogue", "desk-workbook"].contains(about),
            }
        });
        files.map(|(_, text)| text)
    }
}

/// A value that a sentence has a place for: `("count", 3.into())`.
pub type Slot<'a> = (&'a str, FluentValue<'a>);

/// The sentences of one language, ready to be said.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    second: Option<Box<Self>>,
}

impl Texts {
    /// Reads the sentences that a kiosk says in a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let speaks_two = language == Language::VIETNAMESE;
        Self {
            second: speaks_two.then(|| Box::new(Self::new(Language::ENGLISH))),
            ..Self::of(Program::Kiosk, language)
        }
    }

    /// Reads the sentences that a program says in a language. A part of a file that can't be read is left out; the
    /// tests see to it that there is none.
    #[must_use]
    pub fn of(program: Program, language: Language) -> Self {
        let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks around a value are for mixing writing directions; egui would show them as boxes.
        bundle.set_use_isolating(false);
        // A sentence that is there already is refused, and the first one stays: what a language lacks is English.
        for source in [language, Language::ENGLISH] {
            for sentences in program.files(source) {
                let resource = FluentResource::try_new(sentences.to_owned())
                    .unwrap_or_else(|(readable, _errors)| readable);
                let _ = bundle.add_resource(resource);
            }
        }
        Self {
            language,
            bundle,
            second: None,
        }
    }

    /// Returns the sentences of the second language, which stands in small letters beside the first at a gate: English
    /// beside Vietnamese, since a visitor who reads no Vietnamese has not chosen a language yet.
    #[must_use]
    pub fn second(&self) -> Option<&Self> {
        self.second.as_deref()
    }

    /// Returns the language these sentences are in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns a sentence without places for values.
    #[must_use]
    pub fn say(&self, id: impl AsRef<str>) -> String {
        self.say_with(id, [])
    }

    /// Returns whether there is a sentence with this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// Returns a sentence without places for values, if there is one with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<String> {
        self.has(id).then(|| self.say(id))
    }

    /// Returns what belongs to a sentence under a name of its own, without places for values.
    #[must_use]
    pub fn attribute(&self, id: &str, name: &str) -> Option<String> {
        let attribute = self.bundle.get_message(id)?.get_attribute(name)?;
        Some(self.format(attribute.value(), None))
    }

    /// Returns a sentence with its values put in. A sentence that is missing shows as its id, which is ugly and findable.
    #[must_use]
    pub fn say_with<'a>(
        &self,
        id: impl AsRef<str>,
        slots: impl IntoIterator<Item = Slot<'a>>,
    ) -> String {
        let id = id.as_ref();
        let mut args = FluentArgs::new();
        for (name, value) in slots {
            args.set(name, value);
        }
        let message = self.bundle.get_message(id);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return id.to_owned();
        };
        self.format(pattern, Some(&args))
    }

    /// A value that is missing shows as its name.
    fn format(&self, pattern: &Pattern<&str>, args: Option<&FluentArgs<'_>>) -> String {
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, args, &mut errors);
        said.into_owned()
    }

    /// Returns a sentence that a route asks for.
    #[must_use]
    pub fn say_way(&self, sentence: &Sentence<'_>) -> String {
        let slots = sentence.slots.iter().map(|(name, slot)| {
            let value: FluentValue<'_> = match *slot {
                SentencePart::Number(number) => number.into(),
                SentencePart::Text(text) => text.into(),
                SentencePart::Said(id) => self.say(id).into(),
            };
            (*name, value)
        });
        self.say_with(sentence.id, slots)
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({})", self.language.code())
    }
}
