//! A4 sheets that are cut into labels or badges. Places are in millimetres.

use crate::pdf::{MM, PdfPage};

pub(super) const RIM: [u8; 3] = [190, 190, 190];

/// How a sheet is cut: what is on it stands edge to edge, in the middle of the page.
pub(super) struct TicketSheet {
    columns: usize,
    rows: usize,
    pub(super) size: (f32, f32),
}

pub(super) const LABEL_SHEET: TicketSheet = TicketSheet {
    columns: 2,
    rows: 5,
    size: (90.0, 54.0),
};
pub(super) const BADGE_SHEET: TicketSheet = TicketSheet {
    columns: 2,
    rows: 4,
    size: (90.0, 60.0),
};
pub(super) const A4: (f32, f32) = (210.0, 297.0);

impl TicketSheet {
    /// Returns how many labels or badges are on it.
    pub(super) const fn count(&self) -> usize {
        self.columns * self.rows
    }

    fn corner(&self) -> (f32, f32) {
        let (width, height) = self.size;
        (
            (A4.0 - self.columns as f32 * width) / 2.0,
            (A4.1 - self.rows as f32 * height) / 2.0,
        )
    }

    /// Returns where one of them begins.
    pub(super) fn place(&self, place: usize) -> (f32, f32) {
        let (left, top) = self.corner();
        let (column, row) = (place % self.columns, place / self.columns);
        (
            left + column as f32 * self.size.0,
            top + row as f32 * self.size.1,
        )
    }

    /// Draws marks where they meet: short lines outside them, and small crosses between.
    pub(super) fn cut_marks(&self, page: &mut PdfPage) {
        const LONG: f32 = 5.0;
        const THIN: f32 = 0.2;
        page.color(RIM);
        let (width, height) = self.size;
        let (left, top) = self.corner();
        let right = left + self.columns as f32 * width;
        let bottom = top + self.rows as f32 * height;
        let mut mark = |x: f32, y: f32, width: f32, height: f32| {
            page.rectangle(x * MM, y * MM, width * MM, height * MM);
        };
        for column in 0..=self.columns {
            let x = left + column as f32 * width - THIN / 2.0;
            mark(x, top - LONG - 1.0, THIN, LONG);
            mark(x, bottom + 1.0, THIN, LONG);
            for row in 1..self.rows {
                mark(x, top + row as f32 * height - 1.5, THIN, 3.0);
            }
        }
        for row in 0..=self.rows {
            let y = top + row as f32 * height - THIN / 2.0;
            mark(left - LONG - 1.0, y, LONG, THIN);
            mark(right + 1.0, y, LONG, THIN);
            for column in 1..self.columns {
                mark(left + column as f32 * width - 1.5, y, 3.0, THIN);
            }
        }
    }
}
