//! Pictures as the decoder sees them: brightness only, one byte a pixel.

use std::fmt::Display;
use std::io::{BufRead, Cursor, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use image::{DynamicImage, ImageReader, Limits};

use super::ScanError;
use super::error::MAX_PIXELS;

/// The most pixels the decoder looks at: a 1280×720 frame. Larger pictures are scaled down, for more pixels were
/// measured to bring no more reads, only time.
pub const WORKING_PIXELS: u64 = 1280 * 720;

/// A picture in shades of grey, row by row from the top left; 0 is black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    luma: Vec<u8>,
    width: u32,
    height: u32,
    /// The same on a black ground, when parts of it are transparent.
    on_black: Option<Box<Picture>>,
}

impl Picture {
    /// Takes `width * height` brightness values.
    ///
    /// # Errors
    /// [`ScanError::ShortFrame`] when there are fewer or more values, [`ScanError::TooLarge`] above 50 megapixels.
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
        Ok(Self::of(luma, width, height))
    }

    fn of(luma: Vec<u8>, width: u32, height: u32) -> Self {
        Self {
            luma,
            width,
            height,
            on_black: None,
        }
    }

    /// Draws a picture pixel by pixel, from `x` and `y`.
    pub(super) fn drawn(width: u32, height: u32, pixel: impl Fn(u32, u32) -> u8) -> Self {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let luma = places.map(|(x, y)| pixel(x, y)).collect();
        Self::of(luma, width, height)
    }

    /// Reads a PNG or JPEG file. Its kind follows from its content, not its name.
    ///
    /// # Errors
    /// [`ScanError::Unreadable`], [`ScanError::NotAPicture`] or [`ScanError::TooLarge`], each naming the file.
    pub fn open(path: &Path) -> Result<Self, ScanError> {
        let unreadable = |cause| ScanError::Unreadable {
            path: path.to_owned(),
            cause,
        };
        read(path, || {
            ImageReader::open(path)
                .and_then(ImageReader::with_guessed_format)
                .map_err(unreadable)
        })
    }

    /// Reads a PNG or JPEG from memory, for example a file dropped on the window. `from` names it in errors.
    ///
    /// # Errors
    /// [`ScanError::NotAPicture`] or [`ScanError::TooLarge`].
    pub fn from_bytes(bytes: &[u8], from: &Path) -> Result<Self, ScanError> {
        read(from, || {
            ImageReader::new(Cursor::new(bytes))
                .with_guessed_format()
                .map_err(|cause| ScanError::Unreadable {
                    path: from.to_owned(),
                    cause,
                })
        })
    }

    /// Returns the same picture on a black ground, when parts of it are transparent: a light symbol on nothing is seen
    /// only there.
    #[must_use]
    pub fn on_black(&self) -> Option<&Self> {
        self.on_black.as_deref()
    }

    /// Returns the picture with light and dark exchanged.
    pub(super) fn inverted(&self) -> Self {
        let luma = self.luma.iter().map(|value| 255 - value).collect();
        Self::of(luma, self.width, self.height)
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

    /// The part from `left` and `top` up to `right` and `bottom`, as far as it lies in the picture; `None` when nothing
    /// of it does.
    #[must_use]
    pub fn part(&self, left: u32, top: u32, right: u32, bottom: u32) -> Option<Self> {
        let (right, bottom) = (right.min(self.width), bottom.min(self.height));
        if left >= right || top >= bottom {
            return None;
        }
        let rows = (top..bottom).flat_map(|y| &self.row(y)[left as usize..right as usize]);
        let luma = rows.copied().collect();
        Some(Self::of(luma, right - left, bottom - top))
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
        Some(Self::of(luma, width, height))
    }

    /// The picture scaled to `width`×`height` (at least one pixel each), linear between pixels. To shrink by more
    /// than two, take [`Picture::half`] first, or fine detail turns into false patterns.
    #[must_use]
    pub fn scaled(&self, width: u32, height: u32) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        if self.luma.is_empty() {
            return Self::of(vec![0; width as usize * height as usize], width, height);
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
        Self::of(luma, width, height)
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
    /// Brightness of each pixel; what is transparent counts as white paper, and is black in [`Picture::on_black`].
    fn from(image: &DynamicImage) -> Self {
        let (width, height) = (image.width(), image.height());
        if !image.color().has_alpha() {
            return Self::of(image.to_luma8().into_raw(), width, height);
        }
        let image = image.to_luma_alpha8();
        let over = |ground: u32| {
            let mixed = image.pixels().map(|pixel| {
                let [value, alpha] = pixel.0.map(u32::from);
                ((value * alpha + ground * (255 - alpha) + 127) / 255) as u8
            });
            Self::of(mixed.collect(), width, height)
        };
        let transparent = image.pixels().any(|pixel| pixel.0[1] < u8::MAX);
        Self {
            on_black: transparent.then(|| Box::new(over(0))),
            ..over(255)
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

fn not_a_picture(path: &Path, cause: &dyn Display) -> ScanError {
    ScanError::NotAPicture {
        path: path.to_owned(),
        cause: cause.to_string(),
    }
}

/// Reads what `open` opens, twice over: the size is asked for first, so that an enormous picture is refused before any
/// of it is unpacked. Strangers' files come through here; a decoder that panics over one has met no picture.
fn read<R: BufRead + Seek>(
    path: &Path,
    open: impl Fn() -> Result<ImageReader<R>, ScanError>,
) -> Result<Picture, ScanError> {
    let unpack = || {
        let size = open()?.into_dimensions();
        let (width, height) = size.map_err(|cause| not_a_picture(path, &cause))?;
        check_size(path, width, height)?;
        let mut reader = open()?;
        let mut limits = Limits::default();
        // Four channels of 16 bits at the most pixels we accept, and as much again for the decoder's own needs.
        limits.max_alloc = Some(MAX_PIXELS * 16);
        reader.limits(limits);
        let image = reader.decode();
        let image = image.map_err(|cause| not_a_picture(path, &cause))?;
        Ok(Picture::from(&image))
    };
    catch_unwind(AssertUnwindSafe(unpack))
        .unwrap_or_else(|_| Err(not_a_picture(path, &"it breaks the picture decoder")))
}

#[cfg(test)]
mod tests;
