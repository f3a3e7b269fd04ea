//! The sentences of the pages, from the same files as the kiosks'.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use shared::route::{Sentence, SentencePart};
use unic_langid::LanguageIdentifier;

/// A language that the pages are written in.
pub(crate) struct Language {
    /// Its code, as in the catalogue's texts: `vi`.
    pub(crate) code: &'static str,
    bundle: FluentBundle<FluentResource>,
}

/// The files of the languages' folders, the house's own language first; `build.rs` finds them.
const FILES: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The languages, the house's own first. One more is added by its folder.
static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let languages = FILES.iter();
    languages
        .map(|(code, rooms)| Language::new(code, rooms))
        .collect()
});

impl Language {
    fn new(code: &'static str, rooms: &'static [&'static str]) -> Self {
        let locale: LanguageIdentifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Every value stands in a sentence of the same writing direction.
        bundle.set_use_isolating(false);
        for room in rooms {
            // The tests see to it that every file can be read.
            let resource = FluentResource::try_new((*room).to_owned())
                .unwrap_or_else(|(readable, _errors)| readable);
            let _ = bundle.add_resource(resource);
        }
        Self { code, bundle }
    }

    /// Returns every language.
    pub(crate) fn all() -> &'static [Self] {
        &LANGUAGES
    }

    /// Returns the language with this code, if the pages are written in it.
    pub(crate) fn known(code: &str) -> Option<&'static Self> {
        let short = code.split('-').next().unwrap_or_default();
        let is = |language: &&Self| language.code.eq_ignore_ascii_case(short);
        Self::all().iter().find(is)
    }

    /// Returns the house's own language.
    pub(crate) fn of_the_house() -> &'static Self {
        &LANGUAGES[0]
    }

    /// Returns the language for visitors who read none of them.
    pub(crate) fn of_strangers() -> &'static Self {
        Self::known("en").unwrap_or_else(Self::of_the_house)
    }

    /// Returns a sentence without places for values.
    pub(crate) fn say(&self, id: &str) -> String {
        self.say_with(id, [])
    }

    /// Returns a sentence without places for values, if there is one of this name.
    pub(crate) fn find(&self, id: &str) -> Option<String> {
        self.bundle.has_message(id).then(|| self.say(id))
    }

    /// Returns a sentence with its values put in; one that is missing shows as its name.
    pub(crate) fn say_with<'a>(
        &self,
        id: &str,
        slots: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>,
    ) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in slots {
            args.set(name, value);
        }
        let pattern = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value());
        pattern.map_or_else(
            || id.to_owned(),
            |pattern| {
                let mut errors = Vec::new();
                let said = self
                    .bundle
                    .format_pattern(pattern, Some(&args), &mut errors);
                said.into_owned()
            },
        )
    }

    /// Returns a sentence that a route asks for.
    pub(crate) fn say_way(&self, sentence: &Sentence<'_>) -> String {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use shared::route::SENTENCES;

    use super::*;

    #[test]
    fn every_translation_folder_is_a_page_language() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/translations");
        let entries = std::fs::read_dir(folder).unwrap();
        let folders = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let known = Language::all().iter().map(|language| language.code);
        let known: BTreeSet<String> = known.map(str::to_owned).collect();
        assert_eq!(known, folders.collect::<BTreeSet<_>>());
        assert_eq!(Language::of_the_house().code, "vi");
    }

    /// Returns the names of the sentences of a file.
    fn names(file: &str) -> BTreeSet<&str> {
        file.lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(name, _)| name)
            .collect()
    }

    /// Returns the names of all sentences of the organisers' pages in a language.
    fn desk_names(code: &str) -> BTreeSet<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/translations");
        let folder = std::path::Path::new(folder).join(code);
        let files = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap());
        let desk = files.filter(|it| it.file_name().to_str().unwrap().starts_with("desk"));
        desk.flat_map(|it| {
            let text = std::fs::read_to_string(it.path()).unwrap();
            names(&text)
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
    }

    #[test]
    fn desk_says_all_in_vietnamese_and_english() {
        let (vietnamese, english) = (desk_names("vi"), desk_names("en"));
        assert!(!english.is_empty());
        assert_eq!(vietnamese, english);
        for code in ["vi", "en"] {
            let language = Language::known(code).unwrap();
            for name in &english {
                assert!(language.find(name).is_some(), "{code} {name}");
            }
        }
    }

    /// As in schoolbooks: hoà, khoẻ, huỷ, not hòa, khỏe, hủy. Two spellings on one page look like a mistake.
    #[test]
    fn vietnamese_has_one_place_for_tones() {
        let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets");
        let assets = std::path::Path::new(assets);
        let folders = [
            "translations/vi",
            "manuals",
            "dashboard",
            "desk",
            "exhibition",
        ];
        let folders = folders.map(|it| assets.join(it));
        let files = folders.iter().flat_map(|it| std::fs::read_dir(it).unwrap());
        let files = files.map(|it| it.unwrap().path()).filter(|it| {
            let name = it.file_name().unwrap().to_string_lossy();
            [".ftl", ".vi.md", ".js", ".json"]
                .iter()
                .any(|end| name.ends_with(end))
        });
        let old = "[òóỏõọ][ae]|[ùúủũụ]y";
        let old = regex::Regex::new(&format!(r"(?i)\p{{L}}*(?:{old})\b")).unwrap();
        let mut read = 0;
        for path in files {
            let text = std::fs::read_to_string(&path).unwrap();
            let found: Vec<&str> = old.find_iter(&text).map(|it| it.as_str()).collect();
            assert_eq!(found, [""; 0], "{}", path.display());
            read += 1;
        }
        assert!(read > 40, "{read}");
    }

    #[test]
    fn every_language_has_every_page_sentence() {
        let files = [
            include_str!("../../../assets/translations/vi/public.ftl"),
            include_str!("../../../assets/translations/en/public.ftl"),
        ];
        let [vietnamese, english] = files.map(names);
        assert_eq!(vietnamese, english);
        for language in Language::all() {
            for name in english.iter().copied().chain(SENTENCES) {
                let said = language.say(name);
                assert!(!said.is_empty() && said != name, "{} {name}", language.code);
            }
        }
    }

    #[test]
    fn every_sentence_that_a_page_says_is_translated() {
        let said = regex::Regex::new(r#"say(?:_with)?\(\s*"([a-z-]+)""#).unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/http/public");
        let files = std::fs::read_dir(folder).unwrap();
        let files = files
            .map(|file| file.unwrap().path())
            .filter(|it| it.is_file());
        let sources: String = files
            .map(|it| std::fs::read_to_string(it).unwrap())
            .collect();
        let names: BTreeSet<&str> = said
            .captures_iter(&sources)
            .map(|it| it.extract::<1>().1[0])
            .collect();
        assert!(names.len() > 20, "{names:?}");
        for language in Language::all() {
            for name in &names {
                assert_ne!(language.say(name), **name, "{} {name}", language.code);
            }
        }
    }
}
