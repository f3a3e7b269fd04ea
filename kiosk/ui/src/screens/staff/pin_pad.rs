//! The PIN pad: large keys, a dot for each digit, and what to do when it is wrong.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use shared::pin::PIN_DIGITS;
use texts::Key;
use view::Pin;

use super::page::{self, Head};
use super::pin_facts::{Message, PinFacts};
use super::typing::typed;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::{Weight, colour, mm};

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
) -> Option<Action> {
    let texts = context.texts;
    let title = texts.say(Key::StaffPinTitle);
    let hint = texts.say(Key::StaffPinHint);
    let head = Head {
        title: &title,
        under: Some(&hint),
        back: (Key::StaffCancel, StaffAction::Leave),
    };
    let (body, chosen) = page::show(ui, context, names, staff, &head);
    let facts = PinFacts::new(context);
    if let Some(until) = facts.until {
        let wait = u64::try_from(until.since(context.now)).unwrap_or_default();
        ui.ctx().request_repaint_after(Duration::from_millis(wait));
    }
    if !facts.shows_pad() {
        if let Some(Message {
            icon, what, next, ..
        }) = &facts.message
        {
            let next = next.as_deref().unwrap_or_default();
            page::say(ui, context.metrics, body, *icon, [what, next]);
        }
        return chosen;
    }
    let (words, keys) = split(context, body);
    let Pin(digits) = staff.pin();
    told(ui, context, words, digits.chars().count(), &facts);
    let pressed = pad(ui, context, keys, digits, &facts);
    let typed = from_keyboard(ui, digits, &facts);
    chosen.or(pressed.or(typed).map(Action::Staff))
}

/// Where the dots go and where the keys go.
fn split(context: &DrawContext<'_>, body: Rect) -> (Rect, Rect) {
    let m = context.metrics;
    if m.portrait() {
        let size = vec2(m.mm(190.0).min(body.width()), m.mm(156.0));
        let top = body.top() + (body.height() - size.y) * 0.46;
        let keys = Rect::from_min_size(pos2(body.center().x - size.x / 2.0, top), size);
        let words = body.with_max_y(top - m.mm(8.0));
        (words.with_min_y(words.bottom() - m.mm(58.0)), keys)
    } else {
        let high = m.mm(140.0).min(body.height());
        let size = vec2(m.mm(150.0).min(body.width() * 0.5), high);
        let across = body.right() - body.width() * 0.02 - size.x / 2.0;
        let keys = Rect::from_center_size(pos2(across, body.center().y), size);
        (body.with_max_x(keys.left() - m.mm(10.0)), keys)
    }
}

/// The dots, and what is wrong.
fn told(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, count: usize, facts: &PinFacts) {
    let m = context.metrics;
    let places = count.max(*PIN_DIGITS.start());
    let step = m.mm(14.0).min(place.width() / places as f32);
    let centre = if m.portrait() {
        pos2(place.center().x, place.top() + m.mm(16.0))
    } else {
        pos2(place.center().x, place.center().y - m.mm(10.0))
    };
    let row = Rect::from_center_size(centre, vec2(step * places as f32, step));
    for index in 0..places {
        let middle = pos2(row.left() + step * (index as f32 + 0.5), row.center().y);
        if index < count {
            ui.painter()
                .circle_filled(middle, step * 0.34, colour::COBALT);
        } else {
            let line = Stroke::new((step * 0.05).max(1.0), colour::RIM);
            ui.painter().circle_stroke(middle, step * 0.31, line);
        }
    }
    let response = ui.allocate_rect(row, Sense::hover());
    let said = context
        .texts
        .say_with(Key::StaffPinTyped, [("count", count.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let Some(message) = &facts.message else {
        return;
    };
    let ink = if message.trouble {
        colour::TERRACOTTA
    } else {
        colour::INK
    };
    let look = Look::new(m, 6.0, Weight::SemiBold, ink).rows(2).centred();
    let below = place.with_min_y(row.bottom() + m.mm(8.0));
    let said = look.write(ui, below, &message.what);
    let square = Rect::from_min_size(
        pos2(said.left() - m.mm(12.0), said.top() - m.mm(0.5)),
        vec2(m.mm(9.0), m.mm(9.0)),
    );
    message.icon.draw(ui.painter(), square, ink);
}

/// The keys; answers with what one did.
fn pad(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    digits: &str,
    facts: &PinFacts,
) -> Option<StaffAction> {
    let m = context.metrics;
    let gap = m.mm(mm::GAP + 1.0);
    let size = vec2(
        (place.width() - 2.0 * gap) / 3.0,
        (place.height() - 3.0 * gap) / 4.0,
    );
    let at = |column: usize, row: usize| {
        let across = vec2(size.x + gap, size.y + gap) * vec2(column as f32, row as f32);
        Rect::from_min_size(place.min + across, size)
    };
    let mut pressed = None;
    for (index, digit) in ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"]
        .into_iter()
        .enumerate()
        .filter(|(_, digit)| !digit.is_empty())
    {
        let button = Button::new(digit, digit, Kind::Quiet)
            .capitals(9.0)
            .enabled(facts.takes_digits && digits.len() < *PIN_DIGITS.end());
        if button.show(ui, m, at(index % 3, index / 3)) {
            pressed = Some(StaffAction::TypePin(Pin(format!("{digits}{digit}"))));
        }
    }
    let words = context.texts.say(Key::StaffPinRubOut);
    let rub_out = Button::new("rub-out", &words, Kind::Quiet)
        .only_icon(Icon::RubOut)
        .capitals(6.4)
        .enabled(facts.takes_digits && !digits.is_empty());
    if rub_out.show(ui, m, at(0, 3)) {
        pressed = Some(StaffAction::TypePin(without_last(digits)));
    }
    let words = context.texts.say(Key::StaffPinSend);
    let send = Button::new("send", &words, Kind::Main).enabled(facts.may_be_whole(digits.len()));
    if send.show(ui, m, at(2, 3)) {
        pressed = Some(StaffAction::SendPin(Pin(digits.to_owned())));
    }
    pressed
}

/// Digits of a real keyboard.
fn from_keyboard(ui: &Ui, digits: &str, facts: &PinFacts) -> Option<StaffAction> {
    if !facts.takes_digits {
        return None;
    }
    let typed = typed(ui, digits, |c| c.is_ascii_digit().then_some(c));
    if typed.entered && facts.may_be_whole(typed.text.len()) {
        return Some(StaffAction::SendPin(Pin(typed.text)));
    }
    typed
        .changed
        .then_some(StaffAction::TypePin(Pin(typed.text)))
}

fn without_last(digits: &str) -> Pin {
    let mut digits = digits.to_owned();
    digits.pop();
    Pin(digits)
}
