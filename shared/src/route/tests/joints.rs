//! How visitors come from where they stand onto the ways, and from them to where they go.

use crate::catalogue::{BoothSpot, Junction, Level, Localized, Plan, Side, Way};
use crate::geometry::{Point, Rect};
use crate::ids::BoothNumber;
use crate::route::tests::TestEnd;
use crate::route::*;

/// Returns a plan of one level with these junctions, ways between them, and walls.
fn drawn(knots: &[[f64; 2]], ways: &[(usize, usize, WayKind)], walls: &[[f64; 4]]) -> Plan {
    let knot = |(place, [x, y]): (usize, &[f64; 2])| Junction {
        id: place.to_string(),
        level: "ground".to_owned(),
        at: Point::new(*x, *y),
        mark: None,
    };
    let way = |(from, to, kind): &(usize, usize, WayKind)| Way {
        from: from.to_string(),
        to: to.to_string(),
        kind: *kind,
    };
    let wall = |[x, y, width, height]: &[f64; 4]| {
        let wall = Rect::sized(Point::new(*x, *y), *width, *height);
        wall.corners().to_vec()
    };
    Plan {
        levels: vec![Level {
            id: "ground".to_owned(),
            name: Localized::default(),
            height: 0.0,
            outline: Vec::new(),
            blocks: walls.iter().map(wall).collect(),
            background: None,
        }],
        knots: knots.iter().enumerate().map(knot).collect(),
        ways: ways.iter().map(way).collect(),
        ..Plan::default()
    }
}

fn spot(x: f64, y: f64) -> Spot {
    Spot {
        level: "ground".to_owned(),
        at: Point::new(x, y),
    }
}

fn metres(plan: &Plan, from: Spot, to: &TestEnd, need: Need) -> Option<u64> {
    let start = Start {
        spot: from,
        looking: None,
    };
    let network = Network::new(plan);
    let nearest = network.nearest(&start, &to.ends(&network), need);
    nearest.map(|(_, route)| route.metres())
}

/// Two aisles, 7 m apart and joined 50 m away.
const AISLES: [[f64; 2]; 4] = [[0.0, 0.0], [50.0, 0.0], [50.0, 7.0], [0.0, 7.0]];

#[test]
fn spot_between_aisles_joins_the_shorter_walk() {
    use WayKind::Floor;
    let ways = [(0, 1, Floor), (1, 2, Floor), (2, 3, Floor)];
    let between = drawn(&AISLES, &ways, &[]);
    let far = || TestEnd::Spot(spot(20.0, 9.0));
    assert_eq!(
        metres(&between, spot(5.0, 3.0), &far(), Need::Any),
        Some(21)
    );
    // To save two metres they do not leave the aisles.
    let near = || TestEnd::Spot(spot(48.0, 9.0));
    let by_the_aisles = metres(&between, spot(49.0, 1.0), &near(), Need::Any);
    assert_eq!(by_the_aisles, Some(1 + 6 + 2 + 2));
    // A wall in between leaves no choice.
    let walled = drawn(&AISLES, &ways, &[[-1.0, 4.0, 48.0, 0.2]]);
    assert_eq!(metres(&walled, spot(5.0, 3.0), &far(), Need::Any), Some(87));
}

#[test]
fn terrace_edges_are_not_crossed() {
    use WayKind::{Floor, Steps};
    // The terrace is the nearer way; only steps lead down from it.
    let knots = [
        [0.0, 0.0],
        [10.0, 0.0],
        [12.0, 0.0],
        [12.0, 6.0],
        [0.0, 6.0],
    ];
    let ways = [(0, 1, Floor), (1, 2, Steps), (2, 3, Floor), (3, 4, Floor)];
    let to = || TestEnd::Spot(spot(12.0, 5.0));
    let plan = drawn(&knots, &ways, &[]);
    assert_eq!(metres(&plan, spot(2.0, 2.0), &to(), Need::Any), Some(17));
    assert_eq!(metres(&plan, spot(2.0, 2.0), &to(), Need::StepFree), None);
    let below = drawn(&knots, &ways, &[[-1.0, 1.0, 10.5, 0.1]]);
    assert_eq!(metres(&below, spot(2.0, 2.0), &to(), Need::Any), Some(15));
    assert_eq!(
        metres(&below, spot(2.0, 2.0), &to(), Need::StepFree),
        Some(15)
    );
}

#[test]
fn booth_is_not_entered_through_its_back() {
    use WayKind::Floor;
    let ways = [(0, 1, Floor), (1, 2, Floor), (2, 3, Floor)];
    let row = [[-1.0, 4.5, 5.0, 1.5], [7.0, 4.5, 40.0, 1.5]];
    let mut plan = drawn(&AISLES, &ways, &row);
    let mut booth = BoothSpot {
        number: BoothNumber(7),
        level: "ground".to_owned(),
        at: Point::new(4.0, 4.5),
        size: [3.0, 1.5],
        front: Side::Up,
    };
    // It looks at the aisle above, and its back is at the one below.
    plan.booths.push(booth.clone());
    let to = || TestEnd::Booth(BoothNumber(7));
    let behind = || spot(10.0, 7.0);
    assert_eq!(
        metres(&plan, behind(), &to(), Need::Any),
        Some(40 + 7 + 45 + 4)
    );
    booth.front = Side::Down;
    plan.booths = vec![booth];
    assert_eq!(metres(&plan, behind(), &to(), Need::Any), Some(4 + 1 + 1));
}
