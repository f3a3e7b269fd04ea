//! The contents of pictures and videos: files in the data folder, each called by its hash.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use shared::catalogue::{ContentHash, MediaFile};

use super::SqliteDatabase;
use crate::media;
use crate::ports::{Media, PortError};
use crate::private_file;
use crate::sqlite::SqliteError;

impl Media for SqliteDatabase {
    fn holds(&self, file: &MediaFile) -> bool {
        media::is_whole(&self.path_of(&file.sha256), file)
    }

    fn open(&self, hash: &ContentHash) -> Result<Box<dyn Read + '_>, PortError> {
        let own = self.path_of(hash);
        // Backups of one folder share the pictures beside them.
        let beside = self.folder.parent().map(|it| media::path_of(it, hash));
        let path = match beside {
            Some(beside) if !own.exists() && beside.exists() => beside,
            _ => own,
        };
        let file = File::open(&path).map_err(in_path(&path))?;
        Ok(Box::new(file))
    }

    fn insert(&self, file: &MediaFile, content: &mut dyn Read) -> Result<(), PortError> {
        let path = self.path_of(&file.sha256);
        if media::is_whole(&path, file) {
            return Ok(());
        }
        fs::create_dir_all(self.folder.join(media::FOLDER)).map_err(in_path(&path))?;
        let new = path.with_extension("new");
        let written = private_file::create(&new).and_then(|mut out| {
            if media::copy(content, &mut out)? == *file {
                out.sync_all()
            } else {
                Err(io::Error::other("it changed while it was being read"))
            }
        });
        written.map_err(in_path(&new))?;
        Ok(fs::rename(&new, &path).map_err(in_path(&path))?)
    }
}

impl SqliteDatabase {
    fn path_of(&self, hash: &ContentHash) -> PathBuf {
        media::path_of(&self.folder, hash)
    }
}

fn in_path(path: &Path) -> impl FnOnce(io::Error) -> SqliteError {
    let path = path.to_owned();
    move |source| SqliteError::File { path, source }
}
