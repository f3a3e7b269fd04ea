//! What came of it: kept, on its way to the disk, or not kept.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;

use super::question::foot;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::screens::message;
use crate::screens::places::Places;
use crate::screens::stack::{Line, Stack};
use crate::session::{SubmissionAction, SubmissionForm, SubmissionStep, SubmissionSubject};
use crate::theme::{Tone, colour};

/// Draws it; answers with what was chosen.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    body: Rect,
    form: &SubmissionForm,
) -> Option<SubmissionAction> {
    let m = context.metrics;
    let texts = context.texts;
    let (icon, tone, lines) = match (form.step(), form.subject()) {
        (SubmissionStep::Sending, _) => (
            Icon::Outbox,
            Tone::CHECKING,
            vec![texts.say(Key::SubmissionSending)],
        ),
        (SubmissionStep::Failed, _) => (
            Icon::Warning,
            Tone::BROKEN,
            vec![
                texts.say(Key::SubmissionFailed),
                texts.say(Key::SubmissionFailedNext),
            ],
        ),
        (_, subject) => {
            let next = match subject {
                SubmissionSubject::Network => Key::SubmissionThanksNetwork,
                SubmissionSubject::Contact(_) => Key::SubmissionThanksContact,
            };
            let said = [Key::SubmissionThanks, next, Key::SubmissionThanksGone];
            (
                Icon::Check,
                Tone::CHECKING,
                said.map(|key| texts.say(key)).to_vec(),
            )
        }
    };
    foot(ui, m, body);
    let high = m.mm(if m.portrait() { 28.0 } else { 22.0 });
    let (body, _) = body.above_foot(m.mm(if m.portrait() { 16.0 } else { 0.0 }), 0.0);
    let (place, button) = body.above_foot(high, m.mm(6.0));
    let (symbol, words) = if m.portrait() {
        place.split_top_bottom_at_fraction(0.46)
    } else {
        place.beside(place.width() * 0.36, m.mm(9.0))
    };
    message::seal(ui, symbol.shrink(m.mm(8.0)), icon, tone);
    let mut stack = Stack::new(colour::INK, m.portrait());
    for (index, line) in lines.iter().enumerate() {
        stack = stack.with(match index {
            0 => Line::title(line, if m.portrait() { 15.0 } else { 13.0 }),
            1 => Line::next(line, 8.0),
            _ => Line::new(line, 6.0).before(6.0),
        });
    }
    message::write(ui, m, words, &stack);
    let (key, icon, action) = match form.step() {
        SubmissionStep::Sending => return None,
        SubmissionStep::Failed => (Key::SubmissionAgain, Icon::Return, SubmissionAction::Again),
        _ => (Key::SubmissionDone, Icon::Check, SubmissionAction::Leave),
    };
    let said = texts.say(key);
    let shown = Button::new("submission-end", &said, Kind::Main)
        .icon(icon)
        .capitals(6.4);
    let width = shown.width(ui, m).max(m.mm(90.0)).min(button.width());
    let left = if m.portrait() {
        button.center().x - width / 2.0
    } else {
        button.right() - width
    };
    let at = Rect::from_min_size(pos2(left, button.top()), vec2(width, high));
    shown.show(ui, m, at).then_some(action)
}
