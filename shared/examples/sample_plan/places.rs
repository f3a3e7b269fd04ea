//! Areas, places and kiosks.

use shared::catalogue::{AreaSpot, Localized, Place, PlaceKind, Plan, Stand};
use shared::geometry::Point;

use crate::halls::HALLS;
use crate::levels::outline;
use crate::text;

/// Adds areas, places and kiosks.
pub(crate) fn add(plan: &mut Plan) {
    add_areas(plan);
    add_places(plan);
    add_stands(plan);
}

fn add_areas(plan: &mut Plan) {
    for (area, level, rect, door) in [
        (
            "display-ceramics",
            "ground",
            [70.0, 4.0, 22.0, 14.0],
            [81.0, 18.5],
        ),
        (
            "display-villages",
            "upper",
            [38.0, 4.0, 28.0, 20.0],
            [67.0, 14.0],
        ),
        (
            "demonstration",
            "ground",
            [71.0, 46.0, 21.0, 16.0],
            [81.0, 45.5],
        ),
        ("hands-on", "ground", [74.0, 30.5, 18.0, 5.0], [73.5, 33.0]),
        ("network", "ground", [16.0, 31.5, 8.0, 3.0], [20.0, 35.5]),
    ] {
        let [x, y, width, depth] = rect;
        plan.areas.push(AreaSpot {
            area: area.to_owned(),
            level: level.to_owned(),
            outline: outline([x, y, width, depth]),
            door: door.into(),
        });
    }
}

fn add_places(plan: &mut Plan) {
    use PlaceKind::{
        AccessibleToilet, Entrance, Exit, FirstAid, Information, Landmark, Lift, Ramp, Seats,
        Stairs, Toilets, Water,
    };
    for (id, kind, x, y) in [
        ("gate-main", Entrance, 2.0, 33.0),
        ("gate-river", Entrance, 36.0, 2.0),
        ("gate-exit", Exit, 36.0, 64.0),
        ("gate-hands-on", Entrance, 73.5, 32.0),
        ("gate-yard", Entrance, 68.0, 64.0),
        ("toilets-west", Toilets, 3.0, 26.0),
        ("toilets-accessible", AccessibleToilet, 3.0, 40.0),
        ("toilets-east", Toilets, 93.0, 27.0),
        ("water-west", Water, 29.0, 26.5),
        ("water-east", Water, 70.0, 40.0),
        ("first-aid", FirstAid, 11.0, 26.5),
        ("information", Information, 7.0, 35.5),
        ("seats-jar", Seats, 34.0, 35.5),
        ("seats-stage", Seats, 79.0, 44.5),
        ("lift", Lift, 89.0, 22.0),
        ("stairs", Stairs, 74.0, 20.5),
        ("steps-c-west", Stairs, 8.0, 39.5),
        ("steps-c-east", Stairs, 32.0, 39.5),
        ("steps-d-west", Stairs, 40.0, 39.5),
        ("steps-d-east", Stairs, 64.0, 39.5),
        ("ramp-c", Ramp, 12.0, 40.5),
        ("ramp-d", Ramp, 60.0, 40.5),
        ("jar", Landmark, 36.0, 33.0),
        ("kiln", Landmark, 68.0, 33.0),
    ] {
        plan.places.push(Place {
            id: id.to_owned(),
            kind,
            name: landmark(id),
            level: "ground".to_owned(),
            at: Point::new(x, y),
            gate: id.strip_prefix("gate-").and_then(|gate| gate.parse().ok()),
        });
    }
    for (id, kind, x, y) in [
        ("lift-upper", Lift, 89.0, 22.0),
        ("stairs-upper", Stairs, 74.0, 17.5),
        ("toilets-upper", AccessibleToilet, 90.5, 12.0),
        ("seats-upper", Seats, 78.0, 12.5),
    ] {
        plan.places.push(Place {
            id: id.to_owned(),
            kind,
            name: None,
            level: "upper".to_owned(),
            at: Point::new(x, y),
            gate: None,
        });
    }
}

fn landmark(id: &str) -> Option<Localized> {
    match id {
        "jar" => Some(text("Chum sành lớn", "The great jar")),
        "kiln" => Some(text("Lò bầu cổ", "The old kiln")),
        _ => None,
    }
}

/// Kiosks: one at each gate, one in each hall beside a door, one in the courtyard, one upstairs.
fn add_stands(plan: &mut Plan) {
    for (gate, x, y, facing) in [
        ("main", 5.5, 31.0, 270),
        ("river", 37.2, 5.0, 270),
        ("exit", 37.2, 60.0, 270),
        ("hands-on", 73.5, 35.0, 270),
        ("yard", 69.2, 60.0, 270),
    ] {
        plan.stands.push(Stand {
            kiosk: None,
            gate: gate.parse().ok(),
            level: "ground".to_owned(),
            at: Point::new(x, y),
            facing,
        });
    }
    for (kiosk, level, at, facing) in [
        ("hall-a", "ground", HALLS[0].at(1.0, 4.0), 90),
        ("hall-b", "ground", HALLS[1].at(1.0, 4.0), 90),
        ("hall-c", "ground", HALLS[2].at(1.0, 4.0), 90),
        ("hall-d", "ground", HALLS[3].at(27.0, 4.0), 270),
        ("courtyard", "ground", Point::new(28.0, 33.0), 0),
        ("upper", "upper", Point::new(70.0, 12.5), 180),
    ] {
        plan.stands.push(Stand {
            kiosk: kiosk.parse().ok(),
            gate: None,
            level: level.to_owned(),
            at,
            facing,
        });
    }
}
