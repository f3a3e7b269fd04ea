//! A list that may be longer than its place: as many rows as fit, and two buttons for the rest.

use egui::{Rect, Ui, pos2, vec2};

use super::super::super::Glance;
use super::super::super::controls::{Button, Kind};
use super::super::super::icons::Icon;
use crate::i18n::Key;
use crate::theme::mm;

/// Whether all rows of these heights have room in a height.
pub(super) fn all_fit(heights: &[f32], height: f32) -> bool {
    heights.iter().sum::<f32>() <= height + 1.0
}

/// Draws the rows of given heights from `first` on, with the two buttons at the right end of `foot` where they do not
/// all fit; answers with the row to begin with from now on, when that changes.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    (rows, foot): (Rect, Rect),
    heights: &[f32],
    first: usize,
    mut draw: impl FnMut(&mut Ui, usize, Rect),
) -> Option<usize> {
    let m = glance.metrics;
    let all = all_fit(heights, rows.height());
    let first = if all {
        0
    } else {
        first.min(heights.len().saturating_sub(1))
    };
    let mut top = rows.top();
    let mut next = first;
    // One row is drawn whatever its height: a list never stands still.
    while let Some(height) = heights.get(next)
        && (next == first || top + height <= rows.bottom() + 1.0)
    {
        let row = Rect::from_min_size(pos2(rows.left(), top), vec2(rows.width(), *height));
        draw(ui, next, row);
        (top, next) = (top + height, next + 1);
    }
    if all {
        return None;
    }
    let side = vec2(m.mm(mm::TARGET), m.mm(mm::TARGET));
    let down = Rect::from_min_size(foot.max - side, side);
    let up = down.translate(vec2(-side.x - m.mm(mm::GAP), 0.0));
    let shown = next - first;
    let mut asked = None;
    for (key, id, icon, at, to) in [
        (
            Key::PageUp,
            "turns-up",
            Icon::Up,
            up,
            first.checked_sub(shown.min(first).max(1)),
        ),
        (
            Key::PageDown,
            "turns-down",
            Icon::Down,
            down,
            Some(next).filter(|next| *next < heights.len()),
        ),
    ] {
        let words = glance.texts.say(key);
        let button = Button::new(id, &words, Kind::Quiet)
            .only_icon(icon)
            .enabled(to.is_some());
        if button.show(ui, m, at) {
            asked = to;
        }
    }
    asked
}
