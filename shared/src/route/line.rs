//! The shortest line through the net of ways, by Dijkstra's algorithm.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Need;
use super::joint::Joint;
use super::network::Network;

/// A line through the net, from one spot's joint to the other's.
pub(super) struct Line {
    pub(super) first: Joint,
    pub(super) last: Joint,
    /// The knots between the joints, each with the edge one comes by.
    pub(super) knots: Vec<(usize, usize)>,
    /// What the whole walk counts as, in millimetres.
    pub(super) counts_mm: u64,
}

/// The line by which the whole walk counts least, from any of the first joints to any of the last.
pub(super) fn shortest(
    net: &Network,
    firsts: &[Joint],
    lasts: &[Joint],
    need: Need,
) -> Option<Line> {
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

/// How every knot is reached from the nearest of some joints.
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

/// How a knot was reached.
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
    /// From the knot before, by this edge.
    Junction(usize, usize),
}
