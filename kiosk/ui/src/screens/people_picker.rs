//! How many people: a large stepper, the counts that come often, and all of them. Nothing needs a drag.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;

use super::DrawContext;
use super::controls::{Button, Kind};
use super::icons::Icon;
use super::places::Places;
use super::words::Look;
use crate::theme::{Metrics, Tone, Weight, mm};

/// Counts worth a button of their own; the others are left to the stepper.
const QUICK: [u16; 8] = [1, 2, 3, 5, 10, 15, 20, 25];

/// The most people of whom every count has its button: with the one for all, twice as wide, they fill two rows.
const MOST_SINGLE: u16 = 9;

/// How many buttons stand in a row at most, and at least.
const COLUMNS: std::ops::RangeInclusive<usize> = 3..=5;

/// The colours of the question around it.
const TONE: Tone = Tone::ASKED;

/// The heights of the stepper and of the counts, and the space between them, in millimetres: the roomiest first.
const UPRIGHT: [[f32; 3]; 4] = [
    [42.0, 30.0, 9.0],
    [32.0, 25.0, 6.0],
    [24.0, 22.0, 5.0],
    [mm::TARGET, mm::TARGET, mm::GAP],
];
const ACROSS: [[f32; 3]; 3] = [
    [26.0, 22.0, 6.0],
    [22.0, 20.0, 4.0],
    [mm::TARGET, mm::TARGET, mm::GAP],
];

/// The height without which nobody can choose, in points: the stepper's.
pub(super) fn least_height(m: &Metrics) -> f32 {
    m.mm(mm::TARGET)
}

/// Draws stepper and counts, as large as the place allows; where it has no room for the counts, the stepper alone.
/// Answers with the number that was asked for, 1 to `most`.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    most: u16,
    people: u16,
    place: Rect,
) -> Option<u16> {
    let m = context.metrics;
    let counts = quick_counts(most);
    let gap = m.mm(mm::GAP);
    let fitting = ((place.width() + gap) / (m.mm(mm::TARGET) + gap)) as usize;
    let columns = fitting.clamp(*COLUMNS.start(), *COLUMNS.end());
    let rows = (place_of_all(counts.len(), columns) + 1) / columns + 1;
    let heights: &[[f32; 3]] = if m.portrait() { &UPRIGHT } else { &ACROSS };
    let whole = |[step, button, between]: [f32; 3]| {
        m.mm(step + between) + rows as f32 * (m.mm(button) + gap) - gap
    };
    let fits = heights.iter().find(|it| whole(**it) <= place.height());
    let height = fits.map_or(0.0, |it| whole(*it));
    let top = place.top() + (place.height() - height).max(0.0) / 2.0;
    let Some([step, button, between]) = fits.map(|it| it.map(|mm| m.mm(mm))) else {
        let step = m.mm(heights[0][0]).min(place.height());
        let row = Rect::from_center_size(place.center(), vec2(place.width(), step));
        return Some(stepper(ui, context, people, row)?.clamp(1, most));
    };
    let row = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), step));
    let stepped = stepper(ui, context, people, row);
    let place = place.with_min_y(row.bottom() + between);
    let size = vec2(place.cell(columns, 1, gap).x, button);
    let count = place_of_all(counts.len(), columns) + 2;
    let cells: Vec<Rect> = place.cells(columns, size, gap).take(count).collect();
    let quick = quick(ui, context, &cells, &counts, most, people);
    Some(stepped.or(quick)?.clamp(1, most))
}

/// The place of the button for all, which takes two: after the counts, in the next row where this one has no room.
fn place_of_all(counts: usize, columns: usize) -> usize {
    if counts % columns == columns - 1 {
        counts + 1
    } else {
        counts
    }
}

fn stepper(ui: &mut Ui, context: &DrawContext<'_>, people: u16, row: Rect) -> Option<u16> {
    let (m, texts) = (context.metrics, context.texts);
    let width = (row.height() * 1.5).min(row.width() * 0.3);
    let fewer = row.with_max_x(row.left() + width);
    let more = row.with_min_x(row.right() - width);
    let words = [texts.say(Key::AskFewer), texts.say(Key::AskMore)];
    let mut wish = None;
    if Button::new("fewer", &words[0], Kind::OnTone(TONE))
        .only_icon(Icon::Minus)
        .show(ui, m, fewer)
    {
        wish = Some(people.saturating_sub(1));
    }
    if Button::new("more", &words[1], Kind::OnTone(TONE))
        .only_icon(Icon::Plus)
        .show(ui, m, more)
    {
        wish = Some(people.saturating_add(1));
    }
    let middle = Rect::from_min_max(fewer.right_top(), more.left_bottom());
    let capitals = row.height() / m.mm(1.0) * 0.62;
    Look::new(m, capitals, Weight::Bold, TONE.ink)
        .centred()
        .middle()
        .rows(1)
        .write(ui, middle, &people.to_string());
    wish
}

/// The counts that can be chosen by one touch, ascending; all of them are fewer than `most`.
fn quick_counts(most: u16) -> Vec<u16> {
    if most <= MOST_SINGLE {
        return (1..most).collect();
    }
    QUICK.into_iter().filter(|count| *count < most).collect()
}

fn quick(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    cells: &[Rect],
    counts: &[u16],
    most: u16,
    people: u16,
) -> Option<u16> {
    let m = context.metrics;
    let mut wish = None;
    for (count, cell) in counts.iter().zip(cells) {
        let words = count.to_string();
        let button = Button::new(&words, &words, Kind::ChoiceOn(TONE, *count == people));
        if button.capitals(7.0).show(ui, m, *cell) {
            wish = Some(*count);
        }
    }
    let all = context
        .texts
        .say_with(Key::AskAll, [("count", most.into())]);
    // The last two places are its own.
    let &[.., first, second] = cells else {
        return wish;
    };
    let whole = first.union(second);
    let button = Button::new("all", &all, Kind::ChoiceOn(TONE, most == people));
    if button.capitals(6.0).show(ui, m, whole) {
        wish = Some(most);
    }
    wish
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_have_every_count_and_large_ones_those_that_come_often() {
        assert!(quick_counts(1).is_empty());
        assert_eq!(quick_counts(2), [1]);
        assert_eq!(quick_counts(9), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(quick_counts(10), [1, 2, 3, 5]);
        assert_eq!(quick_counts(30), [1, 2, 3, 5, 10, 15, 20, 25]);
    }

    #[test]
    fn the_counts_rise_and_leave_the_whole_group_to_its_own_button() {
        for most in 1..=255 {
            let counts = quick_counts(most);
            assert!(counts.len() < 9);
            assert!(counts.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(counts.iter().all(|count| (1..most).contains(count)));
        }
    }
}
