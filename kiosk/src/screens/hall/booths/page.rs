//! One booth: what it shows, where it is, and what its producer does for sustainability.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::Booth;
use shared::ids::BoothNumber;
use texts::Key;

use super::bar::{self, Beside};
use super::list::BoothLine;
use super::looks::{name, text};
use super::{card, practices};
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind, corner};
use crate::screens::hall::{emblem, frame, phone_code};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::scroll::Scroll;
use crate::screens::words::Look;
use crate::session::{Action, Page, Session};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// The page of one booth, with how far it is scrolled.
#[derive(Debug, Default)]
pub(super) struct BoothPage {
    scroll: Scroll,
}

impl BoothPage {
    /// Draws a booth's page.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        names: &LanguageNames,
        session: &Session,
        (number, beside): (BoothNumber, Beside),
    ) -> Option<Action> {
        let m = glance.metrics;
        let title = glance
            .texts
            .say_with(Key::BoothNumber, [("number", number.0.into())]);
        let (body, chosen) = frame::show(ui, glance, names, &title);
        // A booth can leave the catalogue while its page is open: then the list is all there is.
        let Some(booth) = glance.view.catalogue.booth(number) else {
            return chosen.or(Some(Action::Go(Page::Booths)));
        };
        let bar = body.with_min_y(body.bottom() - m.mm(mm::TARGET));
        let page = body.with_max_y(bar.top() - m.mm(mm::GAP + 1.0));
        let mut to_village = None;
        let of = (title.as_str(), session.visit());
        self.scroll.show(ui, of, page, |ui, place| {
            let (bottom, village) = content(ui, glance, booth, place, page.height());
            to_village = village;
            bottom.into()
        });
        let left = self.scroll.buttons(ui, glance, bar);
        let went = bar::show(ui, glance, left, number, beside);
        chosen.or(went).or(to_village)
    }
}

/// Everything on the page; in one column upright, in two across. Answers with where it ends.
fn content(
    ui: &mut Ui,
    glance: &Glance<'_>,
    booth: &Booth,
    whole: Rect,
    page: f32,
) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let end = m.mm(2.0);
    let line = BoothLine::new(&glance.view.catalogue, booth, glance.texts.language());
    if m.portrait() {
        let cover_at = whole.with_max_y(whole.top() + m.mm(104.0));
        cover(ui, glance, booth, cover_at, &line);
        let place = whole.with_min_y(cover_at.bottom() + m.mm(7.0));
        let top = about(ui, glance, booth, place, &line);
        let (top, village) = facts(ui, glance, booth, whole.with_min_y(top));
        let top = products(ui, glance, booth, whole.with_min_y(top + m.mm(4.0)));
        let below = whole.with_min_y(top + m.mm(7.0));
        let bottom = practices::show(ui, glance, booth, below);
        return (
            to_take_along(ui, glance, booth, whole, bottom) + end,
            village,
        );
    }
    let (left, right) = whole.split_left_right_at_x(whole.left() + whole.width() * 0.48);
    let right = right.with_min_x(right.left() + m.mm(9.0));
    let place = if m.one_column() {
        let cover_at = left.with_max_y(left.top() + page * 0.36);
        cover(ui, glance, booth, cover_at, &line);
        left.with_min_y(cover_at.bottom() + m.mm(4.0))
    } else {
        // A low screen has no room for a picture above the words without cutting most of it off.
        let size = vec2(left.width() * 0.44, page * 0.5);
        let cover_at = Rect::from_min_size(left.min, size);
        cover(ui, glance, booth, cover_at, &line);
        let beside = left.with_min_x(cover_at.right() + m.mm(6.0));
        let ends = named(ui, glance, beside.with_max_y(cover_at.bottom()), &line);
        left.with_min_y(ends.max(cover_at.bottom()) + m.mm(4.0))
    };
    let top = if m.one_column() {
        about(ui, glance, booth, place, &line)
    } else {
        described(ui, glance, booth, place)
    };
    let (bottom, village) = facts(ui, glance, booth, left.with_min_y(top));
    let bottom = to_take_along(ui, glance, booth, left, bottom);
    let top = products(ui, glance, booth, right);
    let below = right.with_min_y(top + m.mm(6.0));
    let other = practices::show(ui, glance, booth, below);
    (bottom.max(other) + end, village)
}

/// The code that takes the booth and the way there along on a phone, below what ends at `top`; answers with where it
/// ends.
fn to_take_along(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, column: Rect, top: f32) -> f32 {
    let m = glance.metrics;
    if !phone_code::is_known(glance, booth.number) {
        return top;
    }
    let at = pos2(column.left(), top + m.mm(6.0));
    let place = Rect::from_min_size(at, vec2(column.width(), m.mm(46.0)));
    phone_code::show(ui, glance, place, booth.number);
    place.bottom()
}

/// The booth's picture, or what stands for it, with the number on it.
fn cover(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, place: Rect, line: &BoothLine) {
    let m = glance.metrics;
    let tone = Tone::of_village(line.village_place);
    let icon = emblem::of_booth(booth);
    let place = emblem::cover_with_caption(ui, glance, place, &booth.pictures, (icon, tone));
    let side = m.mm(if m.portrait() { 34.0 } else { 24.0 });
    // On a small picture a smaller one, so that something of the picture is seen.
    let side = side.min(place.width() * 0.28);
    let edge = m.mm(6.0).min(side * 0.25);
    let at = pos2(place.left() + edge, place.bottom() - side - edge);
    let tile = Rect::from_min_size(at, vec2(side, side));
    let edge = tile.expand(m.mm(1.0));
    ui.painter()
        .rect_filled(edge, corner(m, 3.2), colour::PORCELAIN);
    card::tile(ui, m, tile, line);
}

/// Name, producer and what the booth is about; answers with where they end.
fn about(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, place: Rect, line: &BoothLine) -> f32 {
    let m = glance.metrics;
    let size = if m.portrait() { 8.5 } else { mm::HEADING };
    let heading = Look::new(m, size, Weight::Bold, colour::INK).heading();
    let heading = heading.write(ui, place, &line.name);
    let under = place.with_min_y(heading.bottom() + m.mm(0.5));
    let producer = text(m, colour::INK_SOFT).write(ui, under, &line.producer);
    let below = place.with_min_y(producer.bottom() + m.mm(3.5));
    described(ui, glance, booth, below)
}

/// Name and producer beside the picture, in its middle; answers with where they end.
fn named(ui: &mut Ui, glance: &Glance<'_>, place: Rect, line: &BoothLine) -> f32 {
    let m = glance.metrics;
    let sizes = [mm::HEADING, 6.2, 5.6, mm::TEXT];
    let looks = sizes.map(|size| Look::new(m, size, Weight::Bold, colour::INK).heading());
    let whole = |look: &Look| look.longest_word(ui, &line.name) <= place.width();
    let [.., least] = looks.clone();
    let heading = looks.into_iter().find(whole).unwrap_or(least);
    let producer = text(m, colour::INK_SOFT).even();
    let both = heading.height(ui, &line.name, place.width())
        + producer.height(ui, &line.producer, place.width())
        + m.mm(1.5);
    let top = place.center().y - both.min(place.height()) / 2.0;
    let said = heading.write(ui, place.with_min_y(top), &line.name);
    let under = place.with_min_y(said.bottom() + m.mm(1.5));
    producer.write(ui, under, &line.producer).bottom()
}

/// What the booth is about; answers with where the next thing begins.
fn described(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, place: Rect) -> f32 {
    let words = booth.description.get(glance.language());
    let said = text(glance.metrics, colour::INK).write(ui, place, words);
    said.bottom() + glance.metrics.mm(5.0)
}

/// Where it stands, its certificate, its village; answers with where they end and whether the village is wanted.
fn facts(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, place: Rect) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let (language, catalogue) = (glance.language(), &glance.view.catalogue);
    let mut top = place.top();
    if let Some(area) = catalogue.areas.iter().find(|area| area.id == booth.area) {
        let words = area.name.get(language);
        top = fact(ui, m, place.with_min_y(top), Icon::Pin, words);
    }
    if booth.certificate {
        let words = glance.texts.say(Key::Certificate);
        top = fact(ui, m, place.with_min_y(top), Icon::Seal, &words);
    }
    if catalogue.sample {
        let words = glance.texts.say(Key::SampleNote);
        top = fact(ui, m, place.with_min_y(top), Icon::Pencil, &words);
    }
    if contact(ui, glance, place.with_min_y(top + m.mm(1.5))) {
        return (top, Some(Action::AskForContact(booth.number)));
    }
    top += m.mm(mm::TARGET + 1.5 + mm::GAP);
    let Some(village) = catalogue.village(&booth.village) else {
        return (top, None);
    };
    let slots = [("village", village.name.get(language).into())];
    let name = glance.texts.say_with(Key::BoothVillage, slots);
    let icon = emblem::of_village(&village.id);
    let mut words = match village.craft.get(language) {
        "" => name.clone(),
        craft => format!("{name} · {craft}"),
    };
    let whole = Button::new("village", &words, Kind::Quiet).icon(icon);
    if whole.width(ui, m) > place.width() {
        words = name;
    }
    let at = pos2(place.left(), top + m.mm(1.5));
    let row = Rect::from_min_size(at, vec2(place.width(), m.mm(mm::TARGET)));
    let button = Button::new("village", &words, Kind::Quiet).icon(icon);
    let wanted = button.show(ui, m, row);
    let village = wanted.then(|| Action::Go(Page::Village(village.id.clone())));
    (row.bottom() + m.mm(2.5), village)
}

/// The way to leave one's name with the exhibitor; answers whether it was used.
fn contact(ui: &mut Ui, glance: &Glance<'_>, place: Rect) -> bool {
    let m = glance.metrics;
    let words = glance.texts.say(Key::ContactOpen);
    let row = Rect::from_min_size(place.min, vec2(place.width(), m.mm(mm::TARGET)));
    let button = Button::new("contact", &words, Kind::Quiet).icon(Icon::Pencil);
    button.show(ui, m, row)
}

/// A line with an icon; answers with where the next one begins.
fn fact(ui: &mut Ui, m: &Metrics, place: Rect, icon: Icon, words: &str) -> f32 {
    let side = m.row(8.0);
    let square = Rect::from_min_size(place.min, vec2(side, side));
    icon.draw(ui.painter(), square, colour::CELADON_DEEP);
    let beside = place.with_min_x(place.left() + side + m.mm(4.0));
    let said = text(m, colour::INK).write(ui, beside, words);
    said.bottom().max(place.top() + side) + m.mm(2.5)
}

/// The products as tags, wrapped; answers with where they end.
fn products(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, place: Rect) -> f32 {
    let (m, language) = (glance.metrics, glance.language());
    if booth.products.is_empty() {
        return place.top();
    }
    let head = name(m, colour::COBALT).heading();
    let head = head.write(ui, place, &glance.texts.say(Key::ProductsTitle));
    let place = place.with_min_y(head.bottom() + m.mm(2.5));
    let look = text(m, colour::COBALT).middle().rows(1);
    let height = m.row(12.0);
    let gap = m.mm(mm::GAP);
    let mut at = place.min;
    for product in &booth.products {
        let words = product.get(language);
        let width = (look.width(ui, words) + m.mm(10.0)).min(place.width());
        if at.x > place.left() && at.x + width > place.right() {
            at = pos2(place.left(), at.y + height + gap);
        }
        let tag = Rect::from_min_size(at, vec2(width, height));
        ui.painter()
            .rect_filled(tag, corner(m, 6.0), colour::COBALT_WASH);
        look.write(ui, tag.shrink2(vec2(m.mm(5.0) - 1.0, 0.0)), words);
        at.x += width + gap;
    }
    at.y + height
}
