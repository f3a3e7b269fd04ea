//! The network of a plan's ways. How spots beside them join it is in [`joint`](super::joint), how routes are found in
//! [`search`](super::search).

use std::collections::HashMap;

use crate::catalogue::{Obstacle, Plan, WayKind};
use crate::geometry::Point;

/// The ways of a plan, ready to find routes. What the plan's check objects to, such as a way to a junction that is not
/// there, is left out.
#[derive(Debug, Clone, Default)]
pub struct Network {
    pub(super) plan: Plan,
    pub(super) knots: Vec<RoutePoint>,
    pub(super) edges: Vec<Edge>,
    /// By junction: the edges that end there.
    pub(super) edges_of: Vec<Vec<usize>>,
    /// By junction: the same number for those that floors join, which are equally high.
    pub(super) terraces: Vec<usize>,
    /// By level.
    pub(super) obstacles: Vec<Vec<Obstacle>>,
}

/// A point on a level, by the level's place in the plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RoutePoint {
    pub(super) level: usize,
    pub(super) point: Point,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) ends: [usize; 2],
    pub(super) kind: WayKind,
    pub(super) mm: u64,
}

impl Network {
    /// Returns the network of a plan.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let levels = plan.levels.iter().enumerate();
        let level: HashMap<&str, usize> = levels.map(|(at, l)| (l.id.as_str(), at)).collect();
        let (mut knots, mut knot) = (Vec::new(), HashMap::new());
        let mut kept = plan.clone();
        kept.knots.clear();
        for one in &plan.knots {
            if let Some(level) = level.get(one.level.as_str()) {
                knot.insert(one.id.as_str(), knots.len());
                kept.knots.push(one.clone());
                knots.push(RoutePoint {
                    level: *level,
                    point: one.at,
                });
            }
        }
        let mut net = Self {
            edges_of: vec![Vec::new(); knots.len()],
            obstacles: plan.levels.iter().map(|l| plan.obstacles(&l.id)).collect(),
            edges: Vec::new(),
            terraces: Vec::new(),
            knots,
            plan: kept,
        };
        for way in &plan.ways {
            let ends = (knot.get(way.from.as_str()), knot.get(way.to.as_str()));
            if let (Some(from), Some(to)) = ends {
                net.add([*from, *to], way.kind);
            }
        }
        net.terraces = net.connected(|kind| kind == WayKind::Floor);
        net
    }

    fn add(&mut self, ends: [usize; 2], kind: WayKind) {
        let [a, b] = ends.map(|knot| self.knots[knot]);
        let height = |at: RoutePoint| self.plan.levels.get(at.level).map_or(0.0, |l| l.height);
        let mm = mm(a.point.distance(b.point).hypot(height(a) - height(b)));
        for knot in ends {
            self.edges_of[knot].push(self.edges.len());
        }
        self.edges.push(Edge { ends, kind, mm });
    }

    /// Returns, by junction, the least of those that it is connected with by ways of some kinds.
    pub(super) fn connected(&self, by: impl Fn(WayKind) -> bool) -> Vec<usize> {
        let mut least = vec![usize::MAX; self.knots.len()];
        for first in 0..self.knots.len() {
            let mut open = vec![first];
            while let Some(knot) = open.pop() {
                if least[knot] == usize::MAX {
                    least[knot] = first;
                    let edges = self.edges_of[knot].iter().map(|edge| &self.edges[*edge]);
                    let edges = edges.filter(|edge| by(edge.kind));
                    open.extend(edges.map(|edge| edge.other(knot)));
                }
            }
        }
        least
    }

    /// Returns a point of a level, if the level is there.
    pub(super) fn at(&self, level: &str, point: Point) -> Option<RoutePoint> {
        let level = self.plan.levels.iter().position(|l| l.id == level)?;
        Some(RoutePoint { level, point })
    }
}

impl Edge {
    /// Returns the junction at the other end.
    pub(super) fn other(&self, knot: usize) -> usize {
        let [a, b] = self.ends;
        if a == knot { b } else { a }
    }
}

/// Returns the metres as whole millimetres, so that sums are exact.
pub(super) fn mm(metres: f64) -> u64 {
    (metres * 1000.0).round() as u64
}
