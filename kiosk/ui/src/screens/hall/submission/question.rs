//! What the steps of a submission share: the question, its number, and the waves at the foot.

use egui::{Rect, Ui};
use texts::Key;

use crate::screens::DrawContext;
use crate::screens::layout::Column;
use crate::screens::places::Places;
use crate::screens::plate;
use crate::screens::words::Look;
use crate::session::SubmissionForm;
use crate::theme::{Metrics, Weight, colour, mm};

/// Says which step of how many this is; `None` once the submission is on its way.
pub(super) fn count(context: &DrawContext<'_>, form: &SubmissionForm) -> Option<String> {
    let (step, steps) = form.count()?;
    let slots = [("step", step.into()), ("steps", steps.into())];
    Some(context.texts.say_with(Key::SubmissionStepCount, slots))
}

/// Writes the question of a step, on an upright screen below the step's number, and leaves a gap below it.
pub(super) fn question(column: &mut Column<'_>, form: &SubmissionForm, key: Key, gap: f32) {
    let (context, m) = (column.context, column.metrics());
    if let Some(count) = count(context, form).filter(|_| m.portrait()) {
        let look = Look::new(m, 5.8, Weight::SemiBold, colour::COBALT);
        column.write(&look, &count);
        column.gap(1.5);
    }
    let size = if m.portrait() { 8.6 } else { 6.6 };
    let look = Look::new(m, size, Weight::SemiBold, colour::INK).heading();
    column.write(&look, &context.texts.say(key));
    column.gap(gap);
}

/// A band of waves along the foot of an upright page, where nothing else is.
pub(super) fn foot(ui: &Ui, m: &Metrics, place: Rect) {
    if m.portrait() {
        let (_, band) = place.above_foot(m.mm(8.0), 0.0);
        plate::swell(
            ui.painter(),
            m,
            band,
            2.0 * mm::GAP + 5.0,
            colour::COBALT_THIN,
        );
    }
}
