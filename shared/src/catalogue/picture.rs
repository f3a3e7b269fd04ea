//! Pictures in the catalogue: by name, with what they show in words; and the files themselves, by their content.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Catalogue, CataloguePart, Localized, ProblemPlace};

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
    /// How it lies in a place of another shape; see [`Picture::fit_in`] where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<PictureFit>,
    /// What is written below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Localized>,
}

/// How a picture lies in a place of another shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PictureFit {
    /// It covers the place; what reaches beyond is cut off around the focus.
    Cover,
    /// It is seen whole, on a quiet ground.
    Whole,
}

/// From how many times its shorter side on the longer one makes a picture extreme.
const EXTREME: f32 = 2.0;

/// The least part of an extreme picture that has to stay in sight for it to be cut.
const LEAST_SEEN: f32 = 0.75;

impl Picture {
    /// Returns how the picture lies in a place, both given as width and height in any unit. Where the catalogue says
    /// nothing, an extreme picture without a focus is seen whole, if covering the place would cut off more than a
    /// quarter: a tall vase does not survive that.
    #[must_use]
    pub fn fit_in(&self, picture: [f32; 2], place: [f32; 2]) -> PictureFit {
        let [own, other] = [picture, place].map(|[width, height]| width / height);
        let extreme = own.max(own.recip()) >= EXTREME;
        let seen = (own / other).min(other / own);
        match self.fit {
            Some(fit) => fit,
            None if self.focus.is_none() && extreme && seen < LEAST_SEEN => PictureFit::Whole,
            None => PictureFit::Cover,
        }
    }
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
    /// Returns the entry of a file with this content.
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

    /// Returns the entry of the file whose pieces these were.
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
    /// Returns the hash of a content.
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
    /// Returns every picture that something in the catalogue shows, with the place that shows it: `booth 12`.
    pub fn pictures(&self) -> impl Iterator<Item = (ProblemPlace, &Picture)> {
        let at = |part, name: &dyn fmt::Display| ProblemPlace::new(part, name);
        let villages = self.villages.iter().flat_map(move |village| {
            let all = village.pictures.iter();
            all.map(move |picture| (at(CataloguePart::Village, &village.id), picture))
        });
        let booths = self.booths.iter().flat_map(move |booth| {
            let all = booth.pictures.iter();
            all.map(move |picture| (at(CataloguePart::Booth, &booth.number), picture))
        });
        let artisans = self.artisans.iter().flat_map(move |artisan| {
            let steps = artisan.steps.iter().flat_map(|step| &step.pictures);
            let all = artisan.pictures.iter().chain(steps);
            all.map(move |picture| (at(CataloguePart::Artisan, &artisan.id), picture))
        });
        let stages = self.stage_pictures.values();
        let stages = stages.map(|picture| (CataloguePart::StagePictures.into(), picture));
        villages.chain(booths).chain(artisans).chain(stages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(written: &str) -> Picture {
        let whole = format!(r#"{{ "file": "vase.webp", "alt": {{ "en": "a vase" }}{written} }}"#);
        serde_json::from_str(&whole).unwrap()
    }

    const TALL: [f32; 2] = [600.0, 1400.0];
    const USUAL: [f32; 2] = [960.0, 720.0];
    const WIDE_PLACE: [f32; 2] = [400.0, 160.0];

    #[test]
    fn tall_picture_without_focus_is_seen_whole() {
        let plain = picture("");
        assert_eq!(plain.fit_in(TALL, WIDE_PLACE), PictureFit::Whole);
        assert_eq!(plain.fit_in([1400.0, 600.0], TALL), PictureFit::Whole);
        assert_eq!(plain.fit_in(TALL, [300.0, 600.0]), PictureFit::Cover);
        assert_eq!(plain.fit_in(USUAL, WIDE_PLACE), PictureFit::Cover);
        assert_eq!(plain.fit_in(TALL, [0.0, 0.0]), PictureFit::Cover);
    }

    #[test]
    fn catalogue_decides_before_the_shape() {
        let whole = picture(r#", "fit": "whole", "focus": [50, 20]"#);
        assert_eq!(whole.fit_in(USUAL, WIDE_PLACE), PictureFit::Whole);
        let cover = picture(r#", "fit": "cover""#);
        assert_eq!(cover.fit_in(TALL, WIDE_PLACE), PictureFit::Cover);
        let focused = picture(r#", "focus": [50, 20]"#);
        assert_eq!(focused.fit_in(TALL, WIDE_PLACE), PictureFit::Cover);
    }

    #[test]
    fn fit_is_written_only_where_given() {
        let written = |picture: &Picture| serde_json::to_string(picture).unwrap();
        assert!(!written(&picture("")).contains("fit"));
        assert!(written(&picture(r#", "fit": "whole""#)).contains(r#""fit":"whole""#));
    }
}
