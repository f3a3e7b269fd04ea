//! What sustainable production means, stage by stage of a product's life, and how many booths do something there.

use egui::{Rect, Stroke, Ui, pos2, vec2};
use shared::catalogue::LifeCycleStage;
use texts::Key;

use super::{emblem, frame, stages};
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::Column;
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
        context: &DrawContext<'_>,
        names: &LanguageNames,
        session: &Session,
    ) -> Option<Action> {
        let m = context.metrics;
        let title = context.texts.say(Key::LifeCycleTitle);
        let (body, chosen) = frame::show(ui, context, names, &title);
        let of = ("life-cycle", session.visit());
        let wanted = self.scroll.page(ui, context, of, body, |column, _| {
            let intro = Look::new(m, 5.4, Weight::Regular, colour::INK);
            column.write(&intro, &context.texts.say(Key::LifeCycleIntro));
            column.gap(8.0);
            let mut wanted = None;
            for stage in stages::ALL {
                if show_stage(column, stage) {
                    let only = Only::Practice(stage);
                    wanted = Some(Action::Booths(BoothsAction::See(only)));
                }
                column.gap(7.0);
            }
            wanted
        });
        chosen.or(wanted)
    }
}

/// One stage: its picture or its sign, its name, what it means, and the booths; returns whether the booths are wanted.
fn show_stage(column: &mut Column<'_>, stage: LifeCycleStage) -> bool {
    let (context, m) = (column.context, column.metrics());
    let (catalogue, texts) = (&context.view.catalogue, context.texts);
    let place = column.free;
    let booths = catalogue.booths.iter();
    let count = booths
        .filter(|booth| stages::practised(booth, stage))
        .count();
    let says = texts.say_with(Key::LifeCycleBooths, [("count", count.into())]);
    let button = Button::new(stages::key(stage).id(), &says, Kind::Quiet).icon(Icon::Stall);
    let wide = button.width(column.ui, m);
    let side = m.mm(if m.portrait() { 38.0 } else { 28.0 });
    let (disc, seen) = column.beside_square(side, 8.0, |words, disc| {
        let picture = catalogue.stage_pictures.get(&stage);
        let language = context.language();
        if !picture.is_some_and(|it| context.pictures.show(words.ui, disc, it, language)) {
            let icon = Icon::of_stage(stage);
            emblem::disc(words.ui.painter(), disc, icon, Tone::CHECKING);
        }
        if !m.portrait() {
            words.free.set_right(place.right() - wide - m.mm(8.0));
        }
        let title = Look::new(m, mm::HEADING, Weight::Bold, colour::CELADON_DEEP).heading();
        words.write(&title, &texts.say(stages::key(stage)));
        words.gap(1.0);
        let capitals = if m.portrait() { 5.3 } else { mm::TEXT };
        let running = Look::new(m, capitals, Weight::Regular, colour::INK);
        words.write(&running, &texts.say(about_key(stage)));
        if count == 0 {
            return (disc, None);
        }
        // Below the words where the page is narrow, else at its right.
        let at = if m.portrait() {
            words.gap(3.0);
            words.take(m.mm(mm::TARGET)).min
        } else {
            pos2(place.right() - wide, place.top() + m.mm(4.0))
        };
        let rect = Rect::from_min_size(at, vec2(wide, m.mm(mm::TARGET)));
        (disc, Some(button.show(words.ui, m, rect)))
    });
    if seen.is_some() && stage != LifeCycleStage::Disposal {
        // A thread leads from each stage to the next.
        let line = Stroke::new(m.mm(0.5), colour::CELADON);
        let ends = disc.bottom() + m.mm(2.0)..=column.top() + m.mm(5.0);
        column.ui.painter().vline(disc.center().x, ends, line);
    }
    seen.unwrap_or(false)
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
