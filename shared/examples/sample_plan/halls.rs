//! The four halls: twenty booths each, in four rows with two aisles.

use shared::catalogue::{AreaSpot, BoothSpot, Plan, Side, WayKind};
use shared::geometry::{Point, Rect};
use shared::ids::BoothNumber;

use crate::levels::corners;
use crate::{knot, way};

/// A hall: the corner with the least coordinates, its first booth, and where its doors are.
pub(crate) struct Hall {
    pub(crate) letter: char,
    pub(crate) x: f64,
    pub(crate) y: f64,
    first_booth: u16,
    pub(crate) doors_at_top: bool,
    /// Which of its doors has a ramp beside the steps; without steps none needs one.
    pub(crate) ramp: Option<usize>,
}

pub(crate) const HALLS: [Hall; 4] = [
    hall('a', 6.0, 4.0, 1, None),
    hall('b', 38.0, 4.0, 21, None),
    hall('c', 6.0, 42.0, 41, Some(0)),
    hall('d', 38.0, 42.0, 61, Some(1)),
];

const fn hall(letter: char, x: f64, y: f64, first_booth: u16, ramp: Option<usize>) -> Hall {
    Hall {
        letter,
        x,
        y,
        first_booth,
        doors_at_top: ramp.is_some(),
        ramp,
    }
}

const WIDTH: f64 = 28.0;
const DEPTH: f64 = 20.0;
pub(crate) const WALL: f64 = 0.3;
/// Where the doors are, from the hall's left wall: two and a half metres wide.
const DOORS: [(f64, f64); 2] = [(0.75, 3.25), (24.75, 27.25)];
/// The rows of booths from the wall with the doors inwards, and whether they face away from it.
const ROWS: [(f64, bool); 4] = [(1.5, true), (7.5, false), (10.5, true), (16.5, false)];
/// The aisles between the rows.
const AISLES: [f64; 2] = [6.0, 15.0];

impl Hall {
    /// A point in the hall, by its distance from the left wall and from the wall with the doors.
    pub(crate) fn at(&self, x: f64, inwards: f64) -> Point {
        let y = if self.doors_at_top {
            self.y + inwards
        } else {
            self.y + DEPTH - inwards
        };
        Point::new(self.x + x, y)
    }

    /// A rectangle in the hall.
    fn rect(&self, x: f64, inwards: f64, width: f64, depth: f64) -> Rect {
        let (a, b) = (self.at(x, inwards), self.at(x + width, inwards + depth));
        Rect::sized(Point::new(a.x, a.y.min(b.y)), width, depth)
    }

    pub(crate) fn walls(&self) -> Vec<Vec<Point>> {
        let [(a, b), (c, d)] = DOORS;
        let front = [(0.0, a), (b, c), (d, WIDTH)];
        let front = front.map(|(from, to)| self.rect(from, 0.0, to - from, WALL));
        let back = self.rect(0.0, DEPTH - WALL, WIDTH, WALL);
        let left = self.rect(0.0, WALL, WALL, DEPTH - 2.0 * WALL);
        let right = self.rect(WIDTH - WALL, WALL, WALL, DEPTH - 2.0 * WALL);
        let all = front.into_iter().chain([back, left, right]);
        all.map(corners).collect()
    }

    pub(crate) fn name(&self, part: &str) -> String {
        format!("{}-{part}", self.letter)
    }
}

/// Adds the halls with their booths, aisles and doors.
pub(crate) fn add(plan: &mut Plan) {
    for hall in &HALLS {
        add_hall(plan, hall);
    }
}

fn add_hall(plan: &mut Plan, hall: &Hall) {
    let mut number = hall.first_booth;
    for (inwards, faces_in) in ROWS {
        for column in 0..5_u8 {
            let rect = hall.rect(4.0 + 4.0 * f64::from(column), inwards, 4.0, 3.0);
            plan.booths.push(BoothSpot {
                number: BoothNumber(number),
                level: "ground".to_owned(),
                at: rect.least,
                size: [4.0, 3.0],
                front: if faces_in == hall.doors_at_top {
                    Side::Down
                } else {
                    Side::Up
                },
            });
            number += 1;
        }
    }
    plan.areas.push(AreaSpot {
        area: format!("hall-{}", hall.letter),
        level: "ground".to_owned(),
        outline: corners(hall.rect(0.0, 0.0, WIDTH, DEPTH)),
        door: hall.at(2.0, 1.0),
    });
    let sides = [("west", 2.0), ("east", 26.0)];
    for (side, x) in sides {
        let names = ["door", "aisle-1", "aisle-2"].map(|part| hall.name(&format!("{side}-{part}")));
        for (name, inwards) in names.iter().zip([0.0, AISLES[0], AISLES[1]]) {
            knot(plan, name, "ground", hall.at(x, inwards), None);
        }
        let [door, first, second] = &names;
        way(plan, door, first, WayKind::Floor);
        way(plan, first, second, WayKind::Floor);
    }
    for aisle in ["aisle-1", "aisle-2"] {
        let ends = ["west", "east"].map(|side| hall.name(&format!("{side}-{aisle}")));
        way(plan, &ends[0], &ends[1], WayKind::Floor);
    }
}
