//! A text in the languages it was written in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text by language code: `vi`, `en`, `ko`, `zh`, `ja`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Localized(pub BTreeMap<String, String>);

impl Localized {
    /// Returns the text in a language; else in English, else in Vietnamese, else in any, else nothing.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        [language, "en", "vi"]
            .iter()
            .find_map(|code| self.0.get(*code))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Returns whether the text is there in this very language.
    #[must_use]
    pub fn has(&self, language: &str) -> bool {
        self.0
            .get(language)
            .is_some_and(|text| !text.trim().is_empty())
    }

    /// Returns the text in every language it was written in.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }
}
