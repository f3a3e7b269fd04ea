//! Pictures in the catalogue: by name, with what they show in words; and the files themselves, by their content.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Catalogue, Localized};

/// A picture. The file itself comes apart from the catalogue, by the hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The file's name among the exhibition's media: `bat-trang-vase.webp`.
    pub file: String,
    /// What it shows, for those who can't see it.
    pub alt: Localized,
    /// The point that stays in sight where the place has another shape: per cent of its width from the left and of its
    /// height from the top. Its middle where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<[u8; 2]>,
    /// What is written below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Localized>,
}

/// A file among the exhibition's media. Organisers do not write these: the server does, from the files themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFile {
    /// The hash of its content, by which it is asked for and kept.
    pub sha256: ContentHash,
    /// Its size in bytes.
    pub bytes: u64,
}

impl MediaFile {
    /// The entry of a file with this content.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        Self {
            sha256: ContentHash::of(content),
            bytes: content.len() as u64,
        }
    }
}

/// Reads a content piece by piece, for files that are too large to be held at once.
#[derive(Debug, Clone, Default)]
pub struct MediaDigest {
    hash: Sha256,
    bytes: u64,
}

impl MediaDigest {
    /// Takes the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.hash.update(piece);
        self.bytes += piece.len() as u64;
    }

    /// The entry of the file whose pieces these were.
    #[must_use]
    pub fn finish(self) -> MediaFile {
        MediaFile {
            sha256: ContentHash(self.hash.finalize().into()),
            bytes: self.bytes,
        }
    }
}

/// The SHA-256 hash of a file's content. Written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of a content.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// A text that is no hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no hash of a file; it has 64 digits, 0 to 9 and a to f")]
pub struct NoHash(String);

impl FromStr for ContentHash {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        let mut hash = [0; 32];
        let plain = text
            .bytes()
            .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        match hex::decode_to_slice(text, &mut hash) {
            Ok(()) if plain => Ok(Self(hash)),
            _ => Err(NoHash(text.chars().take(80).collect())),
        }
    }
}

impl TryFrom<String> for ContentHash {
    type Error = NoHash;

    fn try_from(text: String) -> Result<Self, NoHash> {
        text.parse()
    }
}

impl From<ContentHash> for String {
    fn from(hash: ContentHash) -> Self {
        hash.to_string()
    }
}

impl Catalogue {
    /// Every picture that something in the catalogue shows, with the place that shows it: `booth 12`.
    pub fn pictures(&self) -> impl Iterator<Item = (String, &Picture)> {
        let villages = self.villages.iter().flat_map(|village| {
            let all = village.pictures.iter();
            all.map(|picture| (format!("village {}", village.id), picture))
        });
        let booths = self.booths.iter().flat_map(|booth| {
            let all = booth.pictures.iter();
            all.map(|picture| (format!("booth {}", booth.number), picture))
        });
        let artisans = self.artisans.iter().flat_map(|artisan| {
            let steps = artisan.steps.iter().flat_map(|step| &step.pictures);
            let all = artisan.pictures.iter().chain(steps);
            all.map(|picture| (format!("artisan {}", artisan.id), picture))
        });
        let stages = self.stage_pictures.values();
        let stages = stages.map(|picture| ("stage_pictures".to_owned(), picture));
        villages.chain(booths).chain(artisans).chain(stages)
    }
}
