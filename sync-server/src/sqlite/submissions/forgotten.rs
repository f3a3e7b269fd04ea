//! The file of what was forgotten: an id a line, outside of the databases, so that no backup of one takes it back in time.
//!
//! Lines are only ever added. One that is no id (cut off by a power cut, before anybody was told) says nothing.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use shared::submission::SubmissionId;

use super::super::folder::{self, FORGOTTEN_FILE};
use crate::sqlite::SqliteError;

/// The ids in it.
pub(super) fn read(data: &Path) -> Result<BTreeSet<SubmissionId>, SqliteError> {
    let path = data.join(FORGOTTEN_FILE);
    match fs::read(&path) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            Ok(text.lines().filter_map(|line| line.parse().ok()).collect())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(source) => Err(SqliteError::File { path, source }),
    }
}

/// Adds ids, durably.
pub(super) fn add(data: &Path, ids: &[SubmissionId]) -> Result<(), SqliteError> {
    let path = data.join(FORGOTTEN_FILE);
    folder::make_private(&path)?;
    write(&path, ids).map_err(|source| SqliteError::File {
        path: path.clone(),
        source,
    })
}

fn write(path: &Path, ids: &[SubmissionId]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).open(path)?;
    let mut lines = String::new();
    if file.seek(SeekFrom::End(0))? > 0 {
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            lines.push('\n');
        }
    }
    for id in ids {
        lines.push_str(&id.to_string());
        lines.push('\n');
    }
    file.write_all(lines.as_bytes())?;
    file.sync_all()?;
    // The name of a new file is durable with its folder.
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
