//! How the kiosk is doing: a line for each thing, with a sign whether somebody should see to it.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::device_facts::{self, Line};
use super::list::List;
use super::page::{self, Head};
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::controls::corner;
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{Action, StaffSession};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// The page, with where its list stands.
#[derive(Debug, Default)]
pub(super) struct DeviceScreen {
    list: List,
}

impl DeviceScreen {
    /// Draws it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        names: &LanguageNames,
        staff: &StaffSession,
    ) -> Option<Action> {
        let m = glance.metrics;
        let title = glance.texts.say(Key::StaffDevice);
        let (body, chosen) = page::show(ui, glance, names, staff, &Head::new(&title));
        let lines = device_facts::lines(glance);
        let columns = if m.portrait() { 1 } else { 2 };
        let rows = lines.len().div_ceil(columns);
        let gap = m.mm(mm::GAP);
        let free = (body.height() - gap * (rows - 1) as f32) / rows as f32;
        let height = free.clamp(m.mm(47.0), m.mm(54.0));
        self.list
            .show(ui, glance, body, (rows, height), |ui, rect, row| {
                let width = (rect.width() - gap * (columns - 1) as f32) / columns as f32;
                for column in 0..columns {
                    // The first column is read to its end before the second.
                    let Some(line) = lines.get(column * rows + row) else {
                        break;
                    };
                    let left = rect.left() + (width + gap) * column as f32;
                    let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
                    show_line(ui, m, place, line);
                }
            });
        chosen
    }
}

fn show_line(ui: &mut Ui, m: &Metrics, place: Rect, line: &Line) {
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
    let side = m.mm(16.0);
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
    let words = place
        .with_min_x(centre.x + side / 2.0 + m.mm(6.0))
        .with_max_x(place.right() - m.mm(5.0));
    let ink = if line.trouble {
        colour::TERRACOTTA
    } else {
        colour::INK
    };
    let what = Look::new(m, 5.4, Weight::Bold, ink).rows(1);
    let detail = Look::text(m, colour::INK_SOFT).rows(2);
    let next = Look::text(m, colour::INK).rows(2);
    let parts = [
        Some((&what, &line.what)),
        line.detail.as_ref().map(|words| (&detail, words)),
        line.next.as_ref().map(|words| (&next, words)),
    ];
    let high: f32 = parts
        .iter()
        .flatten()
        .map(|(look, text)| look.height(ui, text, words.width()))
        .sum();
    let mut top = words.top() + ((words.height() - high) / 2.0).max(0.0);
    for (look, text) in parts.into_iter().flatten() {
        let said = look.write(ui, words.with_min_y(top), text);
        top = said.bottom();
    }
}
