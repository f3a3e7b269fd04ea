//! A keyboard on the glass: what its keys are is data, and how letters come of them is a step of its own.

pub(crate) mod writing;

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;

use super::DrawContext;
use super::controls::{Button, Kind, key_high};
use super::icons::Icon;
use crate::session::RUB_OUT;
use crate::theme::{Metrics, mm};

/// A row of keys: how many half keys it begins further right, and the character that each key types. Letters stand as
/// capitals on their keys.
pub(crate) type Row = (u8, &'static str);

/// The text is whole.
const DONE: char = '\n';

/// Which keys there are, and where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyLayout {
    /// The letters, with what is below them.
    letters: &'static [Row],
    /// The figures above the letters, on a screen that stands upright.
    above: &'static [Row],
    /// The figures beside the letters, on any other.
    beside: &'static [Row],
    /// How many keys wide the letters are.
    columns: f32,
}

impl KeyLayout {
    /// No key is wider, with the space beside it, in millimetres: a hand has to reach them all.
    const WIDEST_KEY: f32 = 29.0;
}

/// Letters as on every keyboard, figures, a space and a key that searches.
pub(crate) const LETTERS: KeyLayout = KeyLayout {
    letters: &[
        (0, "qwertyuiop"),
        (1, "asdfghjkl"),
        (1, "zxcvbnm\u{8}"),
        (1, " \n"),
    ],
    above: &[(0, "1234567890")],
    beside: &[(0, "789"), (0, "456"), (0, "123"), (2, "0")],
    columns: 10.0,
};

/// The characters of a short code; the last row is of those that only its check character may be.
pub(crate) const SHORT_CODE: KeyLayout = KeyLayout {
    letters: &[
        (2, "QWERTYP"),
        (1, "ASDFGHJK"),
        (1, "ZXCVBNM\u{8}"),
        (1, "*~$=U"),
    ],
    above: &[(0, "1234567890")],
    beside: &[(0, "789"), (0, "456"), (0, "123"), (2, "0")],
    columns: 10.0,
};

/// How a text grows by the keys that are pressed. A way of writing that needs more than the text itself (Telex, VNI)
/// keeps it; whatever changes the text otherwise begins a new one.
pub(crate) trait Compose {
    /// The text after a character was typed at its end.
    fn typed(&mut self, text: &str, character: char) -> String;

    /// The text after its last character was taken away.
    fn rubbed_out(&mut self, text: &str) -> String;
}

/// Every key is the character that stands on it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Plain;

impl Compose for Plain {
    fn typed(&mut self, text: &str, character: char) -> String {
        let mut text = text.to_owned();
        text.push(character);
        text
    }

    fn rubbed_out(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        text.pop();
        text
    }
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// The text is now this.
    Text(String),
    /// The text is whole.
    Done,
}

/// A keyboard with a way of writing.
#[derive(Debug, Clone)]
pub(crate) struct Keyboard<C> {
    layout: KeyLayout,
    compose: C,
}

impl<C: Compose> Keyboard<C> {
    pub(crate) fn new(layout: KeyLayout, compose: C) -> Self {
        Self { layout, compose }
    }

    /// How high it is, in points.
    pub(crate) fn height(&self, m: &Metrics) -> f32 {
        let rows = if m.portrait() {
            self.layout.above.len() + self.layout.letters.len()
        } else {
            self.layout.letters.len().max(self.layout.beside.len())
        };
        key_high(m) * rows as f32 + m.mm(mm::GAP) * (rows - 1) as f32
    }

    /// Draws it at the top of a place, in its middle. Keys that `usable` denies are faint.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        text: &str,
        usable: impl Fn(char) -> bool,
    ) -> Option<Pressed> {
        let m = context.metrics;
        let KeyLayout {
            letters,
            above,
            beside,
            columns,
        } = self.layout;
        let portrait = m.portrait();
        let all = if portrait { columns } else { columns + 3.5 };
        let gap = m.mm(mm::GAP);
        let unit = ((place.width() + gap) / all).min(m.mm(KeyLayout::WIDEST_KEY));
        let left = place.center().x - (unit * all - gap) / 2.0;
        let step = key_step(m);
        let mut pressed = None;
        let mut rows = |rows: &[Row], left: f32, top: f32| {
            for (index, row) in rows.iter().enumerate() {
                let at = pos2(left, top + step * index as f32);
                let key = show_row(ui, context, *row, at, unit, &usable);
                pressed = key.or(pressed);
            }
            top + step * rows.len() as f32
        };
        if portrait {
            let below = rows(above, left, place.top());
            rows(letters, left, below);
        } else {
            rows(letters, left, place.top());
            rows(beside, left + unit * (columns + 0.5), place.top());
        }
        Some(match pressed? {
            RUB_OUT => Pressed::Text(self.compose.rubbed_out(text)),
            DONE => Pressed::Done,
            character => Pressed::Text(self.compose.typed(text, character)),
        })
    }
}

/// How many keys wide a key is.
fn keys_wide(key: char) -> f32 {
    match key {
        ' ' => 6.0,
        DONE => 3.0,
        RUB_OUT => 2.0,
        _ => 1.0,
    }
}

fn show_row(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    (halves, keys): Row,
    at: egui::Pos2,
    unit: f32,
    usable: impl Fn(char) -> bool,
) -> Option<char> {
    let m = context.metrics;
    let mut left = at.x + unit * f32::from(halves) / 2.0;
    let mut pressed = None;
    for key in keys.chars() {
        let width = unit * keys_wide(key);
        let size = vec2(width - m.mm(mm::GAP), key_high(m));
        let rect = Rect::from_min_size(pos2(left, at.y), size);
        left += width;
        let words = match key {
            ' ' => context.texts.say(Key::KeySpace),
            RUB_OUT => context.texts.say(Key::KeyRubOut),
            DONE => context.texts.say(Key::StaffKeySearch),
            other => other.to_uppercase().to_string(),
        };
        if show_key(ui, context, key, &words, rect, usable(key)) {
            pressed = Some(key);
        }
    }
    pressed
}

/// One key, with what it is called.
fn show_key(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    key: char,
    words: &str,
    rect: Rect,
    usable: bool,
) -> bool {
    let id = format!("key-{key}");
    let kind = if key == DONE { Kind::Main } else { Kind::Quiet };
    let button = Button::new(&id, words, kind)
        .enabled(usable)
        .corners(KEY_CORNER_MM);
    let button = match key {
        RUB_OUT => button.only_icon(Icon::RubOut),
        DONE => button.icon(Icon::Search),
        ' ' => button,
        _ => button.capitals(6.4),
    };
    button.show(ui, context.metrics, rect)
}

/// The rounding of a key, in millimetres.
const KEY_CORNER_MM: f32 = 4.0;

/// From one row of keys to the next, in points.
fn key_step(m: &Metrics) -> f32 {
    key_high(m) + m.mm(mm::GAP)
}
