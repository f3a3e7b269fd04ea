//! The files of a catalogue's pictures and videos: found, kept under the hash of their content, and handed to kiosks.

mod inspect;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use shared::catalogue::{Catalogue, MediaDigest, MediaFile};

use super::SetupError;
use crate::media::path_of;
use crate::private_file;
use inspect::{Inspection, picture_fault, video_fault};

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
    Kept(MediaFile),
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
    let pictures = catalogue
        .pictures()
        .map(|(_, picture)| picture.file.as_str());
    let pictures: HashSet<&str> = pictures.collect();
    let (mut nowhere, mut bad) = (Vec::new(), Vec::new());
    for (place, name) in catalogue.files() {
        if gathered.catalogue.media.contains_key(name) || name.contains(['/', '\\']) {
            continue;
        }
        let given = folder
            .map(|folder| folder.join(name))
            .filter(|path| path.exists());
        let lists = [Some(catalogue), before].into_iter().flatten();
        let Some(content) = given.map(Content::Here).or_else(|| kept(lists, name, data)) else {
            nowhere.push(format!("{name} ({place})"));
            continue;
        };
        if let Some(fault) = content.fault(data, pictures.contains(name))? {
            bad.push(format!("{name} ({place}) {fault}"));
            continue;
        }
        let file = match &content {
            Content::Here(path) => digest(path).map_err(SetupError::at(path))?,
            Content::Sample(content) => MediaFile::of(content),
            Content::Kept(file) => *file,
        };
        gathered.catalogue.media.insert(name.to_owned(), file);
        gathered.contents.push((file, content));
    }
    if !nowhere.is_empty() {
        return Err(SetupError::NoPicture(nowhere));
    }
    if !bad.is_empty() {
        return Err(SetupError::BadPicture(bad));
    }
    Ok(gathered)
}

impl Content {
    /// Why kiosks won't show it.
    fn fault(&self, data: &Path, is_picture: bool) -> Result<Option<String>, SetupError> {
        let (path, inspection) = match self {
            Self::Here(path) => (path.clone(), Inspection::Whole),
            // An earlier version may have taken over what this one knows to be none.
            Self::Kept(file) => (path_of(data, &file.sha256), Inspection::Beginning),
            Self::Sample(_) => return Ok(None),
        };
        let fault = if is_picture {
            picture_fault(&path, inspection)
        } else {
            video_fault(&path)
        };
        fault.map_err(SetupError::at(&path))
    }
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
            if is_whole(&path, file) {
                continue;
            }
            let folder = data.join(FOLDER);
            fs::create_dir_all(&folder).map_err(SetupError::at(&folder))?;
            let new = path.with_extension("new");
            match content {
                Content::Here(from) => take_over(from, file, &new)?,
                Content::Sample(content) => {
                    private_file::write(&new, content).map_err(SetupError::at(&new))?;
                }
                Content::Kept(_) => continue,
            }
            fs::rename(&new, &path).map_err(SetupError::at(&path))?;
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
    fs::create_dir_all(&folder).map_err(SetupError::at(&folder))?;
    for file in catalogue.media.values() {
        let from = path_of(data, &file.sha256);
        let to = folder.join(file.sha256.to_string());
        if is_whole(&to, file) {
            continue;
        }
        // On one disk they may share the content: neither side ever writes into a file that is whole.
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(drop))
            .map_err(SetupError::at(&from))?;
    }
    let list = serde_json::to_vec(&catalogue.media).map_err(SetupError::CatalogueJson)?;
    let path = folder.join(LIST);
    private_file::write(&path, &list).map_err(SetupError::at(&path))
}

/// Copies a file of the organisers', which must still be as it was found.
fn take_over(from: &Path, found: &MediaFile, to: &Path) -> Result<(), SetupError> {
    let mut out = private_file::create(to).map_err(SetupError::at(to))?;
    let copied = File::open(from).and_then(|file| copy(file, &mut out));
    let copied = copied.and_then(|copied| {
        if copied == *found {
            out.sync_all()
        } else {
            Err(io::Error::other("it changed while it was being read"))
        }
    });
    copied.map_err(SetupError::at(from))
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
) -> Option<Content> {
    let named: Vec<&MediaFile> = lists.filter_map(|list| list.media.get(name)).collect();
    let mut whole = named
        .iter()
        .filter(|file| is_whole(&path_of(data, &file.sha256), file));
    if let Some(file) = whole.next() {
        return Some(Content::Kept(**file));
    }
    let (_, sample) = SAMPLE.iter().find(|(known, _)| *known == name)?;
    let is_named = || named.contains(&&MediaFile::of(sample));
    (named.is_empty() || is_named()).then_some(Content::Sample(sample))
}

/// Whether a file is there, byte for byte.
fn is_whole(path: &Path, file: &MediaFile) -> bool {
    let long = fs::metadata(path).is_ok_and(|about| about.len() == file.bytes);
    long && digest(path).is_ok_and(|found| found == *file)
}

fn digest(path: &Path) -> io::Result<MediaFile> {
    copy(File::open(path)?, &mut io::sink())
}
