//! Routes on random plans with walls and booths, against a second algorithm.

use proptest::prelude::*;

use super::by_hand::{End, floor, shortest};
use crate::catalogue::{BoothSpot, Junction, Level, Localized, Plan, Side, Way};
use crate::geometry::{Point, Rect};
use crate::ids::BoothNumber;
use crate::route::tests::TestEnd;
use crate::route::*;

/// Plans of two levels, with junctions anywhere, ways of all kinds between some of them, walls and booths.
fn plans() -> impl Strategy<Value = Plan> {
    let knots = prop::collection::vec((0..2_usize, 0..40_i32, 0..40_i32), 2..12);
    let ways = prop::collection::vec((any::<u16>(), any::<u16>(), 0..5_usize), 1..24);
    let shape = || (any::<bool>(), 0..40_i32, 0..40_i32, 1..8_i32, 1..8_i32);
    let walls = prop::collection::vec(shape(), 0..8);
    let fronts = prop::sample::select(vec![Side::Up, Side::Right, Side::Down, Side::Left]);
    let booths = prop::collection::vec((shape(), fronts), 1..6);
    (knots, ways, walls, booths).prop_map(|(knots, ways, walls, booths)| {
        let half = |number: i32| f64::from(number) / 2.0;
        let on = |upper: bool| if upper { "upper" } else { "ground" };
        let knots: Vec<Junction> = (0..)
            .zip(knots)
            .map(|(number, (level, x, y)): (usize, _)| Junction {
                id: number.to_string(),
                level: on(level == 1).to_owned(),
                at: Point::new(half(x), half(y)),
                mark: None,
            })
            .collect();
        let ways = ways.into_iter().filter_map(|(a, b, kind)| {
            let [a, b] = [a, b].map(|knot| &knots[usize::from(knot) % knots.len()]);
            let same = a.level == b.level;
            let kind = match kind {
                _ if a.id == b.id => return None,
                0 if same => WayKind::Steps,
                1 if same => WayKind::Ramp,
                _ if same => WayKind::Floor,
                0 | 1 => WayKind::Lift,
                _ => WayKind::Stairs,
            };
            Some(Way {
                from: a.id.clone(),
                to: b.id.clone(),
                kind,
            })
        });
        let mut levels = [false, true].map(|upper| level(on(upper)));
        for (upper, x, y, width, height) in walls {
            // Beside the grid of the junctions, so that few lines run along a wall.
            let corner = Point::new(half(x) + 0.13, half(y) + 0.13);
            let wall = Rect::sized(corner, half(width), half(height));
            levels[usize::from(upper)]
                .blocks
                .push(wall.corners().to_vec());
        }
        let booths =
            (1..).zip(booths).map(
                |(number, ((upper, x, y, width, height), front))| BoothSpot {
                    number: BoothNumber(number),
                    level: on(upper).to_owned(),
                    at: Point::new(half(x) + 0.32, half(y) + 0.32),
                    size: [half(width), half(height)],
                    front,
                },
            );
        Plan {
            ways: ways.collect(),
            levels: levels.to_vec(),
            booths: booths.collect(),
            knots,
            ..Plan::default()
        }
    })
}

fn level(id: &str) -> Level {
    Level {
        id: id.to_owned(),
        name: Localized::default(),
        height: if id == "upper" { 4.0 } else { 0.0 },
        outline: Vec::new(),
        blocks: Vec::new(),
        background: None,
    }
}

fn spots() -> impl Strategy<Value = Spot> {
    (any::<bool>(), 0..80_i32, 0..80_i32).prop_map(|(upper, x, y)| Spot {
        level: if upper { "upper" } else { "ground" }.to_owned(),
        at: Point::new(f64::from(x) / 4.0, f64::from(y) / 4.0),
    })
}

/// Returns the route that the kiosk would show, after looking into it: it goes where its line goes, and what is said of
/// it adds up. With what it counts as, in metres.
fn route(plan: &Plan, from: &Spot, goal: &TestEnd, need: Need) -> Option<(f64, Route)> {
    let network = Network::new(plan);
    let start = Start {
        spot: from.clone(),
        looking: None,
    };
    let (counts_mm, route) = network.nearest(&start, &goal.ends(&network), need)?;
    let height = |spot: &Spot| floor(plan, &spot.level).height;
    let line: f64 = route
        .line
        .windows(2)
        .map(|pair| {
            let (a, b) = (&pair[0], &pair[1]);
            let long = (a.at.x - b.at.x).hypot(a.at.y - b.at.y);
            long.hypot(height(a) - height(b))
        })
        .sum();
    let length = route.length_mm as f64 / 1000.0;
    assert!((line - length).abs() < SLACK, "{line} {route:?}");
    assert_eq!(route.line.first(), Some(from));
    let said: u64 = route.legs.iter().map(|leg| leg.length_mm).sum();
    assert!(said.abs_diff(route.length_mm) <= 2);
    assert!(route.legs.iter().all(|leg| need.allows(leg.kind)));
    Some((counts_mm as f64 / 1000.0, route))
}

/// Each piece of a route is rounded to a millimetre.
const SLACK: f64 = 0.02;

fn agrees(route: Option<&(f64, Route)>, metres: Option<f64>) -> bool {
    match (route, metres) {
        (Some((counts, _)), Some(metres)) => (counts - metres).abs() < SLACK,
        (route, metres) => route.is_none() && metres.is_none(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn shortest_route_matches_second_algorithm_both_ways(
        plan in plans(), from in spots(), to in spots(), step_free: bool,
    ) {
        let need = if step_free { Need::StepFree } else { Need::Any };
        let Ok(expected) = shortest(&plan, &End::spot(&from), &End::spot(&to), need) else {
            return Err(TestCaseError::reject("a centimetre decides"));
        };
        let there = route(&plan, &from, &TestEnd::Spot(to.clone()), need);
        prop_assert!(agrees(there.as_ref(), expected), "{there:?} and {expected:?} m");
        let back = route(&plan, &to, &TestEnd::Spot(from.clone()), need);
        prop_assert!(agrees(back.as_ref(), expected), "as far back as there");
    }

    #[test]
    fn booth_route_matches_second_algorithm_and_reachability(
        plan in plans(), from in spots(), step_free: bool,
    ) {
        let need = if step_free { Need::StepFree } else { Need::Any };
        let network = Network::new(&plan);
        for booth in &plan.booths {
            let route = route(&plan, &from, &TestEnd::Booth(booth.number), need);
            let part = network.part_of(&Destination::Booth(booth.number), need);
            let joined = part.is_some() && part == network.part_at(&from, need);
            prop_assert_eq!(joined, route.is_some(), "what the plan's check goes by");
            if let Ok(expected) = shortest(&plan, &End::spot(&from), &End::front(booth), need) {
                prop_assert!(agrees(route.as_ref(), expected), "{route:?} and {expected:?} m");
            }
        }
    }
}
