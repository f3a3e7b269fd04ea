//! The way to a booth, and the places on a plan, as phones are told them too.

use super::Key;

super::keys! {
    WayLength = "way-length",
    WayFloor = "way-floor",
    WayFloorAt = "way-floor-at",
    WayRamp = "way-ramp",
    WaySteps = "way-steps",
    WayStairs = "way-stairs",
    WayLift = "way-lift",
    WayArrival = "way-arrival",
    WayArrivalAt = "way-arrival-at",
    PlaceEntrance = "place-entrance",
    PlaceExit = "place-exit",
    PlaceToilets = "place-toilets",
    PlaceAccessibleToilet = "place-accessible-toilet",
    PlaceWater = "place-water",
    PlaceFirstAid = "place-first-aid",
    PlaceLift = "place-lift",
    PlaceRamp = "place-ramp",
    PlaceStairs = "place-stairs",
    PlaceInformation = "place-information",
    PlaceSeats = "place-seats",
    PlaceLandmark = "place-landmark",
}

impl Key {
    /// The sentence that a route asks for by its name.
    #[must_use]
    pub fn of_way(id: &'static str) -> Self {
        Self(id)
    }
}

#[cfg(test)]
mod tests {
    use shared::route::SENTENCES;

    use super::*;

    #[test]
    fn every_sentence_that_a_route_asks_for_is_there_and_no_other() {
        let known: Vec<&str> = ALL.iter().map(|key| key.id()).collect();
        assert_eq!(known, SENTENCES);
    }
}
