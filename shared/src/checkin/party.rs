//! The default head count.

use super::{
    Decision, Direction, Occupancy, Reason, Refusal, Rules, Scan, TicketStatus, Visits, decide,
    people_left,
};

/// Returns the default head count of a ticket, without regard to that of `scan`: on the way out those who
/// are inside, on the way in the party, or as much of a party that comes in parts as is left and finds room.
#[must_use]
pub fn whole_party(
    rules: &Rules,
    status: TicketStatus,
    visits: &Visits,
    occupancy: &Occupancy,
    scan: Scan<'_>,
) -> u16 {
    let party = u16::from(scan.claims.party);
    if scan.direction == Direction::Out {
        let zone = rules.of_gate(scan.gate).zone;
        let inside = visits.zone(zone).inside;
        return inside.map_or(party, |inside| inside.people);
    }
    if !rules.of_type(scan.claims.kind).partial {
        return party;
    }
    // With nobody left, the rules say so about one.
    let left = people_left(rules, visits, scan).max(1);
    let all = Scan {
        people: left,
        ..scan
    };
    match decide(rules, status, visits, occupancy, all) {
        Decision::Refused(Refusal {
            reason: Reason::Full,
            facts,
        }) => facts.people_left.map_or(left, |room| left.min(room.max(1))),
        _ => left,
    }
}
