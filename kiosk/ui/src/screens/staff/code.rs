//! A short code typed by hand, with what is wrong said while it is typed.

use egui::accesskit::Role;
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use texts::Key;
use view::{StaffCommand, TicketChoice};

use super::code_facts::{CodeState, next_of};
use super::page::{self, Head};
use super::typing::typed;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, corner};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::keyboard::{Keyboard, Plain, Pressed, SHORT_CODE};
use crate::screens::words::Look;
use crate::session::{Action, CODE_LENGTH, StaffAction, StaffSession};
use crate::theme::{Weight, colour, mm};

/// The page, with its keyboard.
#[derive(Debug)]
pub(super) struct CodeScreen {
    keyboard: Keyboard<Plain>,
}

impl Default for CodeScreen {
    fn default() -> Self {
        Self {
            keyboard: Keyboard::new(SHORT_CODE, Plain),
        }
    }
}

impl CodeScreen {
    /// Draws it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        staff: &StaffSession,
    ) -> Option<Action> {
        let title = context.texts.say(Key::StaffCode);
        let hint = context.texts.say(Key::StaffCodeHint);
        let head = Head {
            under: Some(&hint),
            ..Head::new(&title)
        };
        let (body, chosen) = page::show(ui, context, names, staff, &head);
        let m = context.metrics;
        let code = staff.code();
        let state = CodeState::of(code);
        let high = self.keyboard.height(m);
        let (upper, keys) = body.split_top_bottom_at_y(body.bottom() - high);
        let upper = upper.with_max_y(upper.bottom() - m.mm(mm::GAP));
        let checked = show_code(ui, context, upper, code, state);
        let usable = |key| key == '\u{8}' || next_of(code, key).is_some();
        let pressed = self.keyboard.show(ui, context, keys, code, usable);
        let pressed = match pressed {
            Some(Pressed::Text(code)) => Some(StaffAction::TypeCode(code)),
            Some(Pressed::Done) | None => None,
        };
        let typed = from_keyboard(ui, code);
        chosen.or(checked.or(pressed).or(typed).map(Action::Staff))
    }
}

/// The code in its places, what is to be said of it, and the button that has it judged.
fn show_code(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    code: &str,
    state: CodeState,
) -> Option<StaffAction> {
    let m = context.metrics;
    let words = context.texts.say(Key::StaffCodeCheck);
    let button = Button::new("check", &words, Kind::Main)
        .icon(Icon::Ticket)
        .capitals(if m.portrait() { 6.4 } else { mm::TEXT })
        .enabled(state == CodeState::Good);
    let button_wide = button.width(ui, m);
    let button_high = m.mm(mm::TARGET);
    let (boxes, say, rect) = if m.portrait() {
        let boxes_high = m.mm(30.0);
        let used = boxes_high + m.mm(26.0) + button_high;
        let top = place.top() + ((place.height() - used) * 0.35).max(0.0);
        let boxes = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), boxes_high));
        let size = vec2(button_wide.max(m.mm(120.0)), button_high);
        let button = Rect::from_min_size(
            pos2(place.center().x - size.x / 2.0, top + used - button_high),
            size,
        );
        let say = Rect::from_min_max(
            pos2(place.left(), boxes.bottom()),
            pos2(place.right(), button.top()),
        );
        (boxes, say, button)
    } else {
        let boxes_high = (place.height() * 0.62).min(m.mm(26.0));
        let (boxes, say) = place.split_top_bottom_at_y(place.top() + boxes_high);
        let right = boxes.right() - button_wide;
        let button = Rect::from_min_size(
            pos2(right, boxes.center().y - button_high / 2.0),
            vec2(button_wide, button_high),
        );
        (boxes.with_max_x(right - m.mm(6.0)), say, button)
    };
    code_in_groups(ui, context, boxes, code, state);
    said_of(ui, context, say, state);
    let judge = || {
        let typed = TicketChoice::Typed(code.to_owned());
        StaffAction::Ask(vec![StaffCommand::Enter(typed)])
    };
    button.show(ui, m, rect).then(judge)
}

/// A box for each character, in two groups of five as they are printed.
fn code_in_groups(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    code: &str,
    state: CodeState,
) {
    let m = context.metrics;
    let (gap, middle) = (m.mm(2.0), m.mm(8.0));
    let free = place.width() - gap * (CODE_LENGTH - 2) as f32 - middle;
    let width = (free / CODE_LENGTH as f32).min(m.mm(21.0));
    let whole = width * CODE_LENGTH as f32 + gap * (CODE_LENGTH - 2) as f32 + middle;
    let mut left = place.center().x - whole / 2.0;
    let height = place.height().min(m.mm(24.0));
    let top = place.center().y - height / 2.0;
    let (edge, ink) = match state {
        CodeState::Good => (colour::CELADON_DEEP, colour::CELADON_DEEP),
        CodeState::Wrong => (colour::TERRACOTTA, colour::TERRACOTTA),
        CodeState::Missing(_) => (colour::RIM, colour::INK),
    };
    let typed: Vec<char> = code.chars().collect();
    let look = Look::new(m, 9.0, Weight::Bold, ink).centred().middle();
    for index in 0..CODE_LENGTH {
        let rect = Rect::from_min_size(pos2(left, top), vec2(width, height));
        let next = index == typed.len();
        let line = if next {
            Stroke::new(m.mm(1.0), colour::COBALT)
        } else {
            Stroke::new(m.mm(0.5), edge)
        };
        ui.painter().rect(
            rect,
            corner(m, mm::CARD),
            colour::PORCELAIN,
            line,
            StrokeKind::Inside,
        );
        if let Some(character) = typed.get(index) {
            look.paint(ui, rect, &character.to_string());
        }
        left += width + if index == 4 { middle } else { gap };
    }
    let row = Rect::from_center_size(place.center(), vec2(whole, height));
    let response = ui.allocate_rect(row, Sense::hover());
    let told = if code.is_empty() { "none" } else { code };
    let words = context
        .texts
        .say_with(Key::StaffCodeTyped, [("code", told.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}

/// How many are missing, or whether it is right.
fn said_of(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, state: CodeState) {
    let m = context.metrics;
    let texts = context.texts;
    let (words, ink, icon) = match state {
        CodeState::Missing(CODE_LENGTH) => {
            (texts.say(Key::StaffCodeLetters), colour::INK_SOFT, None)
        }
        CodeState::Missing(count) => (
            texts.say_with(Key::StaffCodeLeft, [("count", count.into())]),
            colour::INK,
            None,
        ),
        CodeState::Good => (
            texts.say(Key::StaffCodeGood),
            colour::CELADON_DEEP,
            Some(Icon::Check),
        ),
        CodeState::Wrong => (
            texts.say(Key::StaffCodeBad),
            colour::TERRACOTTA,
            Some(Icon::Warning),
        ),
    };
    let side = if icon.is_some() { m.mm(8.0) } else { 0.0 };
    let room = vec2(place.width() - 2.0 * side, place.height());
    let looks = [mm::TEXT, 4.3, 3.8].map(|size| {
        let look = Look::new(m, size, Weight::SemiBold, ink);
        look.middle().centred()
    });
    let Some(look) = Look::fitting(ui, looks, &words, room, 2) else {
        return;
    };
    let width = look.width(ui, &words).min(room.x);
    let centre = place.center() + vec2(side * 0.6, 0.0);
    let rect = Rect::from_center_size(centre, vec2(width + 1.0, place.height()));
    look.write(ui, rect, &words);
    if let Some(icon) = icon {
        let centre = pos2(rect.left() - side * 0.8, rect.center().y);
        let square = Rect::from_center_size(centre, vec2(side, side));
        icon.draw(ui.painter(), square, ink);
    }
}

fn from_keyboard(ui: &Ui, code: &str) -> Option<StaffAction> {
    let typed = typed(ui, code, Some);
    // What a code can't hold is left out, and so is what comes after its end.
    let mut taken = String::new();
    for character in typed.text.chars() {
        taken.extend(next_of(&taken, character));
    }
    if typed.entered && CodeState::of(&taken) == CodeState::Good {
        let typed = TicketChoice::Typed(taken);
        return Some(StaffAction::Ask(vec![StaffCommand::Enter(typed)]));
    }
    (taken != code).then_some(StaffAction::TypeCode(taken))
}
