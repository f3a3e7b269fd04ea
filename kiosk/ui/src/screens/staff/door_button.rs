//! The staff's door on every screen: a small lock beside the languages.

use egui::{Rect, Ui};
use texts::Key;
use view::StaffState;

use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::session::{Action, StaffAction};
use crate::theme::Tone;

/// Draws it in the bar at the top, left of `right`; answers with whether it was used and where it begins.
pub(crate) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    bar: Rect,
    right: f32,
    on_tone: Option<Tone>,
) -> (Option<Action>, f32) {
    let open = matches!(context.view.staff.state, StaffState::Open(_));
    let (key, icon) = if open {
        (Key::StaffDoorOpen, Icon::Unlock)
    } else {
        (Key::StaffDoor, Icon::Lock)
    };
    let words = context.texts.say(key);
    let kind = on_tone.map_or(Kind::Quiet, Kind::OnTone);
    let button = Button::new("staff-door", &words, kind).only_icon(icon);
    let (used, left) = button.show_before(ui, context.metrics, bar, right);
    (used.then_some(Action::Staff(StaffAction::Open)), left)
}
