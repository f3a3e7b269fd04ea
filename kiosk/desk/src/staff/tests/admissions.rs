//! Whom staff let in, count and take back.

use shared::ids::{StaffReason, TicketNumber};
use shared::protocol::v1::KnownItem;
use shared::record::RecordId;

use super::*;

fn overridden(door: &StaffedDoor) -> Vec<Fact> {
    let facts = door.facts().into_iter();
    facts
        .filter(|fact| matches!(fact, Fact::Overridden { .. }))
        .collect()
}

#[test]
fn a_withdrawn_ticket_is_let_in_with_a_reason_and_the_visitor_is_not_turned_away_again() {
    let door = StaffedDoor::with(|told| {
        let revoked = KnownItem::Revoked(standing(7));
        told.items = vec![shared::protocol::v1::FeedItem::Known(revoked)];
    });
    assert_eq!(refused(&door.outcome(&day_ticket(7))), Reason::Revoked);
    // The verdict is long gone from the screen when the PIN is typed.
    door.pass(15);
    assert_eq!(door.view().lane, LaneView::Waiting);
    door.unlock();
    assert_eq!(
        door.ask(by_override(TicketChoice::Shown(1), 2)),
        Reply::Done
    );
    let shown = door.shown();
    assert_eq!((shown.outcome, shown.people), (ADMITTED, 2));
    assert_eq!(shown.ticket, Some(TicketNumber(7)));
    let expected = Fact::Overridden {
        gate: gate("main"),
        claims: Some(claims(7, shared::ticket::EntryPolicy::OncePerDay)),
        people: 2,
        refused: Some(Reason::Revoked),
        reason: OverrideReason::ListError.id(),
        staff: Some(door_1().id),
    };
    assert_eq!(overridden(&door), [expected]);
    // A second press does not let them in twice.
    assert_eq!(
        door.ask(by_override(TicketChoice::Shown(1), 2)),
        Reply::NotNow
    );
    assert_eq!(overridden(&door).len(), 1);
}

#[test]
fn whom_staff_saw_refused_is_let_in_though_the_next_visitor_has_scanned_meanwhile() {
    let door = StaffedDoor::open();
    door.unlock();
    door.scan(&day_ticket(7));
    door.pass(10);
    let seen = door.verdict(&day_ticket(7));
    assert_eq!(refused(&seen.outcome), Reason::AlreadyUsed);
    // The code of the next one is judged before the press is.
    assert_eq!(refused(&door.outcome("nonsense")), Reason::Malformed);
    let press = by_override(TicketChoice::Shown(seen.id), 1);
    assert_eq!(door.ask(press.clone()), Reply::Done);
    let [Fact::Overridden { claims, .. }] = &overridden(&door)[..] else {
        panic!("one is let in: {:?}", overridden(&door))
    };
    assert_eq!(claims.map(|it| it.number), Some(TicketNumber(7)));
    // Once only, though a verdict came in between.
    assert_eq!(door.ask(press.clone()), Reply::NotNow);
    // What is long gone is nobody's any more.
    for ticket in 100..140 {
        door.scan(&day_ticket(ticket));
    }
    assert_eq!(door.ask(press), Reply::NoTicket);
    assert_eq!(overridden(&door).len(), 1);
}

#[test]
fn who_still_holds_out_the_code_after_being_let_in_sees_green() {
    let door = StaffedDoor::open();
    door.unlock();
    let unknown = "https://example.org/another-seller";
    assert_eq!(refused(&door.outcome(unknown)), Reason::Malformed);
    assert_eq!(
        door.ask(by_override(TicketChoice::Shown(1), 3)),
        Reply::Done
    );
    let records = door.facts().len();
    door.pass(1);
    let again = door.verdict(unknown);
    assert_eq!((again.outcome, again.people), (ADMITTED, 3));
    assert!(again.repeat);
    assert_eq!(door.facts().len(), records, "nothing was recorded anew");
    // Later it is a scan like any other.
    door.pass(10);
    assert_eq!(refused(&door.outcome(unknown)), Reason::Malformed);
    // It is the same when staff found the ticket by its number.
    door.scan(&day_ticket(7));
    door.pass(10);
    assert_eq!(refused(&door.outcome(&day_ticket(7))), Reason::AlreadyUsed);
    let seven = TicketChoice::Number(TicketNumber(7));
    assert_eq!(door.ask(by_override(seven, 2)), Reply::Done);
    door.pass(1);
    let again = door.verdict(&day_ticket(7));
    assert_eq!(
        (again.outcome, again.repeat),
        (Outcome::Admitted { again: true }, true)
    );
}

#[test]
fn an_unknown_code_that_is_let_in_stays_unknown() {
    let door = StaffedDoor::open();
    door.unlock();
    door.scan("https://example.org/my-secret");
    assert_eq!(
        door.ask(by_override(TicketChoice::Shown(1), 1)),
        Reply::Done
    );
    let expected = Fact::Overridden {
        gate: gate("main"),
        claims: None,
        people: 1,
        refused: Some(Reason::Malformed),
        reason: OverrideReason::ListError.id(),
        staff: Some(door_1().id),
    };
    assert_eq!(overridden(&door), [expected]);
    let [recent] = &door.view().staff.recent[..] else {
        panic!("one passage: {:?}", door.view().staff.recent)
    };
    assert_eq!((recent.ticket, recent.kind, recent.people), (None, None, 1));
}

#[test]
fn nobody_is_let_in_without_a_ticket_a_number_or_a_reason_of_the_list() {
    let door = StaffedDoor::open();
    door.unlock();
    let nothing_shown = by_override(TicketChoice::Shown(1), 1);
    assert_eq!(door.ask(nothing_shown), Reply::NoTicket);
    let unheard_of = TicketChoice::Number(TicketNumber(4_000));
    assert_eq!(door.ask(by_override(unheard_of, 1)), Reply::NoTicket);
    let mistyped = TicketChoice::Typed("0003J-5R7KX".to_owned());
    assert_eq!(door.ask(by_override(mistyped, 1)), Reply::BadCode);
    door.scan("nonsense");
    assert_eq!(
        door.ask(by_override(TicketChoice::Shown(1), 0)),
        Reply::NotNow
    );
    let reason: StaffReason = "my-cousin".parse().unwrap();
    let free = StaffCommand::Override {
        ticket: TicketChoice::Shown(1),
        people: 1,
        reason,
    };
    assert_eq!(door.ask(free), Reply::NotNow);
    assert_eq!(overridden(&door), []);
}

#[test]
fn a_ticket_is_judged_by_its_number_as_if_it_had_been_scanned() {
    let door = StaffedDoor::open();
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED);
    door.pass(10);
    door.unlock();
    let seven = TicketChoice::Number(TicketNumber(7));
    assert_eq!(door.ask(StaffCommand::Enter(seven.clone())), Reply::Done);
    assert_eq!(refused(&door.shown().outcome), Reason::AlreadyUsed);
    let facts = door.facts();
    let [entered, refusal] = facts.last_chunk::<2>().unwrap();
    assert!(
        matches!(entered, Fact::Staffed { act, .. } if act.code() == "entered_by_hand"),
        "{entered:?}"
    );
    assert!(matches!(
        refusal,
        Fact::Refused {
            claims: Some(_),
            ..
        }
    ));
    // The code below the symbol says the same.
    let code = door.shown().short_code.unwrap().to_string();
    let typed = TicketChoice::Typed(code.to_lowercase());
    assert_eq!(door.ask(StaffCommand::Enter(typed)), Reply::Done);
    assert_eq!(refused(&door.shown().outcome), Reason::AlreadyUsed);
    assert_eq!(door.ask(by_override(seven, 1)), Reply::Done);
    assert_eq!(door.shown().outcome, Outcome::Admitted { again: true });
}

#[test]
fn a_scan_that_was_taken_back_lets_the_ticket_in_again_at_once() {
    let door = StaffedDoor::open();
    door.unlock();
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED);
    let [passage] = &door.view().staff.recent[..] else {
        panic!("one passage: {:?}", door.view().staff.recent)
    };
    assert_eq!(passage.ticket, Some(TicketNumber(7)));
    let annul = StaffCommand::Annul(vec![passage.record.clone()]);
    assert_eq!(door.ask(annul.clone()), Reply::Done);
    assert_eq!(door.view().lane, LaneView::Waiting, "the green is gone");
    assert_eq!(door.view().staff.recent, []);
    // Within the quiet time of its code: what was said does not hold any more.
    let again = door.verdict(&day_ticket(7));
    assert_eq!((again.outcome, again.repeat), (ADMITTED, false));
    assert_eq!(door.ask(annul), Reply::NothingToAnnul);
    let annulled = |fact: &Fact| {
        matches!(
            fact,
            Fact::Annulled {
                staff: Some(_),
                ticket: Some(_),
                ..
            }
        )
    };
    assert_eq!(door.facts().iter().filter(|fact| annulled(fact)).count(), 1);
}

#[test]
fn several_scans_are_taken_back_together_or_not_at_all() {
    let door = StaffedDoor::open();
    door.unlock();
    door.scan(&day_ticket(1));
    door.scan(&day_ticket(2));
    let both: Vec<RecordId> = door
        .view()
        .staff
        .recent
        .iter()
        .map(|it| it.record.clone())
        .collect();
    let stranger = RecordId {
        seq: 999,
        ..both[0].clone()
    };
    let with_stranger = [both.clone(), vec![stranger]].concat();
    assert_eq!(
        door.ask(StaffCommand::Annul(with_stranger)),
        Reply::NothingToAnnul
    );
    assert_eq!(door.ask(StaffCommand::Annul(vec![])), Reply::NothingToAnnul);
    assert_eq!(door.view().staff.recent.len(), 2);
    // The same one twice is one.
    let doubled = [both.clone(), both].concat();
    assert_eq!(door.ask(StaffCommand::Annul(doubled)), Reply::Done);
    assert_eq!(door.view().staff.recent, []);
}

#[test]
fn people_without_a_ticket_are_counted_and_the_door_sees_green() {
    let door = StaffedDoor::open();
    door.unlock();
    assert_eq!(door.ask(walk(Direction::In, 5)), Reply::Done);
    let shown = door.shown();
    assert_eq!(
        (shown.outcome, shown.people, shown.ticket),
        (ADMITTED, 5, None)
    );
    assert_eq!(door.ask(walk(Direction::Out, 2)), Reply::Done);
    assert_eq!(door.shown().outcome, Outcome::Exited);
    let walked = |fact: &Fact| matches!(fact, Fact::Walked { staff: Some(_), .. });
    assert_eq!(door.facts().iter().filter(|fact| walked(fact)).count(), 2);
    assert_eq!(door.ask(walk(Direction::In, 0)), Reply::NotNow);
    let unheard_of = StaffCommand::Walk {
        direction: Direction::In,
        kind: TicketType(99),
        people: 1,
    };
    assert_eq!(door.ask(unheard_of), Reply::NotNow);
    // A mistake is taken back like any other passage.
    let recent = door.view().staff.recent.clone();
    assert_eq!((recent[0].people, recent[0].direction), (2, Direction::Out));
    assert_eq!(
        door.ask(StaffCommand::Annul(vec![recent[1].record.clone()])),
        Reply::Done
    );
    assert_eq!(door.view().staff.recent.len(), 1);
}
