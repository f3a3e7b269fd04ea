//! How millimetres of glass become points of egui.

use egui::{FontId, Vec2};

use super::Weight;
use super::fonts::CAP_HEIGHT;

/// The measures of one screen. Sizes are given in millimetres everywhere, so that a button is as large on a 15-inch
/// screen as on a 32-inch one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    points_per_mm: f32,
    /// Points in a millimetre of glass, whatever the layout makes of it.
    true_mm: f32,
    size: Vec2,
    text: f32,
}

/// The shorter side the layouts are made for, in millimetres. Within this span a millimetre is a millimetre.
const SHORTER_SIDE: std::ops::RangeInclusive<f32> = 190.0..=290.0;

/// The same for a screen that stands upright, whose shorter side is its width: a line of text has to fit.
const UPRIGHT_SIDE: std::ops::RangeInclusive<f32> = 208.0..=290.0;

/// The longer side that a small screen across is to have, in millimetres of the layout.
const LONGER_SIDE: f32 = 335.0;

/// On a screen too small for the layout everything shrinks, but never below this: a target of 20 mm keeps 9, as on a
/// tablet, which is also used from as near.
const LEAST_SCALE: f32 = 0.43;

/// By how much less than the layouts are made for a side may be.
const TOLERANCE: f32 = 0.985;

/// The least longer side, in millimetres of the layout.
const LEAST_LONGER_SIDE: f32 = 220.0;

/// On a very large screen everything grows, since people stand further away; up to this.
const MOST_SCALE: f32 = 2.0;

/// By how much letters grow for those who see little.
const LARGE_TEXT: f32 = 1.25;

/// A screen stands upright when it is higher than it is wide by more than this: on one that is almost square, words
/// and pictures go side by side.
const UPRIGHT: f32 = 1.25;

/// The least width of two columns, in millimetres.
const TWO_COLUMNS: f32 = 300.0;

impl Metrics {
    /// The density when none is configured, in physical pixels per millimetre: a 15.6-inch screen of 1366 × 768, or a
    /// 21.5-inch one of 1920 × 1080.
    pub const USUAL_DENSITY: f32 = 4.0;

    /// The measures of a screen of `size` points with `pixels_per_point`, where `px_per_mm` physical pixels make a
    /// millimetre. A density that no screen has is replaced by the usual one.
    #[must_use]
    pub fn new(px_per_mm: f32, pixels_per_point: f32, size: Vec2) -> Self {
        let density = if (1.0..=40.0).contains(&px_per_mm) {
            px_per_mm
        } else {
            Self::USUAL_DENSITY
        };
        let true_mm = density / pixels_per_point.max(0.1);
        let shorter = size.min_elem() / true_mm;
        let made_for = made_for(size);
        let scale = if shorter < *made_for.start() {
            let longer = size.max_elem() / true_mm;
            let scale = if is_upright(size) {
                shorter / made_for.start()
            } else {
                (shorter / made_for.start()).min(longer / LONGER_SIDE)
            };
            scale.max(LEAST_SCALE)
        } else {
            (shorter / made_for.end()).clamp(1.0, MOST_SCALE)
        };
        Self {
            points_per_mm: true_mm * scale,
            true_mm,
            size,
            text: 1.0,
        }
    }

    /// The same measures with letters that are larger, for those who see little.
    #[must_use]
    pub fn with_large_text(self, large: bool) -> Self {
        Self {
            text: if large { LARGE_TEXT } else { 1.0 },
            ..self
        }
    }

    /// So many millimetres, in points.
    #[must_use]
    pub fn mm(&self, millimetres: f32) -> f32 {
        millimetres * self.points_per_mm
    }

    /// So many millimetres of glass, in points, on whatever screen.
    #[must_use]
    pub fn glass(&self, millimetres: f32) -> f32 {
        millimetres * self.true_mm
    }

    /// So many millimetres, in points, that grow with the letters: the height of a row that holds text.
    #[must_use]
    pub fn row(&self, millimetres: f32) -> f32 {
        self.mm(millimetres * self.text)
    }

    /// By how much the letters are larger than usual; 1 when they are not.
    #[must_use]
    pub fn text_scale(&self) -> f32 {
        self.text
    }

    /// A font whose capital letters are so many millimetres high.
    #[must_use]
    pub fn font(&self, capitals_mm: f32, weight: Weight) -> FontId {
        // Whole half points keep the number of different glyph sizes, and with it the texture, small.
        let size = (self.row(capitals_mm) / CAP_HEIGHT * 2.0).round() / 2.0;
        FontId::new(size.max(1.0), weight.family())
    }

    /// Whether the screen stands upright.
    #[must_use]
    pub fn portrait(&self) -> bool {
        is_upright(self.size)
    }

    /// Whether what is read or typed goes one below the other: the screen stands upright, or is too narrow for two
    /// columns of text, or for anything beside a keyboard.
    #[must_use]
    pub fn one_column(&self) -> bool {
        self.portrait() || self.width() < TWO_COLUMNS
    }

    /// Returns whether the screen is large enough for the layouts: 800 × 480 and 540 × 960 pixels are, at up to 5.5
    /// pixels per millimetre.
    #[must_use]
    pub fn is_supported(&self) -> bool {
        let (width, height) = (self.width(), self.height());
        let least = made_for(self.size).start() * TOLERANCE;
        width.min(height) >= least && width.max(height) >= LEAST_LONGER_SIDE
    }

    /// The screen's width in millimetres of the layout.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.size.x / self.points_per_mm
    }

    /// The screen's height in millimetres of the layout.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.size.y / self.points_per_mm
    }
}

fn is_upright(size: Vec2) -> bool {
    size.y > UPRIGHT * size.x
}

/// The shorter sides that the layouts are made for on a screen of this form.
fn made_for(size: Vec2) -> std::ops::RangeInclusive<f32> {
    if is_upright(size) {
        UPRIGHT_SIDE
    } else {
        SHORTER_SIDE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn a_target_is_twenty_millimetres_of_glass_on_every_density() {
        let small = Metrics::new(5.1, 1.0, vec2(1080.0, 1920.0));
        assert!((small.mm(20.0) - 102.0).abs() < 1.0);
        let medium = Metrics::new(4.0, 1.0, vec2(1366.0, 768.0));
        assert!((medium.mm(20.0) - 80.0).abs() < 0.1);
        let scaled = Metrics::new(4.0, 2.0, vec2(683.0, 384.0));
        assert!((scaled.mm(20.0) - 40.0).abs() < 0.1);
    }

    #[test]
    fn a_screen_that_is_too_small_keeps_nine_millimetres() {
        let tiny = Metrics::new(8.0, 1.0, vec2(640.0, 360.0));
        assert!((tiny.mm(20.0) - 8.0 * 20.0 * 0.43).abs() < 0.1);
        assert!(!tiny.is_supported());
    }

    #[test]
    fn smallest_screens_are_supported_and_smaller_ones_are_not() {
        for density in [2.8, 4.0, 5.5] {
            for [width, height] in [[800.0, 480.0], [540.0, 960.0], [1024.0, 600.0]] {
                let m = Metrics::new(density, 1.0, vec2(width, height));
                assert!(m.is_supported(), "{width} × {height} at {density}");
            }
        }
        for [width, height] in [[640.0, 400.0], [480.0, 800.0], [800.0, 420.0]] {
            let m = Metrics::new(5.5, 1.0, vec2(width, height));
            assert!(!m.is_supported(), "{width} × {height}");
        }
    }

    #[test]
    fn a_very_large_screen_grows_its_letters() {
        let wall = Metrics::new(2.7, 1.0, vec2(1080.0, 1920.0));
        assert!(wall.mm(20.0) > 2.7 * 20.0);
        assert!(wall.font(4.8, Weight::Regular).size >= 2.7 * 4.8 / CAP_HEIGHT);
    }

    #[test]
    fn a_density_that_no_screen_has_does_no_harm() {
        for odd in [0.0, -3.0, f32::NAN, f32::INFINITY, 1e9] {
            let metrics = Metrics::new(odd, 1.0, vec2(1366.0, 768.0));
            assert!((metrics.mm(20.0) - 80.0).abs() < 0.1);
        }
    }
}
