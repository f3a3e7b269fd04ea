//! What to say of a route, in no language yet: the names of sentences, with the values to put into them.
//!
//! Kiosks and the server's pages for phones look the sentences up in `assets/translations/LANGUAGE/way.ftl`, so that
//! the way is told in the same words on both.

use super::{Leg, Route};
use crate::catalogue::{PlaceKind, Plan, WayKind};
use crate::ids::BoothNumber;

/// A sentence by its name, and the values it has places for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// Its name in the translation files.
    pub id: &'static str,
    /// The values, by the names of their places.
    pub slots: Vec<(&'static str, SentencePart<'a>)>,
}

/// A value in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentencePart<'a> {
    /// A number.
    Number(u64),
    /// A name in the visitor's language, or the word by which a sentence chooses between its forms.
    Text(&'a str),
    /// Another sentence, by its name.
    Said(&'static str),
}

/// The names of all sentences that are ever asked for.
pub const SENTENCES: [&str; 21] = [
    LENGTH,
    FLOOR,
    FLOOR_AT,
    RAMP,
    STEPS,
    STAIRS,
    LIFT,
    ARRIVAL,
    ARRIVAL_AT,
    "place-entrance",
    "place-exit",
    "place-toilets",
    "place-accessible-toilet",
    "place-water",
    "place-first-aid",
    "place-lift",
    "place-ramp",
    "place-stairs",
    "place-information",
    "place-seats",
    "place-landmark",
];

const LENGTH: &str = "way-length";
const FLOOR: &str = "way-floor";
const FLOOR_AT: &str = "way-floor-at";
const RAMP: &str = "way-ramp";
const STEPS: &str = "way-steps";
const STAIRS: &str = "way-stairs";
const LIFT: &str = "way-lift";
const ARRIVAL: &str = "way-arrival";
const ARRIVAL_AT: &str = "way-arrival-at";

impl Route {
    /// Returns how long it is and how many minutes it takes.
    #[must_use]
    pub fn length(&self) -> Sentence<'static> {
        let slots = vec![
            ("metres", SentencePart::Number(self.metres())),
            ("minutes", SentencePart::Number(self.minutes())),
        ];
        Sentence { id: LENGTH, slots }
    }

    /// Returns where the booth is once one is there.
    #[must_use]
    pub fn arrives(&self, booth: BoothNumber) -> Sentence<'static> {
        let slots = vec![
            ("side", SentencePart::Text(self.arrival.code())),
            ("number", SentencePart::Number(u64::from(booth.0))),
        ];
        Sentence { id: ARRIVAL, slots }
    }

    /// Returns where something is that goes by its name, once one is there.
    #[must_use]
    pub fn arrives_at<'a>(&self, name: &'a str) -> Sentence<'a> {
        let slots = vec![
            ("side", SentencePart::Text(self.arrival.code())),
            ("name", SentencePart::Text(name)),
        ];
        Sentence {
            id: ARRIVAL_AT,
            slots,
        }
    }
}

impl Leg {
    /// Returns what to do on it: turn, and walk, climb or ride.
    #[must_use]
    pub fn sentence<'a>(&self, plan: &'a Plan, language: &str) -> Sentence<'a> {
        let mut slots = vec![
            ("turn", SentencePart::Text(self.turn.code())),
            ("metres", SentencePart::Number(self.metres())),
        ];
        let mark = self.mark.as_deref().and_then(|mark| plan.place(mark));
        let id = match (self.kind, mark) {
            (WayKind::Floor, Some(mark)) => {
                let own = mark
                    .name
                    .as_ref()
                    .map(|name| SentencePart::Text(name.get(language)));
                slots.push((
                    "mark",
                    own.unwrap_or(SentencePart::Said(place_sentence(mark.kind))),
                ));
                FLOOR_AT
            }
            (WayKind::Floor, None) => FLOOR,
            (WayKind::Ramp, _) => RAMP,
            (WayKind::Steps, _) => STEPS,
            (WayKind::Stairs, _) => STAIRS,
            (WayKind::Lift, _) => LIFT,
        };
        if self.kind.changes_level() {
            let level = plan.level(&self.level);
            let name = level.map_or("", |level| level.name.get(language));
            slots.push(("level", SentencePart::Text(name)));
        }
        Sentence { id, slots }
    }
}

/// Returns the name of the sentence that says what a place is: "Drinking water".
#[must_use]
pub fn place_sentence(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Entrance => "place-entrance",
        PlaceKind::Exit => "place-exit",
        PlaceKind::Toilets => "place-toilets",
        PlaceKind::AccessibleToilet => "place-accessible-toilet",
        PlaceKind::Water => "place-water",
        PlaceKind::FirstAid => "place-first-aid",
        PlaceKind::Lift => "place-lift",
        PlaceKind::Ramp => "place-ramp",
        PlaceKind::Stairs => "place-stairs",
        PlaceKind::Information => "place-information",
        PlaceKind::Seats => "place-seats",
        PlaceKind::Landmark => "place-landmark",
    }
}
