//! The row at the foot of a booth's page: the booth before, the way there, the booth after.

use egui::{Rect, Ui};
use shared::ids::BoothNumber;
use texts::Key;

use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::session::{Action, BoothsAction, Page};
use crate::theme::mm;

/// The booths before and after one in the list.
pub(super) type Beside = [Option<BoothNumber>; 2];

/// Draws the row.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    number: BoothNumber,
    [before, after]: Beside,
) -> Option<Action> {
    let (m, gap) = (context.metrics, context.metrics.mm(mm::GAP));
    let mut middle = row;
    let mut chosen = None;
    let named = |number: BoothNumber| {
        let slots = [("number", number.0.into())];
        context.texts.say_with(Key::BoothNumber, slots)
    };
    let words = context.texts.say(Key::BoothShowTheWay);
    let way = Button::new("way", &words, Kind::Main).icon(Icon::Pin);
    let way = way.capitals(5.6);
    let leaves = [
        ("before", Icon::Back, before.map(named)),
        ("after", Icon::On, after.map(named)),
    ];
    let wide = |(id, icon, words): &(&str, Icon, Option<String>)| {
        let words = words.as_deref()?;
        Some(Button::new(id, words, Kind::Quiet).icon(*icon).width(ui, m) + gap)
    };
    let both: f32 = leaves.iter().filter_map(wide).sum();
    // The way there is what matters: where its words need the room, the others are arrows alone.
    let arrows = both + way.width(ui, m) > row.width();
    for ((id, icon, words), other) in leaves.iter().zip([before, after]) {
        let (Some(words), Some(other)) = (words.as_deref(), other) else {
            continue;
        };
        let leads_on = *icon == Icon::On;
        let button = Button::new(id, words, Kind::Quiet);
        let (button, width) = if arrows {
            (button.only_icon(*icon), m.mm(mm::TARGET))
        } else {
            let button = if leads_on {
                button.icon_last(*icon)
            } else {
                button.icon(*icon)
            };
            let width = button.width(ui, m);
            (button, width)
        };
        let at = if leads_on {
            middle.with_min_x(middle.right() - width)
        } else {
            middle.with_max_x(middle.left() + width)
        };
        if leads_on {
            middle.set_right(at.left() - gap);
        } else {
            middle.set_left(at.right() + gap);
        }
        if button.show(ui, m, at) {
            chosen = Some(Action::Booths(BoothsAction::Leaf(other)));
        }
    }
    if way.show(ui, m, middle) {
        chosen = Some(Action::Go(Page::Map(Some(number.into()))));
    }
    chosen
}
