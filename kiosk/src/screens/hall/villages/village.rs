//! One village: its craft and its story, its booths and its artisans.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::{Artisan, Village};
use shared::ids::VillageId;
use texts::Key;

use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::hall::booths::{card, village_place};
use crate::screens::hall::{emblem, frame, surface};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::scroll::Scroll;
use crate::screens::words::Look;
use crate::session::{Action, BoothsAction, Only, Page, Session};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

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
        glance: &Glance<'_>,
        names: &LanguageNames,
        session: &Session,
        id: &VillageId,
    ) -> Option<Action> {
        let m = glance.metrics;
        let catalogue = &glance.view.catalogue;
        let Some(village) = catalogue.village(id) else {
            // It can leave the catalogue while its page is open.
            return Some(Action::Back);
        };
        let title = village.name.get(glance.language());
        let (body, chosen) = frame::show(ui, glance, names, title);
        let bar = body.with_min_y(body.bottom() - m.mm(mm::TARGET));
        let page = body.with_max_y(bar.top() - m.mm(mm::GAP + 1.0));
        let mut artisan = None;
        let of = (id.as_str(), session.visit());
        self.scroll.show(ui, of, page, |ui, place| {
            let (bottom, wanted) = content(ui, glance, village, place, page.height());
            artisan = wanted;
            bottom.into()
        });
        let left = self.scroll.buttons(ui, glance, bar);
        let booths = catalogue.booths.iter();
        let count = booths.filter(|booth| booth.village == *id).count();
        let mut seen = None;
        if count > 0 {
            let words = glance
                .texts
                .say_with(Key::VillageBooths, [("count", count.into())]);
            let button = Button::new("village-booths", &words, Kind::Main).icon(Icon::Stall);
            if button.show(ui, m, left) {
                let only = Only::Village(id.clone());
                seen = Some(Action::Booths(BoothsAction::See(only)));
            }
        }
        chosen.or(seen).or(artisan)
    }
}

/// Everything on the page; answers with where it ends and the artisan who was chosen.
fn content(
    ui: &mut Ui,
    glance: &Glance<'_>,
    village: &Village,
    whole: Rect,
    page: f32,
) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let tone = Tone::of_village(village_place(&glance.view.catalogue, &village.id));
    let look = (emblem::of_village(&village.id), tone);
    if m.one_column() {
        let cover = whole.with_max_y(whole.top() + m.mm(118.0).min(page * 0.42));
        emblem::cover_with_caption(ui, glance, cover, &village.pictures, look);
        let top = story(
            ui,
            glance,
            village,
            whole.with_min_y(cover.bottom() + m.mm(8.0)),
        );
        let (top, artisan) = artisans(ui, glance, village, whole.with_min_y(top + m.mm(9.0)));
        let below = whole.with_min_y(top + m.mm(8.0));
        let (bottom, booth) = some_booths(ui, glance, village, below);
        return (bottom, artisan.or(booth));
    }
    let (left, right) = whole.split_left_right_at_x(whole.left() + whole.width() * 0.4);
    let cover = left.with_max_y(left.top() + page);
    emblem::cover_with_caption(ui, glance, cover, &village.pictures, look);
    let right = right.with_min_x(right.left() + m.mm(10.0));
    let top = story(ui, glance, village, right);
    let below = right.with_min_y(top + m.mm(7.0));
    let (bottom, artisan) = artisans(ui, glance, village, below);
    let below = right.with_min_y(bottom + m.mm(7.0));
    if cover.bottom() - below.top() < m.row(ROOM_FOR_BOOTHS) {
        return (bottom.max(cover.bottom()), artisan);
    }
    let (bottom, booth) = some_booths(ui, glance, village, below);
    (bottom.max(cover.bottom()), artisan.or(booth))
}

/// Across, booths are shown where there is so much room for them, in millimetres: nobody scrolls for them.
const ROOM_FOR_BOOTHS: f32 = 100.0;

/// The craft and the story; answers with where they end.
fn story(ui: &mut Ui, glance: &Glance<'_>, village: &Village, place: Rect) -> f32 {
    let m = glance.metrics;
    let language = glance.language();
    let size = if m.portrait() { 7.6 } else { 6.2 };
    let craft = Look::new(m, size, Weight::Bold, colour::COBALT).heading();
    let said = craft.write(ui, place, village.craft.get(language));
    let size = if m.portrait() { 5.7 } else { mm::TEXT };
    let about = Look::new(m, size, Weight::Regular, colour::INK);
    let below = place.with_min_y(said.bottom() + m.mm(4.0));
    about.write(ui, below, village.about.get(language)).bottom()
}

/// A few of the village's booths, for a visitor who wants to see some at once.
fn some_booths(
    ui: &mut Ui,
    glance: &Glance<'_>,
    village: &Village,
    place: Rect,
) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let booths = glance.view.catalogue.booths.iter();
    let mut here = booths
        .filter(|booth| booth.village == village.id)
        .peekable();
    if here.peek().is_none() {
        return (place.top(), None);
    }
    let head = Look::new(m, 5.6, Weight::SemiBold, colour::COBALT).heading();
    let head = head.write(ui, place, &glance.texts.say(Key::BoothsTitle));
    card::sample(
        ui,
        glance,
        place.with_min_y(head.bottom() + m.mm(3.0)),
        here,
    )
}

/// The artisans of the village, a row each; answers with where they end and who was chosen.
fn artisans(
    ui: &mut Ui,
    glance: &Glance<'_>,
    village: &Village,
    place: Rect,
) -> (f32, Option<Action>) {
    let m = glance.metrics;
    let artisans = glance.view.catalogue.artisans.iter();
    let here: Vec<&Artisan> = artisans.filter(|one| one.village == village.id).collect();
    if here.is_empty() {
        return (place.top(), None);
    }
    let head = Look::new(m, 5.6, Weight::SemiBold, colour::COBALT).heading();
    let words = glance.texts.say(Key::VillageArtisans);
    let mut top = head.write(ui, place, &words).bottom() + m.mm(3.0);
    let mut chosen = None;
    for artisan in here {
        let words = place.width() - m.row(DISC) - m.mm(AROUND);
        let (title, soft) = artisan_looks(m);
        let both = title.height(ui, artisan.name.get(glance.language()), words)
            + soft.height(ui, artisan.craft.get(glance.language()), words);
        let size = vec2(
            place.width(),
            (both + m.mm(6.0)).max(m.row(DISC) + m.mm(6.0)),
        );
        let row = Rect::from_min_size(pos2(place.left(), top), size);
        if artisan_row(ui, glance, m, row, artisan) {
            chosen = Some(Action::Go(Page::Artisan(artisan.id.clone())));
        }
        top = row.bottom() + m.mm(mm::GAP);
    }
    (top, chosen)
}

/// The disc before an artisan's name, and the space around it and the words, in millimetres.
const DISC: f32 = 22.0;
const AROUND: f32 = 12.0;

fn artisan_looks(m: &Metrics) -> (Look, Look) {
    (Look::name(m, colour::INK), Look::text(m, colour::INK_SOFT))
}

fn artisan_row(
    ui: &mut Ui,
    glance: &Glance<'_>,
    m: &Metrics,
    rect: Rect,
    artisan: &Artisan,
) -> bool {
    let language = glance.language();
    let (name, craft) = (artisan.name.get(language), artisan.craft.get(language));
    let response = surface::show(ui, m, rect, ("artisan", &artisan.id), || {
        format!("{name}. {craft}")
    });
    let side = m.row(DISC);
    let middle = pos2(rect.left() + m.mm(3.0) + side / 2.0, rect.center().y);
    let disc = Rect::from_center_size(middle, vec2(side, side));
    emblem::disc(ui.painter(), disc, Icon::Person, Tone::QUIET);
    let place = Rect::from_min_max(
        pos2(disc.right() + m.mm(5.0), rect.top()),
        pos2(rect.right() - m.mm(4.0), rect.bottom()),
    );
    let (title, soft) = artisan_looks(m);
    let both = title.height(ui, name, place.width()) + soft.height(ui, craft, place.width());
    let top = place.center().y - both / 2.0;
    let said = title.paint(ui, place.with_min_y(top), name);
    soft.paint(ui, place.with_min_y(said.bottom()), craft);
    response.clicked()
}
