//! What stands above, below and beside what: a [`Column`] hands out places from the top and knows where it is,
//! [`TextLines`] measures words before they have a place.
//!
//! Gaps of a column are in millimetres; everything that was measured is in points.

use egui::{Color32, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, epaint::RectShape, vec2};

use super::DrawContext;
use super::controls::{Button, corner};
use super::places::Places;
use super::words::Look;
use crate::theme::{Metrics, mm};

/// A place that is filled from its top.
pub(super) struct Column<'a> {
    pub(super) ui: &'a mut Ui,
    pub(super) context: &'a DrawContext<'a>,
    /// What is still free; its lower end bounds nothing where the page scrolls.
    pub(super) free: Rect,
    /// What is in sight at first where the page scrolls, if not its beginning.
    pub(super) start: Option<f32>,
}

impl<'a> Column<'a> {
    /// Begins at the top of a place.
    pub(super) fn new(ui: &'a mut Ui, context: &'a DrawContext<'a>, place: Rect) -> Self {
        Self {
            ui,
            context,
            free: place,
            start: None,
        }
    }

    /// The measures of the screen.
    pub(super) fn metrics(&self) -> &'a Metrics {
        self.context.metrics
    }

    /// Where the next thing begins.
    pub(super) fn top(&self) -> f32 {
        self.free.top()
    }

    /// Goes on at a height.
    pub(super) fn go_to(&mut self, top: f32) {
        self.free.set_top(top);
    }

    /// Leaves a gap, or takes one back.
    pub(super) fn gap(&mut self, millimetres: f32) {
        self.go_to(self.top() + self.metrics().mm(millimetres));
    }

    /// Takes a place as wide as the column.
    pub(super) fn take(&mut self, high: f32) -> Rect {
        let taken = self.free.with_max_y(self.top() + high);
        self.go_to(taken.bottom());
        taken
    }

    /// Writes a text as high as it needs; returns where it stands.
    pub(super) fn write(&mut self, look: &Look, words: &str) -> Rect {
        let said = look.write(self.ui, self.free, words);
        self.go_to(said.bottom());
        said
    }

    /// Draws a button at the left, as wide as it wants to be; returns whether it was used.
    pub(super) fn button(&mut self, button: Button<'_>, high: f32) -> bool {
        let m = self.metrics();
        let wide = button.width(self.ui, m).min(self.free.width());
        let row = self.take(high);
        button.show(self.ui, m, row.with_max_x(row.left() + wide))
    }

    /// Draws a button as wide as the column; returns whether it was used.
    pub(super) fn button_across(&mut self, button: Button<'_>) -> bool {
        let m = self.metrics();
        let row = self.take(m.mm(mm::TARGET));
        button.show(self.ui, m, row)
    }

    /// Draws buttons side by side, in as many rows as they need; returns the place of the one that was used.
    pub(super) fn buttons(
        &mut self,
        buttons: Vec<Button<'_>>,
        high: f32,
        gap: f32,
    ) -> Option<usize> {
        let m = self.metrics();
        let widths = buttons.iter().map(|button| button.width(self.ui, m));
        let places = self.wrapped(widths.collect(), high, gap);
        let mut used = None;
        for (index, (button, place)) in buttons.into_iter().zip(places).enumerate() {
            if button.show(self.ui, m, place) {
                used = Some(index);
            }
        }
        used
    }

    /// Takes places of these widths, in rows of one height that break like words.
    pub(super) fn wrapped(&mut self, widths: Vec<f32>, high: f32, gap: f32) -> Vec<Rect> {
        let places = self.free.wrapped(widths, high, gap);
        if let Some(last) = places.last() {
            self.go_to(last.bottom());
        }
        places
    }

    /// Draws beside a square at the upper left, which is given back; goes on below the higher of both.
    pub(super) fn beside_square<R>(
        &mut self,
        side: f32,
        gap: f32,
        draw: impl FnOnce(&mut Column<'_>, Rect) -> R,
    ) -> R {
        let square = Rect::from_min_size(self.free.min, Vec2::splat(side));
        let beside = self
            .free
            .with_min_x(square.right() + self.metrics().mm(gap));
        let (drawn, bottom) = self.part(beside, |column| draw(column, square));
        self.go_to(bottom.max(square.bottom()));
        drawn
    }

    /// Draws two columns side by side, the first as wide as its part; goes on below the higher of both.
    pub(super) fn side_by_side<L, R>(
        &mut self,
        part: f32,
        gap: f32,
        left: impl FnOnce(&mut Column<'_>) -> L,
        right: impl FnOnce(&mut Column<'_>) -> R,
    ) -> (L, R) {
        let (first, second) = self
            .free
            .beside(self.free.width() * part, self.metrics().mm(gap));
        self.two(first, second, left, right)
    }

    fn two<L, R>(
        &mut self,
        first: Rect,
        second: Rect,
        left: impl FnOnce(&mut Column<'_>) -> L,
        right: impl FnOnce(&mut Column<'_>) -> R,
    ) -> (L, R) {
        let (left, bottom) = self.part(first, left);
        let (right, other) = self.part(second, right);
        self.go_to(bottom.max(other));
        (left, right)
    }

    /// Draws two columns of one width side by side; goes on below the higher of both.
    pub(super) fn halves<L, R>(
        &mut self,
        gap: f32,
        left: impl FnOnce(&mut Column<'_>) -> L,
        right: impl FnOnce(&mut Column<'_>) -> R,
    ) -> (L, R) {
        let (first, second) = self.free.split_left_right_at_fraction(0.5);
        let half = self.metrics().mm(gap) / 2.0;
        let first = first.with_max_x(first.right() - half);
        let second = second.with_min_x(second.left() + half);
        self.two(first, second, left, right)
    }

    /// Draws a card as high as what is on it, with a margin all around; goes on below it.
    pub(super) fn card<R>(
        &mut self,
        margin: f32,
        ground: CardGround,
        draw: impl FnOnce(&mut Column<'_>) -> R,
    ) -> R {
        let m = self.metrics();
        let behind = self.ui.painter().add(Shape::Noop);
        let margin = m.mm(margin);
        let inner = self.free.shrink2(vec2(margin, 0.0));
        let inner = inner.with_min_y(self.top() + margin);
        let (drawn, bottom) = self.part(inner, draw);
        let card = self.take(bottom + margin - self.top());
        self.ui.painter().set(behind, ground.shape(m, card));
        drawn
    }

    /// Draws into a place of its own; returns also where that ends.
    pub(super) fn part<R>(
        &mut self,
        place: Rect,
        draw: impl FnOnce(&mut Column<'_>) -> R,
    ) -> (R, f32) {
        let mut column = Column::new(self.ui, self.context, place);
        let drawn = draw(&mut column);
        (drawn, column.top())
    }
}

/// What lies below the words of a card.
#[derive(Debug, Clone, Copy)]
pub(super) struct CardGround {
    pub(super) fill: Color32,
    /// The rounding of the corners, in millimetres.
    pub(super) corner: f32,
    /// The line around it, in millimetres.
    pub(super) line: Option<(f32, Color32)>,
}

impl CardGround {
    /// A colour, with the usual corners and no line.
    pub(super) fn plain(fill: Color32) -> Self {
        Self {
            fill,
            corner: mm::CARD,
            line: None,
        }
    }

    fn shape(self, m: &Metrics, card: Rect) -> Shape {
        let corner = corner(m, self.corner);
        match self.line {
            None => Shape::rect_filled(card, corner, self.fill),
            Some((width, colour)) => {
                let line = Stroke::new(m.mm(width), colour);
                RectShape::new(card, corner, self.fill, line, StrokeKind::Inside).into()
            }
        }
    }
}

/// Texts under one another.
#[derive(Debug, Clone, Default)]
pub(super) struct TextLines<'a> {
    /// Each with the gap above it, in points.
    lines: Vec<(f32, Look, &'a str)>,
}

impl<'a> TextLines<'a> {
    /// Begins with a text.
    pub(super) fn new(look: Look, words: &'a str) -> Self {
        Self::default().then(0.0, look, words)
    }

    /// Appends a text below a gap.
    pub(super) fn then(mut self, gap: f32, look: Look, words: &'a str) -> Self {
        self.lines.push((gap, look, words));
        self
    }

    /// The height of all at a width.
    pub(super) fn height(&self, ui: &Ui, width: f32) -> f32 {
        let high = |(gap, look, words): &(f32, Look, &str)| gap + look.height(ui, words, width);
        self.lines.iter().map(high).sum()
    }

    /// As many of the first lines as fit the height, at least one.
    pub(super) fn fitting(mut self, ui: &Ui, size: Vec2) -> Self {
        while self.lines.len() > 1 && self.height(ui, size.x) > size.y {
            self.lines.pop();
        }
        self
    }

    /// Paints them from the top of a place on, where the control around them has its own name.
    pub(super) fn paint(&self, ui: &Ui, place: Rect) {
        let mut free = place;
        for (gap, look, words) in &self.lines {
            free.set_top(free.top() + gap);
            free.set_top(look.paint(ui, free, words).bottom());
        }
    }

    /// Paints them in the middle of a place.
    pub(super) fn paint_in_middle(&self, ui: &Ui, place: Rect) {
        let high = self.height(ui, place.width());
        self.paint(ui, place.with_min_y(place.center().y - high / 2.0));
    }

    /// Writes them from the top of a place on; returns where they end.
    pub(super) fn write(&self, ui: &mut Ui, place: Rect) -> f32 {
        let mut free = place;
        for (gap, look, words) in &self.lines {
            free.set_top(free.top() + gap);
            free.set_top(look.write(ui, free, words).bottom());
        }
        free.top()
    }
}
