//! A kiosk without a gate refuses everything that is done at one.

use shared::ids::{BoothNumber, TicketNumber};
use view::Mode;

use super::*;

const WITHOUT_A_GATE: [Role; 2] = [Role::Hall, Role::Booth(BoothNumber(12))];

/// Everything that staff do at a gate.
fn gate_commands(passage: shared::record::RecordId) -> Vec<StaffCommand> {
    let ticket = TicketChoice::Number(TicketNumber(7));
    vec![
        StaffCommand::Search("7".to_owned()),
        StaffCommand::Enter(ticket.clone()),
        by_override(ticket, 1),
        by_override(TicketChoice::Shown(1), 1),
        walk(Direction::In, 3),
        walk(Direction::Out, 3),
        StaffCommand::Annul(vec![passage]),
        StaffCommand::Direct(Direction::Out),
        StaffCommand::BothWays(true),
        StaffCommand::ConfirmFirst(true),
        StaffCommand::Unattended(true),
    ]
}

#[test]
fn kiosk_without_a_gate_records_no_walk_in() {
    let door = StaffedDoor::both_ways();
    door.unlock();
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED);
    let passage = door.view().staff.recent[0].record.clone();
    let mut kiosk = door;
    for role in WITHOUT_A_GATE {
        kiosk = kiosk.restart_as(role);
        kiosk.unlock();
        let (before, mode) = (kiosk.facts(), kiosk.view().mode);
        for command in gate_commands(passage.clone()) {
            assert_eq!(kiosk.ask(command.clone()), Reply::NoGate, "{command:?}");
            assert_eq!(kiosk.facts(), before, "{command:?}");
            assert_eq!(kiosk.view().staff.found, None);
        }
        assert_eq!(kiosk.view().mode, mode);
        assert_eq!(kiosk.view().staff.recent, [], "nothing to take back");
        assert_eq!(kiosk.ask(StaffCommand::Rehearse(true)), Reply::Done);
        assert_eq!(kiosk.ask(StaffCommand::Rehearse(false)), Reply::Done);
    }
}

#[test]
fn door_settings_end_with_the_door() {
    let door = StaffedDoor::both_ways();
    door.unlock();
    for command in [
        StaffCommand::BothWays(true),
        StaffCommand::ConfirmFirst(true),
        StaffCommand::Rehearse(true),
    ] {
        assert_eq!(door.ask(command), Reply::Done);
    }
    let hall = door.restart_as(Role::Hall);
    let rehearses = Mode {
        rehearsal: true,
        ..Mode::plain(Direction::In)
    };
    assert_eq!(
        hall.until(|view| view.mode.rehearsal.then_some(view.mode)),
        rehearses
    );
    let door = hall.restart_as(Role::Door);
    assert!(
        door.until(|view| view.mode.both_ways.then_some(view.mode))
            .confirm_first
    );
}
