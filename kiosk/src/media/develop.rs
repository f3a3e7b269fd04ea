//! From a file's bytes to pixels of the size that is wanted.

use std::io::Cursor;

use egui::ColorImage;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, ImageResult, Limits};
use shared::catalogue::{PICTURE_MEMORY_MOST, PICTURE_SIDE_MOST};

use ui::media::PictureRequest;

use uplink::MediaError;

/// Decodes a picture and scales it down so that it just covers what was wished for, and further where a side would be
/// longer than the graphics card takes. It stands as it was taken. It is never scaled up: the graphics card does that
/// for nothing.
///
/// # Errors
/// [`MediaError::NoPicture`] when the bytes are none, or one that is too large.
pub fn develop(bytes: &[u8], request: &PictureRequest) -> Result<ColorImage, MediaError> {
    let refused = |detail: String| MediaError::NoPicture {
        file: request.file.clone(),
        detail,
    };
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| refused(error.to_string()))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE_MOST);
    limits.max_image_height = Some(PICTURE_SIDE_MOST);
    limits.max_alloc = Some(PICTURE_MEMORY_MOST);
    reader.limits(limits.clone());
    let developed = move || -> ImageResult<DynamicImage> {
        let mut decoder = reader.into_decoder()?;
        limits.reserve(decoder.total_bytes())?;
        decoder.set_limits(limits)?;
        // Telephones write every photograph as the sensor lies, and beside it how it was held.
        let held = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut picture = fitted(DynamicImage::from_decoder(decoder)?, request, held);
        picture.apply_orientation(held);
        Ok(picture)
    };
    let pixels = developed()
        .map_err(|error| refused(error.to_string()))?
        .into_rgba8();
    let size = [pixels.width() as usize, pixels.height() as usize];
    Ok(ColorImage::from_rgba_unmultiplied(size, pixels.as_raw()))
}

/// The smallest picture of the same shape that covers `least` once it is turned, but no longer than `most`.
fn fitted(
    whole: DynamicImage,
    PictureRequest { least, most, .. }: &PictureRequest,
    held: Orientation,
) -> DynamicImage {
    let (width, height) = (whole.width().max(1), whole.height().max(1));
    let [wide, high] = if lies(held) {
        [least[1], least[0]]
    } else {
        *least
    };
    let covers = (wide as f32 / width as f32).max(high as f32 / height as f32);
    let scale = covers.min(*most as f32 / width.max(height) as f32);
    if scale >= 1.0 {
        return whole;
    }
    let side = |length: u32| ((length as f32 * scale).ceil() as u32).clamp(1, (*most).max(1));
    whole.resize_exact(side(width), side(height), FilterType::Triangle)
}

/// Whether a picture is turned onto its side to be shown.
fn lies(held: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(held, Rotate90 | Rotate90FlipH | Rotate270 | Rotate270FlipH)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::new_rgb8(width, height);
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    }

    fn request(least: [u32; 2]) -> PictureRequest {
        PictureRequest {
            file: "vase.png".to_owned(),
            least,
            most: 2_048,
        }
    }

    #[test]
    fn a_picture_is_as_large_as_its_place_needs_and_never_larger_than_it_is() {
        let bytes = png(960, 720);
        let size = |least| develop(&bytes, &request(least)).unwrap().size;
        assert_eq!(size([320, 100]), [320, 240]);
        assert_eq!(size([100, 360]), [480, 360]);
        assert_eq!(size([4_000, 10]), [960, 720]);
        assert_eq!(size([0, 0]), [1, 1]);
    }

    #[test]
    fn a_wide_picture_in_a_tall_place_is_no_longer_than_the_graphics_card_takes() {
        let village = png(6_000, 2_000);
        let size = |bytes: &[u8], least| develop(bytes, &request(least)).unwrap().size;
        assert_eq!(size(&village, [1_088, 1_536]), [2_048, 683]);
        assert_eq!(size(&village, [1_088, 500]), [1_500, 500]);
        // Where its place is larger than the picture itself, too.
        assert_eq!(size(&png(100, 3_000), [640, 6_400]), [69, 2_048]);
        assert_eq!(size(&png(8_000, 1), [64, 64]), [2_048, 1]);
    }

    /// A photograph as a telephone takes it that is held upright: it lies, and says how it is to be turned.
    fn upright_photograph([width, height]: [u32; 2]) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::new_rgb8(width, height);
        picture
            .write_to(&mut bytes, image::ImageFormat::Jpeg)
            .unwrap();
        let mut bytes = bytes.into_inner();
        let turned = b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        bytes.splice(2..2, turned.iter().copied());
        bytes
    }

    #[test]
    fn a_photograph_is_shown_as_it_was_taken_and_not_on_its_side() {
        let bytes = upright_photograph([640, 320]);
        let size = |least| develop(&bytes, &request(least)).unwrap().size;
        assert_eq!(size([4_000, 10]), [320, 640]);
        assert_eq!(size([160, 10]), [160, 320]);
        assert_eq!(size([10, 160]), [80, 160]);
    }

    #[test]
    fn damaged_picture_is_shown_or_refused() {
        let webp = include_bytes!("../../../tests/fixtures/pictures/small.webp");
        let samples: [&[u8]; 3] = [&png(20, 12), &upright_photograph([32, 16]), webp];
        damaged_input::each("kiosk-picture", 256, &samples, |bytes| {
            match develop(bytes, &request([9, 9])) {
                Ok(shown) => {
                    prop_assert!(shown.size.iter().all(|it| *it <= 2_048));
                    Ok("shown".to_owned())
                }
                Err(error) => {
                    let said = error.to_string();
                    prop_assert!(said.contains("\"vase.png\""));
                    Ok(said)
                }
            }
        });
    }

    #[test]
    fn what_is_no_picture_is_told_by_name() {
        let said = |bytes: &[u8]| develop(bytes, &request([9, 9])).unwrap_err().to_string();
        assert!(said(b"not at all").contains("\"vase.png\" can't be shown"));
        assert!(said(&png(64, 64)[..60]).contains("\"vase.png\""));
        assert!(said(&[]).contains("\"vase.png\""));
        assert!(said(&png(PICTURE_SIDE_MOST + 1, 1)).contains("\"vase.png\""));
    }
}
