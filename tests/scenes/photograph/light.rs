//! What falls on the paper besides its own print: shade, reflexes, windows that mirror, and a screen's pixels.

use super::Conditions;
use super::random::Random;

/// The light of one photograph.
pub(super) struct Light {
    size: (f32, f32),
    shade: f32,
    glare: f32,
    reflex: (f32, f32),
    window: f32,
    /// Left, top, width and height of the mirrored window.
    pane: [f32; 4],
    pitch: f32,
}

impl Light {
    pub(super) fn new(how: &Conditions, random: &mut Random) -> Self {
        let size = (how.frame.0 as f32, how.frame.1 as f32);
        let about = |random: &mut Random, middle: f32, by: f32| middle + by * random.even();
        Self {
            size,
            shade: how.shade,
            glare: how.glare,
            reflex: (
                size.0 * about(random, 0.5, 0.1),
                size.1 * about(random, 0.5, 0.1),
            ),
            window: how.window,
            pane: [
                size.0 * about(random, 0.42, 0.12),
                size.1 * about(random, 0.3, 0.15),
                size.0 * about(random, 0.13, 0.03),
                size.1 * about(random, 0.35, 0.1),
            ],
            pitch: how.pixels,
        }
    }

    /// How much of the paper's brightness is left at a place of the photograph.
    pub(super) fn shaded(&self, x: f32, y: f32) -> f32 {
        1.0 - self.shade * (0.7 * x / self.size.0 + 0.3 * y / self.size.1)
    }

    /// What is added there by the lamp's reflex and by a window with a cross in it that the glass mirrors.
    pub(super) fn mirrored(&self, x: f32, y: f32) -> f32 {
        let mut added = 0.0;
        if self.glare > 0.0 {
            let away = (x - self.reflex.0).hypot(y - self.reflex.1) / (0.12 * self.size.0);
            added += self.glare * (-away * away).exp();
        }
        if self.window > 0.0 {
            let [left, top, width, height] = self.pane;
            let (u, v) = ((x - left) / width, (y - top) / height);
            let inside = (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v);
            let cross = (u - 0.5).abs() < 0.04 || (v - 0.5).abs() < 0.03;
            if inside && !cross {
                added += self.window;
            }
        }
        added
    }

    /// How bright a screen is at a place on its glass: each pixel is three stripes with a dark line below; 1 on paper.
    pub(super) fn screen(&self, (x, y): (f32, f32)) -> f32 {
        if self.pitch <= 0.0 {
            return 1.0;
        }
        let (u, v) = (
            (x / self.pitch).rem_euclid(1.0),
            (y / self.pitch).rem_euclid(1.0),
        );
        let stripe = [0.95, 1.35, 0.7][((u * 3.0) as usize).min(2)];
        stripe * if v < 0.85 { 1.12 } else { 0.3 }
    }
}
