//! How the kiosk is doing: a line for each thing, with a sign whether somebody should see to it.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use texts::Key;

use super::device_facts;
use super::device_line::DeviceLine;
use super::page::{self, Head};
use crate::screens::DrawContext;
use crate::screens::controls::corner;
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::TextLines;
use crate::screens::places::Places;
use crate::screens::scroll::{Rows, Scroll};
use crate::screens::words::Look;
use crate::session::{Action, StaffSession};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// The page, with where its list stands.
#[derive(Debug, Default)]
pub(super) struct DeviceScreen {
    list: Scroll,
}

impl DeviceScreen {
    /// Draws it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        staff: &StaffSession,
    ) -> Option<Action> {
        let m = context.metrics;
        let title = context.texts.say(Key::StaffDevice);
        let (body, chosen) = page::show(ui, context, names, staff, &Head::new(&title));
        let lines = device_facts::lines(context);
        let columns = if m.portrait() { 1 } else { 2 };
        let count = lines.len().div_ceil(columns);
        let gap = m.mm(mm::GAP);
        let free = body.cell(columns, count, gap);
        // All as high as the one that says the most.
        let words = lines.iter().map(|line| words_high(ui, m, line, free.x));
        let least = words.fold(m.mm(47.0), f32::max);
        let height = free.y.clamp(least, least.max(m.mm(54.0)));
        let rows = Rows {
            name: "device",
            count,
            height,
            gap,
        };
        self.list.list(ui, context, body, rows, |ui, rect, row| {
            // The first column is read to its end before the second.
            let in_row = lines.iter().skip(row).step_by(count);
            for (line, place) in in_row.zip(rect.in_columns(columns, gap)) {
                show_line(ui, m, place, line);
            }
        });
        chosen
    }
}

fn show_line(ui: &mut Ui, m: &Metrics, place: Rect, line: &DeviceLine) {
    let (ground, edge) = if line.trouble {
        (colour::TERRACOTTA_WASH, colour::TERRACOTTA)
    } else {
        (colour::PORCELAIN, colour::CRAZE)
    };
    let stroke = Stroke::new(m.mm(0.4), edge);
    ui.painter().rect(
        place,
        corner(m, mm::CARD),
        ground,
        stroke,
        StrokeKind::Inside,
    );
    let words = words_place(m, place);
    let side = m.mm(SIGN);
    let centre = pos2(place.left() + m.mm(6.0) + side / 2.0, place.center().y);
    let (tone, sign) = if line.trouble {
        (Tone::REFUSED, Icon::Warning)
    } else if line.next.is_some() {
        (Tone::QUIET, line.icon)
    } else {
        (Tone::WELCOME, Icon::Check)
    };
    ui.painter().circle_filled(centre, side / 2.0, tone.ground);
    let square = Rect::from_center_size(centre, vec2(side, side) * 0.56);
    sign.draw(ui.painter(), square, tone.ink);
    let lines = parts(m, line);
    let spare = words.height() - lines.height(ui, words.width());
    lines.write(ui, words.with_min_y(words.top() + (spare / 2.0).max(0.0)));
}

/// The side of a line's sign, and the space above and below its words, in millimetres.
const SIGN: f32 = 16.0;
const AROUND: f32 = 3.0;

/// The place of a line's words.
fn words_place(m: &Metrics, place: Rect) -> Rect {
    place
        .shrink2(vec2(0.0, m.mm(AROUND)))
        .with_min_x(place.left() + m.mm(SIGN + 12.0))
        .with_max_x(place.right() - m.mm(5.0))
}

/// What a line says, with how it looks.
fn parts<'a>(m: &Metrics, line: &'a DeviceLine) -> TextLines<'a> {
    let ink = if line.trouble {
        colour::TERRACOTTA
    } else {
        colour::INK
    };
    let what = Look::new(m, 5.4, Weight::Bold, ink);
    let mut lines = TextLines::new(what, &line.what);
    if let Some(detail) = &line.detail {
        lines = lines.then(0.0, Look::text(m, colour::INK_SOFT), detail);
    }
    if let Some(next) = &line.next {
        lines = lines.then(0.0, Look::text(m, colour::INK), next);
    }
    lines
}

/// The height that a line of a width needs.
fn words_high(ui: &Ui, m: &Metrics, line: &DeviceLine, width: f32) -> f32 {
    let place = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, 0.0));
    parts(m, line).height(ui, words_place(m, place).width()) + m.mm(2.0 * AROUND)
}
