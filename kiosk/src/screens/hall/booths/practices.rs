//! What a producer does for sustainability, by the stages of a product's life.

use egui::{Rect, Shape, Ui, pos2, vec2};
use shared::catalogue::{Booth, LifeCycleStage, Practice};
use texts::Key;

use super::looks::{name, text};
use crate::screens::Glance;
use crate::screens::controls::corner;
use crate::screens::hall::stages;
use crate::screens::icons::Icon;
use crate::screens::plate::waves;
use crate::theme::{colour, mm};

/// Draws the card; answers with where it ends.
pub(super) fn show(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, place: Rect) -> f32 {
    let m = glance.metrics;
    if booth.practices.is_empty() {
        return place.top();
    }
    let behind = ui.painter().add(Shape::Noop);
    let pad = m.mm(7.0);
    let inner = place.shrink2(vec2(pad, 0.0));
    let head = name(m, colour::CELADON_DEEP).heading();
    let words = glance.texts.say(Key::PracticesTitle);
    let said = head.write(ui, inner.with_min_y(place.top() + pad), &words);
    let mut top = said.bottom() + m.mm(5.0);
    for stage in stages::ALL {
        let practices = booth.practices.iter();
        let here: Vec<_> = practices.filter(|one| one.stage == stage).collect();
        if !here.is_empty() {
            top = group(ui, glance, inner.with_min_y(top), stage, &here) + m.mm(5.0);
        }
    }
    let band = Rect::from_min_max(
        pos2(inner.left(), top),
        pos2(inner.right(), top + m.mm(3.0)),
    );
    waves(ui.painter(), m, band);
    let card = place.with_max_y(top + m.mm(3.0) + pad);
    let ground = Shape::rect_filled(card, corner(m, mm::CARD), colour::CELADON_WASH);
    ui.painter().set(behind, ground);
    card.bottom()
}

/// What is done at one stage, beside its icon; answers with where it ends.
fn group(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    stage: LifeCycleStage,
    practices: &[&Practice],
) -> f32 {
    let m = glance.metrics;
    let side = m.mm(if m.portrait() { 17.0 } else { 13.0 });
    let at = pos2(place.left() + side * 0.12, place.top() + m.mm(2.0));
    let icon = Rect::from_min_size(at, vec2(side, side));
    let painter = ui.painter();
    painter.circle_filled(icon.center(), side * 0.62, colour::PORCELAIN);
    let drawn = icon.shrink(side * 0.12);
    Icon::of_stage(stage).draw(painter, drawn, colour::CELADON_DEEP);
    let beside = place.with_min_x(icon.right() + m.mm(6.0));
    let words = glance.texts.say(stages::key(stage));
    let said = name(m, colour::CELADON_DEEP).write(ui, beside, &words);
    let mut top = said.bottom();
    for practice in practices {
        let done = practice.text.get(glance.language());
        let said = text(m, colour::INK).write(ui, beside.with_min_y(top), done);
        top = said.bottom() + m.mm(1.0);
    }
    top.max(icon.bottom())
}
