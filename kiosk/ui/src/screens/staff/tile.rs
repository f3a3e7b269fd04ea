//! A tile: something to do, with a sign, its name and a few words below.

use egui::accesskit::Role;
use egui::{Rect, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::screens::controls::{corner, focus_ring, touchable};
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// How much a tile wants to be noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notable {
    /// As all the others.
    No,
    /// Something is set that is not usual, or something is there to do.
    Set,
    /// Somebody should see to it, or must not forget it.
    Alert,
}

/// What a tile says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) icon: Icon,
    pub(super) name: String,
    pub(super) note: String,
    pub(super) notable: Notable,
}

/// The space between name and note, in millimetres.
const BETWEEN: f32 = 0.8;

/// The space between the sign and the words below it, in millimetres.
const BELOW_SIGN: f32 = 2.5;

/// The space at both sides, in millimetres.
const SIDES: f32 = 4.0;

/// The space above and below, in millimetres.
const ENDS: f32 = 3.0;

/// The space between the sign and the words beside it, in millimetres.
const BESIDE_SIGN: f32 = 5.0;

/// By how much words may reach into the space below, in millimetres.
const OVER: f32 = 2.0;

/// Capitals of names beside their signs and below them, in millimetres, the largest first.
const NAME_BESIDE: [f32; 4] = [6.4, 5.8, 5.2, 4.8];
const NAME_BELOW: [f32; 4] = [5.2, 5.0, 4.8, 4.8];

/// The side of a sign that stands beside its words.
fn side_beside(m: &Metrics, inner_high: f32) -> f32 {
    (inner_high * 0.62).min(m.mm(24.0))
}

/// The room for the words of a tile of a size, with the least sign above them where it stands there.
fn words_room(m: &Metrics, size: Vec2) -> Vec2 {
    let inner = size - 2.0 * vec2(m.mm(SIDES), m.mm(ENDS));
    if wide(size) {
        let sign = side_beside(m, inner.y) + m.mm(1.0 + BESIDE_SIGN);
        inner - vec2(sign, 0.0)
    } else {
        inner - vec2(0.0, m.mm(8.0 + BELOW_SIGN))
    }
}

/// Whether the sign of a tile of this size stands beside its words.
fn wide(size: Vec2) -> bool {
    size.x > 1.6 * size.y
}

impl Tile {
    /// What it is called where it is not seen: name and words.
    pub(super) fn told(&self) -> String {
        format!("{}: {}", self.name, self.note)
    }

    /// Returns the largest letters for the names of these tiles, in which all of them have room for what they say on a
    /// tile of this size. All have names of one size, so that none seems to matter more.
    pub(super) fn letters<'a>(
        tiles: &(impl Iterator<Item = &'a Self> + Clone),
        ui: &Ui,
        m: &Metrics,
        size: Vec2,
    ) -> f32 {
        let sizes = if wide(size) { NAME_BESIDE } else { NAME_BELOW };
        let fits = |capitals: &f32| {
            let mut all = tiles.clone();
            all.all(|tile| {
                let room = words_room(m, size);
                let high = tile.looks(ui, m, room.x, (wide(size), *capitals)).1;
                high <= room.y + m.mm(OVER)
            })
        };
        let [.., least] = sizes;
        sizes.into_iter().find(fits).unwrap_or(least)
    }

    /// How high its words are, in points, on a tile of this size whose sign stands above them.
    pub(super) fn words_high(&self, ui: &Ui, m: &Metrics, size: Vec2, capitals: f32) -> f32 {
        let room = size.x - m.mm(2.0 * SIDES);
        self.looks(ui, m, room, (wide(size), capitals)).1
    }

    /// Draws it, and tells whether it was used. A tile that is wide has its sign at the left, else above. All tiles of
    /// a page leave the same height to their words, so that their signs stand in a row.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        m: &Metrics,
        rect: Rect,
        (words_high, capitals): (f32, f32),
    ) -> bool {
        let response = touchable(ui, rect, ("tile", self.icon as u8));
        let told = self.told();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
        let pressed = response.is_pointer_button_down_on();
        let (ground, edge, sign) = match self.notable {
            _ if pressed => (colour::COBALT_WASH, colour::COBALT, Tone::AGAIN),
            Notable::No => (colour::PORCELAIN, colour::RIM, Tone::QUIET),
            Notable::Set => (colour::COBALT_WASH, colour::COBALT, Tone::AGAIN),
            Notable::Alert => (colour::TERRACOTTA_WASH, colour::TERRACOTTA, Tone::REFUSED),
        };
        let corner = corner(m, mm::CARD + 1.0);
        let line = Stroke::new(m.mm(0.5), edge);
        ui.painter()
            .rect(rect, corner, ground, line, StrokeKind::Inside);
        let wide = wide(rect.size());
        let inner = rect.shrink2(vec2(m.mm(SIDES), m.mm(ENDS)));
        let (side, centre) = if wide {
            let side = side_beside(m, inner.height());
            let left = inner.left() + m.mm(1.0);
            (side, pos2(left + side / 2.0, inner.center().y))
        } else {
            let free = inner.height() - words_high - m.mm(BELOW_SIGN);
            let side = free.clamp(m.mm(8.0), m.mm(26.0));
            let top = inner.top() + (free - side).max(0.0) / 2.0;
            (side, pos2(inner.center().x, top + side / 2.0))
        };
        ui.painter().circle_filled(centre, side / 2.0, sign.ground);
        let square = Rect::from_center_size(centre, vec2(side, side) * 0.56);
        self.icon.draw(ui.painter(), square, sign.ink);
        let words = if wide {
            inner.with_min_x(centre.x + side / 2.0 + m.mm(BESIDE_SIGN))
        } else {
            inner.with_min_y(centre.y + side / 2.0 + m.mm(BELOW_SIGN))
        };
        self.words(ui, m, words, (wide, capitals));
        focus_ring(ui, m, &response, rect, corner);
        response.clicked()
    }

    /// How name and note look, and how high they are together.
    fn looks(
        &self,
        ui: &Ui,
        m: &Metrics,
        width: f32,
        (wide, capitals): (bool, f32),
    ) -> ([Look; 2], f32) {
        let aligned = |look: Look| if wide { look } else { look.centred() };
        let note_ink = if self.notable == Notable::Alert {
            colour::TERRACOTTA
        } else {
            colour::INK_SOFT
        };
        let name = aligned(Look::new(m, capitals, Weight::SemiBold, colour::INK).rows(2));
        let note = aligned(Look::text(m, note_ink).rows(2));
        let high =
            name.height(ui, &self.name, width) + m.mm(BETWEEN) + note.height(ui, &self.note, width);
        ([name, note], high)
    }

    fn words(&self, ui: &Ui, m: &Metrics, place: Rect, (wide, capitals): (bool, f32)) {
        let ([name, note], high) = self.looks(ui, m, place.width(), (wide, capitals));
        let top = if wide {
            place.top() + ((place.height() - high) / 2.0).max(0.0)
        } else {
            place.top()
        };
        let said = name.paint(ui, place.with_min_y(top), &self.name);
        let below = place.with_min_y(said.bottom() + m.mm(BETWEEN));
        // On a small screen the name has to do.
        if note.height(ui, &self.note, below.width()) <= below.height() + m.mm(OVER) {
            note.paint(ui, below, &self.note);
        }
    }
}
