//! Whether spots of a plan are inside their level and free.

use crate::catalogue::findings::{CataloguePart, FindingsAt, ProblemKind, ProblemPlace};
use crate::catalogue::{Plan, Stand};
use crate::geometry::{Point, contains};

/// Returns the place of problems of a stand.
pub(super) fn named(stand: &Stand) -> ProblemPlace {
    match (&stand.kiosk, &stand.gate) {
        (Some(kiosk), _) => ProblemPlace::new(CataloguePart::PlanKiosk, kiosk),
        (None, Some(gate)) => ProblemPlace::new(CataloguePart::PlanGate, gate),
        (None, None) => CataloguePart::PlanStand.into(),
    }
}

/// Checks that points are inside the outline of a level that there is.
pub(super) fn check_inside(plan: &Plan, at: &mut FindingsAt<'_>, level: &str, points: &[Point]) {
    let floor = plan.level(level);
    at.listed(floor.is_some(), CataloguePart::Level, level);
    if let Some(floor) = floor {
        let inside = points.iter().all(|point| contains(&floor.outline, *point));
        let level = level.to_owned();
        at.unless(inside, ProblemKind::OutsideLevel { level });
    }
}

/// Checks that nothing stands at a point.
pub(super) fn check_free(plan: &Plan, at: &mut FindingsAt<'_>, level: &str, point: Point) {
    let obstacles = plan.obstacles(level);
    let mut hit = obstacles.iter().filter(|it| contains(&it.outline, point));
    if let Some(hit) = hit.next() {
        let obstacle = hit.into();
        at.unless(false, ProblemKind::Inside { obstacle });
    }
}
