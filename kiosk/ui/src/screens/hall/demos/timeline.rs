//! One session on the timeline of a day: its time at the left, its card on the thread.

use egui::accesskit::Role;
use egui::{Color32, Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{corner, focus_ring, touchable};
use super::super::super::icons::Icon;
use super::super::super::words::Look;
use super::facts::{name, text};
use super::line::{DemoLine, When};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// The space within a card, between its rows, and on both sides of the thread, in millimetres.
const PAD: f32 = 5.0;
const BETWEEN: f32 = 1.6;
const AROUND: f32 = 6.0;

/// One row of words on a card.
struct CardRow {
    look: Look,
    words: String,
    icon: Option<(Icon, Color32)>,
    /// Written on a ground of its own.
    sign: Option<Tone>,
}

/// A card with its words, laid out for a width.
pub(super) struct Card<'a> {
    line: &'a DemoLine,
    /// The words in one column, or in two side by side.
    columns: Vec<(f32, Vec<CardRow>)>,
    time: Look,
    time_wide: f32,
    minutes: String,
    /// How high it is, in points.
    pub(super) height: f32,
}

impl<'a> Card<'a> {
    /// Lays a session out for a width.
    pub(super) fn new(ui: &Ui, context: &DrawContext<'_>, line: &'a DemoLine, width: f32) -> Self {
        let m = context.metrics;
        let over = line.when == When::Over;
        let ink = if over {
            colour::INK_SOFT
        } else {
            colour::COBALT
        };
        let time = Look::new(m, if m.portrait() { 7.0 } else { 6.2 }, Weight::Bold, ink);
        let minutes = context
            .texts
            .say_with(Key::ProgrammeMinutes, [("minutes", line.minutes.into())]);
        let soft = Look::text(m, colour::INK_SOFT);
        let time_wide = time.width(ui, "00:00").max(soft.width(ui, &minutes));
        let inner = width - time_wide - m.mm(2.0 * AROUND + 2.0 * PAD);
        let (what, where_) = (what(context, line), who_and_where(m, line));
        let columns = if m.one_column() {
            let mut rows = what;
            rows.extend(where_);
            vec![(inner, rows)]
        } else {
            let wide = inner * 0.56;
            vec![(wide, what), (inner - wide - m.mm(8.0), where_)]
        };
        let high = columns
            .iter()
            .map(|(width, rows)| high(ui, m, rows, *width));
        let left = time.height(ui, "0", f32::INFINITY) + soft.height(ui, "0", f32::INFINITY);
        let height = high.fold(left, f32::max).max(m.mm(mm::TARGET - 2.0 * PAD)) + m.mm(2.0 * PAD);
        Self {
            line,
            columns,
            time,
            time_wide,
            minutes,
            height,
        }
    }

    /// Draws it, and tells whether it was touched. The thread goes on to `thread_to`.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        thread_to: Option<f32>,
    ) -> bool {
        let m = context.metrics;
        let thread = place.left() + self.time_wide + m.mm(AROUND);
        let card = place.with_min_x(thread + m.mm(AROUND));
        let response = touchable(ui, place, ("session", &self.line.id));
        let told = self.line.told(context);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
        let (ground, edge) = if response.is_pointer_button_down_on() {
            (colour::COBALT_WASH, colour::COBALT)
        } else {
            self.ground()
        };
        let rounding = corner(m, mm::CARD);
        let wide = if matches!(self.line.when, When::Now(_) | When::Soon(_)) {
            0.7
        } else {
            0.35
        };
        let stroke = Stroke::new(m.mm(wide), edge);
        ui.painter()
            .rect(card, rounding, ground, stroke, StrokeKind::Inside);
        self.time(ui, m, place, thread, thread_to);
        let mut left = card.left() + m.mm(PAD);
        for (width, rows) in &self.columns {
            let taken = high(ui, m, rows, *width);
            let top = card.center().y - taken / 2.0;
            let column = Rect::from_min_size(pos2(left, top), vec2(*width, taken));
            draw(ui, m, column, rows);
            left += width + m.mm(8.0);
        }
        focus_ring(ui, m, &response, card, rounding);
        response.clicked()
    }

    fn ground(&self) -> (Color32, Color32) {
        match self.line.when {
            When::Over => (colour::GLAZE, colour::RIM),
            When::Now(_) => (colour::CELADON_WASH, colour::CELADON_DEEP),
            When::Soon(_) => (colour::PORCELAIN, colour::COBALT),
            When::Next | When::Later => (colour::PORCELAIN, colour::RIM),
        }
    }

    /// The time at the left, and the bead on the thread.
    fn time(&self, ui: &Ui, m: &Metrics, place: Rect, thread: f32, thread_to: Option<f32>) {
        let soft = Look::text(m, colour::INK_SOFT);
        let starts = self.line.starts.to_string();
        let size = vec2(self.time_wide, f32::INFINITY);
        let high = self.time.height(ui, &starts, size.x) + soft.height(ui, &self.minutes, size.x);
        let top = place.center().y - high / 2.0;
        let at = Rect::from_min_size(pos2(place.left(), top), vec2(self.time_wide + 1.0, high));
        let said = self.time.paint(ui, at, &starts);
        soft.paint(ui, at.with_min_y(said.bottom()), &self.minutes);
        let bead = pos2(thread, place.center().y);
        if let Some(to) = thread_to {
            let stroke = Stroke::new(m.mm(0.6), colour::CRAZE);
            ui.painter().vline(thread, bead.y..=to, stroke);
        }
        let radius = m.mm(2.3);
        let (fill, edge) = match self.line.when {
            When::Over => (colour::CRAZE, colour::CRAZE),
            When::Now(_) => (colour::CELADON_DEEP, colour::CELADON_DEEP),
            When::Soon(_) => (colour::COBALT, colour::COBALT),
            When::Next | When::Later => (colour::PORCELAIN, colour::COBALT),
        };
        ui.painter()
            .circle_filled(bead, radius + m.mm(1.2), colour::GLAZE);
        ui.painter()
            .circle(bead, radius, fill, Stroke::new(m.mm(0.7), edge));
    }
}

/// What it is: its sign, its title, and that visitors try for themselves.
fn what(context: &DrawContext<'_>, line: &DemoLine) -> Vec<CardRow> {
    let m = context.metrics;
    let over = line.when == When::Over;
    let ink = if over { colour::INK_SOFT } else { colour::INK };
    let mut rows = Vec::new();
    if let Some((words, tone)) = line.sign(context) {
        let look = Look::new(m, mm::TEXT, Weight::SemiBold, tone.ink).rows(1);
        rows.push(CardRow {
            look,
            words,
            icon: None,
            sign: Some(tone),
        });
    }
    let capitals = if m.portrait() { 6.0 } else { 5.4 };
    rows.push(CardRow {
        look: Look::new(m, capitals, Weight::SemiBold, ink).even(),
        words: line.title.clone(),
        icon: None,
        sign: None,
    });
    if let Some(words) = line.hands_on(context) {
        let ink = if over {
            colour::INK_SOFT
        } else {
            colour::TERRACOTTA
        };
        rows.push(CardRow {
            look: name(m, ink).even(),
            words,
            icon: Some((Icon::Hand, ink)),
            sign: None,
        });
    }
    rows
}

/// Whose it is, and where.
fn who_and_where(m: &Metrics, line: &DemoLine) -> Vec<CardRow> {
    let told = [(Icon::Person, &line.who), (Icon::Pin, &line.area)];
    let told = told.into_iter().filter(|(_, words)| !words.is_empty());
    told.map(|(icon, words)| CardRow {
        look: text(m, colour::INK_SOFT).even(),
        words: words.clone(),
        icon: Some((icon, colour::INK_SOFT)),
        sign: None,
    })
    .collect()
}

/// How far words stand in from the left of their row, and how much less wide they may be, in points.
fn indent(m: &Metrics, row: &CardRow) -> f32 {
    match (row.icon, row.sign) {
        (Some(_), _) => m.mm(9.0),
        (_, Some(_)) => m.mm(3.5),
        _ => 0.0,
    }
}

fn row_high(ui: &Ui, m: &Metrics, row: &CardRow, width: f32) -> f32 {
    row.look.height(ui, &row.words, width - indent(m, row))
}

fn high(ui: &Ui, m: &Metrics, rows: &[CardRow], width: f32) -> f32 {
    let heights = rows.iter().map(|row| row_high(ui, m, row, width));
    heights.sum::<f32>() + m.mm(BETWEEN) * rows.len().saturating_sub(1) as f32
}

fn draw(ui: &Ui, m: &Metrics, column: Rect, rows: &[CardRow]) {
    let mut top = column.top();
    for row in rows {
        let high = row_high(ui, m, row, column.width());
        let place = Rect::from_min_size(pos2(column.left(), top), vec2(column.width(), high));
        let inset = indent(m, row);
        if let Some(tone) = row.sign {
            let wide = row.look.width(ui, &row.words) + 2.0 * inset;
            let pill = place.with_max_x(place.left() + wide.min(place.width()));
            ui.painter()
                .rect_filled(pill, corner(m, high / m.mm(2.0)), tone.ground);
        }
        if let Some((icon, ink)) = row.icon {
            let side = m.mm(6.0);
            let first = row.look.height(ui, "Ấ", f32::INFINITY);
            let middle = pos2(place.left() + side / 2.0, place.top() + first / 2.0);
            let square = Rect::from_center_size(middle, vec2(side, side));
            icon.draw(ui.painter(), square, ink);
        }
        row.look
            .paint(ui, place.with_min_x(place.left() + inset), &row.words);
        top += high + m.mm(BETWEEN);
    }
}
