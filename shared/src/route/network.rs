//! The net of ways of a plan. How spots beside them join it is in [`joint`](super::joint).

use std::collections::HashMap;

use super::joint::Joint;
use super::legs::{PathStep, told};
use super::line::{Line, shortest};
use super::{Goal, Need, Route, Start};
use crate::catalogue::{Obstacle, Plan, Spot, WayKind};
use crate::geometry::Point;
use crate::ids::BoothNumber;

/// The ways of a plan, ready to find routes. What the plan's check objects to, such as a way to a knot that is not
/// there, is left out.
#[derive(Debug, Clone, Default)]
pub struct Network {
    plan: Plan,
    pub(super) knots: Vec<RoutePoint>,
    pub(super) edges: Vec<Edge>,
    /// By knot: the edges that end there.
    pub(super) edges_of: Vec<Vec<usize>>,
    /// By knot: the same number for those that floors join, which are equally high.
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
    /// The net of a plan.
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

    /// The shortest route, if there is one.
    #[must_use]
    pub fn route(&self, start: &Start, goal: &Goal, need: Need) -> Option<Route> {
        let from = self.spot(&start.spot)?;
        let mut best: Option<Route> = None;
        for (to, booth) in self.ends(goal) {
            let route = self.route_to(from, start.looking, to, booth, need);
            let route = route.map(|(_, route)| route);
            let shorter =
                |route: &Route| best.as_ref().is_none_or(|b| route.length_mm < b.length_mm);
            if let Some(route) = route.filter(shorter) {
                best = Some(route);
            }
        }
        best
    }

    /// The route to one end, and what it counts as.
    pub(super) fn route_to(
        &self,
        from: RoutePoint,
        looking: Option<f64>,
        to: RoutePoint,
        booth: Option<BoothNumber>,
        need: Need,
    ) -> Option<(u64, Route)> {
        let line = shortest(
            self,
            &self.joints(from, None),
            &self.joints(to, booth),
            need,
        )?;
        let Line { first, last, .. } = line;
        let mut steps = vec![
            self.step(from, WayKind::Floor, 0, None),
            self.step(first.at, WayKind::Floor, first.spur_mm, None),
        ];
        let mut before = None;
        for (knot, by) in line.knots {
            let edge = &self.edges[by];
            let mm = match before {
                None => self.end_mm(&first, knot),
                Some(_) => edge.mm,
            };
            let mark = self.plan.knots[knot].mark.clone();
            steps.push(self.step(self.knots[knot], edge.kind, mm, mark));
            before = Some(knot);
        }
        let rest = match before {
            None => first.ends_mm[0].abs_diff(last.ends_mm[0]),
            Some(knot) => self.end_mm(&last, knot),
        };
        steps.push(self.step(last.at, WayKind::Floor, rest, None));
        steps.push(self.step(to, WayKind::Floor, last.spur_mm, None));
        Some((line.counts_mm, told(steps, looking)))
    }

    /// Which part of the net a goal joins, by the least of its knots: between goals of one part there are routes. `None`
    /// when it joins none. Of the nearest of a kind, any counts.
    pub(crate) fn part(&self, goal: &Goal, need: Need) -> Option<usize> {
        let (at, booth) = self.ends(goal).into_iter().next()?;
        let joint = self.joints(at, booth).into_iter().next()?;
        let parts = self.connected(|kind| need.allows(kind));
        parts.get(self.edges[joint.edge].ends[0]).copied()
    }

    /// By knot: the least of those that it is connected with by ways of some kinds.
    fn connected(&self, by: impl Fn(WayKind) -> bool) -> Vec<usize> {
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

    /// Where a goal is; more than one for the nearest of a kind.
    pub(super) fn ends(&self, goal: &Goal) -> Vec<(RoutePoint, Option<BoothNumber>)> {
        let plan = &self.plan;
        let at = |level: &str, point: Point| self.at(level, point);
        match goal {
            Goal::Booth(number) => {
                let booth = plan.booth(*number);
                let end = booth.and_then(|b| Some((at(&b.level, b.door())?, Some(b.number))));
                end.into_iter().collect()
            }
            Goal::Place(id) => {
                let place = plan.place(id).and_then(|p| at(&p.level, p.at));
                place.map(|place| (place, None)).into_iter().collect()
            }
            Goal::Nearest(kind) => {
                let places = plan.places_of(*kind);
                let places = places.filter_map(|p| at(&p.level, p.at));
                places.map(|place| (place, None)).collect()
            }
            Goal::Area(id) => {
                let area = plan.area(id).and_then(|a| at(&a.level, a.door));
                area.map(|area| (area, None)).into_iter().collect()
            }
            Goal::Spot(spot) => self.spot(spot).map(|at| (at, None)).into_iter().collect(),
        }
    }

    /// A spot, if its level is there.
    pub(super) fn spot(&self, spot: &Spot) -> Option<RoutePoint> {
        self.at(&spot.level, spot.at)
    }

    fn at(&self, level: &str, point: Point) -> Option<RoutePoint> {
        let level = self.plan.levels.iter().position(|l| l.id == level)?;
        Some(RoutePoint { level, point })
    }

    fn step(&self, at: RoutePoint, kind: WayKind, mm: u64, mark: Option<String>) -> PathStep {
        let level = self.plan.levels.get(at.level);
        PathStep {
            spot: Spot {
                level: level.map_or_else(String::new, |level| level.id.clone()),
                at: at.point,
            },
            kind,
            mm,
            mark,
        }
    }

    /// From a joint to a knot at an end of its way.
    pub(super) fn end_mm(&self, joint: &Joint, knot: usize) -> u64 {
        let [a, _] = self.edges[joint.edge].ends;
        joint.ends_mm[usize::from(a != knot)]
    }
}

impl Edge {
    /// The knot at the other end.
    pub(super) fn other(&self, knot: usize) -> usize {
        let [a, b] = self.ends;
        if a == knot { b } else { a }
    }
}

/// Metres as whole millimetres, so that sums are exact.
pub(super) fn mm(metres: f64) -> u64 {
    (metres * 1000.0).round() as u64
}
