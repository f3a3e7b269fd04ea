//! Things to touch: buttons and chips, at least 20 mm high, that act when the finger is lifted.

use egui::accesskit::Role;
use egui::{
    Color32, CornerRadius, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    vec2,
};

use super::icons::Icon;
use super::places::Places;
use super::words::Look;
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// How loudly a button speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The one thing to do on a screen.
    Main,
    /// Let them in.
    Yes,
    /// Another thing to do.
    Quiet,
    /// One of several to choose from, and whether it is chosen.
    Choice(bool),
    /// On a coloured ground, in its ink.
    OnTone(Tone),
    /// One of several to choose from on a coloured ground.
    ChoiceOn(Tone, bool),
}

/// A button with words, and an icon if wanted.
pub(crate) struct Button<'a> {
    id: &'a str,
    words: &'a str,
    icon: Option<Icon>,
    kind: Kind,
    capitals_mm: f32,
    icon_only: bool,
    shown: Option<&'a str>,
    icon_last: bool,
    enabled: bool,
    corner_mm: Option<f32>,
}

impl<'a> Button<'a> {
    /// A button. Its id tells it from the others on the screen whatever it says.
    pub(crate) fn new(id: &'a str, words: &'a str, kind: Kind) -> Self {
        Self {
            id,
            words,
            icon: None,
            kind,
            capitals_mm: mm::TEXT,
            icon_only: false,
            shown: None,
            icon_last: false,
            enabled: true,
            corner_mm: None,
        }
    }

    /// With an icon before the words.
    pub(crate) fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With an icon behind the words, for what leads on.
    pub(crate) fn icon_last(self, icon: Icon) -> Self {
        let icon_last = true;
        Self {
            icon_last,
            ..self.icon(icon)
        }
    }

    /// With the icon alone; the words are still its name for screen readers.
    pub(crate) fn only_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self.icon_only = true;
        self
    }

    /// Shown with other words, where a short sign says enough; what it is called stays.
    pub(crate) fn shown_as(mut self, words: &'a str) -> Self {
        self.shown = Some(words);
        self
    }

    /// With capitals of so many millimetres.
    pub(crate) fn capitals(mut self, millimetres: f32) -> Self {
        self.capitals_mm = millimetres;
        self
    }

    /// With corners rounded by so many millimetres, as a key has them, and not round at its ends.
    pub(crate) fn corners(mut self, millimetres: f32) -> Self {
        self.corner_mm = Some(millimetres);
        self
    }

    /// Only if it can be used now; otherwise it stays in its place, faint.
    pub(crate) fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// How wide the button wants to be, in points.
    pub(crate) fn width(&self, ui: &Ui, m: &Metrics) -> f32 {
        let icon = if self.icon.is_some() {
            self.icon_mm() + 3.0
        } else {
            0.0
        };
        (self.look(m, colour::INK).width(ui, self.words) + m.mm(icon + 12.0)).max(m.mm(mm::TARGET))
    }

    /// How wide the button has to be for its words in two rows, in points.
    pub(crate) fn least_width(&self, ui: &Ui, m: &Metrics) -> f32 {
        let look = Look::new(m, mm::TEXT / m.text_scale(), Weight::SemiBold, colour::INK);
        let words = look
            .longest_word(ui, self.words)
            .max(look.width(ui, self.words) * 0.6);
        (words + m.mm(self.icon_mm() + 9.5)).max(m.mm(mm::TARGET))
    }

    /// Draws the button and tells whether it was used.
    pub(crate) fn show(self, ui: &mut Ui, m: &Metrics, rect: Rect) -> bool {
        let response = touchable(ui, rect, self.id);
        let (words, kind, enabled) = (self.words, self.kind, self.enabled);
        response.widget_info(|| match kind {
            Kind::Choice(chosen) | Kind::ChoiceOn(_, chosen) => {
                WidgetInfo::selected(Role::RadioButton, enabled, chosen, words)
            }
            _ => WidgetInfo::labeled(Role::Button, enabled, words),
        });
        let (ground, edge, ink) = if enabled {
            self.colours(response.is_pointer_button_down_on())
        } else {
            (colour::GLAZE, colour::CRAZE, colour::RIM)
        };
        let round = rect.height() / 2.0 / m.mm(1.0);
        let corner = corner(m, self.corner_mm.unwrap_or(round));
        ui.painter().rect(
            rect,
            corner,
            ground,
            Stroke::new(m.mm(0.5), edge),
            StrokeKind::Inside,
        );
        self.fill_in(ui, m, rect, ink);
        focus_ring(ui, m, &response, rect, corner);
        enabled && response.clicked()
    }

    /// Draws the button as a square in a bar, left of `right`; returns whether it was used and where it begins.
    pub(super) fn show_before(
        self,
        ui: &mut Ui,
        m: &Metrics,
        bar: Rect,
        right: f32,
    ) -> (bool, f32) {
        let left = right - m.mm(mm::GAP) - bar.height();
        let rect = bar.with_min_x(left).with_max_x(left + bar.height());
        (self.show(ui, m, rect), left)
    }

    fn fill_in(&self, ui: &Ui, m: &Metrics, rect: Rect, ink: Color32) {
        let icon_side = m.mm(self.icon_mm());
        let beside = if self.icon.is_some() {
            icon_side + m.mm(9.0)
        } else {
            m.mm(6.0)
        };
        let look = self.fitting(ui, m, ink, vec2(rect.width() - beside, rect.height()));
        match self.icon {
            Some(icon) if self.icon_only => {
                icon.draw(ui.painter(), rect.square(icon_side), ink);
            }
            Some(icon) => {
                let gap = m.mm(3.0);
                let room = rect.width() - icon_side - gap - m.mm(6.0);
                let words = look.width(ui, self.words).min(room);
                let left = rect.center().x - (words + icon_side + gap) / 2.0;
                let (icon_left, words_left) = if self.icon_last {
                    (left + words + gap, left)
                } else {
                    (left, left + icon_side + gap)
                };
                let square = Rect::from_center_size(
                    egui::pos2(icon_left + icon_side / 2.0, rect.center().y),
                    vec2(icon_side, icon_side),
                );
                icon.draw(ui.painter(), square, ink);
                let place = Rect::from_min_max(
                    egui::pos2(words_left, rect.top()),
                    egui::pos2(words_left + words + 1.0, rect.bottom()),
                );
                look.paint(ui, place, self.words);
            }
            None => {
                let words = self.shown.unwrap_or(self.words);
                look.centred()
                    .paint(ui, rect.shrink2(vec2(m.mm(3.0), 0.0)), words);
            }
        }
    }

    /// The words as large as wanted, as much smaller as they have to be for the room they have, or in two rows.
    fn fitting(&self, ui: &Ui, m: &Metrics, ink: Color32, room: Vec2) -> Look {
        let least = mm::TEXT / m.text_scale();
        let parts = [1.0, 0.92, 0.84, 0.76, 0.68];
        let smaller = parts.map(|part| (self.capitals_mm * part).max(least));
        let look = |capitals| Look::new(m, capitals, Weight::SemiBold, ink).middle();
        let one = smaller.into_iter().map(|capitals| look(capitals).rows(1));
        let two = [mm::TEXT, least]
            .into_iter()
            .map(|capitals| look(capitals).rows(2).even());
        let holds = |look: &Look| {
            let words = self.shown.unwrap_or(self.words);
            let galley = look.lay(ui, words, room.x);
            let broken = look.longest_word(ui, words) > room.x;
            !galley.elided && !broken && galley.size().y <= room.y
        };
        let mut choices = one.chain(two);
        choices.find(holds).unwrap_or_else(|| look(least).rows(1))
    }

    fn icon_mm(&self) -> f32 {
        self.capitals_mm * 1.75
    }

    fn look(&self, m: &Metrics, ink: Color32) -> Look {
        Look::new(m, self.capitals_mm, Weight::SemiBold, ink)
    }

    fn colours(&self, pressed: bool) -> (Color32, Color32, Color32) {
        match (self.kind, pressed) {
            (Kind::Main | Kind::Choice(true), false) => {
                (colour::COBALT, colour::COBALT, colour::PORCELAIN)
            }
            (Kind::Main | Kind::Choice(_), true) => {
                (colour::COBALT_DEEP, colour::COBALT_DEEP, colour::PORCELAIN)
            }
            (Kind::Yes, false) => (
                colour::CELADON_DEEP,
                colour::CELADON_DEEP,
                colour::PORCELAIN,
            ),
            (Kind::Yes, true) => (
                colour::PORCELAIN,
                colour::CELADON_DEEP,
                colour::CELADON_DEEP,
            ),
            (Kind::Quiet | Kind::Choice(false), false) => {
                (colour::PORCELAIN, colour::RIM, colour::COBALT)
            }
            (Kind::Quiet, true) => (colour::COBALT_WASH, colour::COBALT, colour::COBALT),
            (Kind::OnTone(tone) | Kind::ChoiceOn(tone, false), false) => {
                (tone.ground, tone.ink, tone.ink)
            }
            (Kind::OnTone(tone) | Kind::ChoiceOn(tone, _), _) => (tone.ink, tone.ink, tone.ground),
        }
    }
}

/// How high a key, or a button among many, is in points: a high screen has room for more than the least.
pub(crate) fn key_high(m: &Metrics) -> f32 {
    let roomy = m.portrait() || m.height() >= 250.0;
    m.mm(if roomy { 25.0 } else { mm::TARGET })
}

/// A place to touch, known by its id however many other things come and go around it.
pub(crate) fn touchable(
    ui: &mut Ui,
    rect: Rect,
    id: impl std::hash::Hash + std::fmt::Debug,
) -> Response {
    let id = Id::unique(("touch", id));
    ui.interact(rect, id, Sense::click())
}

/// Shows which control the keyboard would use.
pub(crate) fn focus_ring(
    ui: &Ui,
    m: &Metrics,
    response: &Response,
    rect: Rect,
    corner: CornerRadius,
) {
    if response.has_focus() {
        let ring = rect.expand(m.mm(1.0));
        let stroke = Stroke::new(m.mm(0.9), colour::RIM);
        ui.painter()
            .rect_stroke(ring, corner, stroke, StrokeKind::Outside);
    }
}

/// The rounding of a corner in millimetres.
pub(crate) fn corner(m: &Metrics, millimetres: f32) -> CornerRadius {
    CornerRadius::same(m.mm(millimetres).min(255.0) as u8)
}
