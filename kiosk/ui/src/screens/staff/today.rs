//! What happened at this kiosk today: a line at a gate, two large numbers at a booth.

use egui::{Rect, Ui, vec2};
use texts::Key;
use view::Today;

use super::page;
use crate::screens::DrawContext;
use crate::screens::icons::Icon;
use crate::screens::layout::{Column, TextLines};
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::theme::{Weight, colour, mm};

/// A number with what it counts.
struct Count {
    icon: Icon,
    number: String,
    words: String,
}

/// Draws it at the top of a place; answers with what is left below.
pub(super) fn show(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, today: Today) -> Rect {
    let count = |icon, key, number: u64| Count {
        icon,
        number: number.to_string(),
        words: context.texts.say_with(key, [("count", number.into())]),
    };
    match today {
        Today::Gate { entered, left } => {
            let counts = [
                count(Icon::EnterDoor, Key::StaffTodayIn, entered),
                count(Icon::ExitDoor, Key::StaffTodayOut, left),
            ];
            line(ui, context, place, &counts)
        }
        Today::Booth { visits, contacts } => {
            let counts = [
                count(Icon::Ticket, Key::StaffTodayVisits, visits),
                count(Icon::Pencil, Key::StaffTodayContacts, contacts),
            ];
            cards(ui, context, place, &counts)
        }
    }
}

/// The height of a line, in millimetres.
const LINE: f32 = 11.0;

/// Heading and numbers in one line.
fn line(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, counts: &[Count]) -> Rect {
    let m = context.metrics;
    let (row, rest) = place.below_head(m.mm(LINE), m.mm(2.0));
    let strong = Look::new(m, 6.0, Weight::Bold, colour::INK)
        .middle()
        .rows(1);
    let plain = Look::text(m, colour::INK).middle().rows(1);
    let heading = Look::new(m, mm::TEXT, Weight::SemiBold, colour::COBALT)
        .middle()
        .rows(1);
    let words = context.texts.say(Key::StaffTodayGroup);
    let (side, gap) = (m.mm(7.0), m.mm(2.0));
    let needs = |ui: &Ui, count: &Count| {
        side + 2.0 * gap + strong.width(ui, &count.number) + plain.width(ui, &count.words)
    };
    let between = m.mm(9.0);
    let numbers: f32 = counts.iter().map(|count| needs(ui, count) + between).sum();
    let mut left = row.left();
    // The numbers say what they count; where there is little room the heading is left out.
    if heading.width(ui, &words) + numbers <= row.width() {
        left = heading.write(ui, row, &words).right() + between;
    }
    for count in counts {
        let square = row.with_min_x(left).square_at_left(side);
        count.icon.draw(ui.painter(), square, colour::COBALT);
        let number = row.with_min_x(square.right() + gap);
        let said = strong.write(ui, number, &count.number);
        let after = row.with_min_x(said.right() + gap);
        left = plain.write(ui, after, &count.words).right() + between;
    }
    rest
}

/// A card for each number, large enough to be read in passing.
fn cards(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, counts: &[Count]) -> Rect {
    let m = context.metrics;
    let mut column = Column::new(ui, context, place);
    page::heading(&mut column, Key::StaffTodayGroup);
    let high = m.mm(if m.portrait() { 52.0 } else { 44.0 });
    let row = column.take(high.min(column.free.height() * 0.5));
    column.gap(4.0);
    let (rest, ui) = (column.free, column.ui);
    let number = Look::new(m, 14.0, Weight::Bold, colour::COBALT).rows(1);
    let label = Look::text(m, colour::INK).rows(2);
    for (count, card) in counts
        .iter()
        .zip(row.in_columns(counts.len(), m.mm(mm::GAP + 0.5)))
    {
        page::card(ui, m, card);
        let inner = card.shrink2(vec2(m.mm(7.0), m.mm(3.0)));
        let square = inner.square_at_left((inner.height() * 0.5).min(m.mm(18.0)));
        count.icon.draw(ui.painter(), square, colour::COBALT_THIN);
        let words = inner.with_min_x(square.right() + m.mm(6.0));
        let lines = TextLines::new(number.clone(), &count.number);
        let lines = lines.then(0.0, label.clone(), &count.words);
        let spare = words.height() - lines.height(ui, words.width());
        lines.write(ui, words.with_min_y(words.top() + (spare / 2.0).max(0.0)));
    }
    rest
}
