//! Who is inside, whatever comes in whatever order.

use proptest::prelude::*;
use proptest::sample::Index;
use shared::checkin::{Direction, Passage, Place, Reason, Walk, scenes};
use shared::ids::{StaffReason, TicketType};
use shared::protocol::v1::{FeedItem, StandingItem};
use shared::record::{Record, RecordId};
use shared::tally::Inside;
use shared::ticket::Claims;

use super::*;
use crate::journal::recount;

const GATES: [&str; 4] = ["main", "exit", "studio", "lounge"];
const KINDS: [&str; 5] = ["visitor", "family", "school", "vip", "oneway"];
const KIOSKS: [&str; 3] = ["A1", "B1", "C1"];

/// One thing that happens, as plain numbers, so that a failing case stays readable.
#[derive(Debug, Clone)]
struct Made {
    what: u8,
    kiosk: usize,
    minute: i64,
    gate: usize,
    kind: usize,
    number: u32,
    people: u16,
    target: Index,
}

fn made() -> impl Strategy<Value = Made> {
    let place = (0..KIOSKS.len(), 0_i64..3 * 24 * 60, 0..GATES.len());
    let ticket = (0..KINDS.len(), 1_u32..3, 1_u16..20);
    (place, ticket, 0_u8..18, any::<Index>()).prop_map(
        |((kiosk, minute, gate), (kind, number, people), what, target)| Made {
            what,
            kiosk,
            minute,
            gate,
            kind,
            number,
            people,
            target,
        },
    )
}

/// A kiosk and what it was told or recorded, by name, so that all of it can be annulled.
struct Played {
    journal: Journal,
    records: Vec<(RecordId, Option<TicketNumber>)>,
    next: u64,
    _dir: tempfile::TempDir,
}

impl Played {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let exhibition = scenes::exhibition().unwrap();
        let mut played = Self {
            journal: Journal::open(dir.path(), exhibition.exhibition, &kiosk("A1")).unwrap(),
            records: Vec::new(),
            next: 0,
            _dir: dir,
        };
        // Nothing here is about the power failing, and there are thousands of commits.
        let db = &played.journal.db;
        db.pragma_update(None, "synchronous", "OFF").unwrap();
        played.rules(1);
        played
    }

    /// The exhibition's rules, or in even versions those of one where nobody comes back.
    fn rules(&mut self, version: u64) {
        let mut catalogue = scenes::exhibition().unwrap();
        catalogue.reentry = !version.is_multiple_of(2);
        let reply = FeedReply {
            catalogue: Some(Box::new(catalogue)),
            catalogue_version: version,
            next: self.next,
            ..first_feed()
        };
        self.journal.apply_feed(&reply).unwrap();
    }

    fn tell(&mut self, item: KnownItem) {
        self.next += 1;
        let reply = FeedReply {
            items: vec![FeedItem::Known(item)],
            catalogue: None,
            next: self.next,
            ..first_feed()
        };
        self.journal.apply_feed(&reply).unwrap();
    }

    /// The record of a fact: an own one is written, any other is told of.
    fn record(&mut self, it: &Made, fact: &Fact) {
        let at = scenes::Moment {
            day: 1,
            time: jiff::civil::Time::midnight(),
        };
        let at = at.at(&scenes::exhibition().unwrap()).unwrap();
        let record = Record {
            stamp: stamp(at.plus(it.minute * 60_000)),
            fact: fact.clone(),
        };
        let ticket = fact.claims().map(|claims| claims.number);
        if it.kiosk == 0 {
            let recorded = self.journal.record(fact, &record.stamp).unwrap();
            let id = RecordId {
                kiosk: kiosk("A1"),
                incarnation: recorded.incarnation,
                seq: recorded.seq,
            };
            return self.records.push((id, ticket));
        }
        let place = Place {
            at: record.stamp.corrected(),
            kiosk: kiosk(KIOSKS[it.kiosk]),
            incarnation: Incarnation(3),
            seq: self.records.len() as u64 + 1,
        };
        self.records.push((place.id(), ticket));
        if let Some(walk) = fact.walk(place.clone()) {
            self.tell(KnownItem::walked(&walk));
        } else if let Some(passage) = fact.passage(place) {
            self.tell(KnownItem::passed(&passage).unwrap());
        }
    }

    fn play(&mut self, number: usize, it: &Made) {
        let gate = gate(GATES[it.gate]);
        let claims = claims_of(it);
        let people = it.people.min(u16::from(claims.party));
        let passed = |direction| Fact::Passed {
            gate: gate.clone(),
            direction,
            claims,
            people,
        };
        match it.what {
            0..=4 => self.record(it, &passed(Direction::In)),
            5..=7 => self.record(it, &passed(Direction::Out)),
            8 | 9 => {
                let fact = Fact::Overridden {
                    gate,
                    claims: (it.what == 8).then_some(claims),
                    people,
                    refused: Some(Reason::Revoked),
                    reason: "other".parse::<StaffReason>().unwrap(),
                    staff: None,
                };
                self.record(it, &fact);
            }
            10 => {
                let fact = Fact::Walked {
                    gate,
                    direction: if it.people.is_multiple_of(3) {
                        Direction::Out
                    } else {
                        Direction::In
                    },
                    kind: claims.kind,
                    people,
                    staff: None,
                };
                self.record(it, &fact);
            }
            11..=13 => self.annul(it),
            14 => {
                let item = StandingItem {
                    ticket: claims.number,
                    since_ms: MORNING,
                };
                self.tell(if it.people.is_multiple_of(2) {
                    KnownItem::Revoked(item)
                } else {
                    KnownItem::Reinstated(item)
                });
            }
            15 => self.rules(number as u64 + 2),
            16 => recount::begin(&self.journal.db).unwrap(),
            _ => drop(self.journal.recount(usize::from(it.people) / 4).unwrap()),
        }
    }

    /// Annuls what was recorded, or what is only going to be told of by another kiosk.
    fn annul(&mut self, it: &Made) {
        let known = it.target.index(self.records.len() + 4);
        let (target, ticket) = self.records.get(known).cloned().unwrap_or_else(|| {
            let target = RecordId {
                kiosk: kiosk(KIOSKS[1]),
                incarnation: Incarnation(3),
                seq: known as u64 + 1,
            };
            (target, None)
        });
        // Sometimes with a hint that is wrong.
        let ticket = if it.what == 13 {
            Some(TicketNumber(1))
        } else {
            ticket
        };
        if it.kiosk == 0 {
            let fact = Fact::Annulled {
                gate: gate("main"),
                target,
                ticket,
                staff: None,
            };
            self.record(it, &fact);
        } else {
            self.tell(KnownItem::annulled(&target, ticket));
        }
    }
}

fn claims_of(it: &Made) -> Claims {
    let ticket = scenes::Ticket {
        kind: KINDS[it.kind].to_owned(),
        number: it.number,
        days: 0b1111,
        elsewhere: None,
    };
    ticket.claims(&scenes::exhibition().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_comes_in_whatever_order_the_people_inside_are_those_counted_anew(
        all in proptest::collection::vec(made(), 1..50),
    ) {
        let mut played = Played::new();
        for (number, it) in all.iter().enumerate() {
            played.play(number, it);
        }
        while !played.journal.recount(2).unwrap() {}
        let checked = played.journal.check().unwrap();
        prop_assert!(checked.kept.is_some());
        prop_assert_eq!(&checked.kept, &checked.counted);
        prop_assert!(checked.agrees(), "{:?}", checked);
        played.journal.rebuild().unwrap();
        prop_assert_eq!(played.journal.check().unwrap(), checked);
    }
}

fn place(name: &str, seq: u64) -> Place {
    Place {
        at: MORNING,
        kiosk: kiosk(name),
        incarnation: Incarnation(5),
        seq,
    }
}

fn entry_at(place: Place, number: u32, by_staff: bool) -> Passage {
    Passage {
        place,
        gate: gate("main"),
        direction: Direction::In,
        claims: claims(number, EntryPolicy::OncePerDay),
        people: 2,
        by_staff,
    }
}

fn heard(dir: &Path) -> Journal {
    let mut journal = journal(dir);
    journal.apply_feed(&first_feed()).unwrap();
    journal
}

fn walk_in(people: u16) -> Fact {
    Fact::Walked {
        gate: gate("main"),
        direction: Direction::In,
        kind: TicketType(1),
        people,
        staff: None,
    }
}

fn annul(id: &RecordId) -> Fact {
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
    let walk = Walk {
        place: place("B1", 1),
        gate: gate("garden"),
        direction: Direction::In,
        kind: None,
        people: 3,
    };
    let by_staff = entry_at(place("B1", 2), 7, true);
    let told = vec![
        KnownItem::walked(&walk),
        KnownItem::passed(&by_staff).unwrap(),
    ];
    assert_eq!(
        journal.apply_feed(&feed(2, told.clone())).unwrap().passages,
        2
    );
    let here = journal.record(&walk_in(4), &stamp(MORNING)).unwrap();
    assert_eq!(inside(&journal), 3 + 2 + 4);
    assert_eq!(
        journal.apply_feed(&feed(2, told)).unwrap().passages,
        0,
        "told twice"
    );
    assert_eq!(inside(&journal), 9);
    assert!(journal.passages(TicketNumber(7)).unwrap()[0].by_staff);
    let here = own(&journal, here);
    journal.record(&annul(&here), &stamp(MORNING)).unwrap();
    assert_eq!(inside(&journal), 5);
    let annulled = KnownItem::annulled(&by_staff.place.id(), Some(TicketNumber(9)));
    journal.apply_feed(&feed(3, vec![annulled])).unwrap();
    assert_eq!(inside(&journal), 3);
    assert!(journal.passages(TicketNumber(7)).unwrap().is_empty());
}

#[test]
fn an_annulment_that_comes_first_keeps_out_what_it_annuls() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    let entry = entry_at(place("B1", 1), 7, false);
    let annulled = KnownItem::annulled(&entry.place.id(), None);
    journal.apply_feed(&feed(1, vec![annulled])).unwrap();
    let told = KnownItem::passed(&entry).unwrap();
    assert_eq!(
        journal.apply_feed(&feed(2, vec![told])).unwrap().passages,
        0
    );
    assert_eq!(inside(&journal), 0);
    assert!(journal.passages(TicketNumber(7)).unwrap().is_empty());
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
    let walk = write(&walk_in(2));
    let rehearsed = write(&Fact::Rehearsed(Box::new(entry(2))));
    let mistake = write(&entry(3));
    write(&annul(&mistake));
    let last = journal.last_passages(10).unwrap();
    let last: Vec<&RecordId> = last.iter().map(|(id, _)| id).collect();
    assert_eq!(last, [&walk, &first]);
    assert_eq!(journal.last_passages(1).unwrap().len(), 1);
    assert!(journal.annullable(&walk).unwrap().is_some());
    for id in [refused, rehearsed, mistake, place("B1", 1).id()] {
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
    let walk = write(&walk_in(7));
    recount::begin(&journal.db).unwrap();
    assert!(!journal.recount(4).unwrap(), "in steps");
    let mut write = |fact: &Fact| journal.record(fact, &stamp(MORNING)).unwrap();
    // Some of it is counted already, some is not.
    for mistake in [&entries[0], &entries[8], &walk] {
        write(&annul(mistake));
    }
    write(&walk_in(1));
    for number in [2, 9, 11] {
        write(&Fact::Passed {
            gate: gate("main"),
            direction: Direction::Out,
            claims: claims(number, EntryPolicy::OncePerDay),
            people: 1,
        });
    }
    write(&entry(0));
    assert!(!journal.recount(2).unwrap());
    assert!(journal.recount(100).unwrap());
    assert_eq!(inside(&journal), 20 - 4 + 1 - 1 + 2);
    assert!(journal.check().unwrap().agrees());
}

/// Puts what is in a journal into one of the first layout, in its place.
fn set_back(path: &Path) {
    let old = path.with_extension("old");
    let db = Connection::open(&old).unwrap();
    db.execute_batch(include_str!("../../../migrations/001_journal.sql"))
        .unwrap();
    db.pragma_update(None, "user_version", 1).unwrap();
    db.execute("ATTACH ?1 AS new", [path.to_str().unwrap()])
        .unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut statement = db.prepare(sql).unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    };
    for table in names("SELECT name FROM main.sqlite_schema WHERE type = 'table'") {
        let columns = names(&format!("SELECT name FROM pragma_table_info('{table}')")).join(",");
        let copy =
            format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        db.execute(&copy, []).unwrap();
    }
    db.close().unwrap();
    std::fs::rename(old, path).unwrap();
}

#[test]
fn a_journal_of_the_first_layout_is_brought_up_to_date_and_counted() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    journal.record(&entry(1), &stamp(MORNING)).unwrap();
    let told = vec![entry_elsewhere(2, 1, MORNING)];
    journal.apply_feed(&feed(1, told)).unwrap();
    let expected = journal.inside().unwrap();
    drop(journal);
    set_back(&dir.path().join(FILE));
    let mut journal = super::journal(dir.path());
    assert_eq!(journal.inside().unwrap(), Inside::default());
    assert!(journal.recount(RECOUNT_STEP).unwrap());
    assert_eq!(journal.inside().unwrap(), expected);
    assert_ne!(expected, Inside::default());
    assert!(journal.check().unwrap().agrees());
}

#[test]
fn what_is_kept_beside_the_records_is_checked_against_them_and_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    for number in 1..=3 {
        journal.record(&entry(number), &stamp(MORNING)).unwrap();
    }
    journal.record(&walk_in(5), &stamp(MORNING)).unwrap();
    let sound = journal.check().unwrap();
    assert!(sound.agrees());
    let damages = [
        "UPDATE inside SET people = people + 1",
        "DELETE FROM passages WHERE ticket = 2",
        "UPDATE passages SET people = 1 WHERE ticket = 1",
        "DELETE FROM walks",
        "UPDATE walks SET people = 50",
        "INSERT INTO passages SELECT 9, kiosk, incarnation, seq, at_ms, gate, outward, claims, people, 0
         FROM passages WHERE ticket = 1",
    ];
    for damage in damages {
        journal.db.execute(damage, []).unwrap();
        assert!(!journal.check().unwrap().agrees(), "{damage}");
        journal.rebuild().unwrap();
        assert_eq!(journal.check().unwrap(), sound, "after {damage}");
    }
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
        walk_in(4),
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
    let clone = Place {
        kiosk: kiosk("A1"),
        incarnation: life,
        ..place("A1", 4)
    };
    let told = KnownItem::passed(&entry_at(clone, 8, false)).unwrap();
    journal.apply_feed(&feed(1, vec![told])).unwrap();
    assert_eq!(inside(&journal), before + 2);
    assert!(journal.check().unwrap().agrees());
}
