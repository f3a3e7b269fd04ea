//! The form by which a visitor joins the network, or asks an exhibitor to get in touch: step by step.

mod consent;
mod details;
mod end;
mod entry;
mod role;

use egui::{Rect, Ui};
use texts::Key;

use super::frame;
use crate::screens::Glance;
use crate::screens::header::LanguageNames;
use crate::screens::layout::{Column, Places};
use crate::screens::plate;
use crate::screens::words::Look;
use crate::session::{Action, Session, SubmissionForm, SubmissionStep, SubmissionSubject};
use crate::theme::{Metrics, Weight, colour, mm};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    names: &LanguageNames,
    session: &Session,
) -> Option<Action> {
    let form = session.submission();
    let title = glance.texts.say(match form.subject() {
        SubmissionSubject::Network => Key::NetworkTitle,
        SubmissionSubject::Contact(_) => Key::ContactTitle,
    });
    let count = count(glance, form);
    let title = match &count {
        // Across, a keyboard leaves no room below the bar.
        Some(count) if !glance.metrics.portrait() => format!("{title} · {count}"),
        _ => title,
    };
    let (body, framed) = frame::show(ui, glance, names, &title);
    let chosen = match form.step() {
        SubmissionStep::Role => role::show(&mut Column::new(ui, glance, body), form),
        SubmissionStep::Person | SubmissionStep::Reach => {
            details::show(&mut Column::new(ui, glance, body), form)
        }
        SubmissionStep::Consent => consent::show(ui, glance, body, form),
        SubmissionStep::Sending | SubmissionStep::Thanks | SubmissionStep::Failed => {
            end::show(ui, glance, body, form)
        }
    };
    framed.or(chosen.map(Action::Submission))
}

/// Says which step of how many this is; `None` once the submission is on its way.
fn count(glance: &Glance<'_>, form: &SubmissionForm) -> Option<String> {
    let (step, steps) = form.count()?;
    let slots = [("step", step.into()), ("steps", steps.into())];
    Some(glance.texts.say_with(Key::SubmissionStepCount, slots))
}

/// Writes the question of a step, on an upright screen below the step's number, and leaves a gap below it.
fn question(column: &mut Column<'_>, form: &SubmissionForm, key: Key, gap: f32) {
    let (glance, m) = (column.glance, column.metrics());
    if let Some(count) = count(glance, form).filter(|_| m.portrait()) {
        let look = Look::new(m, 5.8, Weight::SemiBold, colour::COBALT);
        column.write(&look, &count);
        column.gap(1.5);
    }
    let size = if m.portrait() { 8.6 } else { 6.6 };
    let look = Look::new(m, size, Weight::SemiBold, colour::INK).heading();
    column.write(&look, &glance.texts.say(key));
    column.gap(gap);
}

/// A band of waves along the foot of an upright page, where nothing else is.
fn foot(ui: &Ui, m: &Metrics, place: Rect) {
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
