//! The files of a catalogue's pictures and videos: found, and kept under the hash of their content.

mod inspect;

use std::collections::HashSet;
use std::io;

use shared::catalogue::{Catalogue, MediaFile};

use super::setup_error::SetupError;
use crate::media;
use crate::ports::{GivenFile, Media, MediaSource};
pub(super) use inspect::is_heic;
use inspect::{Inspection, picture_fault, video_fault};

/// The pictures and videos of the sample exhibition, by name; `build.rs` finds them.
const SAMPLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pictures.rs"));

/// A catalogue that knows its files, and where their contents are.
pub(super) struct Gathered<'a> {
    /// The catalogue with its `media` filled in.
    pub(super) catalogue: Catalogue,
    source: Option<&'a dyn MediaSource>,
    /// Each file by its name.
    contents: Vec<(String, MediaFile, MediaContent)>,
}

enum MediaContent {
    Given,
    Sample(&'static [u8]),
    Kept(MediaFile),
}

/// Finds the file of every picture and video: among those given, else among those that this exhibition keeps already, else
/// among the sample's. Nothing is written.
///
/// # Errors
/// [`SetupError::NoPicture`] with all that are nowhere; [`SetupError::BadPicture`] with all that kiosks would not show;
/// [`SetupError::File`] for one that can't be read.
pub(super) fn gather<'a>(
    catalogue: &Catalogue,
    before: Option<&Catalogue>,
    media: &dyn Media,
    source: Option<&'a dyn MediaSource>,
) -> Result<Gathered<'a>, SetupError> {
    let mut gathered = Gathered {
        catalogue: catalogue.clone(),
        source,
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
        let lists = [Some(catalogue), before].into_iter().flatten();
        let content = match given(source, name)? {
            Some(_) => Some(MediaContent::Given),
            None => kept(lists, name, media),
        };
        let Some(content) = content else {
            nowhere.push(format!("{name} ({place})"));
            continue;
        };
        if let Some(fault) = content.fault(source, name, media, pictures.contains(name))? {
            bad.push(format!("{name} ({place}) {fault}"));
            continue;
        }
        let file = match &content {
            MediaContent::Given => {
                let given = given(source, name)?.ok_or_else(|| gone(name))?;
                media::copy(given.content, &mut io::sink()).map_err(SetupError::at(name))?
            }
            MediaContent::Sample(content) => MediaFile::of(content),
            MediaContent::Kept(file) => *file,
        };
        gathered.catalogue.media.insert(name.to_owned(), file);
        gathered.contents.push((name.to_owned(), file, content));
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
        source: Option<&dyn MediaSource>,
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
            Self::Given => {
                let mut given = given(source, name)?.ok_or_else(|| gone(name))?;
                fault(given.bytes, &mut *given.content, Inspection::Whole)
                    .map_err(SetupError::at(name))
            }
            // An earlier version may have taken over what this one knows to be none.
            Self::Kept(file) => {
                let mut content = media.open(&file.sha256)?;
                fault(file.bytes, &mut *content, Inspection::Beginning)
                    .map_err(SetupError::at(name))
            }
            Self::Sample(_) => Ok(None),
        }
    }
}

impl Gathered<'_> {
    /// Keeps the contents, each under its hash. What is kept already, and whole, stays as it is.
    ///
    /// # Errors
    /// [`SetupError`] when the disk is full or fails; what was kept so far does no harm.
    pub(super) fn keep(&self, media: &dyn Media) -> Result<(), SetupError> {
        for (name, file, content) in &self.contents {
            match content {
                MediaContent::Given => {
                    let mut given = given(self.source, name)?.ok_or_else(|| gone(name))?;
                    media.insert(file, &mut *given.content)?;
                }
                MediaContent::Sample(content) => media.insert(file, &mut &**content)?,
                MediaContent::Kept(_) => {}
            }
        }
        Ok(())
    }
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

/// Opens a file that was given.
fn given<'a>(
    source: Option<&'a dyn MediaSource>,
    name: &str,
) -> Result<Option<GivenFile<'a>>, SetupError> {
    let opened = source.map(|source| source.open(name)).transpose();
    Ok(opened.map_err(SetupError::at(name))?.flatten())
}

/// Returns the error of a file that is there no more.
fn gone(name: &str) -> SetupError {
    SetupError::at(name)(io::ErrorKind::NotFound.into())
}
