//! Files of pictures and videos, in a folder and called by the hash of their content.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use shared::catalogue::{ContentHash, MediaDigest, MediaFile};

use crate::private_file;

/// Their folder, in the exhibition's data folder and in a kiosk's.
pub(crate) const FOLDER: &str = "media";
/// How much of a file is held at a time, in bytes.
const CHUNK: usize = 64 << 10;

/// Returns where the content of this hash is.
pub(crate) fn path_of(folder: &Path, hash: &ContentHash) -> PathBuf {
    folder.join(FOLDER).join(hash.to_string())
}

/// Copies a content piece by piece, since a video is not to be held whole, and returns what it is.
pub(crate) fn copy(mut from: impl Read, to: &mut impl Write) -> io::Result<MediaFile> {
    let mut digest = MediaDigest::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = from.read(&mut chunk)?;
        if count == 0 {
            return Ok(digest.finish());
        }
        digest.add(&chunk[..count]);
        to.write_all(&chunk[..count])?;
    }
}

/// Writes a content to the folder, whole or not at all.
pub(crate) fn keep(folder: &Path, hash: &ContentHash, content: impl Read) -> io::Result<()> {
    static COPIES: AtomicU64 = AtomicU64::new(0);
    let path = path_of(folder, hash);
    fs::create_dir_all(folder.join(FOLDER))?;
    // Several requests may ask for it at once.
    let copy_number = COPIES.fetch_add(1, Ordering::Relaxed);
    let new = path.with_extension(format!("new{copy_number}"));
    let mut out = private_file::create(&new)?;
    if copy(content, &mut out)?.sha256 != *hash {
        fs::remove_file(&new)?;
        return Err(io::Error::other("it is not the content of this name"));
    }
    out.sync_all()?;
    fs::rename(&new, &path)
}

/// Whether a file is there, byte for byte.
pub(crate) fn is_whole(path: &Path, file: &MediaFile) -> bool {
    let long = fs::metadata(path).is_ok_and(|about| about.len() == file.bytes);
    long && File::open(path)
        .and_then(|file| copy(file, &mut io::sink()))
        .is_ok_and(|found| found == *file)
}
