//! Staff mode in the loop: what staff ask for goes to their room, and what follows is applied.
//!
//! Whom they let in is shown in the lane like everyone else, so that the door sees green.

mod annullable;
mod device;
mod lock;
mod modes;
mod orders;
pub(super) mod pin_check;
pub(super) mod room;
mod today;

use view::StaffCommand;
use view::lane::LaneEvent;

use super::run::Loop;
use crate::guard::StaffEvent;
use orders::StaffLaneEvent;
pub(super) use pin_check::{CheckPin, by_hash};
pub(super) use room::StaffRoom;
use room::{StaffContext, StaffEffects};

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
        let leaves = matches!(command, StaffCommand::Unattended(true));
        let context = StaffContext {
            desk: self.desk.as_mut(),
            role: self.config.role,
            mode: self.mode,
            stamp: self.clock.stamp(),
            is_closed: self.lane.view().is_closed(),
        };
        let effects = self.staff.handle(command, &by, context);
        if !effects.acted {
            return self.publish();
        }
        self.follow_staff(effects);
        self.recorded();
        self.staff_looks();
        self.publish();
        if leaves && self.mode.unattended {
            // Nobody stays beside it to lock it.
            self.tell_guard(StaffEvent::Lock);
        }
    }

    fn follow_staff(&mut self, effects: StaffEffects) {
        let now = self.now();
        if let Some(shows) = effects.shows {
            let event = match &shows {
                StaffLaneEvent::Judged(code, verdict) => LaneEvent::Judged(code, verdict.clone()),
                StaffLaneEvent::Asked(code, question) => LaneEvent::Asked(code, question.clone()),
                StaffLaneEvent::ByStaff(verdict, against) => {
                    LaneEvent::ByStaff(verdict.clone(), *against)
                }
            };
            self.lane.handle(event, now);
        }
        for ticket in effects.taken_back {
            self.lane.handle(LaneEvent::TakenBack(ticket), now);
        }
        if let Some(mode) = effects.mode {
            self.mode = mode;
            self.tell_parts();
            // A question that was asked under the old mode is put away.
            if self.lane.asking().is_some() {
                self.lane.handle(LaneEvent::Dismiss, now);
            }
        }
        if let Some(error) = effects.failed {
            self.goes_out_of_order(&error);
        }
    }

    /// Looks anew at what staff see, while they may.
    pub(super) fn staff_looks(&mut self) {
        let (mode, today) = (self.mode, self.today());
        if let Some(desk) = &mut self.desk {
            self.staff.look(desk, mode, &self.data, today);
        }
    }
}

#[cfg(test)]
mod tests;
