//! The courtyard between the halls, with its steps and ramps.

use shared::catalogue::{Plan, WayKind};
use shared::geometry::Point;

use crate::halls::HALLS;
use crate::{knot, way};

/// The courtyard: a promenade along the northern halls and one along the southern, with four ways across.
pub(crate) fn add(plan: &mut Plan) {
    let (north, south) = (28.0, 38.0);
    let marks = |x: f64| match x {
        36.0 => Some("jar"),
        68.0 => Some("kiln"),
        _ => None,
    };
    let north_stops = [4.0, 8.0, 32.0, 36.0, 40.0, 64.0, 68.0, 72.0, 81.0, 90.0];
    let south_stops = [
        4.0, 8.0, 16.0, 32.0, 36.0, 40.0, 56.0, 64.0, 68.0, 72.0, 81.0,
    ];
    promenade(plan, "north", north, &north_stops, marks);
    promenade(plan, "south", south, &south_stops, marks);
    for (name, x, y) in [
        ("gate-main", 2.5, 33.0),
        ("west", 4.0, 33.0),
        ("gate-river", 36.0, 2.5),
        ("gate-exit", 36.0, 63.5),
        ("gate-yard", 68.0, 63.5),
        ("workshop", 72.0, 33.0),
        ("stage", 81.0, 45.0),
        ("wing", 81.0, 22.0),
        ("stairs", 74.0, 22.0),
        ("lift", 88.0, 22.0),
    ] {
        knot(plan, name, "ground", Point::new(x, y), None);
    }
    for (from, to) in [
        ("gate-main", "west"),
        ("west", "north-4"),
        ("west", "south-4"),
        ("north-32", "south-32"),
        ("north-40", "south-40"),
        ("north-64", "south-64"),
        ("north-36", "gate-river"),
        ("south-36", "gate-exit"),
        ("south-68", "gate-yard"),
        ("north-72", "workshop"),
        ("workshop", "south-72"),
        ("south-81", "stage"),
        ("north-81", "wing"),
        ("stairs", "wing"),
        ("wing", "lift"),
        ("north-8", "a-west-door"),
        ("north-32", "a-east-door"),
        ("north-40", "b-west-door"),
        ("north-64", "b-east-door"),
    ] {
        way(plan, from, to, WayKind::Floor);
    }
    for hall in HALLS.iter().filter(|hall| hall.doors_at_top) {
        for (door, (side, x)) in [("west", 2.0), ("east", 26.0)].into_iter().enumerate() {
            let landing = hall.name(&format!("{side}-landing"));
            let down = hall.at(x, -1.5);
            knot(plan, &landing, "ground", down, None);
            way(
                plan,
                &landing,
                &hall.name(&format!("{side}-door")),
                WayKind::Floor,
            );
            way(
                plan,
                &format!("south-{}", hall.x + x),
                &landing,
                WayKind::Steps,
            );
            if hall.ramp == Some(door) {
                // The ramp runs along the hall, eight metres for the four steps, from the middle towards the door.
                let top = hall.name("ramp");
                let along = if door == 0 { 8.0 } else { -8.0 };
                knot(
                    plan,
                    &top,
                    "ground",
                    Point::new(down.x + along, down.y),
                    None,
                );
                way(
                    plan,
                    &format!("south-{}", down.x + along),
                    &top,
                    WayKind::Floor,
                );
                way(plan, &top, &landing, WayKind::Ramp);
            }
        }
    }
}

fn promenade(
    plan: &mut Plan,
    name: &str,
    y: f64,
    stops: &[f64],
    marks: impl Fn(f64) -> Option<&'static str>,
) {
    let mut before: Option<String> = None;
    for x in stops {
        let stop = format!("{name}-{x}");
        knot(plan, &stop, "ground", Point::new(*x, y), marks(*x));
        if let Some(before) = before {
            way(plan, &before, &stop, WayKind::Floor);
        }
        before = Some(stop);
    }
}
