//! Draws line art in a square: round ends, round corners, one colour.

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// A pen over a square. Places are given from 0 to 1, from the upper left corner.
pub(crate) struct Pen<'a> {
    painter: &'a Painter,
    square: Rect,
    stroke: Stroke,
}

/// How many pieces a bend is drawn with.
const PIECES: usize = 40;

impl<'a> Pen<'a> {
    /// A pen over the largest square in the middle of `rect`; `width` is its line as a part of the square's side.
    pub(crate) fn new(painter: &'a Painter, rect: Rect, width: f32, colour: Color32) -> Self {
        let side = rect.width().min(rect.height());
        Self {
            painter,
            square: Rect::from_center_size(rect.center(), vec2(side, side)),
            stroke: Stroke::new((side * width).max(1.0), colour),
        }
    }

    /// The same pen with another line.
    pub(crate) fn finer(&self, part: f32) -> Self {
        Self {
            painter: self.painter,
            square: self.square,
            stroke: Stroke::new((self.stroke.width * part).max(1.0), self.stroke.color),
        }
    }

    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        pos2(
            self.square.left() + x * self.square.width(),
            self.square.top() + y * self.square.height(),
        )
    }

    /// A line through these places.
    pub(crate) fn line(&self, places: &[(f32, f32)]) {
        let points: Vec<Pos2> = places.iter().map(|place| self.at(*place)).collect();
        // egui's lines end square and meet in points: single pieces with a dot on every end are round.
        for point in &points {
            self.painter
                .circle_filled(*point, self.stroke.width / 2.0, self.stroke.color);
        }
        for piece in points.windows(2) {
            self.painter.line_segment([piece[0], piece[1]], self.stroke);
        }
    }

    /// A smooth line through these places, with round ends.
    fn curve(&self, places: &[(f32, f32)]) {
        let points: Vec<Pos2> = places.iter().map(|place| self.at(*place)).collect();
        for end in points.first().into_iter().chain(points.last()) {
            self.painter
                .circle_filled(*end, self.stroke.width / 2.0, self.stroke.color);
        }
        self.painter.add(Shape::line(points, self.stroke));
    }

    /// A closed line through these places.
    pub(crate) fn ring(&self, places: &[(f32, f32)]) {
        let mut closed = places.to_vec();
        closed.extend(places.first().copied());
        self.line(&closed);
    }

    /// A filled shape without dents.
    pub(crate) fn fill(&self, places: &[(f32, f32)]) {
        let points = places.iter().map(|place| self.at(*place)).collect();
        self.painter.add(Shape::convex_polygon(
            points,
            self.stroke.color,
            Stroke::NONE,
        ));
    }

    /// A circle's outline.
    pub(crate) fn circle(&self, centre: (f32, f32), radius: f32) {
        self.painter
            .circle_stroke(self.at(centre), radius * self.square.width(), self.stroke);
    }

    /// A filled circle.
    pub(crate) fn dot(&self, centre: (f32, f32), radius: f32) {
        self.painter.circle_filled(
            self.at(centre),
            radius * self.square.width(),
            self.stroke.color,
        );
    }

    /// A part of a circle, from one angle to another in turns: 0 is right, 0.25 is down.
    pub(crate) fn arc(&self, centre: (f32, f32), radius: f32, from: f32, to: f32) {
        self.curve(&arc(centre, radius, from, to));
    }

    /// A bend from one place to another, pulled towards a third.
    pub(crate) fn bend(&self, from: (f32, f32), pull: (f32, f32), to: (f32, f32)) {
        self.curve(&bend(from, pull, to));
    }

    /// A rectangle's outline with rounded corners.
    pub(crate) fn frame(&self, from: (f32, f32), to: (f32, f32), radius: f32) {
        let corner = (radius * self.square.width()).min(255.0) as u8;
        self.painter.rect_stroke(
            Rect::from_two_pos(self.at(from), self.at(to)),
            CornerRadius::same(corner),
            self.stroke,
            StrokeKind::Middle,
        );
    }
}

/// The places of a part of a circle.
pub(crate) fn arc(centre: (f32, f32), radius: f32, from: f32, to: f32) -> Vec<(f32, f32)> {
    (0..=PIECES)
        .map(|piece| {
            let turn = from + (to - from) * piece as f32 / PIECES as f32;
            let (sin, cos) = (turn * std::f32::consts::TAU).sin_cos();
            (centre.0 + radius * cos, centre.1 + radius * sin)
        })
        .collect()
}

/// The places of a bend from one place to another, pulled towards a third.
pub(crate) fn bend(from: (f32, f32), pull: (f32, f32), to: (f32, f32)) -> Vec<(f32, f32)> {
    (0..=PIECES)
        .map(|piece| {
            let t = piece as f32 / PIECES as f32;
            let mix = |a: f32, b: f32, c: f32| {
                (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c
            };
            (mix(from.0, pull.0, to.0), mix(from.1, pull.1, to.1))
        })
        .collect()
}
