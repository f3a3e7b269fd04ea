//! How much lighter or darker each pixel is than its surroundings.

use rxing::common::{BitArray, BitMatrix};

use super::picture::Picture;

/// A picture with the light taken out: above 0 is lighter than the mean around, below darker.
#[derive(Debug)]
pub(super) struct Relief {
    heights: Vec<i16>,
    width: usize,
    height: usize,
}

impl Relief {
    /// Each pixel against the mean of the window that reaches `reach` pixels each way.
    pub(super) fn of(picture: &Picture, reach: usize) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let reach = reach.max(1);
        let mut heights = Vec::with_capacity(width * height);
        // The sum of each column over the rows in reach, moved down one row at a time.
        let mut columns = vec![0u32; width];
        for y in 0..reach.min(height) {
            add(&mut columns, picture.row(y as u32));
        }
        let mut sums = vec![0u32; width + 1];
        for y in 0..height {
            if y + reach < height {
                add(&mut columns, picture.row((y + reach) as u32));
            }
            if y > reach {
                for (sum, &value) in columns.iter_mut().zip(picture.row((y - reach - 1) as u32)) {
                    *sum -= u32::from(value);
                }
            }
            let rows = (y + reach + 1).min(height) - y.saturating_sub(reach);
            for (x, &sum) in columns.iter().enumerate() {
                sums[x + 1] = sums[x] + sum;
            }
            let mean = |left: usize, right: usize| {
                (sums[right] - sums[left]) as f32 / ((right - left) * rows) as f32
            };
            let row = picture.row(y as u32);
            // Away from the edges all windows are of one size, and the machine takes many at once.
            let inner = reach.min(width)..width.saturating_sub(reach).max(reach.min(width));
            let whole = 1.0 / ((2 * reach + 1) * rows) as f32;
            let edge = |x: usize| {
                let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
                i16::from(row[x]) - mean(left, right) as i16
            };
            heights.extend((0..inner.start).map(edge));
            let ends = sums.iter().zip(sums.iter().skip(2 * reach + 1));
            heights.extend(
                row[inner.clone()]
                    .iter()
                    .zip(ends)
                    .map(|(&value, (left, right))| {
                        i16::from(value) - ((right - left) as f32 * whole) as i16
                    }),
            );
            heights.extend((inner.end..width).map(edge));
        }
        Self {
            heights,
            width,
            height,
        }
    }

    /// Hills for valleys: white on black becomes black on white.
    pub(super) fn inverted(mut self) -> Self {
        self.heights
            .iter_mut()
            .for_each(|height| *height = -*height);
        self
    }

    /// The pixels more than `margin` darker than their surroundings.
    pub(super) fn black(&self, margin: i16) -> Option<BitMatrix> {
        let mut bits = BitMatrix::new(self.width as u32, self.height as u32).ok()?;
        for (y, heights) in self.heights.chunks_exact(self.width).enumerate() {
            let mut row = BitArray::with_size(self.width);
            for (word, heights) in heights.chunks(WORD).enumerate() {
                let black = |sum: usize, (bit, &height): (usize, &i16)| {
                    sum | usize::from(height < -margin) << bit
                };
                row.setBulk(word * WORD, heights.iter().enumerate().fold(0, black));
            }
            bits.setRow(y as u32, &row);
        }
        Some(bits)
    }

    /// The height at a place between pixels; 0 outside the picture, which is neither black nor white.
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        if !(x >= 0.0 && y >= 0.0) {
            return 0.0;
        }
        let (left, top) = (x as usize, y as usize);
        if left + 1 >= self.width || top + 1 >= self.height {
            return 0.0;
        }
        let (right, down) = (x - left as f32, y - top as f32);
        let pixel = |x: usize, y: usize| f32::from(self.heights[y * self.width + x]);
        let upper = pixel(left, top) * (1.0 - right) + pixel(left + 1, top) * right;
        let lower = pixel(left, top + 1) * (1.0 - right) + pixel(left + 1, top + 1) * right;
        upper * (1.0 - down) + lower * down
    }
}

const WORD: usize = usize::BITS as usize;

fn add(columns: &mut [u32], row: &[u8]) {
    for (sum, &value) in columns.iter_mut().zip(row) {
        *sum += u32::from(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_are_the_distance_from_the_mean_of_the_window_also_at_the_edges() {
        let luma: Vec<u8> = (0..35u32).map(|i| (i * i * 37 % 256) as u8).collect();
        let picture = Picture::from_luma(luma.clone(), 7, 5).unwrap();
        for reach in [1, 2, 9] {
            let relief = Relief::of(&picture, reach);
            for y in 0..5usize {
                for x in 0..7usize {
                    let rows = y.saturating_sub(reach)..(y + reach + 1).min(5);
                    let window: Vec<u32> = rows
                        .flat_map(|y| {
                            (x.saturating_sub(reach)..(x + reach + 1).min(7)).map(move |x| (x, y))
                        })
                        .map(|(x, y)| u32::from(luma[y * 7 + x]))
                        .collect();
                    let mean = window.iter().sum::<u32>() as f32 / window.len() as f32;
                    let expected = f32::from(luma[y * 7 + x]) - mean;
                    let got = f32::from(relief.heights[y * 7 + x]);
                    assert!(
                        (got - expected).abs() <= 1.0,
                        "{x},{y}: {got} and not {expected}"
                    );
                }
            }
        }
    }

    #[test]
    fn black_is_darker_than_around_by_more_than_the_margin() {
        let mut luma = vec![100; 70 * 3];
        luma[70 + 66] = 40;
        luma[3] = 97;
        let bits = Relief::of(&Picture::from_luma(luma, 70, 3).unwrap(), 5)
            .black(3)
            .unwrap();
        let black: Vec<(u32, u32)> = (0..3)
            .flat_map(|y| (0..70).map(move |x| (x, y)))
            .filter(|&(x, y)| bits.get(x, y))
            .collect();
        assert_eq!(black, [(66, 1)]);
    }

    #[test]
    fn outside_the_picture_it_is_neither_black_nor_white() {
        let relief = Relief::of(&Picture::from_luma(vec![0, 255, 0, 255], 2, 2).unwrap(), 1);
        for (x, y) in [
            (-1.0, 0.0),
            (5.0, 1.0),
            (1.0, 1e9),
            (f32::NAN, 1.0),
            (f32::INFINITY, 0.0),
        ] {
            assert!(relief.at(x, y).abs() < f32::EPSILON);
        }
    }
}
