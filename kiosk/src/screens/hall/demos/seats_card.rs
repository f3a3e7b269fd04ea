//! The card on which seats are taken: how many are left, the invitation to hold a ticket to the scanner, and what
//! became of it.

use egui::{Rect, Stroke, Ui, pos2, vec2};
use texts::Key;

use super::super::super::Glance;
use super::super::super::controls::{Button, Kind, corner};
use super::super::super::words::Look;
use super::facts::{name, text};
use super::line::DemoLine;
use super::seat_texts::{SeatTexts, answer, invitation};
use crate::session::{Action, DemosAction};
use crate::theme::{Metrics, Weight, colour, mm};

/// The most people that are offered, each as a button.
const MOST_CHOICES: u16 = 10;

/// Draws the card at the top of a place, as high as it needs; answers with where it ends.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    line: &DemoLine,
) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let behind = ui.painter().add(egui::Shape::Noop);
    let pad = m.mm(7.0);
    let inner = place.shrink2(vec2(pad, 0.0)).with_min_y(place.top() + pad);
    let head = name(m, colour::COBALT).heading();
    let title = glance.texts.say(Key::SeatsTitle);
    let mut top = head.write(ui, inner, &title).bottom() + m.mm(2.0);
    if line.takes_seats() {
        top = count(ui, glance, inner.with_min_y(top), line) + m.mm(5.0);
    }
    let ours = glance.view.seats.said.as_ref();
    let ours = ours.filter(|said| said.session == line.id);
    let said = match ours {
        Some(said) => answer(glance, &said.answer),
        None => invitation(glance, line),
    };
    let (bottom, asked) = told(ui, glance, inner.with_min_y(top), &said);
    let card = place.with_max_y(bottom + pad);
    let shape = egui::epaint::RectShape::new(
        card,
        corner(m, mm::CARD + 1.0),
        colour::PORCELAIN,
        Stroke::new(m.mm(0.5), colour::COBALT),
        egui::StrokeKind::Inside,
    );
    ui.painter().set(behind, shape);
    (card.bottom(), asked)
}

/// How many seats are left, as cups on a shelf and in words; answers with where that ends.
fn count(ui: &mut Ui, glance: &Glance<'_>, place: Rect, line: &DemoLine) -> f32 {
    let m = glance.metrics;
    let seats = line.seats.unwrap_or(0);
    let left = line.left.map(|left| left.min(u32::from(seats)));
    let words = match left {
        Some(left) => {
            let slots = [("left", left.into()), ("seats", seats.into())];
            glance.texts.say_with(Key::SeatsLeft, slots)
        }
        None => glance
            .texts
            .say_with(Key::SeatsAll, [("seats", seats.into())]),
    };
    let said = text(m, colour::INK).write(ui, place, &words);
    let Some(left) = left else {
        return said.bottom();
    };
    let shelf = place.with_min_y(said.bottom() + m.mm(3.0));
    let step = (shelf.width() / f32::from(seats.max(1))).clamp(m.mm(5.0), m.mm(11.0));
    let a_row = ((shelf.width() / step).floor() as usize).max(1);
    let radius = step * 0.34;
    let taken = usize::from(seats).saturating_sub(left as usize);
    for index in 0..usize::from(seats) {
        let (row, column) = (index / a_row, index % a_row);
        let at = pos2(
            shelf.left() + step * (column as f32 + 0.5),
            shelf.top() + step * (row as f32 + 0.5),
        );
        cup(ui, m, at, radius, index < taken);
    }
    let rows = usize::from(seats).div_ceil(a_row);
    shelf.top() + step * rows as f32
}

/// A bowl seen from above: full where a seat is taken.
fn cup(ui: &Ui, m: &Metrics, at: egui::Pos2, radius: f32, taken: bool) {
    let (fill, edge) = if taken {
        (colour::COBALT, colour::COBALT)
    } else {
        (colour::CELADON_WASH, colour::CELADON_DEEP)
    };
    let stroke = Stroke::new(m.mm(0.6), edge);
    ui.painter().circle(at, radius, fill, stroke);
    if !taken {
        ui.painter()
            .circle_stroke(at, radius * 0.6, Stroke::new(m.mm(0.3), edge));
    }
}

/// What is said, with its sign, and what can be done; answers with where that ends.
fn told(ui: &mut Ui, glance: &Glance<'_>, place: Rect, said: &SeatTexts) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let panel_behind = ui.painter().add(egui::Shape::Noop);
    let pad = m.mm(5.0);
    let inner = place.shrink2(vec2(pad, 0.0));
    let side = m.mm(if m.portrait() { 30.0 } else { 24.0 });
    let sign = Rect::from_min_size(pos2(inner.left(), place.top() + pad), vec2(side, side));
    let beside = inner.with_min_x(sign.right() + m.mm(6.0));
    let large = if m.portrait() { mm::HEADING } else { 6.0 };
    let title = Look::new(m, large, Weight::SemiBold, said.tone.ink).even();
    let next = text(m, said.tone.ink).even();
    let high = title.height(ui, &said.title, beside.width())
        + said.next.as_ref().map_or(0.0, |words| {
            m.mm(1.5) + next.height(ui, words, beside.width())
        });
    let top = sign.top() + ((side - high) / 2.0).max(0.0);
    let written = title.write(ui, beside.with_min_y(top), &said.title);
    if let Some(words) = &said.next {
        next.write(ui, beside.with_min_y(written.bottom() + m.mm(1.5)), words);
    }
    let mid = top.max(sign.top()) + high.max(side - (top - sign.top()));
    let panel = place.with_max_y(mid + pad);
    let ground = egui::Shape::rect_filled(panel, corner(m, mm::CARD), said.tone.ground);
    ui.painter().set(panel_behind, ground);
    let sign = sign.translate(vec2(0.0, (panel.center().y - sign.center().y).max(0.0)));
    ui.painter().circle_stroke(
        sign.center(),
        side * 0.48,
        Stroke::new(m.mm(0.7), said.tone.ink),
    );
    let square = Rect::from_center_size(sign.center(), vec2(side, side) * 0.5);
    said.icon.draw(ui.painter(), square, said.tone.ink);
    let mut bottom = panel.bottom();
    let mut asked = None;
    if said.choices > 0 {
        let (end, people) = choices(
            ui,
            glance,
            place.with_min_y(bottom + m.mm(5.0)),
            said.choices,
        );
        bottom = end;
        asked = people.map(|people| Action::Demos(DemosAction::TakeSeats(people)));
    }
    if !said.does.is_empty() {
        let row = place.with_min_y(bottom + m.mm(5.0));
        let (end, done) = buttons(ui, glance, row, &said.does);
        bottom = end;
        asked = asked.or(done);
    }
    (bottom, asked)
}

/// For how many people: a button each; answers with where they end.
fn choices(ui: &mut Ui, glance: &Glance<'_>, place: Rect, most: u16) -> (f32, Option<u16>) {
    let m = glance.metrics;
    let gap = m.mm(mm::GAP);
    let side = m.row(mm::TARGET + 2.0);
    let most = most.min(MOST_CHOICES);
    let fit = (((place.width() + gap) / (side + gap)).floor() as usize).max(1);
    // Rows of the same length.
    let rows = usize::from(most).div_ceil(fit).max(1);
    let a_row = usize::from(most).div_ceil(rows).max(1);
    let wide = (place.width() + gap) / a_row as f32 - gap;
    let button = vec2(wide.min(2.0 * side), side);
    let mut chosen = None;
    let mut bottom = place.top();
    for people in 1..=most {
        let index = usize::from(people - 1);
        let (row, column) = (index / a_row, index % a_row);
        let at = place.min + vec2(column as f32, row as f32) * (button + vec2(gap, gap));
        let rect = Rect::from_min_size(at, button);
        let words = glance
            .texts
            .say_with(Key::People, [("count", people.into())]);
        if number(ui, m, rect, people, &words) {
            chosen = Some(people);
        }
        bottom = rect.bottom();
    }
    (bottom, chosen)
}

/// A button that shows a number, and is called so many people.
fn number(ui: &mut Ui, m: &Metrics, rect: Rect, people: u16, words: &str) -> bool {
    let id = format!("people-{people}");
    Button::new(&id, words, Kind::Quiet)
        .shown_as(&people.to_string())
        .capitals(mm::HEADING)
        .show(ui, m, rect)
}

/// What can be done, side by side where there is room, the last of them the main thing; answers with where they end.
fn buttons(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    does: &[(Key, DemosAction)],
) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let gap = m.mm(mm::GAP);
    let high = m.row(mm::TARGET);
    let wide =
        (place.width() - gap * does.len().saturating_sub(1) as f32) / does.len().max(1) as f32;
    let mut asked = None;
    for (index, (key, action)) in does.iter().enumerate() {
        let main =
            index + 1 == does.len() && *action == DemosAction::DismissSeatNotice && does.len() > 1;
        let kind = if main { Kind::Main } else { Kind::Quiet };
        let left = place.left() + (wide + gap) * index as f32;
        let rect = Rect::from_min_size(pos2(left, place.top()), vec2(wide, high));
        let words = glance.texts.say(*key);
        if Button::new(key.id(), &words, kind).show(ui, m, rect) {
            asked = Some(Action::Demos(*action));
        }
    }
    (place.top() + high, asked)
}
