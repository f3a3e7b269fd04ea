//! The form by which a visitor joins the network, or asks an exhibitor to get in touch: step by step.

mod consent;
mod details;
mod end;
mod entry;
mod role;

use egui::{Rect, Ui, pos2};
use texts::Key;

use super::frame;
use crate::screens::Glance;
use crate::screens::header::LanguageNames;
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
        SubmissionStep::Role => role::show(ui, glance, body, form),
        SubmissionStep::Person | SubmissionStep::Reach => details::show(ui, glance, body, form),
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

/// Draws the question of a step at the top of a place, on an upright screen below the step's number; answers with where
/// it ends.
fn question(ui: &mut Ui, glance: &Glance<'_>, place: Rect, form: &SubmissionForm, key: Key) -> f32 {
    let m = glance.metrics;
    let mut place = place;
    if let Some(count) = count(glance, form).filter(|_| m.portrait()) {
        let look = Look::new(m, 5.8, Weight::SemiBold, colour::COBALT);
        place.set_top(look.write(ui, place, &count).bottom() + m.mm(1.5));
    }
    let look = Look::new(
        m,
        if m.portrait() { 8.6 } else { 6.6 },
        Weight::SemiBold,
        colour::INK,
    );
    let words = glance.texts.say(key);
    look.heading().write(ui, place, &words).bottom()
}

/// A band of waves along the foot of an upright page, where nothing else is.
fn foot(ui: &Ui, m: &Metrics, place: Rect) {
    if m.portrait() {
        let band = Rect::from_min_max(pos2(place.left(), place.bottom() - m.mm(8.0)), place.max);
        plate::swell(
            ui.painter(),
            m,
            band,
            2.0 * mm::GAP + 5.0,
            colour::COBALT_THIN,
        );
    }
}
