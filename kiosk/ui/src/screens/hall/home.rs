//! What there is to see, in a few large tiles.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::PlaceKind;
use texts::Key;

use super::super::DrawContext;
use super::super::header::LanguageNames;
use super::super::icons::Icon;
use super::super::layout::TextLines;
use super::super::places::Places;
use super::super::plate::wreath;
use super::super::words::Look;
use super::destination::draw_badge;
use super::{frame, on_now, surface};
use crate::session::{Action, Page};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// A tile: where it leads, and what it says.
struct HallTile {
    name: Key,
    note: Key,
    icon: Icon,
    page: Page,
    tone: Tone,
}

/// The tiles, the most wanted first.
fn tiles() -> [HallTile; 6] {
    let [cobalt, celadon, terracotta, ochre, slate, deep] = Tone::TILES;
    let tile = |(name, note), icon, page, tone| HallTile {
        name,
        note,
        icon,
        page,
        tone,
    };
    let booths = (Key::HomeBooths, Key::HomeBoothsNote);
    let map = (Key::HomeMap, Key::HomeMapNote);
    let programme = (Key::HomeProgramme, Key::HomeProgrammeNote);
    let villages = (Key::HomeVillages, Key::HomeVillagesNote);
    let network = (Key::HomeNetwork, Key::HomeNetworkNote);
    let stamps = (Key::HomeStamps, Key::HomeStampsNote);
    [
        tile(booths, Icon::Stall, Page::Booths, cobalt),
        tile(map, Icon::Plan, Page::Map(None), celadon),
        tile(programme, Icon::Wheel, Page::Programme, terracotta),
        tile(villages, Icon::Village, Page::Villages, ochre),
        tile(network, Icon::Network, Page::Network, slate),
        tile(stamps, Icon::Stamps, Page::Stamps, deep),
    ]
}

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
) -> Option<Action> {
    let m = context.metrics;
    let title = context.texts.say(Key::HomeTitle);
    let (body, framed) = frame::first(ui, context, names, &title);
    let gap = m.mm(mm::GAP + 1.5);
    // What is on stands above the tiles where the page is high, else beside them.
    let plan = context.view.catalogue.plan.as_ref();
    let amenities = plan.map_or(Vec::new(), |plan| plan.amenities().collect());
    let has_amenities = !amenities.is_empty();
    let (card, grid, row, lines) = if body.height() > 0.9 * body.width() {
        let lines = on_now::happenings(context, if m.portrait() { 2 } else { 1 });
        let high = on_now::height(m, body.width(), lines.len());
        let (card, grid) = body.below_head(high, gap);
        let (grid, row) = foot(m, grid, has_amenities, gap);
        (card, grid, row, lines)
    } else {
        let (grid, card) = body.beside(body.width() * 0.67, gap);
        let (card, row) = foot(m, card, has_amenities, gap);
        let rows = on_now::rows_in(m, card).min(5);
        (card, grid, row, on_now::happenings(context, rows))
    };
    let on = on_now::card(ui, context, card, &lines);
    let touched = show_tiles(ui, context, grid, gap);
    let nearest = row.is_some_and(|row| amenities_row(ui, context, row, &amenities));
    let chosen = touched.or(nearest.then_some(Action::Go(Page::Nearest)));
    framed
        .or(chosen)
        .or(on.then_some(Action::Go(Page::Programme)))
}

/// Takes a row for the amenities off the foot of a place, where there are any.
fn foot(m: &Metrics, place: Rect, has_amenities: bool, gap: f32) -> (Rect, Option<Rect>) {
    if !has_amenities {
        return (place, None);
    }
    let (rest, row) = place.above_foot(m.row(ROW), gap);
    (rest, Some(row))
}

/// The height of the row, and the side of a sign in it, in millimetres.
const ROW: f32 = 22.0;
const BADGE: f32 = 10.0;

/// The row that leads to the nearest toilets, water and the rest: as many signs as there is room for, then the words.
fn amenities_row(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    amenities: &[PlaceKind],
) -> bool {
    let m = context.metrics;
    let words = context.texts.say(Key::NearestOpen);
    let response = surface::show(ui, m, row, "nearest", || words.clone());
    let look = Look::name(m, colour::COBALT).middle().even();
    let step = m.mm(BADGE + mm::GAP);
    let inner = row.shrink2(vec2(m.mm(SIDES), 0.0));
    // As many signs as leave the words the height of the row.
    let high = row.height() - m.mm(2.0);
    let beside = |signs: usize| inner.width() - signs as f32 * step - m.mm(1.0);
    let fits = |signs: &usize| look.height(ui, &words, beside(*signs)) <= high;
    let most = (inner.width() * 0.5 / step) as usize;
    let signs = (0..=most).rev().find(fits).unwrap_or(0);
    let small = || {
        Look::new(
            m,
            mm::TEXT / m.text_scale(),
            Weight::SemiBold,
            colour::COBALT,
        )
    };
    let look = if fits(&signs) {
        look
    } else {
        small().middle().even()
    };
    let mut place = inner;
    for kind in amenities.iter().take(signs) {
        let badge = place.square_at_left(m.mm(BADGE));
        draw_badge(ui.painter(), m, badge, *kind);
        place.set_left(badge.left() + step);
    }
    place.set_left(place.left() + m.mm(1.0));
    look.paint(ui, place, &words);
    response.clicked()
}

/// The tiles, two in a row upright, else three.
fn show_tiles(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, gap: f32) -> Option<Action> {
    let m = context.metrics;
    let tiles = tiles();
    let columns = if m.portrait() { 2 } else { 3 };
    let size = place.cell(columns, tiles.len().div_ceil(columns), gap);
    let size = vec2(size.x, size.y.min(m.mm(120.0)));
    let looks = looks(ui, context, &tiles, size.x - m.mm(2.0 * SIDES));
    let high = |noted: bool| {
        let words = TileWords {
            looks: &looks,
            noted,
            high: 0.0,
        };
        let tiles = tiles.iter();
        let high = tiles.map(|tile| tile.words_high(ui, context, &words, size.x));
        TileWords {
            high: high.fold(0.0, f32::max),
            ..words
        }
    };
    // Where the sign would have too little room, the names have to do.
    let words = Some(high(true)).filter(|words| size.y - words.high >= m.mm(MARGINS + LEAST_SIGN));
    let words = words.unwrap_or_else(|| high(false));
    let mut chosen = None;
    for (tile, cell) in tiles.into_iter().zip(place.cells(columns, size, gap)) {
        if tile.show(ui, context, cell, &words) {
            chosen = Some(Action::Go(tile.page));
        }
    }
    chosen
}

/// The space at the sides of a tile, between its name and its note, and above and below all of it, in millimetres.
const SIDES: f32 = 6.0;
const BETWEEN: f32 = 1.0;
const MARGINS: f32 = 13.0;

/// The least and the largest sign, in millimetres.
const LEAST_SIGN: f32 = 18.0;
const MOST_SIGN: f32 = 54.0;

/// How the words of all tiles stand: how name and note look, whether there is room for notes, and the height of both in
/// points.
struct TileWords<'a> {
    looks: &'a [Look; 2],
    noted: bool,
    high: f32,
}

impl TileWords<'_> {
    fn lines<'a>(&self, m: &Metrics, name: &'a str, note: &'a str) -> TextLines<'a> {
        let [strong, soft] = self.looks.clone();
        let lines = TextLines::new(strong, name);
        if self.noted {
            lines.then(m.mm(BETWEEN), soft, note)
        } else {
            lines
        }
    }
}

impl HallTile {
    /// Draws it, and tells whether it was touched. All tiles leave the same height to their words, so that their signs
    /// stand in a row.
    fn show(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        rect: Rect,
        words: &TileWords<'_>,
    ) -> bool {
        let m = context.metrics;
        let (name, note) = (context.texts.say(self.name), context.texts.say(self.note));
        let id = ("home", self.name.id());
        let sheet = (mm::CARD + 2.0, 0.5);
        let response = surface::show_with(ui, m, rect, id, sheet, || name.clone());
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_description(note.as_str()));
        let inner = rect.shrink2(vec2(m.mm(SIDES), m.mm(5.0)));
        let free = inner.height() - words.high - m.mm(3.0);
        let side = free.clamp(m.mm(12.0), m.mm(MOST_SIGN));
        let top = inner.top() + (free - side).max(0.0) / 2.0;
        let centre = pos2(inner.center().x, top + side / 2.0);
        wreath(ui.painter(), centre, side / 2.0, self.tone.ground);
        ui.painter()
            .circle_filled(centre, side * 0.42, self.tone.ground);
        let square = Rect::from_center_size(centre, vec2(side, side) * 0.46);
        self.icon.draw(ui.painter(), square, self.tone.ink);
        let (_, place) = inner.above_foot(words.high, 0.0);
        words.lines(m, &name, &note).paint(ui, place);
        response.clicked()
    }

    /// How high its words are, in points, on a tile so wide.
    fn words_high(
        &self,
        ui: &Ui,
        context: &DrawContext<'_>,
        words: &TileWords<'_>,
        width: f32,
    ) -> f32 {
        let m = context.metrics;
        let (name, note) = (context.texts.say(self.name), context.texts.say(self.note));
        let lines = words.lines(m, &name, &note);
        lines.height(ui, width - m.mm(2.0 * SIDES))
    }
}

/// How a tile's name and note look: names as large as the longest word of all of them fits the width.
fn looks(ui: &Ui, context: &DrawContext<'_>, tiles: &[HallTile], width: f32) -> [Look; 2] {
    let m = context.metrics;
    let strong = |capitals| Look::new(m, capitals, Weight::Bold, colour::INK).centred();
    let fits = |capitals: &f32| {
        let look = strong(*capitals);
        let longest = tiles
            .iter()
            .map(|tile| look.longest_word(ui, &context.texts.say(tile.name)));
        longest.fold(0.0, f32::max) <= width
    };
    let most = if m.portrait() { 7.6 } else { 5.8 };
    let sizes = [most, 6.6, 5.4, mm::TEXT].into_iter();
    let capitals = sizes.filter(|size| *size <= most).find(fits);
    // The least is the least whatever the visitor has chosen.
    let capitals = capitals.unwrap_or(mm::TEXT / m.text_scale());
    [strong(capitals), Look::text(m, colour::INK_SOFT).centred()]
}
