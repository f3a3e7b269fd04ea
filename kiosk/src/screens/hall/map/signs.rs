//! The signs of places: badges with icons, the needed ones first where there is no room for all.

use egui::{Color32, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2};
use shared::catalogue::{Place, PlaceKind};

use super::super::super::controls::corner;
use super::super::super::icons::Icon;
use super::Scene;
use super::labels::Labels;
use crate::theme::{Metrics, Tone, colour};

/// The side of a badge, in millimetres.
pub(super) const SIDE_MM: f32 = 8.5;

/// Every kind there is, the one that is needed most first.
pub(super) const KINDS: [PlaceKind; 12] = [
    PlaceKind::FirstAid,
    PlaceKind::Toilets,
    PlaceKind::AccessibleToilet,
    PlaceKind::Entrance,
    PlaceKind::Exit,
    PlaceKind::Lift,
    PlaceKind::Information,
    PlaceKind::Water,
    PlaceKind::Landmark,
    PlaceKind::Stairs,
    PlaceKind::Ramp,
    PlaceKind::Seats,
];

/// Draws the signs for which there is room.
pub(super) fn draw(painter: &Painter, scene: &Scene<'_>, labels: &mut Labels) {
    let m = scene.glance.metrics;
    let side = Vec2::splat(m.mm(SIDE_MM));
    for kind in KINDS {
        let of_kind = |place: &&Place| place.kind == kind && place.level == scene.level.id;
        for place in scene.plan.places.iter().filter(of_kind) {
            let at = kept_in_sight(scene, scene.camera.glass(place.at), side);
            let badge = Rect::from_center_size(at, side);
            if labels.take(badge.shrink(m.mm(0.5))) {
                draw_one(painter, m, badge, kind);
            }
        }
    }
}

/// A sign that would be cut by the edge of the map moves in by a part of itself, so that gates at the edge are whole.
fn kept_in_sight(scene: &Scene<'_>, at: Pos2, side: Vec2) -> Pos2 {
    let inner = scene.camera.place().shrink2(side / 2.0);
    let kept = at.clamp(inner.min, inner.max);
    if kept.distance(at) <= side.x * 0.5 {
        kept
    } else {
        at
    }
}

/// Draws one badge.
pub(super) fn draw_one(painter: &Painter, m: &Metrics, badge: Rect, kind: PlaceKind) {
    let tone = tone(kind);
    let round = corner(m, badge.width() / m.mm(1.0) * 0.24);
    painter.rect_filled(badge, round, tone.ground);
    let rim = Stroke::new(m.mm(0.5), colour::PORCELAIN);
    painter.rect_stroke(badge, round, rim, StrokeKind::Outside);
    Icon::of_place(kind).draw(painter, badge.shrink(badge.width() * 0.17), tone.ink);
}

fn tone(kind: PlaceKind) -> Tone {
    let ground: Color32 = match kind {
        PlaceKind::FirstAid | PlaceKind::Entrance | PlaceKind::Exit => colour::CELADON_DEEP,
        PlaceKind::Lift | PlaceKind::Ramp | PlaceKind::Stairs => colour::SLATE,
        PlaceKind::Landmark => colour::OCHRE,
        _ => colour::COBALT,
    };
    Tone {
        ground,
        ink: colour::PORCELAIN,
    }
}
