//! How a visitor checks in alone, in three steps: show the ticket, wait for the answer, walk.

use egui::accesskit::Role;
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use texts::Key;

use super::DrawContext;
use super::controls::corner;
use super::icons::Icon;
use super::modes::Way;
use super::places::Places;
use super::words::Look;
use crate::theme::{Weight, colour, mm};

/// A step: its symbol and what to do.
pub(super) struct Step {
    icon: Icon,
    words: String,
}

/// The steps at a door, with a camera or without.
pub(super) fn steps(context: &DrawContext<'_>, camera: bool) -> [Step; 3] {
    let out = Way::of(context.view.mode) == Way::Out;
    let show = if camera {
        Key::SelfStepShow
    } else {
        Key::SelfStepShowScanner
    };
    let (wait, walk) = if out {
        (Key::SelfStepWaitOut, Key::SelfStepWalkOut)
    } else {
        (Key::SelfStepWait, Key::SelfStepWalk)
    };
    let (seen, gone) = if out {
        (Icon::ExitDoor, Icon::ExitDoor)
    } else {
        (Icon::Check, Icon::EnterDoor)
    };
    [(Icon::Ticket, show), (seen, wait), (gone, walk)].map(|(icon, key)| Step {
        icon,
        words: context.texts.say(key),
    })
}

/// Draws them under one another; the one that is `on` stands out.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    steps: &[Step; 3],
    on: usize,
) {
    let m = context.metrics;
    let gap = m.mm(mm::GAP);
    let size = place.cell(1, steps.len(), gap);
    let size = vec2(size.x, size.y.min(m.mm(34.0)));
    let capitals = capitals(ui, context, steps, size);
    for (index, (step, row)) in steps.iter().zip(place.cells(1, size, gap)).enumerate() {
        let number = index + 1;
        let look = Look::new(m, capitals, Weight::SemiBold, colour::INK).middle();
        draw(ui, context, row, step, (number, index == on), &look);
    }
}

/// The side of a step's number and symbol, in points.
fn side(context: &DrawContext<'_>, height: f32) -> f32 {
    (height * 0.58).min(context.metrics.mm(17.0))
}

/// Where the words of a step stand, from the left and up to the right edge of its row, in points.
fn margins(context: &DrawContext<'_>, height: f32) -> (f32, f32) {
    let m = context.metrics;
    let side = side(context, height);
    (side + m.mm(10.0), side * 0.95 + m.mm(10.0))
}

/// The largest capitals, in millimetres, with which every step fits its row.
fn capitals(ui: &Ui, context: &DrawContext<'_>, steps: &[Step; 3], row: egui::Vec2) -> f32 {
    let (left, right) = margins(context, row.y);
    let width = row.x - left - right;
    let fits = |capitals: f32, rows: usize| {
        let look = Look::new(context.metrics, capitals, Weight::SemiBold, colour::INK);
        steps.iter().all(|step| {
            look.longest_word(ui, &step.words) <= width
                && look.rows_at(ui, &step.words, width) <= rows
                && look.height(ui, &step.words, width) <= row.y
        })
    };
    // Rather a little smaller than in two rows.
    let one = [10.0, 9.4, 8.8, 8.2, 7.6, 7.0, 6.4].map(|size| (size, 1));
    let two = [6.4, 5.8].map(|size| (size, 2));
    let mut sizes = one.into_iter().chain(two);
    sizes
        .find(|(size, rows)| fits(*size, *rows))
        .map_or(mm::TEXT, |(size, _)| size)
}

fn draw(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    step: &Step,
    (number, on): (usize, bool),
    look: &Look,
) {
    let m = context.metrics;
    let ground = if on {
        colour::COBALT_WASH
    } else {
        colour::PORCELAIN
    };
    let edge = if on { colour::COBALT } else { colour::CRAZE };
    let stroke = Stroke::new(m.mm(if on { 0.9 } else { 0.5 }), edge);
    let rounding = corner(m, 2.0 * mm::CARD);
    ui.painter()
        .rect(row, rounding, ground, stroke, StrokeKind::Inside);
    let side = side(context, row.height());
    let disc = pos2(row.left() + m.mm(5.0) + side / 2.0, row.center().y);
    ui.painter().circle_filled(disc, side / 2.0, colour::COBALT);
    let capitals = side / m.mm(1.0) * 0.46;
    Look::new(m, capitals, Weight::Bold, colour::PORCELAIN)
        .centred()
        .middle()
        .paint(
            ui,
            Rect::from_center_size(disc, vec2(side, side)),
            &number.to_string(),
        );
    let icon = Rect::from_center_size(
        pos2(row.right() - m.mm(6.0) - side / 2.0, row.center().y),
        vec2(side, side) * 0.9,
    );
    step.icon.draw(ui.painter(), icon, colour::COBALT);
    let (left, right) = margins(context, row.height());
    let words = row.between(row.left() + left, row.right() - right);
    look.paint(ui, words, &step.words);
    let slots = [
        ("number", number.into()),
        ("step", step.words.as_str().into()),
    ];
    let told = context.texts.say_with(Key::SelfStep, slots);
    let response = ui.allocate_rect(row, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &told));
}
