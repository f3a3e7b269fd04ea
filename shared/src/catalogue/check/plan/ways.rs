//! Whether ways lead where they say, past booths and walls, and everywhere.

use super::spots::{check_free, check_inside, named, obstacle_name};
use crate::catalogue::findings::Findings;
use crate::catalogue::{Obstacle, Plan, Spot, WayKind};
use crate::geometry::crosses;
use crate::route::{Destination, Need, Network};

/// Finds what is wrong with junctions and ways.
pub(super) fn check(plan: &Plan, found: &mut Findings) {
    found.unique("plan knots", plan.knots.iter().map(|knot| knot.id.as_str()));
    for knot in &plan.knots {
        let mut at = found.at(format_args!("plan knot {}", knot.id));
        check_inside(plan, &mut at, &knot.level, &[knot.at]);
        check_free(plan, &mut at, &knot.level, knot.at);
        if let Some(mark) = &knot.mark {
            let is_known = plan.place(mark).is_some();
            at.unless(is_known, format_args!("\"{mark}\" is not among the places"));
        }
    }
    let levels = plan.levels.iter().map(|level| level.id.as_str());
    let obstacles: Vec<(&str, Vec<Obstacle>)> =
        levels.map(|level| (level, plan.obstacles(level))).collect();
    for way in &plan.ways {
        let mut at = found.at(format_args!("plan way {} to {}", way.from, way.to));
        let (Some(from), Some(to)) = (plan.knot(&way.from), plan.knot(&way.to)) else {
            at.unless(false, "no such knots");
            continue;
        };
        at.unless(way.from != way.to, "leads nowhere");
        if way.kind.changes_level() {
            let problem = "stairs and lifts lead to another level; use steps on the same";
            at.unless(from.level != to.level, problem);
            continue;
        }
        let problem = "leads to another level; make it stairs or a lift";
        at.unless(from.level == to.level, problem);
        let here = obstacles.iter().find(|(level, _)| *level == from.level);
        let mut all = here.into_iter().flat_map(|(_, obstacles)| obstacles);
        if let Some(hit) = all.find(|o| crosses(&o.outline, from.at, to.at)) {
            at.unless(false, format_args!("goes through {}", obstacle_name(hit)));
        }
    }
    let has_floor = plan.ways.iter().any(|way| way.kind == WayKind::Floor);
    found.unless(has_floor, "plan: no ways; join knots by ways on the floor");
}

/// Checks that every booth, area and place is reached from every kiosk, and from the first entrance.
pub(super) fn check_reach(plan: &Plan, found: &mut Findings) {
    cut_off(plan, Need::Any, |what, from| {
        let problem = format!(
            "plan {what}: no way leads there from {from}; bring a way within 8 m, past no wall"
        );
        found.unless(false, problem);
    });
}

/// Remarks what is reached only over steps. Old houses have such places, so it is no fault.
pub(super) fn remark_steps(plan: &Plan, found: &mut Findings) {
    cut_off(plan, Need::StepFree, |what, from| {
        let remark = format!(
            "plan {what}: no way without a step leads there from {from}; kiosks say so to visitors who ask for one"
        );
        found.unless(false, remark);
    });
}

/// Names what some kiosk, or the first entrance, is cut off from, with the first of these.
fn cut_off(plan: &Plan, need: Need, mut tell: impl FnMut(&str, &str)) {
    let network = Network::new(plan);
    let entrance = plan.places.iter().find(|place| place.gate.is_some());
    let entrance = entrance.map(|place| {
        let part = network.part_of(&Destination::Place(place.id.clone()), need);
        (format!("plan place {}", place.id), part)
    });
    let stands = plan.stands.iter().map(|stand| {
        let spot = Spot {
            level: stand.level.clone(),
            at: stand.at,
        };
        (named(stand), network.part_at(&spot, need))
    });
    let starts: Vec<(String, Option<usize>)> = entrance.into_iter().chain(stands).collect();
    let booths = plan.booths.iter().map(|it| it.number);
    let booths = booths.map(|it| (format!("booth {it}"), Destination::Booth(it)));
    let areas = plan.areas.iter().map(|it| &it.area);
    let areas = areas.map(|it| (format!("area {it}"), Destination::Area(it.clone())));
    let places = plan.places.iter().map(|it| &it.id);
    let places = places.map(|it| (format!("place {it}"), Destination::Place(it.clone())));
    for (what, destination) in booths.chain(areas).chain(places) {
        let part = network.part_of(&destination, need);
        let mut starts = starts.iter();
        if let Some((from, _)) = starts.find(|(_, start)| start.is_none() || *start != part) {
            tell(&what, from);
        }
    }
}
