//! The files of a catalogue's pictures and videos: found, kept under the hash of their content, and handed to kiosks.

mod inspect;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use shared::catalogue::{Catalogue, MediaFile};

use super::error::SetupError;
use crate::media::{self, FOLDER};
use crate::ports::Media;
use crate::private_file;
use inspect::{Inspection, picture_fault, video_fault};

/// The pictures and videos of the sample exhibition, by name; `build.rs` finds them.
const SAMPLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pictures.rs"));

/// The list of those in force within a kiosk's folder of them.
const LIST: &str = "list.json";

/// A catalogue that knows its files, and where their contents are.
pub(super) struct Gathered {
    /// The catalogue with its `media` filled in.
    pub(super) catalogue: Catalogue,
    contents: Vec<(MediaFile, MediaContent)>,
}

enum MediaContent {
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
    media: &dyn Media,
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
        let Some(content) = given
            .map(MediaContent::Here)
            .or_else(|| kept(lists, name, media))
        else {
            nowhere.push(format!("{name} ({place})"));
            continue;
        };
        if let Some(fault) = content.fault(name, media, pictures.contains(name))? {
            bad.push(format!("{name} ({place}) {fault}"));
            continue;
        }
        let file = match &content {
            MediaContent::Here(path) => digest(path).map_err(SetupError::at(path))?,
            MediaContent::Sample(content) => MediaFile::of(content),
            MediaContent::Kept(file) => *file,
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

impl MediaContent {
    /// Returns why kiosks won't show it.
    fn fault(
        &self,
        name: &str,
        media: &dyn Media,
        is_picture: bool,
    ) -> Result<Option<String>, SetupError> {
        let fault = |bytes: u64, content: &mut dyn io::Read, inspection| {
            if is_picture {
                picture_fault(bytes, content, inspection)
            } else {
                video_fault(content)
            }
        };
        match self {
            Self::Here(path) => File::open(path)
                .and_then(|mut file| fault(file.metadata()?.len(), &mut file, Inspection::Whole))
                .map_err(SetupError::at(path)),
            // An earlier version may have taken over what this one knows to be none.
            Self::Kept(file) => {
                let mut content = media.open(&file.sha256)?;
                fault(file.bytes, &mut *content, Inspection::Beginning)
                    .map_err(SetupError::at(Path::new(name)))
            }
            Self::Sample(_) => Ok(None),
        }
    }
}

impl Gathered {
    /// Keeps the contents, each under its hash. What is kept already, and whole, stays as it is.
    ///
    /// # Errors
    /// [`SetupError`] when the disk is full or fails; what was kept so far does no harm.
    pub(super) fn keep(&self, media: &dyn Media) -> Result<(), SetupError> {
        for (file, content) in &self.contents {
            match content {
                MediaContent::Here(path) => {
                    let mut content = File::open(path).map_err(SetupError::at(path))?;
                    media.insert(file, &mut content)?;
                }
                MediaContent::Sample(content) => media.insert(file, &mut &**content)?,
                MediaContent::Kept(_) => {}
            }
        }
        Ok(())
    }
}

/// Puts the pictures and videos in force into a kiosk's folder, so that it has them before it has ever reached the
/// server.
///
/// # Errors
/// [`SetupError::File`] when one can't be copied.
pub(super) fn hand_over(
    media: &dyn Media,
    catalogue: &Catalogue,
    out: &Path,
) -> Result<(), SetupError> {
    if catalogue.media.is_empty() {
        return Ok(());
    }
    let folder = out.join(FOLDER);
    fs::create_dir_all(&folder).map_err(SetupError::at(&folder))?;
    for file in catalogue.media.values() {
        let to = media::path_of(out, &file.sha256);
        if media::is_whole(&to, file) {
            continue;
        }
        let content = media.open(&file.sha256)?;
        let copied = private_file::create(&to).and_then(|mut to| media::copy(content, &mut to));
        copied.map_err(SetupError::at(&to))?;
    }
    let list = serde_json::to_vec(&catalogue.media).map_err(SetupError::CatalogueJson)?;
    let path = folder.join(LIST);
    private_file::write(&path, &list).map_err(SetupError::at(&path))
}

/// Returns what there is already: as a catalogue names it, else as the sample has it. No picture of the sample's takes
/// the place of one of the organisers' that is damaged.
fn kept<'a>(
    lists: impl Iterator<Item = &'a Catalogue>,
    name: &str,
    media: &dyn Media,
) -> Option<MediaContent> {
    let named: Vec<&MediaFile> = lists.filter_map(|list| list.media.get(name)).collect();
    if let Some(file) = named.iter().find(|file| media.holds(file)) {
        return Some(MediaContent::Kept(**file));
    }
    let (_, sample) = SAMPLE.iter().find(|(known, _)| *known == name)?;
    let is_named = || named.contains(&&MediaFile::of(sample));
    (named.is_empty() || is_named()).then_some(MediaContent::Sample(sample))
}

fn digest(path: &Path) -> io::Result<MediaFile> {
    media::copy(File::open(path)?, &mut io::sink())
}
