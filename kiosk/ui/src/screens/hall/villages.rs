//! The craft villages, a large tile each, and the way to what sustainable production means.

mod village;

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::Village;
use texts::Key;

pub(super) use village::VillagePage;

use super::booths::village_place;
use super::{emblem, frame, surface};
use crate::screens::DrawContext;
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::TextLines;
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{Action, Page};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
) -> Option<Action> {
    let m = context.metrics;
    let title = context.texts.say(Key::VillagesTitle);
    let (body, mut chosen) = frame::show(ui, context, names, &title);
    let gap = m.mm(mm::GAP + 1.5);
    let high = m.mm(if m.portrait() { 34.0 } else { 24.0 });
    let (tiles, banner_at) = body.above_foot(high, gap);
    let villages = &context.view.catalogue.villages;
    let columns = if m.portrait() { 2 } else { 3 };
    let size = tiles.cell(columns, villages.len().div_ceil(columns), gap);
    for (village, place) in villages.iter().zip(tiles.cells(columns, size, gap)) {
        if tile(ui, context, place, village) {
            chosen = Some(Action::Go(Page::Village(village.id.clone())));
        }
    }
    if banner(ui, context, banner_at) {
        chosen = Some(Action::Go(Page::LifeCycle));
    }
    chosen
}

/// A village: its picture above its name, or beside it where the tile is low.
fn tile(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect, village: &Village) -> bool {
    let m = context.metrics;
    let (language, catalogue) = (context.language(), &context.view.catalogue);
    let name = village.name.get(language);
    let response = surface::show(ui, m, rect, ("village", village.id.as_str()), || {
        format!("{name}. {}", village.craft.get(language))
    });
    let tone = Tone::of_village(village_place(catalogue, &village.id));
    let look = (emblem::of_village(&village.id), tone);
    let inner = rect.shrink(m.mm(2.5));
    let craft = Look::text(m, colour::INK_SOFT).rows(3).even();
    let tall = rect.height() > rect.width() * 0.7;
    let (picture, words) = if tall {
        let (picture, words) = inner.split_top_bottom_at_y(inner.bottom() - m.row(33.0));
        (picture, words.shrink2(vec2(m.mm(3.0), 0.0)))
    } else {
        let side = inner.height().min(inner.width() * picture_part(m));
        let (picture, words) = inner.beside(side, m.mm(3.5));
        (picture, words.with_max_x(words.right() - m.mm(3.5)))
    };
    emblem::cover(ui, context, picture, &village.pictures, look);
    let sizes = [7.0, 6.2, 5.4, mm::TEXT, mm::TEXT / m.text_scale()];
    let titles = sizes.map(|size| Look::new(m, size, Weight::Bold, colour::INK).rows(1));
    let [first, ..] = titles.clone();
    let title = Look::fitting(ui, titles, name, words.size(), 1).unwrap_or(first);
    let said = village.craft.get(language);
    TextLines::new(title, name)
        .then(0.0, craft, said)
        .paint_in_middle(ui, words);
    response.clicked()
}

/// How much of a low tile the picture takes: large letters need room, too.
fn picture_part(m: &Metrics) -> f32 {
    0.4 / m.text_scale()
}

/// The way to the stages of a product's life, with their icons in a row.
fn banner(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect) -> bool {
    let m = context.metrics;
    let words = context.texts.say(Key::LifeCycleInvite);
    let response = surface::show(ui, m, rect, "life-cycle", || words.clone());
    let side = (rect.height() - m.mm(10.0)).min(m.mm(17.0));
    let step = side + m.mm(4.0);
    let mut left = rect.left() + m.mm(6.0);
    for stage in super::stages::ALL {
        let disc = Rect::from_min_size(pos2(left, rect.center().y - side / 2.0), vec2(side, side));
        emblem::disc(ui.painter(), disc, Icon::of_stage(stage), Tone::CHECKING);
        left += step;
    }
    let place = rect.between(left + m.mm(2.0), rect.right() - m.mm(6.0));
    let look = Look::new(m, 5.4, Weight::SemiBold, colour::CELADON_DEEP).even();
    let rows = if m.width() < 240.0 { 3 } else { 2 };
    look.middle().rows(rows).paint(ui, place, &words);
    response.clicked()
}
