//! A booth's card in the list: the whole card is the button.

use egui::{Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use shared::catalogue::Booth;

use super::list::BoothLine;
use super::others::{OtherLine, OtherSign};
use crate::screens::DrawContext;
use crate::screens::controls::corner;
use crate::screens::hall::destination::draw_badge;
use crate::screens::hall::{emblem, surface};
use crate::screens::icons::Icon;
use crate::screens::layout::{Column, TextLines};
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{Action, Page};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// The height of a card, in millimetres that grow with the letters: across there is less room, and cards are wider.
pub(super) fn height(m: &Metrics) -> f32 {
    if m.one_column() { 52.0 } else { 43.0 }
}

/// The height of a card that says only number and name, in millimetres.
pub(super) const LOW: f32 = 22.5;

/// The height of a card in a grid, in millimetres that grow with the letters: a picture, and below it a name.
pub(super) fn grid_height(m: &Metrics) -> f32 {
    if m.one_column() { 63.0 } else { 49.0 }
}

/// How much of it the name takes, in two lines.
const GRID_NAME: f32 = 18.5;

/// Draws a card and tells whether it was used.
pub(super) fn show(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect, line: &BoothLine) -> bool {
    let m = context.metrics;
    let response = surface::show(ui, m, rect, ("booth", line.number.0), || name(line));
    let pad = m.mm(4.5);
    let side = m.mm(21.0);
    let tile_at = Rect::from_min_size(rect.min + vec2(pad, pad), vec2(side, side));
    tile(ui, m, tile_at, line);
    let below = Rect::from_min_max(
        pos2(tile_at.left(), tile_at.bottom() + m.mm(2.0)),
        pos2(tile_at.right(), rect.bottom() - m.mm(3.0)),
    );
    let shown = line.picture.as_ref().is_some_and(|picture| {
        let pictures = context.pictures;
        pictures.show(ui, below, picture, context.language())
    });
    if line.certificate {
        let side = m.mm(if shown { 8.5 } else { 10.5 });
        let centre = if shown {
            below.right_bottom() - vec2(side, side) * 0.4
        } else {
            below.center()
        };
        if shown {
            ui.painter()
                .circle_filled(centre, side * 0.56, colour::PORCELAIN);
        }
        let seal = Rect::from_center_size(centre, vec2(side, side));
        Icon::Seal.draw(ui.painter(), seal, colour::CELADON_DEEP);
    }
    let mut place = Rect::from_min_max(
        pos2(tile_at.right() + pad, rect.top() + m.mm(3.8)),
        pos2(rect.right() - pad, rect.bottom() - m.mm(1.2)),
    );
    let title = Look::new(m, 5.2, Weight::SemiBold, colour::INK).rows(2);
    place.set_top(title.paint(ui, place, &line.name).bottom() + m.mm(0.6));
    let soft = Look::text(m, colour::INK_SOFT).rows(2);
    place.set_top(soft.paint(ui, place, &line.producer).bottom() + m.mm(0.6));
    let last = Look::text(m, Tone::of_village(line.village_place).ground);
    let words = second(ui, &last, line, place.size());
    last.paint(ui, place, &words);
    response.clicked()
}

/// Draws a low card, for where there is little room: number and name, and the picture where the name stays whole beside
/// it.
pub(super) fn show_low(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    rect: Rect,
    line: &BoothLine,
) -> bool {
    let m = context.metrics;
    let response = surface::show(ui, m, rect, ("booth", line.number.0), || name(line));
    let pad = m.mm(2.5);
    let side = rect.height() - 2.0 * pad;
    let tile_at = Rect::from_min_size(rect.min + vec2(pad, pad), vec2(side, side));
    tile(ui, m, tile_at, line);
    let place = rect.between(tile_at.right() + m.mm(3.5), rect.right() - pad);
    let title = Look::name(m, colour::INK).middle().rows(2);
    let picture_at = tile_at.translate(vec2(place.right() - side - tile_at.left(), 0.0));
    let beside = place.with_max_x(picture_at.left() - m.mm(2.0));
    let shown = line.picture.as_ref().is_some_and(|picture| {
        let fits = title.longest_word(ui, &line.name) <= beside.width()
            && !title.lay(ui, &line.name, beside.width()).elided;
        fits && context
            .pictures
            .show(ui, picture_at, picture, context.language())
    });
    title.paint(ui, if shown { beside } else { place }, &line.name);
    response.clicked()
}

/// Draws a card of which the picture, or the emblem in its place, is the most.
pub(super) fn show_in_grid(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    rect: Rect,
    line: &BoothLine,
) -> bool {
    let m = context.metrics;
    let response = surface::show(ui, m, rect, ("booth", line.number.0), || name(line));
    let (above, below) = grid_parts(m, rect);
    let booth = context.view.catalogue.booth(line.number);
    let tone = Tone::of_village(line.village_place);
    emblem::cover(
        ui,
        context,
        above,
        line.picture.as_slice(),
        (booth.map_or(Icon::Stall, emblem::of_booth), tone),
    );
    let side = m.row(13.0);
    let tile_at =
        Rect::from_min_size(above.min, vec2(side, side)).translate(vec2(m.mm(1.5), m.mm(1.5)));
    ui.painter()
        .rect_filled(tile_at.expand(m.mm(0.8)), corner(m, 2.8), colour::PORCELAIN);
    tile(ui, m, tile_at, line);
    titled(ui, m, below, &line.name);
    response.clicked()
}

/// Draws what is no booth in a grid.
pub(super) fn show_other_in_grid(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    rect: Rect,
    line: &OtherLine,
) -> bool {
    let m = context.metrics;
    let OtherLine { title, note, .. } = line;
    let id = ("found", title, note);
    let response = surface::show(ui, m, rect, id, || format!("{title}. {note}"));
    let (above, below) = grid_parts(m, rect);
    let side = above.height().min(m.mm(24.0));
    let square = above.square(side);
    sign(ui, m, square, line.sign);
    titled(ui, m, below, title);
    response.clicked()
}

/// The places of picture and name.
fn grid_parts(m: &Metrics, rect: Rect) -> (Rect, Rect) {
    let inner = rect.shrink(m.mm(1.5));
    let (above, below) = inner.split_top_bottom_at_y(inner.bottom() - m.row(GRID_NAME));
    (above, below.shrink2(vec2(m.mm(1.5), 0.0)))
}

/// A name below a picture, in as large letters as it has room for.
fn titled(ui: &Ui, m: &Metrics, place: Rect, words: &str) {
    let looks = [4.8, 4.4, 4.0, 3.6].map(|size| {
        Look::new(m, size, Weight::SemiBold, colour::INK)
            .middle()
            .centred()
    });
    let [.., least] = looks.clone();
    let look = Look::fitting(ui, looks, words, place.size(), 2);
    look.unwrap_or(least.rows(2)).paint(ui, place, words);
}

/// Draws the card of something that is no booth: its sign, what it is called, and what it is or when.
pub(super) fn show_other(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    rect: Rect,
    line: &OtherLine,
) -> bool {
    let m = context.metrics;
    let OtherLine { title, note, .. } = line;
    let id = ("found", title, note);
    let response = surface::show(ui, m, rect, id, || format!("{title}. {note}"));
    let pad = m.mm(2.5);
    let side = (rect.height() - 2.0 * pad).min(m.mm(21.0));
    let left = rect.left() + pad.max(m.mm(4.5).min((rect.height() - side) / 2.0));
    let at = pos2(left, rect.center().y - side / 2.0);
    let square = Rect::from_min_size(at, vec2(side, side));
    sign(ui, m, square, line.sign);
    let words = Rect::from_min_max(
        pos2(square.right() + m.mm(4.0), rect.top() + m.mm(1.0)),
        pos2(rect.right() - pad, rect.bottom() - m.mm(1.0)),
    );
    let strong = Look::new(m, mm::TEXT, Weight::SemiBold, colour::INK).rows(2);
    let soft = Look::text(m, colour::INK_SOFT).rows(2);
    TextLines::new(strong, title)
        .then(0.0, soft, note)
        .fitting(ui, words.size())
        .paint_in_middle(ui, words);
    response.clicked()
}

fn sign(ui: &Ui, m: &Metrics, square: Rect, sign: OtherSign) {
    match sign {
        OtherSign::Place(kind) => draw_badge(ui.painter(), m, square, kind),
        OtherSign::Icon(icon) => emblem::disc(ui.painter(), square, icon, Tone::CHECKING),
    }
}

/// Two rows of the cards of some booths; returns the booth that is wanted.
pub(in crate::screens::hall) fn sample<'a>(
    column: &mut Column<'_>,
    booths: impl Iterator<Item = &'a Booth>,
) -> Option<Action> {
    let (context, m) = (column.context, column.metrics());
    let gap = m.mm(mm::GAP + 0.5);
    let place = column.free;
    // With larger letters they stand one below the other, and their words stay whole.
    let columns = if place.width() < m.row(200.0) { 1 } else { 2 };
    let size = vec2(place.cell(columns, 1, gap).x, m.row(height(m)));
    let cells = place.cells(columns, size, gap);
    let mut wanted = None;
    for (booth, cell) in booths.take(2 * columns).zip(cells) {
        let line = BoothLine::new(&context.view.catalogue, booth, context.texts.language());
        if show(column.ui, context, cell, &line) {
            wanted = Some(Action::Go(Page::Booth(booth.number)));
        }
        column.go_to(cell.bottom());
    }
    wanted
}

/// The tile with the number, like a glazed tile on a wall, in the village's colour.
pub(in crate::screens) fn tile(ui: &Ui, m: &Metrics, rect: Rect, line: &BoothLine) {
    let tone = Tone::of_village(line.village_place);
    let painter = ui.painter();
    painter.rect_filled(rect, corner(m, 2.4), tone.ground);
    let inset = rect.shrink(rect.width() * 0.075);
    painter.rect_stroke(
        inset,
        corner(m, 1.4),
        Stroke::new(rect.width() * 0.018, tone.ink),
        StrokeKind::Inside,
    );
    // As large as the tile allows: it does not grow with the visitor's letters.
    let size = rect.width() / m.row(1.0) * 0.36;
    Look::new(m, size, Weight::Bold, tone.ink)
        .centred()
        .middle()
        .rows(1)
        .paint(ui, rect, &line.number.to_string());
}

/// The village and as many of the products as there is room for: none is cut short.
fn second(ui: &Ui, look: &Look, line: &BoothLine, room: Vec2) -> String {
    // Many producers carry their village in their name: it need not be said twice.
    let told = line.producer.contains(&line.village);
    let fits = |words: &str| look.height(ui, words, room.x) <= room.y + 1.0;
    let mut said = if told || !fits(&line.village) {
        String::new()
    } else {
        line.village.clone()
    };
    for product in &line.products {
        let more = if said.is_empty() {
            product.clone()
        } else {
            format!("{said}\u{a0}· {product}")
        };
        if !fits(&more) {
            break;
        }
        said = more;
    }
    said
}

/// What a screen reader says, and what a test finds: number, name, producer.
pub(super) fn name(line: &BoothLine) -> String {
    format!("{}. {}. {}", line.number, line.name, line.producer)
}
