//! What staff ask for, once they have typed their PIN.
//!
//! Everything they do is a record that says who did it, durable before it is answered. Whom they let in is shown in
//! the lane like everyone else, so that the door sees green.

mod device;
mod lock;
mod modes;
pub(super) mod pin_check;
pub(super) mod room;
mod today;

use shared::checkin::Direction;
use shared::ids::{StaffId, StaffReason, TicketType};
use shared::record::{Fact, Record, RecordId};
use shared::staff::{OverrideReason, StaffAct};
use shared::ticket::ShortCode;
use view::lane::LaneEvent;
use view::{Annullable, Reply, StaffCommand, TicketChoice, Verdict};

use super::by_staff::{Walkers, Whom};
use super::recognise::Ticket;
use super::run::Loop;
use super::{Answer, Desk, DeskError};
use crate::guard::StaffEvent;
pub(super) use pin_check::{CheckPin, by_hash};
pub(super) use room::StaffRoom;

/// How many passages are offered to be taken back.
const RECENT: usize = 10;

impl Loop {
    /// Does what staff ask for.
    pub(super) fn staff_command(&mut self, command: StaffCommand) {
        self.pass_time();
        match command {
            StaffCommand::Unlock(pin) => return self.unlock(pin),
            StaffCommand::Lock => return self.tell_guard(StaffEvent::Lock),
            _ => {}
        }
        let Some(by) = self.staff.open_for().cloned() else {
            return;
        };
        self.tell_guard(StaffEvent::Touched);
        if !self.config.role.allows(&command) {
            self.staff.reply(Reply::NoGate);
            return self.publish();
        }
        let lets_pass = matches!(
            command,
            StaffCommand::Enter(_) | StaffCommand::Override { .. } | StaffCommand::Walk { .. }
        );
        if lets_pass && self.lane.view().is_closed() {
            self.staff.reply(Reply::NotNow);
            return self.publish();
        }
        let leaves = matches!(command, StaffCommand::Unattended(true));
        match self.asked(command, &by) {
            Ok(Some(reply)) => self.staff.reply(reply),
            Ok(None) => {}
            Err(error) => {
                self.goes_out_of_order(&error);
                self.staff.reply(Reply::Failed);
            }
        }
        self.recorded();
        self.staff_looks();
        self.publish();
        if leaves && self.mode.unattended {
            // Nobody stays beside it to lock it.
            self.tell_guard(StaffEvent::Lock);
        }
    }

    /// Does what one of the staff asks for; `None` where nobody waits for an answer.
    fn asked(&mut self, command: StaffCommand, by: &StaffId) -> Result<Option<Reply>, DeskError> {
        Ok(Some(match command {
            StaffCommand::Unlock(_) | StaffCommand::Lock | StaffCommand::StillHere => {
                return Ok(None);
            }
            StaffCommand::Search(query) => {
                self.search(&query, by)?;
                return Ok(None);
            }
            StaffCommand::CloseSearch => {
                self.staff.found = None;
                return Ok(None);
            }
            StaffCommand::Enter(choice) => self.enter(&choice, by)?,
            StaffCommand::Override {
                ticket,
                people,
                reason,
            } => self.overrule(&ticket, people, reason, by)?,
            StaffCommand::Annul(records) => self.annul(&records, by)?,
            StaffCommand::Walk {
                direction,
                kind,
                people,
            } => self.walk(direction, kind, people, by)?,
            StaffCommand::Direct(_)
            | StaffCommand::BothWays(_)
            | StaffCommand::ConfirmFirst(_)
            | StaffCommand::Rehearse(_)
            | StaffCommand::Unattended(_) => self.set_up(&command, by)?,
        }))
    }

    /// Judges a ticket as if it had been scanned.
    fn enter(&mut self, choice: &TicketChoice, by: &StaffId) -> Result<Reply, DeskError> {
        let ticket = match self.chosen(choice)? {
            Ok(Whom::Ticket(ticket)) => ticket,
            Ok(Whom::Unknown(_)) => return Ok(Reply::NoTicket),
            Err(reply) => return Ok(reply),
        };
        let stamp = self.clock.stamp();
        let Some(desk) = &mut self.desk else {
            return Ok(Reply::Failed);
        };
        // The lane knows what it shows by a code's text, and nobody scans this one.
        let code = format!("entered {}", ticket.claims.number);
        let event = match desk.enter(ticket, by, self.mode, &stamp)? {
            Answer::Judged(judged) => LaneEvent::Judged(&code, judged.verdict),
            Answer::Asks(question) => LaneEvent::Asked(&code, question),
        };
        self.lane.handle(event, self.now());
        Ok(Reply::Done)
    }

    /// Lets a party in whatever the rules say.
    fn overrule(
        &mut self,
        choice: &TicketChoice,
        people: u16,
        reason: StaffReason,
        by: &StaffId,
    ) -> Result<Reply, DeskError> {
        let whom = match self.chosen(choice)? {
            Ok(whom) => whom,
            Err(reply) => return Ok(reply),
        };
        // A visitor who shows something at a way out is on their way out, and no ticket is needed for that.
        let way_out = self.mode.direction == Direction::Out && !self.mode.both_ways;
        let known = OverrideReason::from_code(reason.as_str()).is_some();
        if way_out || people == 0 || !known {
            return Ok(Reply::NotNow);
        }
        let against = match choice {
            TicketChoice::Shown(verdict) => Some(*verdict),
            TicketChoice::Number(_) | TicketChoice::Typed(_) => None,
        };
        let stamp = self.clock.stamp();
        let Some(desk) = &mut self.desk else {
            return Ok(Reply::Failed);
        };
        let judged = desk.overrule(whom, people, reason, by, self.mode, &stamp)?;
        if let Some(against) = against {
            desk.let_in(against);
        }
        self.show_by_staff(judged.verdict, against);
        Ok(Reply::Done)
    }

    /// Counts people without a ticket.
    fn walk(
        &mut self,
        direction: Direction,
        kind: TicketType,
        people: u16,
        by: &StaffId,
    ) -> Result<Reply, DeskError> {
        let stamp = self.clock.stamp();
        let Some(desk) = &mut self.desk else {
            return Ok(Reply::Failed);
        };
        let kinds = desk.catalogue();
        if people == 0 || kinds.ticket_types.iter().all(|known| known.id != kind) {
            return Ok(Reply::NotNow);
        }
        let walkers = Walkers {
            direction,
            kind,
            people,
        };
        let judged = desk.walk(walkers, by, self.mode, &stamp)?;
        self.show_by_staff(judged.verdict, None);
        Ok(Reply::Done)
    }

    /// Takes passages back.
    fn annul(&mut self, records: &[RecordId], by: &StaffId) -> Result<Reply, DeskError> {
        let stamp = self.clock.stamp();
        let Some(desk) = &mut self.desk else {
            return Ok(Reply::Failed);
        };
        let Some(tickets) = desk.annul(records, by, self.mode, &stamp)? else {
            return Ok(Reply::NothingToAnnul);
        };
        let (undone, recent) = std::mem::take(&mut self.staff.recent)
            .into_iter()
            .partition(|passage| records.contains(&passage.record));
        self.staff.recent = recent;
        self.staff.undone = [undone, std::mem::take(&mut self.staff.undone)].concat();
        self.staff.undone.truncate(RECENT);
        let now = self.now();
        for ticket in tickets {
            self.lane.handle(LaneEvent::TakenBack(ticket), now);
        }
        Ok(Reply::Done)
    }

    /// Searches, and says of each ticket whether the rules would admit it. What was searched for is in no record.
    fn search(&mut self, query: &str, by: &StaffId) -> Result<(), DeskError> {
        let stamp = self.clock.stamp();
        let Some(desk) = &mut self.desk else {
            return Ok(());
        };
        desk.log(StaffAct::Searched, Some(by), None, &stamp)?;
        self.staff.found = Some(desk.search(query, self.mode, &stamp)?);
        Ok(())
    }

    /// Whom a command is about; otherwise what to answer.
    fn chosen(&self, choice: &TicketChoice) -> Result<Result<Whom, Reply>, DeskError> {
        let Some(desk) = &self.desk else {
            return Ok(Err(Reply::Failed));
        };
        let found = |ticket: Option<Ticket>| ticket.map(Whom::Ticket).ok_or(Reply::NoTicket);
        Ok(match choice {
            TicketChoice::Number(number) => found(desk.ticket(*number)?),
            TicketChoice::Typed(text) => match text.parse::<ShortCode>() {
                Ok(code) => found(desk.ticket_with(code)?),
                Err(_) => desk
                    .seller_ticket(text)?
                    .map(Whom::Ticket)
                    .ok_or(Reply::BadCode),
            },
            TicketChoice::Shown(verdict) => {
                match desk.said(*verdict).map(|said| (said.refused, said.ticket)) {
                    Some((Some(_), Some(ticket))) => Ok(Whom::Ticket(ticket)),
                    Some((Some(reason), None)) => Ok(Whom::Unknown(reason)),
                    // A visitor who is inside is not let in once more.
                    Some((None, _)) => Err(Reply::NotNow),
                    None => Err(Reply::NoTicket),
                }
            }
        })
    }

    fn show_by_staff(&mut self, verdict: Verdict, against: Option<u64>) {
        let now = self.now();
        self.lane.handle(LaneEvent::ByStaff(verdict, against), now);
    }

    /// Looks anew at what staff see, while they may.
    pub(super) fn staff_looks(&mut self) {
        if self.staff.open_for().is_none() {
            return;
        }
        let today = self.today();
        let Some(desk) = self.desk.as_mut() else {
            return;
        };
        // Should it fail, whatever is done next fails the same way and says so.
        self.staff.recent = if self.config.role.has_gate() {
            let recent = desk.last_passages(self.mode, RECENT).unwrap_or_default();
            let recent = recent.into_iter().filter_map(annullable);
            recent.map(|passage| with_code(desk, passage)).collect()
        } else {
            Vec::new()
        };
        self.staff.today.look(desk, &self.data, today);
        self.staff.device = Some(device::look(desk));
    }
}

/// A passage as staff see it.
fn annullable((record, told): (RecordId, Record)) -> Option<Annullable> {
    let at = told.stamp.corrected();
    let (direction, claims, kind, people) = match &told.fact {
        Fact::Passed {
            direction,
            claims,
            people,
            ..
        } => (*direction, Some(*claims), Some(claims.kind), *people),
        Fact::Overridden { claims, people, .. } => {
            let kind = claims.map(|claims| claims.kind);
            (Direction::In, *claims, kind, *people)
        }
        Fact::Walked {
            direction,
            kind,
            people,
            ..
        } => (*direction, None, Some(*kind), *people),
        _ => return None,
    };
    Some(Annullable {
        record,
        at,
        direction,
        people,
        ticket: claims.map(|claims| claims.number),
        short_code: None,
        kind,
    })
}

/// The same with its ticket's short code, as far as this kiosk knows it.
fn with_code(desk: &Desk, passage: Annullable) -> Annullable {
    let ticket = passage.ticket.and_then(|number| desk.ticket(number).ok());
    Annullable {
        short_code: ticket.flatten().and_then(|ticket| ticket.short_code),
        ..passage
    }
}

#[cfg(test)]
mod tests;
