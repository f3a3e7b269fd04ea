//! What staff do, and people without a ticket: what it changes, and what undoes it.

use shared::checkin::{Direction, Passage, Reason, WalkIn};
use shared::ids::TicketType;
use shared::record::{RecordId, RecordOrder, TicketSource};

use super::*;
use crate::recount_mark;

fn order(name: &str, seq: u64) -> RecordOrder {
    RecordOrder {
        at: MORNING,
        kiosk: kiosk(name),
        incarnation: Incarnation(5),
        seq,
    }
}

fn entry_at(order: RecordOrder, number: u32, by_staff: bool) -> Passage {
    Passage {
        order,
        gate: gate("main"),
        direction: Direction::In,
        claims: claims(number, EntryPolicy::OncePerDay),
        people: 2,
        by_staff,
    }
}

pub(super) fn heard(dir: &Path) -> Journal {
    let mut journal = journal(dir);
    journal.apply_feed(&first_feed()).unwrap();
    journal
}

pub(super) fn walk_in_fact(people: u16) -> Fact {
    Fact::Walked {
        gate: gate("main"),
        direction: Direction::In,
        kind: TicketType(1),
        people,
        staff: None,
    }
}

pub(super) fn annul(id: &RecordId) -> Fact {
    Fact::Annulled {
        gate: gate("main"),
        target: id.clone(),
        ticket: None,
        staff: None,
    }
}

fn own(journal: &Journal, recorded: Recorded) -> RecordId {
    RecordId {
        kiosk: journal.kiosk.clone(),
        incarnation: recorded.incarnation,
        seq: recorded.seq,
    }
}

/// How many are inside on the exhibition's second day.
fn inside(journal: &Journal) -> u32 {
    let day = jiff::civil::date(2024, 9, 6);
    let occupancy = journal.occupancy(day).unwrap();
    occupancy.inside(shared::ids::ZoneBit(0)).unwrap()
}

#[test]
fn walks_and_admissions_by_staff_at_any_door_take_room_and_give_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    let walk_in = WalkIn {
        order: order("B1", 1),
        gate: gate("garden"),
        direction: Direction::In,
        kind: None,
        people: 3,
    };
    let by_staff = entry_at(order("B1", 2), 7, true);
    let told = vec![
        KnownItem::walked(&walk_in),
        KnownItem::passed(&by_staff).unwrap(),
    ];
    assert_eq!(
        journal.apply_feed(&feed(2, told.clone())).unwrap().passages,
        2
    );
    let here = journal.record(&walk_in_fact(4), &stamp(MORNING)).unwrap();
    assert_eq!(inside(&journal), 3 + 2 + 4);
    assert_eq!(
        journal.apply_feed(&feed(2, told)).unwrap().passages,
        0,
        "told twice"
    );
    assert_eq!(inside(&journal), 9);
    assert!(journal.history(TicketNumber(7)).unwrap().passages[0].by_staff);
    let here = own(&journal, here);
    journal.record(&annul(&here), &stamp(MORNING)).unwrap();
    assert_eq!(inside(&journal), 5);
    let annulled = KnownItem::annulled(&by_staff.order.id(), Some(TicketNumber(9)));
    journal.apply_feed(&feed(3, vec![annulled])).unwrap();
    assert_eq!(inside(&journal), 3);
    assert!(
        journal
            .history(TicketNumber(7))
            .unwrap()
            .passages
            .is_empty()
    );
}

#[test]
fn released_admission_uses_its_ticket_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let own = journal.record(&entry(8), &stamp(MORNING)).unwrap();
    let own = RecordId {
        kiosk: kiosk("A1"),
        incarnation: own.incarnation,
        seq: own.seq,
    };
    let item = entry_elsewhere(9, 1, MORNING);
    let elsewhere = item.passage().unwrap().unwrap().order.id();
    let passages = |journal: &Journal| {
        [8, 9].map(|ticket| {
            journal
                .history(TicketNumber(ticket))
                .unwrap()
                .passages
                .len()
        })
    };
    journal.apply_feed(&feed(1, vec![item.clone()])).unwrap();
    assert_eq!(passages(&journal), [1, 1]);
    let ids = [(&own, 8), (&elsewhere, 9)];
    let annulled = ids.map(|(id, ticket)| KnownItem::annulled(id, Some(TicketNumber(ticket))));
    journal.apply_feed(&feed(3, annulled.to_vec())).unwrap();
    assert_eq!(passages(&journal), [0, 0]);
    let order = own.made_at(MORNING);
    let passage = entry(8).passage(order).unwrap();
    let released = vec![
        KnownItem::passed(&passage).unwrap().released(),
        item.released(),
    ];
    journal.apply_feed(&feed(5, released.clone())).unwrap();
    assert_eq!(passages(&journal), [1, 1]);
    journal.apply_feed(&feed(7, released)).unwrap();
    assert_eq!(passages(&journal), [1, 1]);
}

#[test]
fn an_annulment_that_comes_first_keeps_out_what_it_annuls() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    let entry = entry_at(order("B1", 1), 7, false);
    let annulled = KnownItem::annulled(&entry.order.id(), None);
    journal.apply_feed(&feed(1, vec![annulled])).unwrap();
    let told = KnownItem::passed(&entry).unwrap();
    assert_eq!(
        journal.apply_feed(&feed(2, vec![told])).unwrap().passages,
        0
    );
    assert_eq!(inside(&journal), 0);
    assert!(
        journal
            .history(TicketNumber(7))
            .unwrap()
            .passages
            .is_empty()
    );
}

#[test]
fn staff_see_the_last_passages_that_can_be_annulled_and_no_others() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    let mut write = |fact: &Fact| {
        let recorded = journal.record(fact, &stamp(MORNING)).unwrap();
        own(&journal, recorded)
    };
    let first = write(&entry(1));
    let refused = write(&Fact::Refused {
        gate: gate("main"),
        reason: Reason::AlreadyUsed,
        claims: None,
    });
    let walk_in = write(&walk_in_fact(2));
    let rehearsed = write(&Fact::Rehearsed(Box::new(entry(2))));
    let mistake = write(&entry(3));
    write(&annul(&mistake));
    let last = journal.last_passages(10).unwrap();
    let last: Vec<&RecordId> = last.iter().map(|(id, _)| id).collect();
    assert_eq!(last, [&walk_in, &first]);
    assert_eq!(journal.last_passages(1).unwrap().len(), 1);
    assert!(journal.annullable(&walk_in).unwrap().is_some());
    for id in [refused, rehearsed, mistake, order("B1", 1).id()] {
        assert_eq!(journal.annullable(&id).unwrap(), None);
    }
}

#[test]
fn what_happens_while_all_is_counted_anew_is_counted_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    let mut write = |fact: &Fact| {
        let recorded = journal.record(fact, &stamp(MORNING)).unwrap();
        own(&journal, recorded)
    };
    let entries: Vec<RecordId> = (1..=10).map(|number| write(&entry(number))).collect();
    let walk_in = write(&walk_in_fact(7));
    recount_mark::begin(&journal.db).unwrap();
    assert!(!journal.recount(4).unwrap(), "in steps");
    let mut write = |fact: &Fact| journal.record(fact, &stamp(MORNING)).unwrap();
    // Some of it is counted already, some is not.
    for mistake in [&entries[0], &entries[8], &walk_in] {
        write(&annul(mistake));
    }
    write(&walk_in_fact(1));
    for number in [2, 9, 11] {
        write(&Fact::Passed {
            gate: gate("main"),
            direction: Direction::Out,
            claims: claims(number, EntryPolicy::OncePerDay),
            people: 1,
            source: TicketSource::Unstated,
        });
    }
    write(&entry(0));
    assert!(!journal.recount(2).unwrap());
    assert!(journal.recount(100).unwrap());
    assert_eq!(inside(&journal), 20 - 4 + 1 - 1 + 2);
    assert!(journal.check().unwrap().agrees());
}

#[test]
fn a_new_life_takes_along_admissions_by_staff_walks_and_annulments() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    let by_staff = |number, known: bool| Fact::Overridden {
        gate: gate("main"),
        claims: known.then(|| claims(number, EntryPolicy::OncePerDay)),
        people: 2,
        refused: None,
        reason: "other".parse().unwrap(),
        staff: None,
    };
    let facts = [
        entry(1),
        by_staff(2, true),
        by_staff(0, false),
        walk_in_fact(4),
        entry(3),
    ];
    let recorded: Vec<Recorded> = facts
        .iter()
        .map(|fact| journal.record(fact, &stamp(MORNING)).unwrap())
        .collect();
    let mistakes = [own(&journal, recorded[3]), own(&journal, recorded[4])];
    for mistake in &mistakes {
        journal.record(&annul(mistake), &stamp(MORNING)).unwrap();
    }
    let (before, life) = (inside(&journal), recorded[0].incarnation);
    assert_eq!(before, 6);
    assert!(
        journal
            .apply_push(life, 7, &fork_at(2, 7))
            .unwrap()
            .new_life
    );
    assert_eq!(inside(&journal), before);
    let checked = journal.check().unwrap();
    assert!(checked.agrees(), "{checked:?}");
    let span = journal.outbox().unwrap().next.unwrap();
    let batch = journal.batch(span.incarnation, 0, 10, 1 << 20).unwrap();
    let targets: Vec<RecordId> = batch
        .records
        .iter()
        .filter_map(|record| match parse_body(record.body.get()).unwrap().fact {
            Fact::Annulled { target, .. } => Some(target),
            _ => None,
        })
        .collect();
    let moved = |seq| RecordId {
        kiosk: kiosk("A1"),
        incarnation: span.incarnation,
        seq,
    };
    // Records 4 and 5 of the old life are 3 and 4 of the new one.
    assert_eq!(targets, [moved(3), moved(4)]);
    // What another kiosk tells of under the old names belongs to the copy of this disk.
    let clone = RecordOrder {
        kiosk: kiosk("A1"),
        incarnation: life,
        ..order("A1", 4)
    };
    let told = KnownItem::passed(&entry_at(clone, 8, false)).unwrap();
    journal.apply_feed(&feed(1, vec![told])).unwrap();
    assert_eq!(inside(&journal), before + 2);
    assert!(journal.check().unwrap().agrees());
}

#[test]
fn annulment_leaves_the_passage_of_a_copy() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    let here = journal.record(&entry(7), &stamp(MORNING)).unwrap();
    let here = own(&journal, here);
    let copied = RecordOrder {
        at: MORNING.plus(5),
        kiosk: here.kiosk.clone(),
        incarnation: here.incarnation,
        seq: here.seq,
    };
    let told = vec![
        KnownItem::passed(&entry_at(copied, 8, false)).unwrap(),
        KnownItem::annulled(&here, None),
    ];
    journal.apply_feed(&feed(2, told)).unwrap();
    let passages = |number| {
        journal
            .history(TicketNumber(number))
            .unwrap()
            .passages
            .len()
    };
    assert_eq!((passages(7), passages(8)), (0, 1));
    assert_eq!(inside(&journal), 2);
}

#[test]
fn overtaken_answer_brings_no_old_time_of_people_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    let walk_in = |at| {
        KnownItem::walked(&WalkIn {
            order: RecordOrder {
                at,
                ..order("B1", 1)
            },
            gate: gate("garden"),
            direction: Direction::In,
            kind: None,
            people: 3,
        })
    };
    let wrong = MORNING.plus(3_600_000);
    let told = feed(1, vec![walk_in(wrong)]);
    journal.apply_feed(&told).unwrap();
    let corrected = walk_in(MORNING).corrected_from(wrong);
    journal.apply_feed(&feed(2, vec![corrected])).unwrap();
    journal.apply_feed(&told).unwrap();
    assert_eq!(inside(&journal), 3);
}
