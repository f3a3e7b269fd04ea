use proptest::prelude::*;

use super::network::Joint;
use super::*;
use crate::catalogue::{Knot, Level, Localized, Plan, Stand, Way};
use crate::geometry::Point;

/// The floor plan that ships with the software.
fn sample() -> Plan {
    Plan::from_json(include_str!("../../../assets/exhibition/plan.json")).unwrap()
}

fn at(stand: &Stand) -> Start {
    Start {
        spot: Spot {
            level: stand.level.clone(),
            at: stand.at,
        },
        // Who reads the screen looks the other way than it faces.
        looking: Some(f64::from(stand.facing) + 180.0),
    }
}

fn stand<'a>(plan: &'a Plan, name: &str) -> &'a Stand {
    let kiosk = name.parse().unwrap();
    plan.stand(&kiosk, Some(&name.parse().unwrap())).unwrap()
}

/// "turn kind metres [mark]" of every leg, then the arrival.
fn said(route: &Route) -> Vec<String> {
    let legs = route.legs.iter().map(|leg| {
        let mark = leg
            .mark
            .as_deref()
            .map_or_else(String::new, |m| format!(" at {m}"));
        format!("{:?} {:?} {}{mark}", leg.turn, leg.kind, leg.metres())
    });
    legs.chain([format!("{:?}", route.arrival)]).collect()
}

#[test]
fn every_booth_is_reached_from_every_kiosk_with_steps_and_without() {
    let plan = sample();
    let network = Network::new(&plan);
    assert_eq!(plan.booths.len(), 80);
    assert!(plan.stands.len() >= 10);
    let mut detours = 0;
    for stand in &plan.stands {
        for booth in &plan.booths {
            let goal = Goal::Booth(booth.number);
            let any = network.route(&at(stand), &goal, Need::Any).unwrap();
            let step_free = network.route(&at(stand), &goal, Need::StepFree).unwrap();
            assert!(step_free.legs.iter().all(|leg| leg.kind.is_step_free()));
            assert!(step_free.length_mm >= any.length_mm);
            detours += usize::from(step_free.length_mm > any.length_mm);
            assert!(any.metres() < 250, "{} metres", any.metres());
        }
    }
    assert!(detours > 100, "the steps of the sample make a difference");
}

#[test]
fn areas_places_and_the_nearest_of_a_kind_are_reached() {
    let plan = sample();
    let network = Network::new(&plan);
    let start = at(stand(&plan, "hall-d"));
    for area in &plan.areas {
        let goal = Goal::Area(area.area.clone());
        assert!(network.route(&start, &goal, Need::StepFree).is_some());
    }
    let lengths = plan.places.iter().filter_map(|place| {
        let goal = Goal::Place(place.id.clone());
        let route = network.route(&start, &goal, Need::Any).unwrap();
        (place.kind == PlaceKind::Water).then_some(route.length_mm)
    });
    let nearest = lengths.min();
    let route = network.route(&start, &Goal::Nearest(PlaceKind::Water), Need::Any);
    assert_eq!(route.map(|route| route.length_mm), nearest);
    let nowhere = Goal::Place("moon".to_owned());
    assert_eq!(network.route(&start, &nowhere, Need::Any), None);
}

#[test]
fn a_route_is_told_in_turns_at_what_everyone_sees() {
    let plan = sample();
    let network = Network::new(&plan);
    let to = |name: &str, goal: Goal, need| {
        said(&network.route(&at(stand(&plan, name)), &goal, need).unwrap())
    };
    let booth = |number| Goal::Booth(BoothNumber(number));
    assert_eq!(
        to("hall-a", booth(3), Need::Any),
        ["Right Floor 3", "Right Floor 14", "Right"]
    );
    assert_eq!(
        to("river", booth(62), Need::Any),
        [
            "Right Floor 24",
            "Left Floor 4 at jar",
            "Right Floor 10",
            "Ahead Steps 3",
            "Ahead Floor 8",
            "Left Floor 10",
            "Left",
        ]
    );
    assert_eq!(
        to("river", booth(62), Need::StepFree),
        [
            "Right Floor 24",
            "Left Floor 4 at jar",
            "Right Floor 10",
            "Left Floor 16",
            "Right Floor 3",
            "Left Ramp 8",
            "Right Floor 8",
            "Right Floor 18",
            "Right",
        ]
    );
    let upstairs = Goal::Area("display-villages".to_owned());
    let by_stairs = to("courtyard", upstairs.clone(), Need::Any);
    assert_eq!(
        by_stairs[5..],
        ["Right Stairs 7", "Ahead Floor 2", "Left Floor 7", "Ahead"]
    );
    let by_lift = to("courtyard", upstairs, Need::StepFree);
    assert_eq!(
        by_lift[5..],
        ["Ahead Lift 4", "Ahead Floor 8", "Left Floor 21", "Ahead"]
    );
}

#[test]
fn without_a_known_view_the_first_turn_is_not_said() {
    let plan = sample();
    let start = Start {
        looking: None,
        ..at(stand(&plan, "main"))
    };
    let goal = Goal::Booth(BoothNumber(1));
    let route = Network::new(&plan).route(&start, &goal, Need::Any).unwrap();
    assert_eq!(route.legs[0].turn, Turn::Unknown);
    assert_eq!(route.line.first(), Some(&start.spot));
    assert_eq!(route.line.last().unwrap().at, plan.booths[0].door());
}

#[test]
fn turns_are_named_by_where_one_looks() {
    for (looking, going, turn) in [
        (0.0, 0.0, Turn::Ahead),
        (350.0, 10.0, Turn::Ahead),
        (0.0, 90.0, Turn::Right),
        (0.0, 270.0, Turn::Left),
        (90.0, 0.0, Turn::Left),
        (10.0, 190.0, Turn::Back),
        (720.0, -90.0, Turn::Left),
    ] {
        assert_eq!(Turn::between(looking, going), turn, "{looking} {going}");
    }
}

#[test]
fn a_stroll_takes_a_minute_for_sixty_metres_and_a_lift_one_more() {
    let leg = |kind| Leg {
        turn: Turn::Ahead,
        mark: None,
        kind,
        length_mm: 30_000,
        level: "ground".to_owned(),
    };
    let mut route = Route {
        length_mm: 0,
        line: Vec::new(),
        legs: vec![leg(WayKind::Floor)],
        arrival: Arrival::Ahead,
    };
    assert_eq!((route.metres(), route.minutes()), (0, 1));
    route.length_mm = 60_499;
    assert_eq!((route.metres(), route.minutes()), (60, 2));
    route.legs.push(leg(WayKind::Lift));
    assert_eq!(route.minutes(), 3);
}

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

#[test]
fn a_plan_whose_check_finds_faults_does_no_harm() {
    let mut plan = sample();
    plan.ways[0].from = "moon".to_owned();
    plan.knots[1].level = "cellar".to_owned();
    plan.booths[0].level = "cellar".to_owned();
    let network = Network::new(&plan);
    let start = at(stand(&plan, "main"));
    let route = |number| network.route(&start, &Goal::Booth(BoothNumber(number)), Need::Any);
    assert_eq!(route(1), None);
    assert!(route(80).is_some());
    let empty = Network::new(&Plan::default());
    assert_eq!(
        empty.route(&start, &Goal::Booth(BoothNumber(1)), Need::Any),
        None
    );
}
