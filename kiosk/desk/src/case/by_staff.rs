//! What staff do about what is before the door.

use journal::JournalError;
use shared::checkin::{Decision, Reason};
use shared::ids::{GateId, StaffId, StaffReason};
use shared::record::Fact;
use shared::staff::StaffAct;
use shared::time::UnixMs;

use super::{Case, Settled, write};

/// Why staff let someone in, and who.
pub(crate) struct Overruling<'a> {
    pub(crate) people: u16,
    pub(crate) reason: StaffReason,
    pub(crate) by: &'a StaffId,
}

/// A ticket's history, and nothing written.
pub(crate) struct Peek {
    /// Its last admission.
    pub(crate) last_entry: Option<(GateId, UnixMs)>,
    /// Why the rules would refuse it here and now; `None` when they would not.
    pub(crate) refused: Option<Reason>,
}

impl Case<'_> {
    /// Records that staff entered the ticket, together with what is decided next. It is no rehearsal: they really did it.
    pub(crate) fn entered_by(&mut self, by: &StaffId) -> Result<(), JournalError> {
        let fact = Fact::Staffed {
            gate: self.gate.clone(),
            staff: Some(by.clone()),
            act: StaffAct::EnteredByHand,
        };
        self.tx.record(&fact, self.stamp)?;
        self.entered_by = Some(by.clone());
        Ok(())
    }

    /// Lets them in whatever the rules say, and records what those said. What was not recognised stays unknown. It
    /// is durable when this returns.
    pub(crate) fn overrule(mut self, overruling: Overruling<'_>) -> Result<Settled, JournalError> {
        let Overruling { people, reason, by } = overruling;
        let refused = self.decide(Some(people)).refused();
        let again = self.seen.as_ref().is_ok_and(|seen| {
            let zone = seen.rules.of_gate(self.gate).zone;
            let today = seen.rules.calendar.date_at(self.stamp.corrected());
            seen.visits.zone(zone).came_on(today)
        });
        let ticket = self.ticket();
        let fact = Fact::Overridden {
            gate: self.gate.clone(),
            claims: ticket.map(|ticket| ticket.claims),
            people,
            refused,
            reason,
            staff: Some(by.clone()),
        };
        let rehearsal = self.rehearsal.as_deref_mut();
        let record = write(&mut self.tx, rehearsal, fact, self.stamp)?;
        self.tx.commit()?;
        Ok(Settled {
            decision: Decision::Admitted {
                again,
                people_left: None,
            },
            ticket,
            people,
            record,
        })
    }

    /// Looks without touching.
    pub(crate) fn peek(&self) -> Peek {
        let last_entry = self.seen.as_ref().ok().and_then(|seen| {
            let zone = seen.rules.of_gate(self.gate).zone;
            let last = seen.visits.zone(zone).last_entry.as_ref()?;
            Some((last.gate.clone(), last.at))
        });
        Peek {
            last_entry,
            refused: self.decide(None).refused(),
        }
    }
}
