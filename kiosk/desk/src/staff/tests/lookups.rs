//! What staff find and see.

use shared::ids::TicketNumber;
use shared::protocol::v1::PushReply;

use super::*;
use crate::scene::ticket_list;

#[test]
fn a_search_says_what_the_rules_would_say_and_leaves_nothing_of_what_was_typed() {
    let door = StaffedDoor::open();
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
    let bytes = std::fs::read(path.join(journal::FILE)).unwrap();
    let typed = "Nguyễn".as_bytes();
    assert!(!bytes.windows(typed.len()).any(|window| window == typed));
    drop(door);
}

/// What the organisers' list has: tickets of this exhibition, and one of another seller.
fn with_a_register() -> StaffedDoor {
    let door = StaffedDoor::open();
    let foreign = ticket_list::foreign(9, "8936012345678", "VN-2210", "Đặng Thị Ngọc Ánh");
    let tickets = vec![ticket_list::own(7), ticket_list::own(8), foreign];
    let query = shared::protocol::v1::TicketListQuery::default();
    let page = ticket_list::page("e1", 3, false, tickets);
    let mut journal = door.journal();
    assert!(
        journal
            .apply_ticket_list(&query, &page, 100, || ())
            .unwrap()
    );
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
    door.wish(yes);
    assert_eq!(door.shown().outcome, ADMITTED);
}

#[test]
fn the_device_page_says_how_the_kiosk_is() {
    let door = StaffedDoor::open();
    door.scan(&day_ticket(7));
    door.unlock();
    let device = door.view().staff.device.clone().unwrap();
    assert_eq!((device.records, device.waiting), (2, 2));
    assert_eq!(device.version, env!("CARGO_PKG_VERSION"));
    assert!(device.journal_bytes > 0 && device.last_heard.is_none());
    door.scan(&day_ticket(8));
    let online = view::LinkStatus::Online(MORNING);
    door.send(Event::Uplink(uplink::News::Link(online)));
    let mut journal = journal(door.dir.path());
    let life = journal.outbox().unwrap().current;
    let reply = PushReply {
        epoch: "e1".to_owned(),
        contiguous_ack: 2,
        safe: 2,
        rejected: Vec::new(),
        server_time_ms: MORNING,
    };
    journal.apply_push(life, 3, &reply).unwrap();
    door.send(Event::Uplink(uplink::News::Waiting));
    let device = door.view().staff.device.clone().unwrap();
    assert_eq!((device.records, device.waiting), (3, 1));
    assert_eq!(device.last_heard, Some(MORNING));
}

#[test]
fn a_journal_that_takes_nothing_is_said_and_nothing_is_done() {
    let door = StaffedDoor::open();
    door.unlock();
    let db = rusqlite::Connection::open(door.dir.path().join(journal::FILE)).unwrap();
    db.execute_batch(
        "CREATE TRIGGER full BEFORE INSERT ON records BEGIN SELECT raise(ABORT, 'no room'); END",
    )
    .unwrap();
    let before = door.view().mode;
    assert_eq!(door.ask(StaffCommand::Rehearse(true)), Reply::Failed);
    assert!(matches!(door.view().lane, LaneView::OutOfOrder(_)));
    assert_eq!(door.ask(walk(Direction::In, 5)), Reply::Failed);
    assert_eq!(door.view().mode, before);
    db.execute_batch("DROP TRIGGER full").unwrap();
    let kept = door
        .journal()
        .mode(view::Mode::plain(Direction::In))
        .unwrap();
    assert_eq!(kept, None);
}
