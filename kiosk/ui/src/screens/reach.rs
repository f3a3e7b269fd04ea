//! Low reach: on a high screen everything is drawn in its lower part, where it can be touched from a wheelchair.

use egui::{Rect, Ui, pos2};

use super::plate::{ornament, swell};
use crate::theme::{Metrics, Tone};

/// How high above the floor a control may be at most, and at least, in millimetres (EN 301 549, 8.3.3).
const HIGHEST: f32 = 1_120.0;
const LOWEST: f32 = 380.0;

/// The least height that a screen's layout can do with, in millimetres of the layout.
const LEAST: f32 = 190.0;

/// What is left out for less than this part of the screen is not worth moving everything for.
const WORTH: f32 = 0.08;

/// The part of the screen that is within reach from a wheelchair, where the screen's lower edge is `floor_mm` above the
/// floor; the whole screen where all of it is.
#[must_use]
pub fn within_reach(screen: Rect, m: &Metrics, floor_mm: f32) -> Rect {
    let bottom = screen.bottom() - m.glass((LOWEST - floor_mm).max(0.0));
    let bottom = bottom.max(screen.top() + m.mm(LEAST)).min(screen.bottom());
    let top = screen.bottom() - m.glass(HIGHEST - floor_mm);
    let top = top.min(bottom - m.mm(LEAST)).max(screen.top());
    let place = Rect::from_min_max(pos2(screen.left(), top), pos2(screen.right(), bottom));
    if place.height() > (1.0 - WORTH) * screen.height() {
        screen
    } else {
        place
    }
}

/// Fills what is left above and below with the screen's own ground and, unless it is `plain`, a quiet ornament.
pub fn around(ui: &Ui, m: &Metrics, (screen, page): (Rect, Rect), tone: Tone, plain: bool) {
    let above = screen.with_max_y(page.top());
    let painter = ui.painter().with_clip_rect(above);
    painter.rect_filled(above, 0.0, tone.ground);
    if plain {
        // A visitor who sees little looks for the words, and not at a large bright plate.
    } else if tone == Tone::PAGE {
        ornament(&painter, above);
    } else {
        swell(&painter, m, above, 11.0, tone.thin());
    }
    let below = screen.with_min_y(page.bottom());
    ui.painter().rect_filled(below, 0.0, tone.ground);
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    fn reach(size: [f32; 2], density: f32, floor_mm: f32) -> (Rect, Rect) {
        let size = vec2(size[0], size[1]);
        let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
        let m = Metrics::new(density, 1.0, size);
        (screen, within_reach(screen, &m, floor_mm))
    }

    #[test]
    fn on_a_high_screen_nothing_is_higher_than_can_be_reached() {
        // 32 inches upright, its lower edge at 700 mm.
        let (screen, page) = reach([1080.0, 1920.0], 2.75, 700.0);
        let top_mm = 700.0 + (screen.bottom() - page.top()) / 2.75;
        assert!((top_mm - 1_120.0).abs() < 1.0, "{top_mm}");
        assert!((page.bottom() - screen.bottom()).abs() < f32::EPSILON);
    }

    #[test]
    fn what_is_too_near_the_floor_is_left_out_too() {
        let (screen, page) = reach([1080.0, 1920.0], 1.6, 180.0);
        assert!((screen.bottom() - page.bottom() - 320.0).abs() < 1.0);
    }

    #[test]
    fn a_low_screen_stays_as_it_is_and_a_high_one_keeps_room_for_a_page() {
        let (screen, page) = reach([1366.0, 768.0], 4.0, 800.0);
        assert_eq!(screen, page);
        for floor_mm in [0.0, 1_000.0, 1_100.0, 5_000.0] {
            let (screen, page) = reach([1080.0, 1920.0], 4.0, floor_mm);
            assert!(screen.contains_rect(page));
            assert!(page.height() >= 4.0 * LEAST - 1.0, "{floor_mm}: {page:?}");
        }
    }
}
