//! The steps of a craft as slides with captions, turned by buttons and slowly by themselves.

use std::time::Duration;

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::{Artisan, CraftStep};
use texts::Key;

use super::super::super::Glance;
use super::super::super::controls::{Button, Kind, corner};
use super::super::super::icons::Icon;
use super::super::super::plate::rim;
use super::super::super::words::Look;
use super::facts::{name, text};
use crate::session::{Action, Demos, DemosAction};
use crate::theme::{Metrics, Weight, colour, mm};

/// The height that a picture has at least, in millimetres.
const LEAST_PICTURE: f32 = 34.0;

/// Draws the slides at the top of a place, the picture as high as leaves everything else within the place, and at most
/// `picture_high`; answers with where they end.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    demos: &Demos,
    artisan: &Artisan,
    place: Rect,
    picture_high: f32,
) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let slides = artisan.steps.len();
    let now_ms = ui.input(|input| (input.time.max(0.0) * 1000.0) as u64);
    let calm = glance.access.calm();
    let on = demos.slide(slides, calm, now_ms);
    let Some(step) = artisan.steps.get(on) else {
        return (place.top(), None);
    };
    if let Some(next) = demos.next_slide_ms(calm, now_ms) {
        ui.ctx().request_repaint_after(Duration::from_millis(next));
    }
    let behind = ui.painter().add(egui::Shape::Noop);
    let pad = m.mm(7.0);
    let inner = place.shrink2(vec2(pad, 0.0)).with_min_y(place.top() + pad);
    let head = name(m, colour::CELADON_DEEP).heading();
    let title = head.write(ui, inner, &glance.texts.say(Key::StepsTitle));
    let top = title.bottom() + m.mm(4.0);
    let captions_high = captions_high(ui, glance, artisan, inner.width());
    let below = m.mm(16.0) + captions_high + m.row(mm::TARGET) + pad;
    let picture_high = picture_high.min((place.bottom() - top - below).max(m.mm(LEAST_PICTURE)));
    let shown = inner.with_min_y(top).with_max_y(top + picture_high);
    draw_picture(ui, glance, shown, step, on);
    beads(
        ui,
        m,
        inner.with_min_y(shown.bottom() + m.mm(5.0)),
        slides,
        on,
    );
    let caption = inner.with_min_y(shown.bottom() + m.mm(11.0));
    let bottom = caption.top() + captions_high;
    write_caption(ui, glance, caption, step, (on, slides));
    let row = inner.with_min_y(bottom + m.mm(5.0));
    let (end, asked) = controls(ui, glance, row, (on, slides), demos.plays(calm));
    let card = place.with_max_y(end + pad);
    let ground = egui::Shape::rect_filled(card, corner(m, mm::CARD + 1.0), colour::CELADON_WASH);
    ui.painter().set(behind, ground);
    (card.bottom(), asked)
}

/// The step's picture; while there is none, a plate with the step's number in its well.
fn draw_picture(ui: &mut Ui, glance: &Glance<'_>, place: Rect, step: &CraftStep, on: usize) {
    let language = glance.language();
    let shown = |ui: &mut Ui, picture| glance.pictures.show(ui, place, picture, language);
    if step.pictures.iter().any(|picture| shown(ui, picture)) {
        return;
    }
    let m = glance.metrics;
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
    glance: &Glance<'_>,
    step: &CraftStep,
    (on, slides): (usize, usize),
) -> [String; 3] {
    let language = glance.language();
    let slots = [("number", (on + 1).into()), ("count", slides.into())];
    [
        glance.texts.say_with(Key::SlideOf, slots),
        step.title.get(language).to_owned(),
        step.text.get(language).to_owned(),
    ]
}

/// The height of the longest caption: the controls stay in their place.
fn captions_high(ui: &Ui, glance: &Glance<'_>, artisan: &Artisan, width: f32) -> f32 {
    let m = glance.metrics;
    let slides = artisan.steps.len();
    let high = |step: &CraftStep| {
        let words = caption_words(glance, step, (0, slides));
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
    glance: &Glance<'_>,
    place: Rect,
    step: &CraftStep,
    at: (usize, usize),
) {
    let m = glance.metrics;
    let words = caption_words(glance, step, at);
    let mut top = place.top();
    for ((look, words), gap) in caption_looks(m).iter().zip(&words).zip([0.5, 2.0, 0.0]) {
        let said = look.write(ui, place.with_min_y(top), words);
        top = said.bottom() + m.mm(gap);
    }
}

/// Back, play or pause, and on, in one row.
fn controls(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    (on, slides): (usize, usize),
    plays: bool,
) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let say = |key| glance.texts.say(key);
    let high = m.row(mm::TARGET);
    let gap = m.mm(mm::GAP);
    let last = slides.saturating_sub(1);
    let before = if on == 0 { last } else { on - 1 };
    let after = if on >= last { 0 } else { on + 1 };
    let (key, icon, turn) = if plays {
        (Key::SlidePause, Icon::Pause, DemosAction::Pause(on))
    } else {
        (Key::SlidePlay, Icon::Play, DemosAction::Play(on))
    };
    let words = [say(Key::SlideBack), say(key), say(Key::SlideOn)];
    let middle = Button::new("slide-turn", &words[1], Kind::Main).icon(icon);
    let wide = middle.width(ui, m).max(m.mm(48.0));
    let side = vec2(high.max(m.mm(mm::TARGET)) * 1.3, high);
    let whole = side.x * 2.0 + wide + gap * 2.0;
    let left = place.center().x - whole / 2.0;
    let first = Rect::from_min_size(pos2(left, place.top()), side);
    let centre = Rect::from_min_size(pos2(first.right() + gap, place.top()), vec2(wide, high));
    let third = Rect::from_min_size(pos2(centre.right() + gap, place.top()), side);
    let mut asked = None;
    if Button::new("slide-back", &words[0], Kind::Quiet)
        .only_icon(Icon::Back)
        .show(ui, m, first)
    {
        asked = Some(DemosAction::Slide(before));
    }
    if middle.show(ui, m, centre) {
        asked = Some(turn);
    }
    if Button::new("slide-on", &words[2], Kind::Quiet)
        .only_icon(Icon::On)
        .show(ui, m, third)
    {
        asked = Some(DemosAction::Slide(after));
    }
    (place.top() + high, asked.map(Action::Demos))
}
