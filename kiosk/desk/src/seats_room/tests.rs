use view::SeatAnswer::{GivenBack, HowMany, ShowAgain, Yours};

use super::*;
use crate::scene::seats::{Counterpart, SeatExchange, WHEEL, hall_desk};
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
fn ticket_shown_again_gives_its_seats_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut room, mut desk) = (SeatsRoom::default(), hall_desk(folder.path()));
    Counterpart::new(1).settle("A1", &mut desk.journal, MORNING);
    let (session, code) = (WHEEL, &*day_ticket(1));
    let seen = SeatsEvent::Seen { session, code };
    let mut handle = |event, now| said(&mut room, &mut desk, (event, now));

    let (answer, effects) = handle(seen, 1_000);
    assert_eq!(answer, Some(HowMany { most: 2 }));
    assert!(effects.changed && effects.request.is_none());
    // It is still held up.
    assert!(!handle(seen, 1_500).1.changed);

    let (answer, effects) = handle(SeatsEvent::Chosen(2), 2_000);
    assert!(matches!(
        answer,
        Some(Yours {
            people: 2,
            new: true,
            ..
        })
    ));
    assert!(matches!(effects.request, Some(SeatsRequest::Report)));
    let (answer, effects) = handle(SeatsEvent::Return, 3_000);
    assert_eq!(answer, Some(ShowAgain { people: 2 }));
    assert!(effects.request.is_none());

    let (answer, effects) = handle(seen, 4_000);
    assert_eq!(answer, Some(GivenBack));
    assert!(matches!(effects.request, Some(SeatsRequest::Report)));
    assert_eq!(
        handle(SeatsEvent::Tick, 4_000 + SHOW_MS - 1).0,
        Some(GivenBack)
    );
    let (answer, effects) = handle(SeatsEvent::Tick, 4_000 + SHOW_MS);
    assert_eq!(answer, None);
    assert!(effects.changed && effects.failed.is_none());
}
