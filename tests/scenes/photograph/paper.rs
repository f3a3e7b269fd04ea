//! The sheet in front of the camera: how it is held, bent and folded.

use std::f32::consts::PI;

use super::Conditions;
use super::random::Random;

/// A sheet of paper, or a telephone's glass, in front of a pinhole camera.
pub(super) struct Paper {
    across: [f32; 3],
    down: [f32; 3],
    normal: [f32; 3],
    centre: [f32; 3],
    /// The symbol's side, in the pixels of the camera when it is held straight.
    side: f32,
    bulge: f32,
    /// Radius of the bottle that the paper goes around; infinite when it lies flat.
    radius: f32,
    folds: Vec<Fold>,
}

/// Where a ray lands on the paper.
pub(super) struct Spot {
    /// From the symbol's centre along its rows and down its columns, in the unit of [`Paper::side`].
    pub(super) at: (f32, f32),
    /// How the light falls there, around 1.
    pub(super) lit: f32,
    /// The ink has come off, as on the edge of a fold.
    pub(super) bare: bool,
}

/// A straight line along which the paper was folded and flattened again.
struct Fold {
    normal: (f32, f32),
    offset: f32,
    /// How the side beyond it is shortened, and how it is lit.
    shortened: f32,
    lit: f32,
}

impl Paper {
    pub(super) fn new(how: &Conditions, random: &mut Random) -> Self {
        let centre = (random.even() * 8.0, random.even() * 8.0);
        let turned = how.turned + 1.5 * random.even() * how.unsteady;
        let (turn_sin, turn_cos) = turned.to_radians().sin_cos();
        let (left_sin, left_cos) = how.tilted.0.to_radians().sin_cos();
        let (up_sin, up_cos) = how.tilted.1.to_radians().sin_cos();
        let tilt = |[x, y, z]: [f32; 3]| {
            let (x, z) = (x * left_cos + z * left_sin, z * left_cos - x * left_sin);
            [x, y * up_cos - z * up_sin, y * up_sin + z * up_cos]
        };
        let side = how.fills * how.frame.1 as f32;
        // The folds belong to the ticket and not to the moment: the same in every frame.
        let mut own = Random(how.sheet);
        Self {
            across: tilt([turn_cos, turn_sin, 0.0]),
            down: tilt([-turn_sin, turn_cos, 0.0]),
            normal: tilt([0.0, 0.0, 1.0]),
            centre: [centre.0, centre.1, how.distance()],
            side,
            bulge: how.bulge * side,
            radius: if how.curved > 0.0 {
                side / how.curved.to_radians()
            } else {
                f32::INFINITY
            },
            folds: (0..how.folds.0)
                .map(|index| Fold::new(index, how.folds.1, side, &mut own))
                .collect(),
        }
    }

    /// Where a ray from the camera lands; `None` when it passes by the edge of the bottle.
    pub(super) fn hit(&self, ray: [f32; 3]) -> Option<Spot> {
        let dot = |a: [f32; 3], b: [f32; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        let reach = dot(self.centre, self.normal) / dot(ray, self.normal);
        let from = [
            ray[0] * reach - self.centre[0],
            ray[1] * reach - self.centre[1],
            ray[2] * reach - self.centre[2],
        ];
        let (mut x, mut y) = (dot(from, self.across), dot(from, self.down));
        let (mut lit, mut bare) = (1.0, false);
        if self.radius.is_finite() {
            let part = x / self.radius;
            if part.abs() >= 1.0 {
                return None;
            }
            x = self.radius * part.asin();
            // The paper turns away from the light at the sides.
            lit *= (1.0 - part * part).sqrt().max(0.2);
        }
        x -= self.bulge * (1.0 - (2.0 * y / self.side).powi(2));
        for fold in &self.folds {
            let beyond = x * fold.normal.0 + y * fold.normal.1 - fold.offset;
            if beyond > 0.0 {
                let longer = beyond / fold.shortened - beyond;
                x += fold.normal.0 * longer;
                y += fold.normal.1 * longer;
                lit *= fold.lit;
            }
            // Half a module wide, with gaps along the line where the ink has held.
            let along = x * fold.normal.1 - y * fold.normal.0;
            bare |= beyond.abs() < 0.006 * self.side && (along * 0.31).sin() > -0.6;
        }
        let at = (x, y);
        Some(Spot { at, lit, bare })
    }
}

impl Fold {
    /// The first two folds quarter the sheet, as pockets do; further ones lie anywhere.
    fn new(index: u8, degrees: f32, side: f32, random: &mut Random) -> Self {
        let (angle, offset) = match index {
            0 => (0.05 * random.even(), 0.1 * random.even()),
            1 => (PI / 2.0 + 0.05 * random.even(), 0.1 * random.even()),
            _ => (PI * random.even(), 0.35 * random.part()),
        };
        let rises = degrees * (0.7 + 0.3 * random.part());
        Self {
            normal: (angle.cos(), angle.sin()),
            offset: offset * side,
            shortened: rises.to_radians().cos(),
            lit: 1.0 + 0.008 * rises * random.even().signum(),
        }
    }
}
