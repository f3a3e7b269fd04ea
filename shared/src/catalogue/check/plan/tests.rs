use super::*;
use crate::catalogue::{Way, WayKind};
use crate::ids::BoothNumber;

/// Returns what the check says of the exhibition that ships with the software, after some change to its plan.
fn said(change: impl FnOnce(&mut Plan)) -> Vec<String> {
    let problems = sample(change).problems();
    problems.iter().map(ToString::to_string).collect()
}

/// Returns that exhibition.
fn sample(change: impl FnOnce(&mut Plan)) -> Catalogue {
    let json = include_str!("../../../../../assets/exhibition/catalogue.json");
    let plan = include_str!("../../../../../assets/exhibition/plan.json");
    let mut plan = Plan::from_json(plan).unwrap();
    change(&mut plan);
    Catalogue {
        plan: Some(plan),
        ..Catalogue::from_json(json).unwrap()
    }
}

fn booth(plan: &mut Plan, number: u16) -> &mut BoothSpot {
    let mut booths = plan.booths.iter_mut();
    booths
        .find(|booth| booth.number == BoothNumber(number))
        .unwrap()
}

#[test]
fn the_sample_plan_is_whole() {
    assert_eq!(said(|_| {}), [""; 0]);
}

#[test]
fn unknown_and_overlapping_booths_are_named() {
    let unknown = said(|plan| booth(plan, 7).number = BoothNumber(99));
    assert_eq!(unknown, ["plan booth 99: not among the booths"]);
    let moved = said(|plan| booth(plan, 7).at.x -= 1.0);
    assert_eq!(moved, ["plan booth 7: overlaps booth 6"]);
    let walled = said(|plan| booth(plan, 16).at.y -= 0.5);
    assert_eq!(walled, ["plan booth 16: stands in a wall"]);
    let outside = said(|plan| booth(plan, 16).at.y = -20.0);
    assert_eq!(
        outside,
        ["plan booth 16: outside the outline of level ground"]
    );
    let flat = said(|plan| booth(plan, 16).size = [4.0, 0.0]);
    assert_eq!(
        flat[0],
        "plan booth 16: no size; give width and height in metres"
    );
    let elsewhere = said(|plan| booth(plan, 16).level = "cellar".to_owned());
    assert_eq!(
        elsewhere,
        ["plan booth 16: level \"cellar\" is not in the list"]
    );
}

#[test]
fn ways_through_obstacles_or_nowhere_are_named() {
    let with = |from: &str, to: &str, kind| {
        let way = Way {
            from: from.to_owned(),
            to: to.to_owned(),
            kind,
        };
        said(|plan| plan.ways.push(way))
    };
    let through = with("a-west-aisle-1", "north-36", WayKind::Floor);
    let said = "plan way a-west-aisle-1 to north-36: goes through ";
    assert!(through[0].starts_with(said), "{through:?}");
    assert_eq!(
        with("lift", "upper-lift", WayKind::Floor),
        ["plan way lift to upper-lift: leads to another level; make it stairs or a lift"]
    );
    assert_eq!(
        with("lift", "wing", WayKind::Lift),
        ["plan way lift to wing: stairs and lifts lead to another level; use steps on the same"]
    );
    assert_eq!(
        with("lift", "moon", WayKind::Floor),
        ["plan way lift to moon: no such knots"]
    );
}

#[test]
fn unreached_booth_is_named_with_its_start() {
    let cut = said(|plan| {
        let of_hall = |knot: &str| knot.starts_with("b-");
        plan.ways
            .retain(|way| !of_hall(&way.from) && !of_hall(&way.to));
    });
    assert_eq!(
        cut[0],
        "plan booth 21: no way leads there from plan place gate-main; bring a way within 8 m, past no wall"
    );
    let booths = cut.iter().filter(|said| said.starts_with("plan booth"));
    assert_eq!(booths.count(), 20, "{cut:?}");
}

#[test]
fn stepped_places_are_remarks_not_faults() {
    let mut catalogue = sample(|_| {});
    assert_eq!(
        catalogue.remarks(),
        [],
        "the sample is reached without a step"
    );
    let plan = catalogue.plan.as_mut().unwrap();
    plan.ways.retain(|way| way.kind != WayKind::Ramp);
    assert_eq!(catalogue.problems(), []);
    let remarks = catalogue.remarks();
    let said: Vec<String> = remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        said[0],
        "plan booth 1: no way without a step leads there from plan stand of kiosk hall-c; kiosks say so to visitors who ask for one"
    );
}

#[test]
fn undrawn_entries_are_remarks_not_faults() {
    let catalogue = sample(|plan| {
        plan.booths.retain(|booth| booth.number.0 != 7);
        plan.areas.retain(|area| area.area != "hall-b");
        plan.places[0].gate = None;
    });
    assert_eq!(catalogue.problems(), []);
    let remarks = catalogue.remarks();
    let said: Vec<String> = remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "booth 7: not on the plan; kiosks show no way there",
            "area hall-b: not on the plan; kiosks show no way there",
            "gate main: not on the plan; kiosks show no way there",
        ]
    );
}

#[test]
fn misplaced_kiosks_and_unknown_gates_are_named() {
    let inside = said(|plan| {
        let middle = booth(plan, 1).rect().middle();
        plan.stands[5].at = middle;
    });
    assert_eq!(inside, ["plan stand of kiosk hall-a: inside booth 1"]);
    let outside = said(|plan| plan.stands[0].at.x = -3.0);
    assert_eq!(
        outside,
        ["plan stand of gate main: outside the outline of level ground"]
    );
    let both = said(|plan| plan.stands[0].kiosk = "A1".parse().ok());
    assert_eq!(
        both,
        ["plan stand of kiosk A1: name either a kiosk or a gate"]
    );
    let turned = said(|plan| plan.stands[0].facing = 360);
    assert_eq!(
        turned,
        ["plan stand of gate main: faces 360 degrees; give 0 to 359"]
    );
    let gate = said(|plan| plan.places[0].gate = "moon".parse().ok());
    assert_eq!(
        gate,
        ["plan place gate-main: gate \"moon\" is not in the list"]
    );
}

#[test]
fn bad_shapes_and_duplicates_are_named() {
    let line = said(|plan| plan.levels[1].outline.truncate(2));
    let begins = "plan level upper: its outline is no shape;";
    assert!(line[0].starts_with(begins), "{line:?}");
    let miles = said(|plan| plan.levels[0].blocks[2][0].x = 1e300);
    let begins = "plan level ground: block 3 is no shape;";
    assert!(miles[0].starts_with(begins), "{miles:?}");
    let twice = said(|plan| plan.places.extend_from_within(..1));
    assert_eq!(twice, ["plan places: \"gate-main\" is there twice"]);
    let area = said(|plan| plan.areas[0].area = "hall-z".to_owned());
    assert_eq!(area, ["plan area hall-z: not in the list of areas"]);
    let mark = said(|plan| plan.knots[0].mark = Some("moon".to_owned()));
    assert_eq!(mark.len(), 1);
    assert!(mark[0].ends_with("\"moon\" is not among the places"));
    let empty = said(|plan| *plan = Plan::default());
    assert_eq!(empty[0], "plan: no levels; add at least one");
}
