//! Rows that changed by themselves.

use shared::ids::TicketNumber;

use super::journal::{SentJournal, opening};
use super::server::add_kiosk;
use super::tickets::issue;
use super::{RecordsDatabase, contract, push};
use crate::operations::staff::{self, PinUse};
use crate::ports::{Decision, TicketNote};

contract! { crate::contract::exhibition:
    changed_row_is_seen_and_told_to_nobody
    changed_small_table_is_seen_until_put_right
}

/// What a server finds before it serves and beside it.
fn faults(db: &impl RecordsDatabase) -> [Vec<String>; 2] {
    let server = db.server();
    let all = server.check_records(&mut || true).unwrap();
    [server.check_newest(9).unwrap().faults, all.faults]
}

/// Whether the list of tickets, the feed and the histories can be read.
fn told(db: &impl RecordsDatabase) -> [bool; 3] {
    let server = db.server();
    let mut reader = server.reader().unwrap();
    let tx = reader.read().unwrap();
    let mut tickets = (1..10).map(TicketNumber);
    [
        tx.ticket_page(0, 9).is_ok(),
        tx.records().feed_after(0, 9).is_ok(),
        tx.records().histories(&mut tickets).is_ok(),
    ]
}

fn changed_row_is_seen_and_told_to_nobody(db: &mut impl RecordsDatabase) {
    issue(db.database(), 3);
    push(db, SentJournal::new("A1", 1).entry(1, 1).exit(1, 30), 0);
    let well = || [Vec::new(), Vec::new()];
    for (damage, undo, is_told) in [
        (
            "UPDATE tickets SET made_ms = made_ms + 1 WHERE number = 2",
            "UPDATE tickets SET made_ms = made_ms - 1 WHERE number = 2",
            [false, true, true],
        ),
        (
            "UPDATE tickets SET number = 9 WHERE number = 2",
            "UPDATE tickets SET number = 2 WHERE number = 9",
            [false, true, true],
        ),
        (
            "UPDATE histories SET ticket = 9",
            "UPDATE histories SET ticket = 1",
            [true, true, false],
        ),
        (
            "UPDATE records SET aside = 1 WHERE seq = 1",
            "UPDATE records SET aside = 0",
            [true, false, true],
        ),
        (
            "UPDATE records SET received_ms = received_ms + 1 WHERE seq = 2",
            "UPDATE records SET received_ms = received_ms - 1 WHERE seq = 2",
            [true, false, true],
        ),
        (
            "UPDATE records SET ticket = 5 WHERE seq = 1",
            "UPDATE records SET ticket = NULL",
            [true, false, true],
        ),
    ] {
        db.execute(damage);
        assert_eq!(told(db), is_told, "{damage}");
        let found = faults(db);
        assert_eq!(
            found.each_ref().map(Vec::len),
            [1, 1],
            "{damage}: {found:?}"
        );
        assert!(
            !db.database().check().unwrap().faults.is_empty(),
            "{damage}"
        );
        db.execute(undo);
        assert_eq!((faults(db), told(db)), (well(), [true; 3]), "{undo}");
    }
}

fn changed_small_table_is_seen_until_put_right(db: &mut impl RecordsDatabase) {
    add_kiosk(db);
    let id = "an".parse().unwrap();
    staff::add(db.database(), &id, None, PinUse::Doors, opening()).unwrap();
    let (author, made) = ("an".to_owned(), opening());
    let change = db.database().write().unwrap();
    let note = TicketNote {
        ticket: TicketNumber(1),
        author: author.clone(),
        note: "lost".to_owned(),
        made,
    };
    change.insert_ticket_note(&note).unwrap();
    let [kind, subject, choice] = ["silent", "A1", "settle"].map(str::to_owned);
    let decision = Decision {
        kind,
        subject,
        up_to: 7,
        choice,
        author,
        made,
    };
    change.put_decision(&decision).unwrap();
    change.commit().unwrap();
    let newest = |db: &_| RecordsDatabase::server(db).check_newest(9).unwrap().faults;
    let stop = |db: &_| RecordsDatabase::connection(db).finish().unwrap();
    stop(db);
    assert_eq!(newest(db), Vec::<String>::new());
    for damage in [
        "UPDATE staff SET in_halls = NOT in_halls",
        "UPDATE device_places SET gate = 'other'",
        "UPDATE decisions SET up_to = 8",
        "UPDATE ticket_notes SET note = 'lose'",
        "UPDATE kiosks SET gives_seats = NOT gives_seats",
        "UPDATE changes SET made_ms = made_ms + 1",
    ] {
        db.execute(damage);
        assert_eq!(newest(db).len(), 1, "{damage}");
        // Later changes do not make it whole.
        issue(db.database(), 1);
        stop(db);
        assert_eq!(newest(db).len(), 1, "{damage}");
        assert!(
            !db.database().check().unwrap().faults.is_empty(),
            "{damage}"
        );
        db.rebuild(true);
        assert_eq!(newest(db), Vec::<String>::new(), "{damage}");
    }
}
