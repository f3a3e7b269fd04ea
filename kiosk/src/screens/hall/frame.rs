//! What every page of the hall has around it: the way back, its title, the languages.

use egui::{Rect, Ui, pos2, vec2};

use super::super::Glance;
use super::super::header::{self, LanguageNames};
use super::super::icons::Icon;
use super::super::words::Look;
use crate::i18n::Key;
use crate::session::Action;
use crate::theme::{Weight, colour, mm};

/// Draws the frame of a page; answers with the place for what the page itself has to say, and what was chosen.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    names: &LanguageNames,
    title: &str,
) -> (Rect, Option<Action>) {
    let screen = ui.max_rect();
    let m = glance.metrics;
    let (language, languages_at) = header::languages(ui, glance, screen, names, None);
    let (back, left) = header::back(ui, glance, screen, Key::Back, Icon::Back);
    let place = header::between(glance, screen, left, languages_at);
    Look::new(m, 6.2, Weight::Bold, colour::COBALT)
        .middle()
        .rows(1)
        .heading()
        .write(ui, place, title);
    let top = screen.top() + m.mm(header::HEIGHT + 2.0 * mm::GAP);
    let body = Rect::from_min_max(pos2(screen.left(), top), screen.max)
        .shrink2(vec2(m.mm(mm::MARGIN), 0.0));
    let body = body.with_max_y(screen.bottom() - m.mm(mm::MARGIN * 0.6));
    (body, language.or(back.then_some(Action::Back)))
}
