//! The shortest route through the network, by Dijkstra's algorithm.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::joint::Joint;
use super::legs::{PathStep, route_along};
use super::network::{Network, RoutePoint};
use super::{Destination, Need, Route, Start};
use crate::catalogue::{Spot, WayKind};
use crate::geometry::Point;
use crate::ids::BoothNumber;

/// Where a route may end, and the booth whose front it is.
pub(super) type RouteEnd = (RoutePoint, Option<BoothNumber>);

impl Network {
    /// Returns the shortest route, if there is one.
    #[must_use]
    pub fn route(&self, start: &Start, to: &Destination, need: Need) -> Option<Route> {
        let nearest = self.nearest(start, &self.ends(to), need);
        nearest.map(|(_, route)| route)
    }

    /// Returns the shortest route to any of some ends, and what it counts as, in millimetres.
    pub(super) fn nearest(
        &self,
        start: &Start,
        ends: &[RouteEnd],
        need: Need,
    ) -> Option<(u64, Route)> {
        let from = self.at(&start.spot.level, start.spot.at)?;
        let routes = ends.iter();
        let routes = routes.filter_map(|end| self.route_to(from, start.looking, *end, need));
        routes.min_by_key(|(_, route)| route.length_mm)
    }

    fn route_to(
        &self,
        from: RoutePoint,
        looking: Option<f64>,
        (to, booth): RouteEnd,
        need: Need,
    ) -> Option<(u64, Route)> {
        let (firsts, lasts) = (self.joints(from, None), self.joints(to, booth));
        let line = shortest(self, &firsts, &lasts, need)?;
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
        Some((line.counts_mm, route_along(steps, looking)))
    }

    /// Returns the part of the network that a destination joins, by the least of its junctions: there are routes between
    /// destinations of one part. `None` when it joins none.
    pub(crate) fn part_of(&self, to: &Destination, need: Need) -> Option<usize> {
        self.part(self.ends(to).into_iter().next()?, need)
    }

    /// Returns the part of the network that a spot joins.
    pub(crate) fn part_at(&self, spot: &Spot, need: Need) -> Option<usize> {
        self.part((self.at(&spot.level, spot.at)?, None), need)
    }

    fn part(&self, (at, booth): RouteEnd, need: Need) -> Option<usize> {
        let joint = self.joints(at, booth).into_iter().next()?;
        let parts = self.connected(|kind| need.allows(kind));
        parts.get(self.edges[joint.edge].ends[0]).copied()
    }

    /// Returns where a destination is; more than one point for the nearest of a kind.
    pub(super) fn ends(&self, to: &Destination) -> Vec<RouteEnd> {
        let plan = &self.plan;
        let end = |level: &str, at: Point, booth| Some((self.at(level, at)?, booth));
        let one = match to {
            Destination::Booth(number) => plan
                .booth(*number)
                .and_then(|it| end(&it.level, it.door(), Some(it.number))),
            Destination::Area(id) => plan.area(id).and_then(|it| end(&it.level, it.door, None)),
            Destination::Place(id) => plan.place(id).and_then(|it| end(&it.level, it.at, None)),
            Destination::Nearest(kind) => {
                let places = plan.places_of(*kind);
                return places
                    .filter_map(|it| end(&it.level, it.at, None))
                    .collect();
            }
        };
        one.into_iter().collect()
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

    /// Returns the length from a joint to a junction at an end of its way.
    fn end_mm(&self, joint: &Joint, knot: usize) -> u64 {
        let [a, _] = self.edges[joint.edge].ends;
        joint.ends_mm[usize::from(a != knot)]
    }
}

/// A line through the network, from one spot's joint to the other's.
struct Line {
    first: Joint,
    last: Joint,
    /// The junctions between the joints, each with the edge one comes by.
    knots: Vec<(usize, usize)>,
    /// What the whole walk counts as, in millimetres.
    counts_mm: u64,
}

/// Returns the line by which the whole walk counts least, from any of the first joints to any of the last.
fn shortest(net: &Network, firsts: &[Joint], lasts: &[Joint], need: Need) -> Option<Line> {
    let best = reached(net, firsts, need);
    let arrivals = lasts.iter().enumerate().flat_map(|(place, last)| {
        let ends = net.edges[last.edge].ends.into_iter();
        let best = &best;
        ends.filter_map(move |knot| {
            let mm = best[knot]?.mm + net.end_mm(last, knot) + last.counts_mm();
            Some((mm, place, knot))
        })
    });
    let by_knots = arrivals.min();
    // On one and the same way, one walks along it.
    let pairs = firsts
        .iter()
        .flat_map(|first| lasts.iter().map(move |last| (first, last)));
    let along = pairs
        .filter(|(first, last)| first.edge == last.edge)
        .map(|(first, last)| {
            let along = first.ends_mm[0].abs_diff(last.ends_mm[0]);
            (first.counts_mm() + along + last.counts_mm(), first, last)
        })
        .min_by_key(|(mm, ..)| *mm);
    if let Some((mm, first, last)) = along
        && by_knots.is_none_or(|(by_knots, ..)| mm <= by_knots)
    {
        return Some(Line {
            first: *first,
            last: *last,
            knots: Vec::new(),
            counts_mm: mm,
        });
    }
    let (counts_mm, last, mut knot) = by_knots?;
    let mut knots = Vec::new();
    loop {
        match best[knot]?.from {
            Came::Joint(first) => {
                let first = *firsts.get(first)?;
                knots.push((knot, first.edge));
                knots.reverse();
                return Some(Line {
                    first,
                    last: *lasts.get(last)?,
                    knots,
                    counts_mm,
                });
            }
            Came::Junction(before, by) => {
                knots.push((knot, by));
                knot = before;
            }
        }
    }
}

/// Returns how every junction is reached from the nearest of some joints.
fn reached(net: &Network, firsts: &[Joint], need: Need) -> Vec<Option<Reached>> {
    let mut best: Vec<Option<Reached>> = vec![None; net.knots.len()];
    let mut open = BinaryHeap::new();
    for (place, first) in firsts.iter().enumerate() {
        for knot in net.edges[first.edge].ends {
            let mm = first.counts_mm() + net.end_mm(first, knot);
            open.push(Reverse((mm, knot, Came::Joint(place))));
        }
    }
    while let Some(Reverse((mm, knot, from))) = open.pop() {
        if best[knot].is_some() {
            continue;
        }
        best[knot] = Some(Reached { mm, from });
        for place in &net.edges_of[knot] {
            let edge = &net.edges[*place];
            if need.allows(edge.kind) {
                let from = Came::Junction(knot, *place);
                open.push(Reverse((mm + edge.mm, edge.other(knot), from)));
            }
        }
    }
    best
}

/// How a junction was reached.
#[derive(Debug, Clone, Copy)]
struct Reached {
    /// What the walk from the spot counts as.
    mm: u64,
    from: Came,
}

/// Where one came from; what is equally near goes by this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    /// From a joint itself, by its place among the joints.
    Joint(usize),
    /// From the junction before, by this edge.
    Junction(usize, usize),
}
