//! The question whether somebody is still there, with its countdown, over a booth screen.

use egui::{Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use texts::Key;

use super::DrawContext;
use super::controls::{Button, Kind, corner};
use super::words::Look;
use crate::session::{Action, COUNTDOWN_MS, Presence};
use crate::theme::{Weight, colour, mm};

/// What is asked: the question, what happens else, and the button to stay.
type Words = (Key, Key, Key);

const VISITOR: Words = (Key::IdleQuestion, Key::IdleCountdown, Key::IdleStay);
const STAFF: Words = (Key::StaffLocking, Key::StaffLockingCount, Key::StaffStay);

/// Asks whether somebody is still there, where that is to be asked. A touch anywhere is an answer, and the button is for
/// those who look for one; only while the ticket of somebody else waits, that touch may be theirs, and the button counts.
pub fn countdown(ui: &mut Ui, context: &DrawContext<'_>, presence: Presence) -> Option<Action> {
    match presence {
        Presence::Here => None,
        Presence::Asked { seconds } => ask(ui, context, seconds, VISITOR),
        Presence::Locking { seconds } => ask(ui, context, seconds, STAFF),
    }
}

/// What the card holds beside its words and its button, in millimetres across: the ring and the space around everything.
const AROUND: f32 = 47.0;

/// Straight pieces that the ring of the countdown is drawn with.
const PIECES: usize = 40;

fn ask(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    seconds: u64,
    (question, count, stay): Words,
) -> Option<Action> {
    let m = context.metrics;
    let screen = ui.max_rect();
    let question = context.texts.say(question);
    let count = context.texts.say_with(count, [("seconds", seconds.into())]);
    let stay = context.texts.say(stay);
    let button = Button::new("stay", &stay, Kind::Main);
    let width = button.width(ui, m);
    let strong = Look::name(m, colour::INK).even();
    let soft = Look::text(m, colour::INK).even();
    let wide = screen.width() - m.mm(2.0 * mm::MARGIN + AROUND) - width;
    let said = strong.height(ui, &question, wide) + m.mm(1.0);
    let both = said + soft.height(ui, &count, wide);
    let height = (both + m.mm(8.0)).max(m.mm(34.0));
    let card = Rect::from_min_max(
        pos2(
            screen.left() + m.mm(mm::MARGIN),
            screen.bottom() - height - m.mm(6.0),
        ),
        pos2(
            screen.right() - m.mm(mm::MARGIN),
            screen.bottom() - m.mm(6.0),
        ),
    );
    let corner = corner(m, 2.0 * mm::CARD);
    // A touch on the card must not reach a booth below it.
    ui.interact(card, egui::Id::unique("idle-card"), egui::Sense::click());
    ui.painter().rect(
        card,
        corner,
        colour::PORCELAIN,
        Stroke::new(m.mm(0.9), colour::COBALT),
        StrokeKind::Inside,
    );
    let ring = Rect::from_center_size(
        pos2(card.left() + m.mm(18.0), card.center().y),
        vec2(m.mm(22.0), m.mm(22.0)),
    );
    let left = (seconds * 1000) as f32 / COUNTDOWN_MS as f32;
    let (radius, line) = (ring.width() * 0.45, |width: f32, ink| {
        Stroke::new(ring.width() * width, ink)
    });
    let whole = line(0.06, colour::COBALT_WASH);
    ui.painter().circle_stroke(ring.center(), radius, whole);
    let arc = line(0.09, colour::COBALT);
    let places: Vec<Pos2> = (0..=PIECES)
        .map(|piece| {
            let turn = left.min(1.0) * piece as f32 / PIECES as f32 - 0.25;
            ring.center() + Vec2::angled(turn * std::f32::consts::TAU) * radius
        })
        .collect();
    for end in [places[0], places[PIECES]] {
        ui.painter().circle_filled(end, arc.width / 2.0, arc.color);
    }
    ui.painter().line(places, arc);
    Look::new(m, mm::HEADING, Weight::Bold, colour::COBALT)
        .centred()
        .middle()
        .paint(ui, ring, &seconds.to_string());
    let rect = Rect::from_min_size(
        pos2(
            card.right() - m.mm(7.0) - width,
            card.center().y - m.mm(mm::TARGET / 2.0),
        ),
        vec2(width, m.mm(mm::TARGET)),
    );
    let left = ring.right() + m.mm(7.0);
    let words = Rect::from_min_size(pos2(left, card.center().y - both / 2.0), vec2(wide, both));
    strong.write(ui, words, &question);
    soft.write(ui, words.with_min_y(words.top() + said), &count);
    button.show(ui, m, rect).then_some(Action::StillHere)
}
