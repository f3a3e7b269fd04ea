//! The steps of a craft as slides with captions, turned by buttons and slowly by themselves.

use std::time::Duration;

use egui::{Rect, Ui, pos2};
use shared::catalogue::{Artisan, CraftStep};
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{Button, Kind};
use super::super::super::icons::Icon;
use super::super::super::layout::{Column, TextLines};
use super::super::super::places::Places;
use super::super::super::plate::rim;
use super::super::super::words::Look;
use super::facts::{CARD, MARGIN, name, text};
use crate::session::{Action, Demos, DemosAction};
use crate::theme::{Metrics, Weight, colour, mm};

/// The height that a picture has at least, in millimetres.
const LEAST_PICTURE: f32 = 34.0;

/// Draws the slides, the picture as high as leaves everything else within the place, and at most `picture_high`.
pub(super) fn show(
    column: &mut Column<'_>,
    demos: &Demos,
    artisan: &Artisan,
    picture_high: f32,
) -> Option<Action> {
    let (context, m) = (column.context, column.metrics());
    let slides = artisan.steps.len();
    let now_ms = column
        .ui
        .input(|input| (input.time.max(0.0) * 1000.0) as u64);
    let calm = context.access.calm();
    let on = demos.slide(slides, calm, now_ms);
    let step = artisan.steps.get(on)?;
    if let Some(next) = demos.next_slide_ms(calm, now_ms) {
        let next = Duration::from_millis(next);
        column.ui.ctx().request_repaint_after(next);
    }
    column.card(MARGIN, CARD, |card| {
        let head = name(m, colour::CELADON_DEEP).heading();
        card.write(&head, &context.texts.say(Key::StepsTitle));
        card.gap(4.0);
        let captions_high = captions_high(card.ui, context, artisan, card.free.width());
        let below = m.mm(16.0) + captions_high + m.row(mm::TARGET) + m.mm(MARGIN);
        let room = (card.free.height() - below).max(m.mm(LEAST_PICTURE));
        let shown = card.take(picture_high.min(room));
        draw_picture(card.ui, context, shown, step, on);
        card.gap(5.0);
        beads(card.ui, m, card.free, slides, on);
        card.gap(6.0);
        let caption = card.take(captions_high);
        write_caption(card.ui, context, caption, step, (on, slides));
        card.gap(5.0);
        controls(card, (on, slides), demos.plays(calm))
    })
}

/// The step's picture; while there is none, a plate with the step's number in its well.
fn draw_picture(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, step: &CraftStep, on: usize) {
    let language = context.language();
    let shown = |ui: &mut Ui, picture| context.pictures.show(ui, place, picture, language);
    if step.pictures.iter().any(|picture| shown(ui, picture)) {
        return;
    }
    let m = context.metrics;
    let radius = (place.height() / 2.0).min(place.width() / 2.0);
    rim(ui.painter(), place.center(), radius);
    let capitals = radius / m.row(1.0) * 0.42;
    Look::new(m, capitals, Weight::Bold, colour::COBALT)
        .centred()
        .middle()
        .rows(1)
        .paint(ui, place, &(on + 1).to_string());
}

/// A bead for each slide, the one that is on filled.
fn beads(ui: &Ui, m: &Metrics, place: Rect, slides: usize, on: usize) {
    let step = m.mm(8.0);
    let left = place.center().x - step * slides.saturating_sub(1) as f32 / 2.0;
    for slide in 0..slides {
        let at = pos2(left + step * slide as f32, place.top());
        let here = slide == on;
        let (radius, fill) = if here {
            (m.mm(2.2), colour::CELADON_DEEP)
        } else {
            (m.mm(1.5), colour::CELADON)
        };
        ui.painter().circle_filled(at, radius, fill);
    }
}

fn caption_looks(m: &Metrics) -> [Look; 3] {
    let large = if m.portrait() { 7.4 } else { 6.2 };
    [
        name(m, colour::CELADON_DEEP).centred(),
        Look::new(m, large, Weight::Bold, colour::INK).centred(),
        text(m, colour::INK).centred(),
    ]
}

fn caption_words(
    context: &DrawContext<'_>,
    step: &CraftStep,
    (on, slides): (usize, usize),
) -> [String; 3] {
    let language = context.language();
    let slots = [("number", (on + 1).into()), ("count", slides.into())];
    [
        context.texts.say_with(Key::SlideOf, slots),
        step.title.get(language).to_owned(),
        step.text.get(language).to_owned(),
    ]
}

/// The height of the longest caption: the controls stay in their place.
fn captions_high(ui: &Ui, context: &DrawContext<'_>, artisan: &Artisan, width: f32) -> f32 {
    let m = context.metrics;
    let slides = artisan.steps.len();
    let high = |step: &CraftStep| {
        let words = caption_words(context, step, (0, slides));
        let looks = caption_looks(m);
        let lines = looks.iter().zip(&words);
        lines
            .map(|(look, words)| look.height(ui, words, width))
            .sum::<f32>()
            + m.mm(2.5)
    };
    artisan.steps.iter().map(high).fold(0.0, f32::max)
}

fn write_caption(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    step: &CraftStep,
    at: (usize, usize),
) {
    let m = context.metrics;
    let [of, title, text] = &caption_words(context, step, at);
    let [small, large, plain] = caption_looks(m);
    TextLines::new(small, of)
        .then(m.mm(0.5), large, title)
        .then(m.mm(2.0), plain, text)
        .write(ui, place);
}

/// Back, play or pause, and on, in one row.
fn controls(column: &mut Column<'_>, (on, slides): (usize, usize), plays: bool) -> Option<Action> {
    let (texts, m) = (column.context.texts, column.metrics());
    let gap = m.mm(mm::GAP);
    let last = slides.saturating_sub(1);
    let before = if on == 0 { last } else { on - 1 };
    let after = if on >= last { 0 } else { on + 1 };
    let (key, icon, turn) = if plays {
        (Key::SlidePause, Icon::Pause, DemosAction::Pause(on))
    } else {
        (Key::SlidePlay, Icon::Play, DemosAction::Play(on))
    };
    let words = [Key::SlideBack, key, Key::SlideOn].map(|key| texts.say(key));
    let middle = Button::new("slide-turn", &words[1], Kind::Main).icon(icon);
    let wide = middle.width(column.ui, m).max(m.mm(48.0));
    let row = column.take(m.row(mm::TARGET));
    let side = row.height().max(m.mm(mm::TARGET)) * 1.3;
    let left = row.center().x - (side * 2.0 + wide + gap * 2.0) / 2.0;
    let (first, rest) = row.with_min_x(left).beside(side, gap);
    let (centre, rest) = rest.beside(wide, gap);
    let (third, _) = rest.beside(side, gap);
    let back = Button::new("slide-back", &words[0], Kind::Quiet).only_icon(Icon::Back);
    let on = Button::new("slide-on", &words[2], Kind::Quiet).only_icon(Icon::On);
    let buttons = [
        (back, first, DemosAction::Slide(before)),
        (middle, centre, turn),
        (on, third, DemosAction::Slide(after)),
    ];
    let mut asked = None;
    for (button, place, action) in buttons {
        if button.show(column.ui, m, place) {
            asked = Some(Action::Demos(action));
        }
    }
    asked
}
