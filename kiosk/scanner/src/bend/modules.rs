//! From the heights of a symbol's modules to its text.

use rxing::common::BitMatrix;
use rxing::common::cpp_essentials::DecoderResult;
use rxing::qrcode::cpp_port::decoder::Decode;

/// The modules of a symbol, each with how far it lies above or below its surroundings: black is below 0.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Modules {
    heights: Vec<f32>,
    side: usize,
}

impl Modules {
    /// Takes `side * side` heights, row by row.
    pub(super) fn new(heights: Vec<f32>, side: usize) -> Self {
        debug_assert_eq!(heights.len(), side * side);
        Self { heights, side }
    }

    /// What the symbol says; when that cannot be corrected, what it says once the light that a blurred lens spilled
    /// from each module into its neighbours is taken back.
    pub(in super::super) fn text(&self) -> Option<String> {
        decode(&self.heights, self.side)
            .or_else(|| decode(&unspilled(&self.heights, self.side), self.side))
    }

    /// The same modules with clear ones around 1 or -1, so that a bright frame says no more than a dim one, and a
    /// spot as bright as a lamp no more than white paper.
    pub(in super::super) fn evened(&self) -> Self {
        let mut sizes: Vec<f32> = self.heights.iter().map(|height| height.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let clear = sizes
            .get(sizes.len() * 3 / 4)
            .map_or(1.0, |clear| clear.max(0.1));
        let even = |height: &f32| (height / clear).clamp(-1.2, 1.2);
        Self::new(self.heights.iter().map(even).collect(), self.side)
    }

    /// The part of the fixed modules, corner squares and timing lines, that are black or white as they must be.
    pub(in super::super) fn form(&self) -> f32 {
        let (mut right, mut all) = (0, 0);
        for y in 0..self.side {
            for x in 0..self.side {
                let Some(black) = fixed(x, y, self.side) else {
                    continue;
                };
                all += 1;
                right += i32::from((self.heights[y * self.side + x] < 0.0) == black);
            }
        }
        right as f32 / all.max(1) as f32
    }

    /// The part of the modules that are black in both or white in both; 0 when the symbols differ in size.
    pub(in super::super) fn agreement(&self, other: &Self) -> f32 {
        if self.side != other.side {
            return 0.0;
        }
        let pairs = self.heights.iter().zip(&other.heights);
        let alike = pairs.filter(|(a, b)| (**a < 0.0) == (**b < 0.0)).count();
        alike as f32 / self.heights.len().max(1) as f32
    }

    /// How much these modules are like what is seen at their places: the sum over all of height times height seen.
    pub(super) fn likeness(&self, seen: impl Fn(i32, i32) -> f32) -> f32 {
        let rows = self.heights.chunks_exact(self.side.max(1)).zip(0..);
        rows.flat_map(|(row, y)| row.iter().zip(0..).map(move |(height, x)| (height, x, y)))
            .map(|(height, x, y)| height * seen(x, y))
            .sum()
    }

    /// Adds the heights of the same symbol as another frame showed it.
    pub(in super::super) fn add(&mut self, other: &Self) {
        for (height, more) in self.heights.iter_mut().zip(&other.heights) {
            *height += more;
        }
    }
}

/// Whether a module of every symbol is black, of those that are the same in all.
fn fixed(x: usize, y: usize, side: usize) -> Option<bool> {
    // From the middle of the corner square that is nearest.
    let from_middle = |at: usize| {
        if at < side / 2 {
            at.abs_diff(3)
        } else {
            at.abs_diff(side - 4)
        }
    };
    let far = from_middle(x).max(from_middle(y));
    let lower_right = x > side / 2 && y > side / 2;
    if far <= 4 && !lower_right {
        return Some(far != 2 && far != 4);
    }
    match (x, y) {
        (6, dot) | (dot, 6) if !lower_right => Some(dot % 2 == 0),
        _ => None,
    }
}

/// The text of the modules that lie below 0.
fn decode(heights: &[f32], side: usize) -> Option<String> {
    let mut bits = BitMatrix::new(side as u32, side as u32).ok()?;
    for (index, _) in heights
        .iter()
        .enumerate()
        .filter(|&(_, &height)| height < 0.0)
    {
        bits.set((index % side) as u32, (index / side) as u32);
    }
    let decoded = Decode(&bits).ok().filter(DecoderResult::isValid)?;
    Some(decoded.text()).filter(|text| !text.is_empty())
}

/// The heights with a share of the four neighbours taken out of each.
fn unspilled(heights: &[f32], side: usize) -> Vec<f32> {
    let neighbour = |x: usize, y: usize| {
        if x < side && y < side {
            heights[y * side + x]
        } else {
            0.0
        }
    };
    let mut sharper = Vec::with_capacity(heights.len());
    for y in 0..side {
        for x in 0..side {
            let around = neighbour(x.wrapping_sub(1), y)
                + neighbour(x + 1, y)
                + neighbour(x, y.wrapping_sub(1))
                + neighbour(x, y + 1);
            sharper.push(neighbour(x, y) - SPILL * around);
        }
    }
    sharper
}

/// What a lens that blurs by half a module spills into each neighbour, as part of what stays.
const SPILL: f32 = 0.2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_blurred_lens_spilled_is_taken_back() {
        let side = 5;
        let mut heights = vec![100.0; side * side];
        heights[2 * side + 2] = 20.0;
        // A single dark module in the middle of white: blurred to grey, and still above the threshold.
        let sharper = unspilled(&heights, side);
        assert!(sharper[2 * side + 2] < 0.0, "{sharper:?}");
        assert!(
            sharper
                .iter()
                .enumerate()
                .all(|(index, &height)| index == 2 * side + 2 || height > 0.0)
        );
    }

    /// The modules of a symbol with this text, clear as print; those that `flip` picks are wrong.
    fn printed(text: &str, flip: impl Fn(usize) -> bool) -> Modules {
        let symbol = qrcode::QrCode::new(text).unwrap();
        let colors = symbol.to_colors().into_iter().enumerate();
        let height = |(index, color)| {
            let black = (color == qrcode::Color::Dark) != flip(index);
            if black { -80.0 } else { 80.0 }
        };
        Modules::new(colors.map(height).collect(), symbol.width())
    }

    #[test]
    fn a_symbol_has_the_form_of_one_whatever_its_size_and_noise_has_not() {
        for length in [4, 60, 300, 900] {
            let text = "7".repeat(length);
            let symbol = printed(&text, |_| false);
            assert!((symbol.form() - 1.0).abs() < f32::EPSILON, "{length}");
            let noise = printed(&text, |index| {
                index.wrapping_mul(2_654_435_761) >> 31 & 1 == 1
            });
            assert!((0.4..0.62).contains(&noise.form()), "{}", noise.form());
        }
    }

    #[test]
    fn two_frames_of_one_symbol_agree_and_two_symbols_do_not() {
        let text = "31415926535897932384".repeat(9);
        let one = printed(&text, |index| index % 11 == 0);
        let again = printed(&text, |index| index % 13 == 0);
        assert!(one.agreement(&again) > 0.8);
        let other = printed(&text.replace('3', "8"), |_| false);
        assert!(one.agreement(&other) < 0.65, "{}", one.agreement(&other));
        assert!(one.agreement(&printed("short", |_| false)) < f32::EPSILON);
    }

    #[test]
    fn frames_that_are_wrong_in_different_places_are_right_together() {
        let text = "27182818284590452353".repeat(9);
        // Each is wrong in a third of its modules, and every module is right in two of the three.
        let frame = |third: usize| printed(&text, move |index| index % 3 == third);
        let mut sum = frame(0).evened();
        assert_eq!(sum.text(), None);
        sum.add(&frame(1).evened());
        sum.add(&frame(2).evened());
        assert_eq!(sum.text(), Some(text.clone()));
    }
}
