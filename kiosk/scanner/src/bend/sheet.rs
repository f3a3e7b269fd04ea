//! A grid of modules that bends: nine points hold it, and it is pulled to where the symbol is clearest.
//!
//! The nine are the three corner squares, and six that move until the dotted timing lines and the small alignment
//! square lie where they belong.

use rxing::{Point, point};

use super::super::corners::{Corners, Hidden};
use super::super::relief::Relief;
use super::modules::Modules;
use super::shape::Shape;

/// A grid of modules on a picture.
pub(super) struct Sheet<'a> {
    relief: &'a Relief,
    /// Where it lies now.
    pub(super) shape: Shape,
    /// Pixels a module, about.
    module: f32,
}

impl<'a> Sheet<'a> {
    /// Hangs a sheet by the corner squares, with its middle pulled to where the timing lines are.
    pub(super) fn hung(relief: &'a Relief, corners: &Corners, modules: i32) -> Self {
        let mut sheet = Self::new(relief, Shape::flat(corners, modules));
        sheet.best_shift(2.5, Self::shift_middle_column, Self::timing_across);
        sheet.best_shift(2.5, Self::shift_middle_row, Self::timing_down);
        sheet
    }

    /// Lays a sheet of this shape where the picture is most like these modules, no more than three modules away.
    pub(super) fn followed(relief: &'a Relief, shape: Shape, modules: &Modules) -> Self {
        let mut sheet = Self::new(relief, shape);
        let alike = |sheet: &Self| modules.likeness(|x, y| sheet.height(x, y));
        sheet.best_shift(3.0, Self::shift_all, alike);
        for step in [0.25, 0.12] {
            sheet.pull_by(step, alike);
        }
        sheet
    }

    fn new(relief: &'a Relief, shape: Shape) -> Self {
        let module = shape.module();
        Self {
            relief,
            shape,
            module,
        }
    }

    /// Moves the corner that was only guessed, and what hangs on it, to where the timing lines are.
    pub(super) fn find_hidden(&mut self, hidden: Hidden) {
        let shift = match hidden {
            Hidden::UpperLeft => Self::shift_upper_left,
            Hidden::UpperRight => Self::shift_right_column,
            Hidden::LowerLeft => Self::shift_lower_row,
        };
        self.best_shift(4.0, shift, Self::timing);
    }

    /// Moves the far corner, and half of that its neighbours, to where the alignment square is.
    pub(super) fn find_alignment(&mut self) {
        if self.shape.modules > 21 {
            self.best_shift(4.0, Self::shift_far_corner, Self::alignment);
        }
    }

    /// Tries all shifts up to `reach` modules both ways and keeps the best.
    fn best_shift(
        &mut self,
        reach: f32,
        shift: fn(&mut Self, Point),
        score: impl Fn(&Self) -> f32,
    ) {
        let start = self.shape.held;
        let mut best = (score(self), start);
        let steps = (reach * 2.0) as i32;
        for dy in -steps..=steps {
            for dx in -steps..=steps {
                self.shape.held = start;
                shift(self, point(dx as f32, dy as f32) * (self.module / 2.0));
                // Far shifts must be clearly better: a dotted line looks alike every second module.
                let far = ((dx * dx + dy * dy) as f32).sqrt() / steps as f32;
                let now = score(self) * (1.0 - 0.15 * far);
                if now > best.0 {
                    best = (now, self.shape.held);
                }
            }
        }
        self.shape.held = best.1;
    }

    fn shift_all(&mut self, by: Point) {
        self.shape = self.shape.moved(by);
    }

    fn shift_middle_column(&mut self, by: Point) {
        for row in &mut self.shape.held {
            row[1] += by;
        }
    }

    fn shift_middle_row(&mut self, by: Point) {
        for held in &mut self.shape.held[1] {
            *held += by;
        }
    }

    fn shift_upper_left(&mut self, by: Point) {
        self.shape.held[0][0] += by;
        self.shape.held[0][1] += by * 0.5;
        self.shape.held[1][0] += by * 0.5;
        self.shape.held[1][1] += by * 0.25;
    }

    fn shift_right_column(&mut self, by: Point) {
        for row in &mut self.shape.held {
            row[1] += by * 0.5;
            row[2] += by;
        }
    }

    fn shift_lower_row(&mut self, by: Point) {
        for column in 0..3 {
            self.shape.held[1][column] += by * 0.5;
            self.shape.held[2][column] += by;
        }
    }

    fn shift_far_corner(&mut self, by: Point) {
        self.shape.held[2][2] += by;
        self.shape.held[1][2] += by * 0.5;
        self.shape.held[2][1] += by * 0.5;
        self.shape.held[1][1] += by * 0.25;
    }

    /// Pulls each point to and fro by `step` modules as long as that makes the whole clearer.
    pub(super) fn pull(&mut self, step: f32) {
        self.pull_by(step, Self::clearness);
    }

    fn pull_by(&mut self, step: f32, score: impl Fn(&Self) -> f32) {
        let far = step * self.module;
        let mut best = score(self);
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
                    let start = self.shape.held[row][column];
                    self.shape.held[row][column] = start + by;
                    let now = score(self);
                    if now > best {
                        best = now;
                    } else {
                        self.shape.held[row][column] = start;
                    }
                }
            }
            if best <= before {
                break;
            }
        }
    }

    fn height(&self, x: i32, y: i32) -> f32 {
        let place = self.shape.place(x as f32, y as f32);
        self.relief.at(place.x, place.y)
    }

    /// Mean contrast along the timing lines; the full contrast when the grid lies right, about 0 when it is off.
    pub(super) fn timing(&self) -> f32 {
        f32::midpoint(self.timing_across(), self.timing_down())
    }

    fn timing_across(&self) -> f32 {
        let dots = 8..self.shape.modules - 8;
        let count = dots.len() as f32;
        dots.map(|x| sign(x % 2 == 0) * self.height(x, 6))
            .sum::<f32>()
            / count
    }

    fn timing_down(&self) -> f32 {
        let dots = 8..self.shape.modules - 8;
        let count = dots.len() as f32;
        dots.map(|y| sign(y % 2 == 0) * self.height(6, y))
            .sum::<f32>()
            / count
    }

    /// Mean contrast over the last alignment square.
    fn alignment(&self) -> f32 {
        let middle = self.shape.modules - 7;
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
        for y in 0..self.shape.modules {
            let down = self.shape.weights(y as f32);
            let line = [0, 1, 2].map(|column| {
                (0..3).fold(point(0.0, 0.0), |sum, row| {
                    sum + self.shape.held[row][column] * down[row]
                })
            });
            for x in 0..self.shape.modules {
                let along = self.shape.weights(x as f32);
                let place = line[0] * along[0] + line[1] * along[1] + line[2] * along[2];
                sum += self.relief.at(place.x, place.y).abs();
            }
        }
        let known = self.shape.modules as f32;
        let square = if self.shape.modules > 21 {
            25.0 * self.alignment()
        } else {
            0.0
        };
        sum + KNOWN_WEIGHT * (self.timing() * 2.0 * known + square)
    }

    /// What the symbol says as the sheet lies now.
    pub(super) fn text(&self) -> Option<String> {
        self.modules().text().or_else(|| self.middles().text())
    }

    /// The modules as the sheet lies now, each by the mean over its middle: nothing else stands up to noise.
    pub(super) fn modules(&self) -> Modules {
        self.each(|x, y| self.mean_height(x, y))
    }

    /// The modules as the sheet lies now, each by its very middle: of modules hardly larger than a pixel, the rest is
    /// as much their neighbours.
    fn middles(&self) -> Modules {
        self.each(|x, y| self.height(x, y))
    }

    fn each(&self, height: impl Fn(i32, i32) -> f32) -> Modules {
        let places =
            (0..self.shape.modules).flat_map(|y| (0..self.shape.modules).map(move |x| (x, y)));
        let heights = places.map(|(x, y)| height(x, y)).collect();
        Modules::new(heights, self.shape.modules as usize)
    }

    /// The mean over the middle of a module: less noise than one place has.
    fn mean_height(&self, x: i32, y: i32) -> f32 {
        let mut sum = 0.0;
        for dy in [-0.25, 0.0, 0.25] {
            for dx in [-0.25, 0.0, 0.25] {
                let place = self.shape.place(x as f32 + dx, y as f32 + dy);
                sum += self.relief.at(place.x, place.y);
            }
        }
        sum / 9.0
    }
}

/// A module of known colour says more than one that may be either.
const KNOWN_WEIGHT: f32 = 1.5;

/// Black lies low in the relief.
fn sign(black: bool) -> f32 {
    if black { -1.0 } else { 1.0 }
}
