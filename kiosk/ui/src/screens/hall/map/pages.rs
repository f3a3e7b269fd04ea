//! A list that may be longer than its place: as many rows as fit, and two buttons for the rest.

use egui::{Rect, Ui, pos2, vec2};

use super::super::super::DrawContext;
use super::super::super::scroll::{self, ScrollWay};

/// Whether all rows of these heights have room in a height.
pub(super) fn all_fit(heights: &[f32], height: f32) -> bool {
    heights.iter().sum::<f32>() <= height + 1.0
}

/// Draws the rows of given heights from `first` on, with the two buttons at the right end of `foot` where they do not
/// all fit; answers with the row to begin with from now on, when that changes.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    (rows, foot): (Rect, Rect),
    heights: &[f32],
    first: usize,
    mut draw: impl FnMut(&mut Ui, usize, Rect),
) -> Option<usize> {
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
    let shown = next - first;
    let more = [first > 0, next < heights.len()];
    match scroll::buttons(ui, context, foot, more)? {
        ScrollWay::Up => Some(first.saturating_sub(shown)),
        ScrollWay::Down => Some(next),
    }
}
