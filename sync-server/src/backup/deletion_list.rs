//! The list of what was deleted of people, beside the backups of a folder: a restore deletes it again. It has hashes and
//! random ids, and no name.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::error::{BackupError, in_path};
use crate::ports::Deletion;
use crate::private_file;

/// The name of the list.
const FILE: &str = "deletions.txt";

/// Reads the list of a folder; lines of a later version are passed over.
pub(super) fn read(folder: &Path) -> Result<BTreeSet<Deletion>, BackupError> {
    let lines = lines(folder)?;
    Ok(lines.iter().filter_map(|line| line.parse().ok()).collect())
}

fn lines(folder: &Path) -> Result<BTreeSet<String>, BackupError> {
    let path = folder.join(FILE);
    match fs::read(&path) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            Ok(text.lines().map(str::to_owned).collect())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(in_path(&path)(error)),
    }
}

/// Adds to the list of a folder, whole or not at all.
pub(super) fn add(folder: &Path, deletions: &[Deletion]) -> Result<(), BackupError> {
    let before = lines(folder)?;
    let mut all = before.clone();
    all.extend(deletions.iter().map(Deletion::to_string));
    if all == before {
        return Ok(());
    }
    let (path, new) = (folder.join(FILE), folder.join(format!("{FILE}.partial")));
    let written = private_file::options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(&new)
        .and_then(|mut file| {
            for line in &all {
                writeln!(file, "{line}")?;
            }
            file.sync_all()
        });
    written.map_err(in_path(&new))?;
    fs::rename(&new, &path).map_err(in_path(&path))
}
