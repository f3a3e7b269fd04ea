//! A rehearsal, which feels real and counts for nothing.

use super::*;

#[test]
fn a_rehearsal_feels_real_and_leaves_nothing_behind() {
    let mut door = JudgingDoor::open();
    let rehearsal = Mode {
        rehearsal: true,
        ..IN
    };
    let visitor = code("visitor", 1);
    assert_eq!(door.judges(&visitor, rehearsal, 0).outcome, ADMITTED);
    assert_eq!(
        reason(&door.judges(&visitor, rehearsal, 1)),
        Reason::AlreadyUsed
    );
    let walked = Fact::Walked {
        gate: gate("main"),
        direction: Direction::In,
        kind: TicketType(1),
        people: 39,
        staff: None,
    };
    door.desk.note(walked, rehearsal, &at(2)).unwrap();
    let other = code("visitor", 2);
    assert_eq!(reason(&door.judges(&other, rehearsal, 3)), Reason::Full);
    let last = door.desk.last_passages(rehearsal, 9).unwrap();
    assert_eq!(last.len(), 2);
    let annulled = Fact::Annulled {
        gate: gate("main"),
        target: last[0].0.clone(),
        ticket: None,
        staff: None,
    };
    door.desk.note(annulled, rehearsal, &at(4)).unwrap();
    assert_eq!(door.judges(&other, rehearsal, 5).outcome, ADMITTED);
    assert_eq!(door.desk.last_passages(IN, 9).unwrap(), []);
    assert!(
        door.facts()
            .iter()
            .all(|fact| matches!(fact, Fact::Rehearsed(_)))
    );
    // In earnest, and in the next rehearsal, nobody has come in yet.
    assert_eq!(door.judges(&visitor, IN, 6).outcome, ADMITTED);
    assert_eq!(door.judges(&other, rehearsal, 7).outcome, ADMITTED);
    assert_eq!(
        reason(&door.judges(&visitor, rehearsal, 8)),
        Reason::AlreadyUsed
    );
}

#[test]
fn evening_before_is_a_rehearsal_of_the_day() {
    let mut door = JudgingDoor::open();
    let rehearsal = Mode {
        rehearsal: true,
        ..IN
    };
    // A day and a half before the first day, and after the doors have closed on it.
    for (minute, in_earnest) in [
        (-(36 + 17) * 60, Reason::NotYetValid),
        (13 * 60, Reason::NotOpen),
    ] {
        let (visitor, other) = (code("visitor", 1), code("visitor", 2));
        assert_eq!(reason(&door.judges(&other, IN, minute)), in_earnest);
        let first = door.judges(&visitor, rehearsal, minute + 1);
        assert_eq!(first.outcome, ADMITTED);
        let again = door.judges(&visitor, rehearsal, minute + 2);
        assert_eq!(reason(&again), Reason::AlreadyUsed, "it feels real");
        assert_eq!(reason(&door.judges(&visitor, IN, minute + 3)), in_earnest);
    }
}
