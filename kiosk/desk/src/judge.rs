//! From a text to a verdict: recognise, look, ask or decide, record, all within one transaction.

use std::sync::Arc;

use journal::Recorded;
use shared::checkin::{Decision, Refusal};
use shared::ids::StaffId;
use shared::record::{Fact, Record, RecordId, Stamp};
use view::{Mode, Outcome, Question, Verdict};

use super::case::{self, Case, Settled};
use super::desk::rules_of;
use super::pending_question::PendingQuestion;
use super::recent_verdicts::RecentVerdict;
use super::recognise::{Recognised, Shown, recognise};
use super::{Desk, DeskError};

/// A verdict and the record that makes it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What to show.
    pub verdict: Verdict,
    /// Where it is written.
    pub record: Recorded,
}

/// What the desk says to a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A verdict, which is durable.
    Judged(Judged),
    /// Someone has to choose or to confirm first; nothing is recorded.
    Asks(Question),
}

impl Desk {
    /// Judges one presentation of a code and records the verdict, which is durable when this
    /// returns; or asks, where someone has to choose or to confirm, and records nothing. What a
    /// malformed code said is not kept.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was decided and nothing recorded; the kiosk is out of order.
    pub fn present(&mut self, text: &str, mode: Mode, stamp: &Stamp) -> Result<Answer, DeskError> {
        self.meet(Shown::Text(text), None, mode, stamp)
    }

    /// The same for whatever is shown at the door, or was entered by one of the staff.
    pub(super) fn meet(
        &mut self,
        shown: Shown<'_>,
        by_hand: Option<&StaffId>,
        mode: Mode,
        stamp: &Stamp,
    ) -> Result<Answer, DeskError> {
        let mut case = self.case(shown, mode, stamp)?;
        let ruling = case.decide(None);
        let question = case.question(&ruling, mode.confirm_first);
        if let (Some(question), Some(ticket)) = (question, case.ticket()) {
            drop(case);
            self.questions += 1;
            let id = self.questions;
            self.open = Some(PendingQuestion {
                id,
                ticket,
                by_hand: by_hand.cloned(),
                mode,
            });
            return Ok(Answer::Asks(Question { id, ..question }));
        }
        if let Some(by) = by_hand {
            case.entered_by(by)?;
        }
        let settled = case.settle(ruling)?;
        Ok(Answer::Judged(self.judged(settled, stamp)))
    }

    /// Takes the answer to the last question: so many people come in. It is judged anew with what is
    /// known now, since another door may have been quicker. `None` when another code was presented
    /// since, or the question was answered already; then nothing is recorded.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was decided and nothing recorded; the kiosk is out of order.
    pub fn answer(
        &mut self,
        question: u64,
        people: u16,
        stamp: &Stamp,
    ) -> Result<Option<Judged>, DeskError> {
        let Some(open) = self.open.take_if(|open| open.id == question) else {
            return Ok(None);
        };
        let mut case = self.case(Shown::Ticket(open.ticket), open.mode, stamp)?;
        if let Some(by) = &open.by_hand {
            case.entered_by(by)?;
        }
        let ruling = case.decide(Some(people));
        let settled = case.settle(ruling)?;
        Ok(Some(self.judged(settled, stamp)))
    }

    /// Judges a code and never asks: so many people pass, or without a number, those who are inside
    /// on the way out, and on the way in the party, or as much of it as is left.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was decided and nothing recorded; the kiosk is out of order.
    pub fn judge(
        &mut self,
        text: &str,
        mode: Mode,
        people: Option<u16>,
        stamp: &Stamp,
    ) -> Result<Judged, DeskError> {
        let case = self.case(Shown::Text(text), mode, stamp)?;
        let ruling = case.decide(people);
        let settled = case.settle(ruling)?;
        Ok(self.judged(settled, stamp))
    }

    /// The same with the door as `kiosk.toml` sets it up.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was decided and nothing recorded; the kiosk is out of order.
    pub fn scan(&mut self, text: &str, stamp: &Stamp) -> Result<Judged, DeskError> {
        self.judge(text, self.config.mode(), None, stamp)
    }

    /// Records something else that happened at the door: people without a ticket, an admission by
    /// staff, an annulment. Durable when this returns, and counted, unless it is only rehearsed.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was recorded.
    pub fn note(&mut self, fact: Fact, mode: Mode, stamp: &Stamp) -> Result<Recorded, DeskError> {
        let rehearsal = self.rehearsal.in_mode(mode);
        let mut tx = self.journal.write_tx()?;
        let recorded = case::write(&mut tx, rehearsal, fact, stamp)?;
        tx.commit()?;
        Ok(recorded)
    }

    /// The last passages at this kiosk that may be annulled, newest first; in a rehearsal, those of
    /// the rehearsal.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be read.
    pub fn last_passages(
        &mut self,
        mode: Mode,
        at_most: usize,
    ) -> Result<Vec<(RecordId, Record)>, DeskError> {
        match self.rehearsal.in_mode(mode) {
            Some(rehearsal) => Ok(rehearsal.last_passages(at_most)),
            None => Ok(self.journal.last_passages(at_most)?),
        }
    }

    /// The passage of a record, if it may be annulled: it was recorded here, in a rehearsal only
    /// within it, and was not annulled before.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be read.
    pub fn annullable(&mut self, mode: Mode, id: &RecordId) -> Result<Option<Record>, DeskError> {
        match self.rehearsal.in_mode(mode) {
            Some(rehearsal) => Ok(rehearsal.annullable(id)),
            None => Ok(self.journal.annullable(id)?),
        }
    }

    pub(super) fn case<'a>(
        &'a mut self,
        shown: Shown<'_>,
        mode: Mode,
        stamp: &'a Stamp,
    ) -> Result<Case<'a>, DeskError> {
        // Whatever was asked before is asked no longer.
        self.open = None;
        let tx = self.journal.write_tx()?;
        self.known = Arc::clone(tx.known());
        let rules = rules_of(&self.known, &self.config, self.bootstrap.as_ref())?;
        let recognised = match shown {
            Shown::Text(text) => recognise(text, &tx, rules, &self.config.gate, stamp.corrected())?,
            Shown::Ticket(ticket) => Recognised::Ticket(ticket),
            Shown::Unknown(reason) => Recognised::Refused(Refusal::bare(reason)),
        };
        let rehearsal = self.rehearsal.in_mode(mode);
        let rehearsed = rehearsal.is_some().then(|| {
            let today = rules.calendar.date_at(stamp.corrected());
            Arc::new(rules.in_rehearsal(today))
        });
        let rules = rehearsed.as_ref().unwrap_or(rules);
        let gate = &self.config.gate;
        let mut case = Case::look(tx, rules, recognised, gate, mode, stamp, rehearsal)?;
        if self.time_unsure {
            case.doubt_time();
        }
        Ok(case)
    }

    /// Gives a verdict its number, and remembers what it was about.
    pub(super) fn judged(&mut self, settled: Settled, stamp: &Stamp) -> Judged {
        let Settled {
            decision,
            ticket,
            people,
            record,
        } = settled;
        self.verdicts += 1;
        let (outcome, people_left) = match decision {
            Decision::Admitted { again, people_left } => (Outcome::Admitted { again }, people_left),
            Decision::Exited { .. } => (Outcome::Exited, None),
            Decision::Refused(refusal) => (Outcome::Refused(refusal), None),
        };
        self.recent_verdicts.remember(RecentVerdict {
            verdict: self.verdicts,
            ticket,
            refused: match &outcome {
                Outcome::Refused(refusal) => Some(refusal.reason),
                _ => None,
            },
        });
        let verdict = Verdict {
            id: self.verdicts,
            at: stamp.corrected(),
            outcome,
            people,
            ticket: ticket.map(|ticket| ticket.claims.number),
            kind: ticket.map(|ticket| ticket.claims.kind),
            short_code: ticket.and_then(|ticket| ticket.short_code),
            people_left,
            repeat: false,
        };
        Judged { verdict, record }
    }
}

#[cfg(test)]
mod tests;
