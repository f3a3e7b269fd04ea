//! From shades of grey to black and white: three ways, each good at what the others miss.

use rxing::common::{BitMatrix, GlobalHistogramBinarizer, HybridBinarizer};
use rxing::{Binarizer, Luma8Source};

use super::picture::Picture;
use super::relief::Relief;

/// A way to decide which pixels are black.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Threshold {
    /// One threshold for the whole picture, from its histogram. Quickest; good on screens and even light.
    Global,
    /// One threshold for each block of eight pixels. Good on shade and glare.
    Blocks,
    /// Each pixel against the mean of the window around it, whose sides are this fraction (1/n) of the picture's
    /// smaller side. Good on small and blurred codes, whose modules are smaller than a block.
    Window(u32),
}

/// The black pixels of `picture`; `None` when it is too small or too even to hold a code.
pub(super) fn black(picture: &Picture, threshold: Threshold) -> Option<BitMatrix> {
    let (width, height) = (picture.width(), picture.height());
    if width < SMALLEST_SIDE || height < SMALLEST_SIDE {
        return None;
    }
    let source = || Luma8Source::new_with_slice(picture.luma(), width, height).ok();
    match threshold {
        Threshold::Global => GlobalHistogramBinarizer::new(source()?)
            .get_black_matrix()
            .ok()
            .cloned(),
        Threshold::Blocks => HybridBinarizer::new(source()?)
            .get_black_matrix()
            .ok()
            .cloned(),
        Threshold::Window(part) => window(picture, part),
    }
}

/// The smallest symbol has 21 modules a side; nothing smaller can be read.
const SMALLEST_SIDE: u32 = 21;

fn window(picture: &Picture, part: u32) -> Option<BitMatrix> {
    Relief::of(picture, reach(picture, part)).black(MARGIN)
}

/// Half a window's side in pixels.
pub(super) fn reach(picture: &Picture, part: u32) -> usize {
    (picture.width().min(picture.height()) / (2 * part.max(1))).clamp(4, 200) as usize
}

/// How much darker than the mean around it a pixel must be to count as black, of 255. With nothing asked, even paper
/// turns into noise.
const MARGIN: i16 = 2;
