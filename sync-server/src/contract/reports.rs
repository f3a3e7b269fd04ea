//! What kiosks recorded, as organisers look at it.

use shared::ids::TicketNumber;
use shared::record::{Fact, RecordId};

use super::journal::{SentJournal, opening};
use super::{RecordsDatabase, contract, push, unique_visitors};
use crate::operations::audit::{self, AuditQuery};
use crate::operations::{clocks, reports};
use crate::ports::{Database, StaffRecords};

contract! { crate::contract::exhibition:
    annulment_stands_in_the_audit
    check_finds_a_hash_that_does_not_fit
    corrected_run_stands_in_the_clock_report
    records_are_read_in_their_order
}

fn check_finds_a_hash_that_does_not_fit(db: &mut impl RecordsDatabase) {
    let mut door = SentJournal::new("A1", 1);
    door.entry(7, 1).entry(8, 2);
    push(db, &door, 0);
    let faults = |db: &dyn Database| db.check().unwrap().faults;
    assert_eq!(faults(db.database()), Vec::<String>::new());
    // Nothing that follows from the records is otherwise.
    db.execute("UPDATE records SET hash = (SELECT hash FROM records WHERE seq = 2) WHERE seq = 1");
    let found = faults(db.database());
    assert!(found[0].contains("record 1 of kiosk A1"), "{found:?}");
}

fn annulment_stands_in_the_audit(db: &mut impl RecordsDatabase) {
    let mut door = SentJournal::new("A1", 1);
    door.entry(7, 1).entry(8, 2);
    let mut desk = SentJournal::new("B2", 1);
    desk.annulment(&door, 1).annulment(&door, 9).body("{}");
    push(db, &door, 0);
    push(db, &desk, 0);
    let list = |query: &AuditQuery| audit::list(db.database(), query).unwrap().entries;
    let all = list(&AuditQuery::default());
    let annulled = all.iter().filter_map(|entry| entry.annulled.as_ref());
    let found: Vec<_> = annulled
        .map(|(target, record)| (target.seq, record.is_some()))
        .collect();
    assert_eq!(found, [(1, true), (9, false)]);
    let of_door = AuditQuery {
        kiosk: Some("A1".parse().unwrap()),
        ..AuditQuery::default()
    };
    assert!(list(&of_door).is_empty());
    let view = db.database().read().unwrap();
    let unreadable = RecordId {
        kiosk: "B2".parse().unwrap(),
        incarnation: desk.origin.incarnation,
        seq: 3,
    };
    assert_eq!(
        view.record_body(&unreadable).unwrap().as_deref(),
        Some("{}")
    );
    let later = StaffRecords {
        since: Some(opening().plus(24 * 3_600_000)),
        ..StaffRecords::default()
    };
    let records = view.staff_records(&later).unwrap();
    assert_eq!(records.iter().map(|it| it.id.seq).collect::<Vec<_>>(), [3]);
    // Page by page, in the order in which they came.
    let pages = |wanted: &StaffRecords<'_>, most| {
        let (mut seqs, mut after) = (Vec::new(), 0);
        loop {
            let page = view.staff_records_after(wanted, after, most).unwrap();
            seqs.extend(page.iter().map(|(_, it)| it.id.seq));
            after = page.last().map_or(after, |(arrival, _)| *arrival);
            if page.len() < most as usize {
                return seqs;
            }
        }
    };
    for most in 1..5 {
        assert_eq!(pages(&StaffRecords::default(), most), [1, 2, 3], "{most}");
        assert_eq!(pages(&later, most), [3], "{most}");
    }
}

fn corrected_run_stands_in_the_clock_report(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1).entry(8, 2);
    kiosk.is_behind_by(5).fact(Fact::ClockKnown, 3);
    push(db, &kiosk, 0);
    let report = clocks::report(db.database()).unwrap();
    let corrected: Vec<_> = report
        .corrected
        .iter()
        .map(|it| (it.records, it.ahead_ms))
        .collect();
    assert_eq!(corrected, [(2, -300_000)]);
    assert_eq!(unique_visitors(db), 4);
}

fn records_are_read_in_their_order(db: &mut impl RecordsDatabase) {
    let (mut first, mut second) = (SentJournal::new("B2", 1), SentJournal::new("A1", 1));
    first.entry(7, 9).body("[]").exit(7, 10);
    second.entry(8, 1);
    push(db, &first, 0);
    push(db, &second, 0);
    let view = db.database().read().unwrap();
    let mut read = Vec::new();
    view.each_timed_record(&mut |record| read.push((record.kiosk.to_owned(), record.at)))
        .unwrap();
    let at = |minute: i64| opening().plus(minute * 60_000);
    let expected = [("B2", 9), ("B2", 10), ("A1", 1)].map(|(id, it)| (id.to_owned(), at(it)));
    assert_eq!(read, expected);
    assert!(!view.ticket_history(TicketNumber(8)).unwrap().is_empty());
    assert!(view.ticket_history(TicketNumber(9)).unwrap().is_empty());
    let counts = reports::counts(db.database()).unwrap();
    for day in &counts.days {
        let alone = reports::day(db.database(), day.date).unwrap();
        assert_eq!(&alone, day);
    }
}
