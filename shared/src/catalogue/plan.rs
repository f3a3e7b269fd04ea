//! The floor plan: what stands where, and the ways between.
//!
//! It is data that organisers draw and kiosks show: outlines in metres, and a network of ways that people walk. Booths,
//! areas, places and kiosks need no junction of their own in the network: what stands beside a way is reached from its
//! nearest point.

mod spots;
mod ways;

pub use spots::{AreaSpot, BoothSpot, Place, PlaceKind, Side, Stand};
pub use ways::{Junction, Way, WayKind};

use serde::{Deserialize, Serialize};

use super::obstacle::Obstacle;
use super::{Localized, MediaFile};
use crate::geometry::Point;
use crate::ids::{BoothNumber, GateId, KioskId};

/// The floor plan of an exhibition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its floors, the lowest first.
    pub levels: Vec<Level>,
    /// The booths.
    pub booths: Vec<BoothSpot>,
    /// Where the areas of the catalogue are.
    pub areas: Vec<AreaSpot>,
    /// Entrances, toilets, water and what else visitors look for.
    pub places: Vec<Place>,
    /// Where kiosks stand: "you are here".
    pub stands: Vec<Stand>,
    /// The junctions of the network of ways: where ways meet, bend or end.
    pub knots: Vec<Junction>,
    /// The ways between junctions.
    pub ways: Vec<Way>,
}

/// One floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// A short name without spaces: `ground`.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// How high it is above the lowest, in metres.
    #[serde(default)]
    pub height: f64,
    /// Its outline.
    pub outline: Vec<Point>,
    /// Walls and what else can't be walked through or over, such as the edge of a terrace, an outline each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Vec<Point>>,
    /// What it was drawn on, where organisers have such a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<LevelBackground>,
}

/// A drawing or photograph of a level that organisers draw on. It stays on the server: kiosks neither load nor show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelBackground {
    /// The picture's file.
    pub file: MediaFile,
    /// Where its upper left corner lies.
    pub at: Point,
    /// How wide and how high it is, in metres.
    pub size: [f64; 2],
}

/// A place on a level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The level's name.
    pub level: String,
    /// Where on it.
    pub at: Point,
}

impl Plan {
    /// Reads a plan from JSON.
    ///
    /// # Errors
    /// What the JSON parser found, with line and column.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// Returns the level with this name.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// Returns where a booth stands.
    #[must_use]
    pub fn booth(&self, number: BoothNumber) -> Option<&BoothSpot> {
        self.booths.iter().find(|booth| booth.number == number)
    }

    /// Returns where an area is.
    #[must_use]
    pub fn area(&self, id: &str) -> Option<&AreaSpot> {
        self.areas.iter().find(|area| area.area == id)
    }

    /// Returns the place with this name.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// Returns the places of a kind, in the order of the plan. Where no place is an exit only, every entrance is one.
    pub fn places_of(&self, kind: PlaceKind) -> impl Iterator<Item = &Place> {
        let has = |kind| self.places.iter().any(|place| place.kind == kind);
        let kind = if kind == PlaceKind::Exit && !has(kind) {
            PlaceKind::Entrance
        } else {
            kind
        };
        self.places.iter().filter(move |place| place.kind == kind)
    }

    /// Returns the amenities that the plan has, the most wanted first.
    pub fn amenities(&self) -> impl Iterator<Item = PlaceKind> {
        let all = PlaceKind::AMENITIES.into_iter();
        all.filter(|kind| self.places_of(*kind).next().is_some())
    }

    /// Returns the junction with this name.
    #[must_use]
    pub fn knot(&self, id: &str) -> Option<&Junction> {
        self.knots.iter().find(|knot| knot.id == id)
    }

    /// Returns where a kiosk stands: where its own name is, else where its gate's is.
    #[must_use]
    pub fn stand(&self, kiosk: &KioskId, gate: Option<&GateId>) -> Option<&Stand> {
        let own = |stand: &&Stand| stand.kiosk.as_ref() == Some(kiosk);
        let of_gate = |stand: &&Stand| gate.is_some() && stand.gate.as_ref() == gate;
        let mut stands = self.stands.iter();
        stands
            .find(own)
            .or_else(|| self.stands.iter().find(of_gate))
    }

    /// Returns the stand that [`Stand::name`] calls so.
    #[must_use]
    pub fn stand_named(&self, name: &str) -> Option<&Stand> {
        let is = |of: Option<&str>| of == Some(name);
        let own = |stand: &&Stand| is(stand.kiosk.as_ref().map(KioskId::as_str));
        let of_gate = |stand: &&Stand| is(stand.gate.as_ref().map(GateId::as_str));
        let mut stands = self.stands.iter();
        (stands.find(own)).or_else(|| self.stands.iter().find(of_gate))
    }

    /// Returns what nobody can walk through on a level: its blocks and its booths.
    pub(crate) fn obstacles(&self, level: &str) -> Vec<Obstacle> {
        let blocks = self
            .level(level)
            .into_iter()
            .flat_map(|level| &level.blocks);
        let booths = self.booths.iter().filter(|booth| booth.level == level);
        let block = |outline: &Vec<Point>| Obstacle {
            booth: None,
            outline: outline.clone(),
        };
        let booth = |booth: &BoothSpot| Obstacle {
            booth: Some(booth.number),
            outline: booth.rect().corners().to_vec(),
        };
        blocks.map(block).chain(booths.map(booth)).collect()
    }
}
