//! A booth's card in the list: the whole card is the button.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::BoothLine;
use crate::screens::controls::corner;
use crate::screens::hall::surface;
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::theme::{Metrics, Tone, Weight, colour};

/// The height of a card, in millimetres.
pub(super) const HEIGHT: f32 = 52.0;

/// The height of a card that says only number and name, in millimetres.
pub(super) const LOW: f32 = 22.5;

/// Draws a card and tells whether it was used.
pub(super) fn show(ui: &mut Ui, m: &Metrics, rect: Rect, line: &BoothLine) -> bool {
    let response = surface::show(ui, m, rect, ("booth", line.number.0), || name(line));
    let pad = m.mm(5.0);
    let side = m.mm(22.0);
    let tile_at = Rect::from_min_size(rect.min + vec2(pad, pad), vec2(side, side));
    tile(ui, m, tile_at, line);
    if line.certificate {
        let seal = Rect::from_center_size(
            pos2(tile_at.center().x, tile_at.bottom() + m.mm(9.5)),
            vec2(m.mm(11.0), m.mm(11.0)),
        );
        Icon::Seal.draw(ui.painter(), seal, colour::CELADON_DEEP);
    }
    let mut place = Rect::from_min_max(
        pos2(tile_at.right() + pad, rect.top() + m.mm(3.8)),
        pos2(rect.right() - pad, rect.bottom() - m.mm(1.2)),
    );
    let title = Look::new(m, 5.2, Weight::SemiBold, colour::INK).rows(2);
    place.set_top(title.paint(ui, place, &line.name).bottom() + m.mm(0.6));
    let soft = Look::text(m, colour::INK_SOFT).rows(1);
    place.set_top(soft.paint(ui, place, &line.producer).bottom() + m.mm(0.6));
    let last = Look::text(m, Tone::of_village(line.village_place).ground).rows(1);
    // A name of one row leaves room for more rows of products.
    let row = last.height(ui, "Ấ", f32::INFINITY);
    let rows = ((place.height() + 1.0) / row).floor() as usize;
    last.rows(rows.clamp(1, 3)).paint(ui, place, &second(line));
    response.clicked()
}

/// Draws a card with number and name alone, for where there is little room.
pub(super) fn show_low(ui: &mut Ui, m: &Metrics, rect: Rect, line: &BoothLine) -> bool {
    let response = surface::show(ui, m, rect, ("booth", line.number.0), || name(line));
    let pad = m.mm(2.5);
    let side = rect.height() - 2.0 * pad;
    let tile_at = Rect::from_min_size(rect.min + vec2(pad, pad), vec2(side, side));
    tile(ui, m, tile_at, line);
    let place = Rect::from_min_max(
        pos2(tile_at.right() + m.mm(3.5), rect.top()),
        pos2(rect.right() - pad, rect.bottom()),
    );
    let title = Look::name(m, colour::INK).middle().rows(2);
    title.paint(ui, place, &line.name);
    response.clicked()
}

/// The tile with the number, like a glazed tile on a wall, in the village's colour.
pub(in crate::screens::hall) fn tile(ui: &Ui, m: &Metrics, rect: Rect, line: &BoothLine) {
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
    let size = rect.width() / m.mm(1.0) * 0.36;
    Look::new(m, size, Weight::Bold, tone.ink)
        .centred()
        .middle()
        .rows(1)
        .paint(ui, rect, &line.number.to_string());
}

fn second(line: &BoothLine) -> String {
    match (line.village.is_empty(), line.products.is_empty()) {
        (true, _) => line.products.clone(),
        (_, true) => line.village.clone(),
        _ => format!("{} · {}", line.village, line.products),
    }
}

/// What a screen reader says, and what a test finds: number, name, producer.
pub(super) fn name(line: &BoothLine) -> String {
    format!("{}. {}. {}", line.number, line.name, line.producer)
}
