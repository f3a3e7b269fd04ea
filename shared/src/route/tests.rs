mod by_hand;
mod joints;
mod random;

use super::*;
use crate::catalogue::{PlaceKind, Plan, Stand};
use crate::ids::BoothNumber;

/// Where a route of a test ends.
#[derive(Debug, Clone)]
enum TestEnd {
    Spot(Spot),
    Booth(BoothNumber),
}

impl TestEnd {
    fn ends(&self, network: &Network) -> Vec<super::search::RouteEnd> {
        match self {
            Self::Spot(spot) => {
                let at = network.at(&spot.level, spot.at);
                at.map(|at| (at, None)).into_iter().collect()
            }
            Self::Booth(number) => network.ends(&Destination::Booth(*number)),
        }
    }
}

/// Returns the floor plan that ships with the software.
fn sample() -> Plan {
    Plan::from_json(include_str!("../../../assets/exhibition/plan.json")).unwrap()
}

fn at(stand: &Stand) -> Start {
    Start::at(stand)
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
fn every_booth_is_reached_from_every_kiosk() {
    let plan = sample();
    let network = Network::new(&plan);
    assert_eq!(plan.booths.len(), 80);
    assert!(plan.stands.len() >= 10);
    let mut detours = 0;
    for stand in &plan.stands {
        for booth in &plan.booths {
            let goal = Destination::Booth(booth.number);
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
fn areas_places_and_nearest_kinds_are_reached() {
    let plan = sample();
    let network = Network::new(&plan);
    let start = at(stand(&plan, "hall-d"));
    for area in &plan.areas {
        let goal = Destination::Area(area.area.clone());
        assert!(network.route(&start, &goal, Need::StepFree).is_some());
    }
    let lengths = plan.places.iter().filter_map(|place| {
        let goal = Destination::Place(place.id.clone());
        let route = network.route(&start, &goal, Need::Any).unwrap();
        (place.kind == PlaceKind::Water).then_some(route.length_mm)
    });
    let nearest = lengths.min();
    let route = network.route(&start, &Destination::Nearest(PlaceKind::Water), Need::Any);
    assert_eq!(route.map(|route| route.length_mm), nearest);
    let nowhere = Destination::Place("moon".to_owned());
    assert_eq!(network.route(&start, &nowhere, Need::Any), None);
}

#[test]
fn route_turns_at_landmarks() {
    let plan = sample();
    let network = Network::new(&plan);
    let to = |name: &str, goal: Destination, need| {
        said(&network.route(&at(stand(&plan, name)), &goal, need).unwrap())
    };
    let booth = |number| Destination::Booth(BoothNumber(number));
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
    let upstairs = Destination::Area("display-villages".to_owned());
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
fn unknown_view_leaves_first_turn_out() {
    let plan = sample();
    let start = Start {
        looking: None,
        ..at(stand(&plan, "main"))
    };
    let goal = Destination::Booth(BoothNumber(1));
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
fn minute_is_sixty_metres_lift_one_more() {
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

#[test]
fn faulty_plan_does_no_harm() {
    let mut plan = sample();
    plan.ways[0].from = "moon".to_owned();
    plan.knots[1].level = "cellar".to_owned();
    plan.booths[0].level = "cellar".to_owned();
    let network = Network::new(&plan);
    let start = at(stand(&plan, "main"));
    let route = |number| network.route(&start, &Destination::Booth(BoothNumber(number)), Need::Any);
    assert_eq!(route(1), None);
    assert!(route(80).is_some());
    let empty = Network::new(&Plan::default());
    assert_eq!(
        empty.route(&start, &Destination::Booth(BoothNumber(1)), Need::Any),
        None
    );
}

#[test]
fn nearest_amenity_is_where_its_route_ends() {
    let plan = sample();
    let network = Network::new(&plan);
    for stand in &plan.stands {
        for kind in plan.amenities() {
            let goal = Destination::Nearest(kind);
            let route = network.route(&at(stand), &goal, Need::Any).unwrap();
            let found = goal.found(&plan, Some(&route));
            let place = found.place(&plan).unwrap();
            assert_eq!(place.kind, kind);
            let end = route.line.last().unwrap();
            assert_eq!(
                (end.level.as_str(), end.at),
                (place.level.as_str(), place.at)
            );
            let others = plan
                .places_of(kind)
                .map(|place| Destination::Place(place.id.clone()));
            let lengths = others.filter_map(|goal| network.route(&at(stand), &goal, Need::Any));
            let least = lengths.map(|route| route.length_mm).min();
            assert_eq!(least, Some(route.length_mm));
        }
    }
    assert_eq!(plan.amenities().count(), 8);
}

#[test]
fn entrance_serves_as_exit_without_exits() {
    let mut plan = sample();
    plan.places.retain(|place| place.kind != PlaceKind::Exit);
    let network = Network::new(&plan);
    let start = at(stand(&plan, "hall-a"));
    let goal = Destination::Nearest(PlaceKind::Exit);
    let route = network.route(&start, &goal, Need::Any).unwrap();
    let found = goal.found(&plan, Some(&route));
    assert_eq!(found.place(&plan).unwrap().kind, PlaceKind::Entrance);
}
