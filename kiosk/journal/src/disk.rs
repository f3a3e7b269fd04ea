//! The disk that the kiosk's data lies on.

use std::path::Path;

/// What is free on the disk that holds a folder, for programs like this one; `None` where that can't be found out.
#[cfg(unix)]
#[must_use]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
#[must_use]
pub fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disk_says_how_much_is_free_and_a_folder_that_is_not_there_says_nothing() {
        let dir = tempfile::tempdir().unwrap();
        if cfg!(unix) {
            assert!(free_bytes(dir.path()).is_some_and(|bytes| bytes > 0));
        }
        assert_eq!(free_bytes(&dir.path().join("nowhere")), None);
    }
}
