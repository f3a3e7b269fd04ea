//! Whether a floor plan is whole and fits the catalogue.

mod spots;
mod ways;

use crate::catalogue::findings::{CataloguePart, Findings, ProblemKind};
use crate::catalogue::{BoothSpot, Catalogue, Plan};
use crate::geometry::{Point, crosses, is_simple};
use spots::{check_free, check_inside, named};

/// No exhibition is further across, in metres: what is, was written in other units.
const FARTHEST: f64 = 5_000.0;

/// Finds what is wrong with the plan of a catalogue.
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

/// Finds what is no fault of a plan without faults, and yet organisers should know.
pub(super) fn remark(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    remark_undrawn(catalogue, plan, found);
    ways::remark_steps(plan, found);
}

/// Remarks what is not drawn yet: lists are often complete before the plan is.
fn remark_undrawn(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    let mut undrawn = |part, id: &dyn std::fmt::Display, is_drawn: bool| {
        let mut at = found.of(part, id);
        at.unless(is_drawn, ProblemKind::Undrawn);
    };
    for booth in &catalogue.booths {
        let is_drawn = plan.booth(booth.number).is_some();
        undrawn(CataloguePart::Booth, &booth.number, is_drawn);
    }
    for area in &catalogue.areas {
        let is_drawn = plan.area(&area.id).is_some();
        undrawn(CataloguePart::Area, &area.id, is_drawn);
    }
    for gate in &catalogue.gates {
        let mut places = plan.places.iter();
        let is_drawn = places.any(|place| place.gate.as_ref() == Some(&gate.id));
        undrawn(CataloguePart::Gate, &gate.id, is_drawn);
    }
}

fn check_levels(plan: &Plan, found: &mut Findings) {
    let mut at = found.at(CataloguePart::Plan);
    at.unless(!plan.levels.is_empty(), ProblemKind::NoLevels);
    let levels = plan.levels.iter().map(|it| it.id.as_str());
    found.unique(CataloguePart::PlanLevels, levels);
    for level in &plan.levels {
        let mut at = found.of(CataloguePart::PlanLevel, &level.id);
        let outlines = std::iter::once(&level.outline).chain(&level.blocks);
        for (place, outline) in outlines.enumerate() {
            let kind = match place {
                0 => ProblemKind::OutlineShape,
                block => ProblemKind::BlockShape { block },
            };
            at.unless(sound(outline), kind);
        }
        let height = level.height.to_string();
        let is_possible = level.height.abs() < FARTHEST;
        at.unless(is_possible, ProblemKind::Height { height });
    }
}

fn check_booths(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    let booths = plan.booths.iter().map(|booth| booth.number);
    found.unique(CataloguePart::PlanBooths, booths);
    for (index, booth) in plan.booths.iter().enumerate() {
        let mut at = found.of(CataloguePart::PlanBooth, booth.number);
        let is_known = catalogue.booth(booth.number).is_some();
        at.unless(is_known, ProblemKind::NotABooth);
        let corners = booth.rect().corners();
        let has_size = sound(&corners) && booth.size.iter().all(|side| *side > 0.0);
        at.unless(has_size, ProblemKind::NoSize);
        // A booth may touch the outline.
        let inner = corners.map(|corner| corner.towards(booth.rect().middle(), 0.01));
        check_inside(plan, &mut at, &booth.level, &inner);
        let mut others = plan.booths.iter().take(index);
        if let Some(other) = others.find(|other| overlap(booth, other)) {
            let other = other.number;
            at.unless(false, ProblemKind::Overlaps { other });
        }
        let level = plan.level(&booth.level);
        let mut blocks = level.into_iter().flat_map(|level| &level.blocks);
        let blocked = blocks.any(|block| overlaps_block(booth, block));
        at.unless(!blocked, ProblemKind::InAWall);
    }
}

fn check_areas(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    let areas = plan.areas.iter().map(|it| it.area.as_str());
    found.unique(CataloguePart::PlanAreas, areas);
    for area in &plan.areas {
        let mut at = found.of(CataloguePart::PlanArea, &area.area);
        let is_known = catalogue.areas.iter().any(|it| it.id == area.area);
        at.unless(is_known, ProblemKind::NotAnArea);
        at.unless(sound(&area.outline), ProblemKind::AreaShape);
        check_inside(plan, &mut at, &area.level, &[area.door]);
    }
}

fn check_places(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    let places = plan.places.iter().map(|it| it.id.as_str());
    found.unique(CataloguePart::PlanPlaces, places);
    for place in &plan.places {
        let mut at = found.of(CataloguePart::PlanPlace, &place.id);
        check_inside(plan, &mut at, &place.level, &[place.at]);
        if let Some(gate) = &place.gate {
            let is_known = catalogue.gate(gate).is_some();
            at.listed(is_known, CataloguePart::Gate, gate);
        }
    }
}

fn check_stands(catalogue: &Catalogue, plan: &Plan, found: &mut Findings) {
    let kiosks = plan.stands.iter().filter_map(|stand| stand.kiosk.as_ref());
    found.unique(CataloguePart::PlanStands, kiosks);
    let gates = plan.stands.iter().filter_map(|stand| stand.gate.as_ref());
    found.unique(CataloguePart::PlanStands, gates.clone());
    for gate in gates {
        let mut at = found.of(CataloguePart::PlanGate, gate);
        let is_known = catalogue.gate(gate).is_some();
        at.unless(is_known, ProblemKind::UnknownGate);
    }
    for stand in &plan.stands {
        let mut at = found.at(named(stand));
        let has_owner = stand.kiosk.is_some() != stand.gate.is_some();
        at.unless(has_owner, ProblemKind::StandOfNobody);
        let degrees = stand.facing;
        at.unless(degrees < 360, ProblemKind::Facing { degrees });
        check_inside(plan, &mut at, &stand.level, &[stand.at]);
        check_free(plan, &mut at, &stand.level, stand.at);
    }
}

/// Returns whether an outline is a shape within the bounds of any exhibition.
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
