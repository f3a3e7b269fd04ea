//! The kiosk can't check tickets, or organisers closed it: where visitors go instead, and whom staff call. What is wrong in
//! detail is on the device's page for staff.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;
use view::{LaneView, OutOfOrder};

use super::DrawContext;
use super::controls::{Button, Kind};
use super::icons::Icon;
use super::message::{self, Parts};
use super::stack::{Line, Stack};
use crate::session::{Action, Page};
use crate::theme::{Tone, mm};

/// Draws it between the bar at the top and `bottom`. Its ground is drawn by the screen.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
    bottom: f32,
) -> Option<Action> {
    let m = context.metrics;
    let tone = Tone::BROKEN;
    let browse = context.texts.say(Key::ScanBrowse);
    let button = Button::new("browse", &browse, Kind::OnTone(tone)).icon(Icon::Stall);
    let size = vec2(button.width(ui, m).max(m.mm(70.0)), m.mm(mm::TARGET));
    let left = if m.portrait() {
        screen.center().x - size.x / 2.0
    } else {
        screen.right() - m.mm(mm::MARGIN) - size.x
    };
    let place = Rect::from_min_size(pos2(left, bottom - size.y), size);
    // A kiosk that is closed has nothing to look at either.
    let is_open = !context.view.lane.is_closed();
    let chosen = (is_open && button.show(ui, m, place)).then_some(Action::Go(Page::Home));
    let [title, next, call, kiosk] = sentences(context);
    let stack = Stack::new(tone.ink, m.portrait())
        .with(Line::title(&title, 16.0))
        .with(Line::next(&next, 9.0))
        .with(Line::next(&call, 6.0).before(9.0))
        .with(Line::new(&kiosk, 5.4));
    let free = (screen, place.top());
    let Parts { symbol, words } = message::parts(ui, m, free, false, (&stack, 0.0));
    message::seal(ui, symbol, Icon::Warning, tone);
    message::write(ui, m, words, &stack);
    chosen
}

/// Whom staff call.
pub(super) fn whom_to_call(context: &DrawContext<'_>) -> String {
    match context.house.contact.as_deref() {
        Some(contact) => {
            let slots = [("contact", contact.into())];
            context.texts.say_with(Key::OutOfOrderCall, slots)
        }
        None => context.texts.say(Key::OutOfOrderOrganisers),
    }
}

/// What has happened, where to go, whom staff call, and the name of the kiosk to tell them.
fn sentences(context: &DrawContext<'_>) -> [String; 4] {
    let (texts, house) = (context.texts, context.house);
    let next_device = match &context.view.lane {
        LaneView::OutOfOrder(OutOfOrder::Closed(closure)) => closure.next.as_ref(),
        _ => None,
    };
    let next = match (next_device, house.place(texts)) {
        (Some(device), _) => {
            let gate = context.view.gate_name(&device.gate, context.language());
            let slots = [
                ("kiosk", device.name.as_str().into()),
                ("gate", gate.into()),
            ];
            texts.say_with(Key::ClosedNext, slots)
        }
        _ if !context.view.mode.unattended => texts.say(Key::OutOfOrderNext),
        (None, Some(place)) => texts.say_with(Key::OutOfOrderAloneAt, [("place", place.into())]),
        (None, None) => texts.say(Key::OutOfOrderAlone),
    };
    let status = &context.view.status;
    let kiosk = status.label.as_deref().unwrap_or(status.kiosk.as_str());
    [
        texts.say(Key::OutOfOrderTitle),
        next,
        whom_to_call(context),
        texts.say_with(Key::OutOfOrderKiosk, [("kiosk", kiosk.into())]),
    ]
}
