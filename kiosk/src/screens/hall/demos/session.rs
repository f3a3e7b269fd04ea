//! One demonstration: when, where and whose it is, and the seats that can be taken in it.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::{Catalogue, Session};
use shared::programme::{Programme, SessionTime};
use shared::route::Destination;
use texts::Key;

use super::super::super::Glance;
use super::super::super::controls::{Button, Kind, corner};
use super::super::super::header::LanguageNames;
use super::super::super::icons::Icon;
use super::super::super::plate::ornament;
use super::super::super::scroll::Scroll;
use super::super::super::words::Look;
use super::super::frame;
use super::facts::{caption, fact, name, picture, text};
use super::line::{DemoLine, artisan};
use super::seats_card;
use crate::session::{Action, Page};
use crate::theme::{Weight, colour, mm};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    (id, visit): (&str, u64),
    names: &LanguageNames,
    scroll: &mut Scroll,
) -> Option<Action> {
    let catalogue = &glance.view.catalogue;
    // A session can leave the programme while its page is open: then the way back is all there is.
    let Some((session, slot)) = find(catalogue, id) else {
        return Some(Action::Back);
    };
    let moment = Programme::new(catalogue).at(glance.now);
    let line = DemoLine::new(glance, &slot, &moment)?;
    let title = glance.texts.say(if line.hands_on {
        Key::SessionHandsOn
    } else {
        Key::SessionTitle
    });
    let (body, chosen) = frame::show(ui, glance, names, &title);
    let mut went = None;
    scroll.page(ui, glance, (id, visit), body, |ui, place, seen| {
        let page = PageOf {
            glance,
            session,
            line: &line,
        };
        let (bottom, action) = page.draw(ui, place, seen.bottom());
        went = action;
        bottom.into()
    });
    chosen.or(went)
}

/// A session by the catalogue's name of it, and when it is.
fn find<'a>(catalogue: &'a Catalogue, id: &str) -> Option<(&'a Session, SessionTime)> {
    let programme = Programme::new(catalogue);
    programme.slots().iter().find_map(|slot| {
        let session = catalogue.sessions.get(slot.session)?;
        (session.id == id).then_some((session, *slot))
    })
}

/// What leads to an area, and what that is called: the way there where the plan knows it, else the whole map.
pub(super) fn way_to(glance: &Glance<'_>, area: &str) -> (Key, Page) {
    let plan = glance.view.catalogue.plan.as_ref();
    if plan.is_some_and(|plan| plan.area(area).is_some()) {
        let goal = Destination::Area(area.to_owned());
        (Key::MapWay, Page::Map(Some(goal)))
    } else {
        (Key::SessionMap, Page::Map(None))
    }
}

struct PageOf<'a> {
    glance: &'a Glance<'a>,
    session: &'a Session,
    line: &'a DemoLine,
}

impl PageOf<'_> {
    /// Upright one below the other, else side by side; answers with where it ends.
    fn draw(&self, ui: &mut Ui, place: Rect, foot: f32) -> (f32, Option<Action>) {
        let m = self.glance.metrics;
        let gap = m.mm(3.0 * mm::GAP);
        if m.portrait() {
            let (top, went) = self.about(ui, place);
            let below = place.with_min_y(top + gap);
            let (bottom, asked) = self.seats(ui, below);
            let left_over = place.with_min_y(bottom).with_max_y(foot);
            if left_over.height() > m.mm(70.0) {
                ornament(ui.painter(), left_over);
            }
            return (bottom, asked.or(went));
        }
        let (left, right) = place.split_left_right_at_x(place.left() + place.width() * 0.5);
        let (about, went) = self.about(ui, left.with_max_x(left.right() - m.mm(5.0)));
        let (seats, asked) = self.seats(ui, right.with_min_x(right.left() + m.mm(5.0)));
        (about.max(seats), asked.or(went))
    }

    /// What it is; answers with where that ends.
    fn about(&self, ui: &mut Ui, place: Rect) -> (f32, Option<Action>) {
        let (glance, line) = (self.glance, self.line);
        let m = glance.metrics;
        let artisan = artisan(glance, self.session);
        let side = m.mm(if m.portrait() { 72.0 } else { 46.0 });
        let portrait = Rect::from_min_size(place.min, vec2(side, side));
        let pictures = artisan.map_or(&[][..], |artisan| &artisan.pictures);
        let sign = if line.hands_on {
            Icon::Hand
        } else {
            Icon::Wheel
        };
        let words = picture(ui, glance, portrait, pictures, sign);
        let beside = place.with_min_x(portrait.right() + m.mm(8.0));
        let large = if m.portrait() { 8.6 } else { mm::HEADING };
        let title = Look::new(m, large, Weight::Bold, colour::INK).heading();
        let mut top = beside.top();
        if !m.portrait() {
            // Beside the plate stands the title alone, in its middle.
            let high = title.height(ui, &line.title, beside.width());
            let sign = line.sign(glance).map_or(0.0, |_| m.row(10.0) + m.mm(2.0));
            top += ((side - high - sign) / 2.0).max(0.0);
        }
        if let Some((words, tone)) = line.sign(glance) {
            let look = Look::new(m, mm::TEXT, Weight::SemiBold, tone.ink)
                .middle()
                .rows(1);
            let wide = (look.width(ui, &words) + m.mm(8.0)).min(beside.width());
            let pill = Rect::from_min_size(pos2(beside.left(), top), vec2(wide, m.row(10.0)));
            ui.painter().rect_filled(pill, corner(m, 5.0), tone.ground);
            look.centred().write(ui, pill, &words);
            top = pill.bottom() + m.mm(2.0);
        }
        let said = title.write(ui, beside.with_min_y(top), &line.title);
        top = said.bottom() + m.mm(3.0);
        let facts = if m.portrait() && top < portrait.bottom() {
            beside
        } else {
            place
        };
        let below = |top: f32| place.with_min_y(top.max(portrait.bottom()));
        if facts == place {
            top = caption(ui, m, below(top - m.mm(4.0)), words) + m.mm(4.0);
        }
        for (icon, words) in self.facts() {
            top = fact(ui, m, facts.with_min_y(top), icon, &words);
        }
        if facts != place {
            top = caption(ui, m, below(top), words);
        }
        top += m.mm(4.0);
        self.buttons(ui, place.with_min_y(top), artisan.is_some())
    }

    fn facts(&self) -> Vec<(Icon, String)> {
        let (glance, line) = (self.glance, self.line);
        let slots = [
            ("date", glance.texts.date_short(line.starts.date).into()),
            ("time", line.starts.to_string().into()),
            ("minutes", line.minutes.into()),
        ];
        let when = glance.texts.say_with(Key::SessionWhen, slots);
        let facts = [
            (Icon::Clock, when),
            (Icon::Pin, line.area.clone()),
            (Icon::Person, line.who.clone()),
        ];
        facts
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .collect()
    }

    /// Where one can go from here, side by side; answers with where they end.
    fn buttons(&self, ui: &mut Ui, place: Rect, artisan: bool) -> (f32, Option<Action>) {
        let m = self.glance.metrics;
        let mut went = None;
        let (to_map, map) = way_to(self.glance, &self.session.area);
        let words = [Key::SessionArtisan, to_map].map(|key| self.glance.texts.say(key));
        let of_artisan = Action::Go(Page::Artisan(self.session.artisan.clone()));
        let buttons = [
            ("artisan", &words[0], Icon::Person, of_artisan, artisan),
            ("map", &words[1], Icon::Plan, Action::Go(map), true),
        ];
        let gap = m.mm(mm::GAP);
        let high = m.row(mm::TARGET);
        let mut at = place.min;
        for (id, words, icon, action, there) in buttons {
            if !there {
                continue;
            }
            let button = Button::new(id, words, Kind::Quiet).icon(icon);
            let wide = button.width(ui, m).min(place.width());
            if at.x > place.left() && at.x + wide > place.right() {
                at = pos2(place.left(), at.y + high + gap);
            }
            if button.show(ui, m, Rect::from_min_size(at, vec2(wide, high))) {
                went = Some(action);
            }
            at.x += wide + gap;
        }
        (at.y + high, went)
    }

    /// The seats, or that none is needed, with what the artisan is known for; answers with where that ends.
    fn seats(&self, ui: &mut Ui, place: Rect) -> (f32, Option<Action>) {
        let (glance, line) = (self.glance, self.line);
        if line.seats.is_some() {
            return seats_card::show(ui, glance, place, line);
        }
        let m = glance.metrics;
        let behind = ui.painter().add(egui::Shape::Noop);
        let pad = m.mm(7.0);
        let inner = place.shrink2(vec2(pad, 0.0));
        let head = name(m, colour::CELADON_DEEP).heading();
        let come = glance.texts.say(Key::SessionCome);
        let said = head.write(ui, inner.with_min_y(place.top() + pad), &come);
        let mut bottom = said.bottom();
        if let Some(artisan) = artisan(glance, self.session) {
            let language = glance.language();
            for (look, words) in [
                (name(m, colour::INK), artisan.craft.get(language)),
                (text(m, colour::INK), artisan.story.get(language)),
            ] {
                let below = inner.with_min_y(bottom + m.mm(3.0));
                bottom = look.write(ui, below, words).bottom();
            }
        }
        let card = place.with_max_y(bottom + pad);
        let ground = egui::Shape::rect_filled(card, corner(m, mm::CARD), colour::CELADON_WASH);
        ui.painter().set(behind, ground);
        (card.bottom(), None)
    }
}
