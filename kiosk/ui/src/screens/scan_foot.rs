//! The foot of the first screen: the way to the booths, and the next demonstrations.

use egui::{Rect, Ui, vec2};
use texts::Key;

use super::DrawContext;
use super::controls::{Button, Kind, corner};
use super::icons::Icon;
use super::layout::Column;
use super::places::Places;
use super::scan_facts::ScanFacts;
use super::words::Look;
use crate::session::{Action, Page};
use crate::theme::{Metrics, colour, mm};

/// The buttons at the foot, the first of them as loud as `kind`; answers with where they begin and what was chosen.
pub(super) fn buttons(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    kind: Kind,
) -> (f32, Option<Action>) {
    let m = context.metrics;
    let (height, capitals) = if m.portrait() {
        (m.mm(30.0), 8.0)
    } else {
        (m.mm(23.0), 5.6)
    };
    let words = [Key::ScanBrowse, Key::ScanSample].map(|key| context.texts.say(key));
    let button = |capitals: f32| {
        let browse = Button::new("browse", &words[0], kind).icon(Icon::Stall);
        let sample = Button::new("sample", &words[1], Kind::Quiet).icon(Icon::Ticket);
        [
            browse.capitals(capitals),
            sample.capitals(capitals.min(6.0)),
        ]
    };
    let gap = m.mm(mm::GAP + 1.0);
    let wide = |ui: &Ui, capitals: f32| {
        let buttons = button(capitals);
        buttons
            .iter()
            .map(|button| button.width(ui, m))
            .sum::<f32>()
            + gap
    };
    // Side by side where they fit, if need be with letters a little smaller.
    let sizes = [capitals, 5.2, mm::TEXT, mm::TEXT / m.text_scale()];
    let beside = sizes
        .into_iter()
        .find(|size| !m.portrait() && wide(ui, *size) <= place.width());
    let [browse, sample] = button(beside.unwrap_or(capitals));
    let mut chosen = None;
    let (_, mut first) = place.above_foot(height, 0.0);
    if context.house.demo {
        let second = if beside.is_some() {
            let wish = browse.width(ui, m);
            let spare = (place.width() - gap - wish - sample.width(ui, m)).max(0.0);
            let (left, right) = first.beside(wish + spare / 2.0, gap);
            first = left;
            right
        } else {
            let (above, second) = place.above_foot(m.mm(22.0), gap);
            first = above.above_foot(height, 0.0).1;
            second
        };
        if sample.show(ui, m, second) {
            chosen = Some(Action::SampleTicket);
        }
    }
    if browse.show(ui, m, first) {
        chosen = Some(Action::Go(Page::Home));
    }
    (first.top(), chosen)
}

/// The height of a row of the demonstrations, of their heading, and of the edge below them, in millimetres.
const ROW: f32 = 11.0;
const HEADING: f32 = 12.0;
const EDGE: f32 = 3.0;

/// How much height one demonstration needs with the space above it, in points.
pub(super) fn least_height(m: &Metrics) -> f32 {
    m.row(ROW + HEADING) + m.mm(EDGE + 5.5)
}

/// The next demonstrations, as many as there is room for, at the foot of the place.
pub(super) fn demonstrations(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    facts: &ScanFacts,
) {
    let m = context.metrics;
    let (row, title, edge) = (m.row(ROW), m.row(HEADING), m.mm(EDGE));
    let inner = place.shrink2(vec2(m.mm(6.0), 0.0));
    let look = Look::name(m, colour::INK).middle().rows(1);
    let widths = facts
        .demonstrations
        .iter()
        .map(|demo| look.width(ui, &demo.when));
    let what_at = inner.left() + widths.fold(0.0, f32::max) + m.mm(5.0);
    let text = Look::text(m, colour::INK).middle().even();
    let room = place.height() - title - edge;
    let mut shown = Vec::new();
    let mut all = 0.0;
    for demo in &facts.demonstrations {
        let whole = text.width(ui, &demo.what) <= inner.right() - what_at;
        let what = if whole { &demo.what } else { &demo.title };
        let height = text.height(ui, what, inner.right() - what_at).max(row);
        if all + height > room {
            break;
        }
        all += height;
        shown.push((demo, what, height));
    }
    if shown.is_empty() {
        return;
    }
    let (_, card) = place.above_foot(title + all + edge, 0.0);
    ui.painter()
        .rect_filled(card, corner(m, mm::CARD), colour::CELADON_WASH);
    let mut column = Column::new(ui, context, card.between(inner.left(), inner.right()));
    let head = column.take(title);
    let words = context.texts.say(Key::DemosTitle);
    let heading = Look::name(m, colour::CELADON_DEEP).middle().rows(1);
    heading.write(column.ui, head, &words);
    for (demo, what, height) in shown {
        let line = column.take(height);
        look.write(column.ui, line.with_max_x(what_at), &demo.when);
        text.write(column.ui, line.with_min_x(what_at), what);
    }
}
