//! Where the pictures and videos lie on the disk: `media/` in the kiosk's data directory, each under the hash of its
//! content, and a list of which are in force.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use journal::disk::free_bytes;
use shared::catalogue::{ContentHash, FILE_BYTES_MOST, MediaDigest, MediaFile};

use super::MediaError;

/// The folder in the kiosk's data directory.
const FOLDER: &str = "media";
/// The list of the files in force, in that folder.
const LIST: &str = "list.json";
/// What the name of a file ends in that is not whole yet.
const PART: &str = "part";
/// How much of a file is held at a time, in bytes.
const CHUNK: usize = 64 << 10;
/// How much of the disk is left to the journal, in bytes: many times what an exhibition's records take.
const LEFT_FREE: u64 = 300_000_000;

/// The files by name, as the catalogue has them.
pub type List = BTreeMap<String, MediaFile>;

/// The folder of a kiosk's pictures and videos. It need not exist: then there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    dir: PathBuf,
    left_free: u64,
}

impl Shelf {
    /// The shelf of a kiosk's data directory.
    #[must_use]
    pub fn of(data: &Path) -> Self {
        Self {
            dir: data.join(FOLDER),
            left_free: LEFT_FREE,
        }
    }

    /// The same shelf, which leaves so many bytes of the disk free.
    #[cfg(test)]
    #[must_use]
    pub fn leaving_free(self, left_free: u64) -> Self {
        Self { left_free, ..self }
    }

    /// The files in force. None are when there is no list.
    ///
    /// # Errors
    /// [`MediaError`] when there is one that can't be read.
    pub fn list(&self) -> Result<List, MediaError> {
        let path = self.dir.join(LIST);
        match fs::read(&path) {
            Ok(json) => serde_json::from_slice(&json).map_err(|error| MediaError::List {
                path,
                detail: error.to_string(),
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(List::new()),
            Err(source) => Err(MediaError::Disk { path, source }),
        }
    }

    /// What changes whenever other files come into force.
    #[must_use]
    pub fn stamp(&self) -> Option<(SystemTime, u64)> {
        let about = fs::metadata(self.dir.join(LIST)).ok()?;
        Some((about.modified().ok()?, about.len()))
    }

    /// Where the content of a file lies, for a reader that takes it piece by piece; it need not be there.
    #[must_use]
    pub fn path_of(&self, file: &MediaFile) -> PathBuf {
        self.path(&file.sha256)
    }

    /// The content of a file.
    ///
    /// # Errors
    /// [`MediaError::Disk`] when it is not there or can't be read.
    pub fn read(&self, file: &MediaFile) -> Result<Vec<u8>, MediaError> {
        let path = self.path(&file.sha256);
        fs::read(&path).map_err(|source| MediaError::Disk { path, source })
    }

    /// Those of a list that are not whole on the disk yet, each content once.
    #[must_use]
    pub fn lacks(&self, list: &List) -> Vec<(String, MediaFile)> {
        let mut seen = BTreeSet::new();
        list.iter()
            .filter(|(_, file)| seen.insert(file.sha256) && !self.has(file))
            .map(|(name, file)| (name.clone(), *file))
            .collect()
    }

    /// Whether a file is on the disk with all its length; its content is not looked into.
    #[must_use]
    pub fn has(&self, file: &MediaFile) -> bool {
        fs::metadata(self.path(&file.sha256)).is_ok_and(|about| about.len() == file.bytes)
    }

    /// Whether the content of a file is still what its hash says. It is read whole: nothing for a thread that draws.
    ///
    /// # Errors
    /// [`MediaError::Disk`] when it is not there or can't be read.
    pub fn is_sound(&self, file: &MediaFile) -> Result<bool, MediaError> {
        let path = self.path(&file.sha256);
        let found = read_through(&path).map_err(|source| MediaError::Disk { path, source })?;
        Ok(found == *file)
    }

    /// Whether a file may be fetched, when so many bytes more are free than are now.
    ///
    /// # Errors
    /// [`MediaError::TooLarge`], or [`MediaError::NoRoom`] when the rest of it would take what the journal needs.
    pub fn has_room_for(
        &self,
        name: &str,
        file: &MediaFile,
        more_free: u64,
    ) -> Result<(), MediaError> {
        let megabytes = |bytes: u64| bytes / 1_000_000;
        if file.bytes > FILE_BYTES_MOST {
            return Err(MediaError::TooLarge {
                file: name.to_owned(),
                megabytes: megabytes(file.bytes),
            });
        }
        let rest = file.bytes - self.so_far(file);
        // A system that does not say what is free says at least when nothing is.
        let free = self.dir.parent().and_then(free_bytes).unwrap_or(u64::MAX);
        if free.saturating_add(more_free).saturating_sub(rest) < self.left_free {
            return Err(MediaError::NoRoom {
                file: name.to_owned(),
                megabytes: megabytes(free),
            });
        }
        Ok(())
    }

    /// How much of a file has come so far, in bytes. What is longer than it should be begins anew.
    #[must_use]
    pub fn so_far(&self, file: &MediaFile) -> u64 {
        let length = fs::metadata(self.part(&file.sha256)).map_or(0, |about| about.len());
        if length > file.bytes { 0 } else { length }
    }

    /// Puts the next bytes of a file at `from`, which is what [`Shelf::so_far`] said.
    ///
    /// # Errors
    /// [`MediaError::Disk`] when the disk is full or fails; what came before stays.
    pub fn append(&self, file: &MediaFile, from: u64, bytes: &[u8]) -> Result<(), MediaError> {
        let path = self.part(&file.sha256);
        let put = || {
            fs::create_dir_all(&self.dir)?;
            let mut part = File::options()
                .create(true)
                .write(true)
                .truncate(false)
                .open(&path)?;
            part.set_len(from)?;
            std::io::Seek::seek(&mut part, std::io::SeekFrom::Start(from))?;
            part.write_all(bytes)
        };
        put().map_err(|source| MediaError::Disk {
            path: path.clone(),
            source,
        })
    }

    /// Takes a file that has come whole among the others, once its content is what its hash says.
    ///
    /// # Errors
    /// [`MediaError::WrongBytes`] when it is not; it is gone then, and comes anew. [`MediaError::Disk`] when the disk
    /// fails.
    pub fn accept(&self, name: &str, file: &MediaFile) -> Result<(), MediaError> {
        let part = self.part(&file.sha256);
        let failed = |source| MediaError::Disk {
            path: part.clone(),
            source,
        };
        if read_through(&part).map_err(failed)?.sha256 != file.sha256 {
            fs::remove_file(&part).map_err(failed)?;
            return Err(MediaError::WrongBytes {
                file: name.to_owned(),
            });
        }
        let settle = || {
            File::options().write(true).open(&part)?.sync_all()?;
            fs::rename(&part, self.path(&file.sha256))
        };
        settle().map_err(failed)
    }

    /// Brings other files into force, all at once: a reader sees the old list or the new.
    ///
    /// # Errors
    /// [`MediaError::Disk`] when the disk is full or fails; those before stay in force.
    pub fn put_in_force(&self, list: &List) -> Result<(), MediaError> {
        let path = self.dir.join(LIST);
        let new = self.dir.join("list.json.new");
        let put = || {
            fs::create_dir_all(&self.dir)?;
            let mut file = File::create(&new)?;
            serde_json::to_writer(&mut file, list)?;
            file.sync_all()?;
            fs::rename(&new, &path)?;
            // Without this a power cut may bring the old list back, whose files are about to go.
            File::open(&self.dir)?.sync_all()
        };
        put().map_err(|source| MediaError::Disk {
            path: path.clone(),
            source,
        })
    }

    /// Throws a file away that no longer is what it was, so that it is fetched again.
    ///
    /// # Errors
    /// [`MediaError::Disk`] when it can't be deleted.
    pub fn throw_away(&self, file: &MediaFile) -> Result<(), MediaError> {
        let path = self.path(&file.sha256);
        fs::remove_file(&path).map_err(|source| MediaError::Disk { path, source })
    }

    /// Throws away what neither list names: neither that in force nor that of what is wanted, whose files stay also as
    /// far as they have come. Answers how many files that were.
    ///
    /// # Errors
    /// [`MediaError::Disk`] when the folder can't be read or a file can't be deleted.
    pub fn sweep(&self, list: &List, wanted: &List) -> Result<usize, MediaError> {
        let failed = |path: &Path, source| MediaError::Disk {
            path: path.to_owned(),
            source,
        };
        let both = list.values().chain(wanted.values());
        let mut named: BTreeSet<PathBuf> = both.map(|file| self.path(&file.sha256)).collect();
        let coming = wanted.values().filter(|file| !self.has(file));
        named.extend(coming.map(|file| self.part(&file.sha256)));
        named.insert(self.dir.join(LIST));
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            Err(source) => return Err(failed(&self.dir, source)),
        };
        let mut swept = 0;
        for entry in entries {
            let path = entry.map_err(|source| failed(&self.dir, source))?.path();
            if !named.contains(&path) {
                fs::remove_file(&path).map_err(|source| failed(&path, source))?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    fn path(&self, hash: &ContentHash) -> PathBuf {
        self.dir.join(hash.to_string())
    }

    fn part(&self, hash: &ContentHash) -> PathBuf {
        self.path(hash).with_extension(PART)
    }
}

/// What a file is by its content. A video is too large to be held for it.
fn read_through(path: &Path) -> io::Result<MediaFile> {
    let mut file = File::open(path)?;
    let mut digest = MediaDigest::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = file.read(&mut chunk)?;
        if count == 0 {
            return Ok(digest.finish());
        }
        digest.add(&chunk[..count]);
    }
}

#[cfg(test)]
mod tests;
