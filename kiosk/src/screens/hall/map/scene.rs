//! What is on the map just now.

use egui::Rect;
use shared::catalogue::{AreaSpot, BoothSpot, Level, Plan, Stand};
use shared::geometry::{self, Point};
use shared::ids::BoothNumber;
use shared::route::Route;

use super::super::super::Glance;
use super::camera::Camera;

/// A level of the plan as it is looked at, and what is marked on it.
pub(super) struct Scene<'a> {
    pub(super) glance: &'a Glance<'a>,
    pub(super) camera: Camera,
    pub(super) plan: &'a Plan,
    pub(super) level: &'a Level,
    /// Where this kiosk stands, if the plan says so.
    pub(super) stand: Option<&'a Stand>,
    /// The booth that a way is asked to.
    pub(super) goal: Option<BoothNumber>,
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
        self.picked == Some(booth) || (self.picked.is_none() && self.goal == Some(booth))
    }

    /// Whether all other booths stand back behind the one that is looked for.
    pub(super) fn stands_back(&self) -> bool {
        self.goal.is_some()
    }

    /// Whether words here would hide a booth.
    pub(super) fn over_something(&self, place: Rect) -> bool {
        self.booths()
            .any(|booth| self.camera.rect(booth.rect()).intersects(place))
    }
}

/// What should be in sight at first: the way and both its ends, as far as they are on the level, else all of it.
pub(super) fn worth_seeing(
    plan: &Plan,
    level: &Level,
    stand: Option<&Stand>,
    goal: Option<BoothNumber>,
    route: Option<&Route>,
) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let goal = goal.and_then(|goal| plan.booth(goal));
    if let Some(goal) = goal.filter(|goal| goal.level == level.id) {
        points.extend(goal.rect().corners());
    }
    if let Some(route) = route {
        let here = route.line.iter().filter(|spot| spot.level == level.id);
        points.extend(here.map(|spot| spot.at));
    }
    if goal.is_none() || points.is_empty() {
        return level.outline.clone();
    }
    points.extend(
        stand
            .filter(|stand| stand.level == level.id)
            .map(|stand| stand.at),
    );
    points
}

/// The rectangle around a level.
pub(super) fn bounds(level: &Level) -> geometry::Rect {
    let nothing = geometry::Rect::sized(Point::new(0.0, 0.0), 0.0, 0.0);
    geometry::Rect::around(&level.outline).unwrap_or(nothing)
}
