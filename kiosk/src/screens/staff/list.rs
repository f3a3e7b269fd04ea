//! A list of rows: moved by finger, wheel, or two buttons beside it for those who can't drag.

use egui::{Rect, Sense, Ui, UiBuilder, vec2};

use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::screens::scroll_area::scroll_area;
use crate::theme::mm;

/// Where a list stands.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    offset: f32,
    /// Where to put it in the next frame, because a button or a new list asked for it.
    jump: Option<f32>,
}

impl List {
    /// Back to the beginning, for other rows.
    pub(super) fn rewind(&mut self) {
        self.jump = Some(0.0);
    }

    /// Draws `count` rows of the same height in a place; `row` draws one of them.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        place: Rect,
        (count, height): (usize, f32),
        mut row: impl FnMut(&mut Ui, Rect, usize),
    ) {
        let m = glance.metrics;
        let gap = m.mm(mm::GAP);
        let whole = count as f32 * (height + gap) - gap;
        let end = (whole - place.height()).max(0.0);
        let overflows = end > 0.0;
        let (rows, buttons) = place.split_left_right_at_x(if overflows {
            place.right() - m.mm(mm::TARGET + mm::GAP)
        } else {
            place.right()
        });
        let mut area = scroll_area("staff-list");
        if let Some(offset) = self.jump.take() {
            // Beyond the end the list would spring back, a dozen frames long.
            area = area.vertical_scroll_offset(offset.clamp(0.0, end));
        }
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rows).id_salt("staff-rows"));
        inside.set_clip_rect(rows.intersect(ui.clip_rect()));
        inside.spacing_mut().item_spacing = vec2(0.0, gap);
        let output = area.show_rows(&mut inside, height, count, |ui, shown| {
            for index in shown {
                let size = vec2(rows.width(), height);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                // What a row writes must not move the next one.
                let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(index));
                row(&mut inside, rect, index);
            }
        });
        self.offset = output.state.clamped_offset().y;
        if overflows {
            self.pages(ui, glance, buttons, (place.height(), height));
        }
    }

    /// Up and down by a page.
    fn pages(&mut self, ui: &mut Ui, glance: &Glance<'_>, place: Rect, (page, row): (f32, f32)) {
        let m = glance.metrics;
        let side = m.mm(mm::TARGET);
        let step = (page - row).max(row);
        let place = place.with_min_x(place.right() - side);
        let up = Rect::from_min_size(place.min, vec2(side, side));
        let down = Rect::from_min_size(place.max - vec2(side, side), vec2(side, side));
        for (id, key, icon, rect, by) in [
            ("up", Key::PageUp, Icon::Up, up, -step),
            ("down", Key::PageDown, Icon::Down, down, step),
        ] {
            let words = glance.texts.say(key);
            let button = Button::new(id, &words, Kind::Quiet).only_icon(icon);
            if button.show(ui, m, rect) {
                self.jump = Some((self.offset + by).max(0.0));
                ui.ctx().request_repaint();
            }
        }
    }
}
