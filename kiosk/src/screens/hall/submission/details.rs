//! A step of the form with fields: who somebody is, or how to reach them.

use egui::{Rect, Ui, pos2, vec2};
use shared::submission::SubmissionField;
use texts::Key;

use super::{entry, question};
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::field::typed;
use crate::screens::icons::Icon;
use crate::screens::keyboard::writing::{self, Foot};
use crate::screens::plate::ornament;
use crate::session::{SubmissionAction, SubmissionForm, SubmissionStep};
use crate::theme::mm;

/// What a telephone number or an address needs beside letters and digits; the last is how most addresses end.
const SIGNS: [&str; 6] = ["@", ".", "-", "_", "+", "@gmail.com"];

/// Draws them; answers with what was done.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    body: Rect,
    form: &SubmissionForm,
) -> Option<SubmissionAction> {
    if let Some(part) = form.open() {
        return typing(ui, glance, body, form, part);
    }
    let place = below_question(ui, glance, body, form);
    let (below, touched) = entry::stacked(ui, glance, place, form, form.parts());
    next(ui, glance, place.with_min_y(below)).or(touched)
}

/// The fields above the keyboard; where it leaves no room for all of them, the one that is typed into has it.
fn typing(
    ui: &mut Ui,
    glance: &Glance<'_>,
    body: Rect,
    form: &SubmissionForm,
    part: SubmissionField,
) -> Option<SubmissionAction> {
    let m = glance.metrics;
    let keys = writing::within(m, body.with_min_y(body.bottom() - writing::height(m)));
    // Across, only the fields and the keys have room.
    let place = if m.portrait() {
        below_question(ui, glance, body, form)
    } else {
        Rect::from_x_y_ranges(keys.x_range(), body.y_range())
    };
    let place = place.with_max_y(keys.top() - m.mm(2.0 * mm::GAP));
    let fits = |parts: &[SubmissionField]| entry::high(ui, glance, place.width(), form, parts);
    let touched = if fits(form.parts()) <= place.height() {
        entry::stacked(ui, glance, place, form, form.parts()).1
    } else if fits(&[part]) <= place.height() {
        entry::stacked(ui, glance, place, form, &[part]).1
    } else {
        let wide = Rect::from_x_y_ranges(body.x_range(), place.y_range());
        entry::beside(ui, glance, wide, form, part)
    };
    let line = form.line(part);
    let signs: &[&str] = match part {
        SubmissionField::Reach => &SIGNS,
        _ => &[],
    };
    let foot = Foot {
        signs,
        done: Key::SubmissionNext,
    };
    let pressed = writing::show(ui, glance, keys, line, &foot);
    let done = typed(ui, line).or(pressed);
    done.map(|action| SubmissionAction::Line(part, action))
        .or(touched)
}

fn below_question(ui: &mut Ui, glance: &Glance<'_>, body: Rect, form: &SubmissionForm) -> Rect {
    let m = glance.metrics;
    let key = match form.step() {
        SubmissionStep::Person => Key::SubmissionPersonQuestion,
        _ => Key::SubmissionQuestion,
    };
    let below = question(ui, glance, body, form, key);
    body.with_min_y(below + m.mm(if m.one_column() { 7.0 } else { 4.0 }))
}

fn next(ui: &mut Ui, glance: &Glance<'_>, place: Rect) -> Option<SubmissionAction> {
    let m = glance.metrics;
    let words = glance.texts.say(Key::SubmissionNext);
    let (high, capitals) = if m.portrait() {
        (30.0, 8.0)
    } else {
        (24.0, 6.0)
    };
    let button = Button::new("submission-next", &words, Kind::Main)
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
    button.show(ui, m, rect).then_some(SubmissionAction::Next)
}
