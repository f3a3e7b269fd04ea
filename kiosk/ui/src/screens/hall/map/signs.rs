//! The signs of places: badges with icons that lead there, the needed ones first where there is no room for all.

use egui::accesskit::Role;
use egui::{Id, Painter, Pos2, Rect, Sense, Ui, Vec2, WidgetInfo};
use shared::catalogue::{Place, PlaceKind};
use shared::route::Destination;

use super::super::destination::{draw_badge, name};
use super::labels::Labels;
use super::scene::Scene;
use super::stalls::REACH_MM;
use crate::session::{Action, Page};

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

/// A sign that is drawn.
#[derive(Debug)]
pub(super) struct Sign<'a> {
    badge: Rect,
    place: &'a Place,
}

impl Sign<'_> {
    /// How far from it a touch is, in points.
    pub(super) fn distance(&self, at: Pos2) -> f32 {
        self.badge.distance_to_pos(at)
    }

    /// Opens the way to its place.
    pub(super) fn way(&self) -> Action {
        Action::Go(Page::Map(Some(self.destination())))
    }

    fn destination(&self) -> Destination {
        Destination::Place(self.place.id.clone())
    }
}

/// Tells screen readers of the signs, and feels fingers on them.
pub(super) fn tell(ui: &mut Ui, scene: &Scene<'_>, signs: &[Sign<'_>]) -> Option<Action> {
    let mut asked = None;
    for sign in signs {
        let id = Id::unique(("map-sign", &sign.place.id));
        let response = ui.interact(sign.badge, id, Sense::click());
        let name = name(scene.context, &sign.destination());
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &name));
        if response.clicked() {
            asked = Some(sign.way());
        }
    }
    asked
}

/// The sign that a touch of the map means: the nearest within half a target.
pub(super) fn nearest<'a, 'p>(
    scene: &Scene<'_>,
    signs: &'a [Sign<'p>],
    at: Pos2,
) -> Option<&'a Sign<'p>> {
    let reach = scene.context.metrics.mm(REACH_MM);
    let near = signs.iter().filter(|sign| sign.distance(at) <= reach);
    near.min_by(|a, b| a.distance(at).total_cmp(&b.distance(at)))
}

/// Draws the signs for which there is room.
pub(super) fn draw<'a>(painter: &Painter, scene: &Scene<'a>, labels: &mut Labels) -> Vec<Sign<'a>> {
    let mut drawn = Vec::new();
    let m = scene.context.metrics;
    let side = Vec2::splat(m.mm(SIDE_MM));
    for kind in KINDS {
        let of_kind = |place: &&Place| place.kind == kind && place.level == scene.level.id;
        for place in scene.plan.places.iter().filter(of_kind) {
            let at = kept_in_sight(scene, scene.camera.glass(place.at), side);
            let badge = Rect::from_center_size(at, side);
            if labels.take(badge.shrink(m.mm(0.5))) {
                draw_badge(painter, m, badge, kind);
                if scene.camera.place().contains_rect(badge) {
                    drawn.push(Sign { badge, place });
                }
            }
        }
    }
    drawn
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
