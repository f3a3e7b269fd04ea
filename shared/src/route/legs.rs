//! A line put into legs that can be said.

use super::{Arrival, Leg, Route, Turn};
use crate::catalogue::{Spot, WayKind};

/// One spot on a line, and how one came there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PathStep {
    pub(super) spot: Spot,
    /// What one walked on to come here.
    pub(super) kind: WayKind,
    /// How far.
    pub(super) mm: u64,
    /// The place that is here.
    pub(super) mark: Option<String>,
}

/// A step to one side at the beginning or end, up to this long, is not worth a sentence.
const ASIDE_MM: u64 = 3_000;

/// A straight piece of the line.
struct Piece {
    /// Degrees clockwise from the top of the plan; `None` in a lift.
    heading: Option<f64>,
    kind: WayKind,
    mm: u64,
    /// The place where it begins.
    mark: Option<String>,
    level: String,
}

/// Returns the route along steps, the first of which is its start.
pub(super) fn route_along(steps: Vec<PathStep>, looking: Option<f64>) -> Route {
    let length_mm = steps.iter().map(|step| step.mm).sum();
    let mut pieces = pieces(&steps);
    let arrival = arrival(&mut pieces);
    step_in(&mut pieces);
    let mut line: Vec<Spot> = steps.into_iter().map(|step| step.spot).collect();
    line.dedup();
    Route {
        length_mm,
        line,
        legs: legs(pieces, looking),
        arrival,
    }
}

fn pieces(steps: &[PathStep]) -> Vec<Piece> {
    let mut mark = None;
    let mut pieces = Vec::new();
    for pair in steps.windows(2) {
        let [from, to] = pair else { continue };
        mark = mark.or_else(|| from.mark.clone());
        if from.spot == to.spot {
            continue;
        }
        pieces.push(Piece {
            heading: (from.spot.at != to.spot.at).then(|| from.spot.at.heading(to.spot.at)),
            kind: to.kind,
            mm: to.mm,
            mark: mark.take(),
            level: to.spot.level.clone(),
        });
    }
    pieces
}

/// On which side the goal is; the step to it is walked with the last leg.
fn arrival(pieces: &mut Vec<Piece>) -> Arrival {
    let [.., before, last] = pieces.as_mut_slice() else {
        return Arrival::Ahead;
    };
    let turn = turn(before.heading, last);
    let aside = last.mm <= ASIDE_MM && before.kind == WayKind::Floor;
    match turn {
        Turn::Left | Turn::Right if aside => {
            before.mm += last.mm;
            pieces.pop();
            if turn == Turn::Left {
                Arrival::Left
            } else {
                Arrival::Right
            }
        }
        _ => Arrival::Ahead,
    }
}

/// The step from the kiosk onto the way is walked with the first leg.
fn step_in(pieces: &mut Vec<Piece>) {
    if let [first, next, ..] = pieces.as_mut_slice()
        && first.mm <= ASIDE_MM
        && next.kind == WayKind::Floor
    {
        next.mm += first.mm;
        pieces.remove(0);
    }
}

/// Pieces that go straight on become one leg.
fn legs(pieces: Vec<Piece>, looking: Option<f64>) -> Vec<Leg> {
    let mut legs: Vec<Leg> = Vec::new();
    let mut heading = looking;
    for piece in pieces {
        let turn = match legs.last() {
            None if looking.is_none() => Turn::Unknown,
            _ => turn(heading, &piece),
        };
        heading = piece.heading;
        match legs.last_mut() {
            Some(leg) if turn == Turn::Ahead && leg.kind == piece.kind => {
                leg.length_mm += piece.mm;
                leg.level = piece.level;
            }
            _ => legs.push(Leg {
                turn,
                mark: piece.mark,
                kind: piece.kind,
                length_mm: piece.mm,
                level: piece.level,
            }),
        }
    }
    legs
}

fn turn(looking: Option<f64>, piece: &Piece) -> Turn {
    match (looking, piece.heading) {
        (Some(looking), Some(going)) => Turn::between(looking, going),
        _ => Turn::Ahead,
    }
}
