//! A decision taken apart, for the people who wrote the rules.

use super::checks::{Finding, Rule};
use super::refusal::Facts;
use super::{
    CheckCase, Decision, Direction, Occupancy, Reason, Rules, Scan, TicketStatus, Visits, decide,
};

/// A decision with what every rule said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What comes of it.
    pub decision: Decision,
    /// Every rule in the order in which they are asked; none for an exit, which no rule can stop.
    pub steps: Vec<CheckStep>,
}

/// What one rule said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckStep {
    /// The rule.
    pub rule: Rule,
    /// The refusal, if it refuses. The first one decides.
    pub refused: Option<Reason>,
    /// What it goes by.
    pub facts: Facts,
}

/// Decides as [`decide`] does and says what each rule found. Rules after the first that refuses are
/// asked too, since whoever mends the first wants to know what comes next.
#[must_use]
pub fn explain(
    rules: &Rules,
    standing: TicketStatus,
    visits: &Visits,
    occupancy: &Occupancy,
    scan: Scan<'_>,
) -> Explanation {
    let decision = decide(rules, standing, visits, occupancy, scan);
    let steps = if scan.direction == Direction::Out {
        Vec::new()
    } else {
        let case = CheckCase::of(rules, standing, visits, occupancy, scan);
        Rule::ALL
            .into_iter()
            .map(|rule| {
                let Finding { refused, facts } = case.ask(rule);
                CheckStep {
                    rule,
                    refused,
                    facts,
                }
            })
            .collect()
    };
    Explanation { decision, steps }
}
