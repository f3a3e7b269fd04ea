//! A ticket is being checked, and the disk takes its time: said at once, and again when it takes long.

use egui::Ui;
use texts::Key;

use super::DrawContext;
use super::icons::Icon;
use super::message::{self, Parts};
use super::stack::{Line, Stack};
use crate::theme::{Tone, mm};

/// Draws it; `slow` when it takes so long that one has to ask for patience.
pub fn checking(ui: &mut Ui, context: &DrawContext<'_>, slow: bool) {
    let screen = ui.max_rect();
    let m = context.metrics;
    let tone = Tone::CHECKING;
    message::ground(ui, m, screen, tone);
    let foot = screen.bottom() - m.mm(mm::MARGIN + mm::TARGET);
    let title = context.texts.say(Key::CheckingTitle);
    let next = context.texts.say(if slow {
        Key::CheckingSlow
    } else {
        Key::CheckingNext
    });
    let stack = Stack::new(tone.ink, m.portrait())
        .with(Line::title(&title, 18.0))
        .with(Line::next(&next, 9.0));
    let place = (screen, foot);
    let Parts { symbol, words } = message::parts(ui, m, place, false, (&stack, 0.0));
    message::seal(ui, symbol, Icon::Clock, tone);
    message::write(ui, m, words, &stack);
}
