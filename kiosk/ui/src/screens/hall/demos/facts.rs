//! Lines with an icon before them, and the picture that stands for somebody's craft.

use egui::{Color32, Rect, Ui};
use shared::catalogue::Picture;

use super::super::super::DrawContext;
use super::super::super::icons::Icon;
use super::super::super::layout::{CardGround, Column};
use super::super::super::places::Places;
use super::super::super::plate::rim;
use super::super::super::words::Look;
use super::super::emblem;
use crate::theme::{Metrics, Weight, colour, mm};

/// The card with the steps of a craft, and the margin on it in millimetres.
pub(super) const CARD: CardGround = CardGround {
    fill: colour::CELADON_WASH,
    corner: mm::CARD + 1.0,
    line: None,
};
pub(super) const MARGIN: f32 = 7.0;

/// The height of capitals of running text: upright there is room for larger ones.
fn capitals(m: &Metrics) -> f32 {
    if m.portrait() { 5.5 } else { mm::TEXT }
}

/// Running text of these pages.
pub(super) fn text(m: &Metrics, ink: Color32) -> Look {
    Look::new(m, capitals(m), Weight::Regular, ink)
}

/// The same for a name.
pub(super) fn name(m: &Metrics, ink: Color32) -> Look {
    Look::new(m, capitals(m), Weight::SemiBold, ink)
}

/// A line with an icon.
pub(super) fn fact(column: &mut Column<'_>, icon: Icon, words: &str) {
    let m = column.metrics();
    let look = text(m, colour::INK);
    let line = look.height(column.ui, "Ấ", f32::INFINITY);
    let side = m.mm(7.5);
    let row = column.free.with_max_y(column.top() + line.max(side));
    let square = row.square_at_left(side);
    icon.draw(column.ui.painter(), square, colour::CELADON_DEEP);
    let beside = column.free.with_min_x(square.right() + m.mm(4.0));
    let beside = beside.with_min_y(row.center().y - line / 2.0);
    let said = look.write(column.ui, beside, words);
    column.go_to(said.bottom().max(square.bottom()));
    column.gap(2.2);
}

/// The first of these pictures that is there, and what is to be read below it; or a plate with a sign in its well.
pub(super) fn picture<'a>(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    pictures: &'a [Picture],
    sign: Icon,
) -> Option<&'a str> {
    let language = context.language();
    let shown = |picture: &&Picture| context.pictures.show(ui, place, picture, language);
    if let Some(picture) = pictures.iter().find(shown) {
        return picture.caption.as_ref().map(|it| it.get(language));
    }
    let radius = place.width().min(place.height()) / 2.0;
    rim(ui.painter(), place.center(), radius);
    sign.draw(ui.painter(), place.square(radius * 0.74), colour::COBALT);
    None
}

/// Writes what is to be read below a picture.
pub(super) fn caption(column: &mut Column<'_>, words: Option<&str>) {
    if let Some(words) = words {
        column.gap(1.5);
        column.write(&emblem::caption_look(column.metrics()), words);
    }
}
