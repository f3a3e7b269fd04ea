//! What a craft village is shown by while nobody uses the kiosk: its picture, or a plate painted in its colours.

use std::sync::LazyLock;

use egui::{Painter, Rect, Ui, vec2};
use shared::catalogue::Village;

use crate::screens::DrawContext;
use crate::screens::drawing::Drawing;
use crate::screens::plate::{WELL, rim_in, swell};
use crate::screens::words::Look;
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// How high the village's name is with the space around it, in millimetres.
const NAME: f32 = 34.0;

/// Pieces of crafts; they repeat when there are more villages.
const FILES: [&str; 6] = [
    include_str!("../../../../../../assets/showpieces/jar.svg"),
    include_str!("../../../../../../assets/showpieces/vase.svg"),
    include_str!("../../../../../../assets/showpieces/teapot.svg"),
    include_str!("../../../../../../assets/showpieces/gold-leaf.svg"),
    include_str!("../../../../../../assets/showpieces/herb.svg"),
    include_str!("../../../../../../assets/showpieces/flower.svg"),
];

static PIECES: LazyLock<Vec<Drawing>> = LazyLock::new(|| {
    let read = FILES.iter().map(|svg| Drawing::from_svg(svg));
    read.filter_map(Result::ok).collect()
});

/// Draws a village, by its place in the catalogue, as large as its place.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    (index, village): (usize, Option<&Village>),
) {
    let m = context.metrics;
    let tone = Tone::of_village(index);
    ui.painter().rect_filled(place, 0.0, tone.ground);
    let Some(village) = village else {
        plate(ui.painter(), m, place, index, tone);
        return;
    };
    let (above, name) = place.split_top_bottom_at_y(place.bottom() - m.row(NAME));
    let picture = village.pictures.first();
    let there = picture.is_some_and(|picture| {
        let language = context.language();
        context.pictures.show(ui, above, picture, language)
    });
    if !there {
        plate(
            ui.painter(),
            m,
            place.with_max_y(above.bottom()),
            index,
            tone,
        );
    }
    write(ui, context, name, village, tone);
}

/// The village's name and its craft.
fn write(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, village: &Village, tone: Tone) {
    let m = context.metrics;
    let language = context.language();
    let place = place.shrink2(vec2(m.mm(mm::MARGIN), m.mm(2.0)));
    let name = Look::new(m, 10.0, Weight::Bold, tone.ink).rows(1);
    let said = name.write(ui, place, village.name.get(language));
    let craft = Look::new(m, 5.6, Weight::Regular, tone.ink).rows(1);
    let below = place.with_min_y(said.bottom());
    craft.write(ui, below, village.craft.get(language));
}

/// A plate painted in the village's colour, with a piece of its craft in the middle.
fn plate(painter: &Painter, m: &Metrics, place: Rect, index: usize, tone: Tone) {
    let painter = painter.with_clip_rect(place.intersect(painter.clip_rect()));
    swell(&painter, m, place, 16.0, tone.thin());
    let radius = place.width().min(place.height()) * 0.43;
    let centre = place.center();
    rim_in(&painter, centre, radius, tone.ground, colour::GLAZE);
    let side = radius * WELL * 1.36;
    let square = Rect::from_center_size(centre, vec2(side, side));
    if let Some(piece) = PIECES.get(index % PIECES.len().max(1)) {
        piece.draw(&painter, square, tone.ground);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_showpiece_can_be_drawn() {
        for svg in FILES {
            Drawing::from_svg(svg).unwrap();
        }
        assert_eq!(PIECES.len(), FILES.len());
    }
}
