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
const SHORTER_SIDE: std::ops::RangeInclusive<f32> = 170.0..=290.0;

/// On a screen too small for the layout everything shrinks, but never below this: a target of 20 mm keeps 15.
const LEAST_SCALE: f32 = 0.75;

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
        let scale = if shorter < *SHORTER_SIDE.start() {
            (shorter / SHORTER_SIDE.start()).max(LEAST_SCALE)
        } else {
            (shorter / SHORTER_SIDE.end()).clamp(1.0, MOST_SCALE)
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
        self.size.y > UPRIGHT * self.size.x
    }

    /// Whether what is read or typed goes one below the other: the screen stands upright, or is too narrow for two
    /// columns of text, or for anything beside a keyboard.
    #[must_use]
    pub fn one_column(&self) -> bool {
        self.portrait() || self.width() < TWO_COLUMNS
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

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn a_target_is_twenty_millimetres_of_glass_on_every_density() {
        let small = Metrics::new(5.55, 1.0, vec2(1080.0, 1920.0));
        assert!((small.mm(20.0) - 111.0).abs() < 1.0);
        let medium = Metrics::new(4.0, 1.0, vec2(1366.0, 768.0));
        assert!((medium.mm(20.0) - 80.0).abs() < 0.1);
        let scaled = Metrics::new(4.0, 2.0, vec2(683.0, 384.0));
        assert!((scaled.mm(20.0) - 40.0).abs() < 0.1);
    }

    #[test]
    fn a_screen_that_is_too_small_keeps_fifteen_millimetres() {
        let tiny = Metrics::new(8.0, 1.0, vec2(640.0, 360.0));
        assert!((tiny.mm(20.0) - 8.0 * 15.0).abs() < 0.1);
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
