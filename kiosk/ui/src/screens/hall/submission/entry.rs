//! A field of the form with its name, and below it why it is asked for, or what is wrong with it.

use egui::{Rect, Ui, vec2};
use shared::submission::{SubmissionError, SubmissionField};
use texts::Key;

use crate::screens::DrawContext;
use crate::screens::field::{Field, Touched, done_to_line};
use crate::screens::icons::Icon;
use crate::screens::layout::Column;
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{SubmissionAction, SubmissionForm, SubmissionSubject};
use crate::theme::{Metrics, colour, mm};

/// The space between a field and its name or its note, in millimetres.
const NEAR: f32 = 1.5;

/// The sign of an error, with the space beside it, in millimetres.
const SIGN: f32 = 9.0;

/// Returns how high these fields are with their words.
pub(super) fn high(
    ui: &Ui,
    context: &DrawContext<'_>,
    width: f32,
    form: &SubmissionForm,
    parts: &[SubmissionField],
) -> f32 {
    let m = context.metrics;
    let one = Heights::of(ui, context, wide(m, width, parts.len()), form, parts).all(m);
    let rows = if m.one_column() { parts.len() } else { 1 } as f32;
    rows * one + (rows - 1.0) * m.mm(2.0 * mm::GAP)
}

/// Draws these fields, under one another in one column, else beside one another; returns what was touched.
pub(super) fn stacked(
    column: &mut Column<'_>,
    form: &SubmissionForm,
    parts: &[SubmissionField],
) -> Option<SubmissionAction> {
    let (context, m, place) = (column.context, column.metrics(), column.free);
    let width = wide(m, place.width(), parts.len());
    let heights = Heights::of(column.ui, context, width, form, parts);
    let columns = if m.one_column() { 1 } else { parts.len() };
    let cells = place.cells(columns, vec2(width, heights.all(m)), m.mm(2.0 * mm::GAP));
    let mut touched = None;
    for (part, cell) in parts.iter().copied().zip(cells) {
        let (field, _) = column.part(cell, |entry| {
            let label = entry.take(heights.label);
            let look = label_look(m);
            let words = context.texts.say(name_of(part, form.subject()));
            let high = look.height(entry.ui, &words, width);
            // The field itself is called like that.
            look.paint(entry.ui, label.above_foot(high, 0.0).1, &words);
            entry.gap(NEAR);
            let field = entry.take(m.mm(mm::TARGET));
            let used = show_field(entry.ui, context, field, form, part);
            entry.gap(NEAR);
            write_note(entry.ui, context, entry.free, form, part);
            used
        });
        touched = field.or(touched);
        column.go_to(cell.bottom());
    }
    touched
}

/// Draws one field with its words at its left, where there is no room for them above and below it.
pub(super) fn beside(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    form: &SubmissionForm,
    part: SubmissionField,
) -> Option<SubmissionAction> {
    let m = context.metrics;
    let (words, field) = place.split_left_right_at_fraction(0.5);
    let name = context.texts.say(name_of(part, form.subject()));
    let words = words.with_max_x(words.right() - m.mm(2.0 * mm::GAP));
    let label = label_look(m).paint(ui, words, &name);
    let note = words.with_min_y(label.bottom() + m.mm(NEAR));
    write_note(ui, context, note, form, part);
    let size = vec2(field.width(), m.mm(mm::TARGET));
    let field = Rect::from_center_size(field.center(), size);
    show_field(ui, context, field, form, part)
}

/// How high the words around each of some fields are, the highest of each kind.
struct Heights {
    label: f32,
    note: f32,
}

impl Heights {
    /// The note has room for whatever it may come to say, so that nothing moves while somebody types.
    fn of(
        ui: &Ui,
        context: &DrawContext<'_>,
        width: f32,
        form: &SubmissionForm,
        parts: &[SubmissionField],
    ) -> Self {
        let m = context.metrics;
        let high = |look: &Look, key, width| look.height(ui, &context.texts.say(key), width);
        let labels = parts
            .iter()
            .map(|part| high(&label_look(m), name_of(*part, form.subject()), width));
        let notes = parts.iter().flat_map(|part| {
            let reason = high(&reason_look(m), reason(*part, form.subject()), width);
            let room = width - m.mm(SIGN);
            let errors = errors_of(*part).iter();
            let errors = errors.map(move |key| high(&error_look(m), *key, room));
            errors.chain([reason])
        });
        Self {
            label: labels.fold(0.0, f32::max),
            note: notes.fold(0.0, f32::max),
        }
    }

    fn all(&self, m: &Metrics) -> f32 {
        self.label + m.mm(mm::TARGET + 2.0 * NEAR) + self.note
    }
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

fn label_look(m: &Metrics) -> Look {
    Look::name(m, colour::INK).even()
}

fn reason_look(m: &Metrics) -> Look {
    Look::text(m, colour::INK_SOFT)
}

fn error_look(m: &Metrics) -> Look {
    Look::name(m, colour::TERRACOTTA)
}

fn show_field(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    form: &SubmissionForm,
    part: SubmissionField,
) -> Option<SubmissionAction> {
    let field = Field {
        id: id_of(part),
        name: &context.texts.say(name_of(part, form.subject())),
        hint: "",
        text: &form.text(part),
        open: form.open() == Some(part),
        icon: None,
    };
    match field.show(ui, context, place)? {
        // A touch on the field that is open already changes nothing.
        Touched::Field if field.open => None,
        used => Some(SubmissionAction::Line(part, done_to_line(used))),
    }
}

/// Writes why a field is asked for, or, with a sign, what is wrong with it and what to do.
fn write_note(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    form: &SubmissionForm,
    part: SubmissionField,
) {
    let m = context.metrics;
    let Some(error) = form.complaint(part) else {
        let words = context.texts.say(reason(part, form.subject()));
        reason_look(m).write(ui, place, &words);
        return;
    };
    let side = m.mm(SIGN - 2.0);
    let sign = Rect::from_min_size(place.min, vec2(side, side));
    Icon::Warning.draw(ui.painter(), sign, colour::TERRACOTTA);
    let beside = place.with_min_x(place.left() + m.mm(SIGN));
    error_look(m).write(ui, beside, &context.texts.say(words_of(error)));
}

fn name_of(part: SubmissionField, subject: SubmissionSubject) -> Key {
    match (part, subject) {
        (SubmissionField::Name, _) => Key::SubmissionName,
        (SubmissionField::Organisation, _) => Key::SubmissionOrganisation,
        (SubmissionField::Reach, _) => Key::SubmissionReach,
        (SubmissionField::Extra, SubmissionSubject::Network) => Key::SubmissionPlace,
        (SubmissionField::Extra, SubmissionSubject::Contact(_)) => Key::SubmissionNote,
    }
}

/// Why a field is asked for.
fn reason(part: SubmissionField, subject: SubmissionSubject) -> Key {
    match (part, subject) {
        (SubmissionField::Name, _) => Key::SubmissionNameWhy,
        (SubmissionField::Organisation, _) => Key::SubmissionOrganisationWhy,
        (SubmissionField::Reach, SubmissionSubject::Network) => Key::SubmissionReachWhy,
        (SubmissionField::Reach, SubmissionSubject::Contact(_)) => Key::SubmissionReachWhyBooth,
        (SubmissionField::Extra, SubmissionSubject::Network) => Key::SubmissionPlaceWhy,
        (SubmissionField::Extra, SubmissionSubject::Contact(_)) => Key::SubmissionNoteWhy,
    }
}

fn words_of(error: SubmissionError) -> Key {
    match error {
        SubmissionError::Missing(SubmissionField::Reach) | SubmissionError::Unreachable => {
            Key::SubmissionReachMissing
        }
        SubmissionError::Missing(_) => Key::SubmissionNameMissing,
        SubmissionError::Phone => Key::SubmissionPhoneWrong,
        SubmissionError::Email => Key::SubmissionEmailWrong,
        SubmissionError::TooLong(_) | SubmissionError::Unprintable(_) => Key::SubmissionTooLong,
    }
}

/// What may be said of a field that was left.
fn errors_of(part: SubmissionField) -> &'static [Key] {
    match part {
        SubmissionField::Name => &[Key::SubmissionNameMissing],
        SubmissionField::Reach => &[
            Key::SubmissionReachMissing,
            Key::SubmissionPhoneWrong,
            Key::SubmissionEmailWrong,
        ],
        // A line takes no more than fits, and no control characters.
        SubmissionField::Organisation | SubmissionField::Extra => &[],
    }
}

fn id_of(part: SubmissionField) -> &'static str {
    match part {
        SubmissionField::Name => "submission-name",
        SubmissionField::Organisation => "submission-organisation",
        SubmissionField::Reach => "submission-reach",
        SubmissionField::Extra => "submission-extra",
    }
}
