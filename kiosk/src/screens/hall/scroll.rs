//! A page that may be longer than the screen: moved by finger, wheel, or two buttons for those who can't drag.

use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::screens::scroll_area::scroll_area;
use crate::theme::{Metrics, mm};

/// Where a page stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Scroll {
    /// What is shown, and to whom: something else begins at its top.
    of: Option<(String, u64)>,
    offset: f32,
    /// The height of what there is to see, as it was in the last frame.
    height: f32,
    jump: Option<f32>,
}

/// How wide the two buttons are together, in points.
pub(super) fn buttons_wide(m: &Metrics) -> f32 {
    m.mm(2.0 * mm::TARGET + mm::GAP)
}

impl Scroll {
    /// Draws what a page shows, known by its name and the visit; `content` draws it into the width of its place and
    /// answers with where it ends.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        place: Rect,
        of: (&str, u64),
        content: impl FnOnce(&mut Ui, Rect) -> f32,
    ) {
        let (name, visit) = of;
        let same = |(shown, to): &(String, u64)| shown == name && *to == visit;
        if !self.of.as_ref().is_some_and(same) {
            self.of = Some((name.to_owned(), visit));
            self.height = 0.0;
            self.jump = Some(0.0);
        }
        let mut area = scroll_area("page");
        if let Some(offset) = self.jump.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let mut inside = ui.new_child(UiBuilder::new().max_rect(place).id_salt("page"));
        inside.set_clip_rect(place.intersect(ui.clip_rect()));
        let output = area.show(&mut inside, |ui| {
            let whole = ui.max_rect();
            let bottom = content(ui, whole);
            let end = pos2(whole.right(), bottom);
            // The page's true height, so that it can be scrolled to its end.
            ui.allocate_rect(Rect::from_min_max(whole.min, end), Sense::hover());
        });
        self.offset = output.state.clamped_offset().y;
        if (self.height - output.content_size.y).abs() > 1.0 {
            self.height = output.content_size.y;
            ui.ctx().request_repaint();
        }
    }

    /// Whether there is more than a place of this height shows.
    pub(super) fn overflows(&self, height: f32) -> bool {
        self.height > height + 1.0
    }

    /// The two buttons at the right end of a bar, where a page of this height does not show everything; answers with
    /// what is left of the bar.
    pub(super) fn buttons_in_bar(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        bar: Rect,
        page: f32,
    ) -> Rect {
        if !self.overflows(page) {
            return bar;
        }
        self.buttons(ui, glance, bar, page);
        let m = glance.metrics;
        bar.with_max_x(bar.right() - buttons_wide(m) - m.mm(2.0 * mm::GAP))
    }

    /// Up and down by most of a page, two buttons at the right end of a row.
    pub(super) fn buttons(&mut self, ui: &mut Ui, glance: &Glance<'_>, row: Rect, page: f32) {
        let go = buttons(ui, glance, row);
        self.go(ui, go, page);
    }

    /// The same one above the other, at the foot of a column.
    pub(super) fn buttons_in_column(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        column: Rect,
        page: f32,
    ) {
        let go = buttons_in_column(ui, glance, column);
        self.go(ui, go, page);
    }

    fn go(&mut self, ui: &Ui, go: f32, page: f32) {
        if go != 0.0 {
            let end = (self.height - page).max(0.0);
            self.jump = Some((self.offset + go * page * 0.8).clamp(0.0, end));
            ui.ctx().request_repaint();
        }
    }
}

/// Two buttons at the right end of a row; answers with the pages to go: -1, 0 or 1.
pub(super) fn buttons(ui: &mut Ui, glance: &Glance<'_>, row: Rect) -> f32 {
    let m = glance.metrics;
    let side = vec2(m.mm(mm::TARGET), m.mm(mm::TARGET));
    let down = Rect::from_min_size(row.max - side, side);
    let up = down.translate(vec2(-side.x - m.mm(mm::GAP), 0.0));
    two(ui, glance, [up, down], false)
}

/// The same one above the other, at the foot of a column.
pub(super) fn buttons_in_column(ui: &mut Ui, glance: &Glance<'_>, column: Rect) -> f32 {
    let m = glance.metrics;
    let side = vec2(m.mm(mm::TARGET), m.mm(mm::TARGET));
    let down = Rect::from_min_size(column.max - side, side);
    let up = down.translate(vec2(0.0, -side.y - m.mm(mm::GAP)));
    two(ui, glance, [up, down], false)
}

/// The same with their words, side by side in a whole row.
pub(super) fn wide_buttons(ui: &mut Ui, glance: &Glance<'_>, row: Rect) -> f32 {
    let gap = glance.metrics.mm(mm::GAP);
    let (up, down) = row.split_left_right_at_fraction(0.5);
    let up = up.with_max_x(up.right() - gap / 2.0);
    let down = down.with_min_x(down.left() + gap / 2.0);
    two(ui, glance, [up, down], true)
}

/// The two buttons, with their words if these are wanted and both fit.
fn two(ui: &mut Ui, glance: &Glance<'_>, [up, down]: [Rect; 2], words: bool) -> f32 {
    let fits = |key: Key| {
        let said = glance.texts.say(key);
        let button = Button::new("", &said, Kind::Quiet).icon(Icon::Down);
        button.width(ui, glance.metrics) <= down.width()
    };
    let words = words && [Key::PageUp, Key::PageDown].into_iter().all(fits);
    let mut go = 0.0;
    for (id, key, icon, rect, pages) in [
        ("up", Key::PageUp, Icon::Up, up, -1.0),
        ("down", Key::PageDown, Icon::Down, down, 1.0),
    ] {
        let said = glance.texts.say(key);
        let button = Button::new(id, &said, Kind::Quiet);
        let button = if words {
            button.icon(icon)
        } else {
            button.only_icon(icon)
        };
        if button.show(ui, glance.metrics, rect) {
            go = pages;
        }
    }
    go
}
