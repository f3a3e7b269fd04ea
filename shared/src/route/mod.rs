//! The way to a booth or place: the shortest over the network of ways of a plan, in metres, minutes and turns.
//!
//! Pure and the same on every machine: lengths are whole millimetres, and what is equally near goes by its order in
//! the plan. There are no words in a route; kiosks and phones put it into the visitor's language.

mod destination;
mod joint;
mod legs;
mod network;
mod search;
mod sentences;

pub use destination::{Destination, amenity, place_word};
pub use network::Network;
pub use sentences::{SENTENCES, Sentence, SentencePart, place_sentence};

use serde::{Deserialize, Serialize};

use crate::catalogue::{Spot, Stand, WayKind};

/// Which ways a visitor can take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// All of them.
    #[default]
    Any,
    /// Only those without a step: floors, ramps and lifts.
    StepFree,
}

impl Need {
    /// Returns whether it allows a way of this kind.
    #[must_use]
    pub fn allows(self, kind: WayKind) -> bool {
        self == Self::Any || kind.is_step_free()
    }
}

/// Where a visitor sets out: a spot, and which way they look, in degrees clockwise from the top of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// The spot.
    pub spot: Spot,
    /// Which way they look; `None` where that is not known, as on a phone.
    pub looking: Option<f64>,
}

impl Start {
    /// In front of a kiosk, looking at its screen.
    #[must_use]
    pub fn at(stand: &Stand) -> Self {
        Self {
            spot: Spot {
                level: stand.level.clone(),
                at: stand.at,
            },
            looking: Some(stand.looking()),
        }
    }
}

/// A route.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Its length in millimetres.
    pub length_mm: u64,
    /// The spots it goes through, from the start to the goal, to be drawn as a line.
    pub line: Vec<Spot>,
    /// What to say: one leg after the other.
    pub legs: Vec<Leg>,
    /// On which side the goal is when one arrives.
    pub arrival: Arrival,
}

/// Millimetres that people walk in a minute in a hall full of others, children and grandparents with them.
const MM_A_MINUTE: u64 = 60_000;

impl Route {
    /// Returns its length in metres, rounded.
    #[must_use]
    pub fn metres(&self) -> u64 {
        (self.length_mm + 500) / 1000
    }

    /// Returns how many minutes it takes at a stroll, at least one; a lift counts one more.
    #[must_use]
    pub fn minutes(&self) -> u64 {
        let lifts = self.legs.iter().filter(|leg| leg.kind == WayKind::Lift);
        (self.length_mm.div_ceil(MM_A_MINUTE) + lifts.count() as u64).max(1)
    }
}

/// A part of a route that is said in one breath: "left at the kiln, 20 metres".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// Which way one turns to set out on it; the first from how one stands.
    pub turn: Turn,
    /// The place at which one turns, by its name in the plan.
    pub mark: Option<String>,
    /// What one walks on.
    pub kind: WayKind,
    /// Its length in millimetres.
    pub length_mm: u64,
    /// The level on which it ends, by its name.
    pub level: String,
}

impl Leg {
    /// Returns its length in metres, rounded, at least one.
    #[must_use]
    pub fn metres(&self) -> u64 {
        ((self.length_mm + 500) / 1000).max(1)
    }
}

coded! {
    /// Which way to turn.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Turn {
        /// Straight on; or whichever way there is, out of a lift.
        Ahead = "ahead",
        /// To the left.
        Left = "left",
        /// To the right.
        Right = "right",
        /// All the way round.
        Back = "back",
        /// Not to be said, because nobody knows which way the visitor looks.
        Unknown = "unknown",
    }
}

impl Turn {
    /// Returns the turn from one heading to another, both in degrees clockwise from the top of the plan.
    #[must_use]
    pub fn between(looking: f64, going: f64) -> Self {
        match (going - looking).rem_euclid(360.0) {
            0.0..35.0 | 325.0.. => Self::Ahead,
            35.0..145.0 => Self::Right,
            145.0..=215.0 => Self::Back,
            _ => Self::Left,
        }
    }
}

coded! {
    /// On which side the goal is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Arrival {
        /// One walks straight to it.
        Ahead = "ahead",
        /// On the left.
        Left = "left",
        /// On the right.
        Right = "right",
    }
}

#[cfg(test)]
mod tests;
