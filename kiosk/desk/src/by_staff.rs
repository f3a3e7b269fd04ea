//! What staff do at the desk: each a record that says who did it, durable together with what it changes.

use std::collections::BTreeSet;

use journal::PinTries;
use shared::checkin::{Decision, Direction, Reason};
use shared::ids::{StaffId, StaffReason, TicketNumber, TicketType};
use shared::record::{Fact, RecordId, Stamp};
use shared::staff::StaffAct;
use view::Mode;

use super::case::by_staff::Overruling;
use super::case::{Settled, write};
use super::judge::{Answer, Judged};
use super::recent_verdicts::RecentVerdict;
use super::recognise::{Shown, Ticket};
use super::{Desk, DeskError};

/// Who is let in against the rules.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whom {
    /// The holder of a genuine ticket.
    Ticket(Ticket),
    /// Someone with a code that nobody knows, refused for this.
    Unknown(Reason),
}

/// People without a ticket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walkers {
    pub(super) direction: Direction,
    pub(super) kind: TicketType,
    pub(super) people: u16,
}

impl Desk {
    /// Records what staff did, and keeps what is remembered of wrong PINs where that changed.
    pub(super) fn log(
        &mut self,
        act: StaffAct,
        by: Option<&StaffId>,
        tries: Option<PinTries>,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let fact = self.staffed(act, by);
        let mut tx = self.journal.write_tx()?;
        if let Some(tries) = tries {
            tx.keep_tries(tries)?;
        }
        tx.record(&fact, stamp)?;
        tx.commit()?;
        Ok(())
    }

    /// Sets the door up as staff want it, for the next start too.
    pub(super) fn set_up(
        &mut self,
        mode: Mode,
        act: StaffAct,
        by: &StaffId,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let fact = self.staffed(act, Some(by));
        let configured = self.config.mode();
        let mut tx = self.journal.write_tx()?;
        tx.keep_mode(configured, mode)?;
        tx.record(&fact, stamp)?;
        tx.commit()?;
        Ok(())
    }

    /// Judges a ticket as if it had been scanned, and records that it was not.
    pub(super) fn enter(
        &mut self,
        ticket: Ticket,
        by: &StaffId,
        mode: Mode,
        stamp: &Stamp,
    ) -> Result<Answer, DeskError> {
        self.meet(Shown::Ticket(ticket), Some(by), mode, stamp)
    }

    /// Lets a party in whatever the rules say.
    pub(super) fn overrule(
        &mut self,
        whom: Whom,
        people: u16,
        reason: StaffReason,
        by: &StaffId,
        mode: Mode,
        stamp: &Stamp,
    ) -> Result<Judged, DeskError> {
        let shown = match whom {
            Whom::Ticket(ticket) => Shown::Ticket(ticket),
            Whom::Unknown(reason) => Shown::Unknown(reason),
        };
        // They come in, whichever way the gate is scanned.
        let inwards = Mode {
            direction: Direction::In,
            both_ways: false,
            ..mode
        };
        let overruling = Overruling { people, reason, by };
        let settled = self.case(shown, inwards, stamp)?.overrule(overruling)?;
        Ok(self.judged(settled, stamp))
    }

    /// Counts people without a ticket.
    pub(super) fn walk(
        &mut self,
        walkers: Walkers,
        by: &StaffId,
        mode: Mode,
        stamp: &Stamp,
    ) -> Result<Judged, DeskError> {
        let fact = Fact::Walked {
            gate: self.config.gate.clone(),
            direction: walkers.direction,
            kind: walkers.kind,
            people: walkers.people,
            staff: Some(by.clone()),
        };
        let record = self.note(fact, mode, stamp)?;
        let decision = match walkers.direction {
            Direction::In => Decision::Admitted {
                again: false,
                people_left: None,
            },
            Direction::Out => Decision::Exited { matched: false },
        };
        let settled = Settled {
            decision,
            ticket: None,
            people: walkers.people,
            record,
        };
        Ok(self.judged(settled, stamp))
    }

    /// Takes passages back, all of them or none. Gives their tickets, `None` for people without one; nothing at all
    /// when one of them can't be taken back, or was before.
    pub(super) fn annul(
        &mut self,
        records: &[RecordId],
        by: &StaffId,
        mode: Mode,
        stamp: &Stamp,
    ) -> Result<Option<Vec<Option<TicketNumber>>>, DeskError> {
        let records: BTreeSet<&RecordId> = records.iter().collect();
        let mut rehearsal = self.rehearsal.in_mode(mode);
        let mut tx = self.journal.write_tx()?;
        let mut tickets = Vec::new();
        for target in records {
            let found = match &rehearsal {
                Some(rehearsal) => rehearsal.annullable(target),
                None => tx.annullable(target)?,
            };
            let Some(record) = found else {
                return Ok(None);
            };
            let ticket = record.fact.claims().map(|claims| claims.number);
            let fact = Fact::Annulled {
                gate: self.config.gate.clone(),
                target: target.clone(),
                ticket,
                staff: Some(by.clone()),
            };
            write(&mut tx, rehearsal.as_deref_mut(), fact, stamp)?;
            tickets.push(ticket);
        }
        tx.commit()?;
        Ok((!tickets.is_empty()).then_some(tickets))
    }

    /// What a verdict was about, if it was one of the last.
    pub(super) fn recent_verdict(&self, verdict: u64) -> Option<RecentVerdict> {
        self.recent_verdicts.verdict(verdict)
    }

    /// Remembers that staff went against a verdict.
    pub(super) fn let_in(&mut self, against: u64) {
        self.recent_verdicts.let_in(against);
    }

    fn staffed(&self, act: StaffAct, by: Option<&StaffId>) -> Fact {
        Fact::Staffed {
            gate: self.config.gate.clone(),
            staff: by.cloned(),
            act,
        }
    }
}
