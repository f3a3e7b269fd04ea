//! What a visitor is shown the way to: what kiosks and phones have pages for.

use super::{Goal, Route, Sentence};
use crate::catalogue::Plan;
use crate::geometry::Point;
use crate::ids::BoothNumber;

/// Where a visitor is led.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Destination {
    /// To a booth.
    Booth(BoothNumber),
    /// To an area, by the catalogue's name of it: where artisans work, where visitors try for themselves.
    Area(String),
}

impl Destination {
    /// Where a route to it ends.
    #[must_use]
    pub fn goal(&self) -> Goal {
        match self {
            Self::Booth(number) => Goal::Booth(*number),
            Self::Area(id) => Goal::Area(id.clone()),
        }
    }

    /// The booth that it is.
    #[must_use]
    pub fn booth(&self) -> Option<BoothNumber> {
        match self {
            Self::Booth(number) => Some(*number),
            Self::Area(_) => None,
        }
    }

    /// The level that it is on; `None` when it is not on the plan.
    #[must_use]
    pub fn level<'a>(&self, plan: &'a Plan) -> Option<&'a str> {
        match self {
            Self::Booth(number) => plan.booth(*number).map(|spot| spot.level.as_str()),
            Self::Area(id) => plan.area(id).map(|spot| spot.level.as_str()),
        }
    }

    /// The outline of the floor that it takes up; `None` when it is not on the plan.
    #[must_use]
    pub fn outline(&self, plan: &Plan) -> Option<Vec<Point>> {
        match self {
            Self::Booth(number) => plan
                .booth(*number)
                .map(|spot| spot.rect().corners().to_vec()),
            Self::Area(id) => plan.area(id).map(|spot| spot.outline.clone()),
        }
    }

    /// What is said where a route to it ends. `name` is what people call it; a booth goes by its number.
    #[must_use]
    pub fn arrival<'a>(&self, route: &Route, name: &'a str) -> Sentence<'a> {
        match self {
            Self::Booth(number) => route.arrives(*number),
            Self::Area(_) => route.arrives_at(name),
        }
    }
}

impl From<BoothNumber> for Destination {
    fn from(number: BoothNumber) -> Self {
        Self::Booth(number)
    }
}
