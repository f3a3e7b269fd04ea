//! Every sentence a visitor sees, in every language, from the Fluent files in `assets/translations`.
//!
//! A language is added by adding its folder. The tests compare the files with each other and with [`Key`], so that no
//! language misses a sentence and none has one that nothing uses. Only the staff's sentences (`staff.ftl`) may be
//! missing in a language that staff do not work in; they are English there.

mod dates;
mod keys;
mod reasons;
mod way;

use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use keys::Key;

/// A language with its sentences.
struct Sentences {
    code: &'static str,
    /// The files of its folder by the room they are about: `door`, `booths`.
    files: &'static [(&'static str, &'static str)],
}

/// The languages, the house's own first; `build.rs` finds them.
const LANGUAGES: &[Sentences] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// One of the languages that the screens speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(usize);

impl Language {
    /// Vietnamese, which comes first.
    pub const VIETNAMESE: Self = Self(0);
    /// English.
    pub const ENGLISH: Self = Self(1);

    /// Every language, in the order in which the switch shows them.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..LANGUAGES.len()).map(Self)
    }

    /// The language with this code (`vi`, `en`); `None` when there is no file for it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|language| language.code() == code)
    }

    /// The files of its sentences, as they were written.
    pub fn sentences(self) -> impl Iterator<Item = &'static str> {
        LANGUAGES[self.0].files.iter().map(|(_, text)| *text)
    }

    /// Whether staff work in it; the others have no sentences for them.
    #[must_use]
    pub fn has_staff(self) -> bool {
        let mut files = LANGUAGES[self.0].files.iter();
        files.any(|(room, _)| *room == "staff")
    }

    /// Its code, as in the catalogue's texts: `vi`.
    #[must_use]
    pub fn code(self) -> &'static str {
        LANGUAGES[self.0].code
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

/// A value that a sentence has a place for: `("count", 3.into())`.
pub type Slot<'a> = (&'static str, FluentValue<'a>);

/// The sentences of one language, ready to be said.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    second: Option<Box<Self>>,
}

impl Texts {
    /// Reads the sentences of a language. A part of a file that can't be read is left out; the tests see to it that
    /// there is none.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![locale]);
        // The marks around a value are for mixing writing directions; egui would show them as boxes.
        bundle.set_use_isolating(false);
        // A sentence that is there already is refused, and the first one stays: what a language lacks is English.
        for source in [language, Language::ENGLISH] {
            for (_, sentences) in LANGUAGES[source.0].files {
                let resource = FluentResource::try_new((*sentences).to_owned())
                    .unwrap_or_else(|(readable, _errors)| readable);
                let _ = bundle.add_resource(resource);
            }
        }
        let speaks_two = language == Language::VIETNAMESE;
        Self {
            language,
            bundle,
            second: speaks_two.then(|| Box::new(Self::new(Language::ENGLISH))),
        }
    }

    /// Returns the sentences of the second language, which stands in small letters beside the first at a gate: English
    /// beside Vietnamese, since a visitor who reads no Vietnamese has not chosen a language yet.
    #[must_use]
    pub fn second(&self) -> Option<&Self> {
        self.second.as_deref()
    }

    /// The language these sentences are in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A sentence without places for values.
    #[must_use]
    pub fn say(&self, key: Key) -> String {
        self.say_with(key, [])
    }

    /// A sentence with its values put in. A sentence that is missing shows as its key, which is ugly and findable.
    #[must_use]
    pub fn say_with<'a>(&self, key: Key, slots: impl IntoIterator<Item = Slot<'a>>) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in slots {
            args.set(name, value);
        }
        self.bundle
            .get_message(key.id())
            .and_then(|message| message.value())
            .map_or_else(
                || key.id().to_owned(),
                |pattern| {
                    let mut errors = Vec::new();
                    self.bundle
                        .format_pattern(pattern, Some(&args), &mut errors)
                        .into_owned()
                },
            )
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({})", self.language.code())
    }
}

#[cfg(test)]
mod tests;
