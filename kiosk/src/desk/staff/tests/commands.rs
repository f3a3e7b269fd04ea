//! What staff do once it is open.

use shared::checkin::{Direction, Reason};
use shared::ids::{StaffReason, TicketNumber};
use shared::protocol::v1::KnownItem;
use shared::record::RecordId;
use shared::staff::OverrideReason;

use super::*;
use crate::scene::register;
use crate::view::{Question, TicketChoice};

fn by_override(ticket: TicketChoice, people: u16) -> StaffCommand {
    StaffCommand::Override {
        ticket,
        people,
        reason: OverrideReason::ListError.id(),
    }
}

fn walk(direction: Direction, people: u16) -> StaffCommand {
    StaffCommand::Walk {
        direction,
        kind: VISITOR,
        people,
    }
}

fn refused(outcome: &Outcome) -> Reason {
    match outcome {
        Outcome::Refused(refusal) => refusal.reason,
        other => panic!("not refused: {other:?}"),
    }
}

fn overridden(door: &Door) -> Vec<Fact> {
    let facts = door.facts().into_iter();
    facts
        .filter(|fact| matches!(fact, Fact::Overridden { .. }))
        .collect()
}

#[test]
fn a_withdrawn_ticket_is_let_in_with_a_reason_and_the_visitor_is_not_turned_away_again() {
    let door = Door::with(|told| {
        let revoked = KnownItem::Revoked(standing(7));
        told.items = vec![shared::protocol::v1::FeedItem::Known(revoked)];
    });
    assert_eq!(refused(&door.outcome(&day_ticket(7))), Reason::Revoked);
    // The verdict is long gone from the screen when the PIN is typed.
    door.pass(15);
    assert_eq!(door.view().lane, LaneView::Waiting);
    door.unlock();
    assert_eq!(door.ask(by_override(TicketChoice::Shown, 2)), Reply::Done);
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
    assert_eq!(door.ask(by_override(TicketChoice::Shown, 2)), Reply::NotNow);
    assert_eq!(overridden(&door).len(), 1);
}

#[test]
fn who_still_holds_out_the_code_after_being_let_in_sees_green() {
    let door = Door::open();
    door.unlock();
    let unknown = "https://example.org/another-seller";
    assert_eq!(refused(&door.outcome(unknown)), Reason::Malformed);
    assert_eq!(door.ask(by_override(TicketChoice::Shown, 3)), Reply::Done);
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
    let door = Door::open();
    door.unlock();
    door.scan("https://example.org/my-secret");
    assert_eq!(door.ask(by_override(TicketChoice::Shown, 1)), Reply::Done);
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
    let door = Door::open();
    door.unlock();
    let nothing_shown = by_override(TicketChoice::Shown, 1);
    assert_eq!(door.ask(nothing_shown), Reply::NoTicket);
    let unheard_of = TicketChoice::Number(TicketNumber(4_000));
    assert_eq!(door.ask(by_override(unheard_of, 1)), Reply::NoTicket);
    let mistyped = TicketChoice::Typed("0003J-5R7KX".to_owned());
    assert_eq!(door.ask(by_override(mistyped, 1)), Reply::BadCode);
    door.scan("nonsense");
    assert_eq!(door.ask(by_override(TicketChoice::Shown, 0)), Reply::NotNow);
    let reason: StaffReason = "my-cousin".parse().unwrap();
    let free = StaffCommand::Override {
        ticket: TicketChoice::Shown,
        people: 1,
        reason,
    };
    assert_eq!(door.ask(free), Reply::NotNow);
    assert_eq!(overridden(&door), []);
}

#[test]
fn a_ticket_is_judged_by_its_number_as_if_it_had_been_scanned() {
    let door = Door::open();
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
    let door = Door::open();
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
    let door = Door::open();
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
    let door = Door::open();
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

#[test]
fn what_is_rehearsed_is_marked_and_gone_when_it_is_over() {
    let door = Door::open();
    door.unlock();
    assert_eq!(door.ask(StaffCommand::Rehearse(true)), Reply::Done);
    assert!(door.view().mode.rehearsal);
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED);
    assert_eq!(door.ask(walk(Direction::In, 30)), Reply::Done);
    door.scan("nonsense");
    assert_eq!(door.ask(by_override(TicketChoice::Shown, 1)), Reply::Done);
    let recent = door.view().staff.recent.clone();
    assert_eq!(recent.len(), 3);
    assert_eq!(
        door.ask(StaffCommand::Annul(vec![recent[0].record.clone()])),
        Reply::Done
    );
    assert_eq!(door.ask(StaffCommand::Rehearse(false)), Reply::Done);
    assert_eq!(door.view().staff.recent, []);
    let counted = |fact: &Fact| !matches!(fact, Fact::Rehearsed(_) | Fact::Staffed { .. });
    assert!(!door.facts().iter().any(counted), "{:?}", door.facts());
    let acts = [
        ("unlocked", true),
        ("rehearsal_on", true),
        ("rehearsal_off", true),
    ];
    assert_eq!(door.acts(), acts);
    door.pass(10);
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED, "it was never used");
}

fn question(lane: &LaneView) -> Question {
    match lane {
        LaneView::Asking(question) => question.clone(),
        other => panic!("no question: {other:?}"),
    }
}

#[test]
fn nothing_is_recorded_before_staff_have_confirmed_it() {
    let door = Door::open();
    door.unlock();
    assert_eq!(door.ask(StaffCommand::ConfirmFirst(true)), Reply::Done);
    let before = door.facts().len();
    let asked = question(&door.scan(&day_ticket(7)));
    assert!(asked.confirm);
    assert_eq!(door.facts().len(), before);
    door.send(Event::Command(Command::Dismiss));
    assert_eq!(
        (&door.view().lane, door.facts().len()),
        (&LaneView::Waiting, before)
    );
    door.pass(10);
    let asked = question(&door.scan(&day_ticket(7)));
    let yes = |question: &Question| Command::Answer {
        question: question.id,
        people: question.most,
    };
    door.send(Event::Command(yes(&asked)));
    assert_eq!(
        (door.shown().outcome, door.facts().len()),
        (ADMITTED, before + 1)
    );
    // By hand it is the same, and that it was by hand is recorded only when it happened.
    let recent = door.view().staff.recent[0].record.clone();
    assert_eq!(door.ask(StaffCommand::Annul(vec![recent])), Reply::Done);
    let before = door.facts().len();
    let seven = TicketChoice::Number(TicketNumber(7));
    assert_eq!(door.ask(StaffCommand::Enter(seven)), Reply::Done);
    assert_eq!(door.facts().len(), before);
    let asked = question(&door.view().lane);
    door.send(Event::Command(yes(&asked)));
    assert_eq!(door.facts().len(), before + 2);
    assert_eq!(door.acts().last(), Some(&("entered_by_hand", true)));
}

#[test]
fn a_gate_that_leads_both_ways_is_turned_in_the_middle_of_the_day_and_stays_so_after_a_restart() {
    let door = Door::both_ways();
    assert_eq!(door.outcome(&day_ticket(7)), ADMITTED);
    door.unlock();
    assert_eq!(door.ask(StaffCommand::Direct(Direction::Out)), Reply::Done);
    door.pass(10);
    assert_eq!(door.outcome(&day_ticket(7)), Outcome::Exited);
    // On the way out nobody is let in.
    door.scan("nonsense");
    assert_eq!(door.ask(by_override(TicketChoice::Shown, 1)), Reply::NotNow);
    let door = door.restart();
    door.until(|view| (view.mode.direction == Direction::Out).then_some(()));
    door.unlock();
    assert_eq!(door.ask(StaffCommand::BothWays(true)), Reply::Done);
    assert_eq!(
        door.outcome(&day_ticket(7)),
        Outcome::Admitted { again: true }
    );
    door.pass(10);
    assert_eq!(door.outcome(&day_ticket(7)), Outcome::Exited);
    assert_eq!(door.ask(StaffCommand::Direct(Direction::In)), Reply::Done);
    assert!(!door.view().mode.both_ways);
    let records = door.facts().len();
    assert_eq!(door.ask(StaffCommand::Direct(Direction::In)), Reply::Done);
    assert_eq!(door.facts().len(), records, "nothing was changed");
}

#[test]
fn a_gate_that_leads_one_way_can_not_be_turned() {
    let door = Door::open();
    door.unlock();
    let before = door.view().mode;
    assert_eq!(
        door.ask(StaffCommand::Direct(Direction::Out)),
        Reply::NotNow
    );
    assert_eq!(door.ask(StaffCommand::BothWays(true)), Reply::NotNow);
    assert_eq!(door.ask(StaffCommand::Direct(Direction::In)), Reply::Done);
    assert_eq!(door.ask(StaffCommand::BothWays(false)), Reply::Done);
    assert_eq!((door.view().mode, door.acts().len()), (before, 1));
}

#[test]
fn a_question_is_put_away_when_the_door_is_set_up_anew() {
    let door = Door::open();
    door.unlock();
    assert_eq!(door.ask(StaffCommand::ConfirmFirst(true)), Reply::Done);
    question(&door.scan(&day_ticket(7)));
    assert_eq!(door.ask(StaffCommand::ConfirmFirst(false)), Reply::Done);
    assert_eq!(door.view().lane, LaneView::Waiting);
}

#[test]
fn a_search_says_what_the_rules_would_say_and_leaves_nothing_of_what_was_typed() {
    let door = Door::open();
    door.scan(&day_ticket(7));
    door.unlock();
    door.staff(StaffCommand::Search("7".to_owned()));
    let found = door.view().staff.found.clone().unwrap();
    let [seven] = &found[..] else {
        panic!("one ticket: {found:?}")
    };
    assert_eq!(seven.last_entry, Some((gate("main"), MORNING)));
    assert_eq!((seven.refused, seven.party), (Some(Reason::AlreadyUsed), 2));
    door.staff(StaffCommand::Search("Nguyễn Văn An".to_owned()));
    assert_eq!(door.view().staff.found.as_ref().map(Vec::len), Some(0));
    door.staff(StaffCommand::CloseSearch);
    assert_eq!(door.view().staff.found, None);
    assert_eq!(door.acts()[1..], [("searched", true); 2]);
    let path = door.dir.path().to_owned();
    let door = door.restart();
    let bytes = std::fs::read(path.join(crate::journal::FILE)).unwrap();
    let typed = "Nguyễn".as_bytes();
    assert!(!bytes.windows(typed.len()).any(|window| window == typed));
    drop(door);
}

/// What the organisers' list has: tickets of this exhibition, and one of another seller.
fn with_a_register() -> Door {
    let door = Door::open();
    let foreign = register::foreign(9, "8936012345678", "VN-2210", "Đặng Thị Ngọc Ánh");
    let tickets = vec![register::own(7), register::own(8), foreign];
    let query = shared::protocol::v1::RegisterQuery::default();
    let page = register::page("e1", 3, false, tickets);
    let mut journal = door.journal();
    assert!(journal.apply_register(&query, &page, 100, || ()).unwrap());
    door.unlock();
    door
}

#[test]
fn a_ticket_is_found_by_name_number_or_code_and_judged_though_nobody_scanned_it() {
    let door = with_a_register();
    let search = |query: &str| {
        door.staff(StaffCommand::Search(query.to_owned()));
        door.view().staff.found.clone().unwrap()
    };
    let [named] = &search("ngoc anh")[..] else {
        panic!("one ticket: {:?}", door.view().staff.found)
    };
    assert_eq!(named.holder.as_deref(), Some("Đặng Thị Ngọc Ánh"));
    assert_eq!(named.reference.as_deref(), Some("TicketBox VN-2210"));
    assert_eq!((named.refused, named.short_code), (None, None));
    assert_eq!(search("vn2210")[0].ticket, TicketNumber(9));
    let own = search("7")[0].clone();
    let code = own.short_code.unwrap();
    assert_eq!(search(&code.to_string())[0].ticket, TicketNumber(7));

    let number = TicketChoice::Number(named.ticket);
    assert_eq!(door.ask(StaffCommand::Enter(number)), Reply::Done);
    assert_eq!(door.shown().outcome, ADMITTED);
    let typed = TicketChoice::Typed(code.to_string().to_lowercase());
    assert_eq!(door.ask(StaffCommand::Enter(typed.clone())), Reply::Done);
    assert_eq!(
        (door.shown().outcome, door.shown().ticket),
        (ADMITTED, Some(TicketNumber(7)))
    );
    assert_eq!(door.ask(by_override(typed, 1)), Reply::Done);
    assert_eq!(door.shown().outcome, Outcome::Admitted { again: true });
    // The same code by scanner and by hand is one ticket.
    assert_eq!(refused(&door.outcome("8936012345678")), Reason::AlreadyUsed);
    assert_eq!(
        door.view().staff.device.as_ref().map(|it| it.tickets),
        Some(3)
    );
}

#[test]
fn a_code_with_a_made_up_proof_is_no_tickets() {
    let door = with_a_register();
    let nine = shared::ticket::ShortCode::of(TicketNumber(9), &[9; 64]);
    let eight = shared::ticket::ShortCode::of(TicketNumber(8), &[1; 64]);
    for code in [nine, eight] {
        let typed = TicketChoice::Typed(code.to_string());
        assert_eq!(door.ask(StaffCommand::Enter(typed)), Reply::NoTicket);
    }
    assert_eq!(door.acts(), [("unlocked", true)]);
}

#[test]
fn a_search_takes_no_question_away_from_the_visitor() {
    let door = with_a_register();
    assert_eq!(door.ask(StaffCommand::ConfirmFirst(true)), Reply::Done);
    let asked = question(&door.scan(&day_ticket(7)));
    door.staff(StaffCommand::Search("8".to_owned()));
    let yes = Command::Answer {
        question: asked.id,
        people: asked.most,
    };
    door.send(Event::Command(yes));
    assert_eq!(door.shown().outcome, ADMITTED);
}

#[test]
fn the_device_page_says_how_the_kiosk_is() {
    let door = Door::open();
    door.scan(&day_ticket(7));
    door.unlock();
    let device = door.view().staff.device.clone().unwrap();
    assert_eq!((device.records, device.waiting), (2, 2));
    assert_eq!(device.version, env!("CARGO_PKG_VERSION"));
    assert!(device.journal_bytes > 0 && device.last_heard.is_none());
    door.scan(&day_ticket(8));
    assert_eq!(
        door.view().staff.device.as_ref().map(|it| it.records),
        Some(3)
    );
}

#[test]
fn a_journal_that_takes_nothing_is_said_and_nothing_is_done() {
    let door = Door::open();
    door.unlock();
    let db = rusqlite::Connection::open(door.dir.path().join(crate::journal::FILE)).unwrap();
    db.execute_batch(
        "CREATE TRIGGER full BEFORE INSERT ON records BEGIN SELECT raise(ABORT, 'no room'); END",
    )
    .unwrap();
    let before = door.view().mode;
    assert_eq!(door.ask(StaffCommand::Rehearse(true)), Reply::Failed);
    assert!(matches!(door.view().lane, LaneView::OutOfOrder(_)));
    assert_eq!(door.ask(walk(Direction::In, 5)), Reply::Failed);
    assert_eq!(door.view().mode, before);
    assert_eq!(door.journal().mode(Direction::In).unwrap(), before);
}
