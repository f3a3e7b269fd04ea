//! A screen that is too small for the layouts says so, in place of pages on which things lie over each other.

use egui::{Rect, Ui, vec2};
use texts::Key;

use super::DrawContext;
use super::words::Look;
use crate::theme::{Weight, colour};

/// Draws it.
pub fn too_small(ui: &mut Ui, context: &DrawContext<'_>) {
    let screen = ui.max_rect();
    let m = context.metrics;
    let texts = [Some(context.texts), context.texts.second()];
    let place = Rect::from_center_size(screen.center(), screen.size() * 0.9);
    let mut top = place.top();
    for texts in texts.into_iter().flatten() {
        for (key, weight) in [
            (Key::TooSmallTitle, Weight::Bold),
            (Key::TooSmallNext, Weight::Regular),
        ] {
            let words = texts.say(key);
            let sizes = [6.0, 5.0, 4.0, 3.2, 2.6];
            let looks = sizes.map(|size| Look::new(m, size, weight, colour::INK).centred());
            let room = vec2(place.width(), place.height() / 4.0);
            if let Some(look) = Look::fitting(ui, looks, &words, room, 4) {
                let said = look.write(ui, place.with_min_y(top), &words);
                top = said.bottom() + m.mm(3.0);
            }
        }
    }
}
