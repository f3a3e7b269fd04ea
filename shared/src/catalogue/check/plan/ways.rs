//! Whether ways lead where they say, past booths and walls, and everywhere.

use super::spots::{check_free, check_inside, named};
use crate::catalogue::findings::{CataloguePart, Findings, ProblemKind, ProblemPlace};
use crate::catalogue::{Obstacle, Plan, Spot, WayKind};
use crate::geometry::crosses;
use crate::route::{Destination, Need, Network};

/// Finds what is wrong with junctions and ways.
pub(super) fn check(plan: &Plan, found: &mut Findings) {
    let knots = plan.knots.iter().map(|knot| knot.id.as_str());
    found.unique(CataloguePart::PlanKnots, knots);
    for knot in &plan.knots {
        let mut at = found.of(CataloguePart::PlanKnot, &knot.id);
        check_inside(plan, &mut at, &knot.level, &[knot.at]);
        check_free(plan, &mut at, &knot.level, knot.at);
        if let Some(mark) = &knot.mark {
            let is_known = plan.place(mark).is_some();
            let mark = mark.clone();
            at.unless(is_known, ProblemKind::UnknownMark { mark });
        }
    }
    let levels = plan.levels.iter().map(|level| level.id.as_str());
    let obstacles: Vec<(&str, Vec<Obstacle>)> =
        levels.map(|level| (level, plan.obstacles(level))).collect();
    for way in &plan.ways {
        let ends = format!("{} to {}", way.from, way.to);
        let mut at = found.of(CataloguePart::PlanWay, ends);
        let (Some(from), Some(to)) = (plan.knot(&way.from), plan.knot(&way.to)) else {
            at.unless(false, ProblemKind::UnknownKnots);
            continue;
        };
        at.unless(way.from != way.to, ProblemKind::LeadsNowhere);
        if way.kind.changes_level() {
            at.unless(from.level != to.level, ProblemKind::StairsOnOneLevel);
            continue;
        }
        at.unless(from.level == to.level, ProblemKind::FloorBetweenLevels);
        let here = obstacles.iter().find(|(level, _)| *level == from.level);
        let mut all = here.into_iter().flat_map(|(_, obstacles)| obstacles);
        if let Some(hit) = all.find(|o| crosses(&o.outline, from.at, to.at)) {
            let obstacle = hit.into();
            at.unless(false, ProblemKind::Through { obstacle });
        }
    }
    let has_floor = plan.ways.iter().any(|way| way.kind == WayKind::Floor);
    let mut at = found.at(CataloguePart::Plan);
    at.unless(has_floor, ProblemKind::NoWays);
}

/// Checks that every booth, area and place is reached from every kiosk, and from the first entrance.
pub(super) fn check_reach(plan: &Plan, found: &mut Findings) {
    cut_off(plan, Need::Any, |what, from| {
        found.at(what).unless(false, ProblemKind::CutOff { from });
    });
}

/// Remarks what is reached only over steps. Old houses have such places, so it is no fault.
pub(super) fn remark_steps(plan: &Plan, found: &mut Findings) {
    cut_off(plan, Need::StepFree, |what, from| {
        found
            .at(what)
            .unless(false, ProblemKind::OverSteps { from });
    });
}

/// Names what some kiosk, or the first entrance, is cut off from, with the first of these.
fn cut_off(plan: &Plan, need: Need, mut tell: impl FnMut(ProblemPlace, ProblemPlace)) {
    let network = Network::new(plan);
    let entrance = plan.places.iter().find(|place| place.gate.is_some());
    let entrance = entrance.map(|place| {
        let part = network.part_of(&Destination::Place(place.id.clone()), need);
        (ProblemPlace::new(CataloguePart::PlanPlace, &place.id), part)
    });
    let stands = plan.stands.iter().map(|stand| {
        let spot = Spot {
            level: stand.level.clone(),
            at: stand.at,
        };
        (named(stand), network.part_at(&spot, need))
    });
    let starts: Vec<(ProblemPlace, Option<usize>)> = entrance.into_iter().chain(stands).collect();
    let booths = plan.booths.iter().map(|it| {
        let place = ProblemPlace::new(CataloguePart::PlanBooth, it.number);
        (place, Destination::Booth(it.number))
    });
    let areas = plan.areas.iter().map(|it| {
        let place = ProblemPlace::new(CataloguePart::PlanArea, &it.area);
        (place, Destination::Area(it.area.clone()))
    });
    let places = plan.places.iter().map(|it| {
        let place = ProblemPlace::new(CataloguePart::PlanPlace, &it.id);
        (place, Destination::Place(it.id.clone()))
    });
    for (what, destination) in booths.chain(areas).chain(places) {
        let part = network.part_of(&destination, need);
        let mut starts = starts.iter();
        if let Some((from, _)) = starts.find(|(_, start)| start.is_none() || *start != part) {
            tell(what, from.clone());
        }
    }
}
