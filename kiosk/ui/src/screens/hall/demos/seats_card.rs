//! The card on which seats are taken: how many are left, the invitation to hold a ticket to the scanner, and what
//! became of it.

use egui::{Rect, Stroke, Ui, Vec2, vec2};
use texts::Key;

use super::super::super::controls::{Button, Kind};
use super::super::super::layout::{CardGround, Column, TextLines};
use super::super::super::places::Places;
use super::super::super::words::Look;
use super::facts::{name, text};
use super::line::DemoLine;
use super::seat_texts::{SeatTexts, answer, invitation};
use crate::session::{Action, DemosAction};
use crate::theme::{Metrics, Weight, colour, mm};

/// The most people that are offered, each as a button.
const MOST_CHOICES: u16 = 10;

/// Draws the card, as high as it needs.
pub(super) fn show(column: &mut Column<'_>, line: &DemoLine) -> Option<Action> {
    let (context, m) = (column.context, column.metrics());
    let ground = CardGround {
        fill: colour::PORCELAIN,
        corner: mm::CARD + 1.0,
        line: Some((0.5, colour::COBALT)),
    };
    column.card(7.0, ground, |card| {
        let head = name(m, colour::COBALT).heading();
        card.write(&head, &context.texts.say(Key::SeatsTitle));
        card.gap(2.0);
        if line.takes_seats() {
            count(card, line);
            card.gap(5.0);
        }
        let ours = context.view.seats.said.as_ref();
        let ours = ours.filter(|said| said.session == line.id);
        let said = match ours {
            Some(said) => answer(context, &said.answer),
            None => invitation(context, line),
        };
        told(card, &said);
        let mut asked = None;
        if said.choices > 0 {
            card.gap(5.0);
            asked = choices(card, said.choices);
        }
        if !said.does.is_empty() {
            card.gap(5.0);
            asked = asked.or(buttons(card, &said.does));
        }
        asked.map(Action::Demos)
    })
}

/// How many seats are left, as cups on a shelf and in words.
fn count(column: &mut Column<'_>, line: &DemoLine) {
    let (texts, m) = (column.context.texts, column.metrics());
    let seats = line.seats.unwrap_or(0);
    let left = line.left.map(|left| left.min(u32::from(seats)));
    let all = ("seats", seats.into());
    let words = match left {
        Some(left) => texts.say_with(Key::SeatsLeft, [("left", left.into()), all]),
        None => texts.say_with(Key::SeatsAll, [all]),
    };
    column.write(&text(m, colour::INK), &words);
    let Some(left) = left else {
        return;
    };
    column.gap(3.0);
    let shelf = column.free;
    let seats = usize::from(seats);
    let side = (shelf.width() / seats.max(1) as f32).clamp(m.mm(5.0), m.mm(11.0));
    let a_row = ((shelf.width() / side).floor() as usize).max(1);
    let taken = seats.saturating_sub(left as usize);
    let places = shelf.cells(a_row, Vec2::splat(side), 0.0);
    for (index, place) in places.take(seats).enumerate() {
        cup(column.ui, m, place.center(), side * 0.34, index < taken);
    }
    column.take(side * seats.div_ceil(a_row) as f32);
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

/// What is said, with its sign.
fn told(column: &mut Column<'_>, said: &SeatTexts) {
    let m = column.metrics();
    let side = m.mm(if m.portrait() { 30.0 } else { 24.0 });
    let ground = CardGround::plain(said.tone.ground);
    let sign = column.card(5.0, ground, |panel| {
        panel.beside_square(side, 6.0, |beside, sign| {
            let large = if m.portrait() { mm::HEADING } else { 6.0 };
            let title = Look::new(m, large, Weight::SemiBold, said.tone.ink).even();
            let mut lines = TextLines::new(title, &said.title);
            if let Some(words) = &said.next {
                lines = lines.then(m.mm(1.5), text(m, said.tone.ink).even(), words);
            }
            let high = lines.height(beside.ui, beside.free.width());
            let row = beside.take(high.max(side));
            lines.write(beside.ui, row.with_min_y(row.center().y - high / 2.0));
            // In the middle where the words are higher.
            Rect::from_x_y_ranges(sign.x_range(), row.y_range()).square(side)
        })
    });
    let painter = column.ui.painter();
    let ring = Stroke::new(m.mm(0.7), said.tone.ink);
    painter.circle_stroke(sign.center(), side * 0.48, ring);
    said.icon
        .draw(painter, sign.square(side * 0.5), said.tone.ink);
}

/// For how many people: a button each.
fn choices(column: &mut Column<'_>, most: u16) -> Option<DemosAction> {
    let (context, m) = (column.context, column.metrics());
    let gap = m.mm(mm::GAP);
    let side = m.row(mm::TARGET + 2.0);
    let place = column.free;
    let most = most.min(MOST_CHOICES);
    let fit = (((place.width() + gap) / (side + gap)).floor() as usize).max(1);
    // Rows of the same length.
    let rows = usize::from(most).div_ceil(fit).max(1);
    let a_row = usize::from(most).div_ceil(rows).max(1);
    let wide = place.cell(a_row, 1, gap).x;
    let button = vec2(wide.min(2.0 * side), side);
    let mut chosen = None;
    for (people, cell) in (1..=most).zip(place.cells(a_row, button, gap)) {
        let slots = [("count", people.into())];
        let words = context.texts.say_with(Key::People, slots);
        if number(column.ui, m, cell, people, &words) {
            chosen = Some(DemosAction::TakeSeats(people));
        }
        column.go_to(cell.bottom());
    }
    chosen
}

/// A button that shows a number, and is called so many people.
fn number(ui: &mut Ui, m: &Metrics, rect: Rect, people: u16, words: &str) -> bool {
    let id = format!("people-{people}");
    Button::new(&id, words, Kind::Quiet)
        .shown_as(&people.to_string())
        .capitals(mm::HEADING)
        .show(ui, m, rect)
}

/// What can be done, side by side, the last of them the main thing.
fn buttons(column: &mut Column<'_>, does: &[(Key, DemosAction)]) -> Option<DemosAction> {
    let (texts, m) = (column.context.texts, column.metrics());
    let row = column.take(m.row(mm::TARGET));
    let places = row.in_columns(does.len(), m.mm(mm::GAP));
    let mut asked = None;
    for (index, ((key, action), place)) in does.iter().zip(places).enumerate() {
        let last = index > 0 && index + 1 == does.len();
        let main = last && *action == DemosAction::DismissSeatNotice;
        let kind = if main { Kind::Main } else { Kind::Quiet };
        if Button::new(key.id(), &texts.say(*key), kind).show(column.ui, m, place) {
            asked = Some(*action);
        }
    }
    asked
}
