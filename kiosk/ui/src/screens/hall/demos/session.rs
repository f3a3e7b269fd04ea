//! One demonstration: when, where and whose it is, and the seats that can be taken in it.

use egui::Ui;
use shared::catalogue::{Catalogue, Session};
use shared::programme::{Programme, SessionTime};
use shared::route::Destination;
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{Button, Kind, corner};
use super::super::super::header::LanguageNames;
use super::super::super::icons::Icon;
use super::super::super::layout::{CardGround, Column};
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
    context: &DrawContext<'_>,
    (id, visit): (&str, u64),
    names: &LanguageNames,
    scroll: &mut Scroll,
) -> Option<Action> {
    let catalogue = &context.view.catalogue;
    // A session can leave the programme while its page is open: then the way back is all there is.
    let Some((session, slot)) = find(catalogue, id) else {
        return Some(Action::Back);
    };
    let moment = Programme::new(catalogue).at(context.now);
    let line = DemoLine::new(context, &slot, &moment)?;
    let title = context.texts.say(if line.hands_on {
        Key::SessionHandsOn
    } else {
        Key::SessionTitle
    });
    let (body, chosen) = frame::show(ui, context, names, &title);
    let page = SessionPage {
        context,
        session,
        line: &line,
    };
    let went = scroll.page(ui, context, (id, visit), body, |column, seen| {
        page.draw(column, seen.bottom())
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
pub(super) fn way_to(context: &DrawContext<'_>, area: &str) -> (Key, Page) {
    let plan = context.view.catalogue.plan.as_ref();
    if plan.is_some_and(|plan| plan.area(area).is_some()) {
        let goal = Destination::Area(area.to_owned());
        (Key::MapWay, Page::Map(Some(goal)))
    } else {
        (Key::SessionMap, Page::Map(None))
    }
}

struct SessionPage<'a> {
    context: &'a DrawContext<'a>,
    session: &'a Session,
    line: &'a DemoLine,
}

impl SessionPage<'_> {
    /// Upright one below the other, else side by side.
    fn draw(&self, column: &mut Column<'_>, foot: f32) -> Option<Action> {
        let m = self.context.metrics;
        if m.portrait() {
            let went = self.about(column);
            column.gap(3.0 * mm::GAP);
            let asked = self.seats(column);
            let left_over = column.free.with_max_y(foot);
            if left_over.height() > m.mm(70.0) {
                ornament(column.ui.painter(), left_over);
            }
            return asked.or(went);
        }
        let (went, asked) = column.halves(10.0, |left| self.about(left), |right| self.seats(right));
        asked.or(went)
    }

    /// What it is.
    fn about(&self, column: &mut Column<'_>) -> Option<Action> {
        let (context, line) = (self.context, self.line);
        let m = context.metrics;
        let artisan = artisan(context, self.session);
        let pictures = artisan.map_or(&[][..], |artisan| &artisan.pictures);
        let sign = if line.hands_on {
            Icon::Hand
        } else {
            Icon::Wheel
        };
        let side = m.mm(if m.portrait() { 72.0 } else { 46.0 });
        let (words, told) = column.beside_square(side, 8.0, |beside, square| {
            let words = picture(beside.ui, context, square, pictures, sign);
            self.title(beside, side);
            beside.gap(3.0);
            // The facts stand here too where the picture is the higher one.
            let told = m.portrait() && beside.top() < square.bottom();
            if told {
                self.facts(beside);
            } else {
                beside.gap(-4.0);
            }
            (words, told)
        });
        caption(column, words);
        column.gap(4.0);
        if !told {
            self.facts(column);
            column.gap(4.0);
        }
        self.buttons(column, artisan.is_some())
    }

    /// Its title, below what is to be known first: that it is on, full, or over.
    fn title(&self, column: &mut Column<'_>, side: f32) {
        let (context, m) = (self.context, self.context.metrics);
        let large = if m.portrait() { 8.6 } else { mm::HEADING };
        let title = Look::new(m, large, Weight::Bold, colour::INK).heading();
        let sign = self.line.sign(context);
        if !m.portrait() {
            // Beside the plate stands the title alone, in its middle.
            let high = title.height(column.ui, &self.line.title, column.free.width());
            let sign = sign.as_ref().map_or(0.0, |_| m.row(10.0) + m.mm(2.0));
            column.take(((side - high - sign) / 2.0).max(0.0));
        }
        if let Some((words, tone)) = sign {
            let look = Look::new(m, mm::TEXT, Weight::SemiBold, tone.ink);
            let look = look.middle().rows(1);
            let wide = look.width(column.ui, &words) + m.mm(8.0);
            let row = column.take(m.row(10.0));
            let pill = row.with_max_x(row.left() + wide.min(row.width()));
            let painter = column.ui.painter();
            painter.rect_filled(pill, corner(m, 5.0), tone.ground);
            look.centred().write(column.ui, pill, &words);
            column.gap(2.0);
        }
        column.write(&title, &self.line.title);
    }

    /// When, where and whose it is.
    fn facts(&self, column: &mut Column<'_>) {
        let (context, line) = (self.context, self.line);
        let slots = [
            ("date", context.texts.date_short(line.starts.date).into()),
            ("time", line.starts.to_string().into()),
            ("minutes", line.minutes.into()),
        ];
        let when = context.texts.say_with(Key::SessionWhen, slots);
        let facts = [
            (Icon::Clock, &when),
            (Icon::Pin, &line.area),
            (Icon::Person, &line.who),
        ];
        for (icon, words) in facts.into_iter().filter(|(_, words)| !words.is_empty()) {
            fact(column, icon, words);
        }
    }

    /// Where one can go from here.
    fn buttons(&self, column: &mut Column<'_>, artisan: bool) -> Option<Action> {
        let m = self.context.metrics;
        let (to_map, map) = way_to(self.context, &self.session.area);
        let words = [Key::SessionArtisan, to_map].map(|key| self.context.texts.say(key));
        let button = |id, words, icon| Button::new(id, words, Kind::Quiet).icon(icon);
        let to_map = (button("map", &words[1], Icon::Plan), map);
        let to_artisan = artisan.then(|| {
            let page = Page::Artisan(self.session.artisan.clone());
            (button("artisan", &words[0], Icon::Person), page)
        });
        let (buttons, pages): (Vec<_>, Vec<_>) = to_artisan.into_iter().chain([to_map]).unzip();
        let used = column.buttons(buttons, m.row(mm::TARGET), m.mm(mm::GAP))?;
        pages.into_iter().nth(used).map(Action::Go)
    }

    /// The seats, or that none is needed, with what the artisan is known for.
    fn seats(&self, column: &mut Column<'_>) -> Option<Action> {
        let (context, m) = (self.context, self.context.metrics);
        if self.line.seats.is_some() {
            return seats_card::show(column, self.line);
        }
        column.card(7.0, CardGround::plain(colour::CELADON_WASH), |card| {
            let head = name(m, colour::CELADON_DEEP).heading();
            card.write(&head, &context.texts.say(Key::SessionCome));
            if let Some(artisan) = artisan(context, self.session) {
                let language = context.language();
                card.gap(3.0);
                card.write(&name(m, colour::INK), artisan.craft.get(language));
                card.gap(3.0);
                card.write(&text(m, colour::INK), artisan.story.get(language));
            }
        });
        None
    }
}
