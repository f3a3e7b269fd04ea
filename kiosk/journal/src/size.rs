//! How much there is in the journal, for the device's operator.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Journal, JournalError};

/// How much there is in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// The bytes of its files.
    pub bytes: u64,
    /// Records that count.
    pub records: u64,
}

impl Journal {
    /// How large the journal is. As quick for millions of records as for a few.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn size(&self) -> Result<Size, JournalError> {
        let records: i64 = self
            .db
            .prepare_cached(
                "SELECT coalesce(sum(coalesce(ends,
                    (SELECT max(seq) FROM records r WHERE r.incarnation = l.incarnation), 0)), 0)
                 FROM lives l",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(Size {
            bytes: length(&self.path) + length(&beside(&self.path, "-wal")),
            records: records as u64,
        })
    }

    /// The folder that holds the journal.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.path.parent()
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A file's length; 0 for one that is not there.
fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}
