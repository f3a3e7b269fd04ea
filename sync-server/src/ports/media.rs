//! The contents of pictures and videos, by their hash.

use std::io::{self, Read};

use shared::catalogue::{ContentHash, MediaFile};

use super::PortError;

/// Keeps contents.
pub trait Media {
    /// Whether a content is kept, byte for byte.
    fn holds(&self, file: &MediaFile) -> bool;

    /// Opens a content that is kept.
    ///
    /// # Errors
    /// [`PortError`] when it is missing or can't be read.
    fn open(&self, hash: &ContentHash) -> Result<Box<dyn Read + '_>, PortError>;

    /// Keeps a content under its hash. One that is kept whole already stays as it is.
    ///
    /// # Errors
    /// [`PortError`] when it can't be read or written, or is not the one that `file` names.
    fn insert(&self, file: &MediaFile, content: &mut dyn Read) -> Result<(), PortError>;
}

/// Gives the files of pictures and videos that an organiser hands in, by their names in the catalogue.
pub trait MediaSource {
    /// Opens the file of a name; `None` when there is none.
    ///
    /// # Errors
    /// When it can't be read.
    fn open(&self, name: &str) -> io::Result<Option<GivenFile<'_>>>;
}

/// A file that was handed in.
pub struct GivenFile<'a> {
    /// How long it is.
    pub bytes: u64,
    /// What is in it.
    pub content: Box<dyn Read + 'a>,
}
