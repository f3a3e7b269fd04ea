//! How staff may set the door up.

use shared::catalogue::{Catalogue, GateDirection};
use shared::checkin::Direction;
use shared::ids::GateId;
use shared::staff::StaffAct;
use view::{Mode, StaffCommand};

/// Returns whether the catalogue opens this gate in every way that the mode scans. A gate that leads one way only can't
/// be turned, and one that the catalogue does not have stays as it is.
pub(super) fn gate_allows(catalogue: &Catalogue, gate: &GateId, from: Mode, to: Mode) -> bool {
    if (to.direction, to.both_ways) == (from.direction, from.both_ways) {
        return true;
    }
    let only = |direction| to.direction == direction && !to.both_ways;
    let gate = catalogue.gate(gate);
    gate.is_some_and(|gate| match gate.direction {
        GateDirection::Both => true,
        GateDirection::In => only(Direction::In),
        GateDirection::Out => only(Direction::Out),
    })
}

/// The mode that a command asks for, and what it is called in the audit; `None` for another kind of command.
pub(super) fn requested_mode(mode: Mode, command: &StaffCommand) -> Option<(Mode, StaffAct)> {
    let choose = |on: bool, one, other| if on { one } else { other };
    Some(match *command {
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
