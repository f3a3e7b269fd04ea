//! Rows that changed by themselves.

use shared::ids::TicketNumber;

use super::journal::{SentJournal, opening};
use super::server::add_kiosk;
use super::tickets::issue;
use super::{RecordsDatabase, content, contract, push};
use crate::engine::Incoming;
use crate::operations::staff::{self, PinUse};
use crate::ports::{Decision, FeedEntry, TicketNote};

contract! { crate::contract::exhibition:
    changed_row_is_seen_and_told_to_nobody
    damaged_record_is_put_right_by_what_was_written
    changed_small_table_is_seen_until_put_right
}

/// What a server finds before it serves and beside it.
fn faults(db: &impl RecordsDatabase) -> [Vec<String>; 2] {
    let server = db.server();
    let all = server.check_records(&mut || true).unwrap();
    [server.check_newest(9).unwrap().faults, all.faults]
}

/// Whether the list of tickets, the feed and the histories are told whole.
fn told(db: &impl RecordsDatabase) -> [bool; 3] {
    let server = db.server();
    let mut reader = server.reader().unwrap();
    let tx = reader.read().unwrap();
    let mut tickets = (1..10).map(TicketNumber);
    let feed = tx.records().feed_after(0, 9).unwrap();
    assert_eq!(feed.len(), 2, "what is damaged takes its place");
    assert!(tx.ticket_page(0, 9).unwrap().tickets.len() >= 2);
    [
        tx.ticket_page(0, 9).unwrap().faults.is_empty(),
        !feed
            .iter()
            .any(|(_, it)| matches!(it, FeedEntry::Damaged(_))),
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

/// Damages a row, sends a record again, and returns its feed position where that put it right.
fn mend(
    db: &mut impl RecordsDatabase,
    kiosk: &SentJournal,
    damage: &str,
    record: &Incoming,
    seq: u64,
) -> Option<u64> {
    db.execute(damage);
    let mut place = None;
    db.write(&mut |tx| {
        place = tx.mend_record(&kiosk.id(seq), record.chain_hash, record.body.get())?;
        Ok(())
    })
    .unwrap();
    place
}

fn damaged_record_is_put_right_by_what_was_written(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(1, 1).entry(2, 2);
    push(db, &kiosk, 0);
    let well = content(db);
    let sent = kiosk.batch(0..2).records;
    let (first, second) = (&sent[0], &sent[1]);
    let nothing = "UPDATE records SET seq = seq";
    assert_eq!(mend(db, &kiosk, nothing, second, 2), None, "it is whole");
    let body = "UPDATE records SET body = replace(body, 'entry', 'entrz') WHERE seq = 2";
    assert_eq!(mend(db, &kiosk, body, first, 2), None, "another record");
    let place = well.1[1].0;
    assert_eq!(mend(db, &kiosk, nothing, second, 2), Some(place));
    assert_eq!(content(db), well);
    let hash = "UPDATE records SET hash = (SELECT hash FROM records WHERE seq = 1) WHERE seq = 2";
    assert_eq!(mend(db, &kiosk, hash, second, 2), Some(place));
    let time = "UPDATE records SET received_ms = 7 WHERE seq = 2";
    assert_eq!(
        mend(db, &kiosk, time, second, 2),
        None,
        "the kiosk does not know it"
    );
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
