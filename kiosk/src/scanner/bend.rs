//! Reads symbols that do not lie flat: on a shirt, a creased sheet, a bottle, a telephone's curved glass.
//!
//! The library lays a flat grid through the corner squares. Here the grid is a sheet of rubber held by nine points:
//! the three corner squares, and six that are pulled until the parts of a symbol that are the same in every symbol
//! (the dotted timing lines, the small alignment square) lie where they belong and all modules are clearly black or
//! white. It takes some milliseconds and needs the corners found, so it comes last.

use rxing::Point;
use rxing::point;
use rxing::qrcode::cpp_port::detector::FinderPatternSet;

use self::modules::{decode, unspilled};
use super::decode::Located;
use super::look::Budget;
use super::relief::Relief;

/// The symbol whose corners are `corners`, or `None` when it cannot be pulled straight in time.
pub(super) fn read_bent(
    relief: &Relief,
    corners: &FinderPatternSet,
    budget: &Budget,
) -> Option<Located> {
    let mut sheet = likely_sizes(corners)
        .into_iter()
        .map(|modules| Sheet::hung(relief, corners, modules))
        .max_by(|a, b| a.timing().total_cmp(&b.timing()))?;
    if sheet.timing() < PROMISING * relief.contrast() {
        return None;
    }
    sheet.find_alignment();
    let mut text = sheet.text();
    for step in [1.0, 0.5, 0.25, 0.12] {
        if text.is_some() || budget.spent() {
            break;
        }
        sheet.pull(step);
        text = sheet.text();
    }
    text.map(|text| Located::new(text, sheet.corners(), relief.size()))
}

/// How much of the full contrast the timing lines must show for a pull to be worth its time.
const PROMISING: f32 = 0.4;

/// The symbol's side in modules as the corner squares suggest it, and the sizes next to it.
fn likely_sizes(corners: &FinderPatternSet) -> Vec<i32> {
    let FinderPatternSet { bl, tl, tr } = corners;
    let module = (bl.size + tl.size + tr.size) as f32 / 21.0;
    let side = f32::midpoint(distance(tl.p, tr.p), distance(tl.p, bl.p));
    let version = ((side / module.max(0.5) + 7.0 - 17.0) / 4.0).round() as i32;
    (version - 1..=version + 1)
        .filter(|version| (1..=40).contains(version))
        .map(|version| 17 + 4 * version)
        .collect()
}

/// A grid of modules on the picture, shaped by nine points.
struct Sheet<'a> {
    relief: &'a Relief,
    /// Modules a side.
    modules: i32,
    /// Pixels a module, about.
    module: f32,
    /// Rows of three points, each the centre of a module: the first and last where corner squares have theirs.
    held: [[Point; 3]; 3],
}

impl<'a> Sheet<'a> {
    /// Hangs a sheet by the corner squares, with its middle pulled to where the timing lines are.
    fn hung(relief: &'a Relief, corners: &FinderPatternSet, modules: i32) -> Self {
        let (tl, right, down) = (
            corners.tl.p,
            corners.tr.p - corners.tl.p,
            corners.bl.p - corners.tl.p,
        );
        let at = |row: f32, column: f32| tl + right * (column / 2.0) + down * (row / 2.0);
        let held = [0.0, 1.0, 2.0].map(|row| [0.0, 1.0, 2.0].map(|column| at(row, column)));
        let module = f32::midpoint(length(right), length(down)) / (modules - 7) as f32;
        let mut sheet = Self {
            relief,
            modules,
            module,
            held,
        };
        sheet.best_shift(2.5, Self::shift_middle_column, Self::timing_across);
        sheet.best_shift(2.5, Self::shift_middle_row, Self::timing_down);
        sheet
    }

    /// Moves the far corner, and half of that its neighbours, to where the alignment square is.
    fn find_alignment(&mut self) {
        if self.modules > 21 {
            self.best_shift(4.0, Self::shift_far_corner, Self::alignment);
        }
    }

    /// Tries all shifts up to `reach` modules both ways and keeps the best.
    fn best_shift(&mut self, reach: f32, shift: fn(&mut Self, Point), score: fn(&Self) -> f32) {
        let start = self.held;
        let mut best = (score(self), start);
        let steps = (reach * 2.0) as i32;
        for dy in -steps..=steps {
            for dx in -steps..=steps {
                self.held = start;
                shift(self, point(dx as f32, dy as f32) * (self.module / 2.0));
                // Far shifts must be clearly better: a dotted line looks alike every second module.
                let far = ((dx * dx + dy * dy) as f32).sqrt() / steps as f32;
                let now = score(self) * (1.0 - 0.15 * far);
                if now > best.0 {
                    best = (now, self.held);
                }
            }
        }
        self.held = best.1;
    }

    fn shift_middle_column(&mut self, by: Point) {
        for row in &mut self.held {
            row[1] += by;
        }
    }

    fn shift_middle_row(&mut self, by: Point) {
        for held in &mut self.held[1] {
            *held += by;
        }
    }

    fn shift_far_corner(&mut self, by: Point) {
        self.held[2][2] += by;
        self.held[1][2] += by * 0.5;
        self.held[2][1] += by * 0.5;
        self.held[1][1] += by * 0.25;
    }

    /// Pulls each point to and fro by `step` modules as long as that makes the whole clearer.
    fn pull(&mut self, step: f32) {
        let far = step * self.module;
        let mut best = self.clearness();
        for _ in 0..6 {
            let before = best;
            for (row, column) in [
                (1, 1),
                (2, 2),
                (0, 1),
                (1, 0),
                (1, 2),
                (2, 1),
                (0, 0),
                (0, 2),
                (2, 0),
            ] {
                let corner = (row != 1 && column != 1) && (row, column) != (2, 2);
                if corner && step > 0.3 {
                    // The corner squares were found to a fraction of a module.
                    continue;
                }
                for by in [
                    point(far, 0.0),
                    point(-far, 0.0),
                    point(0.0, far),
                    point(0.0, -far),
                ] {
                    let start = self.held[row][column];
                    self.held[row][column] = start + by;
                    let now = self.clearness();
                    if now > best {
                        best = now;
                    } else {
                        self.held[row][column] = start;
                    }
                }
            }
            if best <= before {
                break;
            }
        }
    }

    /// Where the middle of module (`x`, `y`) lies in the picture.
    fn place(&self, x: f32, y: f32) -> Point {
        let (along, down) = (self.weights(x), self.weights(y));
        let mut sum = point(0.0, 0.0);
        for (row, weight) in self.held.iter().zip(down) {
            sum += (row[0] * along[0] + row[1] * along[1] + row[2] * along[2]) * weight;
        }
        sum
    }

    /// Where the corners of the symbol lie in the picture, in order around it.
    fn corners(&self) -> [Point; 4] {
        let (first, last) = (-0.5, self.modules as f32 - 0.5);
        [(first, first), (last, first), (last, last), (first, last)].map(|(x, y)| self.place(x, y))
    }

    /// How much each of three points in a line weighs at module `at`: the parabola through them.
    fn weights(&self, at: f32) -> [f32; 3] {
        let t = (at - 3.0) / (self.modules - 7) as f32;
        [
            (1.0 - t) * (1.0 - 2.0 * t),
            4.0 * t * (1.0 - t),
            t * (2.0 * t - 1.0),
        ]
    }

    fn height(&self, x: i32, y: i32) -> f32 {
        let place = self.place(x as f32, y as f32);
        self.relief.at(place.x, place.y)
    }

    /// Mean contrast along the timing lines; the full contrast when the grid lies right, about 0 when it is off.
    fn timing(&self) -> f32 {
        f32::midpoint(self.timing_across(), self.timing_down())
    }

    fn timing_across(&self) -> f32 {
        let dots = 8..self.modules - 8;
        let count = dots.len() as f32;
        dots.map(|x| sign(x % 2 == 0) * self.height(x, 6))
            .sum::<f32>()
            / count
    }

    fn timing_down(&self) -> f32 {
        let dots = 8..self.modules - 8;
        let count = dots.len() as f32;
        dots.map(|y| sign(y % 2 == 0) * self.height(6, y))
            .sum::<f32>()
            / count
    }

    /// Mean contrast over the last alignment square.
    fn alignment(&self) -> f32 {
        let middle = self.modules - 7;
        let mut sum = 0.0;
        for dy in -2i32..=2 {
            for dx in -2i32..=2 {
                let ring = dx.abs().max(dy.abs());
                sum += sign(ring != 1) * self.height(middle + dx, middle + dy);
            }
        }
        sum / 25.0
    }

    /// How clearly all modules are black or white, and the known ones what they must be.
    fn clearness(&self) -> f32 {
        let mut sum = 0.0;
        for y in 0..self.modules {
            let down = self.weights(y as f32);
            let line = [0, 1, 2].map(|column| {
                (0..3).fold(point(0.0, 0.0), |sum, row| {
                    sum + self.held[row][column] * down[row]
                })
            });
            for x in 0..self.modules {
                let along = self.weights(x as f32);
                let place = line[0] * along[0] + line[1] * along[1] + line[2] * along[2];
                sum += self.relief.at(place.x, place.y).abs();
            }
        }
        let known = self.modules as f32;
        let square = if self.modules > 21 {
            25.0 * self.alignment()
        } else {
            0.0
        };
        sum + KNOWN_WEIGHT * (self.timing() * 2.0 * known + square)
    }

    /// What the symbol says as the sheet lies now; when that cannot be corrected, what it says once the light that
    /// a blurred lens spilled from each module into its neighbours is taken back.
    fn text(&self) -> Option<String> {
        let side = self.modules as usize;
        let heights: Vec<f32> = (0..self.modules)
            .flat_map(|y| (0..self.modules).map(move |x| self.height(x, y)))
            .collect();
        decode(&heights, side).or_else(|| decode(&unspilled(&heights, side), side))
    }
}

/// A module of known colour says more than one that may be either.
const KNOWN_WEIGHT: f32 = 1.5;

/// Black lies low in the relief.
fn sign(black: bool) -> f32 {
    if black { -1.0 } else { 1.0 }
}

fn length(p: Point) -> f32 {
    p.x.hypot(p.y)
}

fn distance(a: Point, b: Point) -> f32 {
    length(a - b)
}

mod modules;
#[cfg(test)]
mod tests;
