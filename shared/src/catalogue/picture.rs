//! Pictures in the catalogue: by name, with what they show in words.

use serde::{Deserialize, Serialize};

use super::Localized;

/// A picture. The file itself comes apart from the catalogue, by the hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The file's name among the exhibition's media: `bat-trang-vase.webp`.
    pub file: String,
    /// What it shows, for those who can't see it.
    pub alt: Localized,
    /// What is written below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Localized>,
}
