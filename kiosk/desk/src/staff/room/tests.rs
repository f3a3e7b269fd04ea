use shared::checkin::Direction;
use shared::ids::TicketType;

use super::*;
use crate::scene::{MORNING, day_ticket, desk, stamp};

fn handle(
    room: &mut StaffRoom,
    desk: Option<&mut Desk>,
    command: StaffCommand,
    is_closed: bool,
) -> StaffEffects {
    let context = StaffContext {
        desk,
        role: Role::Door,
        mode: Mode::plain(Direction::In),
        stamp: stamp(MORNING),
        is_closed,
    };
    room.handle(command, &"door-1".parse().unwrap(), context)
}

fn reply(room: &StaffRoom) -> Option<Reply> {
    room.reply.map(|(_, reply)| reply)
}

fn walk() -> StaffCommand {
    StaffCommand::Walk {
        direction: Direction::In,
        kind: TicketType(1),
        people: 2,
    }
}

#[test]
fn closed_kiosk_lets_nobody_pass_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let (mut room, mut desk) = (StaffRoom::default(), desk(folder.path(), "in"));
    let effects = handle(&mut room, Some(&mut desk), walk(), true);
    assert!(effects.shows.is_none() && !effects.acted);
    assert_eq!(reply(&room), Some(Reply::NotNow));
    let effects = handle(&mut room, Some(&mut desk), walk(), false);
    assert!(matches!(effects.shows, Some(StaffLaneEvent::ByStaff(..))));
    assert_eq!(reply(&room), Some(Reply::Done));
}

#[test]
fn door_that_staff_turn_is_set_up_anew_once() {
    let folder = tempfile::tempdir().unwrap();
    let (mut room, mut desk) = (StaffRoom::default(), desk(folder.path(), "in"));
    let rehearse = StaffCommand::Rehearse(true);
    let effects = handle(&mut room, Some(&mut desk), rehearse, false);
    assert!(effects.mode.unwrap().rehearsal);
    assert_eq!(reply(&room), Some(Reply::Done));
    let effects = handle(
        &mut room,
        Some(&mut desk),
        StaffCommand::Rehearse(false),
        false,
    );
    assert_eq!(effects.mode, None);
}

#[test]
fn passage_that_is_taken_back_moves_to_the_undone() {
    let folder = tempfile::tempdir().unwrap();
    let (mut room, mut desk) = (StaffRoom::default(), desk(folder.path(), "in"));
    desk.scan(&day_ticket(7), &stamp(MORNING)).unwrap();
    room.recent = last_passages(&mut desk, Mode::plain(Direction::In), RECENT);
    let record = room.recent[0].record.clone();
    let annul = StaffCommand::Annul(vec![record.clone()]);
    let effects = handle(&mut room, Some(&mut desk), annul.clone(), false);
    assert_eq!(effects.taken_back, [Some(TicketNumber(7))]);
    assert!(room.recent.is_empty());
    assert_eq!(room.undone[0].record, record);
    handle(&mut room, Some(&mut desk), annul, false);
    assert_eq!(reply(&room), Some(Reply::NothingToAnnul));
}

#[test]
fn without_a_journal_staff_are_told_that_it_failed() {
    let mut room = StaffRoom::default();
    let effects = handle(&mut room, None, walk(), false);
    assert!(effects.shows.is_none() && effects.failed.is_none());
    assert_eq!(reply(&room), Some(Reply::Failed));
    room.found = Some(Vec::new());
    let replies = room.replies;
    handle(&mut room, None, StaffCommand::CloseSearch, false);
    assert_eq!(room.found, None);
    // Nobody waits for an answer to a touch.
    handle(&mut room, None, StaffCommand::StillHere, false);
    assert_eq!(room.replies, replies);
}
