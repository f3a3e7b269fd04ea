//! The staff's room: what they ask for once they have typed their PIN, and what they see as long as they may.
//!
//! Everything they do is a record that says who did it, durable before it is answered.

use std::mem::take;
use std::path::Path;

use jiff::civil::Date;
use shared::ids::{StaffId, TicketNumber};
use shared::record::{RecordId, Stamp};
use shared::staff::StaffAct;
use view::{Annullable, Found, Mode, Reply, Role, StaffCommand, StaffState, StaffView, Status};

use super::annullable::last_passages;
use super::device::{self, Looked};
use super::modes::{gate_allows, requested_mode};
use super::orders::{self, StaffActor, StaffLaneEvent};
use super::today::TodayCounts;
use crate::by_staff::Walkers;
use crate::guard::Guard;
use crate::{Desk, DeskError};

/// How many passages are offered to be taken back.
const RECENT: usize = 10;

/// Staff mode with all that is shown in it.
#[derive(Default)]
pub(crate) struct StaffRoom {
    /// `None` until the journal could be read.
    pub(crate) guard: Option<Guard>,
    found: Option<Vec<Found>>,
    recent: Vec<Annullable>,
    /// What was annulled since staff mode was opened, newest first.
    undone: Vec<Annullable>,
    today: TodayCounts,
    device: Option<Looked>,
    reply: Option<(u64, Reply)>,
    replies: u64,
}

/// What the room needs to know to do what it is asked for.
pub(crate) struct StaffContext<'a> {
    pub(crate) desk: Option<&'a mut Desk>,
    pub(crate) role: Role,
    pub(crate) mode: Mode,
    pub(crate) stamp: Stamp,
    /// The kiosk is closed or out of order: nobody passes.
    pub(crate) is_closed: bool,
}

/// What follows from a command.
#[derive(Debug, Default)]
pub(crate) struct StaffEffects {
    /// It was done, or tried; neither for what the kiosk's role or a closed door forbids.
    pub(crate) acted: bool,
    /// What the door is to show.
    pub(crate) shows: Option<StaffLaneEvent>,
    /// Tickets, `None` for people without one, whose passages were taken back.
    pub(crate) taken_back: Vec<Option<TicketNumber>>,
    /// How the door is set up now, where that changed.
    pub(crate) mode: Option<Mode>,
    /// The kiosk is out of order.
    pub(crate) failed: Option<DeskError>,
}

impl StaffRoom {
    /// Does what one of the staff asks for, and answers it.
    pub(crate) fn handle(
        &mut self,
        command: StaffCommand,
        by: &StaffId,
        context: StaffContext<'_>,
    ) -> StaffEffects {
        let mut effects = StaffEffects::default();
        let lets_pass = matches!(
            command,
            StaffCommand::Enter(_) | StaffCommand::Override { .. } | StaffCommand::Walk { .. }
        );
        let by = StaffActor {
            id: by,
            mode: context.mode,
            stamp: &context.stamp,
        };
        let reply = if !context.role.allows(&command) {
            Ok(Some(Reply::NoGate))
        } else if lets_pass && context.is_closed {
            Ok(Some(Reply::NotNow))
        } else {
            effects.acted = true;
            self.run(command, context.desk, by, &mut effects)
        };
        match reply {
            Ok(Some(reply)) => self.reply(reply),
            Ok(None) => {}
            Err(error) => {
                effects.failed = Some(error);
                self.reply(Reply::Failed);
            }
        }
        effects
    }

    /// Returns `None` where nobody waits for an answer.
    fn run(
        &mut self,
        command: StaffCommand,
        desk: Option<&mut Desk>,
        by: StaffActor<'_>,
        effects: &mut StaffEffects,
    ) -> Result<Option<Reply>, DeskError> {
        let (command, desk) = match (command, desk) {
            (StaffCommand::CloseSearch, _) => {
                self.found = None;
                return Ok(None);
            }
            (StaffCommand::StillHere, _) | (StaffCommand::Search(_), None) => return Ok(None),
            (_, None) => return Ok(Some(Reply::Failed)),
            (command, Some(desk)) => (command, desk),
        };
        let (reply, shows) = match command {
            StaffCommand::Unlock(_)
            | StaffCommand::Lock
            | StaffCommand::StillHere
            | StaffCommand::CloseSearch => return Ok(None),
            StaffCommand::Search(query) => {
                // What was searched for is in no record.
                desk.log(StaffAct::Searched, Some(by.id), None, by.stamp)?;
                self.found = Some(desk.search(&query, by.mode, by.stamp)?);
                return Ok(None);
            }
            StaffCommand::Annul(records) => {
                let Some(tickets) = desk.annul(&records, by.id, by.mode, by.stamp)? else {
                    return Ok(Some(Reply::NothingToAnnul));
                };
                self.move_to_undone(&records);
                effects.taken_back = tickets;
                (Reply::Done, None)
            }
            StaffCommand::Enter(choice) => orders::enter(desk, &choice, by)?,
            StaffCommand::Override {
                ticket,
                people,
                reason,
            } => orders::overrule(desk, &ticket, (people, reason), by)?,
            StaffCommand::Walk {
                direction,
                kind,
                people,
            } => {
                let walkers = Walkers {
                    direction,
                    kind,
                    people,
                };
                orders::walk_in(desk, walkers, by)?
            }
            StaffCommand::Direct(_)
            | StaffCommand::BothWays(_)
            | StaffCommand::ConfirmFirst(_)
            | StaffCommand::Rehearse(_)
            | StaffCommand::Unattended(_) => {
                let (catalogue, gate) = (desk.catalogue(), desk.config().gate.clone());
                match requested_mode(by.mode, &command) {
                    Some((mode, act)) if gate_allows(&catalogue, &gate, by.mode, mode) => {
                        if mode != by.mode {
                            desk.set_up(mode, act, by.id, by.stamp)?;
                            effects.mode = Some(mode);
                        }
                        (Reply::Done, None)
                    }
                    _ => (Reply::NotNow, None),
                }
            }
        };
        effects.shows = shows;
        Ok(Some(reply))
    }

    fn move_to_undone(&mut self, records: &[RecordId]) {
        let (undone, recent) = take(&mut self.recent)
            .into_iter()
            .partition(|passage| records.contains(&passage.record));
        self.recent = recent;
        self.undone = [undone, take(&mut self.undone)].concat();
        self.undone.truncate(RECENT);
    }

    /// Looks anew at what staff see, while they may.
    pub(crate) fn look(&mut self, desk: &mut Desk, mode: Mode, data: &Path, today: Date) {
        if self.open_for().is_none() {
            return;
        }
        self.recent = if desk.config().role.has_gate() {
            last_passages(desk, mode, RECENT)
        } else {
            Vec::new()
        };
        self.today.look(desk, data, today);
        self.device = Some(device::look(desk));
    }

    /// Who is in it; `None` while it is locked.
    pub(crate) fn open_for(&self) -> Option<&StaffId> {
        self.guard.as_ref().and_then(Guard::open_for)
    }

    /// Answers a command.
    pub(crate) fn reply(&mut self, reply: Reply) {
        self.replies += 1;
        self.reply = Some((self.replies, reply));
    }

    /// Leaves nothing of what was shown.
    pub(crate) fn clear(&mut self) {
        self.found = None;
        self.recent.clear();
        self.undone.clear();
        self.today.hide();
        self.device = None;
        self.reply = None;
    }

    /// What the screens may know.
    pub(crate) fn view(&self, status: &Status, clock_offset_ms: i64) -> StaffView {
        StaffView {
            state: self.guard.as_ref().map_or(StaffState::Locked, Guard::state),
            found: self.found.clone(),
            recent: self.recent.clone(),
            undone: self.undone.clone(),
            today: self.today.shown(),
            reply: self.reply,
            device: self.device.map(|it| it.with(status, clock_offset_ms)),
        }
    }
}

#[cfg(test)]
mod tests;
