//! Whether kiosks will show a picture. It is decoded here as it will be there, so that the organisers hear of it, and
//! not the visitors.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use shared::catalogue::{PICTURE_BYTES_MOST, PICTURE_MEMORY_MOST, PICTURE_SIDE_MOST};

use super::SetupError;

/// How closely a picture is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closely {
    /// It is decoded.
    Whole,
    /// What it is and how large. Enough for one that was taken over once, and no work for a hundred of them.
    Beginning,
}

/// Why kiosks won't show the picture in this file; `None` when they will.
///
/// # Errors
/// [`SetupError::File`] when it can't be read.
pub(super) fn trouble(path: &Path, closely: Closely) -> Result<Option<String>, SetupError> {
    let failed = |source| SetupError::File {
        path: path.to_owned(),
        source,
    };
    let bytes = fs::metadata(path).map_err(failed)?.len();
    // Whatever was put there by mistake is not read into memory.
    if bytes > PICTURE_BYTES_MOST {
        return Ok(Some(format!(
            "has {} MB; save it with {} at most",
            bytes.div_ceil(1 << 20),
            PICTURE_BYTES_MOST >> 20
        )));
    }
    let content = fs::read(path).map_err(failed)?;
    Ok(of_content(&content, closely))
}

fn of_content(content: &[u8], closely: Closely) -> Option<String> {
    let format = match image::guess_format(content) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        _ if is_heic(content) => {
            return Some("is a HEIC, as iPhones take them; save it as a JPEG".to_owned());
        }
        _ => return Some("is no PNG, JPEG or WebP, whatever its name says".to_owned()),
    };
    let reader = || ImageReader::with_format(Cursor::new(content), format);
    let mut limited = reader();
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE_MOST);
    limits.max_image_height = Some(PICTURE_SIDE_MOST);
    limits.max_alloc = Some(PICTURE_MEMORY_MOST);
    limited.limits(limits.clone());
    let seen = match closely {
        Closely::Whole => limited.decode().map(drop),
        Closely::Beginning => limited
            .into_decoder()
            .and_then(|decoder| limits.reserve(decoder.total_bytes())),
    };
    match seen {
        Ok(()) => None,
        Err(ImageError::Limits(_)) => {
            let (width, height) = reader().into_dimensions().unwrap_or_default();
            Some(format!(
                "has {width} × {height} pixels; save it smaller, 4000 on the longer side are plenty"
            ))
        }
        Err(error) => Some(format!("is damaged ({error})")),
    }
}

/// Telephones name them `.jpg` when they hand them on.
pub(super) fn is_heic(content: &[u8]) -> bool {
    let brand = content.get(4..12);
    brand.is_some_and(|brand| {
        brand.starts_with(b"ftyp")
            && [&b"heic"[..], b"heix", b"hevc", b"mif1", b"msf1"].contains(&&brand[4..])
    })
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::new_luma8(width, height);
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn what_kiosks_show_is_taken_and_everything_else_told_with_what_to_do() {
        assert_eq!(of_content(&png(400, 300), Closely::Whole), None);
        let village = include_bytes!("../../../../assets/art/village-kim-lan.webp");
        assert_eq!(of_content(village, Closely::Whole), None);
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        for (content, words) in [
            (&heic[..], "is a HEIC"),
            (b"GIF89a............", "is no PNG"),
            (b"", "is no PNG"),
            (&png(400, 300)[..80], "is damaged"),
            (&village[..village.len() / 2], "is damaged"),
            (&png(PICTURE_SIDE_MOST + 1, 1), "has 8193 × 1 pixels"),
        ] {
            let said = of_content(content, Closely::Whole).unwrap();
            assert!(said.contains(words), "{said}");
        }
    }

    #[test]
    fn a_photograph_of_48_million_pixels_is_too_much_for_a_kiosk() {
        let mut bytes = Vec::new();
        let pixels = vec![0; 8_064 * 6_048 * 3];
        PngEncoder::new(&mut bytes)
            .write_image(&pixels, 8_064, 6_048, ExtendedColorType::Rgb8)
            .unwrap();
        for closely in [Closely::Whole, Closely::Beginning] {
            let said = of_content(&bytes, closely).unwrap();
            assert!(said.contains("has 8064 × 6048 pixels"), "{said}");
        }
    }
}
