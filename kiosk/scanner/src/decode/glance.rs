//! The first look at every frame, so coarse that it costs next to nothing: is there anything in it, and has anything
//! moved since nothing was there? If not, there is nothing to look at closely, and a kiosk at rest stays cool.

use super::super::picture::Picture;

/// What the camera saw last, coarsely, and for how long it has not changed.
#[derive(Debug, Default)]
pub(super) struct Glance {
    last: Vec<u8>,
    still: u32,
}

/// Pixels a cell, either way. A symbol with modules of two pixels covers some eighty cells.
const CELL: usize = 8;

/// A cell that differs by so much, of 255, from the one beside it or from itself a moment ago has something new in it.
/// Noise is evened out over a cell; a symbol differs from the wall around it even where its modules are not seen.
const DIFFERENCE: u8 = 8;

/// So many frames that show no symbol and no change get all looks, each of the harder ones twice.
const PATIENCE: u32 = 10;

/// After that one frame in so many is looked at, for what the coarse look does not see.
const EVERY: u32 = 5;

impl Glance {
    /// Whether this frame is worth a closer look.
    pub(super) fn is_worth(&mut self, frame: &Picture) -> bool {
        let cells = cells(frame);
        let same = cells.len() == self.last.len()
            && cells
                .iter()
                .zip(&self.last)
                .all(|(now, last)| now.abs_diff(*last) < DIFFERENCE);
        let even = is_even(&cells, frame.width() as usize / CELL);
        if same {
            self.still = self.still.saturating_add(1);
        } else {
            self.still = 0;
            self.last = cells;
        }
        let at_rest = self.still > PATIENCE && !self.still.is_multiple_of(EVERY);
        !even && !at_rest
    }

    /// There was something to see: the next frames are looked at, whether they change or not.
    pub(super) fn keep_looking(&mut self) {
        self.still = 0;
    }
}

/// Whether no cell differs from those beside and below it: a wall, however it is lit.
fn is_even(cells: &[u8], width: usize) -> bool {
    let alike = |(a, b): (&u8, &u8)| a.abs_diff(*b) < DIFFERENCE;
    let mut rows = cells.chunks_exact(width.max(1));
    let beside = rows.all(|row| row.iter().zip(&row[1..]).all(alike));
    beside && cells.iter().zip(cells.iter().skip(width)).all(alike)
}

/// The mean brightness of each cell.
fn cells(frame: &Picture) -> Vec<u8> {
    let (width, height) = (
        frame.width() as usize / CELL,
        frame.height() as usize / CELL,
    );
    let mut cells = Vec::with_capacity(width * height);
    let mut sums = vec![0u16; width];
    for y in 0..height {
        sums.fill(0);
        for line in y * CELL..(y + 1) * CELL {
            let row = frame.row(line as u32);
            for (sum, cell) in sums.iter_mut().zip(row.chunks_exact(CELL)) {
                *sum += cell.iter().map(|&pixel| u16::from(pixel)).sum::<u16>();
            }
        }
        cells.extend(sums.iter().map(|sum| (sum / (CELL * CELL) as u16) as u8));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICKET: fn(u32, u32) -> bool = |x, y| (40..60).contains(&x) && (20..40).contains(&y);

    /// 96×64 pixels of this shade, noisy in a way that differs with `seed`.
    fn noisy(seed: u32, shade: impl Fn(u32, u32) -> u8) -> Picture {
        let places = (0..64u32).flat_map(|y| (0..96u32).map(move |x| (x, y)));
        let luma = places.map(|(x, y)| {
            let mixed = (x * 31 + y * 57 + seed * 101).wrapping_mul(2_654_435_761);
            shade(x, y) + (mixed >> 28) as u8
        });
        Picture::from_luma(luma.collect(), 96, 64).unwrap()
    }

    #[test]
    fn a_wall_is_not_worth_a_look_not_even_in_the_shade() {
        let mut glance = Glance::default();
        for seed in 0..30 {
            assert!(!glance.is_worth(&noisy(seed, |x, y| (60 + x / 2 + y / 4) as u8)));
        }
    }

    #[test]
    fn a_faint_ticket_on_it_is() {
        let mut glance = Glance::default();
        let faint = |x, y| if TICKET(x, y) { 108 } else { 120 };
        assert!((0..10).all(|seed| glance.is_worth(&noisy(seed, faint))));
    }

    #[test]
    fn where_nothing_moves_one_look_in_five_is_enough_until_something_does() {
        let mut glance = Glance::default();
        let hall = |x: u32, y: u32| {
            if (x / 16 + y / 16).is_multiple_of(2) {
                60
            } else {
                150
            }
        };
        let looks = (0..60)
            .filter(|&seed| glance.is_worth(&noisy(seed, hall)))
            .count();
        assert_eq!(looks, 11 + 9);
        let moved = |x, y| if TICKET(x, y) { 90 } else { hall(x, y) };
        assert!((0..10).all(|seed| glance.is_worth(&noisy(seed, moved))));
    }

    #[test]
    fn while_there_is_something_to_see_it_goes_on_looking() {
        let mut glance = Glance::default();
        for seed in 0..60 {
            assert!(glance.is_worth(&noisy(seed, |x, y| if TICKET(x, y) { 90 } else { 120 })));
            glance.keep_looking();
        }
    }
}
