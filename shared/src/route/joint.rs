//! Where spots beside the ways join them.
//!
//! A visitor walks straight from a spot to a way, past no wall and no booth, and no further than eight metres. They are
//! led to the point of a way that is nearest, not slantwise to one further along: people keep to the ways where it is
//! crowded, and "to the aisle, then left" can be said. Of all ways around the spot, the one is taken that makes the
//! whole walk the shortest, where a metre beside the ways counts as three.
//!
//! But nobody is led over an edge that no one has drawn. What stands beside a way stands as high as it, and other ways
//! around are as high only where floors join them: not those beyond a door with steps, eight metres off. Whose nearest
//! way leads only over steps is told that there is no other, even where one lies near; a plan that draws the edge of a
//! terrace as a block shows on which side of it they stand.

use super::network::{Network, RoutePoint, mm};
use crate::catalogue::{Obstacle, WayKind};
use crate::geometry::{Point, contains, crosses};
use crate::ids::BoothNumber;

/// Nobody is led further than this beside all ways, in millimetres.
const REACH_MM: u64 = 8_000;

/// A metre beside the ways counts as so many. Else visitors would be led along the stands instead of the aisle, to save
/// the few steps to its middle.
const BESIDE: u64 = 3;

/// As good as at a right angle: so many metres beside the foot of the perpendicular.
const ASIDE: f64 = 0.01;

/// Where a spot beside a way joins it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joint {
    pub(super) edge: usize,
    pub(super) at: RoutePoint,
    /// From the spot to the way.
    pub(super) spur_mm: u64,
    /// From the joint to either end of the way.
    pub(super) ends_mm: [u64; 2],
    /// Whether one walks onto the way at a right angle, and not slantwise.
    square: bool,
}

impl Joint {
    /// Returns what the walk from the spot to the way counts as, in millimetres.
    pub(super) fn counts_mm(&self) -> u64 {
        self.spur_mm * BESIDE
    }
}

impl Network {
    /// Returns where a spot may join the network, the nearest first: each way that is as high, at the point that is
    /// nearest, if nothing stands between; the nearest way of all, and those that are met at a right angle. What the
    /// spot is in the middle of, such as a statue, does not stand in its way; the booth whose front it is does, unless
    /// there is no way but through it.
    pub(super) fn joints(&self, from: RoutePoint, booth: Option<BoothNumber>) -> Vec<Joint> {
        let Some(obstacles) = self.obstacles.get(from.level) else {
            return Vec::new();
        };
        let own = |obstacle: &Obstacle| booth.is_some() && obstacle.booth == booth;
        let all: Vec<&Obstacle> = obstacles
            .iter()
            .filter(|obstacle| own(obstacle) || !contains(&obstacle.outline, from.point))
            .collect();
        let mut near = self.near(from);
        near.sort_by_key(|joint| (joint.spur_mm, joint.edge));
        let seen = |with_own: bool| -> Vec<Joint> {
            let free = |joint: &&Joint| {
                let mut all = all.iter().filter(|obstacle| with_own || !own(obstacle));
                !all.any(|o| crosses(&o.outline, from.point, joint.at.point))
            };
            near.iter().filter(free).copied().collect()
        };
        let mut joints = seen(true);
        if joints.is_empty() && booth.is_some() {
            joints = seen(false);
        }
        let terrace = |joint: &Joint| self.terraces[self.edges[joint.edge].ends[0]];
        if let Some(nearest) = joints.first_mut() {
            nearest.square = true;
            let height = terrace(nearest);
            joints.retain(|joint| joint.square && terrace(joint) == height);
        }
        joints
    }

    /// Returns the nearest point of each way within reach, whatever stands between.
    fn near(&self, from: RoutePoint) -> Vec<Joint> {
        let joint = |(place, edge): (usize, &super::network::Edge)| {
            let [a, b] = edge.ends.map(|knot| self.knots[knot]);
            if edge.kind != WayKind::Floor || a.level != from.level || b.level != from.level {
                return None;
            }
            let share = from.point.nearest_on(a.point, b.point);
            let point = a.point.towards(b.point, share);
            let to_a = mm(a.point.distance(point)).min(edge.mm);
            Some(Joint {
                edge: place,
                at: RoutePoint { point, ..from },
                spur_mm: mm(from.point.distance(point)),
                ends_mm: [to_a, edge.mm - to_a],
                square: is_foot(from.point, point, [a.point, b.point]),
            })
        };
        let near = self.edges.iter().enumerate().filter_map(joint);
        near.filter(|joint| joint.spur_mm <= REACH_MM).collect()
    }
}

/// Returns whether the line from a spot to a point of a way meets it at a right angle.
fn is_foot(from: Point, point: Point, [a, b]: [Point; 2]) -> bool {
    let length = a.distance(b);
    let along = (from.x - point.x) * (b.x - a.x) + (from.y - point.y) * (b.y - a.y);
    length > 0.0 && along.abs() <= ASIDE * length
}
