//! Pictures that organisers upload: checked by what is in them, turned as the camera was held, made as large as kiosks need,
//! and put into the draft where they belong.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use shared::catalogue::{Catalogue, Localized, MediaFile, Picture};

use super::catalogue_draft::{self, DraftChange};
use super::media::is_heic;
use super::setup_error::SetupError;
use crate::ports::Database;

/// The largest picture that is taken in, in bytes: those of telephones have up to twenty million.
pub const UPLOAD_BYTES_MOST: usize = 24 << 20;
/// The longer side of what kiosks get, in pixels. Their screens have no more.
const SIDE: u32 = 1_920;
/// The longest side that is read, and the most memory for it: photographs of 50 megapixels, and no bombs.
const SIDE_MOST: u32 = 12_000;
const MEMORY_MOST: u64 = 256 << 20;
/// The quality of photographs, of 100.
const QUALITY: u8 = 85;

/// One picture takes much memory while it is read, so they are read one after the other.
static READING: Mutex<()> = Mutex::new(());

/// Why a file is not taken in as a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// There is nothing in it.
    #[error("the file is empty; choose another one")]
    Empty,
    /// It has so many megabytes.
    #[error("the file has {0} MB; save it with {1} at most")]
    TooLarge(usize, usize),
    /// It is in the format of iPhones.
    #[error("the file is a HEIC, as iPhones take them; save it as a JPEG")]
    Heic,
    /// It is something else.
    #[error("the file is no PNG, JPEG or WebP, whatever its name says")]
    NoPicture,
    /// It has so many pixels.
    #[error(
        "the picture has {0} × {1} pixels; save it smaller, 4000 on the longer side are plenty"
    )]
    TooManyPixels(u32, u32),
    /// It can't be read to its end.
    #[error("the picture is damaged; save or take it again")]
    Damaged,
}

/// Why pictures were not changed.
#[derive(Debug, thiserror::Error)]
pub enum PictureChangeError {
    /// There is no such entry, or no such picture of it.
    #[error("there is no such picture")]
    Unknown,
    /// The file.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The database, or the catalogue.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// A picture as kiosks get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedPicture {
    /// What is in the file.
    pub content: Vec<u8>,
    /// How its name ends.
    pub ending: &'static str,
    /// Its width and height in pixels.
    pub size: [u32; 2],
}

/// Whose pictures they are: an entry of a list, or a step of an artisan's craft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureOwner {
    /// `booths`, `artisans` or `villages`.
    pub list: String,
    /// The name of the entry.
    pub name: String,
    /// The step, from 0.
    pub step: Option<usize>,
}

/// What happens to a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureChange {
    /// It is described otherwise.
    Describe {
        /// What it shows.
        alt: Localized,
        /// What is written below it; nothing for no words.
        caption: Localized,
    },
    /// It changes places with the one before.
    Earlier,
    /// It changes places with the one behind.
    Later,
    /// It goes.
    Remove,
}

/// Makes a picture ready for kiosks.
///
/// # Errors
/// [`PictureError`] when it is none, or too large.
pub fn prepare(content: &[u8]) -> Result<PreparedPicture, PictureError> {
    let picture = open(content, SIDE)?;
    write(&picture).map_err(|_| PictureError::Damaged)
}

/// Reads a picture that was uploaded, and makes it so small that its longer side has at most so many pixels.
///
/// # Errors
/// [`PictureError`] when it is none, or too large.
pub(crate) fn open(content: &[u8], side: u32) -> Result<DynamicImage, PictureError> {
    if content.is_empty() {
        return Err(PictureError::Empty);
    }
    if content.len() > UPLOAD_BYTES_MOST {
        let megabytes = content.len().div_ceil(1 << 20);
        return Err(PictureError::TooLarge(megabytes, UPLOAD_BYTES_MOST >> 20));
    }
    let format = match image::guess_format(content) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        _ if is_heic(content) => return Err(PictureError::Heic),
        _ => return Err(PictureError::NoPicture),
    };
    let _one = READING.lock().unwrap_or_else(PoisonError::into_inner);
    let picture = read(content, format)?;
    let is_small = picture.width().max(picture.height()) <= side;
    Ok(if is_small {
        picture
    } else {
        picture.resize(side, side, FilterType::Triangle)
    })
}

fn read(content: &[u8], format: ImageFormat) -> Result<DynamicImage, PictureError> {
    let reader = || ImageReader::with_format(Cursor::new(content), format);
    let failed = |error: ImageError| match error {
        ImageError::Limits(_) => {
            let (width, height) = reader().into_dimensions().unwrap_or_default();
            PictureError::TooManyPixels(width, height)
        }
        _ => PictureError::Damaged,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MOST);
    limits.max_image_height = Some(SIDE_MOST);
    limits.max_alloc = Some(MEMORY_MOST);
    let mut limited = reader();
    limited.limits(limits);
    let mut decoder = limited.into_decoder().map_err(failed)?;
    if decoder.total_bytes() > MEMORY_MOST {
        let (width, height) = decoder.dimensions();
        return Err(PictureError::TooManyPixels(width, height));
    }
    let orientation = decoder.orientation().map_err(failed)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(failed)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Writes a photograph as a JPEG, and what one can see through as a WebP. Nothing but the pixels is kept: no place where it
/// was taken.
fn write(picture: &DynamicImage) -> Result<PreparedPicture, ImageError> {
    let size = [picture.width(), picture.height()];
    let mut content = Vec::new();
    let clear = picture.color().has_alpha() && {
        let pixels = picture.to_rgba8();
        pixels.pixels().any(|pixel| pixel.0[3] < u8::MAX)
    };
    let ending = if clear {
        picture
            .to_rgba8()
            .write_with_encoder(WebPEncoder::new_lossless(&mut content))?;
        "webp"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut content, QUALITY);
        picture.to_rgb8().write_with_encoder(encoder)?;
        "jpg"
    };
    Ok(PreparedPicture {
        content,
        ending,
        size,
    })
}

/// Adds an uploaded picture to the draft, as the last of its owner's. It is described by the owner's name until somebody says
/// what it shows.
///
/// # Errors
/// [`PictureChangeError`]; then the draft stays as it was.
pub fn add(
    database: &dyn Database,
    who: &DraftChange,
    owner: &PictureOwner,
    content: &[u8],
) -> Result<String, PictureChangeError> {
    let prepared = prepare(content)?;
    let media = MediaFile::of(&prepared.content);
    let kept = database.media().insert(&media, &mut &prepared.content[..]);
    kept.map_err(SetupError::from)?;
    let file = owner.file_name(&media, prepared.ending);
    catalogue_draft::change(database, who, |current| {
        let mut changed = current.clone();
        let alt = owner.title(&changed).ok_or(PictureChangeError::Unknown)?;
        let pictures = owner.pictures(&mut changed);
        let pictures = pictures.ok_or(PictureChangeError::Unknown)?;
        if pictures.iter().all(|it| it.file != file) {
            pictures.push(Picture {
                file: file.clone(),
                alt,
                focus: None,
                fit: None,
                caption: None,
            });
        }
        changed.media.insert(file.clone(), media);
        checked(current, changed).map(|changed| (changed, file.clone()))
    })
}

/// Changes a picture in the draft.
///
/// # Errors
/// [`PictureChangeError`]; then the draft stays as it was.
pub fn change(
    database: &dyn Database,
    who: &DraftChange,
    owner: &PictureOwner,
    file: &str,
    change: &PictureChange,
) -> Result<(), PictureChangeError> {
    catalogue_draft::change(database, who, |current| {
        let mut changed = current.clone();
        let pictures = owner.pictures(&mut changed);
        let pictures = pictures.ok_or(PictureChangeError::Unknown)?;
        let at = pictures.iter().position(|it| it.file == file);
        let at = at.ok_or(PictureChangeError::Unknown)?;
        match change {
            PictureChange::Describe { alt, caption } => {
                let picture = &mut pictures[at];
                describe(&mut picture.alt, alt);
                let mut words = picture.caption.take().unwrap_or_default();
                describe(&mut words, caption);
                picture.caption = (!words.0.is_empty()).then_some(words);
            }
            PictureChange::Earlier => pictures.swap(at, at.saturating_sub(1)),
            PictureChange::Later if at + 1 < pictures.len() => pictures.swap(at, at + 1),
            PictureChange::Later => {}
            PictureChange::Remove => drop(pictures.remove(at)),
        }
        checked(current, changed).map(|changed| (changed, ()))
    })
}

/// Takes over the languages that were written; others stay.
fn describe(words: &mut Localized, new: &Localized) {
    for (language, text) in &new.0 {
        match text.trim() {
            "" => drop(words.0.remove(language)),
            text => drop(words.0.insert(language.clone(), text.to_owned())),
        }
    }
}

/// Returns a changed catalogue, where nothing is wrong with it that was right before.
fn checked(before: &Catalogue, changed: Catalogue) -> Result<Catalogue, PictureChangeError> {
    let before = before.problems();
    let mut problems = changed.problems();
    problems.retain(|it| !before.contains(it));
    if problems.is_empty() {
        Ok(changed)
    } else {
        Err(SetupError::Catalogue(problems).into())
    }
}

impl PictureOwner {
    /// Returns the owner's pictures; `None` when there is no such owner.
    pub fn pictures<'a>(&self, catalogue: &'a mut Catalogue) -> Option<&'a mut Vec<Picture>> {
        let name = &self.name;
        match self.list.as_str() {
            "booths" => {
                let mut booths = catalogue.booths.iter_mut();
                let booth = booths.find(|it| it.number.to_string() == *name);
                booth.map(|it| &mut it.pictures)
            }
            "villages" => {
                let mut villages = catalogue.villages.iter_mut();
                let village = villages.find(|it| it.id.as_str() == name);
                village.map(|it| &mut it.pictures)
            }
            "artisans" => {
                let artisan = catalogue.artisans.iter_mut().find(|it| it.id == *name)?;
                match self.step {
                    None => Some(&mut artisan.pictures),
                    Some(step) => artisan.steps.get_mut(step).map(|it| &mut it.pictures),
                }
            }
            _ => None,
        }
    }

    /// Returns what the owner is called.
    fn title(&self, catalogue: &Catalogue) -> Option<Localized> {
        let name = &self.name;
        match self.list.as_str() {
            "booths" => {
                let mut booths = catalogue.booths.iter();
                let booth = booths.find(|it| it.number.to_string() == *name);
                booth.map(|it| it.name.clone())
            }
            "villages" => {
                let mut villages = catalogue.villages.iter();
                let village = villages.find(|it| it.id.as_str() == name);
                village.map(|it| it.name.clone())
            }
            _ => {
                let artisan = catalogue.artisans.iter().find(|it| it.id == *name)?;
                match self.step {
                    None => Some(artisan.name.clone()),
                    Some(step) => artisan.steps.get(step).map(|it| it.title.clone()),
                }
            }
        }
    }

    /// Returns a file name that no other content has.
    fn file_name(&self, media: &MediaFile, ending: &str) -> String {
        let plain = |letter: char| match letter {
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => '-',
        };
        let list = self.list.trim_end_matches('s');
        let name: String = self.name.chars().map(plain).collect();
        let hash = media.sha256.to_string();
        format!("{list}-{name}-{}.{ending}", &hash[..12])
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};
    use proptest::prelude::*;

    use super::*;

    /// Returns a JPEG with this orientation in its Exif data (TIFF tag 0x112).
    fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let mut picture = RgbImage::from_pixel(width, height, Rgb([20, 30, 200]));
        for x in 0..width / 2 {
            for y in 0..height / 2 {
                picture.put_pixel(x, y, Rgb([230, 20, 20]));
            }
        }
        let mut jpeg = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut jpeg, 95);
        picture.write_with_encoder(encoder).unwrap();
        let exif = [
            b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0",
            &[orientation, 0, 0, 0, 0, 0, 0][..],
        ]
        .concat();
        [&jpeg[..2], &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn photograph_is_turned_and_made_smaller() {
        let prepared = prepare(&photograph(2_400, 1_800, 6)).unwrap();
        assert_eq!((prepared.size, prepared.ending), ([1_440, 1_920], "jpg"));
        let turned = image::load_from_memory(&prepared.content)
            .unwrap()
            .to_rgb8();
        // The red corner, which the camera has at the upper left, is at the upper right.
        let is_red = |x, y| turned.get_pixel(x, y).0[0] > 150;
        assert!(is_red(1_400, 40) && !is_red(40, 40) && !is_red(1_400, 1_880));
        assert!(!prepared.content.windows(4).any(|it| it == b"Exif"));
        assert_eq!(prepare(&photograph(400, 300, 1)).unwrap().size, [400, 300]);
    }

    #[test]
    fn transparent_drawing_stays_transparent() {
        let drawing = RgbaImage::from_pixel(60, 40, Rgba([9, 9, 9, 100]));
        let mut png = Cursor::new(Vec::new());
        drawing.write_to(&mut png, ImageFormat::Png).unwrap();
        let prepared = prepare(png.get_ref()).unwrap();
        assert_eq!(prepared.ending, "webp");
        let read = image::load_from_memory(&prepared.content).unwrap();
        assert_eq!(read.to_rgba8(), drawing);
    }

    #[test]
    fn other_files_are_refused_by_their_content() {
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        let cut = photograph(400, 300, 1);
        for (content, error) in [
            (&heic[..], PictureError::Heic),
            (b"", PictureError::Empty),
            (b"MZ\x90\0 a program.jpg", PictureError::NoPicture),
            (&cut[..200], PictureError::Damaged),
            (
                &vec![0; UPLOAD_BYTES_MOST + 1],
                PictureError::TooLarge(25, 24),
            ),
        ] {
            assert_eq!(prepare(content), Err(error));
        }
        let mut wide = Cursor::new(Vec::new());
        let picture = DynamicImage::new_luma8(SIDE_MOST + 1, 1);
        picture.write_to(&mut wide, ImageFormat::Png).unwrap();
        let error = PictureError::TooManyPixels(SIDE_MOST + 1, 1);
        assert_eq!(prepare(wide.get_ref()), Err(error));
    }

    #[test]
    fn damaged_picture_is_prepared_or_refused() {
        let samples: [&[u8]; 2] = [
            &photograph(16, 8, 3),
            include_bytes!("../../../tests/fixtures/pictures/small.webp"),
        ];
        damaged_input::each("uploaded-picture", 64, &samples, |bytes| {
            match prepare(bytes) {
                Ok(prepared) => {
                    prop_assert!(prepared.size.iter().all(|it| *it <= SIDE));
                    Ok(prepared.ending.to_owned())
                }
                Err(error) => Ok(error.to_string()),
            }
        });
    }
}
