//! The booths on the map: glazed tiles in the colours of their villages.

use egui::accesskit::Role;
use egui::{Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};
use shared::catalogue::BoothSpot;
use shared::ids::BoothNumber;
use texts::Key;

use super::super::super::controls::corner;
use super::super::super::words::Look;
use super::super::booths::village_place;
use super::scene::Scene;
use crate::theme::{Metrics, Tone, Weight, colour};

/// The least capitals that a number on a booth is written with, in millimetres, and the most.
const LEAST: f32 = 3.4;
const MOST: f32 = 9.0;
/// A figure's width as a part of its height, and how much of a tile a number may take, across and down.
const FIGURE: f32 = 0.92;
const ACROSS: f32 = 0.84;
const DOWN: f32 = 0.55;
/// A finger is at most so far from the booth it means: half a target.
pub(super) const REACH_MM: f32 = 10.0;

/// Draws the booths, and tells screen readers of those in sight; answers with one that they asked for.
pub(super) fn draw(ui: &mut Ui, painter: &Painter, scene: &Scene<'_>) -> Option<BoothNumber> {
    let mut asked = None;
    let size = number_size(scene);
    for booth in scene
        .booths()
        .filter(|booth| !scene.is_chosen(booth.number))
    {
        let rect = scene.camera.rect(booth.rect());
        if !rect.intersects(scene.camera.place()) {
            continue;
        }
        tile(painter, ui, scene, booth, rect, size);
        if scene.camera.place().contains_rect(rect) && tell(ui, scene, booth.number, rect) {
            asked = Some(booth.number);
        }
    }
    asked
}

/// Draws the booth that is looked for or touched, over everything else on the floor.
pub(super) fn draw_chosen(ui: &mut Ui, painter: &Painter, scene: &Scene<'_>) {
    let size = number_size(scene);
    for booth in scene.booths().filter(|booth| scene.is_chosen(booth.number)) {
        let rect = scene.camera.rect(booth.rect());
        // From afar too it is large enough for its number.
        let least = scene.context.metrics.row(LEAST) / DOWN;
        let larger = Vec2::new(2.0 * least, least).max(rect.size());
        let rect = Rect::from_center_size(rect.center(), larger);
        tile(painter, ui, scene, booth, rect, size);
        if scene.camera.place().contains_rect(rect) {
            tell(ui, scene, booth.number, rect);
        }
    }
}

/// The booth that a touch of the map means: the nearest within half a target; with its distance in points.
pub(super) fn nearest(scene: &Scene<'_>, at: Pos2) -> Option<(BoothNumber, f32)> {
    let reach = scene.context.metrics.mm(REACH_MM);
    let distances = scene.booths().map(|booth| {
        let tile = scene.camera.rect(booth.rect());
        (booth.number, tile.distance_to_pos(at))
    });
    distances
        .filter(|(_, points)| *points <= reach)
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// The height of the capitals of the numbers with usual letters, the same on all booths; `None` where they would be too small to read.
pub(super) fn number_size(scene: &Scene<'_>) -> Option<f32> {
    let m = scene.context.metrics;
    let sizes = scene.booths().map(|booth| {
        let size = scene.camera.rect(booth.rect()).size() / m.mm(1.0);
        let digits = booth.number.to_string().len() as f32;
        (size.x * ACROSS / (digits * FIGURE)).min(size.y * DOWN)
    });
    let least = sizes.fold(f32::INFINITY, f32::min) / m.text_scale();
    (least.is_finite() && least >= LEAST).then(|| (least.min(MOST) * 2.0).floor() / 2.0)
}

fn tile(
    painter: &Painter,
    ui: &Ui,
    scene: &Scene<'_>,
    spot: &BoothSpot,
    rect: Rect,
    size: Option<f32>,
) {
    let m = scene.context.metrics;
    let catalogue = &scene.context.view.catalogue;
    let village = catalogue
        .booth(spot.number)
        .map(|booth| Tone::of_village(village_place(catalogue, &booth.village)));
    // A spot that the catalogue gives to nobody is an empty stall.
    let tone = village.unwrap_or(Tone {
        ground: colour::CRAZE,
        ink: colour::INK,
    });
    let chosen = scene.is_chosen(spot.number);
    let tone = if scene.stands_back() && !chosen {
        tone.washed()
    } else {
        tone
    };
    let joint = scene.camera.metres(0.14);
    let glazed = rect.shrink(joint);
    let round = corner(m, glazed.width().min(glazed.height()) * 0.12 / m.mm(1.0));
    painter.rect_filled(glazed, round, tone.ground);
    if chosen {
        let ring = Stroke::new(m.mm(1.2), colour::TERRACOTTA);
        painter.rect_stroke(rect.expand(m.mm(0.6)), round, ring, StrokeKind::Middle);
    }
    let whole = scene.camera.place().contains_rect(rect);
    let shown = size.or(chosen.then_some(LEAST)).filter(|_| whole);
    if let Some(capitals) = shown {
        Look::new(m, capitals, Weight::Bold, tone.ink)
            .centred()
            .middle()
            .rows(1)
            .paint_with(ui, painter, rect, &spot.number.to_string());
    }
}

/// A booth in sight by its name for those who can't see it. Its tile is smaller than a target: a touch beside
/// it is understood all the same, see [`nearest`].
fn tell(ui: &mut Ui, scene: &Scene<'_>, number: BoothNumber, rect: Rect) -> bool {
    let id = egui::Id::unique(("map-booth", number.0));
    let response = ui.interact(rect, id, Sense::click());
    let context = scene.context;
    let catalogue = &context.view.catalogue;
    let name = catalogue
        .booth(number)
        .map(|booth| booth.name.get(context.language()));
    let words = context
        .texts
        .say_with(Key::BoothNumber, [("number", number.0.into())]);
    let words = match name {
        Some(name) => format!("{words}. {name}"),
        None => words,
    };
    let chosen = scene.is_chosen(number);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &words));
    response.clicked()
}

/// The tile of a village in the legend.
pub(super) fn sample(painter: &Painter, m: &Metrics, rect: Rect, village: usize) {
    let tone = Tone::of_village(village);
    painter.rect_filled(rect, corner(m, 1.4), tone.ground);
    let line = Stroke::new(m.mm(0.3), tone.ink);
    painter.rect_stroke(
        rect.shrink(m.mm(1.0)),
        corner(m, 0.8),
        line,
        StrokeKind::Inside,
    );
}
