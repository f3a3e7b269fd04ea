//! What cameras send, turned into brightness. Pure, so that every odd frame can be tried without a camera.

mod jpeg;

use super::ScanError;
use super::picture::Picture;

/// A pixel format the kiosk reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PixelLayout {
    /// Brightness and colour in turn, two bytes a pixel (`YUYV`).
    Yuyv,
    /// One byte of brightness a pixel (`GREY`).
    Grey,
    /// Red, green and blue, one byte each (`RGB3`).
    Rgb,
    /// A JPEG picture for each frame (`MJPG`, `JPEG`).
    Jpeg,
}

impl PixelLayout {
    /// The layout with these four letters; `None` when the kiosk does not read it.
    #[must_use]
    pub fn from_fourcc(letters: [u8; 4]) -> Option<Self> {
        match &letters {
            b"YUYV" => Some(Self::Yuyv),
            b"GREY" => Some(Self::Grey),
            b"RGB3" => Some(Self::Rgb),
            b"MJPG" | b"JPEG" => Some(Self::Jpeg),
            _ => None,
        }
    }

    /// Its four letters, as a camera's settings show them.
    #[must_use]
    pub fn letters(self) -> &'static str {
        match self {
            Self::Yuyv => "YUYV",
            Self::Grey => "GREY",
            Self::Rgb => "RGB3",
            Self::Jpeg => "MJPG",
        }
    }
}

/// The shape of a camera's frames, as agreed with the driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameShape {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes from the start of one row to the next; 0 when rows follow each other without a gap.
    pub stride: u32,
    /// How pixels are written.
    pub layout: PixelLayout,
}

/// The brightness of one frame. Bytes after the last row are ignored, for drivers round their buffers up.
///
/// # Errors
/// [`ScanError::ShortFrame`] when bytes are missing, [`ScanError::NotAPicture`] for a damaged JPEG,
/// [`ScanError::TooLarge`] for a shape no camera has.
pub fn luma(frame: &[u8], shape: FrameShape) -> Result<Picture, ScanError> {
    match shape.layout {
        PixelLayout::Grey => packed(frame, shape, 1, Vec::extend_from_slice),
        PixelLayout::Yuyv => packed(frame, shape, 2, |luma, row| {
            luma.extend(row.iter().step_by(2));
        }),
        PixelLayout::Rgb => packed(frame, shape, 3, |luma, row| {
            luma.extend(row.chunks_exact(3).map(|rgb| grey(rgb[0], rgb[1], rgb[2])));
        }),
        PixelLayout::Jpeg => jpeg::luma(frame),
    }
}

/// The brightness of a colour, with the weights that JPEG and television use.
fn grey(red: u8, green: u8, blue: u8) -> u8 {
    ((u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29) >> 8) as u8
}

/// Rows of `step` bytes a pixel, each turned into brightness by `row_to_luma`.
fn packed(
    frame: &[u8],
    shape: FrameShape,
    step: usize,
    row_to_luma: impl Fn(&mut Vec<u8>, &[u8]),
) -> Result<Picture, ScanError> {
    let FrameShape {
        width,
        height,
        stride,
        layout,
    } = shape;
    if u64::from(width) * u64::from(height) > super::error::MAX_PIXELS {
        return Err(ScanError::TooLarge {
            path: "a frame of the camera".into(),
            width,
            height,
        });
    }
    let row_bytes = width as usize * step;
    let stride = if stride == 0 {
        row_bytes
    } else {
        stride as usize
    };
    let needed = match height as usize {
        0 => 0,
        // The last row need not be padded.
        rows => (rows - 1).saturating_mul(stride).saturating_add(row_bytes),
    };
    if stride < row_bytes || frame.len() < needed {
        let format = layout.letters().to_owned();
        return Err(ScanError::ShortFrame {
            format,
            width,
            height,
            got: frame.len(),
            needed: needed.max(row_bytes),
        });
    }
    let mut luma = Vec::with_capacity(width as usize * height as usize);
    for y in 0..height as usize {
        row_to_luma(&mut luma, &frame[y * stride..y * stride + row_bytes]);
    }
    Picture::from_luma(luma, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(width: u32, height: u32, stride: u32, layout: PixelLayout) -> FrameShape {
        FrameShape {
            width,
            height,
            stride,
            layout,
        }
    }

    #[test]
    fn yuyv_keeps_brightness_and_drops_colour_and_padding() {
        // Two rows of three pixels (an odd width), seven bytes from row to row, the last row unpadded.
        let frame = [1, 99, 2, 99, 3, 99, 0, 4, 98, 5, 98, 6, 98];
        let picture = luma(&frame, shape(3, 2, 7, PixelLayout::Yuyv)).unwrap();
        assert_eq!(
            (picture.width(), picture.height(), picture.luma()),
            (3, 2, &[1u8, 2, 3, 4, 5, 6][..])
        );
    }

    #[test]
    fn grey_is_taken_as_it_is_and_extra_bytes_are_ignored() {
        let picture = luma(&[7, 8, 9, 10, 0, 0, 0], shape(2, 2, 0, PixelLayout::Grey)).unwrap();
        assert_eq!(picture.luma(), &[7, 8, 9, 10]);
    }

    #[test]
    fn colours_become_their_brightness() {
        let colours = [255, 255, 255, 0, 0, 0, 0, 255, 0, 0, 0, 255];
        let picture = luma(&colours, shape(4, 1, 0, PixelLayout::Rgb)).unwrap();
        assert_eq!(picture.luma(), &[255, 0, 149, 28]);
    }

    #[test]
    fn a_frame_that_is_cut_off_is_an_error_with_the_numbers() {
        for layout in [PixelLayout::Yuyv, PixelLayout::Grey, PixelLayout::Rgb] {
            for length in 0..4 {
                let error = luma(&vec![0; length], shape(2, 2, 0, layout))
                    .unwrap_err()
                    .to_string();
                assert!(
                    error.contains("2×2") && error.contains(layout.letters()),
                    "{error}"
                );
            }
        }
        assert!(
            luma(&[0; 100], shape(10, 2, 5, PixelLayout::Grey)).is_err(),
            "rows that overlap"
        );
        assert!(luma(&[], shape(u32::MAX, u32::MAX, u32::MAX, PixelLayout::Yuyv)).is_err());
        assert!(luma(&[], shape(u32::MAX, 1, 0, PixelLayout::Yuyv)).is_err());
    }

    #[test]
    fn a_jpeg_frame_is_unpacked_and_a_torn_one_is_an_error() {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let grey = image::GrayImage::from_pixel(24, 16, image::Luma([120]));
        grey.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        let bytes = bytes.into_inner();
        let picture = luma(&bytes, shape(24, 16, 0, PixelLayout::Jpeg)).unwrap();
        assert!(picture.luma().iter().all(|&v| v.abs_diff(120) < 4));
        assert!(luma(&bytes[..20], shape(24, 16, 0, PixelLayout::Jpeg)).is_err());
        assert!(luma(&[], shape(24, 16, 0, PixelLayout::Jpeg)).is_err());
    }

    #[test]
    fn only_known_letters_have_a_layout() {
        assert_eq!(PixelLayout::from_fourcc(*b"YUYV"), Some(PixelLayout::Yuyv));
        assert_eq!(PixelLayout::from_fourcc(*b"MJPG"), Some(PixelLayout::Jpeg));
        assert_eq!(PixelLayout::from_fourcc(*b"H264"), None);
    }
}
