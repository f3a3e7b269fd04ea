//! Lines under one another, as large as their place allows: the words of every full-screen message.

use egui::{Color32, Rect, Ui, Vec2, pos2, vec2};

use super::words::Look;
use crate::theme::{Metrics, Weight, mm};

/// One line, which may break into rows.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    text: &'a str,
    weight: Weight,
    /// Capitals in millimetres where there is room, and where there is little.
    most: f32,
    least: f32,
    /// The space above it, in millimetres.
    before: f32,
    rows: usize,
    heading: bool,
}

impl<'a> Line<'a> {
    /// What it is about: the largest on the screen.
    pub(super) fn title(text: &'a str, most: f32) -> Self {
        Self {
            weight: Weight::Bold,
            heading: true,
            least: mm::HEADING,
            rows: 3,
            ..Self::new(text, most)
        }
    }

    /// What to do next.
    pub(super) fn next(text: &'a str, most: f32) -> Self {
        Self {
            weight: Weight::SemiBold,
            before: 5.0,
            least: 6.0,
            ..Self::new(text, most)
        }
    }

    /// Running text.
    pub(super) fn new(text: &'a str, most: f32) -> Self {
        Self {
            text,
            weight: Weight::Regular,
            most: most.max(mm::TEXT),
            least: mm::TEXT,
            before: 4.0,
            rows: usize::MAX,
            heading: false,
        }
    }

    /// In so many rows at most.
    pub(super) fn rows(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// With so many millimetres above it.
    pub(super) fn before(self, before: f32) -> Self {
        Self { before, ..self }
    }

    fn look(&self, m: &Metrics, part: f32, ink: Color32, centred: bool) -> Look {
        // The least is the least whatever the visitor has chosen: what fits a screen at all fits it then too.
        let least = self.least / m.text_scale();
        let size = least + (self.most - least).max(0.0) * part;
        let look = Look::new(m, size, self.weight, ink).even();
        let look = if self.heading { look.heading() } else { look };
        if centred { look.centred() } else { look }
    }
}

/// Lines under one another.
#[derive(Debug, Clone)]
pub(super) struct Stack<'a> {
    lines: Vec<Line<'a>>,
    ink: Color32,
    centred: bool,
}

/// Lines with their sizes, ready to be written.
#[derive(Debug)]
pub(super) struct Sized<'a> {
    lines: Vec<(Look, &'a str, f32)>,
    width: f32,
    /// The height of all, in points.
    pub(super) height: f32,
}

/// The steps in which letters shrink from the most to the least.
const STEPS: u8 = 12;

impl<'a> Stack<'a> {
    /// No lines yet.
    pub(super) fn new(ink: Color32, centred: bool) -> Self {
        Self {
            lines: Vec::new(),
            ink,
            centred,
        }
    }

    /// With one line more.
    pub(super) fn with(mut self, line: Line<'a>) -> Self {
        self.lines.push(line);
        self
    }

    /// With more lines.
    pub(super) fn and(mut self, lines: impl IntoIterator<Item = Line<'a>>) -> Self {
        self.lines.extend(lines);
        self
    }

    /// The lines at the largest sizes at which all of them fit; at the least where they never do.
    pub(super) fn size(&self, ui: &Ui, m: &Metrics, room: Vec2) -> Sized<'a> {
        let mut sized = self.at(ui, m, room.x, 0);
        for step in (1..=STEPS).rev() {
            let larger = self.at(ui, m, room.x, step);
            if larger.height <= room.y {
                sized = larger;
                break;
            }
        }
        sized
    }

    fn at(&self, ui: &Ui, m: &Metrics, width: f32, step: u8) -> Sized<'a> {
        let mut height = 0.0;
        let lines = self.lines.iter().enumerate().map(|(index, line)| {
            // A line of few rows shrinks by itself until it keeps to them, and no word is ever broken.
            let look = (0..=step).rev().find_map(|step| {
                let part = f32::from(step) / f32::from(STEPS);
                let look = line.look(m, part, self.ink, self.centred);
                let fits = look.rows_at(ui, line.text, width) <= line.rows
                    && look.longest_word(ui, line.text) <= width;
                (fits || step == 0).then_some(look)
            });
            let look = look.unwrap_or_else(|| line.look(m, 0.0, self.ink, self.centred));
            let before = if index == 0 { 0.0 } else { m.mm(line.before) };
            height += before + look.height(ui, line.text, width);
            (look, line.text, before)
        });
        let lines = lines.collect();
        Sized {
            lines,
            width,
            height,
        }
    }
}

impl Sized<'_> {
    /// Writes the lines from a place on downwards; answers with where they end.
    pub(super) fn write(self, ui: &mut Ui, left: f32, top: f32) -> f32 {
        let mut top = top;
        for (look, text, before) in self.lines {
            top += before;
            let room = vec2(self.width, look.height(ui, text, self.width));
            look.write(ui, Rect::from_min_size(pos2(left, top), room), text);
            top += room.y;
        }
        top
    }
}
