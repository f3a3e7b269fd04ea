//! What fingers do on the map: drag it, pinch it, touch a booth. All of it can be done with buttons too.

use egui::accesskit::Role;
use egui::{Sense, Ui, WidgetInfo};

use super::{Scene, stalls};
use crate::i18n::Key;
use crate::session::MapAction;

/// Takes in what fingers do; drawn under everything else on the map.
pub(super) fn feel(ui: &mut Ui, scene: &Scene<'_>) -> Option<MapAction> {
    let (glance, camera) = (scene.glance, &scene.camera);
    let place = camera.place();
    let response = ui.interact(place, egui::Id::unique("map"), Sense::click_and_drag());
    let level = scene.level.name.get(glance.language());
    let name = glance
        .texts
        .say_with(Key::MapName, [("level", level.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &name));
    let pinch = ui.input(egui::InputState::multi_touch);
    if let Some(pinch) = pinch.filter(|pinch| place.contains(pinch.center_pos)) {
        let moved = camera
            .nearer(pinch.zoom_delta, pinch.center_pos)
            .moved(-pinch.translation_delta);
        return Some(MapAction::Look(moved.sight(glance.metrics)));
    }
    let drag = response.drag_delta();
    if response.dragged() && drag != egui::Vec2::ZERO {
        return Some(MapAction::Look(camera.moved(-drag).sight(glance.metrics)));
    }
    let touched = response.clicked().then(|| response.interact_pointer_pos());
    let touched = touched.flatten()?;
    Some(MapAction::Pick(stalls::nearest(
        scene,
        camera.plan(touched),
    )))
}
