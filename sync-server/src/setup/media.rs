//! The files of a catalogue's pictures and videos: found, kept under the hash of their content, and handed to kiosks.

mod film;
mod look;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use shared::catalogue::{Catalogue, MediaDigest, MediaFile};

use super::SetupError;
use super::files::{create_private, make_folder, write_private};
use crate::media::path_of;
use look::Closely;

/// The pictures and videos of the sample exhibition, by name; `build.rs` finds them.
const SAMPLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pictures.rs"));

/// The folder of a kiosk's pictures and videos, and the list of those in force within it.
const FOLDER: &str = "media";
const LIST: &str = "list.json";
/// How much of a file is held at a time, in bytes.
const CHUNK: usize = 64 << 10;

/// A catalogue that knows its files, and where their contents are.
pub(super) struct Gathered {
    /// The catalogue with its `media` filled in.
    pub(super) catalogue: Catalogue,
    contents: Vec<(MediaFile, Content)>,
}

enum Content {
    Here(PathBuf),
    Sample(&'static [u8]),
    Kept,
}

/// Finds the file of every picture and video: in the folder, else among those that this exhibition keeps already, else
/// among the sample's. Nothing is written.
///
/// # Errors
/// [`SetupError::NoPicture`] with all that are nowhere; [`SetupError::BadPicture`] with all that kiosks would not show;
/// [`SetupError::File`] for one that can't be read.
pub(super) fn gather(
    catalogue: &Catalogue,
    before: Option<&Catalogue>,
    data: &Path,
    folder: Option<&Path>,
) -> Result<Gathered, SetupError> {
    let mut gathered = Gathered {
        catalogue: catalogue.clone(),
        contents: Vec::new(),
    };
    gathered.catalogue.media.clear();
    let pictures: HashSet<&str> = catalogue
        .pictures()
        .map(|(_, picture)| picture.file.as_str())
        .collect();
    let (mut nowhere, mut bad) = (Vec::new(), Vec::new());
    for (place, name) in catalogue.files() {
        if gathered.catalogue.media.contains_key(name) || name.contains(['/', '\\']) {
            continue;
        }
        let trouble = |path: &Path, closely| {
            if pictures.contains(name) {
                look::trouble(path, closely)
            } else {
                film::trouble(path)
            }
        };
        let handed_in = folder.map(|folder| folder.join(name));
        let handed_in = handed_in.filter(|path| path.exists());
        let lists = [Some(catalogue), before].into_iter().flatten();
        let mut found = None;
        let looked_at = if let Some(path) = &handed_in {
            trouble(path, Closely::Whole)?
        } else {
            found = kept(lists, name, data);
            match &found {
                // An earlier version may have taken over what this one knows to be none.
                Some((file, Content::Kept)) => {
                    trouble(&path_of(data, &file.sha256), Closely::Beginning)?
                }
                _ => None,
            }
        };
        if let Some(trouble) = looked_at {
            bad.push(format!("{name} ({place}) {trouble}"));
            continue;
        }
        if let Some(path) = handed_in {
            let file = File::open(&path).and_then(|file| copy(file, &mut io::sink()));
            let file = file.map_err(|source| SetupError::File {
                path: path.clone(),
                source,
            })?;
            found = Some((file, Content::Here(path)));
        }
        match found {
            Some((file, content)) => {
                gathered.catalogue.media.insert(name.to_owned(), file);
                gathered.contents.push((file, content));
            }
            None => nowhere.push(format!("{name} ({place})")),
        }
    }
    if !nowhere.is_empty() {
        return Err(SetupError::NoPicture(nowhere));
    }
    if !bad.is_empty() {
        return Err(SetupError::BadPicture(bad));
    }
    Ok(gathered)
}

impl Gathered {
    /// Keeps the contents in the exhibition's data folder, each under its hash. What is there already, and
    /// whole, stays as it is.
    ///
    /// # Errors
    /// [`SetupError::File`] when the disk is full or fails; what was kept so far does no harm.
    pub(super) fn keep(&self, data: &Path) -> Result<(), SetupError> {
        for (file, content) in &self.contents {
            let path = path_of(data, &file.sha256);
            if there(&path, file) || matches!(content, Content::Kept) {
                continue;
            }
            make_folder(&data.join(FOLDER))?;
            let new = path.with_extension("new");
            match content {
                Content::Here(from) => take_over(from, file, &new)?,
                Content::Sample(content) => write_private(&new, content)?,
                Content::Kept => {}
            }
            fs::rename(&new, &path).map_err(|source| SetupError::File { path, source })?;
        }
        Ok(())
    }
}

/// Puts the pictures and videos in force into a kiosk's folder, so that it has them before it has ever reached the
/// server.
///
/// # Errors
/// [`SetupError::File`] when one can't be copied.
pub(super) fn hand_over(data: &Path, catalogue: &Catalogue, out: &Path) -> Result<(), SetupError> {
    if catalogue.media.is_empty() {
        return Ok(());
    }
    let folder = out.join(FOLDER);
    make_folder(&folder)?;
    for file in catalogue.media.values() {
        let from = path_of(data, &file.sha256);
        let to = folder.join(file.sha256.to_string());
        if there(&to, file) {
            continue;
        }
        // On one disk they may share the content: neither side ever writes into a file that is whole.
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(drop))
            .map_err(|source| SetupError::File { path: from, source })?;
    }
    let list = serde_json::to_vec(&catalogue.media).map_err(SetupError::CatalogueJson)?;
    write_private(&folder.join(LIST), &list)
}

/// Copies a file of the organisers', which must still be as it was found.
fn take_over(from: &Path, found: &MediaFile, to: &Path) -> Result<(), SetupError> {
    let mut out = create_private(to)?;
    let copied = File::open(from).and_then(|file| copy(file, &mut out));
    let copied = copied.and_then(|copied| {
        if copied == *found {
            out.sync_all()
        } else {
            Err(io::Error::other("it changed while it was being read"))
        }
    });
    copied.map_err(|source| SetupError::File {
        path: from.to_owned(),
        source,
    })
}

/// Copies a content piece by piece, and answers with what it is: a video is not to be held whole.
fn copy(mut from: impl Read, to: &mut impl Write) -> io::Result<MediaFile> {
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

/// What there is already: as a catalogue names it, else as the sample has it. No picture of the sample's takes the
/// place of one of the organisers' that is damaged.
fn kept<'a>(
    lists: impl Iterator<Item = &'a Catalogue>,
    name: &str,
    data: &Path,
) -> Option<(MediaFile, Content)> {
    let named: Vec<&MediaFile> = lists.filter_map(|list| list.media.get(name)).collect();
    let mut whole = named.iter();
    if let Some(file) = whole.find(|file| there(&path_of(data, &file.sha256), file)) {
        return Some((**file, Content::Kept));
    }
    sample(name).filter(|(file, _)| named.is_empty() || named.contains(&file))
}

fn sample(name: &str) -> Option<(MediaFile, Content)> {
    let (_, content) = SAMPLE.iter().find(|(known, _)| *known == name)?;
    Some((MediaFile::of(content), Content::Sample(content)))
}

/// Whether a file is there, byte for byte.
fn there(path: &Path, file: &MediaFile) -> bool {
    let long = fs::metadata(path).is_ok_and(|about| about.len() == file.bytes);
    long && File::open(path)
        .and_then(|file| copy(file, &mut io::sink()))
        .is_ok_and(|found| found == *file)
}
