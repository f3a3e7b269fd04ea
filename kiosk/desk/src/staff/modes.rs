//! How staff set the door up.

use shared::catalogue::GateDirection;
use shared::checkin::Direction;
use shared::ids::StaffId;
use shared::staff::StaffAct;
use view::lane::LaneEvent;
use view::{Mode, Reply, StaffCommand};

use crate::run::Loop;
use crate::{Desk, DeskError};

impl Loop {
    /// Sets the door up anew, and keeps it for the next start. A question that was asked under the old mode is put
    /// away. What is set up so already is done.
    pub(super) fn set_up(&mut self, wish: &StaffCommand, by: &StaffId) -> Result<Reply, DeskError> {
        let Some((mode, act)) = wished(self.mode, wish) else {
            return Ok(Reply::NotNow);
        };
        if !self.gate_allows(mode) {
            return Ok(Reply::NotNow);
        }
        if mode == self.mode {
            return Ok(Reply::Done);
        }
        let stamp = self.clock.stamp();
        let Some(desk) = &mut self.desk else {
            return Ok(Reply::Failed);
        };
        desk.set_up(mode, act, by, &stamp)?;
        self.mode = mode;
        self.tell_parts();
        if self.lane.asking().is_some() {
            self.lane.handle(LaneEvent::Dismiss, self.now());
        }
        Ok(Reply::Done)
    }

    /// Whether the catalogue opens this gate in every way that the mode scans. A gate that leads one way only can't
    /// be turned, and one that the catalogue does not have stays as it is.
    fn gate_allows(&self, mode: Mode) -> bool {
        if (mode.direction, mode.both_ways) == (self.mode.direction, self.mode.both_ways) {
            return true;
        }
        let catalogue = self.desk.as_ref().map(Desk::catalogue);
        let gate = catalogue.as_ref().and_then(|it| it.gate(&self.config.gate));
        gate.is_some_and(|gate| match gate.direction {
            GateDirection::Both => true,
            GateDirection::In => mode.direction == Direction::In && !mode.both_ways,
            GateDirection::Out => mode.direction == Direction::Out && !mode.both_ways,
        })
    }
}

/// The mode that a command asks for, and what it is called in the audit; `None` for another kind of command.
fn wished(mode: Mode, wish: &StaffCommand) -> Option<(Mode, StaffAct)> {
    let choose = |on: bool, one, other| if on { one } else { other };
    Some(match *wish {
        StaffCommand::Direct(direction) => {
            let inwards = direction == Direction::In;
            let mode = Mode {
                direction,
                both_ways: false,
                ..mode
            };
            (
                mode,
                choose(inwards, StaffAct::DirectedIn, StaffAct::DirectedOut),
            )
        }
        StaffCommand::BothWays(both_ways) => (
            Mode { both_ways, ..mode },
            choose(both_ways, StaffAct::BothWaysOn, StaffAct::BothWaysOff),
        ),
        StaffCommand::ConfirmFirst(confirm_first) => (
            Mode {
                confirm_first,
                ..mode
            },
            choose(
                confirm_first,
                StaffAct::ConfirmFirstOn,
                StaffAct::ConfirmFirstOff,
            ),
        ),
        StaffCommand::Rehearse(rehearsal) => (
            Mode { rehearsal, ..mode },
            choose(rehearsal, StaffAct::RehearsalOn, StaffAct::RehearsalOff),
        ),
        StaffCommand::Unattended(unattended) => (
            Mode { unattended, ..mode },
            choose(unattended, StaffAct::UnattendedOn, StaffAct::UnattendedOff),
        ),
        _ => return None,
    })
}
