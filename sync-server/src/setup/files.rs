//! Files that are for one user alone.

use std::fs::{DirBuilder, OpenOptions};
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
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        // A file that was there before keeps its permissions unless they are set again.
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })
}
