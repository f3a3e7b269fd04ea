//! The keyboard of the visitors' pages: letters and figures, and a switch of how they become Vietnamese.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;

use super::{KEY_CORNER_MM, KeyLayout, Row, key_step, show_key, show_row};
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, corner, key_high};
use crate::session::{LineAction, TypedLine, Writing};
use crate::theme::{Metrics, colour, mm};

/// The rows of keys, the same on a screen that stands upright and on any other.
const ROWS: [Row; 4] = [
    (0, "1234567890"),
    (0, "qwertyuiop"),
    (1, "asdfghjkl"),
    (1, "zxcvbnm\u{8}"),
];

/// How many keys wide the keyboard is.
const COLUMNS: f32 = 10.0;

/// How many keys wide one place of the switch is, and the space.
const SWITCH: f32 = 1.5;
const SPACE: f32 = 3.25;

/// How many keys wide the key is that goes on.
const DONE: f32 = COLUMNS - SWITCH * Writing::ALL.len() as f32 - SPACE;

/// How wide the keyboard is at least, in millimetres: keys of 20 mm, 3 mm apart.
pub(crate) const LEAST_WIDTH: f32 = COLUMNS * (mm::TARGET + mm::GAP) - mm::GAP;

/// How high it is, in points.
pub(crate) fn height(m: &Metrics) -> f32 {
    key_step(m) * ROWS.len() as f32 + key_high(m)
}

/// Returns the part of a place that the keyboard takes, in its middle from left to right.
pub(crate) fn within(m: &Metrics, place: Rect) -> Rect {
    let width = unit(m, place) * COLUMNS - m.mm(mm::GAP);
    let middle = pos2(place.center().x, place.top() + height(m) / 2.0);
    Rect::from_center_size(middle, vec2(width, height(m)))
}

/// How wide a key is with the space beside it, in points.
fn unit(m: &Metrics, place: Rect) -> f32 {
    ((place.width() + m.mm(mm::GAP)) / COLUMNS).min(m.mm(KeyLayout::WIDEST_KEY))
}

/// What stands in the last row.
pub(crate) struct Foot {
    /// Signs to type in place of the space and the ways of writing, which numbers and addresses do not need.
    pub(crate) signs: &'static [&'static str],
    /// What the key is called that goes on.
    pub(crate) done: Key,
}

impl Foot {
    /// For a line that is done with when it is left.
    pub(crate) const WORDS: Self = Self {
        signs: &[],
        done: Key::KeyDone,
    };
}

/// Draws it at the top of a place, in its middle, for a line; answers with what a key does to the line.
pub(crate) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    line: &TypedLine,
    foot: &Foot,
) -> Option<LineAction> {
    let m = context.metrics;
    let gap = m.mm(mm::GAP);
    let unit = unit(m, place);
    let keys = within(m, place);
    let left = keys.left();
    ui.painter().rect_filled(
        keys.expand(gap),
        corner(m, mm::CARD + 2.0),
        colour::COBALT_WASH,
    );
    let mut pressed = None;
    for (index, row) in ROWS.iter().enumerate() {
        let at = pos2(left, place.top() + key_step(m) * index as f32);
        pressed = show_row(ui, context, *row, at, unit, |_| true).or(pressed);
    }
    let mut action = pressed.map(LineAction::Press);
    let mut at = pos2(left, place.top() + key_step(m) * ROWS.len() as f32);
    let mut next = |keys: f32| {
        let size = vec2(unit * keys - gap, key_high(m));
        let rect = Rect::from_min_size(at, size);
        at.x += unit * keys;
        rect
    };
    if foot.signs.is_empty() {
        for writing in Writing::ALL {
            let words = context.texts.say(name(writing));
            let chosen = line.writing(context.texts.language()) == writing;
            let button = Button::new(name(writing).id(), &words, Kind::Choice(chosen));
            if button.corners(KEY_CORNER_MM).show(ui, m, next(SWITCH)) {
                action = Some(LineAction::Write(writing));
            }
        }
        let space = context.texts.say(Key::KeySpace);
        if show_key(ui, context, ' ', &space, next(SPACE), true) {
            action = Some(LineAction::Press(' '));
        }
    }
    let long = foot.signs.iter().filter(|sign| sign.len() > 1).count();
    let short = foot.signs.len() - long;
    for sign in foot.signs {
        let keys = if sign.len() > 1 {
            (COLUMNS - DONE - short as f32) / long as f32
        } else {
            1.0
        };
        let id = format!("sign-{sign}");
        let button = Button::new(&id, sign, Kind::Quiet).corners(KEY_CORNER_MM);
        if button.show(ui, m, next(keys)) {
            action = Some(LineAction::Type((*sign).to_owned()));
        }
    }
    let done = context.texts.say(foot.done);
    let button = Button::new("key-done", &done, Kind::Main).corners(KEY_CORNER_MM);
    if button.show(ui, m, next(DONE)) {
        action = Some(LineAction::Done);
    }
    action
}

/// What a way of writing is called on its key.
fn name(writing: Writing) -> Key {
    match writing {
        Writing::Telex => Key::KeyTelex,
        Writing::Vni => Key::KeyVni,
        Writing::Plain => Key::KeyPlain,
    }
}
