//! Points, rectangles and outlines on a floor, in metres.
//!
//! `x` grows to the right and `y` downwards, as on a screen. Outlines are given by their corners in order; the last
//! is joined to the first.

use serde::{Deserialize, Serialize};

/// A place on a floor, in metres; written as `[x, y]`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct Point {
    /// Metres to the right.
    pub x: f64,
    /// Metres down.
    pub y: f64,
}

/// Shapes that touch within a centimetre do not overlap: plans are drawn by hand.
const TOUCH: f64 = 0.01;

impl Point {
    /// Returns the point `x` metres to the right and `y` metres down.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Returns the metres to another point.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (other.x - self.x).hypot(other.y - self.y)
    }

    /// Returns the point a share of the way to another: 0 is here, 1 is there.
    #[must_use]
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self {
            x: self.x + (other.x - self.x) * share,
            y: self.y + (other.y - self.y) * share,
        }
    }

    /// Returns the direction of another point from here: degrees clockwise from up, from 0 to under 360.
    #[must_use]
    pub fn heading(self, other: Self) -> f64 {
        let degrees = (other.x - self.x).atan2(self.y - other.y).to_degrees();
        degrees.rem_euclid(360.0)
    }

    /// Returns the share of the way from `a` to `b` at which the line comes closest to here, from 0 to 1.
    #[must_use]
    pub fn nearest_on(self, a: Self, b: Self) -> f64 {
        let (x, y) = (b.x - a.x, b.y - a.y);
        let square = x * x + y * y;
        if square == 0.0 {
            return 0.0;
        }
        (((self.x - a.x) * x + (self.y - a.y) * y) / square).clamp(0.0, 1.0)
    }

    /// Twice the area of the triangle to two others: positive when `b` is clockwise from `a`, on a screen.
    fn cross(self, a: Self, b: Self) -> f64 {
        (a.x - self.x) * (b.y - self.y) - (a.y - self.y) * (b.x - self.x)
    }
}

impl From<[f64; 2]> for Point {
    fn from([x, y]: [f64; 2]) -> Self {
        Self { x, y }
    }
}

impl From<Point> for [f64; 2] {
    fn from(point: Point) -> Self {
        [point.x, point.y]
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// The corner with the least `x` and `y`.
    pub least: Point,
    /// The corner with the greatest.
    pub most: Point,
}

impl Rect {
    /// Returns the rectangle with one corner here, so wide and so high.
    #[must_use]
    pub fn sized(corner: Point, width: f64, height: f64) -> Self {
        Self {
            least: corner,
            most: Point::new(corner.x + width, corner.y + height),
        }
    }

    /// Returns the smallest rectangle around some points; `None` around none.
    #[must_use]
    pub fn around(points: &[Point]) -> Option<Self> {
        let first = points.first()?;
        let both = |rect: Self, point: &Point| Self {
            least: Point::new(rect.least.x.min(point.x), rect.least.y.min(point.y)),
            most: Point::new(rect.most.x.max(point.x), rect.most.y.max(point.y)),
        };
        let start = Self {
            least: *first,
            most: *first,
        };
        Some(points.iter().fold(start, both))
    }

    /// Returns its four corners, clockwise on a screen.
    #[must_use]
    pub fn corners(self) -> [Point; 4] {
        let Self { least, most } = self;
        [
            least,
            Point::new(most.x, least.y),
            most,
            Point::new(least.x, most.y),
        ]
    }

    /// Returns its middle.
    #[must_use]
    pub fn middle(self) -> Point {
        self.least.towards(self.most, 0.5)
    }

    /// Returns whether a point is in it or on its edge.
    #[must_use]
    pub fn holds(self, point: Point) -> bool {
        let Self { least, most } = self;
        (least.x..=most.x).contains(&point.x) && (least.y..=most.y).contains(&point.y)
    }

    /// Returns the metres from a point outside to its edge; 0 inside.
    #[must_use]
    pub fn distance(self, point: Point) -> f64 {
        let aside = |at: f64, least: f64, most: f64| (least - at).max(at - most).max(0.0);
        let x = aside(point.x, self.least.x, self.most.x);
        x.hypot(aside(point.y, self.least.y, self.most.y))
    }

    /// Returns whether two share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let apart =
            |a: Self, b: Self| a.most.x <= b.least.x + TOUCH || a.most.y <= b.least.y + TOUCH;
        !apart(self, other) && !apart(other, self)
    }
}

/// How a plan is turned before it is drawn, in quarters of a turn: so that what a reader looks at is up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Quarters(u8);

impl Quarters {
    /// Returns the quarters after which a heading, in degrees clockwise from the top of the plan, points up; the
    /// nearest there are, for a heading in between.
    #[must_use]
    pub fn that_put_up(heading: f64) -> Self {
        let against = (heading.rem_euclid(360.0) / 90.0).round() as u8 % 4;
        Self((4 - against) % 4)
    }

    /// Returns where a point of the plan is once the plan is turned clockwise around its corner.
    #[must_use]
    pub fn turn(self, point: Point) -> Point {
        let Point { x, y } = point;
        match self.0 {
            0 => point,
            1 => Point::new(-y, x),
            2 => Point::new(-x, -y),
            _ => Point::new(y, -x),
        }
    }

    /// Returns where a point of the turned plan was before.
    #[must_use]
    pub fn turn_back(self, point: Point) -> Point {
        Self((4 - self.0) % 4).turn(point)
    }
}

/// Returns whether a point is inside an outline; on its edge, it may be either.
#[must_use]
pub fn contains(outline: &[Point], point: Point) -> bool {
    let mut inside = false;
    for (a, b) in edges(outline) {
        if (a.y > point.y) != (b.y > point.y) {
            let share = (point.y - a.y) / (b.y - a.y);
            inside ^= point.x < a.x + (b.x - a.x) * share;
        }
    }
    inside
}

/// Returns whether a line from `a` to `b` goes through the inside of an outline: touching its edge is not enough.
#[must_use]
pub fn crosses(outline: &[Point], a: Point, b: Point) -> bool {
    // The line is cut where it meets an edge; it crosses when the middle of any piece is inside.
    let mut cuts = vec![0.0, 1.0];
    for (c, d) in edges(outline) {
        let (from, to) = (c.cross(d, a), c.cross(d, b));
        if (from > 0.0) != (to > 0.0) || from == 0.0 || to == 0.0 {
            let share = from / (from - to);
            if share.is_finite() {
                cuts.push(share.clamp(0.0, 1.0));
            }
        }
    }
    cuts.sort_by(f64::total_cmp);
    let length = a.distance(b);
    cuts.windows(2).any(|cut| match cut {
        [from, to] => {
            let middle = a.towards(b, from.midpoint(*to));
            (to - from) * length > TOUCH && deep_inside(outline, middle)
        }
        _ => false,
    })
}

/// Returns whether an outline has an inside, and no two of its edges cross.
#[must_use]
pub fn is_simple(outline: &[Point]) -> bool {
    let area: f64 = edges(outline).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
    if area.abs() < TOUCH {
        return false;
    }
    let edges: Vec<_> = edges(outline).collect();
    let mut pairs = edges
        .iter()
        .enumerate()
        .flat_map(|(at, edge)| edges.iter().skip(at + 1).map(move |other| (edge, other)));
    !pairs.any(|((a, b), (c, d))| {
        let apart = |p: f64, q: f64| (p > 0.0 && q < 0.0) || (p < 0.0 && q > 0.0);
        apart(a.cross(*b, *c), a.cross(*b, *d)) && apart(c.cross(*d, *a), c.cross(*d, *b))
    })
}

/// Inside, and not within a touch of the edge.
fn deep_inside(outline: &[Point], point: Point) -> bool {
    let at_edge =
        |(a, b): (Point, Point)| point.distance(a.towards(b, point.nearest_on(a, b))) <= TOUCH;
    contains(outline, point) && !edges(outline).any(at_edge)
}

/// Returns the edges of an outline, the last one back to the first corner.
fn edges(outline: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    let next = outline.iter().cycle().skip(1);
    outline.iter().copied().zip(next.copied())
}

#[cfg(test)]
mod tests;
