//! Whether anything moves before a camera: a few thousand samples of a frame against those of an earlier one.
//!
//! It costs a hundredth of a millisecond, so that an idle kiosk can rest.

use super::super::picture::Picture;
use super::super::pixels::{FrameShape, PixelLayout};

const COLUMNS: u32 = 160;
const ROWS: u32 = 90;

/// A sample that differs by more than this has changed. The noise of a cheap sensor in a dim hall stays below.
const NOISE: u8 = 24;

/// More changed samples than this are motion: one in five hundred.
const FEW: usize = (COLUMNS * ROWS / 500) as usize;

/// The brightness of 160×90 places of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sample(Vec<u8>);

impl Sample {
    /// Samples a frame as it came; `None` for JPEG, which has to be unpacked first. Bytes that are missing count as
    /// black.
    pub(super) fn of_frame(bytes: &[u8], shape: FrameShape) -> Option<Self> {
        let (step, offset) = match shape.layout {
            PixelLayout::Grey => (1, 0),
            PixelLayout::Yuyv => (2, 0),
            // Green is most of what the eye takes for brightness.
            PixelLayout::Rgb => (3, 1),
            PixelLayout::Jpeg => return None,
        };
        let stride = match shape.stride {
            0 => shape.width as usize * step,
            stride => stride as usize,
        };
        Some(Self::of(shape.width, shape.height, |x, y| {
            let place = y as usize * stride + x as usize * step + offset;
            bytes.get(place).copied().unwrap_or(0)
        }))
    }

    /// Samples an unpacked frame.
    pub(super) fn of_picture(picture: &Picture) -> Self {
        Self::of(picture.width(), picture.height(), |x, y| {
            picture.row(y).get(x as usize).copied().unwrap_or(0)
        })
    }

    fn of(width: u32, height: u32, at: impl Fn(u32, u32) -> u8) -> Self {
        let place = |index: u32, count: u32, size: u32| {
            (u64::from(2 * index + 1) * u64::from(size) / u64::from(2 * count)) as u32
        };
        let mut samples = Vec::with_capacity((COLUMNS * ROWS) as usize);
        for row in 0..ROWS {
            let y = place(row, ROWS, height);
            samples.extend((0..COLUMNS).map(|column| at(place(column, COLUMNS, width), y)));
        }
        Self(samples)
    }

    /// Whether something has moved between the two.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let changed = self
            .0
            .iter()
            .zip(&other.0)
            .filter(|(a, b)| a.abs_diff(**b) > NOISE)
            .count();
        changed > FEW
    }

    /// The darkest and the brightest sample.
    pub(super) fn brightness(&self) -> (u8, u8) {
        let darkest = self.0.iter().copied().min().unwrap_or(0);
        let brightest = self.0.iter().copied().max().unwrap_or(0);
        (darkest, brightest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: u32, height: u32, value: impl Fn(u32, u32) -> u8) -> Sample {
        let luma = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| value(x, y))
            .collect();
        Sample::of_picture(&Picture::from_luma(luma, width, height).unwrap())
    }

    #[test]
    fn noise_is_no_motion_and_a_hand_that_comes_in_is() {
        let still = grey(1280, 720, |_, _| 120);
        let noisy = grey(1280, 720, |x, y| 110 + ((x * 31 + y * 17) % 20) as u8);
        let hand = grey(1280, 720, |x, y| if x < 120 && y < 90 { 30 } else { 120 });
        assert!(!still.differs(&noisy));
        assert!(still.differs(&hand));
    }

    #[test]
    fn a_frame_is_sampled_alike_as_it_came_and_unpacked() {
        let (width, height, stride) = (321u32, 97u32, 650u32);
        let mut bytes = vec![9; (stride * height) as usize];
        for y in 0..height {
            for x in 0..width {
                bytes[(y * stride + 2 * x) as usize] = (x + y) as u8;
            }
        }
        let shape = FrameShape {
            width,
            height,
            stride,
            layout: PixelLayout::Yuyv,
        };
        assert_eq!(
            Sample::of_frame(&bytes, shape),
            Some(grey(width, height, |x, y| (x + y) as u8))
        );
    }

    #[test]
    fn a_frame_that_is_cut_off_or_empty_is_sampled_without_a_panic() {
        for (width, height) in [(0, 0), (1, 1), (u32::MAX, u32::MAX)] {
            let shape = FrameShape {
                width,
                height,
                stride: 0,
                layout: PixelLayout::Grey,
            };
            assert_eq!(
                Sample::of_frame(&[], shape).map(|sample| sample.brightness()),
                Some((0, 0))
            );
        }
    }
}
