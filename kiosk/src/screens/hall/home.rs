//! What there is to see, in a few large tiles.

use egui::accesskit::Role;
use egui::{Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::Glance;
use super::super::controls::{corner, focus_ring, touchable};
use super::super::header::LanguageNames;
use super::super::icons::Icon;
use super::super::plate::wreath;
use super::super::words::Look;
use super::{frame, on_now};
use crate::i18n::Key;
use crate::session::{Action, Page};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// A tile: where it leads, and what it says.
struct Tile {
    name: Key,
    note: Key,
    icon: Icon,
    page: Page,
    tone: Tone,
}

/// The tiles, the most wanted first.
fn tiles() -> [Tile; 6] {
    let [cobalt, celadon, terracotta, ochre, slate, deep] = Tone::TILES;
    let tile = |(name, note), icon, page, tone| Tile {
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
pub(super) fn show(ui: &mut Ui, glance: &Glance<'_>, names: &LanguageNames) -> Option<Action> {
    let m = glance.metrics;
    let title = glance.texts.say(Key::HomeTitle);
    let (body, framed) = frame::first(ui, glance, names, &title);
    let gap = m.mm(mm::GAP + 1.5);
    let (grid, card, rows) = if m.portrait() {
        let rows = 2;
        let high = on_now::height(m, rows);
        let (card, grid) = body.split_top_bottom_at_y(body.top() + high);
        (grid.with_min_y(grid.top() + gap), card, rows)
    } else {
        let (grid, card) = body.split_left_right_at_x(body.left() + body.width() * 0.67);
        (
            grid,
            card.with_min_x(card.left() + gap),
            on_now::rows_in(m, body.height()),
        )
    };
    let lines = on_now::happenings(glance, rows.min(4));
    let on = on_now::card(ui, glance, card, &lines);
    let grid = if m.portrait() {
        grid.with_min_y(card.top() + on_now::height(m, lines.len()) + gap)
    } else {
        grid
    };
    let chosen = show_tiles(ui, glance, grid, gap);
    framed
        .or(chosen)
        .or(on.then_some(Action::Go(Page::Programme)))
}

/// The tiles, two in a row upright, else three.
fn show_tiles(ui: &mut Ui, glance: &Glance<'_>, place: Rect, gap: f32) -> Option<Action> {
    let m = glance.metrics;
    let tiles = tiles();
    let columns = if m.portrait() { 2 } else { 3 };
    let rows = tiles.len().div_ceil(columns);
    let size = vec2(
        (place.width() - gap * (columns - 1) as f32) / columns as f32,
        (place.height() - gap * (rows - 1) as f32) / rows as f32,
    );
    let size = vec2(size.x, size.y.min(m.mm(120.0)));
    let words_high = tiles
        .iter()
        .map(|tile| tile.words_high(ui, glance, size.x))
        .fold(0.0, f32::max);
    let mut chosen = None;
    for (index, tile) in tiles.into_iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let at = place.min + vec2(column as f32 * (size.x + gap), row as f32 * (size.y + gap));
        if tile.show(ui, glance, Rect::from_min_size(at, size), words_high) {
            chosen = Some(Action::Go(tile.page));
        }
    }
    chosen
}

/// The space at the sides of a tile, and between its name and its note, in millimetres.
const SIDES: f32 = 6.0;
const BETWEEN: f32 = 1.0;

impl Tile {
    /// Draws it, and tells whether it was touched. All tiles leave the same height to their words, so that their signs
    /// stand in a row.
    fn show(&self, ui: &mut Ui, glance: &Glance<'_>, rect: Rect, words_high: f32) -> bool {
        let m = glance.metrics;
        let (name, note) = (glance.texts.say(self.name), glance.texts.say(self.note));
        let response = touchable(ui, rect, ("home", self.name.id()));
        let told = format!("{name}. {note}");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
        let (ground, edge) = if response.is_pointer_button_down_on() {
            (colour::COBALT_WASH, colour::COBALT)
        } else {
            (colour::PORCELAIN, colour::RIM)
        };
        let rounding = corner(m, mm::CARD + 2.0);
        let stroke = Stroke::new(m.mm(0.5), edge);
        ui.painter()
            .rect(rect, rounding, ground, stroke, StrokeKind::Inside);
        let inner = rect.shrink2(vec2(m.mm(SIDES), m.mm(5.0)));
        let free = inner.height() - words_high - m.mm(3.0);
        let side = free.clamp(m.mm(12.0), m.mm(54.0));
        let top = inner.top() + (free - side).max(0.0) / 2.0;
        let centre = pos2(inner.center().x, top + side / 2.0);
        wreath(ui.painter(), centre, side / 2.0, self.tone.ground);
        ui.painter()
            .circle_filled(centre, side * 0.42, self.tone.ground);
        let square = Rect::from_center_size(centre, vec2(side, side) * 0.46);
        self.icon.draw(ui.painter(), square, self.tone.ink);
        let words = inner.with_min_y(inner.bottom() - words_high);
        let [strong, soft] = looks(m);
        let said = strong.paint(ui, words, &name);
        let below = words.with_min_y(said.bottom() + m.mm(BETWEEN));
        soft.paint(ui, below, &note);
        focus_ring(ui, m, &response, rect, rounding);
        response.clicked()
    }

    /// How high its words are, in points, on a tile so wide.
    fn words_high(&self, ui: &Ui, glance: &Glance<'_>, width: f32) -> f32 {
        let m = glance.metrics;
        let width = width - m.mm(2.0 * SIDES);
        let [strong, soft] = looks(m);
        strong.height(ui, &glance.texts.say(self.name), width)
            + m.mm(BETWEEN)
            + soft.height(ui, &glance.texts.say(self.note), width)
    }
}

/// How a tile's name and note look.
fn looks(m: &Metrics) -> [Look; 2] {
    let capitals = if m.portrait() { 7.6 } else { 5.8 };
    [
        Look::new(m, capitals, Weight::Bold, colour::INK).centred(),
        Look::text(m, colour::INK_SOFT).centred(),
    ]
}
