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
use crate::screens::DrawContext;
use crate::screens::header::LanguageNames;
use crate::screens::layout::Column;
use crate::session::{Action, Session, SubmissionStep, SubmissionSubject};
use question::count;

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    session: &Session,
) -> Option<Action> {
    let form = session.visitor().submission();
    let title = context.texts.say(match form.subject() {
        SubmissionSubject::Network => Key::NetworkTitle,
        SubmissionSubject::Contact(_) => Key::ContactTitle,
    });
    let count = count(context, form);
    let title = match &count {
        // Across, a keyboard leaves no room below the bar.
        Some(count) if !context.metrics.portrait() => format!("{title} · {count}"),
        _ => title,
    };
    let (body, framed) = frame::show(ui, context, names, &title);
    let chosen = match form.step() {
        SubmissionStep::Role => role::show(&mut Column::new(ui, context, body), form),
        SubmissionStep::Person | SubmissionStep::Reach => {
            details::show(&mut Column::new(ui, context, body), form)
        }
        SubmissionStep::Consent => consent::show(ui, context, body, form),
        SubmissionStep::Sending | SubmissionStep::Thanks | SubmissionStep::Failed => {
            end::show(ui, context, body, form)
        }
    };
    framed.or(chosen.map(Action::Submission))
}
