//! A booth's card in the list: the whole card is the button.

use egui::accesskit::Role;
use egui::{Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::BoothLine;
use super::controls::{corner, focus_ring, touchable};
use super::icons::Icon;
use super::words::Look;
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// The height of a card, in millimetres.
pub(crate) const HEIGHT: f32 = 52.0;

/// Draws a card and tells whether it was used.
pub(crate) fn show(ui: &mut Ui, m: &Metrics, rect: Rect, line: &BoothLine) -> bool {
    let response = touchable(ui, rect, ("booth", line.number.0));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name(line)));
    let pressed = response.is_pointer_button_down_on();
    let ground = if pressed {
        colour::COBALT_WASH
    } else {
        colour::PORCELAIN
    };
    let edge = if pressed { colour::COBALT } else { colour::RIM };
    let corner = corner(m, mm::CARD);
    ui.painter().rect(
        rect,
        corner,
        ground,
        Stroke::new(m.mm(0.3), edge),
        StrokeKind::Inside,
    );
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
    focus_ring(ui, m, &response, rect, corner);
    response.clicked()
}

/// The tile with the number, like a glazed tile on a wall, in the village's colour.
pub(crate) fn tile(ui: &Ui, m: &Metrics, rect: Rect, line: &BoothLine) {
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
pub(crate) fn name(line: &BoothLine) -> String {
    format!("{}. {}. {}", line.number, line.name, line.producer)
}
