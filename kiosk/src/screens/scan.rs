//! The first screen: invites to hold a ticket to the camera, or to look at the booths.

use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::controls::{Button, Kind, corner};
use super::header::{self, LanguageNames};
use super::icons::Icon;
use super::plate::{Plate, STEP_MS, waves};
use super::scan_facts::ScanFacts;
use super::words::Look;
use super::{Glance, status};
use crate::i18n::Key;
use crate::session::Action;
use crate::theme::{Metrics, Weight, colour, mm};
use crate::view::LaneView;

/// The first screen, with its picture.
#[derive(Debug, Clone)]
pub struct ScanScreen {
    plate: Plate,
    names: LanguageNames,
}

impl Default for ScanScreen {
    fn default() -> Self {
        Self {
            plate: Plate::new("KIM LAN"),
            names: LanguageNames::default(),
        }
    }
}

impl ScanScreen {
    /// Draws it; `now_ms` is the window's clock, which moves the picture on. `unreadable` names a file that was
    /// dropped and could not be read.
    pub fn show(
        &self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        now_ms: u64,
        unreadable: Option<&str>,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = glance.metrics;
        let mut facts = ScanFacts::new(glance);
        if let Some(name) = unreadable {
            facts.hint = glance
                .texts
                .say_with(Key::FileUnreadable, [("name", name.into())]);
        }
        let (language, languages_at) = header::languages(ui, glance, screen, &self.names, None);
        let place = header::between(
            glance,
            screen,
            screen.left() + m.mm(mm::MARGIN - 2.0 * mm::GAP),
            languages_at,
        );
        gate(ui, m, place, &facts);
        status::line(ui, glance, screen);
        let body = Rect::from_min_max(
            pos2(
                screen.left() + m.mm(mm::MARGIN),
                screen.top() + m.mm(header::HEIGHT + 3.0),
            ),
            pos2(
                screen.right() - m.mm(mm::MARGIN),
                screen.bottom() - m.mm(status::HEIGHT + 5.0),
            ),
        );
        let broken = match &glance.view.lane {
            LaneView::OutOfOrder(why) => Some(why.as_str()),
            _ => None,
        };
        let (words, picture) = split(m, body);
        let chosen = if let Some(why) = broken {
            out_of_order(ui, glance, words, picture, why)
        } else {
            self.picture(ui, glance, picture, now_ms, facts.reading);
            invite(ui, glance, words, picture, &facts)
        };
        language.or(chosen)
    }

    fn picture(&self, ui: &mut Ui, glance: &Glance<'_>, place: Rect, now_ms: u64, reading: bool) {
        self.plate.draw(
            ui.painter(),
            glance.metrics,
            place,
            now_ms / STEP_MS,
            reading,
        );
        let response = ui.allocate_rect(place, Sense::hover());
        let told = glance.texts.say(Key::ScanIllustration);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &told));
        let wait = STEP_MS - now_ms % STEP_MS;
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(wait));
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

/// Which gate and day it is, beside the languages.
fn gate(ui: &mut Ui, m: &Metrics, place: Rect, facts: &ScanFacts) {
    let half = place.height() / 2.0;
    let upper = Rect::from_min_size(place.min, vec2(place.width(), half));
    let lower = upper.translate(vec2(0.0, half));
    Look::name(m, colour::COBALT)
        .middle()
        .rows(1)
        .write(ui, upper, &facts.gate);
    Look::text(m, colour::INK_SOFT)
        .middle()
        .rows(1)
        .write(ui, lower, &facts.date);
}

fn invite(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    picture: Rect,
    facts: &ScanFacts,
) -> Option<Action> {
    let m = glance.metrics;
    let portrait = m.portrait();
    let top = title(ui, m, place, facts);
    let (buttons_top, chosen) = buttons(ui, glance, place);
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
    let look = Look::fitting(ui, looks, &facts.invitation, room, 2)?;
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
    let hinted =
        centred(Look::new(m, 5.4, Weight::Regular, colour::INK_SOFT)).write(ui, hint, &facts.hint);
    let free_from = if portrait {
        picture.bottom()
    } else {
        hinted.bottom()
    };
    let free = rest.with_min_y(free_from + m.mm(5.0));
    demonstrations(ui, glance, free, facts);
    chosen
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
    let venue = Look::text(m, colour::INK_SOFT).rows(1);
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

/// The buttons at the foot; answers with where they begin and what was chosen.
fn buttons(ui: &mut Ui, glance: &Glance<'_>, place: Rect) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let (height, capitals) = if m.portrait() {
        (m.mm(30.0), 8.0)
    } else {
        (m.mm(23.0), 5.6)
    };
    let browse = glance.texts.say(Key::ScanBrowse);
    let sample = glance.texts.say(Key::ScanSample);
    let browse = Button::new("browse", &browse, Kind::Main)
        .icon(Icon::Stall)
        .capitals(capitals);
    let sample = Button::new("sample", &sample, Kind::Quiet)
        .icon(Icon::Ticket)
        .capitals(capitals.min(6.0));
    let gap = m.mm(mm::GAP + 1.0);
    let mut chosen = None;
    let mut top = place.bottom() - height;
    let whole = Rect::from_min_max(pos2(place.left(), top), place.max);
    let mut first = whole;
    if glance.house.demo {
        let second = if m.portrait() {
            top -= gap + m.mm(22.0);
            first = Rect::from_min_max(pos2(place.left(), top), pos2(place.right(), top + height));
            Rect::from_min_max(pos2(place.left(), place.bottom() - m.mm(22.0)), place.max)
        } else {
            let wish = browse.width(ui, m);
            let other = sample.width(ui, m);
            let spare = (place.width() - gap - wish - other).max(0.0);
            let middle = place.left() + (wish + spare / 2.0).min(place.width() * 0.62);
            first.set_right(middle);
            Rect::from_min_max(pos2(middle + gap, top), place.max)
        };
        if sample.show(ui, m, second) {
            chosen = Some(Action::SampleTicket);
        }
    }
    if browse.show(ui, m, first) {
        chosen = Some(Action::BrowseBooths);
    }
    (top, chosen)
}

/// The next demonstrations, as many as there is room for, at the foot of the place.
fn demonstrations(ui: &mut Ui, glance: &Glance<'_>, place: Rect, facts: &ScanFacts) {
    let m = glance.metrics;
    let (row, title, edge) = (m.mm(11.0), m.mm(12.0), m.mm(3.0));
    let room = ((place.height() - title - edge) / row).floor().max(0.0) as usize;
    let shown = &facts.demonstrations[..facts.demonstrations.len().min(room)];
    if shown.is_empty() {
        return;
    }
    let height = title + row * shown.len() as f32 + edge;
    let card = place.with_min_y(place.bottom() - height);
    ui.painter()
        .rect_filled(card, corner(m, mm::CARD), colour::CELADON_WASH);
    let inner = card.shrink2(vec2(m.mm(6.0), 0.0));
    let head = Rect::from_min_size(inner.min, vec2(inner.width(), title));
    let words = glance.texts.say(Key::DemosTitle);
    Look::name(m, colour::CELADON_DEEP)
        .middle()
        .rows(1)
        .write(ui, head, &words);
    let look = Look::name(m, colour::INK).middle().rows(1);
    let widest = shown
        .iter()
        .map(|demo| look.width(ui, &demo.when))
        .fold(0.0, f32::max);
    for (index, demo) in shown.iter().enumerate() {
        let line = Rect::from_min_size(
            pos2(inner.left(), head.bottom() + row * index as f32),
            vec2(inner.width(), row),
        );
        let (when, what) = line.split_left_right_at_x(line.left() + widest + m.mm(5.0));
        look.write(ui, when, &demo.when);
        Look::text(m, colour::INK)
            .middle()
            .rows(1)
            .write(ui, what, &demo.what);
    }
}

fn out_of_order(
    ui: &mut Ui,
    glance: &Glance<'_>,
    words: Rect,
    picture: Rect,
    why: &str,
) -> Option<Action> {
    let m = glance.metrics;
    let texts = glance.texts;
    let centre = picture.center();
    let radius = picture.width().min(picture.height()) * 0.34;
    ui.painter()
        .circle_filled(centre, radius, colour::TERRACOTTA_WASH);
    Icon::Warning.draw(
        ui.painter(),
        Rect::from_center_size(centre, vec2(radius, radius) * 1.1),
        colour::TERRACOTTA,
    );
    let centred = |look: Look| if m.portrait() { look.centred() } else { look };
    let (buttons_top, chosen) = browse_only(ui, glance, words);
    let mut top = words.top() + m.mm(14.0);
    let place =
        |top: f32| Rect::from_min_max(pos2(words.left(), top), pos2(words.right(), buttons_top));
    let title = centred(Look::new(m, 11.0, Weight::Bold, colour::TERRACOTTA).heading());
    top = title
        .write(ui, place(top), &texts.say(Key::OutOfOrderTitle))
        .bottom()
        + m.mm(5.0);
    let next = centred(Look::new(m, mm::HEADING, Weight::Regular, colour::INK));
    top = next
        .write(ui, place(top), &texts.say(Key::OutOfOrderNext))
        .bottom();
    if m.portrait() {
        top = picture.bottom();
    }
    top += m.mm(7.0);
    if let Some(contact) = &glance.house.contact {
        let call = texts.say_with(Key::OutOfOrderCall, [("contact", contact.as_str().into())]);
        top = centred(Look::name(m, colour::INK))
            .write(ui, place(top), &call)
            .bottom()
            + m.mm(3.0);
    }
    let why = texts.say_with(Key::OutOfOrderWhy, [("why", why.into())]);
    centred(Look::text(m, colour::INK_SOFT).rows(4)).write(ui, place(top), &why);
    chosen
}

/// The booths can still be looked at.
fn browse_only(ui: &mut Ui, glance: &Glance<'_>, place: Rect) -> (f32, Option<Action>) {
    let house = super::House {
        demo: false,
        contact: None,
    };
    buttons(
        ui,
        &Glance {
            house: &house,
            ..*glance
        },
        place,
    )
}
