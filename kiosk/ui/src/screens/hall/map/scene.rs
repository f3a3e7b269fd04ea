//! What is on the map just now.

use egui::Rect;
use shared::catalogue::{AreaSpot, BoothSpot, Level, Plan, Stand};
use shared::geometry::{self, Point};
use shared::ids::BoothNumber;
use shared::route::{Destination, Route};

use super::super::super::DrawContext;
use super::camera::Camera;

/// The width of the line that shows the way, in millimetres.
pub(super) const WAY_MM: f32 = 2.6;

/// A level of the plan as it is looked at, and what is marked on it.
pub(super) struct Scene<'a> {
    pub(super) context: &'a DrawContext<'a>,
    pub(super) camera: Camera,
    pub(super) plan: &'a Plan,
    pub(super) level: &'a Level,
    /// Where this kiosk stands, if the plan says so.
    pub(super) stand: Option<&'a Stand>,
    /// What a way is asked to.
    pub(super) goal: Option<&'a Destination>,
    /// The booth whose card is open.
    pub(super) picked: Option<BoothNumber>,
    pub(super) route: Option<&'a Route>,
}

impl<'a> Scene<'a> {
    /// The booths of the level.
    pub(super) fn booths(&self) -> impl Iterator<Item = &'a BoothSpot> + use<'a> {
        let level = &self.level.id;
        self.plan
            .booths
            .iter()
            .filter(move |booth| booth.level == *level)
    }

    /// The areas of the level.
    pub(super) fn areas(&self) -> impl Iterator<Item = &'a AreaSpot> + use<'a> {
        let level = &self.level.id;
        self.plan
            .areas
            .iter()
            .filter(move |area| area.level == *level)
    }

    /// Whether a booth is the one that is looked for or touched.
    pub(super) fn is_chosen(&self, booth: BoothNumber) -> bool {
        let goal = || self.goal.and_then(Destination::booth);
        self.picked == Some(booth) || (self.picked.is_none() && goal() == Some(booth))
    }

    /// Whether all other booths stand back behind what is looked for.
    pub(super) fn stands_back(&self) -> bool {
        self.goal.is_some()
    }

    /// Whether words here would hide a booth or the way.
    pub(super) fn over_something(&self, place: Rect) -> bool {
        let mut booths = self.booths();
        booths.any(|booth| self.camera.rect(booth.rect()).intersects(place)) || self.over_way(place)
    }

    /// Whether there are booths in an area.
    pub(super) fn has_booths(&self, area: &AreaSpot) -> bool {
        let mut booths = self.booths();
        booths.any(|booth| geometry::contains(&area.outline, booth.rect().middle()))
    }

    /// Whether words here would hide the way.
    pub(super) fn over_way(&self, place: Rect) -> bool {
        let spots = self.route.map_or(&[][..], |route| &route.line);
        let place = place.expand(self.context.metrics.mm(WAY_MM));
        let corners: Vec<Point> = [place.left_top(), place.right_bottom()]
            .map(|corner| self.camera.plan(corner))
            .to_vec();
        let Some(place) = geometry::Rect::around(&corners) else {
            return false;
        };
        spots.windows(2).any(|pair| {
            let here = pair.iter().all(|spot| spot.level == self.level.id);
            let ends_in = pair.iter().any(|spot| place.holds(spot.at));
            here && (ends_in || geometry::crosses(&place.corners(), pair[0].at, pair[1].at))
        })
    }
}

/// What of a way is on a level, with its ends: what should be in sight at first. All of the level when nothing is.
pub(super) fn along(
    plan: &Plan,
    level: &Level,
    stand: Option<&Stand>,
    goal: Option<&Destination>,
    route: &Route,
) -> Vec<Point> {
    let line = route.line.iter().filter(|spot| spot.level == level.id);
    let mut points: Vec<Point> = line.map(|spot| spot.at).collect();
    if points.is_empty() {
        return level.outline.clone();
    }
    points.extend(goal_on(plan, level, goal).into_iter().flatten());
    points.extend(
        stand
            .filter(|stand| stand.level == level.id)
            .map(|stand| stand.at),
    );
    points
}

/// The outline of what is looked for, where that is on a level.
fn goal_on(plan: &Plan, level: &Level, goal: Option<&Destination>) -> Option<Vec<Point>> {
    let goal = goal.filter(|goal| goal.level(plan) == Some(level.id.as_str()))?;
    goal.outline(plan)
}

/// What is thinner than this, in metres, is a wall.
const WALL: f64 = 0.6;

/// Whether a block is a wall, and not something that stands on the floor.
pub(super) fn is_wall(block: &[Point]) -> bool {
    geometry::Rect::around(block).is_some_and(|around| {
        let (wide, high) = (
            around.most.x - around.least.x,
            around.most.y - around.least.y,
        );
        wide.min(high) < WALL
    })
}

/// The rectangle around a level.
pub(super) fn bounds(level: &Level) -> geometry::Rect {
    let nothing = geometry::Rect::sized(Point::new(0.0, 0.0), 0.0, 0.0);
    geometry::Rect::around(&level.outline).unwrap_or(nothing)
}
