//! The form by which a visitor joins the network, or asks an exhibitor to get in touch: step by step.

mod consent;
mod details;
mod end;
mod role;

use egui::{Rect, Ui, pos2};

use super::frame;
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::header::LanguageNames;
use crate::screens::plate;
use crate::screens::words::Look;
use crate::session::{Action, LetterStep, LetterSubject, Session};
use crate::theme::{Metrics, colour, mm};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    names: &LanguageNames,
    session: &Session,
) -> Option<Action> {
    let form = session.letter();
    let title = glance.texts.say(match form.subject() {
        LetterSubject::Network => Key::NetworkTitle,
        LetterSubject::Contact(_) => Key::ContactTitle,
    });
    let (body, framed) = frame::show(ui, glance, names, &title);
    let chosen = match form.step() {
        LetterStep::Role => role::show(ui, glance, body),
        LetterStep::Details => details::show(ui, glance, body, form),
        LetterStep::Consent => consent::show(ui, glance, body, form),
        LetterStep::Sending | LetterStep::Thanks | LetterStep::Failed => {
            end::show(ui, glance, body, form)
        }
    };
    framed.or(chosen.map(Action::Letter))
}

/// Draws the question of a step at the top of a place; answers with where it ends.
fn question(ui: &mut Ui, m: &Metrics, place: Rect, words: &str) -> f32 {
    let look = Look::new(
        m,
        if m.portrait() { 8.6 } else { 6.6 },
        crate::theme::Weight::SemiBold,
        colour::INK,
    );
    look.heading().write(ui, place, words).bottom()
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
