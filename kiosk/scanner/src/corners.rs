//! The three corner squares of a symbol.

use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::qrcode::cpp_port::detector::FinderPatternSet;
use rxing::{Point, point};

/// Where the middles of a symbol's three corner squares are, in pixels of some picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Corners {
    /// The one at the symbol's own upper left.
    pub(super) tl: Point,
    /// At its upper right.
    pub(super) tr: Point,
    /// At its lower left.
    pub(super) bl: Point,
    /// Pixels a module, about.
    pub(super) module: f32,
    /// The one that was not seen and is only guessed to be there: under a thumb, torn off, in a reflex.
    pub(super) hidden: Option<Hidden>,
}

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    UpperLeft,
    UpperRight,
    LowerLeft,
}

/// A single square that looks like a corner of a symbol.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Square {
    /// Its middle.
    pub(super) at: Point,
    /// Pixels a module, about.
    pub(super) module: f32,
}

impl Square {
    /// The square as a picture shows it that is `factor` times as large.
    pub(super) fn scaled(&self, factor: f32) -> Self {
        Self {
            at: self.at * factor,
            module: self.module * factor,
        }
    }

    /// Whether this is the same square, found in another way.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        distance(self.at, other.at) < 3.0 * self.module.max(other.module)
    }

    /// The symbols that these two can be corners of, when the third is hidden. None when they are too unlike.
    pub(super) fn guesses(&self, other: &Self) -> Vec<Corners> {
        let (a, b) = (self.at, other.at);
        let module = f32::midpoint(self.module, other.module);
        let likeness = self.module / other.module;
        // Between the middles of two corner squares lie 14 modules at least, and on a ticket 30, or 42 across.
        let apart = distance(a, b) / module;
        if !(0.7..1.4).contains(&likeness) || !(13.0..70.0).contains(&apart) {
            return Vec::new();
        }
        let guess = |tl: Point, tr: Point, bl: Point, hidden| Corners {
            tl,
            tr,
            bl,
            module,
            hidden: Some(hidden),
        };
        let across = |from: Point, to: Point| {
            let way = to - from;
            point(-way.y, way.x)
        };
        let middle = (a + b) * 0.5;
        let half = across(a, b) * 0.5;
        vec![
            guess(a, b, a + across(a, b), Hidden::LowerLeft),
            guess(b, a, b + across(b, a), Hidden::LowerLeft),
            guess(a, a - across(a, b), b, Hidden::UpperRight),
            guess(b, b - across(b, a), a, Hidden::UpperRight),
            guess(middle - half, b, a, Hidden::UpperLeft),
            guess(middle + half, a, b, Hidden::UpperLeft),
        ]
    }
}

impl Corners {
    /// The corners as a picture shows them that is `factor` times as large.
    pub(super) fn scaled(&self, factor: f32) -> Self {
        Self {
            tl: self.tl * factor,
            tr: self.tr * factor,
            bl: self.bl * factor,
            module: self.module * factor,
            ..*self
        }
    }

    /// The corners moved by so many pixels.
    pub(super) fn moved(&self, by: Point) -> Self {
        Self {
            tl: self.tl + by,
            tr: self.tr + by,
            bl: self.bl + by,
            ..*self
        }
    }

    /// Whether these are the squares of the same symbol, found in another way.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        let near = |a: Point, b: Point| distance(a, b) < 3.0 * self.module.max(other.module);
        near(self.tl, other.tl) && near(self.tr, other.tr) && near(self.bl, other.bl)
    }
}

impl From<&ConcentricPattern> for Square {
    fn from(pattern: &ConcentricPattern) -> Self {
        Self {
            at: pattern.p,
            module: pattern.size as f32 / 7.0,
        }
    }
}

impl From<&FinderPatternSet> for Corners {
    fn from(set: &FinderPatternSet) -> Self {
        Self {
            tl: set.tl.p,
            tr: set.tr.p,
            bl: set.bl.p,
            module: (set.bl.size + set.tl.size + set.tr.size) as f32 / 21.0,
            hidden: None,
        }
    }
}

/// The length of a way.
pub(super) fn length(way: Point) -> f32 {
    way.x.hypot(way.y)
}

/// How far apart two places are.
pub(super) fn distance(a: Point, b: Point) -> f32 {
    length(point(a.x - b.x, a.y - b.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_squares_every_place_of_the_third_is_guessed() {
        let square = |x, y| Square {
            at: point(x, y),
            module: 4.0,
        };
        let (tl, tr, bl) = ((100.0, 60.0), (220.0, 60.0), (100.0, 180.0));
        for (a, b) in [(tl, tr), (tr, tl), (tl, bl), (bl, tl), (tr, bl), (bl, tr)] {
            let guesses = square(a.0, a.1).guesses(&square(b.0, b.1));
            let right = guesses.iter().filter(|guess| {
                let near = |place: Point, (x, y)| distance(place, point(x, y)) < 1.0;
                near(guess.tl, tl) && near(guess.tr, tr) && near(guess.bl, bl)
            });
            assert_eq!(right.count(), 1, "{a:?} and {b:?}");
        }
    }

    #[test]
    fn squares_of_unlike_size_or_too_near_or_far_are_no_pair() {
        let square = |x, module| Square {
            at: point(x, 0.0),
            module,
        };
        for (x, module) in [
            (120.0, 7.0),
            (20.0, 4.0),
            (900.0, 4.0),
            (0.0, 4.0),
            (120.0, 0.0),
        ] {
            assert!(square(0.0, 4.0).guesses(&square(x, module)).is_empty());
        }
    }
}
