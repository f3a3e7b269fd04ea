//! What there is to see, in a few large tiles.

use egui::{Rect, Ui, pos2, vec2};

use super::super::Glance;
use super::super::controls::{Button, Kind};
use super::super::header::LanguageNames;
use super::super::icons::Icon;
use super::frame;
use crate::i18n::Key;
use crate::session::{Action, Page};
use crate::theme::mm;

/// Where each tile leads.
fn tiles() -> [(Key, Icon, Page); 2] {
    [
        (Key::HomeBooths, Icon::Stall, Page::Booths),
        (Key::MapTitle, Icon::Map, Page::Map(None)),
    ]
}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, glance: &Glance<'_>, names: &LanguageNames) -> Option<Action> {
    let m = glance.metrics;
    let title = glance.texts.say(Key::HomeTitle);
    let (body, mut chosen) = frame::show(ui, glance, names, &title);
    let gap = m.mm(2.0 * mm::GAP);
    let size = vec2(body.width(), m.mm(1.5 * mm::TARGET));
    let mut top = body.top();
    for (key, icon, page) in tiles() {
        let words = glance.texts.say(key);
        let place = Rect::from_min_size(pos2(body.left(), top), size);
        let button = Button::new(key.id(), &words, Kind::Quiet).icon(icon);
        if button.show(ui, m, place) {
            chosen = Some(Action::Go(page));
        }
        top += size.y + gap;
    }
    chosen
}
