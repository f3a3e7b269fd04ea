//! Pages and lists that may be longer than their place: moved by finger, wheel, or two buttons for those who can't drag.
//!
//! The buttons are the same on every page: up and down, side by side, at the lower right of what they move.

use egui::containers::scroll_area::{DragScroll, ScrollBarVisibility, ScrollSource};
use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use texts::Key;

use super::DrawContext;
use super::controls::{Button, Kind, corner};
use super::icons::Icon;
use super::layout::Column;
use super::places::Places;
use crate::theme::{Metrics, colour, mm};

/// How far a page or a list is scrolled.
#[derive(Debug, Clone, Default)]
pub(super) struct Scroll {
    /// The page that is shown and the visitor session: another one begins at its top.
    of: Option<(String, u64)>,
    offset: f32,
    /// The height of the content in the last frame.
    height: f32,
    /// The place in which a part of it is seen.
    place: Option<Rect>,
    /// How far one touch of a button goes.
    step: f32,
    jump: Option<f32>,
    /// Whether the content once needed a row for the buttons. The row stays then: content that fits only without it
    /// would come and go.
    keeps_row: bool,
    /// Whether the part to begin with has not been brought into sight yet.
    starting: bool,
}

/// Rows of one height.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// What tells the list from all others.
    pub(super) name: &'static str,
    pub(super) count: usize,
    pub(super) height: f32,
    pub(super) gap: f32,
}

impl Rows {
    fn whole(self) -> f32 {
        (self.count as f32 * (self.height + self.gap) - self.gap).max(0.0)
    }
}

impl Scroll {
    /// Returns to the beginning.
    pub(super) fn rewind(&mut self) {
        self.jump = Some(0.0);
    }

    /// Draws a page into `body`, with the buttons in a row at its foot where it does not fit. `fill` fills a column from
    /// its top; it is also given the part of the screen in which it is seen.
    pub(super) fn page<R>(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        of: (&str, u64),
        body: Rect,
        fill: impl FnOnce(&mut Column<'_>, Rect) -> R,
    ) -> R {
        self.begin(of);
        self.keeps_row |= self.height > body.height() + 1.0;
        let (page, row) = if self.keeps_row {
            above_buttons(context.metrics, body)
        } else {
            (body, body)
        };
        let drawn = self.show(ui, context, of, page, |column| fill(column, page));
        if self.keeps_row {
            self.buttons(ui, context, row);
        }
        drawn
    }

    /// Draws a page into `place`; its buttons are drawn by [`Scroll::buttons`] in a row of the page's own.
    pub(super) fn show<R>(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        of: (&str, u64),
        place: Rect,
        fill: impl FnOnce(&mut Column<'_>) -> R,
    ) -> R {
        self.begin(of);
        let (area, mut inside) = self.area(ui, of.0, place);
        let output = area.show(&mut inside, |ui| {
            let whole = ui.max_rect();
            let mut column = Column::new(ui, context, whole);
            let drawn = fill(&mut column);
            let (bottom, start) = (column.top(), column.start);
            let end = pos2(whole.right(), bottom);
            // The page's true height, so that it can be scrolled to its end.
            ui.allocate_rect(Rect::from_min_max(whole.min, end), Sense::hover());
            (drawn, start.map(|start| start - whole.top()))
        });
        let (drawn, start) = output.inner;
        self.offset = output.state.clamped_offset().y;
        self.step = place.height() * 0.8;
        if (self.height - output.content_size.y).abs() > 1.0 {
            self.height = output.content_size.y;
            ui.ctx().request_repaint();
        } else if std::mem::take(&mut self.starting)
            && let Some(start) = start
        {
            self.jump = Some(start.clamp(0.0, self.end()));
            ui.ctx().request_repaint();
        }
        drawn
    }

    /// Draws a list into `place`, with the buttons in a row at its foot where it does not fit.
    pub(super) fn list(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        rows: Rows,
        row: impl FnMut(&mut Ui, Rect, usize),
    ) {
        if rows.whole() <= place.height() + 1.0 {
            return self.rows(ui, place, rows, row);
        }
        let (place, foot) = above_buttons(context.metrics, place);
        self.rows(ui, place, rows, row);
        self.buttons(ui, context, foot);
    }

    /// Draws those of the rows that are in sight; the buttons are drawn by [`Scroll::buttons`] in a row of the page's
    /// own.
    pub(super) fn rows(
        &mut self,
        ui: &mut Ui,
        place: Rect,
        rows: Rows,
        mut row: impl FnMut(&mut Ui, Rect, usize),
    ) {
        self.height = rows.whole();
        let (area, mut inside) = self.area(ui, rows.name, place);
        inside.spacing_mut().item_spacing = vec2(0.0, rows.gap);
        let output = area.show_rows(&mut inside, rows.height, rows.count, |ui, shown| {
            for index in shown {
                let size = vec2(place.width(), rows.height);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                // What a row writes must not move the next one.
                let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(index));
                row(&mut inside, rect, index);
            }
        });
        self.offset = output.state.clamped_offset().y;
        self.step = (place.height() - rows.height).max(rows.height);
    }

    /// Draws the two buttons at the right end of a row, and beside the content which part of it is seen, where it does
    /// not fit; returns what is left of the row.
    pub(super) fn buttons(&mut self, ui: &mut Ui, context: &DrawContext<'_>, row: Rect) -> Rect {
        let end = self.end();
        let Some(place) = self.place.filter(|_| end > 1.0) else {
            return row;
        };
        let more = [self.offset > 1.0, self.offset < end - 1.0];
        if let Some(way) = buttons(ui, context, row, more) {
            self.jump = Some((self.offset + way.sign() * self.step).clamp(0.0, end));
            ui.ctx().request_repaint();
        }
        self.track(ui, context.metrics, place);
        beside_buttons(context.metrics, row)
    }

    fn begin(&mut self, (name, visit): (&str, u64)) {
        let same = |(shown, to): &(String, u64)| shown == name && *to == visit;
        if !self.of.as_ref().is_some_and(same) {
            *self = Self {
                of: Some((name.to_owned(), visit)),
                jump: Some(0.0),
                starting: true,
                ..Self::default()
            };
        }
    }

    /// The offset at which the end of the content is in sight.
    fn end(&self) -> f32 {
        let seen = self.place.map_or(self.height, |place| place.height());
        (self.height - seen).max(0.0)
    }

    /// The area that fills the place: without a bar, which nobody could hit.
    fn area(&mut self, ui: &mut Ui, name: &str, place: Rect) -> (ScrollArea, Ui) {
        self.place = Some(place);
        let mut area = ScrollArea::vertical()
            .id_salt(("scroll", name))
            .auto_shrink([false, false])
            .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
            .scroll_source(ScrollSource {
                drag: DragScroll::Always,
                ..ScrollSource::default()
            });
        if let Some(offset) = self.jump.take() {
            // Beyond the end the content would spring back, a dozen frames long.
            area = area.vertical_scroll_offset(offset.clamp(0.0, self.end()));
        }
        let mut inside = ui.new_child(UiBuilder::new().max_rect(place).id_salt("scroll"));
        inside.set_clip_rect(place.intersect(ui.clip_rect()));
        (area, inside)
    }

    /// A line in the margin that shows which part of the content is seen.
    fn track(&self, ui: &Ui, m: &Metrics, place: Rect) {
        let left = place.right() + m.mm(2.0);
        let track = Rect::from_min_max(place.min, place.max)
            .with_min_x(left)
            .with_max_x(left + m.mm(1.2));
        let part = |length: f32| track.height() * length / self.height;
        let top = track.top() + part(self.offset);
        let seen = track
            .with_min_y(top)
            .with_max_y((top + part(place.height())).min(track.bottom()));
        let round = corner(m, 0.6);
        ui.painter().rect_filled(track, round, colour::CRAZE);
        ui.painter().rect_filled(seen, round, colour::COBALT_THIN);
    }
}

/// Which way a button leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScrollWay {
    Up,
    Down,
}

impl ScrollWay {
    fn sign(self) -> f32 {
        match self {
            Self::Up => -1.0,
            Self::Down => 1.0,
        }
    }
}

/// Draws the two buttons at the right end of a row, each faint where there is no more that way; returns the one that
/// was used.
pub(super) fn buttons(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    [above, below]: [bool; 2],
) -> Option<ScrollWay> {
    let m = context.metrics;
    let side = vec2(m.mm(mm::TARGET), m.mm(mm::TARGET));
    let right = row.right_center() - vec2(side.x / 2.0, 0.0);
    let down = Rect::from_center_size(right, side);
    let up = down.translate(vec2(-side.x - m.mm(mm::GAP), 0.0));
    let all = [
        ("page-up", Key::PageUp, Icon::Up, up, above, ScrollWay::Up),
        (
            "page-down",
            Key::PageDown,
            Icon::Down,
            down,
            below,
            ScrollWay::Down,
        ),
    ];
    let mut used = None;
    for (id, key, icon, rect, more, way) in all {
        let words = context.texts.say(key);
        let button = Button::new(id, &words, Kind::Quiet).only_icon(icon);
        if button.enabled(more).show(ui, m, rect) {
            used = Some(way);
        }
    }
    used
}

/// What two buttons leave of a row.
pub(super) fn beside_buttons(m: &Metrics, row: Rect) -> Rect {
    row.with_max_x(row.right() - m.mm(2.0 * mm::TARGET + 3.0 * mm::GAP))
}

/// A place with a row for the buttons at its foot.
fn above_buttons(m: &Metrics, place: Rect) -> (Rect, Rect) {
    place.above_foot(m.mm(mm::TARGET), m.mm(mm::GAP))
}
