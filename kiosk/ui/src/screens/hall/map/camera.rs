//! From metres of the plan to points of the glass, and back.

use egui::{Pos2, Rect, Vec2, pos2};
use shared::geometry::{self, Point, Quarters};

use crate::session::Sight;
use crate::theme::Metrics;

/// What part of a plan is drawn where, and which way up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Camera {
    quarters: Quarters,
    /// The point of the plan in the middle of the place.
    middle: Point,
    /// Points of the glass for a metre.
    per_metre: f32,
    place: Rect,
}

/// The largest scale, in millimetres of glass for a metre: a booth as wide as a hand.
const MOST_MM: f32 = 20.0;
/// How much of half the place may lie beyond the edge of the plan.
const ROOM: f64 = 0.08;

impl Camera {
    /// Puts all of these points into the place, with so much room around them, no larger than the largest scale.
    pub(super) fn around(
        place: Rect,
        m: &Metrics,
        quarters: Quarters,
        points: &[Point],
        room: f32,
        most_mm: f32,
    ) -> Option<Self> {
        let turned: Vec<Point> = points.iter().map(|point| quarters.turn(*point)).collect();
        let around = geometry::Rect::around(&turned)?;
        let (wide, high) = (
            (around.most.x - around.least.x).max(1.0) as f32,
            (around.most.y - around.least.y).max(1.0) as f32,
        );
        let free = (place.size() - Vec2::splat(2.0 * room)).max(Vec2::splat(1.0));
        let per_metre = (free.x / wide).min(free.y / high).min(m.mm(most_mm));
        Some(Self {
            quarters,
            middle: quarters.turn_back(around.middle()),
            per_metre,
            place,
        })
    }

    /// Looks at what the visitor has chosen, no farther away than this camera, which shows everything.
    pub(super) fn at(self, sight: Sight, m: &Metrics) -> Self {
        let least = self.per_metre;
        let most = m.mm(MOST_MM).max(least);
        Self {
            middle: sight.middle(),
            per_metre: m.mm(sight.mm_per_metre()).clamp(least, most),
            ..self
        }
    }

    /// Moved as little as it takes for nothing but the plan to be in sight, with a little room at its edges. Where it is
    /// smaller than the place, it stands in the middle.
    pub(super) fn within(self, bounds: geometry::Rect) -> Self {
        let corners = bounds.corners().map(|corner| self.quarters.turn(corner));
        let Some(turned) = geometry::Rect::around(&corners) else {
            return self;
        };
        let middle = self.quarters.turn(self.middle);
        let half = self.place.size() / (2.0 * self.per_metre);
        let keep = |at: f64, least: f64, most: f64, half: f32| {
            if most - least <= 2.0 * f64::from(half) {
                return least.midpoint(most);
            }
            let half = f64::from(half) * (1.0 - ROOM);
            at.clamp(
                (least + half).min(most - half),
                (most - half).max(least + half),
            )
        };
        let (least, most) = (turned.least, turned.most);
        let middle = Point::new(
            keep(middle.x, least.x, most.x, half.x),
            keep(middle.y, least.y, most.y, half.y),
        );
        Self {
            middle: self.quarters.turn_back(middle),
            ..self
        }
    }

    /// Whether it shows the same as another, to the eye.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let apart = self.glass(self.middle).distance(other.glass(self.middle));
        (self.per_metre / other.per_metre - 1.0).abs() < 0.01 && apart < 2.0
    }

    /// What it looks at, for the visit to remember.
    pub(super) fn sight(&self, m: &Metrics) -> Sight {
        Sight::new(self.middle, self.per_metre / m.mm(1.0))
    }

    /// The place it draws into.
    pub(super) fn place(&self) -> Rect {
        self.place
    }

    /// So many metres, in points.
    pub(super) fn metres(&self, metres: f32) -> f32 {
        metres * self.per_metre
    }

    /// Where a point of the plan is on the glass.
    pub(super) fn glass(&self, point: Point) -> Pos2 {
        let (point, middle) = (self.quarters.turn(point), self.quarters.turn(self.middle));
        self.place.center()
            + Vec2::new((point.x - middle.x) as f32, (point.y - middle.y) as f32) * self.per_metre
    }

    /// Where a rectangle of the plan is on the glass.
    pub(super) fn rect(&self, rect: geometry::Rect) -> Rect {
        Rect::from_two_pos(self.glass(rect.least), self.glass(rect.most))
    }

    /// The point of the plan that is drawn here.
    pub(super) fn plan(&self, at: Pos2) -> Point {
        let by = (at - self.place.center()) / self.per_metre;
        let middle = self.quarters.turn(self.middle);
        self.quarters.turn_back(Point::new(
            middle.x + f64::from(by.x),
            middle.y + f64::from(by.y),
        ))
    }

    /// Where a heading of the plan points on the glass, as a direction of one point's length.
    pub(super) fn direction(&self, heading: f64) -> Vec2 {
        let radians = heading.to_radians();
        let ahead = self
            .quarters
            .turn(Point::new(radians.sin(), -radians.cos()));
        Vec2::new(ahead.x as f32, ahead.y as f32)
    }

    /// So many times nearer, with what is drawn at a point of the glass staying there.
    pub(super) fn nearer(&self, times: f32, about: Pos2) -> Self {
        let by = about - self.place.center();
        let nearer = Self {
            per_metre: self.per_metre * times,
            ..*self
        };
        nearer.moved(by * times - by)
    }

    /// The part of the plan that lies so far to the right and down.
    pub(super) fn moved(&self, by: Vec2) -> Self {
        let middle = self.place.center() + by;
        Self {
            middle: self.plan(pos2(middle.x, middle.y)),
            ..*self
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::vec2;

    use super::*;

    fn camera(looking: f64) -> (Camera, Metrics) {
        let place = Rect::from_min_size(pos2(40.0, 100.0), vec2(800.0, 600.0));
        let m = Metrics::new(4.0, 1.0, vec2(1080.0, 1920.0));
        let corners = [Point::new(0.0, 0.0), Point::new(90.0, 60.0)];
        let quarters = Quarters::that_put_up(looking);
        (
            Camera::around(place, &m, quarters, &corners, 20.0, 99.0).unwrap(),
            m,
        )
    }

    #[test]
    fn whatever_is_drawn_somewhere_is_found_there() {
        for looking in [0.0, 90.0, 180.0, 270.0] {
            let (camera, _) = camera(looking);
            for point in [Point::new(3.0, 50.0), Point::new(88.0, 1.0)] {
                assert!(camera.place().contains(camera.glass(point)));
                assert!(camera.plan(camera.glass(point)).distance(point) < 1e-3);
            }
            assert!(
                camera.direction(looking).y < -0.99,
                "up is what one looks at"
            );
        }
    }

    #[test]
    fn what_is_between_the_fingers_stays_there_while_it_grows() {
        let (camera, _) = camera(90.0);
        let about = pos2(300.0, 250.0);
        let before = camera.plan(about);
        assert!(camera.nearer(1.7, about).plan(about).distance(before) < 1e-2);
    }

    #[test]
    fn nobody_gets_lost_beyond_the_plan_or_among_its_atoms() {
        let (whole, m) = camera(90.0);
        let bounds = geometry::Rect::sized(Point::new(0.0, 0.0), 90.0, 60.0);
        let far = whole
            .at(Sight::new(Point::new(900.0, -900.0), 500.0), &m)
            .within(bounds);
        assert!((far.per_metre - m.mm(MOST_MM)).abs() < 0.1);
        assert!(bounds.holds(far.middle), "{:?}", far.middle);
        let small = whole
            .at(Sight::new(Point::new(1.0, 1.0), 0.01), &m)
            .within(bounds);
        assert!(small.is_like(&whole) && !far.is_like(&whole));
    }
}
