use shared::checkin::Direction;
use view::Outcome;

use super::*;
use crate::scene::{MORNING, day_ticket, desk, stamp};

const BOOTH: BoothNumber = BoothNumber(12);

/// Shows a code, and returns the verdict, if there is one.
fn shows(
    room: &mut BoothVisitsRoom,
    desk: &mut Desk,
    event: BoothVisitsEvent<'_>,
) -> Option<Outcome> {
    let context = BoothVisitsContext {
        desk,
        mode: Mode::plain(Direction::In),
        stamp: stamp(MORNING),
    };
    let verdict = room.handle(event, context).unwrap();
    verdict.map(|verdict| verdict.outcome)
}

#[test]
fn stamp_card_shows_the_booth_that_counted_the_ticket() {
    let folder = tempfile::tempdir().unwrap();
    let (mut room, mut desk) = (BoothVisitsRoom::default(), desk(folder.path(), "in"));
    let code = day_ticket(7);
    let card = BoothVisitsEvent::ForCard(&code);
    assert_eq!(shows(&mut room, &mut desk, card), None);
    let empty = room.card().unwrap().clone();
    assert!(empty.booths.is_empty());

    let visit = BoothVisitsEvent::AtBooth(BOOTH, &code);
    let again = false;
    let welcome = Outcome::Visited {
        booth: BOOTH,
        again,
    };
    assert_eq!(shows(&mut room, &mut desk, visit), Some(welcome));
    assert_eq!(shows(&mut room, &mut desk, card), None);
    let stamped = room.card().unwrap().clone();
    assert_eq!(stamped.booths, [BOOTH]);
    // The screen tells the next card from the one before.
    assert_ne!(stamped.id, empty.id);
    room.forget();
    assert_eq!(room.card(), None);
}

#[test]
fn what_is_no_ticket_has_no_card() {
    let folder = tempfile::tempdir().unwrap();
    let (mut room, mut desk) = (BoothVisitsRoom::default(), desk(folder.path(), "in"));
    let shown = shows(
        &mut room,
        &mut desk,
        BoothVisitsEvent::ForCard("https://example.org"),
    );
    assert!(matches!(shown, Some(Outcome::Refused(_))));
    assert_eq!(room.card(), None);
}

#[test]
fn code_is_the_gates_at_a_door_alone() {
    let of = |purpose: &Purpose, role| BoothVisitsEvent::of("code", purpose, role);
    assert_eq!(of(&Purpose::Usual, Role::Door), None);
    let card = Some(BoothVisitsEvent::ForCard("code"));
    assert_eq!(of(&Purpose::Usual, Role::Hall), card);
    assert_eq!(of(&Purpose::Stamps, Role::Door), card);
    let booth = of(&Purpose::Usual, Role::Booth(BOOTH));
    assert_eq!(booth, Some(BoothVisitsEvent::AtBooth(BOOTH, "code")));
}
