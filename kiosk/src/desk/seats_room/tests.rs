use view::SeatAnswer::{Asking, HowMany, NotNow};

use super::*;
use crate::scene::seats::{WHEEL, hall_desk};
use crate::scene::{MORNING, day_ticket, stamp};

/// Handles an event at a time, and returns what is said then.
fn said(
    room: &mut SeatsRoom,
    desk: &mut Desk,
    (event, now): (SeatsEvent<'_>, u64),
) -> (Option<SeatAnswer>, SeatsEffects) {
    let effects = room.handle(
        event,
        SeatsContext {
            desk: Some(desk),
            stamp: stamp(MORNING),
            now,
            is_rehearsal: false,
            is_online: true,
        },
    );
    let said = room.view().said.as_ref().map(|it| it.answer.clone());
    (said, effects)
}

#[test]
fn silent_server_ends_in_not_now() {
    let folder = tempfile::tempdir().unwrap();
    let (mut room, mut desk) = (SeatsRoom::default(), hall_desk(folder.path()));
    desk.journal.hear_time(&stamp(MORNING)).unwrap();
    let (session, code) = (WHEEL, &*day_ticket(1));
    let seen = SeatsEvent::Seen { session, code };
    let mut handle = |event, now| said(&mut room, &mut desk, (event, now));

    let (answer, effects) = handle(seen, 1_000);
    assert_eq!(answer, Some(HowMany { most: 2 }));
    assert!(effects.changed && effects.request.is_none());
    // It is still held up.
    assert!(!handle(seen, 1_500).1.changed);

    let (answer, effects) = handle(SeatsEvent::Chosen(2), 2_000);
    assert_eq!(answer, Some(Asking { people: 2 }));
    assert!(matches!(effects.request, Some(SeatsRequest::Want(it)) if it.people == 2));
    let before = 2_000 + ASK_MS - 1;
    assert_eq!(
        handle(SeatsEvent::Tick, before).0,
        Some(Asking { people: 2 })
    );

    let (answer, effects) = handle(SeatsEvent::Tick, before + 1);
    assert_eq!(answer, Some(NotNow { at_hand: 0 }));
    assert!(matches!(effects.request, Some(SeatsRequest::Report)));
    let (answer, effects) = handle(SeatsEvent::Tick, before + 1 + SHOW_MS);
    assert_eq!(answer, None);
    assert!(effects.changed && effects.failed.is_none());
}
