//! The form by which a visitor joins the network, or asks an exhibitor to get in touch: step by step.

mod consent;
mod details;
mod end;
mod entry;
mod question;
mod role;

use egui::Ui;
use texts::Key;

use super::frame;
use crate::screens::Glance;
use crate::screens::header::LanguageNames;
use crate::screens::layout::Column;
use crate::session::{Action, Session, SubmissionStep, SubmissionSubject};
use question::count;

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    names: &LanguageNames,
    session: &Session,
) -> Option<Action> {
    let form = session.visitor().submission();
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
