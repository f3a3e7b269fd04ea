//! What is before the door, with all that is known of it, while nobody else can write.

pub(super) mod by_staff;

use std::collections::HashMap;
use std::sync::Arc;

use journal::{JournalError, Recorded, WriteTx};
use shared::checkin::{
    Decision, Direction, Facts, Occupancy, Reason, Refusal, Rules, Scan, TicketStatus, Visits,
    decide, decide_party,
};
use shared::ids::{GateId, StaffId};
use shared::record::{Fact, Record, Stamp, TicketSource};
use view::{Mode, Question};

use super::recognise::{Recognised, Ticket};
use super::rehearsal::Rehearsal;

/// One presentation of a code. Whatever is decided is recorded in the write transaction that looked, so nothing
/// can have changed in between, at this door or another.
pub(super) struct Case<'a> {
    tx: WriteTx<'a>,
    gate: &'a GateId,
    stamp: &'a Stamp,
    /// Set for a rehearsal.
    rehearsal: Option<&'a mut Rehearsal>,
    seen: Result<Seen, Refusal>,
    /// Who entered the ticket, where nothing was scanned.
    entered_by: Option<StaffId>,
}

/// A genuine ticket and its history.
struct Seen {
    ticket: Ticket,
    rules: Arc<Rules>,
    direction: Direction,
    status: TicketStatus,
    visits: Visits,
    occupancy: Occupancy,
    /// Nobody knows the time.
    time_unsure: bool,
}

/// What the rules say, and to how many people: 0 without a ticket.
pub(super) struct Ruling {
    people: u16,
    decision: Decision,
}

/// What was decided, and where it is written.
pub(super) struct Settled {
    pub(super) decision: Decision,
    /// The ticket, when it was a genuine one.
    pub(super) ticket: Option<Ticket>,
    /// How many people it is about; 0 without a ticket.
    pub(super) people: u16,
    pub(super) record: Recorded,
}

impl<'a> Case<'a> {
    /// Looks at everything that is known of what was recognised.
    pub(super) fn look(
        tx: WriteTx<'a>,
        rules: &Arc<Rules>,
        recognised: Recognised,
        gate: &'a GateId,
        mode: Mode,
        stamp: &'a Stamp,
        rehearsal: Option<&'a mut Rehearsal>,
    ) -> Result<Self, JournalError> {
        let seen = match recognised {
            Recognised::Refused(refusal) => Err(refusal),
            Recognised::Ticket(ticket) => Ok(Seen::look(
                &tx,
                rules,
                ticket,
                gate,
                mode,
                stamp,
                rehearsal.as_deref(),
            )?),
        };
        Ok(Self {
            tx,
            gate,
            stamp,
            rehearsal,
            seen,
            entered_by: None,
        })
    }

    /// Has staff decide where the rules would refuse for the time: nobody knows it.
    pub(super) fn doubt_time(&mut self) {
        if let Ok(seen) = &mut self.seen {
            seen.time_unsure = true;
        }
    }

    /// Decides for so many people, or for all who may pass.
    pub(super) fn decide(&self, people: Option<u16>) -> Ruling {
        match &self.seen {
            Ok(seen) => seen.decide(self.gate, self.stamp, people),
            Err(refusal) => Ruling {
                people: 0,
                decision: Decision::Refused(refusal.clone()),
            },
        }
    }

    /// What has to be asked before anything is recorded, if anything: how many of a party that may
    /// come in parts, or, with `confirm`, whether at all. On the way out only the first is asked, and
    /// of no party that is not known to be inside; nobody is asked about a party that is refused.
    pub(super) fn question(&self, ruling: &Ruling, confirm: bool) -> Option<Question> {
        let seen = self.seen.as_ref().ok()?;
        let most = ruling.people;
        let (again, leaving) = match ruling.decision {
            Decision::Admitted { again, .. } => (again, false),
            Decision::Exited { matched: true } => (false, true),
            _ => return None,
        };
        let confirm = confirm && !leaving;
        (confirm || (seen.in_parts() && most > 1)).then(|| Question {
            // The caller numbers it.
            id: 0,
            ticket: seen.ticket.claims.number,
            kind: seen.ticket.claims.kind,
            most,
            party: u16::from(seen.ticket.claims.party),
            again,
            confirm,
            leaving,
        })
    }

    /// The ticket that is recognised.
    pub(super) fn ticket(&self) -> Option<Ticket> {
        self.seen.as_ref().ok().map(|seen| seen.ticket)
    }

    /// Records what was decided. It is durable when this returns.
    pub(super) fn settle(mut self, ruling: Ruling) -> Result<Settled, JournalError> {
        let (gate, stamp) = (self.gate, self.stamp);
        let Ruling { people, decision } = ruling;
        let ticket = self.ticket();
        let fact = fact_of(gate, ticket, people, &decision, self.entered_by);
        let record = write(&mut self.tx, self.rehearsal.as_deref_mut(), fact, stamp)?;
        self.tx.commit()?;
        Ok(Settled {
            decision,
            ticket,
            people,
            record,
        })
    }
}

/// Records a fact; in a rehearsal, that it was rehearsed.
pub(super) fn write(
    tx: &mut WriteTx<'_>,
    rehearsal: Option<&mut Rehearsal>,
    fact: Fact,
    stamp: &Stamp,
) -> Result<Recorded, JournalError> {
    let Some(rehearsal) = rehearsal else {
        return tx.record(&fact, stamp);
    };
    let recorded = tx.record(&Fact::Rehearsed(Box::new(fact.clone())), stamp)?;
    let stamp = stamp.clone();
    rehearsal.take(tx.order(recorded, &stamp), Record { stamp, fact });
    Ok(recorded)
}

impl Ruling {
    pub(super) fn refused(&self) -> Option<Reason> {
        match &self.decision {
            Decision::Refused(refusal) => Some(refusal.reason),
            _ => None,
        }
    }
}

impl Seen {
    fn look(
        tx: &WriteTx<'_>,
        rules: &Arc<Rules>,
        ticket: Ticket,
        gate: &GateId,
        mode: Mode,
        stamp: &Stamp,
        rehearsal: Option<&Rehearsal>,
    ) -> Result<Self, JournalError> {
        let number = ticket.claims.number;
        let today = rules.calendar.date_at(stamp.corrected());
        let mut counters = tx.counters(today)?;
        let mut rehearsed = HashMap::new();
        if let Some(rehearsal) = rehearsal {
            let (histories, changes) = rehearsal.fold(rules, |ticket| tx.history(ticket))?;
            counters.merge(changes);
            rehearsed = histories;
        }
        let history = match rehearsed.remove(&number) {
            Some(history) => history,
            None => tx.history(number)?,
        };
        let visits = history.visits(rules);
        let is_inside = visits.zone(rules.of_gate(gate).zone).inside_on(today) > 0;
        let direction = match is_inside {
            true if mode.both_ways => Direction::Out,
            false if mode.both_ways => Direction::In,
            _ => mode.direction,
        };
        Ok(Self {
            ticket,
            rules: Arc::clone(rules),
            direction,
            status: history.status,
            visits,
            occupancy: counters.occupancy(today),
            time_unsure: false,
        })
    }

    fn in_parts(&self) -> bool {
        self.rules.of_type(self.ticket.claims.kind).partial
    }

    fn decide(&self, gate: &GateId, stamp: &Stamp, people: Option<u16>) -> Ruling {
        let (rules, visits, occupancy) = (&self.rules, &self.visits, &self.occupancy);
        let scan = Scan {
            claims: &self.ticket.claims,
            at: stamp.corrected(),
            gate,
            direction: self.direction,
            people: people.unwrap_or_default(),
        };
        let (people, decision) = match people {
            Some(people) => (people, decide(rules, self.status, visits, occupancy, scan)),
            None => decide_party(rules, self.status, visits, occupancy, scan),
        };
        let decision = match decision {
            Decision::Refused(refusal) if self.time_unsure && refusal.is_about_time() => {
                let facts = Facts {
                    time_unknown: true,
                    earlier: refusal.facts.earlier,
                    ..Facts::default()
                };
                Decision::Refused(Refusal::with(Reason::NeedsStaff, facts))
            }
            decision => decision,
        };
        Ruling { people, decision }
    }
}

fn fact_of(
    gate: &GateId,
    ticket: Option<Ticket>,
    people: u16,
    decision: &Decision,
    entered_by: Option<StaffId>,
) -> Fact {
    let gate = gate.clone();
    let claims = ticket.map(|ticket| ticket.claims);
    let proof = ticket.and_then(|ticket| ticket.proof);
    let refused = |gate, reason| Fact::Refused {
        gate,
        reason,
        claims,
    };
    let direction = match decision {
        Decision::Admitted { .. } => Direction::In,
        Decision::Exited { .. } => Direction::Out,
        Decision::Refused(refusal) => return refused(gate, refusal.reason),
    };
    match claims {
        Some(claims) => Fact::Passed {
            gate,
            direction,
            claims,
            people,
            // What was scanned a moment ago and is entered now was seen.
            source: match (proof, entered_by) {
                (Some(proof), _) => TicketSource::Scanned(proof),
                (None, Some(by)) => TicketSource::Entered(by),
                (None, None) => TicketSource::Unstated,
            },
        },
        // Nobody passes without a genuine ticket: nothing else is ever decided without one.
        None => refused(gate, Reason::Malformed),
    }
}
