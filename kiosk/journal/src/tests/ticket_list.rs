//! Taking the ticket list in, and searching it.

use kiosk_fixtures::ticket_list::{foreign, own, page};
use shared::protocol::v1::{TicketListQuery, TicketListReply};
use shared::ticket::{NO_KEY, ShortCode};

use super::*;

/// Takes a page in as the answer to what the journal would ask now.
fn take(journal: &mut Journal, page: &TicketListReply) {
    let mark = journal.ticket_list_mark().unwrap();
    let query = TicketListQuery {
        epoch: mark.epoch,
        after: mark.next,
        keyed: false,
    };
    assert!(journal.apply_ticket_list(&query, page, 2, || {}).unwrap());
}

fn numbers(found: &[TicketListEntry]) -> Vec<u32> {
    found.iter().map(|entry| entry.claims.number.0).collect()
}

fn find(journal: &Journal, query: &str) -> Vec<u32> {
    numbers(&journal.find(query).unwrap())
}

#[test]
fn staff_find_a_ticket_by_whatever_its_holder_can_say() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let tickets = vec![
        own(7),
        own(70),
        foreign(8, "893601", "DH-1042", "Đặng Thị Ngọc Ánh"),
        foreign(9, "893602", "DH-1043", "Nguyễn Văn An"),
        foreign(10, "893603", "VV 7", "nguyen  VAN Anh"),
        foreign(11, "893604", "", "김민수"),
    ];
    take(&mut journal, &page("e1", 6, false, tickets));
    let code = ShortCode::of(TicketNumber(7), &[7; 64]);
    let end = code.to_string()[6..].to_owned();
    for (query, expected) in [
        (code.to_string().as_str(), vec![7]),
        (end.as_str(), vec![7]),
        (&end.to_lowercase(), vec![7]),
        (&end[1..], vec![]),
        ("h1043", vec![9]),
        ("1-043", vec![]),
        (&code.to_string().to_lowercase(), vec![7]),
        ("7", vec![7]),
        (" 0070 ", vec![70]),
        ("893602", vec![9]),
        ("dh1042", vec![8]),
        ("DH-104", vec![8, 9]),
        ("vv7", vec![10]),
        ("ánh", vec![8, 10]),
        ("ngoc dang", vec![8]),
        ("van an", vec![9, 10]),
        ("van a", vec![9, 10]),
        ("an", vec![]),
        ("n v", vec![]),
        ("dh", vec![]),
        ("nguyen ngoc", vec![]),
        ("김민", vec![11]),
        ("xyz", vec![]),
        ("12345", vec![]),
        ("", vec![]),
        ("\" OR \"* NOT (", vec![]),
    ] {
        assert_eq!(find(&journal, query), expected, "{query:?}");
    }
    let entry = &journal.find("dh1042").unwrap()[0];
    assert_eq!(entry.seller.as_deref(), Some("TicketBox"));
    assert_eq!(entry.holder.as_deref(), Some("Đặng Thị Ngọc Ánh"));
    assert_eq!((entry.short_code, entry.claims.key), (None, NO_KEY));
}

#[test]
fn a_short_code_that_was_made_up_from_a_number_is_no_ticket() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    take(
        &mut journal,
        &page("e1", 2, false, vec![own(7), foreign(8, "8936", "", "")]),
    );
    let made_up = (1..).map(|n: u8| ShortCode::of(TicketNumber(7), &[n; 64]));
    let made_up = made_up.filter(|code| *code != ShortCode::of(TicketNumber(7), &[7; 64]));
    for code in made_up.take(5) {
        assert_eq!(find(&journal, &code.to_string()), [0_u32; 0]);
    }
    // Another seller's ticket has no short code, not even one whose proof is nothing.
    let nothing = ShortCode::from_parts(TicketNumber(8), 0).unwrap();
    assert_eq!(journal.ticket_with(nothing).unwrap(), None);
}

#[test]
fn a_search_gives_twenty_tickets_at_most_and_whole_words_first() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let anhs = (1..=30).map(|number| foreign(number, &format!("c{number}"), "", "Trần Anh"));
    let tickets = anhs.chain([foreign(99, "c99", "", "Trần An")]).collect();
    take(&mut journal, &page("e1", 31, false, tickets));
    let found = find(&journal, "tran an");
    assert_eq!((found.len(), found[0]), (FOUND_AT_MOST, 99));
    let many = "a ".repeat(500);
    assert_eq!(find(&journal, &many).len(), FOUND_AT_MOST);
}

#[test]
fn a_ticket_that_changed_is_found_as_it_is_now_and_no_longer_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    take(
        &mut journal,
        &page("e1", 1, false, vec![foreign(8, "8936", "DH1", "Lê Bưởi")]),
    );
    take(
        &mut journal,
        &page("e1", 2, false, vec![foreign(8, "8936", "DH2", "Lê Cam")]),
    );
    assert_eq!(find(&journal, "le buoi"), [0_u32; 0]);
    assert_eq!(find(&journal, "le cam"), [8]);
    assert_eq!(find(&journal, "dh1"), [0_u32; 0]);
    // The organisers take the names back.
    take(
        &mut journal,
        &page("e1", 3, false, vec![foreign(8, "8936", "DH2", "")]),
    );
    assert_eq!(find(&journal, "cam"), [0_u32; 0]);
    assert_eq!(
        (find(&journal, "8936"), journal.tickets().unwrap()),
        (vec![8], 1)
    );
}

#[test]
fn what_a_restored_server_has_no_more_goes_once_its_register_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let tickets = (1..=5).map(|number| foreign(number, &format!("c-{number}"), "", "Lê Cam"));
    take(&mut journal, &page("e1", 5, false, tickets.collect()));
    assert_eq!(
        (journal.tickets().unwrap(), find(&journal, "cam").len()),
        (5, 5)
    );
    let known = vec![
        foreign(2, "c-2", "", "Lê Cam"),
        foreign(9, "c-9", "", "Lê Cam"),
    ];
    take(&mut journal, &page("e2", 2, true, known));
    assert_eq!(
        find(&journal, "cam"),
        [1, 2, 3, 4, 5, 9],
        "nothing goes before it is whole"
    );
    assert!(!journal.ticket_list_mark().unwrap().whole);
    take(&mut journal, &page("e2", 3, false, vec![own(70)]));
    assert_eq!(find(&journal, "cam"), [2, 9]);
    assert_eq!(find(&journal, "c-4"), [0_u32; 0]);
    assert_eq!(journal.tickets().unwrap(), 3);
    take(&mut journal, &page("e3", 0, false, Vec::new()));
    assert_eq!(
        (journal.tickets().unwrap(), find(&journal, "70")),
        (0, vec![])
    );
}

#[test]
fn an_answer_that_was_overtaken_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let slow = TicketListQuery::default();
    take(
        &mut journal,
        &page("e1", 1, false, vec![foreign(8, "8936", "", "Lê Bưởi")]),
    );
    take(
        &mut journal,
        &page("e1", 2, false, vec![foreign(8, "8936", "", "Lê Cam")]),
    );
    let stale = page("e1", 1, false, vec![foreign(8, "8936", "", "Lê Bưởi")]);
    assert!(!journal.apply_ticket_list(&slow, &stale, 2, || {}).unwrap());
    assert_eq!(find(&journal, "cam"), [8]);
    assert_eq!(journal.ticket_list_mark().unwrap().next, 2);
}

#[test]
fn a_page_that_is_broken_off_comes_again_whole() {
    let dir = tempfile::tempdir().unwrap();
    let tickets: Vec<_> = (1..=5)
        .map(|n| foreign(n, &format!("c-{n}"), "", "Lê Cam"))
        .collect();
    let sent = page("e1", 5, false, tickets);
    let mut steps = 0;
    let killed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut journal = journal(dir.path());
        let query = TicketListQuery::default();
        let _ = journal.apply_ticket_list(&query, &sent, 2, || {
            steps += 1;
            assert!(steps < 2, "the power goes after two steps");
        });
    }));
    assert!(killed.is_err());
    let mut journal = journal(dir.path());
    let mark = journal.ticket_list_mark().unwrap();
    assert_eq!(
        (mark.next, mark.whole, journal.tickets().unwrap()),
        (0, false, 4)
    );
    take(&mut journal, &sent);
    assert_eq!(find(&journal, "cam"), [1, 2, 3, 4, 5]);
    assert_eq!(journal.tickets().unwrap(), 5);
    assert!(journal.ticket_list_mark().unwrap().whole);
}

#[test]
fn another_exhibitions_register_is_not_taken_in() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let mut ticket = own(7);
    ticket.claims[3] = 25;
    let sent = page("e1", 1, false, vec![ticket]);
    let refused = journal.apply_ticket_list(&TicketListQuery::default(), &sent, 2, || {});
    assert!(matches!(refused, Err(JournalError::Foreign(_))));
    // Claims of a later version are passed over: such a ticket can't be judged here either.
    let mut ticket = own(7);
    ticket.claims[0] = 9;
    take(&mut journal, &page("e1", 1, false, vec![ticket, own(8)]));
    assert_eq!(journal.tickets().unwrap(), 1);
}

#[test]
fn a_new_kiosk_knows_the_tickets_of_its_file_and_goes_on_where_that_was_broken_off() {
    let dir = tempfile::tempdir().unwrap();
    let bootstrap = serde_json::to_string(&first_feed()).unwrap();
    std::fs::write(dir.path().join(BOOTSTRAP_FILE), bootstrap).unwrap();
    let first = page("e1", 2, true, vec![own(1), own(2)]);
    let second = page("e1", 3, false, vec![foreign(3, "8936", "", "Lê Cam")]);
    let line = |page: &TicketListReply| serde_json::to_string(page).unwrap() + "\n";
    let file = dir.path().join(TICKET_LIST_FILE);
    // The stick was pulled out too early.
    let broken = line(&first) + &line(&second)[..40];
    std::fs::write(&file, broken).unwrap();
    let mut kiosk = journal(dir.path());
    let said = kiosk.bootstrap().unwrap_err().to_string();
    assert!(
        said.contains("register.jsonl") && said.contains("line 2"),
        "{said}"
    );
    assert_eq!(kiosk.tickets().unwrap(), 2);
    assert!(
        kiosk.knowledge().unwrap().rules.is_some(),
        "own tickets are judged all the same"
    );
    drop(kiosk);

    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join(TICKET_LIST_FILE),
        line(&first) + &line(&second),
    )
    .unwrap();
    let mut kiosk = journal(dir.path());
    take(&mut kiosk, &first);
    let bootstrap = serde_json::to_string(&first_feed()).unwrap();
    std::fs::write(dir.path().join(BOOTSTRAP_FILE), bootstrap).unwrap();
    kiosk.bootstrap().unwrap();
    assert_eq!(find(&kiosk, "8936"), [3]);
    let mark = kiosk.ticket_list_mark().unwrap();
    assert_eq!(
        (mark.epoch.as_str(), mark.next, mark.whole),
        ("e1", 3, true)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_search_is_an_error_and_every_find_fits(query in "\\PC{0,60}") {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = journal(dir.path());
        let tickets = vec![foreign(1, "c-1", "DH-1", "Đặng Ánh"), foreign(2, "c-2", "Ⓐ1", "ⓑ Ánh x")];
        take(&mut journal, &page("e1", 2, false, tickets));
        prop_assert!(journal.find(&query).unwrap().len() <= 2);
        // Whatever a name is made of, it is found by itself.
        take(&mut journal, &page("e1", 3, false, vec![foreign(3, "c-3", "", &query)]));
        if shared::folding::says_enough_of_a_name(&query) {
            prop_assert!(find(&journal, &query).contains(&3), "{query:?}");
        }
    }
}
