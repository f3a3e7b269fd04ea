//! How many people: one fewer, one more, and the numbers that come up most.

use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, vec2};
use texts::Key;

use crate::screens::Glance;
use crate::screens::controls::{Button, Kind, key_high};
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{MOST_PEOPLE, StaffAction};
use crate::theme::{Metrics, Weight, colour, mm};

/// The numbers with a button of their own.
const QUICK: [u16; 8] = [1, 2, 3, 4, 5, 10, 20, 30];

/// How many of them stand in a row.
const IN_A_ROW: usize = 4;

/// How high the stepper is, in points.
pub(super) fn height(m: &Metrics) -> f32 {
    3.0 * key_high(m) + 2.0 * m.mm(mm::GAP)
}

/// Draws it at the top of a place, as wide as the place.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    people: u16,
) -> Option<StaffAction> {
    let m = glance.metrics;
    let gap = m.mm(mm::GAP);
    let width = (place.width() - gap * (IN_A_ROW - 1) as f32) / IN_A_ROW as f32;
    let size = vec2(width, key_high(m));
    let at = |column: usize, row: usize| {
        let across = vec2((width + gap) * column as f32, (size.y + gap) * row as f32);
        Rect::from_min_size(place.min + across, size)
    };
    let mut wanted = None;
    let fewer = glance.texts.say(Key::AskFewer);
    let button = Button::new("fewer", &fewer, Kind::Quiet)
        .only_icon(Icon::Minus)
        .enabled(people > 1);
    if button.show(ui, m, at(0, 0)) {
        wanted = Some(people - 1);
    }
    let more = glance.texts.say(Key::AskMore);
    let button = Button::new("more", &more, Kind::Quiet)
        .only_icon(Icon::Plus)
        .enabled(people < MOST_PEOPLE);
    if button.show(ui, m, at(IN_A_ROW - 1, 0)) {
        wanted = Some(people + 1);
    }
    number(ui, glance, at(1, 0).union(at(2, 0)), people);
    for (index, count) in QUICK.into_iter().enumerate() {
        let words = count.to_string();
        let id = format!("quick-{count}");
        let button = Button::new(&id, &words, Kind::Choice(count == people)).capitals(6.0);
        if button.show(ui, m, at(index % IN_A_ROW, 1 + index / IN_A_ROW)) {
            wanted = Some(count);
        }
    }
    wanted.map(StaffAction::People)
}

/// The number between the buttons, with a word for what it counts.
fn number(ui: &mut Ui, glance: &Glance<'_>, place: Rect, people: u16) {
    let m = glance.metrics;
    let words = glance
        .texts
        .say_with(Key::People, [("count", people.into())]);
    let look = Look::new(m, 8.0, Weight::Bold, colour::INK).centred();
    look.middle().rows(1).paint(ui, place, &words);
    let response = ui.interact(place, Id::unique("people"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}
