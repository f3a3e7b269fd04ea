//! Who somebody is and how to reach them: three fields and the keyboard.

use egui::{Color32, Rect, Ui, pos2, vec2};
use shared::letter::{LetterError, LetterPart};

use super::question;
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::field::{Field, Touched, done_to_line, typed};
use crate::screens::icons::Icon;
use crate::screens::keyboard::writing;
use crate::screens::plate::ornament;
use crate::screens::words::Look;
use crate::session::{LetterAction, LetterForm, LetterSubject, LineAction};
use crate::theme::{Metrics, colour, mm};

/// The fields in their order.
const PARTS: [LetterPart; 3] = [LetterPart::Name, LetterPart::Reach, LetterPart::Extra];

/// What a telephone number or an address needs beside letters and digits; the last is how most addresses end.
const SIGNS: [&str; 6] = ["@", ".", "-", "_", "+", "@gmail.com"];

/// Draws them; answers with what was done.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    body: Rect,
    form: &LetterForm,
) -> Option<LetterAction> {
    let m = glance.metrics;
    let mut place = body;
    // While somebody types, only a screen that stands upright has room for more than fields and keys.
    if m.portrait() || form.open().is_none() {
        let words = glance.texts.say(Key::LetterQuestion);
        let below = question(ui, m, body, &words);
        place.set_top(below + m.mm(if m.one_column() { 7.0 } else { 4.0 }));
    }
    let Some(part) = form.open() else {
        let (below, touched) = fields(ui, glance, place, form, &PARTS);
        return next(ui, glance, place.with_min_y(below)).or(touched);
    };
    let line = form.line(part);
    let (keys, beside) = keyboard(m, body);
    let place = place.with_max_y(keys.top().min(beside.top()) - m.mm(2.0 * mm::GAP));
    // Where the keyboard leaves no room for all of them, the one that is typed into has it.
    let all = high(ui, glance, place.width(), form, &PARTS) <= place.height();
    let only = [part];
    let shown: &[LetterPart] = if all { &PARTS } else { &only };
    let (_, mut done) = fields(ui, glance, place, form, shown);
    let pressed = writing::show(ui, glance, keys, line);
    done = pressed
        .map(|action| LetterAction::Line(part, action))
        .or(done);
    if part == LetterPart::Reach {
        done = signs(ui, m, beside).or(done);
    }
    let typed = typed(ui, line).map(|action| LetterAction::Line(part, action));
    typed.or(done)
}

/// Where the keyboard goes, and the signs of numbers and addresses: above it, or beside it where there is room.
fn keyboard(m: &Metrics, body: Rect) -> (Rect, Rect) {
    let keys = body.with_min_y(body.bottom() - writing::height(m));
    if m.one_column() {
        let row = keys.with_max_y(keys.top() - m.mm(2.0 * mm::GAP));
        return (keys, row.with_min_y(row.bottom() - m.mm(mm::TARGET)));
    }
    let wide = m.mm(2.0 * mm::TARGET + 6.0 * mm::GAP);
    let (keys, right) = keys.split_left_right_at_x(keys.right() - wide);
    (keys, right.with_min_x(right.left() + m.mm(2.0 * mm::GAP)))
}

/// How wide one of so many fields is.
fn wide(m: &Metrics, width: f32, count: usize) -> f32 {
    let gap = m.mm(2.0 * mm::GAP);
    if m.one_column() {
        width
    } else {
        (width + gap) / count as f32 - gap
    }
}

/// How high the label above each of these fields is, with the space below it.
fn label_high(
    ui: &Ui,
    glance: &Glance<'_>,
    width: f32,
    form: &LetterForm,
    parts: &[LetterPart],
) -> f32 {
    let m = glance.metrics;
    let high = parts.iter().map(|part| {
        let (words, ink) = label(glance, form, *part);
        label_look(m, ink).height(ui, &words, wide(m, width, parts.len()))
    });
    high.fold(0.0, f32::max) + m.mm(1.5)
}

fn label_look(m: &Metrics, ink: Color32) -> Look {
    Look::name(m, ink).even()
}

/// How high these fields are with their labels.
fn high(ui: &Ui, glance: &Glance<'_>, width: f32, form: &LetterForm, parts: &[LetterPart]) -> f32 {
    let m = glance.metrics;
    let one = label_high(ui, glance, width, form, parts) + m.mm(mm::TARGET);
    let rows = if m.one_column() { parts.len() } else { 1 } as f32;
    rows * one + (rows - 1.0) * m.mm(2.0 * mm::GAP)
}

/// These fields, under one another in one column, else beside one another; answers with where they end and what was
/// touched.
fn fields(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    form: &LetterForm,
    parts: &[LetterPart],
) -> (f32, Option<LetterAction>) {
    let m = glance.metrics;
    let gap = m.mm(2.0 * mm::GAP);
    let width = wide(m, place.width(), parts.len());
    let label_high = label_high(ui, glance, place.width(), form, parts);
    let step = if m.one_column() {
        vec2(0.0, label_high + m.mm(mm::TARGET) + gap)
    } else {
        vec2(width + gap, 0.0)
    };
    let mut touched = None;
    let mut bottom = place.top();
    for (index, part) in parts.iter().copied().enumerate() {
        let at = place.min + step * index as f32;
        let name = glance.texts.say(name_of(part, form.subject()));
        let (words, ink) = label(glance, form, part);
        let look = label_look(m, ink);
        let label = Rect::from_min_size(at, vec2(width, label_high));
        let low = label.with_min_y(label.bottom() - m.mm(1.5) - look.height(ui, &words, width));
        if form.complaint().is_some_and(|error| is_about(error, part)) {
            look.write(ui, low, &words);
        } else {
            // The field itself is called like that.
            look.paint(ui, low, &words);
        }
        let text = form.text(part);
        let field = Field {
            id: id_of(part),
            name: &name,
            hint: "",
            text: &text,
            open: form.open() == Some(part),
            icon: None,
        };
        let rect = Rect::from_min_size(label.left_bottom(), vec2(width, m.mm(mm::TARGET)));
        if let Some(used) = field.show(ui, glance, rect) {
            let action = match used {
                // A touch on the field that is open already changes nothing.
                Touched::Field if field.open => None,
                used => Some(LetterAction::Line(part, done_to_line(used))),
            };
            touched = action.or(touched);
        }
        bottom = rect.bottom();
    }
    (bottom, touched)
}

/// What stands above a field: what is wrong with it, or its name.
fn label(glance: &Glance<'_>, form: &LetterForm, part: LetterPart) -> (String, Color32) {
    let wrong = form.complaint().filter(|error| is_about(*error, part));
    let (key, ink) = match wrong {
        None => (name_of(part, form.subject()), colour::INK),
        Some(LetterError::Missing(LetterPart::Reach)) => {
            (Key::LetterReachMissing, colour::TERRACOTTA)
        }
        Some(LetterError::Missing(_)) => (Key::LetterNameMissing, colour::TERRACOTTA),
        Some(LetterError::Unreachable) => (Key::LetterReachWrong, colour::TERRACOTTA),
        Some(LetterError::TooLong(_) | LetterError::Unprintable(_)) => {
            (Key::LetterTooLong, colour::TERRACOTTA)
        }
    };
    (glance.texts.say(key), ink)
}

fn next(ui: &mut Ui, glance: &Glance<'_>, place: Rect) -> Option<LetterAction> {
    let m = glance.metrics;
    let words = glance.texts.say(Key::LetterNext);
    let (high, capitals) = if m.portrait() {
        (30.0, 8.0)
    } else {
        (24.0, 6.0)
    };
    let button = Button::new("letter-next", &words, Kind::Main)
        .icon(Icon::On)
        .capitals(capitals);
    let width = if m.portrait() {
        place.width()
    } else {
        button.width(ui, m).max(m.mm(90.0))
    };
    let top = place.top() + m.mm(9.0);
    let rect = Rect::from_min_size(pos2(place.left(), top), vec2(width, m.mm(high)));
    // Down to the edge of the screen, where a plate stands on nothing.
    let free = Rect::from_min_max(
        pos2(place.left(), rect.bottom() + m.mm(12.0)),
        pos2(place.right(), ui.max_rect().bottom()),
    );
    if !glance.access.high_contrast() {
        ornament(&ui.painter().with_clip_rect(free), free);
    }
    button.show(ui, m, rect).then_some(LetterAction::Next)
}

/// The signs of numbers and addresses: in one row, or two in a row.
fn signs(ui: &mut Ui, m: &Metrics, place: Rect) -> Option<LetterAction> {
    let gap = m.mm(mm::GAP);
    let in_a_row = if m.one_column() { 8.0 } else { 2.0 };
    let unit = (place.width() + gap) / in_a_row;
    let high = m.mm(mm::TARGET);
    let mut at = place.min;
    let mut typed = None;
    for sign in SIGNS {
        let wide = if sign.chars().count() > 1 {
            in_a_row.min(3.0)
        } else {
            1.0
        };
        if at.x + unit * wide - gap > place.right() + 1.0 {
            at = pos2(place.left(), at.y + high + gap);
        }
        let rect = Rect::from_min_size(at, vec2(unit * wide - gap, high));
        at.x += unit * wide;
        let id = format!("sign-{sign}");
        if Button::new(&id, sign, Kind::Quiet).show(ui, m, rect) {
            let action = LineAction::Type(sign.to_owned());
            typed = Some(LetterAction::Line(LetterPart::Reach, action));
        }
    }
    typed
}

fn name_of(part: LetterPart, subject: LetterSubject) -> Key {
    match (part, subject) {
        (LetterPart::Name, _) => Key::LetterName,
        (LetterPart::Reach, _) => Key::LetterReach,
        (LetterPart::Extra, LetterSubject::Network) => Key::LetterPlace,
        (LetterPart::Extra, LetterSubject::Contact(_)) => Key::LetterNote,
    }
}

fn id_of(part: LetterPart) -> &'static str {
    match part {
        LetterPart::Name => "letter-name",
        LetterPart::Reach => "letter-reach",
        LetterPart::Extra => "letter-extra",
    }
}

fn is_about(error: LetterError, part: LetterPart) -> bool {
    match error {
        LetterError::Missing(wrong)
        | LetterError::TooLong(wrong)
        | LetterError::Unprintable(wrong) => wrong == part,
        LetterError::Unreachable => part == LetterPart::Reach,
    }
}
