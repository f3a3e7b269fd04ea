//! What makes the screens easier to read and to reach: the panel with the switches.

use egui::accesskit::Role;
use egui::{Color32, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use texts::Key;

use super::DrawContext;
use super::controls::{Button, Kind, corner, focus_ring, touchable};
use super::header::{self, LanguageNames};
use super::icons::Icon;
use super::layout::{Column, TextLines};
use super::places::Places;
use super::words::Look;
use crate::session::{AccessAction, Action, Aid};
use crate::theme::{Metrics, Weight, colour, mm};

/// The panel, with the languages' names.
#[derive(Debug, Default)]
pub struct AccessPanel {
    names: LanguageNames,
}

/// The heights of the panel's parts and the space around them, in millimetres.
const EDGE: f32 = 7.0;
const TILE: f32 = 27.0;

impl AccessPanel {
    /// Draws it over the lower part of a screen. `offered` are the aids that make a difference on this screen. A touch
    /// beside the panel closes it.
    pub fn show(&self, ui: &mut Ui, context: &DrawContext<'_>, offered: &[Aid]) -> Option<Action> {
        let screen = ui.max_rect();
        let m = context.metrics;
        ui.painter().rect_filled(screen, 0.0, colour::VEIL);
        let beside = ui.interact(screen, Id::unique("beside-access"), Sense::CLICK);
        let width = (screen.width() - m.mm(2.0 * mm::GAP)).min(m.mm(330.0));
        let inner_wide = width - m.mm(2.0 * EDGE);
        let gap = m.mm(mm::GAP);
        // Where each language has its button in the bar, it need not have another here.
        let languages = if header::all_fit(ui, m, &self.names, screen) {
            Vec::new()
        } else {
            self.rows(ui, m, inner_wide)
        };
        let target = m.mm(mm::TARGET);
        let tiles = offered.len().div_ceil(2) as f32;
        let height = m.mm(2.0 * EDGE)
            + target
            + (languages.len() as f32) * (target + gap)
            + tiles * (m.row(TILE) + gap)
            + m.mm(mm::GAP);
        let top = (screen.bottom() - m.mm(mm::GAP) - height).max(screen.top() + m.mm(2.0));
        let place = Rect::from_min_size(
            pos2(screen.center().x - width / 2.0, top),
            vec2(width, height),
        );
        // What is below the panel is not touched through it.
        ui.interact(place, Id::unique("access-panel"), Sense::click());
        let rounding = corner(m, 2.0 * mm::CARD);
        let edge = Stroke::new(m.mm(0.9), colour::COBALT);
        ui.painter()
            .rect(place, rounding, colour::GLAZE, edge, StrokeKind::Inside);
        let inner = place.shrink(m.mm(EDGE));
        let close = head(ui, context, inner);
        let mut column = Column::new(ui, context, inner);
        column.take(target);
        column.gap(2.0 * mm::GAP);
        let mut chosen = None;
        for row in &languages {
            let row_at = column.take(target);
            chosen = chosen.or(self.languages(column.ui, context, row_at, row));
            column.gap(mm::GAP);
        }
        let place = column.free;
        let size = vec2(place.cell(2, 1, gap).x, m.row(TILE));
        for (index, (aid, cell)) in offered.iter().zip(place.cells(2, size, gap)).enumerate() {
            // The last of an uneven number has the row to itself.
            let alone = index + 1 == offered.len() && index % 2 == 0;
            let cell = if alone {
                cell.with_max_x(place.right())
            } else {
                cell
            };
            if switch(column.ui, context, cell, *aid, context.access.has(*aid)) {
                chosen = Some(Action::Access(AccessAction::Turn(*aid)));
            }
        }
        let away = close || beside.clicked();
        chosen.or(away.then_some(Action::Access(AccessAction::Close)))
    }

    /// The languages by row, as many in each as fit.
    fn rows(&self, ui: &Ui, m: &Metrics, width: f32) -> Vec<Vec<usize>> {
        let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
        let mut taken = 0.0;
        for (index, (_, name)) in self.names.iter().enumerate() {
            let wide = Button::new("", name, Kind::Quiet).width(ui, m);
            if taken > 0.0 && taken + wide > width {
                rows.push(Vec::new());
                taken = 0.0;
            }
            taken += wide + m.mm(mm::GAP);
            if let Some(row) = rows.last_mut() {
                row.push(index);
            }
        }
        rows
    }

    /// One row of languages that share its width.
    fn languages(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        row: &[usize],
    ) -> Option<Action> {
        let gap = context.metrics.mm(mm::GAP);
        let mut chosen = None;
        let names = self.names.iter().enumerate();
        let names = names.filter(|(index, _)| row.contains(index));
        for ((_, (language, name)), rect) in names.zip(place.in_columns(row.len(), gap)) {
            let id = format!("speak-{}", language.code());
            let kind = Kind::Choice(language == context.texts.language());
            if Button::new(&id, name, kind).show(ui, context.metrics, rect) {
                chosen = Some(Action::Speak(language));
            }
        }
        chosen
    }
}

/// The panel's name, and the button that closes it; answers whether it was used.
fn head(ui: &mut Ui, context: &DrawContext<'_>, place: Rect) -> bool {
    let (m, texts) = (context.metrics, context.texts);
    let words = texts.say(Key::AccessClose);
    let button = Button::new("access-close", &words, Kind::Main).icon(Icon::Check);
    let size = vec2(button.width(ui, m), m.mm(mm::TARGET));
    let (row, _) = place.below_head(size.y, 0.0);
    let (row, rect) = row.before_end(size.x, m.mm(2.0 * mm::GAP));
    let title = texts.say(Key::AccessTitle);
    let looks = [mm::HEADING, 6.0, mm::TEXT].map(|size| {
        Look::new(m, size, Weight::Bold, colour::COBALT)
            .middle()
            .heading()
    });
    if let Some(look) = Look::fitting(ui, looks, &title, row.size(), 2) {
        look.rows(2).write(ui, row, &title);
    }
    button.show(ui, m, rect)
}

/// The sign of an aid, its name, and what it does.
fn told(aid: Aid) -> (Icon, Key, Key) {
    match aid {
        Aid::LargeText => (Icon::LargeText, Key::AccessLarge, Key::AccessLargeNote),
        Aid::HighContrast => (Icon::Contrast, Key::AccessContrast, Key::AccessContrastNote),
        Aid::LowReach => (Icon::LowReach, Key::AccessLow, Key::AccessLowNote),
        Aid::Calm => (Icon::Calm, Key::AccessCalm, Key::AccessCalmNote),
    }
}

/// One switch; answers whether it was used.
fn switch(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, aid: Aid, on: bool) -> bool {
    let m = context.metrics;
    let (icon, name, note) = told(aid);
    let [name, note] = [name, note].map(|key| context.texts.say(key));
    let response = touchable(ui, place, ("aid", aid as u8));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
    let (ground, edge, line) = if on {
        (colour::COBALT_WASH, colour::COBALT, 0.9)
    } else {
        (colour::PORCELAIN, colour::RIM, 0.5)
    };
    let rounding = corner(m, mm::CARD + 1.0);
    let stroke = Stroke::new(m.mm(line), edge);
    ui.painter()
        .rect(place, rounding, ground, stroke, StrokeKind::Inside);
    let side = m.mm(11.0);
    let inner = place.shrink2(vec2(m.mm(4.5), 0.0));
    let sign = Rect::from_center_size(
        pos2(inner.left() + side / 2.0, place.center().y),
        vec2(side, side),
    );
    icon.draw(ui.painter(), sign, colour::COBALT);
    let lever = vec2(m.mm(17.0), m.mm(9.5));
    let at = Rect::from_center_size(pos2(inner.right() - lever.x / 2.0, place.center().y), lever);
    draw_lever(ui, m, at, on);
    let words = place.between(sign.right() + m.mm(4.0), at.left() - m.mm(3.0));
    write(ui, m, words, &name, &note);
    focus_ring(ui, m, &response, place, rounding);
    response.clicked()
}

/// Name and note; the name alone where both have no room.
fn write(ui: &Ui, m: &Metrics, place: Rect, name: &str, note: &str) {
    let strong = Look::new(m, 5.4, Weight::SemiBold, colour::INK);
    let soft = Look::new(m, mm::TEXT, Weight::Regular, colour::INK_SOFT);
    let room = vec2(place.width(), place.height() - m.mm(2.0));
    TextLines::new(strong, name)
        .then(0.0, soft, note)
        .fitting(ui, room)
        .paint_in_middle(ui, place);
}

/// A lever that lies left when it is off and right, with a check, when it is on.
fn draw_lever(ui: &Ui, m: &Metrics, place: Rect, on: bool) {
    let painter = ui.painter();
    let round = corner(m, place.height() / 2.0 / m.mm(1.0));
    let (ground, knob): (Color32, Color32) = if on {
        (colour::COBALT, colour::PORCELAIN)
    } else {
        (colour::PORCELAIN, colour::RIM)
    };
    let edge = if on { colour::COBALT } else { colour::RIM };
    let stroke = Stroke::new(m.mm(0.6), edge);
    painter.rect(place, round, ground, stroke, StrokeKind::Inside);
    let radius = place.height() * 0.34;
    let x = if on {
        place.right() - place.height() / 2.0
    } else {
        place.left() + place.height() / 2.0
    };
    let centre = pos2(x, place.center().y);
    painter.circle_filled(centre, radius, knob);
    if on {
        let mark = Rect::from_center_size(centre, vec2(radius, radius) * 1.3);
        Icon::Check.draw(painter, mark, colour::COBALT);
    }
}
