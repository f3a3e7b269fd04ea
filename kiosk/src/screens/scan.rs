//! The first screen: invites to hold a ticket to the camera or the scanner, or to look at the booths.

use egui::{Rect, Ui, pos2, vec2};

use super::controls::Kind;
use super::header::{self, LanguageNames};
use super::plate::waves;
use super::scan_facts::ScanFacts;
use super::viewfinder::Viewfinder;
use super::words::Look;
use super::{Glance, modes, out_of_order, scan_foot, self_checkin, status};
use crate::i18n::Key;
use crate::scanner::preview::PreviewFrame;
use crate::session::Action;
use crate::theme::{Metrics, Tone, Weight, colour, mm};
use crate::view::LaneView;

/// The first screen, with its picture.
#[derive(Clone)]
pub struct ScanScreen {
    viewfinder: Viewfinder,
    names: LanguageNames,
}

/// What the first screen shows beside the desk's snapshot.
#[derive(Debug, Clone, Copy, Default)]
pub struct AtTheDoor<'a> {
    /// The window's clock, which moves the drawing on.
    pub now_ms: u64,
    /// A file that was dropped and could not be read.
    pub unreadable: Option<&'a str>,
    /// What the camera sees.
    pub frame: Option<&'a PreviewFrame>,
}

impl Default for ScanScreen {
    fn default() -> Self {
        Self {
            viewfinder: Viewfinder::new("KIM LAN"),
            names: LanguageNames::default(),
        }
    }
}

impl ScanScreen {
    /// Draws it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        door: AtTheDoor<'_>,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = glance.metrics;
        let broken = matches!(glance.view.lane, LaneView::OutOfOrder(_));
        if broken {
            ui.painter().rect_filled(screen, 0.0, Tone::BROKEN.ground);
        }
        let mut facts = ScanFacts::new(glance);
        if let Some(name) = door.unreadable {
            let slots = [("name", name.into())];
            facts.hint = glance.texts.say_with(Key::FileUnreadable, slots);
        }
        let on_tone = broken.then_some(Tone::BROKEN);
        let (language, languages_at) = header::languages(ui, glance, screen, &self.names, on_tone);
        let below_bar = gate(ui, glance, screen, languages_at, &facts);
        status::line(ui, glance, screen);
        let foot = screen.bottom() - m.mm(status::HEIGHT + 5.0);
        let chosen = if broken {
            out_of_order::show(ui, glance, screen, foot)
        } else {
            let body = Rect::from_min_max(
                pos2(screen.left() + m.mm(mm::MARGIN), below_bar + m.mm(3.0)),
                pos2(screen.right() - m.mm(mm::MARGIN), foot),
            );
            modes::signs(ui, glance, body);
            let body = body.with_min_y(body.top() + m.mm(modes::signs_height(glance.view.mode)));
            if glance.view.mode.unattended {
                self_checkin::show(ui, glance, body, &facts, &mut self.viewfinder, door)
            } else {
                let (words, picture) = split(m, body);
                let (picture, chosen) = invite(ui, glance, words, picture, &facts);
                let (now, reading) = (door.now_ms, facts.reading);
                self.viewfinder
                    .show(ui, glance, picture, door.frame, now, reading);
                chosen
            }
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
        let middle = body.left() + body.width() * 0.57;
        (
            Rect::from_min_max(body.min, pos2(middle, body.bottom())),
            Rect::from_min_max(pos2(middle + m.mm(8.0), body.top()), body.max),
        )
    }
}

/// Which way the door leads, which gate and which day it is: beside the languages where there is room, else below the
/// bar. Answers with where all of it ends.
fn gate(
    ui: &mut Ui,
    glance: &Glance<'_>,
    screen: Rect,
    languages_at: f32,
    facts: &ScanFacts,
) -> f32 {
    let m = glance.metrics;
    let left = screen.left() + m.mm(mm::MARGIN - 2.0 * mm::GAP);
    let place = header::between(glance, screen, left, languages_at);
    // A door that is out of order leads nowhere.
    let place = if matches!(glance.view.lane, LaneView::OutOfOrder(_)) {
        place
    } else {
        place.with_min_x(modes::way(ui, glance, place) + m.mm(4.0))
    };
    let strong = Look::name(m, colour::COBALT).middle().rows(1);
    let soft = Look::text(m, colour::INK_SOFT).middle().rows(1);
    let date = |ui: &Ui, room: f32| {
        let mut dates = facts.date.iter();
        dates.find(|date| soft.width(ui, date) <= room)
    };
    let gate = strong.lay(ui, &facts.gate, f32::INFINITY).size();
    let fits = gate.x <= place.width() && 2.0 * gate.y <= place.height();
    if let Some(date) = date(ui, place.width()).filter(|_| fits) {
        let (upper, lower) = place.split_top_bottom_at_fraction(0.5);
        strong.write(ui, upper, &facts.gate);
        soft.write(ui, lower, date);
        return screen.top() + m.mm(header::HEIGHT);
    }
    if matches!(glance.view.lane, LaneView::OutOfOrder(_)) {
        // That it is out of order is all that matters then.
        return screen.top() + m.mm(header::HEIGHT);
    }
    let row = header::row(m, screen);
    let top = row.bottom() + m.mm(2.0);
    let row = row.with_min_y(top).with_max_y(top + m.row(9.0));
    let said = strong.write(ui, row, &facts.gate);
    let rest = row.with_min_x(said.right() + m.mm(5.0));
    if let Some(date) = date(ui, rest.width()) {
        soft.write(ui, rest, date);
    }
    row.bottom()
}

/// What to do and what is on; answers with what is left of the picture's place, and what was chosen.
fn invite(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    picture: Rect,
    facts: &ScanFacts,
) -> (Rect, Option<Action>) {
    let m = glance.metrics;
    let portrait = m.portrait();
    let top = title(ui, m, place, facts);
    let (buttons_top, chosen) = scan_foot::buttons(ui, glance, place, Kind::Main);
    let rest = Rect::from_min_max(
        pos2(place.left(), top),
        pos2(place.right(), buttons_top - m.mm(6.0)),
    );
    let centred = |look: Look| if portrait { look.centred() } else { look };
    let ink = if facts.reading {
        colour::CELADON_DEEP
    } else {
        colour::INK
    };
    let sizes: &[f32] = if portrait {
        &[12.0, 10.5, 9.0]
    } else {
        &[16.0, 13.5, 11.0, 9.5, 8.5, 7.5]
    };
    let looks = sizes
        .iter()
        .map(|size| centred(Look::new(m, *size, Weight::Bold, ink).heading()));
    let height = if portrait {
        m.mm(52.0)
    } else {
        (rest.height() * 0.45).max(m.mm(48.0))
    };
    let room = vec2(rest.width(), height);
    let Some(look) = Look::fitting(ui, looks, &facts.invitation, room, 2) else {
        return (picture, chosen);
    };
    let below = Rect::from_min_max(
        pos2(
            rest.left(),
            rest.top()
                + if portrait {
                    m.mm(9.0)
                } else {
                    rest.height() * 0.06
                },
        ),
        rest.max,
    );
    let said = look.write(ui, below, &facts.invitation);
    let hint = Rect::from_min_max(pos2(rest.left(), said.bottom() + m.mm(3.0)), rest.max);
    let hinted = centred(Look::new(m, 5.4, Weight::Regular, colour::INK_SOFT).even()).write(
        ui,
        hint,
        &facts.hint,
    );
    let free_from = if portrait {
        picture.bottom()
    } else {
        hinted.bottom()
    };
    let free = rest.with_min_y(free_from + m.mm(5.0));
    scan_foot::demonstrations(ui, glance, free, facts);
    let left = if portrait {
        picture.with_min_y(picture.top().max(hinted.bottom() + m.mm(2.0)))
    } else {
        picture
    };
    (left, chosen)
}

/// The exhibition's name; answers with where it ends.
fn title(ui: &mut Ui, m: &Metrics, place: Rect, facts: &ScanFacts) -> f32 {
    let portrait = m.portrait();
    let roomy = portrait || place.height() >= m.mm(150.0);
    let size = if roomy { 6.2 } else { mm::TEXT };
    let look = Look::new(m, size, Weight::SemiBold, colour::COBALT)
        .rows(4)
        .heading();
    let look = if portrait { look.centred() } else { look };
    let venue = Look::text(m, colour::INK_SOFT).even();
    let venue = if portrait { venue.centred() } else { venue };
    let top = place.top() + if portrait { m.mm(8.0) } else { m.mm(1.0) };
    let name = look.write(
        ui,
        Rect::from_min_max(pos2(place.left(), top), place.max),
        &facts.exhibition,
    );
    if !roomy {
        return name.bottom();
    }
    let under = Rect::from_min_max(pos2(place.left(), name.bottom() + m.mm(2.0)), place.max);
    let venue = venue.write(ui, under, &facts.venue);
    if portrait {
        let band = Rect::from_center_size(
            pos2(place.center().x, venue.bottom() + m.mm(7.0)),
            vec2(m.mm(66.0), m.mm(4.0)),
        );
        waves(ui.painter(), m, band);
        band.bottom()
    } else {
        venue.bottom()
    }
}
