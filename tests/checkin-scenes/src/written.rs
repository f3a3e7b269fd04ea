//! What is written down of a step that no rule is asked about.

use shared::catalogue::Catalogue;
use shared::ids::GateId;
use shared::record::{Fact, RecordId, TicketSource};

use super::{Act, Ticket, kind_of};

impl Act {
    /// What is recorded of it at a gate; `named` knows the record of an earlier step, counted from 1. `None` for what
    /// has to be judged first, or is no matter of the door, or names what the exhibition does not have.
    #[must_use]
    pub fn fact(
        &self,
        gate: &GateId,
        catalogue: &Catalogue,
        named: &dyn Fn(usize) -> Option<RecordId>,
    ) -> Option<Fact> {
        let gate = gate.clone();
        let claims = |ticket: &Ticket| ticket.claims(catalogue);
        Some(match self {
            Self::Scan(direction, Some(ticket), people) => {
                let claims = claims(ticket)?;
                Fact::Passed {
                    gate,
                    direction: *direction,
                    people: people.unwrap_or(u16::from(claims.party)),
                    claims,
                    source: TicketSource::Unstated,
                }
            }
            Self::Staff(ticket, people, reason) => {
                let claims = ticket.as_ref().and_then(claims);
                let party = claims.map_or(1, |claims| u16::from(claims.party));
                Fact::Overridden {
                    gate,
                    claims,
                    people: people.unwrap_or(party),
                    refused: None,
                    reason: reason.clone(),
                    staff: None,
                }
            }
            Self::Walk(direction, kind, people) => Fact::Walked {
                gate,
                direction: *direction,
                kind: kind_of(catalogue, kind)?,
                people: *people,
                staff: None,
            },
            Self::Annul(step) => Fact::Annulled {
                gate,
                target: named(*step)?,
                ticket: None,
                staff: None,
            },
            Self::Rehearse(direction, ticket) => {
                let scan = Self::Scan(*direction, Some(ticket.clone()), None);
                Fact::Rehearsed(Box::new(scan.fact(&gate, catalogue, named)?))
            }
            Self::Scan(_, None, _) | Self::Heard(_) | Self::Stand(..) | Self::Drop(_) => {
                return None;
            }
        })
    }
}
