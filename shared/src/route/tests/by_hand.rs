//! A second algorithm, which knows nothing of the first: it reads the plan as it is written, measures in metres, clips
//! lines against rectangles, and tries every way again and again until nothing gets shorter.

use crate::catalogue::{BoothSpot, Junction, Level, Plan, Side, Way};
use crate::geometry::Point;
use crate::route::*;

/// A case in which a centimetre decides, such as a line past the very corner of a wall: plans are drawn by hand, and
/// either answer is right.
#[derive(Debug)]
pub(super) struct AmbiguousRoute;

/// An upright rectangle: its least and greatest corner.
#[derive(Clone, Copy)]
struct Block([f64; 2], [f64; 2]);

impl Block {
    fn around(outline: &[Point]) -> Self {
        let least = |of: fn(&Point) -> f64| outline.iter().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&Point) -> f64| outline.iter().map(of).fold(f64::MIN, f64::max);
        Self(
            [least(|p| p.x), least(|p| p.y)],
            [most(|p| p.x), most(|p| p.y)],
        )
    }

    fn shrunk(self, by: f64) -> Self {
        let Self([a, b], [c, d]) = self;
        Self([a + by, b + by], [c - by, d - by])
    }

    /// Returns whether a piece of the line lies inside, after Liang and Barsky.
    fn clips(self, from: Point, to: Point) -> bool {
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        let Self([left, top], [right, bottom]) = self;
        for (start, step, least, most) in [
            (from.x, to.x - from.x, left, right),
            (from.y, to.y - from.y, top, bottom),
        ] {
            if step == 0.0 {
                if start <= least || start >= most {
                    return false;
                }
                continue;
            }
            let (a, b) = ((least - start) / step, (most - start) / step);
            enters = enters.max(a.min(b));
            leaves = leaves.min(a.max(b));
        }
        enters < leaves
    }

    fn stops(self, from: Point, to: Point) -> Result<bool, AmbiguousRoute> {
        same(self.clips(from, to), self.shrunk(0.03).clips(from, to))
    }

    fn holds(self, point: Point) -> Result<bool, AmbiguousRoute> {
        let holds = |Self([left, top], [right, bottom]): Self| {
            point.x > left && point.x < right && point.y > top && point.y < bottom
        };
        same(holds(self.shrunk(-0.03)), holds(self.shrunk(0.03)))
    }
}

fn same(loosely: bool, strictly: bool) -> Result<bool, AmbiguousRoute> {
    if loosely == strictly {
        Ok(loosely)
    } else {
        Err(AmbiguousRoute)
    }
}

/// Where a walk ends: a point of a level, and the booth whose front it is.
pub(super) struct End<'a> {
    level: &'a str,
    at: Point,
    booth: Option<&'a BoothSpot>,
}

impl<'a> End<'a> {
    pub(super) fn spot(spot: &'a Spot) -> Self {
        Self {
            level: &spot.level,
            at: spot.at,
            booth: None,
        }
    }

    pub(super) fn front(booth: &'a BoothSpot) -> Self {
        let ([x, y], [width, height]) = (<[f64; 2]>::from(booth.at), booth.size);
        let at = match booth.front {
            Side::Up => Point::new(x + width / 2.0, y),
            Side::Down => Point::new(x + width / 2.0, y + height),
            Side::Left => Point::new(x, y + height / 2.0),
            Side::Right => Point::new(x + width, y + height / 2.0),
        };
        Self {
            level: &booth.level,
            at,
            booth: Some(booth),
        }
    }
}

/// Where a way can be stepped on.
#[derive(Clone)]
struct CheckedStep {
    way: usize,
    at: Point,
    spur: f64,
    square: bool,
}

/// Returns the ends of a way.
fn ends<'a>(plan: &'a Plan, way: &Way) -> [&'a Junction; 2] {
    [&way.from, &way.to].map(|id| plan.knots.iter().find(|knot| knot.id == *id).unwrap())
}

pub(super) fn floor(plan: &Plan, level: &str) -> Level {
    let mut levels = plan.levels.iter();
    levels.find(|floor| floor.id == level).unwrap().clone()
}

fn steps(plan: &Plan, end: &End<'_>) -> Result<Vec<CheckedStep>, AmbiguousRoute> {
    let mut blocks = Vec::new();
    for wall in &floor(plan, end.level).blocks {
        blocks.push((Block::around(wall), false));
    }
    for booth in plan.booths.iter().filter(|booth| booth.level == end.level) {
        let corner = <[f64; 2]>::from(booth.at);
        let far = [corner[0] + booth.size[0], corner[1] + booth.size[1]];
        let own = end.booth.is_some_and(|own| own.number == booth.number);
        blocks.push((Block(corner, far), own));
    }
    let mut in_the_way = Vec::new();
    for (block, own) in blocks {
        if own || !block.holds(end.at)? {
            in_the_way.push((block, own));
        }
    }
    let (mut past_own, mut through_own) = (Vec::new(), Vec::new());
    for (place, way) in plan.ways.iter().enumerate() {
        let [a, b] = ends(plan, way);
        if way.kind != WayKind::Floor || a.level != end.level || b.level != end.level {
            continue;
        }
        let (dx, dy) = (b.at.x - a.at.x, b.at.y - a.at.y);
        let length = dx.hypot(dy);
        let along = if length == 0.0 {
            0.0
        } else {
            ((end.at.x - a.at.x) * dx + (end.at.y - a.at.y) * dy) / length
        };
        let on = along.clamp(0.0, length);
        let beyond = (along - on).abs();
        let share = if length == 0.0 { 0.0 } else { on / length };
        let at = Point::new(a.at.x + dx * share, a.at.y + dy * share);
        let spur = (at.x - end.at.x).hypot(at.y - end.at.y);
        if !same(spur < 8.002, spur < 7.998)? {
            continue;
        }
        let square = length > 0.0 && same(beyond < 0.012, beyond < 0.008)?;
        let step = CheckedStep {
            way: place,
            at,
            spur,
            square,
        };
        let (mut wall, mut own) = (false, false);
        for (block, is_own) in &in_the_way {
            let stops = block.stops(end.at, at)?;
            wall |= stops && !is_own;
            own |= stops && *is_own;
        }
        if !wall && !own {
            past_own.push(step.clone());
        }
        if !wall {
            through_own.push(step);
        }
    }
    let mut steps = if past_own.is_empty() {
        through_own
    } else {
        past_own
    };
    let nearest = steps.iter().map(|step| step.spur).fold(f64::MAX, f64::min);
    let near: Vec<usize> = (0..steps.len())
        .filter(|place| steps[*place].spur < nearest + 0.002)
        .collect();
    for place in &near {
        let (one, first) = (&steps[*place].at, &steps[near[0]].at);
        if (one.x - first.x).hypot(one.y - first.y) > 0.001 {
            return Err(AmbiguousRoute);
        }
    }
    if let Some(place) = near.first() {
        steps[*place].square = true;
        let height = terrace(plan, steps[*place].way);
        steps.retain(|step| step.square && terrace(plan, step.way) == height);
    }
    Ok(steps)
}

/// Returns the junctions that are as high as a way, since floors join them.
fn terrace(plan: &Plan, way: usize) -> Vec<&str> {
    let mut joined = vec![plan.ways[way].from.as_str()];
    while let Some(more) = plan.ways.iter().find_map(|way| {
        let [a, b] = [way.from.as_str(), way.to.as_str()];
        let (has_a, has_b) = (joined.contains(&a), joined.contains(&b));
        (way.kind == WayKind::Floor && has_a != has_b).then_some(if has_a { b } else { a })
    }) {
        joined.push(more);
    }
    joined.sort_unstable();
    joined
}

/// Returns what the shortest walk counts as, in metres: those beside the ways count as three.
pub(super) fn shortest(
    plan: &Plan,
    from: &End<'_>,
    to: &End<'_>,
    need: Need,
) -> Result<Option<f64>, AmbiguousRoute> {
    Ok(walk(plan, &steps(plan, from)?, &steps(plan, to)?, need))
}

fn walk(plan: &Plan, from: &[CheckedStep], to: &[CheckedStep], need: Need) -> Option<f64> {
    let place = |id: &str| plan.knots.iter().position(|knot| knot.id == id).unwrap();
    let metres = |a: Point, b: Point| (a.x - b.x).hypot(a.y - b.y);
    let mut reached = vec![f64::INFINITY; plan.knots.len()];
    let mut best = f64::INFINITY;
    for step in from {
        for knot in ends(plan, &plan.ways[step.way]) {
            let at = place(&knot.id);
            reached[at] = reached[at].min(3.0 * step.spur + metres(step.at, knot.at));
        }
        for other in to.iter().filter(|other| other.way == step.way) {
            best = best.min(3.0 * step.spur + metres(step.at, other.at) + 3.0 * other.spur);
        }
    }
    for _ in 0..plan.knots.len() {
        for way in &plan.ways {
            let steps = matches!(way.kind, WayKind::Steps | WayKind::Stairs);
            if steps && need == Need::StepFree {
                continue;
            }
            let [a, b] = ends(plan, way);
            let up = floor(plan, &a.level).height - floor(plan, &b.level).height;
            let long = metres(a.at, b.at).hypot(up);
            let [a, b] = [place(&a.id), place(&b.id)];
            reached[a] = reached[a].min(reached[b] + long);
            reached[b] = reached[b].min(reached[a] + long);
        }
    }
    for step in to {
        for knot in ends(plan, &plan.ways[step.way]) {
            best = best.min(reached[place(&knot.id)] + metres(step.at, knot.at) + 3.0 * step.spur);
        }
    }
    best.is_finite().then_some(best)
}
