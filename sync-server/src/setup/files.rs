//! Files that are for one user alone.

use std::fs::{DirBuilder, File};
use std::path::Path;

use super::SetupError;
use crate::private_file;

/// Makes a folder and those above it where they are missing.
pub(super) fn make_folder(path: &Path) -> Result<(), SetupError> {
    let made = DirBuilder::new().recursive(true).create(path);
    made.map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })
}

/// Writes a file that only this user can read, and waits until it is on the disk.
pub(super) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), SetupError> {
    let written = private_file::write(path, bytes);
    written.map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })
}

/// Makes an empty file that only this user can read.
pub(super) fn create_private(path: &Path) -> Result<File, SetupError> {
    private_file::create(path).map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })
}
