//! Tickets of other sellers at the door.

use std::path::Path;

use shared::protocol::v1::{TicketListItem, TicketListQuery};
use shared::ticket::{Claims, NO_KEY};

use super::*;
use crate::scene::ticket_list::{foreign, own, page};

/// A desk at the gate "main" whose register has these tickets.
pub(crate) fn desk_with(data: &Path, tickets: Vec<TicketListItem>) -> Desk {
    let desk = desk(data, "in");
    let last = tickets.len() as u64;
    let sent = page("e1", last, false, tickets);
    let mut server = journal(data);
    assert!(
        server
            .apply_ticket_list(&TicketListQuery::default(), &sent, 100, || {})
            .unwrap()
    );
    desk
}

#[test]
fn another_sellers_ticket_goes_by_the_same_rules_as_an_own_one() {
    let dir = tempfile::tempdir().unwrap();
    let tickets = vec![own(1), foreign(7, "TB-8936", "DH1", "")];
    let mut desk = desk_with(dir.path(), tickets);
    let first = desk.scan("TB-8936\r\n", &stamp(MORNING)).unwrap();
    assert_eq!(first.verdict.outcome, Outcome::Admitted { again: false });
    assert_eq!(first.verdict.ticket.unwrap().0, 7);
    assert_eq!((first.verdict.short_code, first.verdict.people), (None, 2));
    let Outcome::Refused(Refusal { reason, facts }) = outcome(&mut desk, "TB-8936", 1) else {
        panic!("let in twice")
    };
    assert_eq!(reason, Reason::AlreadyUsed);
    assert_eq!(facts.earlier.unwrap().at, MORNING);
    // What is recorded is the ticket and its claims, and nothing of the code.
    let unsigned = Claims {
        key: NO_KEY,
        ..claims(7, EntryPolicy::OncePerDay)
    };
    let recorded = super::facts(&mut desk);
    assert!(matches!(&recorded[0], Fact::Passed { claims, .. } if *claims == unsigned));
    drop(desk);
    let bytes = std::fs::read(dir.path().join(journal::FILE)).unwrap();
    assert!(!bytes.windows(7).any(|window| window == b"TB-8936"));
}

#[test]
fn a_code_that_no_list_has_is_unknown_and_what_is_no_code_is_malformed() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk_with(dir.path(), vec![foreign(7, "TB-8936", "", "")]);
    for (text, expected) in [
        ("TB-8937", Reason::UnknownTicket),
        ("tb-8935", Reason::UnknownTicket),
        ("8936012345678", Reason::UnknownTicket),
        ("https://example.org/ticket/1", Reason::Malformed),
        ("Xin chào", Reason::Malformed),
        ("", Reason::Malformed),
    ] {
        assert_eq!(reason(&outcome(&mut desk, text, 0)), expected, "{text:?}");
    }
    let mut damaged = day_ticket(1).into_bytes();
    damaged[100] = if damaged[100] == b'0' { b'1' } else { b'0' };
    let damaged = String::from_utf8(damaged).unwrap();
    assert_eq!(
        reason(&outcome(&mut desk, &damaged, 0)),
        Reason::BadSignature
    );
    // Without any list of another seller, nobody's code can be missing from it.
    let dir = tempfile::tempdir().unwrap();
    let mut alone = desk_with(dir.path(), vec![own(1)]);
    assert_eq!(
        reason(&outcome(&mut alone, "TB-8936", 0)),
        Reason::Malformed
    );
}

#[test]
fn code_too_short_for_a_ticket_is_called_so() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk_with(dir.path(), vec![foreign(7, "TB-8936", "", "")]);
    for (text, short) in [("7", true), ("A1B\r\n", true), ("Xin chào", false)] {
        let Outcome::Refused(Refusal { reason, facts }) = outcome(&mut desk, text, 0) else {
            panic!("{text:?} is let in")
        };
        assert_eq!((reason, facts.too_short), (Reason::Malformed, short));
    }
}

#[test]
fn a_code_of_two_tickets_opens_nothing_until_one_of_them_is_withdrawn() {
    let dir = tempfile::tempdir().unwrap();
    let tickets = vec![foreign(7, "8936", "", ""), foreign(8, "8936", "", "")];
    let mut desk = desk_with(dir.path(), tickets);
    let mut server = journal(dir.path());
    let ambiguous = desk.scan("8936", &stamp(MORNING)).unwrap().verdict;
    assert_eq!(reason(&ambiguous.outcome), Reason::AmbiguousTicket);
    assert_eq!((ambiguous.ticket, ambiguous.people), (None, 0));
    // A ticket that is only stopped may still be the right one.
    server
        .apply_feed(&feed(1, vec![KnownItem::Blocked(standing(7))]))
        .unwrap();
    assert_eq!(
        reason(&outcome(&mut desk, "8936", 1)),
        Reason::AmbiguousTicket
    );
    server
        .apply_feed(&feed(2, vec![KnownItem::Revoked(standing(7))]))
        .unwrap();
    let settled = desk
        .scan("8936", &stamp(MORNING.plus(HOUR)))
        .unwrap()
        .verdict;
    assert_eq!(settled.outcome, Outcome::Admitted { again: false });
    assert_eq!(settled.ticket.unwrap().0, 8);
    server
        .apply_feed(&feed(3, vec![KnownItem::Revoked(standing(8))]))
        .unwrap();
    assert_eq!(reason(&outcome(&mut desk, "8936", 2)), Reason::Revoked);
}

#[test]
fn a_code_signed_with_no_key_is_no_ticket_though_the_register_has_its_number() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk_with(dir.path(), vec![foreign(7, "8936", "", "")]);
    let unsigned = Claims {
        key: NO_KEY,
        ..claims(7, EntryPolicy::OncePerDay)
    };
    let forged = ticket::issue(&unsigned, &key()).unwrap();
    assert_eq!(reason(&outcome(&mut desk, &forged, 0)), Reason::UnknownKey);
}

#[test]
fn seller_code_opens_in_any_case_and_address() {
    let texts = [
        "tb-89aX",
        "TB-89AX",
        "Tb-89Ax",
        " TB -89 AX\r\n",
        "TB\u{2011}89aX\u{200b}",
        "https://tickets.example/check?code=tb-89ax",
        "HTTPS://TICKETS.EXAMPLE/CHECK?CODE=TB-89Ax",
        "https://tickets.example/t/TB-89aX",
    ];
    for text in texts {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = desk_with(dir.path(), vec![foreign(7, "TB-89aX", "", "")]);
        let admitted = Outcome::Admitted { again: false };
        assert_eq!(outcome(&mut desk, text, 0), admitted, "{text:?}");
    }
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk_with(dir.path(), vec![own(1)]);
    let wrapped = format!("https://tickets.example/?t={}", day_ticket(1));
    assert_eq!(
        outcome(&mut desk, &wrapped, 0),
        Outcome::Admitted { again: false }
    );
}

#[test]
fn code_of_two_tickets_in_other_case_opens_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let tickets = vec![foreign(7, "Kx-77Ab", "", ""), foreign(8, "KX-77AB", "", "")];
    let mut desk = desk_with(dir.path(), tickets);
    for text in ["kx-77ab", "https://t.example/?a=kX-77aB"] {
        assert_eq!(
            reason(&outcome(&mut desk, text, 0)),
            Reason::AmbiguousTicket,
            "{text}"
        );
    }
    let exact = desk.scan("KX-77AB", &stamp(MORNING)).unwrap();
    assert_eq!(exact.verdict.ticket.unwrap().0, 8);
    let address = "https://t.example/?a=nothing&b=elsewhere";
    assert_eq!(reason(&outcome(&mut desk, address, 1)), Reason::Malformed);
}
