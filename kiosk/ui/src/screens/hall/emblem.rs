//! What stands for a village or a kind of product where there is no picture: a drawn thing on a plate.

use egui::{Painter, Rect, Stroke, Ui, vec2};
use shared::catalogue::{Booth, Picture};
use shared::ids::VillageId;

use crate::screens::DrawContext;
use crate::screens::controls::corner;
use crate::screens::icons::Icon;
use crate::screens::places::Places;
use crate::screens::plate::{rim, swell};
use crate::screens::words::Look;
use crate::search::ProductGroup;
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// The height of a caption's capitals in millimetres, and its rows at most.
const CAPTION: f32 = 3.8;
const CAPTION_ROWS: usize = 2;

/// The icon of a village: what it is known for. Of one that nobody drew for, a vase.
pub(super) fn of_village(village: &VillageId) -> Icon {
    match village.as_str() {
        "kim-lan" => Icon::Jar,
        "giang-cao" => Icon::Lamp,
        "kieu-ky" => Icon::Leaf,
        "ninh-hiep" => Icon::Herb,
        "phu-dong" => Icon::Flower,
        _ => Icon::Vase,
    }
}

/// The icon of a kind of product.
pub(super) fn of_products(group: ProductGroup) -> Icon {
    match group {
        ProductGroup::Tea => Icon::Cup,
        ProductGroup::Tableware => Icon::Bowl,
        ProductGroup::Kitchen => Icon::Jar,
        ProductGroup::Vases => Icon::Vase,
        ProductGroup::Decoration => Icon::Lamp,
        ProductGroup::House => Icon::Tile,
        ProductGroup::Altar => Icon::Incense,
        ProductGroup::Gifts => Icon::Gift,
        ProductGroup::Gilding => Icon::Leaf,
        ProductGroup::Leather => Icon::Bag,
        ProductGroup::Herbs => Icon::Herb,
        ProductGroup::Plants => Icon::Flower,
        ProductGroup::Other => Icon::Stall,
    }
}

/// The icon of a booth: of the first kind of product that it shows.
pub(super) fn of_booth(booth: &Booth) -> Icon {
    let group = ProductGroup::of(booth).first().copied();
    of_products(group.unwrap_or(ProductGroup::Other))
}

/// An icon on a disc.
pub(super) fn disc(painter: &Painter, rect: Rect, icon: Icon, tone: Tone) {
    let (centre, radius) = (rect.center(), rect.width() / 2.0);
    painter.circle_filled(centre, radius, tone.ground);
    let line = Stroke::new((radius * 0.03).max(1.0), tone.thin());
    painter.circle_stroke(centre, radius * 0.9, line);
    icon.draw(painter, rect.shrink(radius * 0.46), tone.ink);
}

/// The words below a picture.
pub(super) fn caption_look(m: &Metrics) -> Look {
    Look::new(m, CAPTION, Weight::Regular, colour::INK_SOFT).rows(CAPTION_ROWS)
}

/// The first of these pictures as [`cover`] shows it, above what is written below it; answers with where the picture is.
pub(super) fn cover_with_caption(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    pictures: &[Picture],
    look: (Icon, Tone),
) -> Rect {
    let m = context.metrics;
    let caption = pictures.first().and_then(|it| it.caption.as_ref());
    let Some(caption) = caption.map(|it| it.get(context.language())) else {
        cover(ui, context, place, pictures, look);
        return place;
    };
    let words = caption_look(m);
    let high = words.height(ui, caption, place.width());
    let (picture, below) = place.above_foot(high, m.mm(1.5));
    if cover(ui, context, picture, pictures, look) {
        words.write(ui, below, caption);
    }
    picture
}

/// The first of these pictures, over the whole place, and `true`; where none is there, its emblem on a plate, on a ground
/// of its tone.
pub(super) fn cover(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    pictures: &[Picture],
    (icon, tone): (Icon, Tone),
) -> bool {
    let m = context.metrics;
    let language = context.language();
    let shown = pictures.first().is_some_and(|picture| {
        let pictures = context.pictures;
        pictures.show(ui, place, picture, language)
    });
    if shown {
        return true;
    }
    let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
    painter.rect_filled(place, corner(m, mm::CARD), tone.ground);
    let foot = place.shrink2(vec2(m.mm(mm::CARD), 0.0));
    swell(&painter, m, foot, 9.0, tone.thin());
    // A plate, and on it what the village or the booth makes.
    let radius = place.width().min(place.height()) * 0.43;
    rim(&painter, place.center(), radius);
    let square = place.square(radius * 0.82);
    icon.draw(&painter, square, colour::COBALT);
    false
}
