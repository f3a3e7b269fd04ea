//! The first screen: invites to hold a ticket to the camera or the scanner, or to look at the booths.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;
use view::LaneView;

use super::header;
use super::languages::{BarEnd, LanguageBar};
use super::places::Places;
use super::scan_facts::ScanFacts;
use super::viewfinder::Viewfinder;
use super::words::Look;
use super::{AtTheDoor, DrawContext, invitation, modes, out_of_order, self_checkin, status};
use crate::session::Action;
use crate::theme::{Metrics, Tone, colour, mm};

/// The first screen, with its picture.
#[derive(Clone)]
pub struct ScanScreen {
    viewfinder: Viewfinder,
    languages: LanguageBar,
}

impl Default for ScanScreen {
    fn default() -> Self {
        Self {
            viewfinder: Viewfinder::new("KIM LAN"),
            languages: LanguageBar::default(),
        }
    }
}

impl ScanScreen {
    /// Draws it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        door: AtTheDoor<'_>,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = context.metrics;
        let broken = matches!(context.view.lane, LaneView::OutOfOrder(_));
        if broken {
            ui.painter().rect_filled(screen, 0.0, Tone::BROKEN.ground);
        }
        let mut facts = ScanFacts::new(context);
        if let Some(name) = door.unreadable {
            let slots = [("name", name.into())];
            facts.hint = context.texts.say_with(Key::FileUnreadable, slots);
        }
        let (language, bar, below) = if broken {
            // That it is out of order is all that matters then.
            let tone = Some(Tone::BROKEN);
            let names = self.languages.names();
            let (chosen, left) = header::languages(ui, context, screen, names, tone);
            let place = header::between(context, screen, place_left(m, screen), left);
            gate_in_bar(ui, context, place, &facts);
            let bottom = screen.top() + m.mm(header::HEIGHT);
            (chosen, bottom, bottom)
        } else {
            let (chosen, end) = self.languages.show(ui, context, screen);
            (chosen, end.bottom, gate(ui, context, screen, &end, &facts))
        };
        status::line(ui, context, screen);
        let foot = screen.bottom() - m.mm(status::HEIGHT + 5.0);
        let body = Rect::from_min_max(
            pos2(screen.left() + m.mm(mm::MARGIN), below + m.mm(3.0)),
            pos2(screen.right() - m.mm(mm::MARGIN), foot),
        );
        let chosen = if broken {
            out_of_order::show(ui, context, screen, foot)
        } else if context.view.mode.unattended {
            let body = modes::signs(ui, context, body, door.unheard);
            self_checkin::show(ui, context, body, &facts, &mut self.viewfinder, door)
        } else {
            let (words, picture) = if m.portrait() {
                split(m, modes::signs(ui, context, body, door.unheard))
            } else {
                // What does not fit in the bar stands over the picture alone.
                let (words, picture) = split(m, body);
                let words = words.with_min_y(bar + m.mm(3.0));
                (modes::signs(ui, context, words, door.unheard), picture)
            };
            let (picture, chosen) = invitation::show(ui, context, words, picture, &facts);
            let (now, reading) = (door.now_ms, facts.reading);
            self.viewfinder
                .show(ui, context, picture, door.frame, now, reading);
            chosen
        };
        language.or(chosen)
    }
}

/// Where the words go and where the picture goes.
fn split(m: &Metrics, body: Rect) -> (Rect, Rect) {
    if m.portrait() {
        // The picture lies in the middle of the words; they leave a place for it.
        let side = (body.height() * 0.42).min(body.width() * 0.9);
        let centre = pos2(body.center().x, body.top() + body.height() * 0.505);
        (body, Rect::from_center_size(centre, vec2(side, side)))
    } else {
        body.beside(body.width() * 0.57, m.mm(8.0))
    }
}

/// Where what stands left in the bar begins.
fn place_left(m: &Metrics, screen: Rect) -> f32 {
    screen.left() + m.mm(mm::MARGIN - 2.0 * mm::GAP)
}

/// The height of the row below the bar, in millimetres.
const GATE_ROW: f32 = 12.0;

/// Which way the door leads, which gate and which day it is: beside the languages where there is room, else below the
/// bar. Answers with where all of it ends.
fn gate(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
    bar: &BarEnd,
    facts: &ScanFacts,
) -> f32 {
    let m = context.metrics;
    let place = header::between(context, screen, place_left(m, screen), bar.left);
    let sign = modes::way_width(ui, context, place.height());
    let beside = sign <= place.width();
    let inner = screen.shrink2(vec2(m.mm(mm::MARGIN), 0.0));
    let mut left = if m.portrait() || context.view.mode.unattended {
        inner.left()
    } else {
        split(m, inner).1.left()
    };
    if beside {
        let right = modes::way(ui, context, place) + m.mm(4.0);
        if gate_in_bar(ui, context, place.with_min_x(right), facts) {
            return bar.bottom;
        }
    }
    let top = bar.bottom + m.mm(if beside { 2.0 } else { 4.0 });
    let high = if beside { m.row(9.0) } else { m.row(GATE_ROW) };
    let row = Rect::from_min_max(
        pos2(left, top),
        pos2(screen.right() - m.mm(mm::MARGIN), top + high),
    );
    if !beside {
        left = modes::way(ui, context, row) + m.mm(4.0);
    }
    let strong = Look::name(m, colour::COBALT).middle().rows(1);
    let soft = Look::text(m, colour::INK_SOFT).middle().rows(1);
    let row = row.with_min_x(left);
    if strong.width(ui, &facts.gate) > row.width() {
        return row.bottom();
    }
    let said = strong.write(ui, row, &facts.gate);
    let rest = row.with_min_x(said.right() + m.mm(5.0));
    if let Some(date) = date_that_fits(ui, &soft, facts, rest.width()) {
        soft.write(ui, rest, date);
    }
    row.bottom()
}

/// The gate over the date, where both fit; answers whether they do.
fn gate_in_bar(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, facts: &ScanFacts) -> bool {
    let m = context.metrics;
    let strong = Look::name(m, colour::COBALT).middle().rows(1);
    let soft = Look::text(m, colour::INK_SOFT).middle().rows(1);
    let gate = strong.lay(ui, &facts.gate, f32::INFINITY).size();
    let fits = gate.x <= place.width() && 2.0 * gate.y <= place.height();
    let Some(date) = date_that_fits(ui, &soft, facts, place.width()).filter(|_| fits) else {
        return false;
    };
    let (upper, lower) = place.split_top_bottom_at_fraction(0.5);
    strong.write(ui, upper, &facts.gate);
    soft.write(ui, lower, date);
    true
}

fn date_that_fits<'a>(ui: &Ui, look: &Look, facts: &'a ScanFacts, room: f32) -> Option<&'a str> {
    let mut dates = facts.date.iter();
    let date = dates.find(|date| look.width(ui, date) <= room);
    date.map(String::as_str)
}
