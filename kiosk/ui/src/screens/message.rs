//! What all full-screen messages share: where the symbol and the words go, and the seal with the symbol.

use egui::{Rect, Stroke, Ui, vec2};

use super::header;
use super::icons::Icon;
use super::places::Places;
use super::plate;
use super::stack::Stack;
use crate::theme::{Metrics, Tone};

/// The places of a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    /// Of the symbol.
    pub(super) symbol: Rect,
    /// Of the words.
    pub(super) words: Rect,
}

/// How large a part of a message its symbol takes, the largest first: the words are to fit.
const SYMBOL_UPRIGHT: [f32; 6] = [0.44, 0.38, 0.32, 0.26, 0.2, 0.14];
const SYMBOL_ACROSS: [f32; 5] = [0.38, 0.32, 0.26, 0.2, 0.14];

/// The places between the bar at the top and what stands at the `foot`, with a symbol as large as the words leave room
/// for, and `reserved` points above the words. Where nobody stands beside the kiosk the words have more room, for they
/// are larger.
pub(super) fn parts(
    ui: &Ui,
    m: &Metrics,
    (screen, foot): (Rect, f32),
    talkative: bool,
    (stack, reserved): (&Stack<'_>, f32),
) -> Parts {
    let body = header::below(m, screen, 2.0).with_max_y(foot - m.mm(4.0));
    let parts: &[f32] = if m.portrait() {
        &SYMBOL_UPRIGHT
    } else {
        &SYMBOL_ACROSS
    };
    let places = |part: f32| {
        let (symbol, words) = if m.portrait() {
            body.split_top_bottom_at_y(body.top() + body.height() * part)
        } else {
            body.beside(body.width() * part, m.mm(9.0))
        };
        Parts { symbol, words }
    };
    let usual = &parts[usize::from(talkative)..];
    let fitting = usual.iter().map(|part| places(*part)).find(|it| {
        let room = vec2(it.words.width(), it.words.height() - reserved);
        stack.size(ui, m, room).height <= room.y
    });
    fitting.unwrap_or_else(|| places(parts.last().copied().unwrap_or_default()))
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
    symbol.draw(painter, place.square(radius * 1.36), tone.ground);
}

/// Writes the words, as large as they fit: a little above the middle of an upright screen, in the middle of a wide one.
pub(super) fn write(ui: &mut Ui, m: &Metrics, place: Rect, stack: &Stack<'_>) {
    let sized = stack.size(ui, m, place.size());
    let spare = (place.height() - sized.height).max(0.0);
    let part = if m.portrait() { 0.3 } else { 0.5 };
    sized.write(ui, place.left(), place.top() + spare * part);
}
