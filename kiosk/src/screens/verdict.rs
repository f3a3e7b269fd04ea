//! The verdict, full screen: a colour, a large symbol, what, and what next; to be read from two metres.

use egui::{Rect, Stroke, Ui, pos2, vec2};

use super::controls::{Button, Kind, corner};
use super::header::{self, LanguageNames};
use super::icons::Icon;
use super::words::Look;
use super::{Glance, VerdictCard};
use crate::i18n::Key;
use crate::session::Action;
use crate::theme::{Metrics, Tone, Weight, mm};

/// The verdict screen.
#[derive(Debug, Clone, Default)]
pub struct VerdictScreen {
    names: LanguageNames,
}

impl VerdictScreen {
    /// Draws a verdict.
    pub fn show(&self, ui: &mut Ui, glance: &Glance<'_>, card: &VerdictCard) -> Option<Action> {
        let screen = ui.max_rect();
        let m = glance.metrics;
        let tone = card.mood.tone();
        ui.painter().rect_filled(screen, 0.0, tone.ground);
        let (language, _) = header::languages(ui, glance, screen, &self.names, Some(tone));
        let close = close(ui, glance, screen, tone);
        let body = Rect::from_min_max(
            pos2(
                screen.left() + m.mm(mm::MARGIN),
                screen.top() + m.mm(header::HEIGHT + 2.0),
            ),
            pos2(screen.right() - m.mm(mm::MARGIN), close.1 - m.mm(4.0)),
        );
        let (symbol_at, words_at) = split(m, body);
        symbol(ui, card, symbol_at);
        words(ui, m, card, words_at);
        language.or(close.0)
    }
}

fn split(m: &Metrics, body: Rect) -> (Rect, Rect) {
    if m.portrait() {
        let symbol = body.height() * 0.44;
        body.split_top_bottom_at_y(body.top() + symbol)
    } else {
        let middle = body.left() + body.width() * 0.38;
        let (symbol, words) = body.split_left_right_at_x(middle);
        (symbol, words.with_min_x(words.left() + m.mm(9.0)))
    }
}

/// The symbol in a ring, like the mark on the foot of a bowl.
fn symbol(ui: &Ui, card: &VerdictCard, place: Rect) {
    let tone = card.mood.tone();
    let radius = place.width().min(place.height()) * 0.48;
    let painter = ui.painter();
    painter.circle_filled(place.center(), radius, tone.ink);
    painter.circle_stroke(
        place.center(),
        radius * 0.93,
        Stroke::new(radius * 0.018, tone.ground),
    );
    card.mood.symbol().draw(
        painter,
        Rect::from_center_size(place.center(), vec2(radius, radius) * 1.36),
        tone.ground,
    );
}

fn words(ui: &mut Ui, m: &Metrics, card: &VerdictCard, place: Rect) {
    let ink = card.mood.tone().ink;
    let centred = |look: Look| if m.portrait() { look.centred() } else { look };
    let extra = [
        card.fact.as_ref(),
        card.people.as_ref(),
        card.repeat.as_ref(),
        card.code.as_ref(),
    ];
    let extra_rows = extra.iter().flatten().count() as f32;
    let title_room = (place.height() - m.mm(34.0 + 13.0 * extra_rows)).max(m.mm(30.0));
    let sizes = if m.portrait() {
        [26.0, 21.0, 17.0, 14.0, 12.5, 11.0]
    } else {
        [22.0, 17.0, 14.0, 12.0, 10.0, 8.5]
    };
    let looks = sizes.map(|size| centred(Look::new(m, size, Weight::Bold, ink).heading()));
    let Some(title) = Look::fitting(
        ui,
        looks,
        &card.title,
        vec2(place.width(), title_room),
        if m.portrait() { 2 } else { 3 },
    ) else {
        return;
    };
    let next = centred(Look::new(
        m,
        if m.portrait() { 10.0 } else { 7.6 },
        Weight::SemiBold,
        ink,
    ));
    let fact = centred(Look::new(
        m,
        if m.portrait() { 7.0 } else { 6.2 },
        Weight::Regular,
        ink,
    ));
    let small = centred(Look::text(m, ink));
    let mut lines = vec![
        (title, card.title.as_str(), 0.0),
        (next, card.next.as_str(), 5.0),
    ];
    lines.extend(card.fact.as_deref().map(|line| (fact, line, 4.0)));
    lines.extend(
        card.repeat
            .as_deref()
            .map(|line| (small.clone(), line, 4.0)),
    );
    lines.extend(card.code.as_deref().map(|line| (small, line, 3.0)));
    let pill = if card.people.is_some() {
        m.mm(19.0 + 7.0)
    } else {
        0.0
    };
    let height: f32 = lines
        .iter()
        .map(|(look, line, before)| look.height(ui, line, place.width()) + m.mm(*before))
        .sum();
    let spare = (place.height() - height - pill).max(0.0);
    let mut top = place.top()
        + if m.portrait() {
            spare * 0.3
        } else {
            spare / 2.0
        };
    if let Some(people) = &card.people {
        party(
            ui,
            m,
            card,
            Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), m.mm(19.0))),
            people,
        );
        top += pill;
    }
    for (look, line, before) in lines {
        top += m.mm(before);
        let said = look.write(
            ui,
            Rect::from_min_max(pos2(place.left(), top), place.max),
            line,
        );
        top = said.bottom();
    }
}

/// How many people may pass, as a tag.
fn party(ui: &mut Ui, m: &Metrics, card: &VerdictCard, place: Rect, people: &str) {
    let tone = card.mood.tone();
    let look = Look::new(m, 9.0, Weight::Bold, tone.ground)
        .middle()
        .rows(1);
    let icon = m.mm(12.0);
    let width = look.width(ui, people) + icon + m.mm(17.0);
    let left = if m.portrait() {
        place.center().x - width / 2.0
    } else {
        place.left()
    };
    let tag = Rect::from_min_size(pos2(left, place.top()), vec2(width, place.height()));
    ui.painter().rect_filled(tag, corner(m, 9.5), tone.ink);
    let square = Rect::from_center_size(
        pos2(tag.left() + m.mm(6.0) + icon / 2.0, tag.center().y),
        vec2(icon, icon),
    );
    Icon::People.draw(ui.painter(), square, tone.ground);
    let rest = Rect::from_min_max(
        pos2(square.right() + m.mm(4.0), tag.top()),
        pos2(tag.right() + 1.0, tag.bottom()),
    );
    look.write(ui, rest, people);
}

fn close(ui: &mut Ui, glance: &Glance<'_>, screen: Rect, tone: Tone) -> (Option<Action>, f32) {
    let m = glance.metrics;
    let words = glance.texts.say(Key::VerdictClose);
    let button = Button::new("close", &words, Kind::OnTone(tone)).icon(Icon::Clear);
    let width = button.width(ui, m).max(m.mm(52.0));
    let bottom = screen.bottom() - m.mm(mm::MARGIN * 0.8);
    let size = vec2(width, m.mm(mm::TARGET));
    let left = if m.portrait() {
        screen.center().x - width / 2.0
    } else {
        screen.right() - m.mm(mm::MARGIN) - width
    };
    let rect = Rect::from_min_size(pos2(left, bottom - size.y), size);
    let used = button.show(ui, m, rect);
    (used.then_some(Action::CloseVerdict), rect.top())
}
