//! Text at a place: laid out, painted, and told to screen readers.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::text::LayoutJob;
use egui::{
    Align, Color32, FontId, Galley, Painter, Rect, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2,
};

use crate::theme::{Metrics, Weight, mm};

/// How a text looks and where in its place it stands.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    font: FontId,
    colour: Color32,
    across: Align,
    down: Align,
    rows: usize,
    heading: bool,
    even: bool,
}

impl Look {
    /// Letters with capitals of so many millimetres, from the upper left corner on, in as many rows as fit.
    pub(crate) fn new(m: &Metrics, capitals_mm: f32, weight: Weight, colour: Color32) -> Self {
        Self {
            font: m.font(capitals_mm, weight),
            colour,
            across: Align::Min,
            down: Align::Min,
            rows: usize::MAX,
            heading: false,
            even: false,
        }
    }

    /// Running text.
    pub(crate) fn text(m: &Metrics, colour: Color32) -> Self {
        Self::new(m, mm::TEXT, Weight::Regular, colour)
    }

    /// Running text that names something.
    pub(crate) fn name(m: &Metrics, colour: Color32) -> Self {
        Self::new(m, mm::TEXT, Weight::SemiBold, colour)
    }

    /// In the middle from left to right.
    pub(crate) fn centred(mut self) -> Self {
        self.across = Align::Center;
        self
    }

    /// In the middle from top to bottom.
    pub(crate) fn middle(mut self) -> Self {
        self.down = Align::Center;
        self
    }

    /// At most so many rows; what does not fit ends in an ellipsis.
    pub(crate) fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Told to screen readers as a heading.
    pub(crate) fn heading(mut self) -> Self {
        self.heading = true;
        self.even()
    }

    /// In rows of about the same length, as headings and centred texts are anyway.
    pub(crate) fn even(mut self) -> Self {
        self.even = true;
        self
    }

    /// The text laid out for a width. Laying out again what was laid out a frame ago costs a look-up.
    pub(crate) fn lay(&self, ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
        let mut format = TextFormat::simple(self.font.clone(), self.colour);
        format.line_height = Some((self.font.size * LINE).round());
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_width = width.max(1.0);
        job.wrap.max_rows = self.rows.max(1);
        job.wrap.break_anywhere = self.rows == 1;
        job.halign = self.across;
        ui.painter().layout_job(job)
    }

    /// The text laid out so that its rows, where they should be even, are about equally long and no word is left alone in the last one.
    fn balanced(&self, ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
        let galley = self.lay(ui, text, width);
        let rows = galley.rows.len();
        let balances = self.even || self.across == Align::Center;
        if !balances || !(2..=4).contains(&rows) || galley.elided {
            return galley;
        }
        // No narrower than the longest word and the space behind it: a word would be broken, or the space begin a row.
        let least = (self.longest_word(ui, text) + self.width(ui, " ")).min(width);
        let (mut narrow, mut wide) = ((width / rows as f32).max(least), width);
        // Six halvings find the narrowest width with as many rows to within two hundredths.
        for _ in 0..6 {
            let middle = f32::midpoint(narrow, wide);
            let tried = self.lay(ui, text, middle);
            if tried.rows.len() > rows || tried.elided {
                narrow = middle;
            } else {
                wide = middle;
            }
        }
        self.lay(ui, text, wide)
    }

    /// The height that a text takes at a width, in points.
    pub(crate) fn height(&self, ui: &Ui, text: &str, width: f32) -> f32 {
        self.lay(ui, text, width).size().y
    }

    /// In how many rows a text breaks at a width.
    pub(crate) fn rows_at(&self, ui: &Ui, text: &str, width: f32) -> usize {
        self.lay(ui, text, width).rows.len()
    }

    /// The width of the longest word, in points: what a place needs at least.
    pub(crate) fn longest_word(&self, ui: &Ui, text: &str) -> f32 {
        let words = text.split_whitespace();
        words.map(|word| self.width(ui, word)).fold(0.0, f32::max)
    }

    /// The width that a text takes in one row, in points.
    pub(crate) fn width(&self, ui: &Ui, text: &str) -> f32 {
        self.lay(ui, text, f32::INFINITY).size().x
    }

    /// Writes a text into a place and answers with the part of it that is now taken.
    pub(crate) fn write(&self, ui: &mut Ui, place: Rect, text: &str) -> Rect {
        let taken = self.paint(ui, place, text);
        let id = ui.advance_cursor_after_rect(taken);
        // Of what is scrolled out of sight a reader still hears, but it lies over nothing that is in sight.
        let clip = ui.clip_rect();
        let seen = taken.intersect(clip);
        let seen = if seen.is_positive() {
            seen
        } else {
            Rect::from_min_size(clip.clamp(taken.center()), vec2(0.0, 0.0))
        };
        let response = ui.interact(seen, id, Sense::hover());
        let role = if self.heading {
            Role::Heading
        } else {
            Role::Label
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, text));
        taken
    }

    /// Paints a text without telling screen readers, where the control around it has it as its name.
    pub(crate) fn paint(&self, ui: &Ui, place: Rect, text: &str) -> Rect {
        self.paint_with(ui, ui.painter(), place, text)
    }

    /// The same with a painter of one's own, as one that paints nothing beyond the edge of a map.
    pub(crate) fn paint_with(&self, ui: &Ui, painter: &Painter, place: Rect, text: &str) -> Rect {
        let galley = self.balanced(ui, text, place.width());
        let size = galley.size();
        let top = match self.down {
            Align::Min => place.top(),
            Align::Center => place.center().y - size.y / 2.0,
            Align::Max => place.bottom() - size.y,
        };
        let (anchor, left) = match self.across {
            Align::Min => (place.left(), place.left()),
            Align::Center => (place.center().x, place.center().x - size.x / 2.0),
            Align::Max => (place.right(), place.right() - size.x),
        };
        painter.galley(pos2(anchor, top), galley, self.colour);
        Rect::from_min_size(pos2(left, top), vec2(size.x, size.y))
    }

    /// The largest of these looks with which a text fits its place whole, in at most so many rows; the last one when
    /// none does.
    pub(crate) fn fitting(
        ui: &Ui,
        looks: impl IntoIterator<Item = Self>,
        text: &str,
        size: egui::Vec2,
        rows: usize,
    ) -> Option<Self> {
        let mut last = None;
        for look in looks {
            let galley = look.lay(ui, text, size.x);
            let fits = galley.size().y <= size.y
                && galley.size().x <= size.x + 1.0
                && galley.rows.len() <= rows
                && !galley.elided;
            last = Some(look);
            if fits {
                break;
            }
        }
        last
    }
}

/// The distance of two lines, as a part of the font size: room for the marks above Vietnamese capitals.
const LINE: f32 = 1.32;
