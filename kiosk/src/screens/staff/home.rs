//! The staff's first page: everything there is to do, and how the door is set up.

use egui::{Rect, Ui, pos2, vec2};

use super::home_facts::{self, Offer};
use super::page::{self, Head};
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::header::LanguageNames;
use crate::screens::words::Look;
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::{Weight, colour, mm};

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
) -> Option<Action> {
    let title = glance.texts.say(Key::StaffHome);
    let head = Head {
        back: (Key::BackToScan, StaffAction::Leave),
        ..Head::new(&title)
    };
    let (body, chosen) = page::show(ui, glance, names, staff, &head);
    let tickets = home_facts::about_tickets(glance, staff);
    let door = home_facts::about_the_door(glance);
    let (upper, lower) = body.split_top_bottom_at_y(body.center().y);
    let m = glance.metrics;
    let first = group(ui, glance, upper, Key::StaffTicketsGroup, &tickets);
    let lower = lower.with_min_y(lower.top() + m.mm(if m.portrait() { 4.0 } else { 2.0 }));
    let second = group(ui, glance, lower, Key::StaffDoorGroup, &door);
    chosen.or(first).or(second)
}

/// Tiles under a heading: two in a row upright, else all in one row.
fn group(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    heading: Key,
    offers: &[Offer],
) -> Option<Action> {
    let m = glance.metrics;
    let look = Look::new(m, mm::TEXT, Weight::SemiBold, colour::COBALT);
    let words = glance.texts.say(heading);
    let said = look.rows(1).write(ui, place, &words);
    let place = place.with_min_y(said.bottom() + m.mm(1.5));
    let gap = m.mm(mm::GAP + 0.5);
    let columns = if m.portrait() { 2 } else { offers.len() };
    let rows = offers.len().div_ceil(columns);
    let height = (place.height() - gap * (rows - 1) as f32) / rows as f32;
    let height = height.min(m.mm(if m.portrait() { 60.0 } else { 100.0 }));
    let one = (place.width() - gap * (columns - 1) as f32) / columns as f32;
    let words_high = offers
        .iter()
        .map(|(tile, _)| tile.words_high(ui, m, vec2(one, height)))
        .fold(0.0, f32::max);
    let mut chosen = None;
    for (index, (tile, action)) in offers.iter().enumerate() {
        // The last tile of an uneven number takes the whole row.
        let alone = index + 1 == offers.len() && !offers.len().is_multiple_of(columns);
        let width = if alone { place.width() } else { one };
        let (row, column) = (index / columns, index % columns);
        let at = place.min + vec2(column as f32 * (one + gap), row as f32 * (height + gap));
        let rect = Rect::from_min_size(pos2(at.x, at.y), vec2(width, height));
        if tile.show(ui, m, rect, words_high) {
            chosen = Some(Action::Staff(action.clone()));
        }
    }
    chosen
}
