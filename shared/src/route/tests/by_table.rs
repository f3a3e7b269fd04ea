//! Routes on random plans, against a second algorithm.

use proptest::prelude::*;

use crate::catalogue::{Knot, Level, Localized, Plan, Way};
use crate::geometry::Point;
use crate::route::network::Joint;
use crate::route::*;

/// Floyd and Warshall's: from every knot to every other.
fn all_pairs(network: &Network, need: Need) -> Vec<Vec<Option<u64>>> {
    let knots = network.knots.len();
    let mut mm = vec![vec![None; knots]; knots];
    for (knot, row) in mm.iter_mut().enumerate() {
        row[knot] = Some(0);
    }
    for edge in network.edges.iter().filter(|edge| need.allows(edge.kind)) {
        let [a, b] = edge.ends;
        for (a, b) in [(a, b), (b, a)] {
            mm[a][b] = Some(mm[a][b].map_or(edge.mm, |known: u64| known.min(edge.mm)));
        }
    }
    for by in 0..knots {
        for from in 0..knots {
            for to in 0..knots {
                if let (Some(first), Some(second)) = (mm[from][by], mm[by][to]) {
                    let sum = first + second;
                    mm[from][to] = Some(mm[from][to].map_or(sum, |known| known.min(sum)));
                }
            }
        }
    }
    mm
}

/// From one joint to another by the table of all pairs.
fn by_table(network: &Network, mm: &[Vec<Option<u64>>], a: &Joint, b: &Joint) -> Option<u64> {
    let spurs = a.spur_mm + b.spur_mm;
    let along = (a.edge == b.edge).then(|| a.ends_mm[0].abs_diff(b.ends_mm[0]));
    let pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
        .into_iter()
        .filter_map(|(from, to)| {
            let knots = (
                network.edges[a.edge].ends[from],
                network.edges[b.edge].ends[to],
            );
            Some(a.ends_mm[from] + mm[knots.0][knots.1]? + b.ends_mm[to])
        });
    pairs.chain(along).min().map(|mm| mm + spurs)
}

/// Plans of two levels, with knots anywhere and ways of all kinds between some of them.
fn plans() -> impl Strategy<Value = Plan> {
    let knots = prop::collection::vec((0..2_usize, 0..40_i32, 0..40_i32), 2..12);
    let ways = prop::collection::vec((any::<u16>(), any::<u16>(), 0..5_usize), 1..24);
    (knots, ways).prop_map(|(knots, ways)| {
        let levels = ["ground", "upper"];
        let knots: Vec<Knot> = knots
            .into_iter()
            .enumerate()
            .map(|(number, (level, x, y))| Knot {
                id: number.to_string(),
                level: levels[level].to_owned(),
                at: Point::new(f64::from(x) / 2.0, f64::from(y) / 2.0),
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
        Plan {
            ways: ways.collect(),
            levels: levels.map(level).to_vec(),
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
    }
}

fn spots() -> impl Strategy<Value = Spot> {
    (any::<bool>(), 0..80_i32, 0..80_i32).prop_map(|(upper, x, y)| Spot {
        level: if upper { "upper" } else { "ground" }.to_owned(),
        at: Point::new(f64::from(x) / 4.0, f64::from(y) / 4.0),
    })
}

proptest! {
    #[test]
    fn the_shortest_route_is_as_long_as_a_second_algorithm_says_in_both_directions(
        plan in plans(), from in spots(), to in spots(), step_free: bool,
    ) {
        let need = if step_free { Need::StepFree } else { Need::Any };
        let network = Network::new(&plan);
        let joints = [&from, &to].map(|spot| network.joint(network.spot(spot).unwrap(), None));
        let expected = match joints {
            [Some(a), Some(b)] => by_table(&network, &all_pairs(&network, need), &a, &b),
            _ => None,
        };
        let route = |from: &Spot, to: &Spot| {
            let start = Start { spot: from.clone(), looking: None };
            network.route(&start, &Goal::Spot(to.clone()), need)
        };
        let there = route(&from, &to);
        prop_assert_eq!(there.as_ref().map(|route| route.length_mm), expected);
        let back = route(&to, &from);
        prop_assert_eq!(back.map(|route| route.length_mm), expected, "as far back as there");
        if let Some(route) = there {
            // The line is whole, and what is said adds up to it.
            prop_assert_eq!(route.line.first(), Some(&from));
            prop_assert_eq!(route.line.last(), Some(&to));
            let said: u64 = route.legs.iter().map(|leg| leg.length_mm).sum();
            prop_assert!(said.abs_diff(route.length_mm) <= 2);
            let only_allowed = route.legs.iter().all(|leg| need.allows(leg.kind));
            prop_assert!(only_allowed);
        }
    }
}
