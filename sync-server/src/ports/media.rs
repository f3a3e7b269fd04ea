//! The contents of pictures and videos, by their hash.

use std::io::Read;

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
