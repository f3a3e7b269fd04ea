//! A tile: something to do, with a sign, its name and a few words below.

use egui::accesskit::Role;
use egui::{Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

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

impl Tile {
    /// What it is called where it is not seen: name and words.
    pub(super) fn told(&self) -> String {
        format!("{}: {}", self.name, self.note)
    }

    /// Draws it, and tells whether it was used. A tile that is wide has its sign at the left, else above.
    pub(super) fn show(&self, ui: &mut Ui, m: &Metrics, rect: Rect) -> bool {
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
        let wide = rect.width() > 1.6 * rect.height();
        let inner = rect.shrink2(vec2(m.mm(4.0), m.mm(3.0)));
        let side = if wide {
            (inner.height() * 0.62).min(m.mm(24.0))
        } else {
            // Where the words need more, the sign makes room for them.
            let (_, words) = self.looks(ui, m, inner.width(), wide);
            let free = inner.height() - words - m.mm(4.0);
            free.clamp(m.mm(8.0), m.mm(19.0))
        };
        let centre = if wide {
            pos2(inner.left() + m.mm(1.0) + side / 2.0, inner.center().y)
        } else {
            pos2(inner.center().x, inner.top() + m.mm(1.0) + side / 2.0)
        };
        ui.painter().circle_filled(centre, side / 2.0, sign.ground);
        let square = Rect::from_center_size(centre, vec2(side, side) * 0.56);
        self.icon.draw(ui.painter(), square, sign.ink);
        let words = if wide {
            inner.with_min_x(centre.x + side / 2.0 + m.mm(5.0))
        } else {
            inner.with_min_y(centre.y + side / 2.0 + m.mm(1.5))
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
            place.top() + m.mm(1.5)
        };
        let said = name.paint(ui, place.with_min_y(top), &self.name);
        let below = place.with_min_y(said.bottom() + m.mm(BETWEEN));
        note.paint(ui, below, &self.note);
    }
}
