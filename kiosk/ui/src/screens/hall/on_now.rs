//! What is on in the demonstration area now, what begins soon and what comes next: a card that leads to the programme.

use egui::accesskit::Role;
use egui::{Color32, Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use shared::programme::{Programme, SessionTime};
use texts::Key;

use super::super::DrawContext;
use super::super::controls::{corner, focus_ring, touchable};
use super::super::icons::Icon;
use super::super::places::Places;
use super::super::plate::ornament;
use super::super::words::Look;
use crate::theme::{Metrics, Weight, colour, mm};

/// A demonstration, as a visitor reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Happening {
    /// That it is on, in how many minutes it begins, or when.
    pub(super) when: String,
    /// What is shown.
    pub(super) what: String,
    /// Where; empty when the catalogue does not say.
    pub(super) place: String,
    /// Whether it is on.
    pub(super) on: bool,
}

/// What is on, then what begins soon, then what comes next and after that; at most so many.
pub(super) fn happenings(context: &DrawContext<'_>, most: usize) -> Vec<Happening> {
    let programme = Programme::new(&context.view.catalogue);
    let moment = programme.at(context.now);
    let mut slots: Vec<(SessionTime, Option<i64>)> = Vec::new();
    slots.extend(moment.now.into_iter().map(|slot| (slot, Some(0))));
    let soon = moment.soon.into_iter();
    slots.extend(soon.map(|slot| (slot, Some(slot.minutes_until(context.now)))));
    let to_come = programme.slots().iter();
    for later in to_come.filter(|slot| slot.starts > context.now) {
        if slots.len() >= most {
            break;
        }
        if !slots.iter().any(|(known, _)| known == later) {
            slots.push((*later, None));
        }
    }
    slots.truncate(most);
    let told = slots.into_iter();
    told.filter_map(|(slot, minutes)| happening(context, slot, minutes))
        .collect()
}

fn happening(
    context: &DrawContext<'_>,
    slot: SessionTime,
    minutes: Option<i64>,
) -> Option<Happening> {
    let (texts, catalogue) = (context.texts, &context.view.catalogue);
    let session = catalogue.sessions.get(slot.session)?;
    let language = context.language();
    let when = match minutes {
        Some(0) => texts.say(Key::DemoNow),
        Some(minutes) => texts.say_with(Key::OnInMinutes, [("minutes", minutes.into())]),
        None => {
            let starts = catalogue.calendar().zone.local(slot.starts);
            texts.time(starts, context.local().date)
        }
    };
    let area = catalogue.areas.iter().find(|area| area.id == session.area);
    Some(Happening {
        when,
        what: session.title.get(language).to_owned(),
        place: area.map_or("", |area| area.name.get(language)).to_owned(),
        on: minutes == Some(0),
    })
}

/// The height of the card's head, of a row whose place is wide, of one whose place is narrow, and the space at the foot,
/// in millimetres.
const HEAD: f32 = 15.0;
const ROW: f32 = 21.0;
const NARROW_ROW: f32 = 30.0;
const FOOT: f32 = 3.0;

/// A card narrower than this has two lines for what is shown.
const NARROW: f32 = 130.0;

/// The height of a row, in points.
fn row_high(m: &Metrics, width: f32) -> f32 {
    m.row(if width < m.mm(NARROW) {
        NARROW_ROW
    } else {
        ROW
    })
}

/// How many rows fit a place.
pub(super) fn rows_in(m: &Metrics, place: Rect) -> usize {
    let room = place.height() - m.row(HEAD) - m.mm(FOOT);
    (room / row_high(m, place.width())).floor().max(0.0) as usize
}

/// How high a card with so many rows is, in points.
pub(super) fn height(m: &Metrics, width: f32, rows: usize) -> f32 {
    m.row(HEAD) + row_high(m, width) * rows.max(1) as f32 + m.mm(FOOT)
}

/// Draws the card as large as its place; answers with whether it was touched.
pub(super) fn card(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    lines: &[Happening],
) -> bool {
    let m = context.metrics;
    let title = context.texts.say(Key::OnTitle);
    let none = context.texts.say(Key::OnNone);
    let response = touchable(ui, place, "on-now");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, told(&title, &none, lines)));
    let edge = if response.is_pointer_button_down_on() {
        colour::COBALT
    } else {
        colour::CELADON_DEEP
    };
    let rounding = corner(m, mm::CARD + 1.0);
    let stroke = Stroke::new(m.mm(0.5), edge);
    let ground = colour::CELADON_WASH;
    ui.painter()
        .rect(place, rounding, ground, stroke, StrokeKind::Inside);
    let inner = place.shrink2(vec2(m.mm(6.0), 0.0));
    let head = inner.with_max_y(inner.top() + m.row(HEAD));
    let side = m.mm(8.0);
    let sign = head.square_at_left(side);
    Icon::Wheel.draw(ui.painter(), sign, colour::CELADON_DEEP);
    let words = head.with_min_x(sign.right() + m.mm(3.0));
    look(m, Weight::SemiBold, colour::CELADON_DEEP).paint(ui, words, &title);
    let high = row_high(m, place.width());
    if lines.is_empty() {
        let row = inner
            .with_min_y(head.bottom())
            .with_max_y(head.bottom() + high);
        let look = Look::text(m, colour::INK).middle().rows(2);
        look.paint(ui, row, &none);
    }
    for (index, line) in lines.iter().enumerate() {
        let top = head.bottom() + high * index as f32;
        let row = inner.with_min_y(top).with_max_y(top + high);
        if index > 0 {
            let thread = Stroke::new(m.mm(0.3), colour::CELADON);
            ui.painter().hline(row.x_range(), row.top(), thread);
        }
        draw_row(ui, m, row, line);
    }
    let shown = head.bottom() + high * lines.len().max(1) as f32;
    let empty = place.with_min_y(shown + m.mm(6.0));
    if empty.height() > m.mm(40.0) {
        ornament(&ui.painter().with_clip_rect(empty.shrink(m.mm(0.6))), empty);
    }
    focus_ring(ui, m, &response, place, rounding);
    response.clicked()
}

/// When and where on the first line, what below.
fn draw_row(ui: &Ui, m: &Metrics, row: Rect, line: &Happening) {
    let row = row.shrink2(vec2(0.0, m.mm(1.0)));
    let ink = if line.on {
        colour::CELADON_DEEP
    } else {
        colour::COBALT
    };
    let first = look(m, Weight::Bold, ink);
    let what = Look::name(m, colour::INK).rows(2);
    let upper_high = first.height(ui, &line.when, row.width());
    let high = upper_high + what.height(ui, &line.what, row.width());
    let upper = Rect::from_min_size(
        pos2(row.left(), row.center().y - high / 2.0),
        vec2(row.width(), upper_high),
    );
    let when = first.paint(ui, upper, &line.when);
    let beside = upper.with_min_x(when.right() + m.mm(4.0));
    let place = look(m, Weight::Regular, colour::INK_SOFT);
    if place.width(ui, &line.place) <= beside.width() {
        place.paint(ui, beside, &line.place);
    }
    what.paint(ui, row.with_min_y(upper.bottom()), &line.what);
}

fn look(m: &Metrics, weight: Weight, ink: Color32) -> Look {
    Look::new(m, mm::TEXT, weight, ink).middle().rows(1)
}

/// What the card is called where it is not seen.
fn told(title: &str, none: &str, lines: &[Happening]) -> String {
    let mut told = title.to_owned();
    if lines.is_empty() {
        told = format!("{told}. {none}");
    }
    for line in lines {
        told = format!("{told}. {}: {}, {}", line.when, line.what, line.place);
    }
    told
}
