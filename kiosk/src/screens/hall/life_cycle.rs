//! What sustainable production means, stage by stage of a product's life, and how many booths do something there.

use egui::{Rect, Stroke, Ui, pos2, vec2};
use shared::catalogue::LifeCycleStage;
use texts::Key;

use super::{emblem, frame, stages};
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::scroll::Scroll;
use crate::screens::words::Look;
use crate::session::{Action, BoothsAction, Only, Session};
use crate::theme::{Tone, Weight, colour, mm};

/// The page, with how far it is scrolled.
#[derive(Debug, Default)]
pub(super) struct LifeCyclePage {
    scroll: Scroll,
}

impl LifeCyclePage {
    /// Draws it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        names: &LanguageNames,
        session: &Session,
    ) -> Option<Action> {
        let m = glance.metrics;
        let title = glance.texts.say(Key::LifeCycleTitle);
        let (body, chosen) = frame::show(ui, glance, names, &title);
        let mut wanted = None;
        let of = ("life-cycle", session.visit());
        self.scroll.page(ui, glance, of, body, |ui, place, _| {
            let intro = Look::new(m, 5.4, Weight::Regular, colour::INK);
            let words = glance.texts.say(Key::LifeCycleIntro);
            let mut top = intro.write(ui, place, &words).bottom() + m.mm(8.0);
            for stage in stages::ALL {
                let (bottom, seen) = show_stage(ui, glance, place.with_min_y(top), stage);
                if seen {
                    let only = Only::Practice(stage);
                    wanted = Some(Action::Booths(BoothsAction::See(only)));
                }
                top = bottom + m.mm(7.0);
            }
            top.into()
        });
        chosen.or(wanted)
    }
}

/// One stage: its picture or its sign, its name, what it means, and the booths; answers with where it ends and whether the booths
/// are wanted.
fn show_stage(ui: &mut Ui, glance: &Glance<'_>, place: Rect, stage: LifeCycleStage) -> (f32, bool) {
    let m = glance.metrics;
    let side = m.mm(if m.portrait() { 38.0 } else { 28.0 });
    let disc = Rect::from_min_size(place.min, vec2(side, side));
    let picture = glance.view.catalogue.stage_pictures.get(&stage);
    let language = glance.language();
    let there = picture.is_some_and(|picture| glance.pictures.show(ui, disc, picture, language));
    if !there {
        emblem::disc(ui.painter(), disc, Icon::of_stage(stage), Tone::CHECKING);
    }
    let mut words = place.with_min_x(disc.right() + m.mm(8.0));
    let booths = glance.view.catalogue.booths.iter();
    let count = booths
        .filter(|booth| stages::practised(booth, stage))
        .count();
    let says = glance
        .texts
        .say_with(Key::LifeCycleBooths, [("count", count.into())]);
    let button = Button::new(stages::key(stage).id(), &says, Kind::Quiet).icon(Icon::Stall);
    let width = button.width(ui, m);
    if !m.portrait() {
        words.set_right(place.right() - width - m.mm(8.0));
    }
    let title = Look::new(m, mm::HEADING, Weight::Bold, colour::CELADON_DEEP).heading();
    let said = title.write(ui, words, &glance.texts.say(stages::key(stage)));
    let capitals = if m.portrait() { 5.3 } else { mm::TEXT };
    let running = Look::new(m, capitals, Weight::Regular, colour::INK);
    let below = words.with_min_y(said.bottom() + m.mm(1.0));
    let said = running.write(ui, below, &glance.texts.say(about_key(stage)));
    let mut bottom = said.bottom().max(disc.bottom());
    if count == 0 {
        return (bottom, false);
    }
    let at = if m.portrait() {
        let at = pos2(words.left(), said.bottom() + m.mm(3.0));
        bottom = at.y + m.mm(mm::TARGET);
        at
    } else {
        pos2(place.right() - width, place.top() + m.mm(4.0))
    };
    let rect = Rect::from_min_size(at, vec2(width, m.mm(mm::TARGET)));
    let seen = button.show(ui, m, rect);
    if stage != LifeCycleStage::Disposal {
        // A thread leads from each stage to the next.
        let line = Stroke::new(m.mm(0.5), colour::CELADON);
        let (x, end) = (disc.center().x, bottom + m.mm(5.0));
        ui.painter().vline(x, disc.bottom() + m.mm(2.0)..=end, line);
    }
    (bottom.max(rect.bottom()), seen)
}

fn about_key(stage: LifeCycleStage) -> Key {
    match stage {
        LifeCycleStage::Materials => Key::LifeCycleMaterials,
        LifeCycleStage::Production => Key::LifeCycleProduction,
        LifeCycleStage::Distribution => Key::LifeCycleDistribution,
        LifeCycleStage::Use => Key::LifeCycleUse,
        LifeCycleStage::Disposal => Key::LifeCycleDisposal,
    }
}
