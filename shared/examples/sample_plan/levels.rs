//! The two floors with their walls, and the ways upstairs.

use shared::catalogue::{Level, Plan, WayKind};
use shared::geometry::{Point, Rect};

use crate::halls::{HALLS, Hall, WALL};
use crate::{knot, text, way};

pub(crate) fn ground() -> Level {
    let mut blocks: Vec<Vec<Point>> = HALLS.iter().flat_map(Hall::walls).collect();
    let solid = [
        // The network's desk, the great jar, the old kiln.
        [16.0, 31.5, 8.0, 3.0],
        [35.0, 32.0, 2.0, 2.0],
        [66.5, 31.5, 3.0, 3.0],
        // The ceramics display, with its door in the middle of the lower wall.
        [70.0, 4.0, 22.0, WALL],
        [70.0, 4.3, WALL, 13.7],
        [91.7, 4.3, WALL, 13.7],
        [70.3, 17.7, 9.2, WALL],
        [82.5, 17.7, 9.2, WALL],
        // The workshop, with its door to the left.
        [74.0, 30.5, 18.0, WALL],
        [74.0, 35.2, 18.0, WALL],
        [91.7, 30.8, WALL, 4.4],
        // Behind the stage.
        [71.0, 61.7, 21.0, WALL],
    ];
    blocks.extend(solid.map(outline));
    Level {
        id: "ground".to_owned(),
        name: text("Tầng trệt và sân", "Ground floor and courtyard"),
        height: 0.0,
        outline: [
            [4.0, 1.0],
            [94.0, 1.0],
            [95.0, 2.0],
            [95.0, 64.0],
            [94.0, 65.0],
            [4.0, 65.0],
            [1.0, 62.0],
            [1.0, 4.0],
        ]
        .map(Point::from)
        .to_vec(),
        blocks,
    }
}

pub(crate) fn upper() -> Level {
    let walls = [[66.0, 4.0, WALL, 8.5], [66.0, 15.5, WALL, 8.5]];
    Level {
        id: "upper".to_owned(),
        name: text("Tầng hai", "Upper floor"),
        height: 4.2,
        outline: outline([38.0, 4.0, 54.0, 20.0]),
        blocks: walls.map(outline).to_vec(),
    }
}

/// The corners of a rectangle given by its corner, width and depth.
pub(crate) fn outline([x, y, width, depth]: [f64; 4]) -> Vec<Point> {
    corners(Rect::sized(Point::new(x, y), width, depth))
}

/// The corners of a rectangle, to the centimetre.
pub(crate) fn corners(rect: Rect) -> Vec<Point> {
    let cm = |metres: f64| (metres * 100.0).round() / 100.0;
    rect.corners()
        .map(|corner| Point::new(cm(corner.x), cm(corner.y)))
        .to_vec()
}

/// Adds the stairs, the lift and the ways on the upper floor.
pub(crate) fn add_upper_ways(plan: &mut Plan) {
    for (name, x, y) in [
        ("upper-stairs", 74.0, 16.0),
        ("upper-lift", 88.0, 22.0),
        ("upper-lobby", 74.0, 14.0),
        ("upper-east", 88.0, 14.0),
        ("upper-gallery", 68.0, 14.0),
    ] {
        knot(plan, name, "upper", Point::new(x, y), None);
    }
    for (from, to, kind) in [
        ("stairs", "upper-stairs", WayKind::Stairs),
        ("lift", "upper-lift", WayKind::Lift),
        ("upper-stairs", "upper-lobby", WayKind::Floor),
        ("upper-lobby", "upper-east", WayKind::Floor),
        ("upper-east", "upper-lift", WayKind::Floor),
        ("upper-gallery", "upper-lobby", WayKind::Floor),
    ] {
        way(plan, from, to, kind);
    }
}
