//! Lines with an icon before them, and the picture that stands for somebody's craft.

use egui::{Color32, Rect, Ui, pos2, vec2};
use shared::catalogue::Picture;

use super::super::super::Glance;
use super::super::super::icons::Icon;
use super::super::super::plate::rim;
use super::super::super::words::Look;
use super::super::emblem;
use crate::theme::{Metrics, Weight, colour, mm};

/// The height of capitals of running text: upright there is room for larger ones.
pub(super) fn capitals(m: &Metrics) -> f32 {
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

/// A line with an icon; answers with where the next one begins.
pub(super) fn fact(ui: &mut Ui, m: &Metrics, place: Rect, icon: Icon, words: &str) -> f32 {
    let look = text(m, colour::INK);
    let line = look.height(ui, "Ấ", f32::INFINITY);
    let side = m.mm(7.5);
    let middle = place.top() + line.max(side) / 2.0;
    let square = Rect::from_center_size(pos2(place.left() + side / 2.0, middle), vec2(side, side));
    icon.draw(ui.painter(), square, colour::CELADON_DEEP);
    let top = middle - line / 2.0;
    let beside = place.with_min_x(square.right() + m.mm(4.0)).with_min_y(top);
    let said = look.write(ui, beside, words);
    said.bottom().max(square.bottom()) + m.mm(2.2)
}

/// The first of these pictures that is there, and what is to be read below it; or a plate with a sign in its well.
pub(super) fn picture<'a>(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    pictures: &'a [Picture],
    sign: Icon,
) -> Option<&'a str> {
    let language = glance.language();
    let shown = |picture: &&Picture| glance.pictures.show(ui, place, picture, language);
    if let Some(picture) = pictures.iter().find(shown) {
        return picture.caption.as_ref().map(|it| it.get(language));
    }
    let radius = place.width().min(place.height()) / 2.0;
    rim(ui.painter(), place.center(), radius);
    let side = radius * 0.74;
    let square = Rect::from_center_size(place.center(), vec2(side, side));
    sign.draw(ui.painter(), square, colour::COBALT);
    None
}

/// Writes what is to be read below a picture; answers with where that ends.
pub(super) fn caption(ui: &mut Ui, m: &Metrics, place: Rect, words: Option<&str>) -> f32 {
    words.map_or(place.top(), |words| {
        let below = place.with_min_y(place.top() + m.mm(1.5));
        emblem::caption_look(m).write(ui, below, words).bottom()
    })
}
