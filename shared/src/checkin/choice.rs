//! Which of several tickets with one code is meant: sellers give a code twice, once for each day.

use std::cmp::Reverse;

use super::checks::{CheckCase, CheckStep, Rule};
use super::{Occupancy, Rules, Scan, TicketStatus, Visits};
use crate::ids::GateId;
use crate::ticket::Claims;
use crate::time::UnixMs;

/// What has to hold for a ticket to be the one that is valid now; a kiosk that stands at no gate asks the first two.
const VALID_NOW: [Rule; 4] = [Rule::Type, Rule::Day, Rule::Gate, Rule::Hours];

/// Chooses among tickets with one code the one that is meant at a gate, by its index. Those that the organisers have
/// withdrawn do not count while there are others. Of the others, the one that is valid now is meant; `None` when several
/// are. Where none is, it is the one that is valid next, or else was last: a refusal can say so.
#[must_use]
pub fn choose(
    rules: &Rules,
    gate: &GateId,
    at: UnixMs,
    tickets: &[(Claims, TicketStatus)],
) -> Option<usize> {
    let honoured: Vec<(usize, &Claims)> = (tickets.iter().enumerate())
        .filter(|(_, (_, status))| !matches!(status, TicketStatus::Revoked(since) if at >= *since))
        .map(|(index, (claims, _))| (index, claims))
        .collect();
    let visits = Visits::default();
    let ask = |claims: &Claims, rule| -> CheckStep {
        let scan = Scan {
            claims,
            at,
            gate,
            direction: super::Direction::In,
            people: u16::from(claims.party),
        };
        CheckCase::of(
            rules,
            TicketStatus::Good,
            &visits,
            &Occupancy::UNKNOWN,
            scan,
        )
        .ask(rule)
    };
    let asked = if rules.has_gate(gate) { 4 } else { 2 };
    let valid = |claims: &Claims| {
        let mut rules = VALID_NOW.into_iter().take(asked);
        rules.all(|rule| ask(claims, rule).refused.is_none())
    };
    let mut all_valid = honoured.iter().filter(|(_, claims)| valid(claims));
    match (all_valid.next(), all_valid.next()) {
        (Some((index, _)), None) => Some(*index),
        (Some(_), Some(_)) => None,
        (None, _) => {
            let nearest = honoured.iter().min_by_key(|(_, claims)| {
                let day = ask(claims, Rule::Day);
                let next = day.facts.next_valid;
                let today = day.refused.is_none();
                (!today, next.is_none(), next, Reverse(day.facts.last_valid))
            });
            Some(nearest.map_or(0, |(index, _)| *index))
        }
    }
}
