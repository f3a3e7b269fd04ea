//! A sheet of porcelain that is a button as a whole: its caller draws what lies on it.

use egui::accesskit::Role;
use egui::{Rect, Response, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::screens::controls::{corner, focus_ring, touchable};
use crate::theme::{Metrics, colour, mm};

/// Draws the sheet; the response says whether it was used. `name` is what screen readers say.
pub(super) fn show(
    ui: &mut Ui,
    m: &Metrics,
    rect: Rect,
    id: impl std::hash::Hash + std::fmt::Debug,
    name: impl Fn() -> String,
) -> Response {
    show_with(ui, m, rect, id, (mm::CARD, 0.3), name)
}

/// The same with corners and a line of so many millimetres.
pub(super) fn show_with(
    ui: &mut Ui,
    m: &Metrics,
    rect: Rect,
    id: impl std::hash::Hash + std::fmt::Debug,
    (round, line): (f32, f32),
    name: impl Fn() -> String,
) -> Response {
    let response = touchable(ui, rect, id);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
    let (ground, edge) = if response.is_pointer_button_down_on() {
        (colour::COBALT_WASH, colour::COBALT)
    } else {
        (colour::PORCELAIN, colour::RIM)
    };
    let corner = corner(m, round);
    let line = Stroke::new(m.mm(line), edge);
    ui.painter()
        .rect(rect, corner, ground, line, StrokeKind::Inside);
    focus_ring(ui, m, &response, rect, corner);
    response
}
