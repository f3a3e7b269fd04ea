//! The shortest line through the net of ways, by Dijkstra's algorithm.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Need;
use super::network::{Joint, Network};

/// The line from one joint to the other.
pub(super) fn shortest(net: &Network, first: &Joint, last: &Joint, need: Need) -> Option<Line> {
    let mut best: Vec<Option<Reached>> = vec![None; net.knots.len()];
    let mut open = BinaryHeap::new();
    for knot in net.edges[first.edge].ends {
        open.push(Reverse((net.end_mm(first, knot), knot, None)));
    }
    while let Some(Reverse((mm, knot, from))) = open.pop() {
        if best[knot].is_some() {
            continue;
        }
        best[knot] = Some(Reached { mm, from });
        for place in &net.edges_of[knot] {
            let edge = &net.edges[*place];
            if need.allows(edge.kind) {
                let from = Some((knot, *place));
                open.push(Reverse((mm + edge.mm, edge.other(knot), from)));
            }
        }
    }
    let arrival = |knot: usize| Some((best[knot]?.mm + net.end_mm(last, knot), knot));
    let by_knots = net.edges[last.edge]
        .ends
        .into_iter()
        .filter_map(arrival)
        .min();
    // On one and the same way, one walks along it.
    if first.edge == last.edge {
        let along = first.ends_mm[0].abs_diff(last.ends_mm[0]);
        if by_knots.is_none_or(|(mm, _)| along <= mm) {
            return Some(Line { knots: Vec::new() });
        }
    }
    let (_, mut knot) = by_knots?;
    let mut knots = Vec::new();
    while let Some(reached) = best[knot] {
        let Some((before, by)) = reached.from else {
            knots.push((knot, first.edge));
            break;
        };
        knots.push((knot, by));
        knot = before;
    }
    knots.reverse();
    Some(Line { knots })
}

/// A line through the net: the knots between two joints, each with the edge one comes by.
pub(super) struct Line {
    pub(super) knots: Vec<(usize, usize)>,
}

/// How a knot was reached.
#[derive(Debug, Clone, Copy)]
struct Reached {
    /// From the first joint.
    mm: u64,
    /// The knot before and the edge from there; `None` from the joint itself.
    from: Option<(usize, usize)>,
}
