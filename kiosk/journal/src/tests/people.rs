//! Who is inside, whatever comes in whatever order.

use proptest::prelude::*;
use proptest::sample::Index;
use shared::checkin::{Direction, Reason};
use shared::ids::StaffReason;
use shared::protocol::v1::{FeedItem, TicketStatusItem};
use shared::record::{Record, RecordId, RecordOrder, TicketSource};
use shared::ticket::Claims;

use super::*;
use crate::recount_mark;

const GATES: [&str; 4] = ["main", "exit", "studio", "lounge"];
const KINDS: [&str; 5] = ["visitor", "family", "school", "vip", "oneway"];
const KIOSKS: [&str; 3] = ["A1", "B1", "C1"];

/// One thing that happens, as plain numbers, so that a failing case stays readable.
#[derive(Debug, Clone)]
struct RecordedVisit {
    what: u8,
    kiosk: usize,
    minute: i64,
    gate: usize,
    kind: usize,
    number: u32,
    people: u16,
    target: Index,
}

fn made() -> impl Strategy<Value = RecordedVisit> {
    let order = (0..KIOSKS.len(), 0_i64..3 * 24 * 60, 0..GATES.len());
    let ticket = (0..KINDS.len(), 1_u32..3, 1_u16..20);
    (order, ticket, 0_u8..18, any::<Index>()).prop_map(
        |((kiosk, minute, gate), (kind, number, people), what, target)| RecordedVisit {
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
        let exhibition = checkin_scenes::exhibition().unwrap();
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
        let mut catalogue = checkin_scenes::exhibition().unwrap();
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

    /// The record of a fact: an own one is written, any other comes by the feed.
    fn record(&mut self, it: &RecordedVisit, fact: &Fact) {
        let at = checkin_scenes::SceneMoment {
            day: 1,
            time: jiff::civil::Time::midnight(),
        };
        let at = at.at(&checkin_scenes::exhibition().unwrap()).unwrap();
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
        let order = RecordOrder {
            at: record.stamp.corrected(),
            kiosk: kiosk(KIOSKS[it.kiosk]),
            incarnation: Incarnation(3),
            seq: self.records.len() as u64 + 1,
        };
        self.records.push((order.id(), ticket));
        if let Some(walk_in) = fact.walk_in(order.clone()) {
            self.tell(KnownItem::walked(&walk_in));
        } else if let Some(passage) = fact.passage(order) {
            self.tell(KnownItem::passed(&passage).unwrap());
        }
    }

    fn play(&mut self, number: usize, it: &RecordedVisit) {
        let gate = gate(GATES[it.gate]);
        let claims = claims_of(it);
        let people = it.people.min(u16::from(claims.party));
        let passed = |direction| Fact::Passed {
            gate: gate.clone(),
            direction,
            claims,
            people,
            source: TicketSource::Unstated,
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
                let item = TicketStatusItem {
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
            16 => recount_mark::begin(&self.journal.db).unwrap(),
            _ => drop(self.journal.recount(usize::from(it.people) / 4).unwrap()),
        }
    }

    /// Annuls what was recorded, or what is only going to be told of by another kiosk.
    fn annul(&mut self, it: &RecordedVisit) {
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

fn claims_of(it: &RecordedVisit) -> Claims {
    let ticket = checkin_scenes::Ticket {
        kind: KINDS[it.kind].to_owned(),
        number: it.number,
        days: 0b1111,
        elsewhere: None,
        twin: None,
    };
    ticket
        .claims(&checkin_scenes::exhibition().unwrap())
        .unwrap()
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
