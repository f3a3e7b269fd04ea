//! The laws of the fold: any order and grouping of the same records adds up to the same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use shared::checkin::{Direction, Reason, TicketStatus};
use shared::ids::{BoothNumber, GateId, Incarnation, StaffReason, TicketNumber, ZoneBit};
use shared::ledger::{Counter, Counters, TicketHistory};
use shared::protocol::v1::{parse_body, write_body};
use shared::record::{Fact, Origin, Record, RecordId, RecordOrder, Stamp, TicketSource};
use shared::staff::StaffAct;

use crate::in_memory::Ledger;
use crate::totals;

const KIOSKS: [&str; 3] = ["A1", "B1", "X1"];
const GATES: [&str; 6] = ["main", "river", "exit", "side", "studio", "lounge"];
const KINDS: [&str; 7] = [
    "visitor", "family", "school", "vip", "triple", "slow", "oneway",
];

/// One record as plain numbers, so that a failing case stays readable.
#[derive(Debug, Clone)]
struct Made {
    kiosk: usize,
    minute: i64,
    what: u8,
    gate: usize,
    kind: usize,
    number: u32,
    people: u16,
    target: prop::sample::Index,
}

fn made() -> impl Strategy<Value = Made> {
    let place = (0..KIOSKS.len(), 0_i64..3 * 24 * 60, 0..GATES.len());
    let ticket = (0..KINDS.len(), 1_u32..3, 1_u16..20);
    (place, ticket, 0_u8..18, any::<prop::sample::Index>()).prop_map(
        |((kiosk, minute, gate), (kind, number, people), what, target)| Made {
            kiosk,
            minute,
            what,
            gate,
            kind,
            number,
            people,
            target,
        },
    )
}

fn origin(kiosk: usize) -> Origin {
    Origin {
        exhibition: checkin_scenes::exhibition().unwrap().exhibition,
        kiosk: KIOSKS[kiosk].parse().unwrap(),
        incarnation: Incarnation(1),
    }
}

/// Record `index` of all; its number in its journal is `index + 1`, gaps do not matter here.
fn record(all: &[Made], index: usize) -> Record {
    let catalogue = checkin_scenes::exhibition().unwrap();
    let it = &all[index];
    let gate: GateId = GATES[it.gate].parse().unwrap();
    let ticket = checkin_scenes::Ticket {
        kind: KINDS[it.kind].to_owned(),
        number: it.number,
        days: 0b1111,
        elsewhere: None,
        twin: None,
    };
    let claims = ticket.claims(&catalogue).unwrap();
    let people = it.people.min(u16::from(claims.party));
    let reason: StaffReason = "other".parse().unwrap();
    let passed = |direction| Fact::Passed {
        gate: gate.clone(),
        direction,
        claims,
        people,
        source: TicketSource::Unstated,
    };
    let fact = match it.what {
        0..=4 => passed(Direction::In),
        5 | 6 => passed(Direction::Out),
        7 => Fact::Refused {
            gate,
            reason: Reason::AlreadyUsed,
            claims: Some(claims),
        },
        8 | 9 => Fact::Overridden {
            gate,
            claims: (it.what == 8).then_some(claims),
            people,
            refused: Some(Reason::Revoked),
            reason,
            staff: None,
        },
        10 => Fact::Walked {
            gate,
            direction: if it.people.is_multiple_of(3) {
                Direction::Out
            } else {
                Direction::In
            },
            kind: claims.kind,
            people,
            staff: None,
        },
        11 | 12 => {
            let target = it.target.index(all.len());
            let annulled = origin(all[target].kiosk);
            Fact::Annulled {
                gate,
                target: RecordId {
                    kiosk: annulled.kiosk,
                    incarnation: annulled.incarnation,
                    seq: target as u64 + 1,
                },
                // Sometimes a hint that is wrong.
                ticket: (it.what == 12).then_some(claims.number),
                staff: None,
            }
        }
        13 => Fact::Staffed {
            gate,
            staff: None,
            act: StaffAct::Searched,
        },
        14 => Fact::Rehearsed(Box::new(passed(Direction::In))),
        15 | 16 => Fact::Visited {
            booth: BoothNumber(it.people % 3),
            claims,
            people,
        },
        _ => Fact::LookedUp {
            booth: BoothNumber(it.people % 3),
            times: it.people,
        },
    };
    let opening = catalogue.calendar().zone.midnight(catalogue.days[0].date);
    Record {
        stamp: Stamp {
            device: opening.plus(it.minute * 60_000),
            offset_ms: 0,
            boot: "b".to_owned(),
            mono_ms: 0,
        },
        fact,
    }
}

/// A ledger that got the records in this order, so many at a time.
fn ledger(all: &[Made], order: &[usize], group: usize, stand_after: usize) -> Ledger {
    let catalogue = checkin_scenes::exhibition().unwrap();
    let mut ledger = Ledger::new(catalogue.rules());
    let noon = catalogue.calendar().zone.midnight(catalogue.days[1].date);
    let revoked = TicketNumber(1001);
    for (number, group) in order.chunks(group).enumerate() {
        if number == stand_after {
            ledger.stand(revoked, TicketStatus::Revoked(noon));
        }
        for kiosk in 0..KIOSKS.len() {
            let batch: Vec<(u64, Record)> = group
                .iter()
                .filter(|index| all[**index].kiosk == kiosk)
                .map(|index| (*index as u64 + 1, record(all, *index)))
                .collect();
            let batch = batch.iter().map(|(seq, record)| (*seq, record));
            ledger.record(&origin(kiosk), batch);
        }
    }
    ledger.stand(revoked, TicketStatus::Revoked(noon));
    ledger
}

proptest! {
    #[test]
    fn any_order_adds_up_to_the_same(
        all in proptest::collection::vec(made(), 1..60),
        keys in proptest::collection::vec(any::<u32>(), 60),
        group in 1_usize..12,
        stand_after in 0_usize..8,
    ) {
        let straight: Vec<usize> = (0..all.len()).collect();
        let mut mixed = straight.clone();
        mixed.sort_by_key(|index| keys[*index]);
        let one = ledger(&all, &straight, 1, 0);
        let other = ledger(&all, &mixed, group, stand_after);
        prop_assert_eq!(&one.counters, &other.counters);
        let known = |ledger: &Ledger| -> BTreeMap<TicketNumber, TicketHistory> {
            let known = ledger.histories.iter().filter(|(_, history)| !history.is_empty());
            known.map(|(ticket, history)| (*ticket, history.clone())).collect()
        };
        prop_assert_eq!(known(&one), known(&other));
    }

    /// A record that is given another time counts as if it had come with it.
    #[test]
    fn retimed_records_count_at_their_new_time(
        all in proptest::collection::vec(made(), 1..40),
        retimed in proptest::collection::vec((any::<prop::sample::Index>(), 0_i64..3 * 24 * 60), 0..8),
    ) {
        let order: Vec<usize> = (0..all.len()).collect();
        let mut one = ledger(&all, &order, 5, 0);
        let mut moved = all.clone();
        for (index, minute) in retimed {
            let index = index.index(all.len());
            moved[index].minute = minute;
            let at = record(&moved, index).stamp.corrected();
            let id = record(&all, index).order(&origin(all[index].kiosk), index as u64 + 1).id();
            one.retime(&id, at);
        }
        prop_assert_eq!(&one.counters, &ledger(&moved, &order, 1, 0).counters);
    }

    /// Counters made from the histories alone are those that were kept, where there are only tickets.
    #[test]
    fn histories_alone_count_the_same(
        all in proptest::collection::vec(made(), 1..60),
        stand_after in 0_usize..8,
    ) {
        let tickets_only: Vec<Made> = all.into_iter().filter(|it| it.what < 7 || it.what == 15).collect();
        let order: Vec<usize> = (0..tickets_only.len()).collect();
        let ledger = ledger(&tickets_only, &order, 3, stand_after);
        let rules = checkin_scenes::exhibition().unwrap().rules();
        let mut counters = Counters::default();
        for history in ledger.histories.values() {
            history.count(&rules, &mut counters);
        }
        prop_assert_eq!(counters, ledger.counters);
    }

    /// What the counters say is inside is what the tickets themselves say, and nobody is inside twice.
    #[test]
    fn people_inside_are_those_of_the_tickets(all in proptest::collection::vec(made(), 1..60)) {
        let tickets_only: Vec<Made> = all.into_iter().filter(|it| it.what < 9).collect();
        let order: Vec<usize> = (0..tickets_only.len()).collect();
        let ledger = ledger(&tickets_only, &order, 3, 0);
        let rules = checkin_scenes::exhibition().unwrap().rules();
        for date in ledger.counters.dates() {
            let inside = ledger.counters.get(Some(date), Counter::Inside(ZoneBit(0)));
            let of_tickets: i64 = ledger.histories.values()
                .map(|history| i64::from(history.visits(&rules).zone(ZoneBit(0)).inside_on(date)))
                .sum();
            // An entry on a later day leaves what an earlier day still has inside as it is.
            prop_assert!(inside >= of_tickets, "{} on {}", inside, date);
            let rises: i64 = ledger.counters.on(Some(date))
                .filter(|(counter, _)| matches!(counter, Counter::CurveRise(_)))
                .map(|(_, people)| people)
                .sum();
            prop_assert!(rises >= inside);
        }
    }

    #[test]
    fn counter_names_are_read_back(all in proptest::collection::vec(made(), 1..60)) {
        let order: Vec<usize> = (0..all.len()).collect();
        for (_, counter, _) in ledger(&all, &order, 4, 0).counters.iter() {
            prop_assert_eq!(&counter.to_string().parse::<Counter>().unwrap(), counter);
        }
    }

    #[test]
    fn damaged_history_is_an_error_or_another_history(
        all in proptest::collection::vec(made(), 1..20),
        at in any::<prop::sample::Index>(),
        bit in 0_u8..8,
    ) {
        let order: Vec<usize> = (0..all.len()).collect();
        for (ticket, history) in ledger(&all, &order, 4, 0).histories {
            let mut bytes = history.to_bytes();
            for passage in &history.passages {
                let of_record = TicketHistory::bytes_of_record(&passage.order.id());
                prop_assert!(bytes.windows(of_record.len()).any(|part| part == of_record));
            }
            prop_assert_eq!(&TicketHistory::from_bytes(ticket, &bytes).unwrap(), &history);
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let _ = TicketHistory::from_bytes(ticket, &bytes);
            let _ = TicketHistory::from_bytes(ticket, &bytes[..at]);
        }
    }

    #[test]
    fn every_record_kind_survives_the_wire(all in proptest::collection::vec(made(), 1..30)) {
        for index in 0..all.len() {
            let record = record(&all, index);
            prop_assert_eq!(parse_body(&write_body(&record).unwrap()).unwrap(), record);
        }
    }
}

#[test]
fn annulment_before_its_target_holds() {
    let catalogue = checkin_scenes::exhibition().unwrap();
    let entry = Made {
        kiosk: 0,
        minute: 24 * 60 + 600,
        what: 0,
        gate: 0,
        kind: 1,
        number: 1,
        people: 4,
        target: any_index(),
    };
    let all = [entry];
    let record = record(&all, 0);
    let place: RecordOrder = record.order(&origin(0), 1);
    let mut ledger = Ledger::new(catalogue.rules());
    ledger.annul_record(&place.id());
    ledger.record(&origin(0), [(1, &record)]);
    assert_eq!(totals(&ledger), []);
    let mut ledger = Ledger::new(catalogue.rules());
    ledger.record(&origin(0), [(1, &record)]);
    assert_eq!(totals(&ledger)[0].entries, 4);
    ledger.annul_record(&place.id());
    ledger.annul_record(&place.id());
    assert_eq!(totals(&ledger), []);
}

fn any_index() -> prop::sample::Index {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tree = any::<prop::sample::Index>().new_tree(&mut runner);
    tree.unwrap().current()
}
