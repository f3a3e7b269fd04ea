//! Files of pictures and videos, in a folder and called by the hash of their content.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use shared::catalogue::{ContentHash, MediaDigest, MediaFile};

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

/// Whether a file is there, byte for byte.
pub(crate) fn is_whole(path: &Path, file: &MediaFile) -> bool {
    let long = fs::metadata(path).is_ok_and(|about| about.len() == file.bytes);
    long && File::open(path)
        .and_then(|file| copy(file, &mut io::sink()))
        .is_ok_and(|found| found == *file)
}
