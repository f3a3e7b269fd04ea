//! What a visitor is shown the way to: what kiosks and phones have pages for.

use super::{Route, Sentence, place_sentence};
use crate::catalogue::{Place, PlaceKind, Plan};
use crate::geometry::Point;
use crate::ids::BoothNumber;

/// Where a visitor is led.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Destination {
    /// To a booth.
    Booth(BoothNumber),
    /// To an area, by the catalogue's name of it: where artisans work, where visitors try for themselves.
    Area(String),
    /// To a place of the plan, by its name: the toilets in the west.
    Place(String),
    /// To the nearest place of a kind.
    Nearest(PlaceKind),
}

impl Destination {
    /// Returns the booth that it is.
    #[must_use]
    pub fn booth(&self) -> Option<BoothNumber> {
        match self {
            Self::Booth(number) => Some(*number),
            Self::Area(_) | Self::Place(_) | Self::Nearest(_) => None,
        }
    }

    /// Returns the destination with the nearest of a kind replaced by the place at which a route to it ends.
    #[must_use]
    pub fn found(&self, plan: &Plan, route: Option<&Route>) -> Self {
        let Self::Nearest(kind) = self else {
            return self.clone();
        };
        let end = route.and_then(|route| route.line.last());
        let is_end =
            |place: &&Place| end.is_some_and(|end| end.level == place.level && end.at == place.at);
        let found = plan.places_of(*kind).find(is_end);
        found.map_or_else(|| self.clone(), |place| Self::Place(place.id.clone()))
    }

    /// Returns the place of the plan that it is; of the nearest of a kind, the first one, see [`found`](Self::found).
    #[must_use]
    pub fn place<'a>(&self, plan: &'a Plan) -> Option<&'a Place> {
        match self {
            Self::Booth(_) | Self::Area(_) => None,
            Self::Place(id) => plan.place(id),
            Self::Nearest(kind) => plan.places_of(*kind).next(),
        }
    }

    /// Returns the level that it is on; `None` when it is not on the plan.
    #[must_use]
    pub fn level<'a>(&self, plan: &'a Plan) -> Option<&'a str> {
        match self {
            Self::Booth(number) => plan.booth(*number).map(|spot| spot.level.as_str()),
            Self::Area(id) => plan.area(id).map(|spot| spot.level.as_str()),
            Self::Place(_) | Self::Nearest(_) => self.place(plan).map(|place| place.level.as_str()),
        }
    }

    /// Returns the outline of the floor that it takes up; `None` when it is not on the plan.
    #[must_use]
    pub fn outline(&self, plan: &Plan) -> Option<Vec<Point>> {
        match self {
            Self::Booth(number) => plan
                .booth(*number)
                .map(|spot| spot.rect().corners().to_vec()),
            Self::Area(id) => plan.area(id).map(|spot| spot.outline.clone()),
            Self::Place(_) | Self::Nearest(_) => self.place(plan).map(|place| vec![place.at]),
        }
    }

    /// Returns what is said where a route to it ends. `name` is what people call it; a booth goes by its number.
    #[must_use]
    pub fn arrival<'a>(&self, route: &Route, name: &'a str) -> Sentence<'a> {
        match self {
            Self::Booth(number) => route.arrives(*number),
            Self::Area(_) | Self::Place(_) | Self::Nearest(_) => route.arrives_at(name),
        }
    }
}

impl From<BoothNumber> for Destination {
    fn from(number: BoothNumber) -> Self {
        Self::Booth(number)
    }
}

/// Returns what a kind of place is called in an address: `first-aid`.
#[must_use]
pub fn place_word(kind: PlaceKind) -> &'static str {
    let sentence = place_sentence(kind);
    sentence.strip_prefix("place-").unwrap_or(sentence)
}

/// Returns the amenity that an address calls so.
#[must_use]
pub fn amenity(word: &str) -> Option<PlaceKind> {
    let mut all = PlaceKind::AMENITIES.into_iter();
    all.find(|kind| place_word(*kind) == word)
}
