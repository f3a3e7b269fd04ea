//! Where the modules of a symbol lie in a picture, bent or not.

use rxing::{Point, point};

use super::super::corners::{Corners, length};

/// A grid of modules shaped by nine places, in pixels of some picture.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Shape {
    /// Modules a side.
    pub(super) modules: i32,
    /// Rows of three places, each the middle of a module: the first and last where corner squares have theirs.
    pub(super) held: [[Point; 3]; 3],
}

impl Shape {
    /// A flat grid of so many modules a side.
    pub(super) fn flat(corners: &Corners, modules: i32) -> Self {
        let (tl, right, down) = (corners.tl, corners.tr - corners.tl, corners.bl - corners.tl);
        let at = |row: f32, column: f32| tl + right * (column / 2.0) + down * (row / 2.0);
        Self {
            modules,
            held: [0.0, 1.0, 2.0].map(|row| [0.0, 1.0, 2.0].map(|column| at(row, column))),
        }
    }

    /// Pixels a module, about.
    pub(in super::super) fn module(&self) -> f32 {
        let [first, _, last] = &self.held;
        let sides = f32::midpoint(length(first[2] - first[0]), length(last[0] - first[0]));
        sides / (self.modules - 7).max(1) as f32
    }

    /// Where the middle of module (`x`, `y`) lies.
    pub(super) fn place(&self, x: f32, y: f32) -> Point {
        let (along, down) = (self.weights(x), self.weights(y));
        let mut sum = point(0.0, 0.0);
        for (row, weight) in self.held.iter().zip(down) {
            sum += (row[0] * along[0] + row[1] * along[1] + row[2] * along[2]) * weight;
        }
        sum
    }

    /// How much each of three places in a line weighs at module `at`: the parabola through them.
    pub(super) fn weights(&self, at: f32) -> [f32; 3] {
        let t = (at - 3.0) / (self.modules - 7) as f32;
        [
            (1.0 - t) * (1.0 - 2.0 * t),
            4.0 * t * (1.0 - t),
            t * (2.0 * t - 1.0),
        ]
    }

    /// The corners of the symbol, in order around it.
    pub(in super::super) fn corners(&self) -> [Point; 4] {
        let (first, last) = (-0.5, self.modules as f32 - 0.5);
        [(first, first), (last, first), (last, last), (first, last)].map(|(x, y)| self.place(x, y))
    }

    /// The shape in a picture `factor` times as large.
    pub(in super::super) fn scaled(&self, factor: f32) -> Self {
        self.with(|place| place * factor)
    }

    /// The shape moved by so many pixels.
    pub(super) fn moved(&self, by: Point) -> Self {
        self.with(|place| place + by)
    }

    fn with(&self, change: impl Fn(Point) -> Point) -> Self {
        Self {
            modules: self.modules,
            held: self.held.map(|row| row.map(&change)),
        }
    }
}
