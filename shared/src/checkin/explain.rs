//! A decision taken apart, for the people who wrote the rules.

use super::checks::{CheckCase, CheckStep, Rule};
use super::{Decision, Direction, Occupancy, Rules, Scan, TicketStatus, Visits, decide};

/// A decision with what every rule said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What comes of it.
    pub decision: Decision,
    /// Every rule in the order in which they are asked; none for an exit, which no rule can stop.
    pub steps: Vec<CheckStep>,
}

/// Decides as [`decide`] does and says what each rule found. Rules after the first that refuses are
/// asked too, so that all of them can be mended at once.
#[must_use]
pub fn explain(
    rules: &Rules,
    status: TicketStatus,
    visits: &Visits,
    occupancy: &Occupancy,
    scan: Scan<'_>,
) -> Explanation {
    let decision = decide(rules, status, visits, occupancy, scan);
    let case = CheckCase::of(rules, status, visits, occupancy, scan);
    let asked = Rule::ALL.map(|rule| case.ask(rule));
    let steps = match scan.direction {
        Direction::In => asked.into(),
        Direction::Out => Vec::new(),
    };
    Explanation { decision, steps }
}
