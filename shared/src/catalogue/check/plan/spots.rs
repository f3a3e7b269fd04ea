//! Whether spots of a plan are inside their level and free.

use crate::catalogue::findings::FindingsAt;
use crate::catalogue::{Obstacle, Plan, Stand};
use crate::geometry::{Point, contains};

/// Returns the name of a stand for problems.
pub(super) fn named(stand: &Stand) -> String {
    match (&stand.kiosk, &stand.gate) {
        (Some(kiosk), _) => format!("plan stand of kiosk {kiosk}"),
        (None, Some(gate)) => format!("plan stand of gate {gate}"),
        (None, None) => "plan stand".to_owned(),
    }
}

/// Returns the name of an obstacle for problems.
pub(super) fn obstacle_name(obstacle: &Obstacle) -> String {
    let booth = obstacle.booth.map(|number| format!("booth {number}"));
    booth.unwrap_or_else(|| "a wall".to_owned())
}

/// Checks that points are inside the outline of a level that there is.
pub(super) fn check_inside(plan: &Plan, at: &mut FindingsAt<'_>, level: &str, points: &[Point]) {
    let floor = plan.level(level);
    at.listed(floor.is_some(), "level", level);
    if let Some(floor) = floor {
        let inside = points.iter().all(|point| contains(&floor.outline, *point));
        at.unless(inside, format_args!("outside the outline of level {level}"));
    }
}

/// Checks that nothing stands at a point.
pub(super) fn check_free(plan: &Plan, at: &mut FindingsAt<'_>, level: &str, point: Point) {
    let obstacles = plan.obstacles(level);
    let mut hit = obstacles.iter().filter(|it| contains(&it.outline, point));
    if let Some(hit) = hit.next() {
        at.unless(false, format_args!("inside {}", obstacle_name(hit)));
    }
}
