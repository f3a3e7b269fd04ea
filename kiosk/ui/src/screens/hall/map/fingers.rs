//! What fingers do on the map: drag it, pinch it, touch a booth or a sign. All of it can be done with buttons too.

use egui::accesskit::Role;
use egui::{Pos2, Sense, Ui, WidgetInfo};
use texts::Key;

use super::scene::Scene;
use crate::session::Sight;

/// What was felt.
#[derive(Debug, Clone, Copy)]
pub(super) enum Felt {
    /// The map was moved, and shows this part now.
    Moved(Sight),
    /// It was touched here.
    Touched(Pos2),
}

/// Takes in what fingers do; drawn under everything else on the map.
pub(super) fn feel(ui: &mut Ui, scene: &Scene<'_>) -> Option<Felt> {
    let (context, camera) = (scene.context, &scene.camera);
    let place = camera.place();
    let response = ui.interact(place, egui::Id::unique("map"), Sense::click_and_drag());
    let level = scene.level.name.get(context.language());
    let name = context
        .texts
        .say_with(Key::MapName, [("level", level.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &name));
    let pinch = ui.input(egui::InputState::multi_touch);
    if let Some(pinch) = pinch.filter(|pinch| place.contains(pinch.center_pos)) {
        let moved = camera
            .nearer(pinch.zoom_delta, pinch.center_pos)
            .moved(-pinch.translation_delta);
        return Some(Felt::Moved(moved.sight(context.metrics)));
    }
    let drag = response.drag_delta();
    if response.dragged() && drag != egui::Vec2::ZERO {
        return Some(Felt::Moved(camera.moved(-drag).sight(context.metrics)));
    }
    let touched = response.clicked().then(|| response.interact_pointer_pos());
    touched.flatten().map(Felt::Touched)
}
