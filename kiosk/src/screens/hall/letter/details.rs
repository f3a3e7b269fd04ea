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
    let top = if m.portrait() {
        let words = glance.texts.say(Key::LetterQuestion);
        question(ui, m, body, &words) + m.mm(7.0)
    } else {
        body.top()
    };
    let place = body.with_min_y(top);
    let mut done = None;
    let (below, touched) = fields(ui, glance, place, form);
    done = touched.or(done);
    let Some(part) = form.open() else {
        return next(ui, glance, place.with_min_y(below)).or(done);
    };
    let line = form.line(part);
    let high = writing::height(m);
    let mut keys = body.with_min_y(body.bottom() - high);
    let beside = if m.portrait() {
        let above = keys.top() - m.mm(mm::GAP);
        Rect::from_min_max(
            pos2(body.left(), above - m.mm(mm::TARGET)),
            pos2(body.right(), above),
        )
    } else {
        let wide = m.mm(2.0 * mm::TARGET + 6.0 * mm::GAP);
        let (left, right) = keys.split_left_right_at_x(keys.right() - wide);
        keys = left;
        right.with_min_x(right.left() + m.mm(2.0 * mm::GAP))
    };
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

/// The fields, under one another upright, else beside one another; answers with where they end and what was touched.
fn fields(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    form: &LetterForm,
) -> (f32, Option<LetterAction>) {
    let m = glance.metrics;
    let gap = m.mm(2.0 * mm::GAP);
    let portrait = m.portrait();
    let width = if portrait {
        place.width()
    } else {
        (place.width() + gap) / PARTS.len() as f32 - gap
    };
    let names = PARTS.map(|part| label(glance, form, part));
    let look = |ink| Look::name(m, ink).rows(2);
    let high = |(name, _): &(String, Color32)| look(colour::INK).height(ui, name, width);
    let label_high = names.iter().map(high).fold(0.0, f32::max) + m.mm(1.5);
    let step = if portrait {
        vec2(0.0, label_high + m.mm(mm::TARGET) + gap)
    } else {
        vec2(width + gap, 0.0)
    };
    let mut touched = None;
    let mut bottom = place.top();
    for (index, part) in PARTS.into_iter().enumerate() {
        let at = place.min + step * index as f32;
        let name = glance.texts.say(name_of(part, form.subject()));
        let (words, ink) = &names[index];
        let label = Rect::from_min_size(at, vec2(width, label_high));
        let low =
            label.with_min_y(label.bottom() - m.mm(1.5) - look(*ink).height(ui, words, width));
        if form.complaint().is_some_and(|error| is_about(error, part)) {
            look(*ink).write(ui, low, words);
        } else {
            // The field itself is called like that.
            look(*ink).paint(ui, low, words);
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
    ornament(&ui.painter().with_clip_rect(free), free);
    button.show(ui, m, rect).then_some(LetterAction::Next)
}

/// The signs of numbers and addresses: in a row above the keyboard, or two in a row beside it.
fn signs(ui: &mut Ui, m: &Metrics, place: Rect) -> Option<LetterAction> {
    let gap = m.mm(mm::GAP);
    let in_a_row = if m.portrait() { 8.0 } else { 2.0 };
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
