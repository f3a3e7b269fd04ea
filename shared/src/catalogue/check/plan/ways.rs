//! Whether ways lead where they say, past booths and walls, and everywhere.

use super::{check_free, check_inside, named};
use crate::catalogue::check::Findings;
use crate::catalogue::{Obstacle, Plan, Spot, WayKind};
use crate::geometry::crosses;
use crate::route::{Goal, Need, Network};

/// Finds what is wrong with knots and ways.
pub(super) fn check(plan: &Plan, found: &mut Findings) {
    found.unique("plan knots", plan.knots.iter().map(|knot| knot.id.as_str()));
    for knot in &plan.knots {
        let place = format!("plan knot {}", knot.id);
        check_inside(plan, found, &place, &knot.level, &[knot.at]);
        check_free(plan, found, &place, &knot.level, knot.at);
        if let Some(mark) = &knot.mark {
            found.unless(plan.place(mark).is_some(), || {
                format!("{place}: \"{mark}\" is not among the places")
            });
        }
    }
    let levels = plan.levels.iter().map(|level| level.id.as_str());
    let obstacles: Vec<(&str, Vec<Obstacle>)> =
        levels.map(|level| (level, plan.obstacles(level))).collect();
    for way in &plan.ways {
        let place = format!("plan way {} to {}", way.from, way.to);
        let (Some(from), Some(to)) = (plan.knot(&way.from), plan.knot(&way.to)) else {
            found.unless(false, || format!("{place}: no such knots"));
            continue;
        };
        found.unless(way.from != way.to, || format!("{place}: leads nowhere"));
        if way.kind.changes_level() {
            found.unless(from.level != to.level, || {
                format!("{place}: stairs and lifts lead to another level; use steps on the same")
            });
            continue;
        }
        found.unless(from.level == to.level, || {
            format!("{place}: leads to another level; make it stairs or a lift")
        });
        let here = obstacles.iter().find(|(level, _)| *level == from.level);
        let mut all = here.into_iter().flat_map(|(_, obstacles)| obstacles);
        if let Some(hit) = all.find(|o| crosses(&o.outline, from.at, to.at)) {
            let what = hit
                .booth
                .map_or_else(|| "a wall".to_owned(), |n| format!("booth {n}"));
            found.unless(false, || format!("{place}: goes through {what}"));
        }
    }
    found.unless(
        plan.ways.iter().any(|way| way.kind == WayKind::Floor),
        || "plan: no ways; join knots by ways on the floor".to_owned(),
    );
}

/// Whether every booth, area and place is reached from every kiosk, and from the first entrance.
pub(super) fn check_reach(plan: &Plan, found: &mut Findings) {
    cut_off(plan, Need::Any, |what, from| {
        found.unless(false, || {
            format!(
                "plan {what}: no way leads there from {from}; bring a way within 8 m, past no wall"
            )
        });
    });
}

/// What is reached only over steps. Old houses have such places, so it is no fault.
pub(super) fn remark_steps(plan: &Plan, found: &mut Findings) {
    cut_off(plan, Need::StepFree, |what, from| {
        found.unless(false, || {
            format!(
                "plan {what}: no way without a step leads there from {from}; kiosks say so to whoever asks for one"
            )
        });
    });
}

/// Names whatever some kiosk, or the first entrance, is cut off from, with the first of those.
fn cut_off(plan: &Plan, need: Need, mut tell: impl FnMut(&str, &str)) {
    let network = Network::new(plan);
    let mut entrances = plan.places.iter().filter(|place| place.gate.is_some());
    let entrance = entrances.next().map(|place| {
        let goal = Goal::Place(place.id.clone());
        (format!("plan place {}", place.id), goal)
    });
    let stands = plan.stands.iter().map(|stand| {
        let spot = Spot {
            level: stand.level.clone(),
            at: stand.at,
        };
        (named(stand), Goal::Spot(spot))
    });
    let starts: Vec<(String, Option<usize>)> = entrance
        .into_iter()
        .chain(stands)
        .map(|(name, goal)| (name, network.part(&goal, need)))
        .collect();
    let booths = plan.booths.iter().map(|booth| {
        let goal = Goal::Booth(booth.number);
        (format!("booth {}", booth.number), goal)
    });
    let areas = plan.areas.iter().map(|area| {
        let goal = Goal::Area(area.area.clone());
        (format!("area {}", area.area), goal)
    });
    let places = plan.places.iter().map(|place| {
        let goal = Goal::Place(place.id.clone());
        (format!("place {}", place.id), goal)
    });
    for (what, goal) in booths.chain(areas).chain(places) {
        let part = network.part(&goal, need);
        let mut starts = starts.iter();
        if let Some((from, _)) = starts.find(|(_, start)| start.is_none() || *start != part) {
            tell(&what, from);
        }
    }
}
