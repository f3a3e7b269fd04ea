//! Whether a floor plan is whole and fits the catalogue.

mod ways;

use super::Findings;
use crate::catalogue::{BoothSpot, Catalogue, Plan, Stand};
use crate::geometry::{Point, contains, crosses, is_simple};

/// No exhibition is further across, in metres: what is, was written in other units.
const FARTHEST: f64 = 5_000.0;

/// Finds whatever is wrong with the plan of a catalogue.
pub(super) fn check(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    let before = found.0.len();
    check_levels(plan, found);
    check_booths(catalogue, plan, found);
    check_areas(catalogue, plan, found);
    check_places(catalogue, plan, found);
    check_stands(catalogue, plan, found);
    ways::check(plan, found);
    // Only on a plan that is right in itself does it say something where ways lead.
    if found.0.len() == before {
        ways::check_reach(plan, found);
    }
}

/// Finds what is no fault of a plan without faults, and yet somebody should know.
pub(super) fn remark(plan: &Plan, found: &mut Findings) {
    ways::remark_steps(plan, found);
}

fn check_levels(plan: &Plan, found: &mut Findings) {
    found.unless(!plan.levels.is_empty(), || {
        "plan: no levels; add at least one".to_owned()
    });
    found.unique(
        "plan levels",
        plan.levels.iter().map(|level| level.id.as_str()),
    );
    for level in &plan.levels {
        let outlines = std::iter::once(&level.outline).chain(&level.blocks);
        for (at, outline) in outlines.enumerate() {
            let which = match at {
                0 => "its outline".to_owned(),
                at => format!("block {at}"),
            };
            found.unless(sound(outline), || {
                format!(
                    "plan level {}: {which} is no shape; give at least three corners in order, in metres, without crossing lines",
                    level.id
                )
            });
        }
        found.unless(level.height.abs() < FARTHEST, || {
            format!(
                "plan level {}: height {}; give metres",
                level.id, level.height
            )
        });
    }
}

fn check_booths(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    found.unique("plan booths", plan.booths.iter().map(|booth| booth.number));
    for booth in &catalogue.booths {
        found.unless(plan.booth(booth.number).is_some(), || {
            format!("booth {}: not on the plan", booth.number)
        });
    }
    for (at, booth) in plan.booths.iter().enumerate() {
        let place = format!("plan booth {}", booth.number);
        found.unless(catalogue.booth(booth.number).is_some(), || {
            format!("{place}: not among the booths")
        });
        let corners = booth.rect().corners();
        found.unless(
            sound(&corners) && booth.size.iter().all(|side| *side > 0.0),
            || format!("{place}: no size; give width and height in metres"),
        );
        check_inside(
            plan,
            found,
            &place,
            &booth.level,
            &corners.map(|corner| {
                // A booth may touch the outline.
                corner.towards(booth.rect().middle(), 0.01)
            }),
        );
        let mut others = plan.booths.iter().take(at);
        let overlapped = others.find(|other| overlap(booth, other));
        if let Some(other) = overlapped {
            found.unless(false, || {
                format!("{place}: overlaps booth {}", other.number)
            });
        }
        let level = plan.level(&booth.level);
        let mut blocks = level.into_iter().flat_map(|level| &level.blocks);
        let blocked = blocks.any(|block| overlaps_block(booth, block));
        found.unless(!blocked, || format!("{place}: stands in a wall"));
    }
}

fn check_areas(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    found.unique(
        "plan areas",
        plan.areas.iter().map(|area| area.area.as_str()),
    );
    for area in &catalogue.areas {
        found.unless(plan.area(&area.id).is_some(), || {
            format!("area {}: not on the plan", area.id)
        });
    }
    for area in &plan.areas {
        let place = format!("plan area {}", area.area);
        found.unless(
            catalogue.areas.iter().any(|known| known.id == area.area),
            || format!("{place}: not in the list of areas"),
        );
        found.unless(sound(&area.outline), || {
            format!("{place}: no shape; give at least three corners in order, in metres")
        });
        check_inside(plan, found, &place, &area.level, &[area.door]);
    }
}

fn check_places(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    found.unique(
        "plan places",
        plan.places.iter().map(|place| place.id.as_str()),
    );
    for place in &plan.places {
        let what = format!("plan place {}", place.id);
        check_inside(plan, found, &what, &place.level, &[place.at]);
        if let Some(gate) = &place.gate {
            found.unless(catalogue.gate(gate).is_some(), || {
                format!("{what}: gate \"{gate}\" is not in the list")
            });
        }
    }
    for gate in &catalogue.gates {
        let mut places = plan.places.iter();
        found.unless(
            places.any(|place| place.gate.as_ref() == Some(&gate.id)),
            || {
                format!(
                    "gate {}: not on the plan; add a place with \"gate\"",
                    gate.id
                )
            },
        );
    }
}

fn check_stands(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    let kiosks = plan.stands.iter().filter_map(|stand| stand.kiosk.as_ref());
    found.unique("plan stands", kiosks);
    let gates = plan.stands.iter().filter_map(|stand| stand.gate.as_ref());
    found.unique("plan stands", gates.clone());
    for gate in gates {
        found.unless(catalogue.gate(gate).is_some(), || {
            format!("plan stand of gate {gate}: the gate is not in the list")
        });
    }
    for stand in &plan.stands {
        let place = named(stand);
        found.unless(stand.kiosk.is_some() != stand.gate.is_some(), || {
            format!("{place}: name either a kiosk or a gate")
        });
        found.unless(stand.facing < 360, || {
            format!("{place}: faces {} degrees; give 0 to 359", stand.facing)
        });
        check_inside(plan, found, &place, &stand.level, &[stand.at]);
        check_free(plan, found, &place, &stand.level, stand.at);
    }
}

fn named(stand: &Stand) -> String {
    match (&stand.kiosk, &stand.gate) {
        (Some(kiosk), _) => format!("plan stand of kiosk {kiosk}"),
        (None, Some(gate)) => format!("plan stand of gate {gate}"),
        (None, None) => "plan stand".to_owned(),
    }
}

/// Whether all these points are inside the outline of a level that there is.
fn check_inside(plan: &Plan, found: &mut Findings, place: &str, level: &str, points: &[Point]) {
    let Some(floor) = plan.level(level) else {
        found.unless(false, || {
            format!("{place}: level \"{level}\" is not in the list")
        });
        return;
    };
    let inside = points.iter().all(|point| contains(&floor.outline, *point));
    found.unless(inside, || {
        format!("{place}: outside the outline of level {level}")
    });
}

fn check_free(plan: &Plan, found: &mut Findings, place: &str, level: &str, at: Point) {
    let obstacles = plan.obstacles(level);
    if let Some(hit) = obstacles.iter().find(|o| contains(&o.outline, at)) {
        let what = hit
            .booth
            .map_or_else(|| "a wall".to_owned(), |n| format!("booth {n}"));
        found.unless(false, || format!("{place}: inside {what}"));
    }
}

/// Whether an outline is a shape within the bounds of any exhibition.
fn sound(outline: &[Point]) -> bool {
    let near = |point: &Point| point.x.abs() < FARTHEST && point.y.abs() < FARTHEST;
    outline.iter().all(near) && is_simple(outline)
}

fn overlap(one: &BoothSpot, other: &BoothSpot) -> bool {
    one.level == other.level && one.rect().overlaps(other.rect())
}

fn overlaps_block(booth: &BoothSpot, block: &[Point]) -> bool {
    let corners = booth.rect().corners();
    let through = |shape: &[Point], outline: &[Point]| {
        let mut sides = shape.iter().zip(shape.iter().cycle().skip(1));
        sides.any(|(a, b)| crosses(outline, *a, *b))
    };
    through(&corners, block) || through(block, &corners)
}

#[cfg(test)]
mod tests;
