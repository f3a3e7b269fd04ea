//! What a hall's kiosk shows while nobody uses it: an invitation.

use egui::{Rect, Ui, vec2};

use super::super::Glance;
use super::super::controls::{Button, Kind};
use super::super::header::{self, LanguageNames};
use crate::i18n::Key;
use crate::session::{Action, Page};

/// Draws the invitation.
pub(super) fn show(ui: &mut Ui, glance: &Glance<'_>, names: &LanguageNames) -> Option<Action> {
    let screen = ui.max_rect();
    let m = glance.metrics;
    let (language, _) = header::languages(ui, glance, screen, names, None);
    let words = glance.texts.say(Key::AttractTouch);
    let place = Rect::from_center_size(screen.center(), vec2(screen.width() * 0.6, m.mm(40.0)));
    let touched = Button::new("begin", &words, Kind::Main).show(ui, m, place);
    language.or(touched.then_some(Action::Go(Page::Home)))
}
