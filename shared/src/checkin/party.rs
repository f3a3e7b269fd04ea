//! The default head count.

use super::{
    Decision, Direction, Occupancy, Reason, Refusal, Rules, Scan, TicketStatus, Visits, decide,
    people_left,
};

/// Decides for as many people as may pass where no head count is given, without regard to that of `scan`, and returns how many
/// those are: on the way out those who are inside, on the way in the party, or as much of a party that comes in parts as is
/// left and finds room.
#[must_use]
pub fn decide_party(
    rules: &Rules,
    status: TicketStatus,
    visits: &Visits,
    occupancy: &Occupancy,
    scan: Scan<'_>,
) -> (u16, Decision) {
    let decide_for = |people| decide(rules, status, visits, occupancy, Scan { people, ..scan });
    let party = u16::from(scan.claims.party);
    if scan.direction == Direction::Out {
        let zone = rules.of_gate(scan.gate).zone;
        let inside = visits.zone(zone).inside;
        let people = inside.map_or(party, |inside| inside.people);
        return (people, decide_for(people));
    }
    if !rules.of_type(scan.claims.kind).partial {
        return (party, decide_for(party));
    }
    // With nobody left, the rules say so about one.
    let left = people_left(rules, visits, scan).max(1);
    let decision = decide_for(left);
    if let Decision::Refused(Refusal {
        reason: Reason::Full,
        facts,
    }) = &decision
        && let Some(room) = facts.people_left.map(|room| room.max(1))
        && room < left
    {
        return (room, decide_for(room));
    }
    (left, decision)
}
