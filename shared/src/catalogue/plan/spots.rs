//! What stands on a plan: booths, areas, places and kiosks.

use serde::{Deserialize, Serialize};

use crate::catalogue::Localized;
use crate::geometry::{Point, Rect};
use crate::ids::{BoothNumber, GateId, KioskId};

/// Where a booth stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BoothSpot {
    /// The booth.
    pub number: BoothNumber,
    /// The level's name.
    pub level: String,
    /// The corner with the least `x` and `y`.
    pub at: Point,
    /// How wide (`x`) and how high (`y`) it is drawn, in metres.
    pub size: [f64; 2],
    /// The side from which visitors look at it.
    pub front: Side,
}

impl BoothSpot {
    /// Returns the floor it takes up.
    #[must_use]
    pub fn rect(&self) -> Rect {
        let [width, height] = self.size;
        Rect::sized(self.at, width, height)
    }

    /// Returns the middle of its front, where a route ends.
    #[must_use]
    pub fn door(&self) -> Point {
        let [upper_left, upper_right, lower_right, lower_left] = self.rect().corners();
        let (a, b) = match self.front {
            Side::Up => (upper_left, upper_right),
            Side::Right => (upper_right, lower_right),
            Side::Down => (lower_left, lower_right),
            Side::Left => (upper_left, lower_left),
        };
        a.towards(b, 0.5)
    }
}

/// A side of a booth on the plan as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Towards the top of the plan.
    Up,
    /// Towards its right.
    Right,
    /// Towards its bottom.
    Down,
    /// Towards its left.
    Left,
}

/// Where an area of the catalogue is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AreaSpot {
    /// The area's name in the catalogue: `demonstration`.
    pub area: String,
    /// The level's name.
    pub level: String,
    /// Its outline.
    pub outline: Vec<Point>,
    /// Where one enters it: where a route ends.
    pub door: Point,
}

/// Something that visitors look for, or turn at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// A short name without spaces: `toilets-west`.
    pub id: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Its own name, where it has one: "Lò gốm cổ".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Localized>,
    /// The level's name.
    pub level: String,
    /// Where on it.
    pub at: Point,
    /// The gate it is, for entrances and exits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateId>,
}

/// What a place is. Kiosks have a symbol and a word for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A way in, or in and out.
    Entrance,
    /// A way out only.
    Exit,
    /// Toilets.
    Toilets,
    /// A toilet with room for a wheelchair.
    AccessibleToilet,
    /// Drinking water.
    Water,
    /// First aid.
    FirstAid,
    /// A lift.
    Lift,
    /// A ramp.
    Ramp,
    /// Stairs, or a few steps.
    Stairs,
    /// A desk where people help.
    Information,
    /// Seats.
    Seats,
    /// Something everyone sees, to turn at: a kiln, a statue.
    Landmark,
}

impl PlaceKind {
    /// What visitors ask the way to, the most wanted first.
    pub const AMENITIES: [Self; 8] = [
        Self::Toilets,
        Self::AccessibleToilet,
        Self::Water,
        Self::FirstAid,
        Self::Information,
        Self::Lift,
        Self::Seats,
        Self::Exit,
    ];
}

/// Where a kiosk stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stand {
    /// The kiosk, by its own name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kiosk: Option<KioskId>,
    /// Or any kiosk of this gate that has no stand of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateId>,
    /// The level's name.
    pub level: String,
    /// Where on it.
    pub at: Point,
    /// Which way its screen faces: degrees clockwise from the top of the plan. Who reads it looks the other way.
    pub facing: u16,
}

impl Stand {
    /// Returns the name by which links and codes call it: its kiosk's, else its gate's.
    #[must_use]
    pub fn name(&self) -> &str {
        let gate = self.gate.as_ref().map(GateId::as_str);
        (self.kiosk.as_ref().map(KioskId::as_str))
            .or(gate)
            .unwrap_or_default()
    }

    /// Returns which way someone looks who reads the kiosk's screen: degrees clockwise from the top of the plan, from 0
    /// to under 360.
    #[must_use]
    pub fn looking(&self) -> f64 {
        (f64::from(self.facing) + 180.0).rem_euclid(360.0)
    }
}
