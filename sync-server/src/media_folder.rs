//! A folder with files of pictures and videos, as an organiser has it.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::ports::{GivenFile, MediaSource};

/// A folder with files of pictures and videos, as an organiser has it.
#[derive(Debug, Clone)]
pub struct MediaFolder(PathBuf);

impl MediaFolder {
    /// Takes the files of a folder.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }
}

impl MediaSource for MediaFolder {
    fn open(&self, name: &str) -> io::Result<Option<GivenFile<'_>>> {
        let path = self.0.join(name);
        if !path.exists() {
            return Ok(None);
        }
        let file = File::open(path)?;
        Ok(Some(GivenFile {
            bytes: file.metadata()?.len(),
            content: Box::new(file),
        }))
    }
}
