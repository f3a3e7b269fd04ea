//! What the signs and colours of the map mean. An amenity in it is a button that shows the way to the nearest.

use egui::{Rect, Ui, Vec2, pos2, vec2};
use shared::catalogue::{PlaceKind, Plan};
use shared::route::{Destination, place_sentence};
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::places::Places;
use super::super::super::words::Look;
use super::super::destination::draw_badge;
use super::super::surface;
use super::{pages, signs, stalls};
use crate::session::{Action, MapAction, Page};
use crate::theme::{Metrics, Weight, colour, mm};

/// One sign or colour, and what it means.
struct LegendEntry {
    sign: LegendSign,
    words: String,
}

enum LegendSign {
    /// A kind of place that visitors look for.
    Amenity(PlaceKind),
    /// Another kind of place.
    Place(PlaceKind),
    Village(usize),
}

/// Entries side by side, and their height in points.
struct LegendRow {
    entries: Vec<LegendEntry>,
    high: f32,
}

/// The space below an entry, in millimetres.
const APART: f32 = 2.4;
/// Where an entry's words begin, and the space at the end of it, in millimetres.
const INDENT: f32 = 12.5;
const END: f32 = 3.0;
/// The space at the ends of a button, in millimetres.
const PAD: f32 = 3.0;

/// The height the whole legend takes at a width.
pub(super) fn height(ui: &Ui, context: &DrawContext<'_>, plan: &Plan, width: f32) -> f32 {
    let rows = rows(ui, context, plan, width);
    title_height(ui, context, width) + rows.0.iter().map(|row| row.high).sum::<f32>()
}

/// Draws it; answers with what a touched entry leads to.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    plan: &Plan,
    place: Rect,
    first: usize,
) -> Option<Action> {
    let m = context.metrics;
    title(m).write(ui, place, &context.texts.say(Key::MapTouch));
    let list = place.with_min_y(place.top() + title_height(ui, context, place.width()));
    let (rows, columns) = rows(ui, context, plan, place.width());
    let heights: Vec<f32> = rows.iter().map(|row| row.high).collect();
    let width = place.width() / columns as f32;
    let foot = list.with_min_y(list.bottom() - m.mm(mm::TARGET));
    let places = if pages::all_fit(&heights, list.height()) {
        (list, foot)
    } else {
        (list.with_max_y(foot.top() - m.mm(mm::GAP)), foot)
    };
    let mut touched = None;
    let asked = pages::show(ui, context, places, &heights, first, |ui, row, at| {
        for (column, entry) in rows[row].entries.iter().enumerate() {
            let left = at.left() + column as f32 * width;
            let cell = at.between(left, left + width);
            touched = draw(ui, m, cell, entry).or(touched.take());
        }
    });
    let asked = asked.map(|first| Action::Map(MapAction::Turns(first)));
    asked.or(touched)
}

fn title(m: &Metrics) -> Look {
    Look::new(m, 5.4, Weight::SemiBold, colour::COBALT).heading()
}

fn title_height(ui: &Ui, context: &DrawContext<'_>, width: f32) -> f32 {
    let m = context.metrics;
    title(m).height(ui, &context.texts.say(Key::MapTouch), width) + m.mm(3.0)
}

fn look(m: &Metrics) -> Look {
    Look::text(m, colour::INK).middle()
}

/// The buttons of the amenities, then the colours of the villages and the other signs; and in how many columns they
/// stand: as many as leave every word whole.
fn rows(ui: &Ui, context: &DrawContext<'_>, plan: &Plan, width: f32) -> (Vec<LegendRow>, usize) {
    let m = context.metrics;
    let named = |kind| context.texts.say(place_sentence(kind));
    let buttons: Vec<LegendEntry> = plan
        .amenities()
        .map(|kind| LegendEntry {
            sign: LegendSign::Amenity(kind),
            words: named(kind),
        })
        .collect();
    let villages = context.view.catalogue.villages.iter().enumerate();
    let villages = villages.map(|(index, village)| LegendEntry {
        sign: LegendSign::Village(index),
        words: village.name.get(context.language()).to_owned(),
    });
    let there = |kind: &PlaceKind| plan.places.iter().any(|place| place.kind == *kind);
    let others = signs::KINDS.into_iter().filter(there);
    let others = others.filter(|kind| !PlaceKind::AMENITIES.contains(kind));
    let others = others.map(|kind| LegendEntry {
        sign: LegendSign::Place(kind),
        words: named(kind),
    });
    let signs_only: Vec<LegendEntry> = villages.chain(others).collect();
    let around = m.mm(INDENT + END + 2.0 * PAD);
    let all = buttons.iter().chain(&signs_only);
    let longest = all.map(|entry| look(m).longest_word(ui, &entry.words));
    let least = longest.fold(m.mm(58.0) - around, f32::max) + around;
    let columns = ((width / least) as usize).clamp(1, 4);
    let room = width / columns as f32 - around;
    let mut rows = Vec::new();
    for (entries, least) in [(buttons, mm::TARGET), (signs_only, signs::SIDE_MM)] {
        let mut entries = entries.into_iter().peekable();
        while entries.peek().is_some() {
            let row: Vec<LegendEntry> = entries.by_ref().take(columns).collect();
            let words = row
                .iter()
                .map(|entry| look(m).height(ui, &entry.words, room));
            let high = words.fold(m.mm(least), f32::max);
            rows.push(LegendRow {
                entries: row,
                high: high + m.mm(APART.max(if least > signs::SIDE_MM { mm::GAP } else { 0.0 })),
            });
        }
    }
    (rows, columns)
}

/// Draws an entry; answers with what it leads to when it was touched.
fn draw(ui: &mut Ui, m: &Metrics, cell: Rect, entry: &LegendEntry) -> Option<Action> {
    let side = Vec2::splat(m.mm(signs::SIDE_MM));
    let mut inner = cell.with_max_x(cell.right() - m.mm(END));
    let mut touched = None;
    if let LegendSign::Amenity(kind) = entry.sign {
        let button = inner.with_max_y(inner.bottom() - m.mm(mm::GAP));
        let response = surface::show(ui, m, button, ("legend", &entry.words), || {
            entry.words.clone()
        });
        let goal = Destination::Nearest(kind);
        touched = response
            .clicked()
            .then_some(Action::Go(Page::Map(Some(goal))));
        inner = button.shrink2(vec2(m.mm(PAD), 0.0));
    }
    let middle = pos2(inner.left() + side.x / 2.0, inner.center().y);
    let badge = Rect::from_center_size(middle, side);
    match entry.sign {
        LegendSign::Amenity(kind) | LegendSign::Place(kind) => {
            draw_badge(ui.painter(), m, badge, kind);
        }
        LegendSign::Village(index) => stalls::sample(ui.painter(), m, badge, index),
    }
    let words = inner.with_min_x(inner.left() + m.mm(INDENT));
    if touched.is_some() || matches!(entry.sign, LegendSign::Amenity(_)) {
        look(m).paint(ui, words, &entry.words);
    } else {
        look(m).write(ui, words, &entry.words);
    }
    touched
}
