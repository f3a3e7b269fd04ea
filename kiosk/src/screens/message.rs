//! What all full-screen messages share: where the symbol and the words go, and the seal with the symbol.

use egui::{Rect, Stroke, Ui, pos2, vec2};

use super::header;
use super::icons::Icon;
use super::plate;
use super::stack::Stack;
use crate::theme::{Metrics, Tone, mm};

/// The places of a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    /// Of the symbol.
    pub(super) symbol: Rect,
    /// Of the words.
    pub(super) words: Rect,
}

/// The places between the bar at the top and what stands at the `foot`. Where nobody stands beside the kiosk the
/// words have more room, for they are larger.
pub(super) fn parts(m: &Metrics, screen: Rect, foot: f32, talkative: bool) -> Parts {
    let body = Rect::from_min_max(
        pos2(
            screen.left() + m.mm(mm::MARGIN),
            screen.top() + m.mm(header::HEIGHT + 2.0),
        ),
        pos2(screen.right() - m.mm(mm::MARGIN), foot - m.mm(4.0)),
    );
    let (symbol, words) = if m.portrait() {
        let part = if talkative { 0.38 } else { 0.44 };
        body.split_top_bottom_at_y(body.top() + body.height() * part)
    } else {
        let part = if talkative { 0.32 } else { 0.38 };
        let (symbol, words) = body.split_left_right_at_x(body.left() + body.width() * part);
        (symbol, words.with_min_x(words.left() + m.mm(9.0)))
    };
    Parts { symbol, words }
}

/// The ground of a message: its colour, and waves along the foot.
pub(super) fn ground(ui: &Ui, m: &Metrics, screen: Rect, tone: Tone) {
    let painter = ui.painter();
    painter.rect_filled(screen, 0.0, tone.ground);
    plate::swell(painter, m, screen, 11.0, tone.thin());
}

/// The symbol in a ring, like the mark on the foot of a bowl, within a wreath of lotus petals.
pub(super) fn seal(ui: &Ui, place: Rect, symbol: Icon, tone: Tone) {
    let painter = ui.painter();
    let whole = place.width().min(place.height()) * 0.5;
    plate::wreath(painter, place.center(), whole, tone.thin());
    let radius = whole * 0.87;
    painter.circle_filled(place.center(), radius, tone.ink);
    painter.circle_stroke(
        place.center(),
        radius * 0.93,
        Stroke::new(radius * 0.018, tone.ground),
    );
    symbol.draw(
        painter,
        Rect::from_center_size(place.center(), vec2(radius, radius) * 1.36),
        tone.ground,
    );
}

/// Writes the words, as large as they fit: a little above the middle of an upright screen, in the middle of a wide one.
pub(super) fn write(ui: &mut Ui, m: &Metrics, place: Rect, stack: &Stack<'_>) {
    let sized = stack.size(ui, m, place.size());
    let spare = (place.height() - sized.height).max(0.0);
    let part = if m.portrait() { 0.3 } else { 0.5 };
    sized.write(ui, place.left(), place.top() + spare * part);
}
