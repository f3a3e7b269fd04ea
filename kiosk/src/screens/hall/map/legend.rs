//! What the signs and colours of the map mean.

use egui::{Rect, Ui, Vec2, pos2, vec2};
use shared::catalogue::{PlaceKind, Plan};
use shared::route::place_sentence;

use super::super::super::Glance;
use super::super::super::words::Look;
use super::{pages, signs, stalls};
use crate::i18n::Key;
use crate::session::MapAction;
use crate::theme::{Metrics, Weight, colour, mm};

/// One sign or colour, and what it means.
struct Entry {
    sign: Sign,
    words: String,
}

enum Sign {
    Place(PlaceKind),
    Village(usize),
}

/// The space above and below an entry, in millimetres.
const APART: f32 = 2.4;
/// Where an entry's words begin, in millimetres.
const INDENT: f32 = 12.5;

/// The height the whole legend takes at a width.
pub(super) fn height(ui: &Ui, glance: &Glance<'_>, plan: &Plan, width: f32) -> f32 {
    let entries = entries(glance, plan);
    let (heights, _) = rows(ui, glance.metrics, &entries, width);
    title_height(ui, glance, width) + heights.iter().sum::<f32>()
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    plan: &Plan,
    place: Rect,
    first: usize,
) -> Option<MapAction> {
    let m = glance.metrics;
    title(m).write(ui, place, &glance.texts.say(Key::MapTouch));
    let list = place.with_min_y(place.top() + title_height(ui, glance, place.width()));
    let entries = entries(glance, plan);
    let (heights, columns) = rows(ui, m, &entries, place.width());
    let width = place.width() / columns as f32;
    let foot = list.with_min_y(list.bottom() - m.mm(mm::TARGET));
    let places = if pages::all_fit(&heights, list.height()) {
        (list, foot)
    } else {
        (list.with_max_y(foot.top() - m.mm(mm::GAP)), foot)
    };
    let asked = pages::show(ui, glance, places, &heights, first, |ui, row, at| {
        let in_row = entries.iter().skip(row * columns).take(columns);
        for (column, entry) in in_row.enumerate() {
            let left = at.left() + column as f32 * width;
            let cell = Rect::from_min_size(pos2(left, at.top()), vec2(width, at.height()));
            draw(ui, m, cell, entry);
        }
    });
    asked.map(MapAction::Turns)
}

fn title(m: &Metrics) -> Look {
    Look::new(m, 5.4, Weight::SemiBold, colour::COBALT).heading()
}

fn title_height(ui: &Ui, glance: &Glance<'_>, width: f32) -> f32 {
    let m = glance.metrics;
    title(m).height(ui, &glance.texts.say(Key::MapTouch), width) + m.mm(3.0)
}

fn entries(glance: &Glance<'_>, plan: &Plan) -> Vec<Entry> {
    let catalogue = &glance.view.catalogue;
    let villages = catalogue
        .villages
        .iter()
        .enumerate()
        .map(|(index, village)| Entry {
            sign: Sign::Village(index),
            words: village.name.get(glance.language()).to_owned(),
        });
    let there = |kind: &PlaceKind| plan.places.iter().any(|place| place.kind == *kind);
    let places = signs::KINDS.into_iter().filter(there).map(|kind| Entry {
        sign: Sign::Place(kind),
        words: glance.texts.say(Key::of_way(place_sentence(kind))),
    });
    villages.chain(places).collect()
}

fn look(m: &Metrics) -> Look {
    Look::text(m, colour::INK).middle()
}

/// The heights of the rows, and in how many columns the entries stand: as many as leave every word whole.
fn rows(ui: &Ui, m: &Metrics, entries: &[Entry], width: f32) -> (Vec<f32>, usize) {
    let longest = entries
        .iter()
        .map(|entry| look(m).longest_word(ui, &entry.words));
    let least = longest.fold(m.mm(58.0 - INDENT - 3.0), f32::max) + m.mm(INDENT + 3.0);
    let columns = ((width / least) as usize).clamp(1, 4);
    let room = width / columns as f32 - m.mm(INDENT + 3.0);
    let heights = entries.chunks(columns).map(|row| {
        let words = row
            .iter()
            .map(|entry| look(m).height(ui, &entry.words, room));
        words.fold(m.mm(signs::SIDE_MM), f32::max) + m.mm(APART)
    });
    (heights.collect(), columns)
}

fn draw(ui: &mut Ui, m: &Metrics, cell: Rect, entry: &Entry) {
    let side = Vec2::splat(m.mm(signs::SIDE_MM));
    let middle = pos2(cell.left() + side.x / 2.0, cell.center().y);
    let badge = Rect::from_center_size(middle, side);
    match entry.sign {
        Sign::Place(kind) => signs::draw_one(ui.painter(), m, badge, kind),
        Sign::Village(index) => stalls::sample(ui.painter(), m, badge, index),
    }
    let words = cell
        .with_min_x(cell.left() + m.mm(INDENT))
        .with_max_x(cell.right() - m.mm(3.0));
    look(m).write(ui, words, &entry.words);
}
