//! A place divided: a foot below the rest, cells in rows, squares, what wraps. All in points.

use egui::{Rect, Vec2, pos2, vec2};

/// How a place is divided, in points.
pub(super) trait Places: Sized {
    /// Reserves a row at the foot, and a gap above it: what is left, and the row.
    fn above_foot(self, high: f32, gap: f32) -> (Self, Self);
    /// Reserves a row at the top, and a gap below it: the row, and what is left.
    fn below_head(self, high: f32, gap: f32) -> (Self, Self);
    /// Two places side by side with a gap: one of a width, and the rest.
    fn beside(self, wide: f32, gap: f32) -> (Self, Self);
    /// Reserves a place at the right end, and a gap before it: what is left, and the place.
    fn before_end(self, wide: f32, gap: f32) -> (Self, Self);
    /// The part between two distances from the left edge of the screen.
    fn between(self, left: f32, right: f32) -> Self;
    /// The size of the cells that fill the place.
    fn cell(self, columns: usize, rows: usize, gap: f32) -> Vec2;
    /// Cells of a size from the upper left, row by row, without end.
    fn cells(self, columns: usize, size: Vec2, gap: f32) -> impl Iterator<Item = Self>;
    /// Places of one width beside one another that fill the row.
    fn in_columns(self, count: usize, gap: f32) -> impl Iterator<Item = Self>;
    /// Places of these widths from the upper left, in rows of one height that break like words.
    fn wrapped(self, widths: Vec<f32>, high: f32, gap: f32) -> Vec<Self>;
    /// A square in the middle.
    fn square(self, side: f32) -> Self;
    /// A square at the left, in the middle from top to bottom.
    fn square_at_left(self, side: f32) -> Self;
}

impl Places for Rect {
    fn above_foot(self, high: f32, gap: f32) -> (Self, Self) {
        let foot = self.with_min_y(self.bottom() - high);
        (self.with_max_y(foot.top() - gap), foot)
    }

    fn below_head(self, high: f32, gap: f32) -> (Self, Self) {
        let head = self.with_max_y(self.top() + high);
        (head, self.with_min_y(head.bottom() + gap))
    }

    fn beside(self, wide: f32, gap: f32) -> (Self, Self) {
        let left = self.with_max_x(self.left() + wide);
        (left, self.with_min_x(left.right() + gap))
    }

    fn before_end(self, wide: f32, gap: f32) -> (Self, Self) {
        let end = self.with_min_x(self.right() - wide);
        (self.with_max_x(end.left() - gap), end)
    }

    fn between(self, left: f32, right: f32) -> Self {
        self.with_min_x(left).with_max_x(right)
    }

    fn cell(self, columns: usize, rows: usize, gap: f32) -> Vec2 {
        let count = vec2(columns.max(1) as f32, rows.max(1) as f32);
        (self.size() - (count - Vec2::splat(1.0)) * gap) / count
    }

    fn cells(self, columns: usize, size: Vec2, gap: f32) -> impl Iterator<Item = Self> {
        let step = size + Vec2::splat(gap);
        (0..).map(move |index: usize| {
            let cell = vec2((index % columns) as f32, (index / columns) as f32);
            Self::from_min_size(self.min + cell * step, size)
        })
    }

    fn in_columns(self, count: usize, gap: f32) -> impl Iterator<Item = Self> {
        self.cells(count.max(1), self.cell(count, 1, gap), gap)
            .take(count)
    }

    fn wrapped(self, widths: Vec<f32>, high: f32, gap: f32) -> Vec<Self> {
        let mut at = self.min;
        let place = |width: f32| {
            let width = width.min(self.width());
            if at.x > self.left() && at.x + width > self.right() {
                at = pos2(self.left(), at.y + high + gap);
            }
            let place = Self::from_min_size(at, vec2(width, high));
            at.x += width + gap;
            place
        };
        widths.into_iter().map(place).collect()
    }

    fn square(self, side: f32) -> Self {
        Self::from_center_size(self.center(), Vec2::splat(side))
    }

    fn square_at_left(self, side: f32) -> Self {
        let middle = pos2(self.left() + side / 2.0, self.center().y);
        Self::from_center_size(middle, Vec2::splat(side))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Rect = Rect {
        min: pos2(10.0, 20.0),
        max: pos2(110.0, 80.0),
    };

    #[test]
    fn foot_is_reserved_below_the_rest() {
        let (rest, foot) = PLACE.above_foot(20.0, 4.0);
        assert_eq!((rest.top(), rest.bottom()), (20.0, 56.0));
        assert_eq!((foot.top(), foot.bottom()), (60.0, 80.0));
    }

    #[test]
    fn cells_fill_the_place_row_by_row() {
        let size = PLACE.cell(3, 2, 5.0);
        let cells: Vec<Rect> = PLACE.cells(3, size, 5.0).take(6).collect();
        assert_eq!(size, vec2(30.0, 27.5));
        assert_eq!(cells[0].min, PLACE.min);
        assert_eq!(cells[3].min, pos2(10.0, 52.5));
        assert_eq!(cells[5].max, PLACE.max);
    }

    #[test]
    fn row_that_is_full_breaks() {
        let tags = PLACE.wrapped(vec![60.0, 30.0, 20.0, 500.0], 10.0, 5.0);
        let corners: Vec<_> = tags.iter().map(|tag| (tag.left(), tag.top())).collect();
        assert_eq!(
            corners,
            [(10.0, 20.0), (75.0, 20.0), (10.0, 35.0), (10.0, 50.0)]
        );
        assert!(
            tags[3].right() <= PLACE.right(),
            "none is wider than its place"
        );
    }
}
