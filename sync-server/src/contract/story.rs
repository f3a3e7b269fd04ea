//! A ticket's story, and what wants a decision.

use shared::checkin::Reason;
use shared::ids::TicketNumber;
use shared::ledger::Counter;
use shared::protocol::v1::KnownItem;
use shared::record::Fact;

use super::journal::{self, SentJournal, opening};
use super::tickets::issue;
use super::{
    RecordsDatabase, accept, content, contract, decide, place_elsewhere, push, received,
    set_quarantine, unique_visitors,
};
use crate::engine::feed_page;
use crate::operations::inbox::{self, InboxChoice, InboxDecision, InboxFacts};
use crate::operations::tickets::{self, StoryFact, StoryRecord};
use crate::operations::trust;
use crate::ports::{Database, RecordDecision, SetAsideReason};

contract! { crate::contract::exhibition:
    annulled_passage_counts_no_longer
    annulled_duplicate_takes_its_event_back
    story_has_refusals_and_what_was_set_aside
    retimed_record_stays_in_the_story
    conflict_wants_a_decision_once
    records_set_aside_are_decided_together
    act_without_its_note_is_undone
    names_are_found_by_beginnings_of_words
    rarest_word_of_a_search_is_read
}

/// Returns the records of a ticket's story.
fn records(db: &impl RecordsDatabase, ticket: u32) -> Vec<StoryRecord> {
    let story = tickets::story(db.database(), TicketNumber(ticket), received()).unwrap();
    let events = story.unwrap().events.into_iter();
    let records = events.filter_map(|event| match event.what {
        StoryFact::Record(record) => Some(*record),
        _ => None,
    });
    records.collect()
}

/// Returns what the inbox holds, by kind and subject.
fn open(db: &impl RecordsDatabase) -> Vec<String> {
    let items = inbox::items(db.database(), received()).unwrap().items;
    let names = items.iter();
    names
        .map(|item| format!("{}:{}", item.facts.kind(), item.subject))
        .collect()
}

fn decision<'a>(kind: &'a str, subject: &'a str, choice: InboxChoice) -> InboxDecision<'a> {
    InboxDecision {
        kind,
        subject,
        choice,
        reason: "seen by An",
        author: "an",
    }
}

/// Returns the numbers of the records that the inbox names of its first item about set-aside records.
fn named(db: &impl RecordsDatabase) -> Vec<u64> {
    let (inbox, named) = inbox::items_with_records(db.database(), received()).unwrap();
    let mut items = inbox.items.iter();
    let item = items.find(|it| matches!(it.facts, InboxFacts::SetAside(_)));
    let records = item.map_or(&[][..], |it| &named[&it.subject]);
    records.iter().map(|it| it.record.seq).collect()
}

fn refusal(ticket: u32) -> Fact {
    let mut sample = SentJournal::new("X", 1);
    sample.entry(ticket, 1);
    Fact::Refused {
        gate: journal::catalogue().gates[0].id.clone(),
        reason: Reason::AlreadyUsed,
        claims: Some(sample.claims(ticket)),
    }
}

fn annulled_passage_counts_no_longer(db: &mut impl RecordsDatabase) {
    let mut door = SentJournal::new("A1", 1);
    door.entry(7, 1).entry(8, 2).body("{}");
    push(db, &door, 0);
    let before = content(db);
    assert!(decide(db, &door, 1, RecordDecision::Annul("wrong")));
    assert_eq!(unique_visitors(db), 2);
    let mut told = Vec::new();
    let after = before.1.last().unwrap().0;
    db.write(&mut |tx| {
        told = feed_page(tx, &journal::catalogue(), after, 100, true)?.items;
        Ok(())
    })
    .unwrap();
    assert_eq!(told.iter().filter_map(KnownItem::annulment).count(), 1);
    // It is nobody's damage, and the kiosk that sends it again changes nothing.
    let damaged = Counter::Damaged("A1".parse().unwrap());
    assert_eq!(content(db).0.get(None, damaged), 1);
    assert!(push(db, &door, 0).rejected.iter().all(|it| it.seq == 3));
    for seq in [1, 3, 4] {
        assert!(
            !decide(db, &door, seq, RecordDecision::Annul("wrong")),
            "{seq}"
        );
    }
    assert!(accept(db, &door, 1, true));
    assert_eq!(content(db).0, before.0);
    assert!(decide(db, &door, 1, RecordDecision::Annul("wrong")));
    assert_eq!(unique_visitors(db), 2);
    // Nor does a copy of it under another incarnation count.
    let mut copy = SentJournal::new("A1", 2);
    copy.entry(7, 1).entry(9, 3);
    push(db, &copy, 0);
    assert_eq!(unique_visitors(db), 4);
    // What another kiosk annulled is annulled already.
    let mut desk = SentJournal::new("B2", 1);
    desk.annulment(&door, 2);
    push(db, &desk, 0);
    assert!(!decide(db, &door, 2, RecordDecision::Annul("wrong")));
}

fn annulled_duplicate_takes_its_event_back(db: &mut impl RecordsDatabase) {
    let mut desk = SentJournal::new("B2", 1);
    for (kiosk, ticket, is_annulled_first) in [("A1", 7, false), ("C3", 9, true)] {
        let (mut door, mut copy) = (SentJournal::new(kiosk, 1), SentJournal::new(kiosk, 2));
        door.entry(ticket, 1);
        copy.entry(ticket, 1);
        desk.annulment(&copy, 1);
        push(db, &door, 0);
        assert_eq!(unique_visitors(db), 2);
        let order = if is_annulled_first {
            [&desk, &copy]
        } else {
            [&copy, &desk]
        };
        for journal in order {
            push(db, journal, 0);
        }
        assert_eq!(unique_visitors(db), 0, "{kiosk}");
    }
    let rebuilt = db.database().rebuild(false).unwrap();
    assert!(rebuilt.faults.is_empty(), "{rebuilt:?}");
    let mut told = Vec::new();
    db.write(&mut |tx| {
        told = feed_page(tx, &journal::catalogue(), 0, 100, true)?.items;
        Ok(())
    })
    .unwrap();
    // Doors know the event under the name under which it counts.
    let annulled = told.iter().filter_map(KnownItem::annulment);
    assert!(annulled.map(|(id, _)| id.incarnation.0).all(|it| it == 1));
    // A quarantine of who annulled it takes that back.
    set_quarantine(db, "B2", Some(received()));
    assert_eq!(unique_visitors(db), 4);
    set_quarantine(db, "B2", None);
    assert_eq!(unique_visitors(db), 0);
}

fn story_has_refusals_and_what_was_set_aside(db: &mut impl RecordsDatabase) {
    issue(db.database(), 9);
    let (mut door, mut desk) = (SentJournal::new("A1", 1), SentJournal::new("B2", 1));
    let rehearsal = Fact::Rehearsed(Box::new(refusal(7)));
    door.entry(7, 1).fact(refusal(7), 2).fact(rehearsal, 3);
    door.entry(8, 4).exit(7, 5);
    push(db, &door, 0);
    place_elsewhere(db, "B2");
    desk.entry(7, 6);
    push(db, &desk, 0);
    let found = records(db, 7);
    let kinds: Vec<_> = found
        .iter()
        .map(|it| it.fact.as_ref().unwrap().kind())
        .collect();
    assert_eq!(kinds, ["entry", "refused", "rehearsal", "exit", "entry"]);
    assert_eq!(found[4].aside, Some(SetAsideReason::NotItsPlace));
    assert!(found[0].can_be_annulled() && !found[1].can_be_annulled());
    assert!(!found[4].can_be_annulled());
    // What counts again, or no longer, stays.
    assert!(accept(db, &desk, 1, true));
    assert_eq!(records(db, 7).len(), 5);
    super::set_quarantine(db, "A1", Some(received()));
    assert_eq!(records(db, 7).len(), 5);
    super::set_quarantine(db, "A1", None);
    let id = door.id(1);
    trust::annul(db.database(), &id, "an", "wrong party", received()).unwrap();
    let story = tickets::story(db.database(), TicketNumber(7), received());
    let events = story.unwrap().unwrap().events;
    assert_eq!(events.len(), 6);
    assert!(matches!(&events[5].what, StoryFact::Note(it) if it.note == "A1/1/1: wrong party"));
    tickets::add_note(db.database(), TicketNumber(7), "an", " lost \n", received()).unwrap();
    assert!(tickets::add_note(db.database(), TicketNumber(7), "an", "  ", received()).is_err());
    assert!(tickets::add_note(db.database(), TicketNumber(99), "an", "lost", received()).is_err());
    assert_eq!(
        db.database()
            .read()
            .unwrap()
            .ticket_notes(TicketNumber(7))
            .unwrap()[1]
            .note,
        "lost"
    );
    let mut annulling = SentJournal::new("C3", 1);
    annulling.fact(
        Fact::Annulled {
            gate: journal::catalogue().gates[0].id.clone(),
            target: door.id(4),
            ticket: Some(TicketNumber(8)),
            staff: None,
        },
        9,
    );
    push(db, &annulling, 0);
    let found = records(db, 8);
    let annulled: Vec<_> = found.iter().map(|it| it.is_annulled).collect();
    assert_eq!(annulled, [true, false]);
}

fn retimed_record_stays_in_the_story(db: &mut impl RecordsDatabase) {
    issue(db.database(), 9);
    let mut door = SentJournal::new("A1", 1);
    // Years ahead, and then corrected to a time that counts; and the other way round.
    door.run("ahead").entry(7, 4_000_000);
    door.run("later").entry(8, 10);
    push(db, &door, 0);
    assert_eq!(records(db, 7).len(), 1);
    door.is_behind_by(6_000_000).fact(Fact::ClockKnown, 11);
    push(db, &door, 2);
    assert_eq!(records(db, 8).len(), 1);
}

fn conflict_wants_a_decision_once(db: &mut impl RecordsDatabase) {
    issue(db.database(), 9);
    let (mut door, mut other) = (SentJournal::new("A1", 1), SentJournal::new("B2", 1));
    door.entry(7, 1).entry(8, 2);
    other.entry(7, 5).entry(8, 6);
    push(db, &door, 0);
    assert_eq!(open(db), Vec::<String>::new());
    push(db, &other, 0);
    assert_eq!(open(db), ["conflict:B2/1/2", "conflict:B2/1/1"]);
    assert_eq!(records(db, 7)[1].conflict, Some(Reason::AlreadyUsed));
    // As many as there are tickets, they are not among what the totals read.
    let counters = db.database().read().unwrap().counters().unwrap();
    let is_of_ticket = |counter: &Counter| matches!(counter, Counter::TicketConflicts(_));
    assert!(!counters.iter().any(|(_, counter, _)| is_of_ticket(counter)));
    let conflicts = Counter::Conflicts;
    assert!(
        counters
            .iter()
            .any(|(_, counter, value)| *counter == conflicts && value == 2)
    );
    let decide = |db: &mut _, subject, choice| {
        let database = RecordsDatabase::database(db);
        inbox::decide(database, &decision("conflict", subject, choice), received()).map(drop)
    };
    assert!(decide(db, "B2/1/1", InboxChoice::Accept).is_err());
    decide(db, "B2/1/1", InboxChoice::Settle).unwrap();
    assert_eq!(open(db), ["conflict:B2/1/2"]);
    assert!(decide(db, "B2/1/1", InboxChoice::Settle).is_err());
    let visitors = unique_visitors(db);
    decide(db, "B2/1/2", InboxChoice::AnnulEarlier).unwrap();
    assert_eq!(open(db), Vec::<String>::new());
    assert_eq!(unique_visitors(db), visitors);
    let decisions = db.database().read().unwrap().decisions().unwrap();
    let decided: Vec<_> = decisions
        .iter()
        .map(|it| (it.author.as_str(), it.choice.as_str()))
        .collect();
    assert_eq!(decided, [("an", "settle"), ("an", "annul-earlier")]);
}

fn records_set_aside_are_decided_together(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1).entry(8, 2).body("{}");
    place_elsewhere(db, "A1");
    push(db, &kiosk, 0);
    let items = inbox::items(db.database(), received()).unwrap().items;
    let counts = items.iter().map(|item| match &item.facts {
        InboxFacts::SetAside(open) => (open.aside, open.records),
        facts => panic!("{facts:?}"),
    });
    let expected = [
        (SetAsideReason::BadBody, 1),
        (SetAsideReason::NotItsPlace, 2),
    ];
    assert_eq!(counts.collect::<Vec<_>>(), expected);
    let decide = |db: &dyn Database, at: usize, choice| {
        let subject = items[at].subject.as_str();
        inbox::decide(db, &decision("aside", subject, choice), received()).map(drop)
    };
    let no_reason = InboxDecision {
        reason: " ",
        ..decision("aside", &items[1].subject, InboxChoice::Accept)
    };
    assert!(inbox::decide(db.database(), &no_reason, received()).is_err());
    assert!(decide(db.database(), 0, InboxChoice::Accept).is_err());
    assert_eq!(named(db), [3]);
    decide(db.database(), 0, InboxChoice::Settle).unwrap();
    assert_eq!(named(db), [2, 1]);
    decide(db.database(), 1, InboxChoice::Accept).unwrap();
    assert_eq!((open(db).len(), unique_visitors(db)), (0, 4));
    // More of the same wants another decision, and what was decided is not named again.
    kiosk.body("{}").entry(9, 3);
    push(db, &kiosk, 3);
    assert_eq!((open(db).len(), named(db)), (2, vec![4]));
    for _ in 0..25 {
        kiosk.body("{}");
    }
    push(db, &kiosk, 5);
    let newest: Vec<u64> = (11..=30).rev().collect();
    assert_eq!(named(db), newest);
    decide(db.database(), 1, InboxChoice::Quarantine).unwrap();
    assert_eq!(unique_visitors(db), 0);
}

/// Where its note, its decision or its entry in the log can't be kept, nothing was done.
fn act_without_its_note_is_undone(db: &mut impl RecordsDatabase) {
    let (mut door, mut other) = (SentJournal::new("A1", 1), SentJournal::new("B2", 1));
    push(db, door.entry(7, 1), 0);
    push(db, other.entry(7, 2), 0);
    place_elsewhere(db, "C3");
    push(db, SentJournal::new("C3", 1).entry(9, 3), 0);
    let before = content(db);
    for table in ["ticket_notes", "decisions", "changes"] {
        db.execute(&format!("ALTER TABLE {table} RENAME TO gone"));
        let database = db.database();
        if table == "ticket_notes" {
            trust::annul(database, &door.id(1), "an", "wrong", received()).unwrap_err();
        }
        if table == "changes" {
            trust::quarantine(database, &door.origin.kiosk, None, received()).unwrap_err();
        }
        db.execute(&format!("ALTER TABLE gone RENAME TO {table}"));
        let subject = open(db)[0].clone();
        let (kind, subject) = subject.split_once(':').unwrap();
        db.execute(&format!("ALTER TABLE {table} RENAME TO gone"));
        for choice in [InboxChoice::AnnulThis, InboxChoice::Block] {
            if table != "ticket_notes" || choice == InboxChoice::AnnulThis {
                let decision = decision(kind, subject, choice);
                inbox::decide(db.database(), &decision, received()).unwrap_err();
            }
        }
        db.execute(&format!("ALTER TABLE gone RENAME TO {table}"));
        assert_eq!(content(db), before, "{table}");
    }
}

fn names_are_found_by_beginnings_of_words(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 2);
    let names = ["Nguyễn Văn Đạt", "Trần Thị Vân", "Lê Nguyên"];
    let ticket_of = |place: u8, name| {
        let ticket = super::tickets::named(db, place, name);
        let number = TicketNumber(u32::from(place) + 2);
        let claims = shared::ticket::Claims {
            number,
            ..ticket.claims
        };
        crate::ports::ForeignTicket { claims, ..ticket }
    };
    let change = db.write().unwrap();
    for (place, name) in (1..).zip(names) {
        let ticket = ticket_of(place, name);
        change.insert_foreign_tickets(&[ticket], opening()).unwrap();
    }
    change.commit().unwrap();
    let found = |text: &str| {
        let found = tickets::search(db, text).unwrap().tickets;
        let numbers = found.iter().map(|it| it.claims.number.0);
        numbers.collect::<Vec<u32>>()
    };
    for (text, expected) in [
        ("nguyen van", &[3][..]),
        ("NGUYỄN", &[3, 5]),
        ("dat nguyen", &[3]),
        ("van", &[3, 4]),
        ("guyen", &[]),
        ("DH1042", &[3, 4, 5]),
        ("dh10", &[3, 4, 5]),
        ("%", &[]),
        ("2", &[2]),
        ("number:2", &[2]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
    let change = db.write().unwrap();
    let corrected = ticket_of(1, "Nguyễn Vũ Đạt");
    change.update_foreign_ticket(&corrected).unwrap();
    change.commit().unwrap();
    assert_eq!(found("van"), [4]);
    assert_eq!(found("vu dat"), [3]);
    let issued = db.read().unwrap().tickets().unwrap();
    let code = issued[0].short_code.unwrap().to_string();
    assert_eq!(found(&code), [1]);
    assert_eq!(found(&code.to_lowercase().replace('-', " ")), [1]);
}

fn rarest_word_of_a_search_is_read(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let request = tickets::IssueRequest {
        count: 80,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    // A word that all have, another that all have twice, and a long one of one person.
    let long = "x".repeat(150);
    let names = (1..=80).map(|at| match at {
        70 => format!("Nguyễn Na Nam {long}"),
        _ => "Nguyễn Na Nam".to_owned(),
    });
    let names: Vec<String> = names.collect();
    tickets::issue_to(db, &request, &names, opening()).unwrap();
    for text in ["nguyen", "na", "nam na nguyen"] {
        let found = tickets::search(db, text).unwrap();
        let mut numbers: Vec<u32> = found.tickets.iter().map(|it| it.claims.number.0).collect();
        numbers.dedup();
        assert_eq!((numbers.len(), found.more), (50, true), "{text}");
    }
    for text in ["nguyen xxx na".to_owned(), long] {
        let found = tickets::search(db, &text).unwrap().tickets;
        assert_eq!(found[0].claims.number.0, 70);
        assert_eq!(found.len(), 1);
    }
    assert_eq!(tickets::search(db, "nguyen y").unwrap().tickets, []);
}
