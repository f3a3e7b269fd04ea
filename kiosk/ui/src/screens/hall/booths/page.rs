//! One booth: what it shows, where it is, and what its producer does for sustainability.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::Booth;
use shared::ids::BoothNumber;
use texts::Key;

use super::bar::{self, Beside};
use super::list::BoothLine;
use super::looks::{name, text};
use super::printing::WayPrinting;
use super::{card, practices};
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, corner};
use crate::screens::hall::{emblem, frame, phone_code};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::{Column, TextLines};
use crate::screens::places::Places;
use crate::screens::scroll::Scroll;
use crate::screens::words::Look;
use crate::session::{Action, Page, Session};
use crate::theme::{Tone, Weight, colour, mm};

/// The page of one booth, with how far it is scrolled.
#[derive(Debug, Default)]
pub(super) struct BoothPage {
    scroll: Scroll,
    printing: WayPrinting,
}

impl BoothPage {
    /// Draws a booth's page.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        session: &Session,
        (number, beside): (BoothNumber, Beside),
    ) -> Option<Action> {
        let m = context.metrics;
        let title = context
            .texts
            .say_with(Key::BoothNumber, [("number", number.0.into())]);
        let (body, chosen) = frame::show(ui, context, names, &title);
        // A booth can leave the catalogue while its page is open: then the list is all there is.
        let Some(booth) = context.view.catalogue.booth(number) else {
            return chosen.or(Some(Action::Go(Page::Booths)));
        };
        let (page, bar) = body.above_foot(m.mm(mm::TARGET), m.mm(mm::GAP + 1.0));
        let of = (title.as_str(), session.visit());
        let slip = self.printing.slip(context, session, booth);
        let mut print = |column: &mut Column<'_>| {
            if let Some(slip) = &slip {
                self.printing.show(column, (session.visit(), number), slip);
            }
        };
        let to_village = self.scroll.show(ui, context, of, page, |column| {
            content(column, booth, page.height(), &mut print)
        });
        let left = self.scroll.buttons(ui, context, bar);
        let went = bar::show(ui, context, left, number, beside);
        chosen.or(went).or(to_village)
    }
}

/// Everything on the page; in one column upright, in two across.
fn content(
    column: &mut Column<'_>,
    booth: &Booth,
    page: f32,
    print: &mut dyn FnMut(&mut Column<'_>),
) -> Option<Action> {
    let (context, m) = (column.context, column.metrics());
    let line = BoothLine::new(&context.view.catalogue, booth, context.texts.language());
    let chosen = if m.portrait() {
        let cover_at = column.take(m.mm(104.0));
        cover(column, booth, cover_at, &line);
        column.gap(7.0);
        about(column, booth, &line);
        let chosen = facts(column, booth);
        column.gap(4.0);
        products(column, booth);
        column.gap(7.0);
        practices::show(column, booth);
        to_take_along(column, booth, print);
        chosen
    } else {
        let left = |left: &mut Column<'_>| {
            if m.one_column() {
                let cover_at = left.take(page * 0.36);
                cover(left, booth, cover_at, &line);
                left.gap(4.0);
                about(left, booth, &line);
            } else {
                beside_cover(left, booth, page * 0.5, &line);
                left.gap(4.0);
                described(left, booth);
            }
            let chosen = facts(left, booth);
            to_take_along(left, booth, print);
            chosen
        };
        let right = |right: &mut Column<'_>| {
            products(right, booth);
            right.gap(6.0);
            practices::show(right, booth);
        };
        column.side_by_side(0.48, 9.0, left, right).0
    };
    column.gap(2.0);
    chosen
}

/// The way there to take along: on paper, and by a code on a phone.
fn to_take_along(column: &mut Column<'_>, booth: &Booth, print: &mut dyn FnMut(&mut Column<'_>)) {
    print(column);
    if phone_code::is_known(column.context, booth.number) {
        column.gap(6.0);
        let place = column.take(column.metrics().mm(46.0));
        phone_code::show(column.ui, column.context, place, booth.number);
    }
}

/// The booth's picture, or what stands for it, with the number on it.
fn cover(column: &mut Column<'_>, booth: &Booth, place: Rect, line: &BoothLine) {
    let (ui, m) = (&mut *column.ui, column.context.metrics);
    let look = (
        emblem::of_booth(booth),
        Tone::of_village(line.village_place),
    );
    let place = emblem::cover_with_caption(ui, column.context, place, &booth.pictures, look);
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

/// Name, producer and what the booth is about.
fn about(column: &mut Column<'_>, booth: &Booth, line: &BoothLine) {
    let m = column.metrics();
    let size = if m.portrait() { 8.5 } else { mm::HEADING };
    let heading = Look::new(m, size, Weight::Bold, colour::INK).heading();
    column.write(&heading, &line.name);
    column.gap(0.5);
    column.write(&text(m, colour::INK_SOFT), &line.producer);
    column.gap(3.5);
    described(column, booth);
}

/// The picture with name and producer beside it, in its middle: a low screen has no room for a picture above the words
/// without cutting most of it off.
fn beside_cover(column: &mut Column<'_>, booth: &Booth, high: f32, line: &BoothLine) {
    let m = column.metrics();
    let row = column.take(high);
    let (cover_at, place) = row.beside(row.width() * 0.44, m.mm(6.0));
    cover(column, booth, cover_at, line);
    let sizes = [mm::HEADING, 6.2, 5.6, mm::TEXT];
    let looks = sizes.map(|size| Look::new(m, size, Weight::Bold, colour::INK).heading());
    let whole = |look: &Look| look.longest_word(column.ui, &line.name) <= place.width();
    let [.., least] = looks.clone();
    let heading = looks.into_iter().find(whole).unwrap_or(least);
    let producer = text(m, colour::INK_SOFT).even();
    let lines = TextLines::new(heading, &line.name).then(m.mm(1.5), producer, &line.producer);
    let words_high = lines.height(column.ui, place.width());
    let top = place.center().y - words_high.min(place.height()) / 2.0;
    let ends = lines.write(column.ui, place.with_min_y(top));
    column.go_to(ends.max(row.bottom()));
}

/// What the booth is about.
fn described(column: &mut Column<'_>, booth: &Booth) {
    let look = text(column.metrics(), colour::INK);
    column.write(&look, booth.description.get(column.context.language()));
    column.gap(5.0);
}

/// Where it stands, its certificate, the way to leave one's name with the exhibitor, and its village.
fn facts(column: &mut Column<'_>, booth: &Booth) -> Option<Action> {
    let context = column.context;
    let (texts, catalogue) = (context.texts, &context.view.catalogue);
    if let Some(area) = catalogue.areas.iter().find(|area| area.id == booth.area) {
        fact(column, Icon::Pin, area.name.get(context.language()));
    }
    if booth.certificate {
        fact(column, Icon::Seal, &texts.say(Key::Certificate));
    }
    if catalogue.sample {
        fact(column, Icon::Pencil, &texts.say(Key::SampleNote));
    }
    column.gap(1.5);
    let words = texts.say(Key::ContactOpen);
    let contact = Button::new("contact", &words, Kind::Quiet).icon(Icon::Pencil);
    let contact = column.button_across(contact);
    column.gap(mm::GAP);
    let village = village(column, booth);
    let contact = contact.then_some(Action::AskForContact(booth.number));
    contact.or(village)
}

/// The way to the booth's village.
fn village(column: &mut Column<'_>, booth: &Booth) -> Option<Action> {
    let (context, language) = (column.context, column.context.language());
    let village = context.view.catalogue.village(&booth.village)?;
    column.gap(1.5);
    let slots = [("village", village.name.get(language).into())];
    let name = context.texts.say_with(Key::BoothVillage, slots);
    let whole = match village.craft.get(language) {
        "" => name.clone(),
        craft => format!("{name} · {craft}"),
    };
    let icon = emblem::of_village(&village.id);
    let [whole, short] =
        [&whole, &name].map(|words| Button::new("village", words, Kind::Quiet).icon(icon));
    let fits = whole.width(column.ui, column.metrics()) <= column.free.width();
    let wanted = column.button_across(if fits { whole } else { short });
    column.gap(2.5);
    wanted.then(|| Action::Go(Page::Village(village.id.clone())))
}

/// A line with an icon.
fn fact(column: &mut Column<'_>, icon: Icon, words: &str) {
    let m = column.metrics();
    column.beside_square(m.row(8.0), 4.0, |beside, square| {
        icon.draw(beside.ui.painter(), square, colour::CELADON_DEEP);
        beside.write(&text(m, colour::INK), words);
    });
    column.gap(2.5);
}

/// The products as tags.
fn products(column: &mut Column<'_>, booth: &Booth) {
    let (m, language) = (column.metrics(), column.context.language());
    if booth.products.is_empty() {
        return;
    }
    let head = name(m, colour::COBALT).heading();
    column.write(&head, &column.context.texts.say(Key::ProductsTitle));
    column.gap(2.5);
    let look = text(m, colour::COBALT).middle().rows(1);
    let products = booth.products.iter().map(|product| product.get(language));
    let widths = products
        .clone()
        .map(|words| look.width(column.ui, words) + m.mm(10.0));
    let tags = column.wrapped(widths.collect(), m.row(12.0), m.mm(mm::GAP));
    for (words, tag) in products.zip(tags) {
        let ground = colour::COBALT_WASH;
        column.ui.painter().rect_filled(tag, corner(m, 6.0), ground);
        look.write(column.ui, tag.shrink2(vec2(m.mm(5.0) - 1.0, 0.0)), words);
    }
}
