//! Pictures as the decoder sees them: brightness only, one byte a pixel.

use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageReader, Limits};

use super::ScanError;

/// The most pixels a picture may have; more are refused before they are decoded.
pub const MAX_PIXELS: u64 = 50_000_000;

/// The most pixels the decoder looks at: a 1280×720 frame. Larger pictures are scaled down, for more pixels were
/// measured to bring no more reads, only time.
pub const WORKING_PIXELS: u64 = 1280 * 720;

/// A picture in shades of grey, row by row from the top left; 0 is black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    luma: Vec<u8>,
    width: u32,
    height: u32,
}

impl Picture {
    /// Takes `width * height` brightness values.
    ///
    /// # Errors
    /// [`ScanError::ShortFrame`] when there are fewer or more values, [`ScanError::TooLarge`] above [`MAX_PIXELS`].
    pub fn from_luma(luma: Vec<u8>, width: u32, height: u32) -> Result<Self, ScanError> {
        check_size(Path::new("the picture"), width, height)?;
        let needed = width as usize * height as usize;
        if luma.len() != needed {
            return Err(ScanError::ShortFrame {
                format: "GREY".to_owned(),
                width,
                height,
                got: luma.len(),
                needed,
            });
        }
        Ok(Self {
            luma,
            width,
            height,
        })
    }

    /// Reads a PNG or JPEG file. What kind it is is told by its content, not its name.
    ///
    /// # Errors
    /// [`ScanError::Unreadable`], [`ScanError::NotAPicture`] or [`ScanError::TooLarge`], each naming the file.
    pub fn open(path: &Path) -> Result<Self, ScanError> {
        let unreadable = |cause| ScanError::Unreadable {
            path: path.to_owned(),
            cause,
        };
        let reader = || {
            ImageReader::open(path)
                .and_then(ImageReader::with_guessed_format)
                .map_err(unreadable)
        };
        // The size is asked for first, so that an enormous picture is refused before any of it is unpacked.
        let (width, height) = reader()?
            .into_dimensions()
            .map_err(|cause| not_a_picture(path, &cause))?;
        check_size(path, width, height)?;
        decode_limited(reader()?, path)
    }

    /// Reads a PNG or JPEG from memory, for example a file dropped on the window. `from` names it in errors.
    ///
    /// # Errors
    /// [`ScanError::NotAPicture`] or [`ScanError::TooLarge`].
    pub fn from_bytes(bytes: &[u8], from: &Path) -> Result<Self, ScanError> {
        let unreadable = |cause| ScanError::Unreadable {
            path: from.to_owned(),
            cause,
        };
        let reader = || {
            ImageReader::new(Cursor::new(bytes))
                .with_guessed_format()
                .map_err(unreadable)
        };
        let (width, height) = reader()?
            .into_dimensions()
            .map_err(|cause| not_a_picture(from, &cause))?;
        check_size(from, width, height)?;
        decode_limited(reader()?, from)
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The brightness values, row by row.
    #[must_use]
    pub fn luma(&self) -> &[u8] {
        &self.luma
    }

    /// One row of brightness values; empty below the picture.
    #[must_use]
    pub fn row(&self, y: u32) -> &[u8] {
        let start = y as usize * self.width as usize;
        self.luma
            .get(start..start + self.width as usize)
            .unwrap_or(&[])
    }

    /// The picture at half its width and height, each pixel the mean of four. Softens sensor noise and the grid of
    /// a screen; the last odd row and column are dropped. `None` when nothing would be left.
    #[must_use]
    pub fn half(&self) -> Option<Self> {
        let (width, height) = (self.width / 2, self.height / 2);
        if width == 0 || height == 0 {
            return None;
        }
        let mut luma = Vec::with_capacity(width as usize * height as usize);
        for y in 0..height {
            let (top, bottom) = (self.row(2 * y), self.row(2 * y + 1));
            luma.extend(
                top.chunks_exact(2)
                    .zip(bottom.chunks_exact(2))
                    .map(|(a, b)| {
                        let sum =
                            u16::from(a[0]) + u16::from(a[1]) + u16::from(b[0]) + u16::from(b[1]);
                        ((sum + 2) / 4) as u8
                    }),
            );
        }
        Some(Self {
            luma,
            width,
            height,
        })
    }

    /// The picture scaled to `width`×`height` (at least one pixel each), linear between pixels. To shrink by more
    /// than two, take [`Picture::half`] first, or fine detail turns into false patterns.
    #[must_use]
    pub fn scaled(&self, width: u32, height: u32) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        if self.luma.is_empty() {
            return Self {
                luma: vec![0; width as usize * height as usize],
                width,
                height,
            };
        }
        let columns = steps(self.width, width);
        let mut luma = Vec::with_capacity(width as usize * height as usize);
        for (y0, y1, fy) in steps(self.height, height) {
            let (top, bottom) = (self.row(y0), self.row(y1));
            luma.extend(columns.iter().map(|&(x0, x1, fx)| {
                let mix = |row: &[u8]| {
                    u32::from(row[x0 as usize]) * (256 - fx) + u32::from(row[x1 as usize]) * fx
                };
                ((mix(top) * (256 - fy) + mix(bottom) * fy + (1 << 15)) >> 16) as u8
            }));
        }
        Self {
            luma,
            width,
            height,
        }
    }

    /// The picture scaled down to at most [`WORKING_PIXELS`]; `None` when it is small enough as it is.
    #[must_use]
    pub fn fitted(&self) -> Option<Self> {
        let pixels = |p: &Self| u64::from(p.width) * u64::from(p.height);
        if pixels(self) <= WORKING_PIXELS {
            return None;
        }
        let mut smaller: Option<Self> = None;
        while pixels(smaller.as_ref().unwrap_or(self)) > 4 * WORKING_PIXELS {
            let Some(half) = smaller.as_ref().unwrap_or(self).half() else {
                break;
            };
            smaller = Some(half);
        }
        let from = smaller.as_ref().unwrap_or(self);
        let scale = (WORKING_PIXELS as f64 / pixels(from) as f64).sqrt();
        let side = |length: u32| (f64::from(length) * scale).floor() as u32;
        Some(from.scaled(side(from.width), side(from.height)))
    }
}

impl From<&DynamicImage> for Picture {
    /// Brightness of each pixel; what is transparent counts as white paper.
    fn from(image: &DynamicImage) -> Self {
        let (width, height) = (image.width(), image.height());
        let luma = if image.color().has_alpha() {
            let over_white = |[value, alpha]: [u8; 2]| {
                let (value, alpha) = (u32::from(value), u32::from(alpha));
                ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
            };
            image
                .to_luma_alpha8()
                .pixels()
                .map(|pixel| over_white(pixel.0))
                .collect()
        } else {
            image.to_luma8().into_raw()
        };
        Self {
            luma,
            width,
            height,
        }
    }
}

/// For each of `to` places: the two neighbours among `from` places and how much of the second, in 1/256.
fn steps(from: u32, to: u32) -> Vec<(u32, u32, u32)> {
    let last = from.saturating_sub(1);
    (0..u64::from(to))
        .map(|at| {
            let centre = (2 * at + 1) * u64::from(from) * 256 / (2 * u64::from(to));
            let left = centre.saturating_sub(128);
            let index = ((left >> 8) as u32).min(last);
            (index, (index + 1).min(last), (left & 255) as u32)
        })
        .collect()
}

fn check_size(path: &Path, width: u32, height: u32) -> Result<(), ScanError> {
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ScanError::TooLarge {
            path: path.to_owned(),
            width,
            height,
        });
    }
    Ok(())
}

fn not_a_picture(path: &Path, cause: &image::ImageError) -> ScanError {
    ScanError::NotAPicture {
        path: path.to_owned(),
        cause: cause.to_string(),
    }
}

fn decode_limited<R: std::io::BufRead + std::io::Seek>(
    mut reader: ImageReader<R>,
    path: &Path,
) -> Result<Picture, ScanError> {
    let mut limits = Limits::default();
    // Four channels of 16 bits at the most pixels we accept, and as much again for the decoder's own needs.
    limits.max_alloc = Some(MAX_PIXELS * 16);
    reader.limits(limits);
    let image = reader
        .decode()
        .map_err(|cause| not_a_picture(path, &cause))?;
    Ok(Picture::from(&image))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayAlphaImage, GrayImage, LumaA};

    #[test]
    fn the_buffer_must_fill_the_picture() {
        assert!(Picture::from_luma(vec![0; 6], 3, 2).is_ok());
        let error = Picture::from_luma(vec![0; 5], 3, 2)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("3×2") && error.contains('5') && error.contains('6'),
            "{error}"
        );
    }

    #[test]
    fn an_enormous_picture_is_refused_before_it_is_held() {
        assert!(matches!(
            Picture::from_luma(Vec::new(), 100_000, 100_000),
            Err(ScanError::TooLarge { .. })
        ));
    }

    #[test]
    fn an_enormous_png_header_is_refused() {
        // Signature and header of a grey PNG of 60,000 × 60,000 pixels; no pixels follow.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(60_000u32.to_be_bytes());
        png.extend(60_000u32.to_be_bytes());
        png.extend([8, 0, 0, 0, 0]);
        let mut crc = !0u32;
        for &byte in &png[12..] {
            crc ^= u32::from(byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 {
                    (crc >> 1) ^ 0xEDB8_8320
                } else {
                    crc >> 1
                };
            }
        }
        png.extend((!crc).to_be_bytes());
        png.extend([0, 0, 0, 0]);
        png.extend(b"IDAT");
        let error = Picture::from_bytes(&png, Path::new("poster.png")).unwrap_err();
        assert!(error.to_string().starts_with("poster.png"), "{error}");
        assert!(
            matches!(error, ScanError::TooLarge { width: 60_000, .. }),
            "{error:?}"
        );
    }

    #[test]
    fn half_takes_the_mean_of_four_and_drops_the_odd_edge() {
        let picture = Picture::from_luma(vec![0, 10, 99, 20, 30, 99, 99, 99, 99], 3, 3).unwrap();
        let half = picture.half().unwrap();
        assert_eq!(
            (half.width(), half.height(), half.luma()),
            (1, 1, &[15u8][..])
        );
        assert!(
            Picture::from_luma(vec![1, 2, 3], 3, 1)
                .unwrap()
                .half()
                .is_none()
        );
    }

    #[test]
    fn scaling_keeps_flat_grey_flat_and_never_reads_outside() {
        for (w, h) in [(1, 1), (2, 7), (13, 5), (40, 40)] {
            let picture = Picture::from_luma(vec![77; 35], 7, 5).unwrap();
            assert!(picture.scaled(w, h).luma().iter().all(|&v| v == 77));
        }
        let empty = Picture::from_luma(Vec::new(), 0, 0).unwrap();
        assert_eq!(empty.scaled(2, 2).luma().len(), 4);
    }

    #[test]
    fn a_large_picture_is_fitted_and_a_frame_is_left_alone() {
        let frame = Picture::from_luma(vec![0; 1280 * 720], 1280, 720).unwrap();
        assert!(frame.fitted().is_none());
        let large = Picture::from_luma(vec![200; 4000 * 3000], 4000, 3000).unwrap();
        let fitted = large.fitted().unwrap();
        let pixels = u64::from(fitted.width()) * u64::from(fitted.height());
        assert!(
            (WORKING_PIXELS * 95 / 100..=WORKING_PIXELS).contains(&pixels),
            "{pixels}"
        );
    }

    #[test]
    fn a_sliver_of_a_picture_can_be_fitted() {
        let sliver = Picture::from_luma(vec![0; 4_000_000], 4_000_000, 1).unwrap();
        assert!(sliver.fitted().is_some_and(|p| p.height() == 1));
    }

    #[test]
    fn transparent_is_white_paper() {
        let mut image = GrayAlphaImage::new(3, 1);
        image.put_pixel(0, 0, LumaA([0, 0]));
        image.put_pixel(1, 0, LumaA([0, 255]));
        image.put_pixel(2, 0, LumaA([100, 128]));
        let picture = Picture::from(&DynamicImage::ImageLumaA8(image));
        assert_eq!(picture.luma()[..2], [255, 0]);
        assert!(
            (176..=179).contains(&picture.luma()[2]),
            "{}",
            picture.luma()[2]
        );
    }

    #[test]
    fn a_file_that_is_no_picture_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.png");
        std::fs::write(&path, "not a picture at all").unwrap();
        assert!(matches!(
            Picture::open(&path),
            Err(ScanError::NotAPicture { .. })
        ));
        assert!(matches!(
            Picture::open(&folder.path().join("gone.png")),
            Err(ScanError::Unreadable { .. })
        ));
        let good = folder.path().join("grey.jpg.txt");
        GrayImage::from_pixel(4, 3, image::Luma([9]))
            .save_with_format(&good, image::ImageFormat::Png)
            .unwrap();
        assert_eq!(Picture::open(&good).unwrap().luma(), &[9; 12]);
    }
}
