//! The choice between a list and a grid.

use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, vec2};
use texts::Key;

use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::session::{Action, BoothLayout, BoothsAction};
use crate::theme::mm;

/// The least that is left of the row for what else it says, in millimetres.
const REST: f32 = 62.0;

/// Draws both at the right end of a row, with their words where these fit; returns what is left of the row, and what
/// was chosen.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    now: BoothLayout,
) -> (Rect, Option<Action>) {
    let (m, gap) = (context.metrics, context.metrics.mm(mm::GAP));
    let all = [
        (
            BoothLayout::List,
            "layout-list",
            Key::LayoutList,
            Icon::List,
        ),
        (
            BoothLayout::Grid,
            "layout-grid",
            Key::LayoutGrid,
            Icon::Grid,
        ),
    ];
    let words = all.map(|(_, _, key, _)| context.texts.say(key));
    let widths = words.each_ref().map(|words| {
        Button::new("", words, Kind::Quiet)
            .icon(Icon::List)
            .width(ui, m)
    });
    let [list, grid] = widths;
    let spelt_out = list + grid + gap + m.row(REST) <= row.width();
    let widths = if spelt_out {
        widths
    } else {
        [m.mm(mm::TARGET); 2]
    };
    let left = row.right() - widths[0] - gap - widths[1];
    let whole = row
        .with_min_x(left)
        .shrink2(vec2(0.0, (row.height() - m.mm(mm::TARGET)) / 2.0));
    let group = ui.interact(whole, Id::unique("layout"), Sense::hover());
    let label = context.texts.say(Key::LayoutGroup);
    group.widget_info(|| WidgetInfo::labeled(Role::Group, true, &label));
    let (mut at, mut chosen) = (whole.min, None);
    for (((layout, id, _, icon), words), width) in all.into_iter().zip(&words).zip(widths) {
        let button = Button::new(id, words, Kind::Choice(layout == now));
        let button = if spelt_out {
            button.icon(icon)
        } else {
            button.only_icon(icon)
        };
        let rect = Rect::from_min_size(at, vec2(width, whole.height()));
        if button.show(ui, m, rect) {
            chosen = Some(Action::Booths(BoothsAction::Layout(layout)));
        }
        at.x += width + gap;
    }
    (row.with_max_x(left - m.mm(2.0 * mm::GAP)), chosen)
}
