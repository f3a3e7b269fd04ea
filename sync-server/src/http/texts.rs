//! The languages of the desk's and the visitors' pages.

use std::ops::Deref;
use std::sync::LazyLock;

use texts::{Program, Texts};

/// A language that the pages are written in.
pub(crate) struct Language {
    /// Its code, as in the catalogue's texts: `vi`.
    pub(crate) code: &'static str,
    texts: Texts,
}

/// The languages, the house's own first. One more is added by its folder.
static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let languages = texts::Language::all();
    let languages = languages.map(|language| Language {
        code: language.code(),
        texts: Texts::of(Program::Server, language),
    });
    languages.collect()
});

impl Language {
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

    /// Returns the name of a refusal, by its code.
    pub(crate) fn refusal(&self, code: &str) -> String {
        let name = format!("reason-{}-name", code.replace('_', "-"));
        self.find(&name).unwrap_or_else(|| code.to_owned())
    }
}

impl Deref for Language {
    type Target = Texts;

    fn deref(&self) -> &Texts {
        &self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn desk_is_in_the_language_of_the_house_first() {
        assert_eq!(Language::of_the_house().code, "vi");
        assert_eq!(Language::known("en-GB").unwrap().code, "en");
        assert_eq!(Language::of_strangers().refusal("wrong_gate"), "wrong gate");
        assert_eq!(Language::of_strangers().refusal("new_one"), "new_one");
    }

    /// A sentence named by its id is named by `text_id!`, so that the compiler knows it.
    #[test]
    fn every_sentence_is_known_when_compiling() {
        let unchecked = regex::Regex::new(r#"(?:say|say_with|find)\(\s*"[a-z]+-"#).unwrap();
        let mut folders = vec![concat!(env!("CARGO_MANIFEST_DIR"), "/src/http").into()];
        let mut read = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir::<std::path::PathBuf>(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(!unchecked.is_match(&text), "{}", path.display());
                read += 1;
            }
        }
        assert!(read > 100, "{read}");
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
}
