//! A part of a page that may be longer than its place: dragged, or turned by two buttons at its right.

use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::super::Glance;
use super::super::controls::{Button, Kind};
use super::super::icons::Icon;
use super::super::scroll_area::scroll_area;
use crate::i18n::Key;
use crate::theme::mm;

/// How far what is shown is scrolled.
#[derive(Debug, Default)]
pub(super) struct Scrolled {
    shown: String,
    offset: f32,
    height: f32,
    jump: Option<f32>,
    /// Whether it once needed the buttons beside it.
    narrow: bool,
    /// What should be in sight at first is not there yet.
    unfocused: bool,
}

/// What was drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn {
    /// Where it ends.
    pub(super) bottom: f32,
    /// What should be at the top at first, if not the beginning.
    pub(super) focus: Option<f32>,
}

impl Scrolled {
    /// Draws `content` into a place. It is given a place as wide as it may be, from the top on. Another `id` is another
    /// content, which begins at its beginning.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        id: &str,
        place: Rect,
        content: impl FnOnce(&mut Ui, Rect) -> Drawn,
    ) {
        if self.shown != id {
            *self = Self {
                shown: id.to_owned(),
                jump: Some(0.0),
                unfocused: true,
                ..Self::default()
            };
        }
        let m = glance.metrics;
        let mut body = place;
        let overflows = self.height > place.height() + 1.0;
        // Content that fits only beside the buttons' column stays there: in the full width it would overflow again.
        self.narrow |= overflows;
        if self.narrow {
            body.set_right(place.right() - m.mm(mm::TARGET + 2.0 * mm::GAP));
        }
        if overflows {
            self.turn(ui, glance, place, body);
        }
        let mut area = scroll_area(("scrolled", id));
        if let Some(offset) = self.jump.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let child = UiBuilder::new().max_rect(body).id_salt("scrolled");
        let mut inside = ui.new_child(child);
        inside.set_clip_rect(body.intersect(ui.clip_rect()));
        let output = area.show(&mut inside, |ui| {
            let whole = ui.max_rect();
            let drawn = content(ui, whole);
            let end = pos2(whole.right(), drawn.bottom);
            ui.allocate_rect(Rect::from_min_max(whole.min, end), Sense::hover());
            drawn.focus.map(|focus| focus - whole.top())
        });
        self.offset = output.state.clamped_offset().y;
        if (self.height - output.content_size.y).abs() > 1.0 {
            self.height = output.content_size.y;
            ui.ctx().request_repaint();
        } else if self.unfocused {
            self.unfocused = false;
            if let Some(focus) = output.inner {
                self.jump = Some(focus.clamp(0.0, (self.height - body.height()).max(0.0)));
                ui.ctx().request_repaint();
            }
        }
    }

    /// The two buttons that go up and down by most of what is seen.
    fn turn(&mut self, ui: &mut Ui, glance: &Glance<'_>, place: Rect, body: Rect) {
        let m = glance.metrics;
        let end = (self.height - body.height()).max(0.0);
        let side = m.mm(mm::TARGET);
        let column = place.with_min_x(place.right() - side);
        let up = column.with_max_y(column.top() + side);
        let down = column.with_min_y(column.bottom() - side);
        let turns = [
            (
                "scroll-up",
                Key::PageUp,
                Icon::Up,
                up,
                -1.0,
                self.offset > 1.0,
            ),
            (
                "scroll-down",
                Key::PageDown,
                Icon::Down,
                down,
                1.0,
                self.offset < end - 1.0,
            ),
        ];
        for (id, key, icon, rect, way, more) in turns {
            let words = glance.texts.say(key);
            let button = Button::new(id, &words, Kind::Quiet).only_icon(icon);
            if button.enabled(more).show(ui, m, rect) {
                let next = self.offset + way * body.height() * 0.8;
                self.jump = Some(next.clamp(0.0, end));
                ui.ctx().request_repaint();
            }
        }
        // Where one is, between the two.
        let track = Rect::from_center_size(
            pos2(column.center().x, f32::midpoint(up.bottom(), down.top())),
            vec2(m.mm(1.2), down.top() - up.bottom() - m.mm(4.0 * mm::GAP)),
        );
        if track.height() > m.mm(12.0) && self.height > 0.0 {
            super::demos::thumb(
                ui,
                m,
                track,
                self.offset / self.height,
                body.height() / self.height,
            );
        }
    }
}
