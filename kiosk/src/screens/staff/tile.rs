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

/// Whether the sign of a tile of this size stands beside its words.
fn wide(size: Vec2) -> bool {
    size.x > 1.6 * size.y
}

impl Tile {
    /// What it is called where it is not seen: name and words.
    pub(super) fn told(&self) -> String {
        format!("{}: {}", self.name, self.note)
    }

    /// How high its words are, in points, on a tile of this size.
    pub(super) fn words_high(&self, ui: &Ui, m: &Metrics, size: Vec2) -> f32 {
        self.looks(ui, m, size.x - m.mm(2.0 * SIDES), wide(size)).1
    }

    /// Draws it, and tells whether it was used. A tile that is wide has its sign at the left, else above. All tiles of
    /// a page leave the same height to their words, so that their signs stand in a row.
    pub(super) fn show(&self, ui: &mut Ui, m: &Metrics, rect: Rect, words_high: f32) -> bool {
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
        let inner = rect.shrink2(vec2(m.mm(SIDES), m.mm(3.0)));
        let (side, centre) = if wide {
            let side = (inner.height() * 0.62).min(m.mm(24.0));
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
            inner.with_min_x(centre.x + side / 2.0 + m.mm(5.0))
        } else {
            inner.with_min_y(centre.y + side / 2.0 + m.mm(BELOW_SIGN))
        };
        self.words(ui, m, words, wide);
        focus_ring(ui, m, &response, rect, corner);
        response.clicked()
    }

    /// How name and note look, and how high they are together.
    fn looks(&self, ui: &Ui, m: &Metrics, width: f32, wide: bool) -> ([Look; 2], f32) {
        let aligned = |look: Look| if wide { look } else { look.centred() };
        let note_ink = if self.notable == Notable::Alert {
            colour::TERRACOTTA
        } else {
            colour::INK_SOFT
        };
        // All tiles of a page have names of one size, so that none seems to matter more.
        let capitals = if wide { 6.4 } else { 5.2 };
        let name = aligned(Look::new(m, capitals, Weight::SemiBold, colour::INK).rows(2));
        let note = aligned(Look::text(m, note_ink).rows(2));
        let high =
            name.height(ui, &self.name, width) + m.mm(BETWEEN) + note.height(ui, &self.note, width);
        ([name, note], high)
    }

    fn words(&self, ui: &Ui, m: &Metrics, place: Rect, wide: bool) {
        let ([name, note], high) = self.looks(ui, m, place.width(), wide);
        let top = if wide {
            place.top() + ((place.height() - high) / 2.0).max(0.0)
        } else {
            place.top()
        };
        let said = name.paint(ui, place.with_min_y(top), &self.name);
        let below = place.with_min_y(said.bottom() + m.mm(BETWEEN));
        // On a small screen the name has to do.
        if note.height(ui, &self.note, below.width()) <= below.height() + m.mm(2.0) {
            note.paint(ui, below, &self.note);
        }
    }
}
