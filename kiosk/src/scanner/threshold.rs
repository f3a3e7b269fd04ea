//! From shades of grey to black and white: three ways, each good at what the others miss.

use rxing::common::{BitArray, BitMatrix, GlobalHistogramBinarizer, HybridBinarizer};
use rxing::{Binarizer, Luma8Source};

use super::picture::Picture;

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
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let reach = (width.min(height) / (2 * part.max(1) as usize)).clamp(4, 200);
    let mut bits = BitMatrix::new(picture.width(), picture.height()).ok()?;
    // Sums of the columns over the rows in reach, moved down one row at a time.
    let mut columns = vec![0u32; width];
    let add = |columns: &mut [u32], y: usize| {
        for (sum, &value) in columns.iter_mut().zip(picture.row(y as u32)) {
            *sum += u32::from(value);
        }
    };
    for y in 0..reach.min(height) {
        add(&mut columns, y);
    }
    let mut running = vec![0u32; width + 1];
    for y in 0..height {
        if y + reach < height {
            add(&mut columns, y + reach);
        }
        if y > reach {
            for (sum, &value) in columns.iter_mut().zip(picture.row((y - reach - 1) as u32)) {
                *sum -= u32::from(value);
            }
        }
        let rows = (y + reach + 1).min(height) - y.saturating_sub(reach);
        for (x, &sum) in columns.iter().enumerate() {
            running[x + 1] = running[x] + sum;
        }
        let mut row = BitArray::with_size(width);
        for (word, values) in picture
            .row(y as u32)
            .chunks(usize::BITS as usize)
            .enumerate()
        {
            let first = word * usize::BITS as usize;
            let mut black = 0usize;
            for (bit, &value) in values.iter().enumerate() {
                let x = first + bit;
                let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
                let area = ((right - left) * rows) as u32;
                // A little under the mean, or even paper turns into noise.
                let mean = running[right] - running[left];
                if (u32::from(value) + MARGIN) * area < mean {
                    black |= 1 << bit;
                }
            }
            row.setBulk(first, black);
        }
        bits.setRow(y as u32, &row);
    }
    Some(bits)
}

/// How much darker than the mean around it a pixel must be to count as black, of 255.
const MARGIN: u32 = 3;
