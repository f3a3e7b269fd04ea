//! What a producer does for sustainability, by the stages of a product's life.

use egui::{Rect, vec2};
use shared::catalogue::{Booth, LifeCycleStage, Practice};
use texts::Key;

use super::looks::{name, text};
use crate::screens::hall::stages;
use crate::screens::icons::Icon;
use crate::screens::layout::{CardGround, Column};
use crate::screens::plate::waves;
use crate::theme::colour;

/// Draws the card.
pub(super) fn show(column: &mut Column<'_>, booth: &Booth) {
    if booth.practices.is_empty() {
        return;
    }
    let (texts, m) = (column.context.texts, column.metrics());
    column.card(7.0, CardGround::plain(colour::CELADON_WASH), |card| {
        let head = name(m, colour::CELADON_DEEP).heading();
        card.write(&head, &texts.say(Key::PracticesTitle));
        card.gap(5.0);
        for stage in stages::ALL {
            let practices = booth.practices.iter();
            let here: Vec<_> = practices.filter(|one| one.stage == stage).collect();
            if !here.is_empty() {
                group(card, stage, &here);
                card.gap(5.0);
            }
        }
        let band = card.take(m.mm(3.0));
        waves(card.ui.painter(), m, band);
    });
}

/// What is done at one stage, beside its icon.
fn group(column: &mut Column<'_>, stage: LifeCycleStage, practices: &[&Practice]) {
    let (context, m) = (column.context, column.metrics());
    let side = m.mm(if m.portrait() { 17.0 } else { 13.0 });
    let at = column.free.min + vec2(side * 0.12, m.mm(2.0));
    let icon = Rect::from_min_size(at, vec2(side, side));
    let painter = column.ui.painter();
    painter.circle_filled(icon.center(), side * 0.62, colour::PORCELAIN);
    let drawn = icon.shrink(side * 0.12);
    Icon::of_stage(stage).draw(painter, drawn, colour::CELADON_DEEP);
    let beside = column.free.with_min_x(icon.right() + m.mm(6.0));
    let ((), bottom) = column.part(beside, |beside| {
        beside.write(
            &name(m, colour::CELADON_DEEP),
            &context.texts.say(stages::key(stage)),
        );
        for practice in practices {
            beside.write(&text(m, colour::INK), practice.text.get(context.language()));
            beside.gap(1.0);
        }
    });
    column.go_to(bottom.max(icon.bottom()));
}
