//! Files that are for one user alone.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::SetupError;

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
    let mut file = create_private(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })
}

/// Makes an empty file that only this user can read.
pub(super) fn create_private(path: &Path) -> Result<File, SetupError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let created = options.open(path).and_then(|file| {
        // A file that was there before keeps its permissions unless they are set again.
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        Ok(file)
    });
    created.map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })
}
