//! How many people: one fewer, one more, and the numbers that come up most.

use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, vec2};
use texts::Key;

use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, key_high};
use crate::screens::icons::Icon;
use crate::screens::layout::Column;
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{MOST_PEOPLE, StaffAction};
use crate::theme::{Weight, colour, mm};

/// The numbers with a button of their own.
const QUICK: [u16; 8] = [1, 2, 3, 4, 5, 10, 20, 30];

/// How many of them stand in a row.
const IN_A_ROW: usize = 4;

/// Draws it, as wide as the column.
pub(super) fn show(column: &mut Column<'_>, people: u16) -> Option<StaffAction> {
    let (context, m) = (column.context, column.metrics());
    let gap = m.mm(mm::GAP);
    let place = column.take(3.0 * key_high(m) + 2.0 * gap);
    let ui = &mut *column.ui;
    let size = vec2(place.cell(IN_A_ROW, 1, gap).x, key_high(m));
    let mut cells = place.cells(IN_A_ROW, size, gap);
    let mut first = || cells.next().unwrap_or(place);
    let [fewer_at, left, right, more_at] = [first(), first(), first(), first()];
    let mut wanted = None;
    let fewer = context.texts.say(Key::AskFewer);
    let button = Button::new("fewer", &fewer, Kind::Quiet)
        .only_icon(Icon::Minus)
        .enabled(people > 1);
    if button.show(ui, m, fewer_at) {
        wanted = Some(people - 1);
    }
    let more = context.texts.say(Key::AskMore);
    let button = Button::new("more", &more, Kind::Quiet)
        .only_icon(Icon::Plus)
        .enabled(people < MOST_PEOPLE);
    if button.show(ui, m, more_at) {
        wanted = Some(people + 1);
    }
    number(ui, context, left.union(right), people);
    for (count, cell) in QUICK.into_iter().zip(cells) {
        let words = count.to_string();
        let id = format!("quick-{count}");
        let button = Button::new(&id, &words, Kind::Choice(count == people)).capitals(6.0);
        if button.show(ui, m, cell) {
            wanted = Some(count);
        }
    }
    wanted.map(StaffAction::People)
}

/// The number between the buttons, with a word for what it counts.
fn number(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, people: u16) {
    let m = context.metrics;
    let words = context
        .texts
        .say_with(Key::People, [("count", people.into())]);
    let look = Look::new(m, 8.0, Weight::Bold, colour::INK).centred();
    look.middle().rows(1).paint(ui, place, &words);
    let response = ui.interact(place, Id::unique("people"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}
