//! Tickets: issued here, sold by others, withdrawn.

use std::collections::{BTreeSet, HashSet};

use shared::checkin::{Direction, TicketStatus};
use shared::ids::TicketNumber;
use shared::protocol::v1::RejectCode;
use shared::record::{Fact, TicketSource};
use shared::ticket::{Claims, CodeHash, CodeKey, FIRST_OF_SELLERS, NO_KEY, ScanProof};

use super::journal::{self, SentJournal, opening};
use super::{RecordsDatabase, contract, push};
use crate::operations::tickets::import::{
    Columns, ImportReport, ImportRequest, ListFile, Outcome, Unlisted,
};
use crate::operations::tickets::{
    self, IssueProgress, IssueRequest, MAX_COUNT, StatusChange, TicketName, TicketsError,
};
use crate::ports::{ChangeQuery, Database, ForeignTicket, ServerSecret, TicketPage};

contract! { crate::contract::exhibition:
    issued_tickets_are_numbered_and_counted
    simultaneous_issues_share_no_number
    stopped_issue_leaves_no_ticket
    own_tickets_are_read_with_their_names
    ticket_pages_make_up_the_list
    foreign_ticket_is_found_by_its_code
    changed_foreign_ticket_changes_its_type
    withdrawn_ticket_is_known_everywhere
    revoked_list_is_one_logged_change
    new_epoch_passes_numbers_over
    imported_list_replaces_the_one_before
    sellers_ticket_keeps_its_number_beyond_a_set_back
    strict_import_writes_all_or_nothing
}

pub(super) fn issue(db: &dyn Database, count: u32) -> Vec<u32> {
    let request = IssueRequest {
        count,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let issued = tickets::issue(db, &request, opening()).unwrap();
    issued.iter().map(|ticket| ticket.number.0).collect()
}

fn foreign(db: &dyn Database, code: u8) -> ForeignTicket {
    let view = db.read().unwrap();
    let number = TicketNumber(view.last_ticket_number().unwrap() + 1);
    let own = issue_claims(db);
    ForeignTicket {
        claims: shared::ticket::Claims { number, ..own },
        seller: "TicketBox".to_owned(),
        hash: CodeHash([code; 16]),
        folded: (code > 9).then_some(CodeHash([code / 10; 16])),
        proof: (code > 9).then_some(ScanProof([code; 16])),
        reference: Some("DH1042".to_owned()),
        holder: Some("Đặng Thị Ngọc Ánh".to_owned()),
        share_holder: false,
    }
}

/// Returns a ticket that was sold under a name.
pub(super) fn named(db: &dyn Database, code: u8, holder: &str) -> ForeignTicket {
    ForeignTicket {
        holder: Some(holder.to_owned()),
        ..foreign(db, code)
    }
}

/// What the first ticket grants.
fn issue_claims(db: &dyn Database) -> shared::ticket::Claims {
    let view = db.read().unwrap();
    let claims = view.ticket_claims(TicketNumber(1), None).unwrap();
    claims.unwrap()
}

fn pages(db: &dyn Database, mut after: u64) -> Vec<TicketPage> {
    let view = db.read().unwrap();
    let mut pages = Vec::new();
    loop {
        let page = view.ticket_page(after, 2).unwrap();
        after = page.next;
        let is_last = !page.more;
        pages.push(page);
        if is_last {
            return pages;
        }
    }
}

fn issued_tickets_are_numbered_and_counted(db: &mut impl RecordsDatabase) {
    let db = db.database();
    assert_eq!(issue(db, 3), [1, 2, 3]);
    assert_eq!(issue(db, 2), [4, 5]);
    let view = db.read().unwrap();
    let tickets = view.tickets().unwrap();
    let numbers: Vec<u32> = tickets.iter().map(|it| it.claims.number.0).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let visitor = tickets[0].claims.kind;
    let issued = view.issued_tickets().unwrap();
    assert_eq!(issued.into_iter().collect::<Vec<_>>(), [(visitor, 5)]);
    // Under its number alone, or under both.
    let code = tickets[1].short_code;
    for (number, code, is_known) in [(2, None, true), (2, code, true), (1, code, false)] {
        let claims = view.ticket_claims(TicketNumber(number), code).unwrap();
        assert_eq!(claims.is_some(), is_known, "{number} {code:?}");
    }
}

fn own_tickets_are_read_with_their_names(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let request = IssueRequest {
        count: 3,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let names = ["Lê An", "Đặng Ánh"].map(str::to_owned);
    let issued = tickets::issue_to(db, &request, &names, opening()).unwrap();
    let change = db.write().unwrap();
    change
        .insert_foreign_tickets(&[foreign(db, 20)], opening())
        .unwrap();
    change.commit().unwrap();
    tickets::set_status(db, &[TicketNumber(2)], StatusChange::Revoke, opening()).unwrap();
    let view = db.read().unwrap();
    let read = view.own_tickets(1, 30, 9).unwrap();
    let rows: Vec<_> = read
        .iter()
        .map(|it| (it.claims.number.0, it.holder.as_deref(), it.status))
        .collect();
    let revoked = TicketStatus::Revoked(opening());
    assert_eq!(
        rows,
        [
            (2, Some("Đặng Ánh"), revoked),
            (3, None, TicketStatus::Good)
        ]
    );
    assert_eq!(read[0].digits, issued[1].digits);
    assert_eq!(view.own_tickets(0, 30, 1).unwrap().len(), 1);
    assert_eq!(view.own_tickets(0, 2, 9).unwrap().len(), 2);
    let found = tickets::search(db, "dang anh").unwrap().tickets;
    assert_eq!(found[0].claims.number, TicketNumber(2));
    let batches = tickets::batches(db, 9).unwrap();
    assert_eq!((batches[0].first, batches[0].last), (1, 3));
}

fn revoked_list_is_one_logged_change(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let numbers: Vec<TicketNumber> = issue(db, 13).into_iter().map(TicketNumber).collect();
    let set = |numbers: &[TicketNumber], list, to| {
        tickets::set_status_of_list(db, numbers, list, to, opening()).unwrap();
    };
    set(&numbers[1..2], "one.csv", StatusChange::Block);
    set(&numbers[..12], "refunds.csv", StatusChange::Revoke);
    set(&numbers[..11], "", StatusChange::Reinstate);
    // Numbers that nobody has change nothing.
    set(&[TicketNumber(99)], "", StatusChange::Revoke);
    let changes = |thing: &str, limit| {
        let query = ChangeQuery {
            thing: Some(thing.to_owned()),
            limit,
            ..ChangeQuery::default()
        };
        let found = db.read().unwrap().changes(&query).unwrap().into_iter();
        let found = found.filter(|it| it.what.starts_with("ticket_") || it.tickets().is_some());
        found
            .map(|it| format!("{} {}: {:?}", it.what, it.thing, it.before))
            .collect::<Vec<_>>()
    };
    let rows = [
        "tickets_reinstated 1-11: Some(\"revoked\")",
        "tickets_revoked 1-12 refunds.csv: Some(\"blocked, valid\")",
        "ticket_blocked 2: Some(\"valid\")",
    ];
    assert_eq!(changes("", 9), rows);
    assert_eq!(changes("2", 9), rows);
    assert_eq!(changes("2", 1), rows[..1]);
    assert_eq!(changes("12", 9), rows[1..2]);
    assert_eq!(changes("13", 9), [""; 0]);
    let status = |number: u32| db.read().unwrap().known_tickets(&[TicketNumber(number)]);
    assert_eq!(status(1).unwrap()[0].status, TicketStatus::Good);
    let revoked = TicketStatus::Revoked(opening());
    assert_eq!(status(12).unwrap()[0].status, revoked);
}

fn simultaneous_issues_share_no_number(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let mut numbers: Vec<u32> = std::thread::scope(|scope| {
        let issuers = [(); 3].map(|()| scope.spawn(|| issue(db, 20)));
        issuers
            .into_iter()
            .flat_map(|it| it.join().unwrap())
            .collect()
    });
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=60).collect::<Vec<u32>>());
}

fn stopped_issue_leaves_no_ticket(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let request = IssueRequest {
        count: MAX_COUNT,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let progress = IssueProgress::default();
    let issued = std::thread::scope(|scope| {
        scope.spawn(|| {
            while progress.signed() == 0 {
                std::thread::yield_now();
            }
            progress.stop();
        });
        tickets::issue_with(db, &request, &[], opening(), &progress)
    });
    assert!(matches!(issued, Err(TicketsError::Stopped)), "{issued:?}");
    assert_eq!(db.read().unwrap().tickets().unwrap(), []);
    assert_eq!(issue(db, 1), [1]);
}

fn ticket_pages_make_up_the_list(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 3);
    let ticket = foreign(db, 20);
    let change = db.write().unwrap();
    change
        .insert_foreign_tickets(std::slice::from_ref(&ticket), opening())
        .unwrap();
    change.commit().unwrap();
    let all = pages(db, 0);
    let lengths: Vec<usize> = all.iter().map(|page| page.tickets.len()).collect();
    assert_eq!(lengths, [2, 2]);
    let listed = &all[1].tickets[1];
    let expected = (Some(ticket.hash), ticket.folded, None);
    assert_eq!(
        (listed.hash, listed.folded, listed.holder.as_deref()),
        expected
    );
    let last = all[1].next;
    assert_eq!(pages(db, last)[0].tickets, []);
    // What changes comes once more; a cursor beyond the end is of another list.
    let shared = ForeignTicket {
        share_holder: true,
        ..ticket
    };
    let change = db.write().unwrap();
    change.update_foreign_ticket(&shared).unwrap();
    change.commit().unwrap();
    let news = pages(db, last);
    assert_eq!(news[0].tickets[0].holder, shared.holder);
    assert_eq!(pages(db, last + 1000).len(), 2);
}

fn foreign_ticket_is_found_by_its_code(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 1);
    for code in [20, 30] {
        let ticket = foreign(db, code);
        let change = db.write().unwrap();
        change
            .insert_foreign_tickets(std::slice::from_ref(&ticket), opening())
            .unwrap();
        change.commit().unwrap();
    }
    let view = db.read().unwrap();
    assert_eq!(view.sellers().unwrap(), ["TicketBox"]);
    let known = view.foreign_tickets_of("TicketBox").unwrap();
    assert_eq!(known.len(), 2);
    assert_eq!(
        known[0].ticket,
        ForeignTicket {
            claims: known[0].ticket.claims,
            ..foreign(db, 20)
        }
    );
    let hashes = [20, 77].map(|code| CodeHash([code; 16]));
    let found = view.foreign_tickets(&HashSet::from(hashes)).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[&hashes[0]], known[..1]);
    for (code, expected) in [
        (20, vec![TicketNumber(2)]),
        (3, vec![TicketNumber(3)]),
        (77, vec![]),
    ] {
        let numbers = view.tickets_with_code(CodeHash([code; 16])).unwrap();
        assert_eq!(numbers, expected, "{code}");
    }
}

fn changed_foreign_ticket_changes_its_type(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 1);
    let mut ticket = foreign(db, 20);
    let change = db.write().unwrap();
    change
        .insert_foreign_tickets(std::slice::from_ref(&ticket), opening())
        .unwrap();
    change.commit().unwrap();
    let visitor = ticket.claims.kind;
    let other = super::journal::catalogue().ticket_types[1].id;
    ticket.claims.kind = other;
    let change = db.write().unwrap();
    change.update_foreign_ticket(&ticket).unwrap();
    let within = change.issued_tickets().unwrap();
    change.commit().unwrap();
    let issued = db.read().unwrap().issued_tickets().unwrap();
    assert_eq!(
        issued.clone().into_iter().collect::<Vec<_>>(),
        [(visitor, 1), (other, 1)]
    );
    assert_eq!(within, issued);
}

fn withdrawn_ticket_is_known_everywhere(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 2);
    let before = db.read().unwrap().tickets_version().unwrap();
    let name = TicketName::Number(TicketNumber(2));
    tickets::change_status(db, name, StatusChange::Revoke, opening()).unwrap();
    let revoked = TicketStatus::Revoked(opening());
    let view = db.read().unwrap();
    assert_eq!(view.tickets().unwrap()[1].status, revoked);
    let history = view.ticket_history(TicketNumber(2)).unwrap();
    assert_eq!(history.status, revoked);
    let after = view.tickets_version().unwrap();
    assert!(after.status > before.status && after.revision == before.revision);
    tickets::change_status(db, name, StatusChange::Reinstate, opening()).unwrap();
    let view = db.read().unwrap();
    assert_eq!(view.tickets().unwrap()[1].status, TicketStatus::Good);
    let missing = TicketName::Number(TicketNumber(3));
    assert!(tickets::change_status(db, missing, StatusChange::Revoke, opening()).is_err());
}

fn new_epoch_passes_numbers_over(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 2);
    let before = db.read().unwrap().epoch().unwrap();
    let epoch = db.begin_epoch().unwrap();
    assert_ne!(epoch, before);
    assert_eq!(db.read().unwrap().epoch().unwrap(), epoch);
    assert!(issue(db, 1)[0] > 1_000_002);
}

fn import(db: &dyn Database, list: &str, unlisted: Unlisted) -> ImportReport {
    let file = ListFile {
        name: "sold.csv".to_owned(),
        bytes: list.into(),
    };
    let request = ImportRequest {
        seller: "TicketBox".to_owned(),
        kind: "visitor".to_owned(),
        days: 0b11,
        party: None,
        columns: Columns::default(),
        delimiter: None,
        sheet: None,
        valid_statuses: Vec::new(),
        unlisted,
        with_names: false,
        strict: unlisted == Unlisted::Keep,
        dry_run: false,
    };
    tickets::import(db, &file, &request, opening()).unwrap()
}

fn states(db: &dyn Database) -> Vec<(&'static str, u8)> {
    let listed = tickets::ticket_list(db, Some("TicketBox")).unwrap();
    assert!(listed.iter().all(|it| it.number >= FIRST_OF_SELLERS));
    let mut states: Vec<_> = listed.iter().map(|it| (it.state, it.party)).collect();
    states.sort_unstable();
    states
}

/// A passage with a seller's ticket, of which the database may know nothing.
fn passage_of(ticket: TicketNumber, minute: i64) -> SentJournal {
    let mut kiosk = SentJournal::new("A1", minute as u32);
    let fact = Fact::Passed {
        gate: journal::catalogue().gates[0].id.clone(),
        direction: Direction::In,
        claims: Claims {
            key: NO_KEY,
            ..kiosk.claims(ticket.0)
        },
        people: 1,
        source: TicketSource::Entered("an".parse().unwrap()),
    };
    kiosk.fact(fact, minute);
    kiosk
}

fn sellers_ticket_keeps_its_number_beyond_a_set_back(db: &mut impl RecordsDatabase) {
    let gate = &journal::catalogue().gates[0].id;
    db.execute(&format!(
        "INSERT INTO device_places (kiosk, gate, role) VALUES ('A1', '{gate}', 'door')"
    ));
    let key = CodeKey([7; 32]);
    let change = db.database().write().unwrap();
    change
        .put_secret(ServerSecret::CodeKey, Some(&key.0))
        .unwrap();
    change.commit().unwrap();
    let here = journal::catalogue().exhibition;
    let [first, second] =
        ["A-001", "A-002"].map(|it| key.number("ticketbox", CodeHash::of(here, it)));
    issue(db.database(), 2);
    import(db.database(), "code\nA-002\n", Unlisted::Keep);
    // No list has it, and none can be missing.
    let refused = push(db, &passage_of(first, 1), 0).rejected;
    assert_eq!(refused[0].code, RejectCode::NotCounted);
    db.database().begin_epoch().unwrap();
    assert_eq!(push(db, &passage_of(first, 2), 0).rejected, []);
    import(db.database(), "code\nA-002\nA-001\n", Unlisted::Keep);
    let numbers = |db: &dyn Database| {
        let listed = tickets::ticket_list(db, Some("TicketBox")).unwrap();
        listed.iter().map(|it| it.number).collect::<BTreeSet<_>>()
    };
    assert_eq!(numbers(db.database()), BTreeSet::from([first, second]));
    let mut is_used = false;
    db.write(&mut |tx| {
        is_used = tx.histories(&mut [first].into_iter())?.contains_key(&first);
        Ok(())
    })
    .unwrap();
    assert!(is_used, "by the passage that came before the list");
    // Own tickets are numbered as if there were none of a seller.
    let next = issue(db.database(), 1)[0];
    assert!((1_000_002..FIRST_OF_SELLERS.0).contains(&next), "{next}");
}

fn imported_list_replaces_the_one_before(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 2);
    let first = import(db, "code,people\nA-001,1\nA-002,2\n", Unlisted::Keep);
    assert_eq!((first.added, first.outcome), (2, Outcome::Imported));
    assert_eq!(states(db), [("good", 1), ("good", 2)]);
    let again = import(db, "code,people\nA-001,1\nA-002,2\n", Unlisted::Keep);
    assert_eq!((again.added, again.changed, again.already), (0, 0, 2));
    let newer = import(db, "code,people\nA-002,5\nA-003,1\n", Unlisted::Withdraw);
    assert_eq!((newer.added, newer.changed, newer.left.len()), (1, 1, 1));
    assert_eq!(states(db), [("good", 1), ("good", 5), ("revoked", 1)]);
}

fn strict_import_writes_all_or_nothing(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let report = import(db, "code,people\nA-001,1\nA-002,many\n", Unlisted::Keep);
    assert_eq!((report.outcome, report.refused.len()), (Outcome::NotAll, 1));
    assert_eq!(states(db), []);
}
