//! One village: its craft and its story, its booths and its artisans.

use egui::Ui;
use shared::catalogue::{Artisan, Village};
use shared::ids::VillageId;
use texts::Key;

use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::hall::booths::{card, village_place};
use crate::screens::hall::{emblem, frame, surface};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::{Column, TextLines};
use crate::screens::places::Places;
use crate::screens::scroll::Scroll;
use crate::screens::words::Look;
use crate::session::{Action, BoothsAction, Only, Page, Session};
use crate::theme::{Tone, Weight, colour, mm};

/// The page of one village, with how far it is scrolled.
#[derive(Debug, Default)]
pub(in crate::screens::hall) struct VillagePage {
    scroll: Scroll,
}

impl VillagePage {
    /// Draws it.
    pub(in crate::screens::hall) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        session: &Session,
        id: &VillageId,
    ) -> Option<Action> {
        let m = context.metrics;
        let catalogue = &context.view.catalogue;
        let Some(village) = catalogue.village(id) else {
            // It can leave the catalogue while its page is open.
            return Some(Action::Back);
        };
        let title = village.name.get(context.language());
        let (body, chosen) = frame::show(ui, context, names, title);
        let (page, bar) = body.above_foot(m.mm(mm::TARGET), m.mm(mm::GAP + 1.0));
        let of = (id.as_str(), session.visit());
        let wanted = self.scroll.show(ui, context, of, page, |column| {
            content(column, village, page.height())
        });
        let left = self.scroll.buttons(ui, context, bar);
        let booths = catalogue.booths.iter();
        let count = booths.filter(|booth| booth.village == *id).count();
        let mut seen = None;
        if count > 0 {
            let words = context
                .texts
                .say_with(Key::VillageBooths, [("count", count.into())]);
            let button = Button::new("village-booths", &words, Kind::Main).icon(Icon::Stall);
            if button.show(ui, m, left) {
                let only = Only::Village(id.clone());
                seen = Some(Action::Booths(BoothsAction::See(only)));
            }
        }
        chosen.or(seen).or(wanted)
    }
}

/// Everything on the page; returns the artisan or the booth that was chosen.
fn content(column: &mut Column<'_>, village: &Village, page: f32) -> Option<Action> {
    let (context, m) = (column.context, column.metrics());
    let tone = Tone::of_village(village_place(&context.view.catalogue, &village.id));
    let look = (emblem::of_village(&village.id), tone);
    let cover = |column: &mut Column<'_>, high| {
        let place = column.take(high);
        emblem::cover_with_caption(column.ui, context, place, &village.pictures, look);
    };
    if m.one_column() {
        cover(column, m.mm(118.0).min(page * 0.42));
        column.gap(8.0);
        story(column, village);
        column.gap(9.0);
        let artisan = artisans(column, village);
        column.gap(8.0);
        return artisan.or(some_booths(column, village));
    }
    let foot = column.top() + page;
    let right = |right: &mut Column<'_>| {
        story(right, village);
        right.gap(7.0);
        let artisan = artisans(right, village);
        let ends = right.top();
        right.gap(7.0);
        if foot - right.top() < m.row(ROOM_FOR_BOOTHS) {
            right.go_to(ends);
            return artisan;
        }
        artisan.or(some_booths(right, village))
    };
    column
        .side_by_side(0.4, 10.0, |left| cover(left, page), right)
        .1
}

/// Across, booths are shown where there is so much room for them, in millimetres: nobody scrolls for them.
const ROOM_FOR_BOOTHS: f32 = 100.0;

/// The craft and the story.
fn story(column: &mut Column<'_>, village: &Village) {
    let (m, language) = (column.metrics(), column.context.language());
    let size = if m.portrait() { 7.6 } else { 6.2 };
    let craft = Look::new(m, size, Weight::Bold, colour::COBALT).heading();
    column.write(&craft, village.craft.get(language));
    column.gap(4.0);
    let size = if m.portrait() { 5.7 } else { mm::TEXT };
    let about = Look::new(m, size, Weight::Regular, colour::INK);
    column.write(&about, village.about.get(language));
}

/// A heading between the parts of the page.
fn heading(column: &mut Column<'_>, key: Key) {
    let look = Look::new(column.metrics(), 5.6, Weight::SemiBold, colour::COBALT).heading();
    column.write(&look, &column.context.texts.say(key));
    column.gap(3.0);
}

/// A few of the village's booths, for a visitor who wants to see some at once.
fn some_booths(column: &mut Column<'_>, village: &Village) -> Option<Action> {
    let booths = column.context.view.catalogue.booths.iter();
    let mut here = booths
        .filter(|booth| booth.village == village.id)
        .peekable();
    here.peek()?;
    heading(column, Key::BoothsTitle);
    card::sample(column, here)
}

/// The artisans of the village, a row each; returns the one who was chosen.
fn artisans(column: &mut Column<'_>, village: &Village) -> Option<Action> {
    let artisans = column.context.view.catalogue.artisans.iter();
    let mut here = artisans.filter(|one| one.village == village.id).peekable();
    here.peek()?;
    heading(column, Key::VillageArtisans);
    let mut chosen = None;
    for artisan in here {
        if artisan_row(column, artisan) {
            chosen = Some(Action::Go(Page::Artisan(artisan.id.clone())));
        }
        column.gap(mm::GAP);
    }
    chosen
}

/// The disc before an artisan's name, and the space around it and the words, in millimetres.
const DISC: f32 = 22.0;
const AROUND: f32 = 12.0;

fn artisan_row(column: &mut Column<'_>, artisan: &Artisan) -> bool {
    let (m, language) = (column.metrics(), column.context.language());
    let (name, craft) = (artisan.name.get(language), artisan.craft.get(language));
    let soft = Look::text(m, colour::INK_SOFT);
    let lines = TextLines::new(Look::name(m, colour::INK), name).then(0.0, soft, craft);
    let side = m.row(DISC);
    let high = lines.height(column.ui, column.free.width() - side - m.mm(AROUND));
    let rect = column.take(high.max(side) + m.mm(6.0));
    let ui = &mut *column.ui;
    let response = surface::show(ui, m, rect, ("artisan", &artisan.id), || {
        format!("{name}. {craft}")
    });
    let disc = rect
        .with_min_x(rect.left() + m.mm(3.0))
        .square_at_left(side);
    emblem::disc(ui.painter(), disc, Icon::Person, Tone::QUIET);
    let place = rect
        .with_min_x(disc.right() + m.mm(5.0))
        .with_max_x(rect.right() - m.mm(4.0));
    lines.paint_in_middle(ui, place);
    response.clicked()
}
