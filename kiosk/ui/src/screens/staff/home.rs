//! The staff's first page: what happened today, everything there is to do, and how the kiosk is set up.

use egui::{Rect, Ui, vec2};
use texts::Key;

use super::home_facts::{self, Offer};
use super::page::{self, Head};
use super::tile::Tile;
use super::today;
use crate::screens::DrawContext;
use crate::screens::header::LanguageNames;
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::{Weight, colour, mm};

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
) -> Option<Action> {
    let title = context.texts.say(Key::StaffHome);
    let head = Head {
        back: (Key::BackToScan, StaffAction::Leave),
        ..Head::new(&title)
    };
    let (body, chosen) = page::show(ui, context, names, staff, &head);
    let m = context.metrics;
    let mut place = match &context.view.staff.today {
        Some(counts) => today::show(ui, context, body, *counts),
        None => body,
    };
    let groups = home_facts::groups(context, staff);
    let gap = m.mm(if m.portrait() { 4.0 } else { 2.0 });
    let count = groups.len() as f32;
    let high = (place.height() - gap * (count - 1.0)) / count;
    let mut chosen = chosen;
    for (heading, offers) in groups {
        let (upper, lower) = place.below_head(high, gap);
        chosen = chosen.or(group(ui, context, upper, heading, &offers));
        place = lower;
    }
    chosen
}

/// Tiles under a heading: two in a row upright, else all in one row.
fn group(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    heading: Key,
    offers: &[Offer],
) -> Option<Action> {
    let m = context.metrics;
    let look = Look::new(m, mm::TEXT, Weight::SemiBold, colour::COBALT);
    let words = context.texts.say(heading);
    let said = look.rows(1).write(ui, place, &words);
    let place = place.with_min_y(said.bottom() + m.mm(1.5));
    let gap = m.mm(mm::GAP + 0.5);
    let columns = if m.portrait() { 2 } else { offers.len() };
    let rows = offers.len().div_ceil(columns);
    let most = m.mm(if m.portrait() { 60.0 } else { 100.0 });
    let size = place.cell(columns, rows, gap);
    let size = vec2(size.x, size.y.min(most));
    let tiles = offers.iter().map(|(tile, _)| tile);
    let capitals = Tile::letters(&tiles, ui, m, size);
    let words_high = tiles
        .map(|tile| tile.words_high(ui, m, size, capitals))
        .fold(0.0, f32::max);
    let mut chosen = None;
    let cells = place.cells(columns, size, gap);
    for (index, ((tile, action), cell)) in offers.iter().zip(cells).enumerate() {
        // The last tile of an uneven number takes the whole row.
        let alone = index + 1 == offers.len() && !offers.len().is_multiple_of(columns);
        let width = if alone { place.width() } else { size.x };
        let rect = cell.with_max_x(cell.left() + width);
        if tile.show(ui, m, rect, (words_high, capitals)) {
            chosen = Some(Action::Staff(action.clone()));
        }
    }
    chosen
}
