//! A step of the form with fields: who somebody is, or how to reach them.

use egui::{Rect, Ui};
use shared::submission::SubmissionField;
use texts::Key;

use super::entry;
use super::question::question;
use crate::screens::controls::{Button, Kind};
use crate::screens::field::typed;
use crate::screens::icons::Icon;
use crate::screens::keyboard::writing::{self, Foot};
use crate::screens::layout::Column;
use crate::screens::places::Places;
use crate::screens::plate::ornament;
use crate::session::{SubmissionAction, SubmissionForm, SubmissionStep};
use crate::theme::mm;

/// What a telephone number or an address needs beside letters and digits; the last is how most addresses end.
const SIGNS: [&str; 6] = ["@", ".", "-", "_", "+", "@gmail.com"];

/// Draws them; returns what was done.
pub(super) fn show(column: &mut Column<'_>, form: &SubmissionForm) -> Option<SubmissionAction> {
    if let Some(part) = form.open() {
        return typing(column, form, part);
    }
    ask(column, form);
    let touched = entry::stacked(column, form, form.parts());
    next(column).or(touched)
}

/// The fields above the keyboard; where it leaves no room for all of them, the one that is typed into has it.
fn typing(
    column: &mut Column<'_>,
    form: &SubmissionForm,
    part: SubmissionField,
) -> Option<SubmissionAction> {
    let (context, m, body) = (column.context, column.metrics(), column.free);
    let (_, keys) = body.above_foot(writing::height(m), 0.0);
    let keys = writing::within(m, keys);
    // Across, only the fields and the keys have room.
    if m.portrait() {
        ask(column, form);
    } else {
        column.free = Rect::from_x_y_ranges(keys.x_range(), body.y_range());
    }
    column.free.set_bottom(keys.top() - m.mm(2.0 * mm::GAP));
    let place = column.free;
    let fits = |ui: &Ui, parts: &[SubmissionField]| {
        entry::high(ui, context, place.width(), form, parts) <= place.height()
    };
    let touched = if fits(column.ui, form.parts()) {
        entry::stacked(column, form, form.parts())
    } else if fits(column.ui, &[part]) {
        entry::stacked(column, form, &[part])
    } else {
        let wide = Rect::from_x_y_ranges(body.x_range(), place.y_range());
        entry::beside(column.ui, context, wide, form, part)
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
    let pressed = writing::show(column.ui, context, keys, line, &foot);
    let done = typed(column.ui, line).or(pressed);
    done.map(|action| SubmissionAction::Line(part, action))
        .or(touched)
}

fn ask(column: &mut Column<'_>, form: &SubmissionForm) {
    let key = match form.step() {
        SubmissionStep::Person => Key::SubmissionPersonQuestion,
        _ => Key::SubmissionQuestion,
    };
    let gap = if column.metrics().one_column() {
        7.0
    } else {
        4.0
    };
    question(column, form, key, gap);
}

fn next(column: &mut Column<'_>) -> Option<SubmissionAction> {
    let (context, m) = (column.context, column.metrics());
    let words = context.texts.say(Key::SubmissionNext);
    let (high, capitals) = if m.portrait() {
        (30.0, 8.0)
    } else {
        (24.0, 6.0)
    };
    let button = Button::new("submission-next", &words, Kind::Main)
        .icon(Icon::On)
        .capitals(capitals);
    column.gap(9.0);
    let row = column.take(m.mm(high));
    let row = if m.portrait() {
        row
    } else {
        let wide = button.width(column.ui, m).max(m.mm(90.0));
        row.with_max_x(row.left() + wide)
    };
    column.gap(12.0);
    // Down to the edge of the screen, where a plate stands on nothing.
    let free = column.free.with_max_y(column.ui.max_rect().bottom());
    if !context.access.high_contrast() {
        ornament(&column.ui.painter().with_clip_rect(free), free);
    }
    button
        .show(column.ui, m, row)
        .then_some(SubmissionAction::Next)
}
