//! What organisers and the live page see.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader};
use sync_server::ports::Database;
use sync_server::system_time;

use proptest::prelude::*;
use shared::checkin::{Direction, Reason};
use shared::ledger::{Counters, Fold, FoldRecord};
use shared::protocol::v1::{DayTotals, Totals};
use shared::record::{Fact, RecordId, TicketSource};
use shared::time::Timing;
use sync_server::tickets::{self, IssueRequest, StatusChange, TicketName};

use crate::kiosk::{Kiosk, claims};
use crate::venue::{MINUTE, OPENING, Venue, catalogue};

#[test]
fn totals_are_right_straight_after_a_restart() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk
        .entry(1, 0)
        .entry(2, 16)
        .exit(1, 40)
        .entry(1, 50)
        .refusal(51, Reason::Malformed);
    kiosk.complete_to = Some(OPENING);
    kiosk.push(&venue);
    let before = venue.totals();
    let day = &before.days[0];
    assert_eq!(
        (day.entries, day.reentries, day.exits, day.inside),
        (6, 2, 2, 4)
    );
    assert_eq!((day.unique_visitors, day.tickets, day.refused), (4, 2, 1));
    assert_eq!(before.days.len(), 4, "every day of the exhibition is there");
    assert_eq!(before.gate_names.len(), 3);
    venue.restart();
    assert_eq!(venue.totals(), before);
}

#[test]
fn staff_records_count_the_same_after_restart() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let gate: shared::ids::GateId = "main".parse().unwrap();
    let by_staff = Fact::Overridden {
        gate: gate.clone(),
        claims: Some(claims(1)),
        people: 2,
        refused: Some(Reason::AlreadyUsed),
        reason: "came-out-unseen".parse().unwrap(),
        staff: None,
    };
    let walked = Fact::Walked {
        gate: gate.clone(),
        direction: Direction::In,
        kind: claims(1).kind,
        people: 5,
        staff: None,
    };
    let annulled = Fact::Annulled {
        gate,
        target: RecordId {
            kiosk: kiosk.origin.kiosk.clone(),
            incarnation: kiosk.origin.incarnation,
            seq: 2,
        },
        ticket: Some(claims(2).number),
        staff: None,
    };
    let rehearsed = Fact::Rehearsed(Box::new(walked.clone()));
    let searched = Fact::Staffed {
        gate: "main".parse().unwrap(),
        staff: Some("door-1".parse().unwrap()),
        act: shared::staff::StaffAct::Searched,
    };
    kiosk.entry(1, 0).entry(2, 1).fact(by_staff, 5);
    kiosk.fact(walked, 6).fact(annulled, 7).fact(rehearsed, 8);
    kiosk.fact(searched, 9);
    kiosk.push(&venue);
    let before = venue.totals();
    let day = &before.days[0];
    assert_eq!((day.entries, day.reentries, day.conflicts), (9, 2, 0));
    assert_eq!((day.walk_ins, day.overrides, day.tickets), (5, 2, 1));
    venue.restart();
    assert_eq!(venue.totals(), before);
}

#[test]
fn walk_ins_have_their_own_type_row() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let gate: shared::ids::GateId = "main".parse().unwrap();
    let walked = |direction, people| Fact::Walked {
        gate: gate.clone(),
        direction,
        kind: claims(1).kind,
        people,
        staff: None,
    };
    let unknown_ticket = Fact::Overridden {
        gate: gate.clone(),
        claims: None,
        people: 3,
        refused: Some(Reason::UnknownTicket),
        reason: "other-seller".parse().unwrap(),
        staff: None,
    };
    kiosk.entry(1, 0).exit(1, 1).entry(2, 2);
    kiosk.fact(walked(Direction::In, 5), 3);
    kiosk.fact(walked(Direction::Out, 1), 4);
    kiosk.fact(unknown_ticket, 5).push(&venue);
    let day = venue.day();
    assert_eq!(day.types.len(), 1);
    let (tickets, without) = (&day.types[0], day.without_ticket);
    assert_eq!((tickets.entries, tickets.exits), (4, 2));
    assert_eq!((without.entries, without.exits), (8, 1));
    assert_eq!(tickets.entries + without.entries, day.entries);
    assert_eq!(tickets.exits + without.exits, day.exits);
    let sheet = sync_server::operations::reports::counts(&venue.database())
        .unwrap()
        .types_csv();
    for line in [
        "all,visitor,Khách,0,4,2",
        "all,without ticket,Không có vé,,8,1",
        "2024-09-05,without ticket,Không có vé,,8,1",
        "2024-09-08,school_group,Trường,,0,0",
    ] {
        assert!(sheet.contains(line), "{line} is not in {sheet}");
    }
}

#[test]
fn records_at_unknown_gate_wait_for_it() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    venue.place(&kiosk, "side", "door");
    kiosk.entry(1, 0);
    let gate: shared::ids::GateId = "side".parse().unwrap();
    let passed = Fact::Passed {
        gate: gate.clone(),
        direction: Direction::In,
        claims: claims(2),
        people: 2,
        source: TicketSource::Unstated,
    };
    let refused = Fact::Refused {
        gate: gate.clone(),
        reason: Reason::NeedsStaff,
        claims: None,
    };
    kiosk.fact(passed, 1).fact(refused, 2).push(&venue);
    let totals = venue.totals();
    let day = &totals.days[0];
    assert_eq!((day.entries, day.refused, day.conflicts), (2, 0, 0));
    let unknown = &totals.unknown_gates[0];
    assert_eq!((&unknown.gate, unknown.records), (&gate, 2));

    let mut with = crate::venue::catalogue();
    let mut side = with.gates[0].clone();
    side.id = gate;
    with.gates.push(side);
    let publication = sync_server::catalogue::Publication::new(&with);
    sync_server::catalogue::publish(&venue.database(), publication, OPENING).unwrap();
    Venue::until("the gate is known", || {
        venue.totals().unknown_gates.is_empty()
    });
    assert_eq!((venue.day().entries, venue.day().refused), (4, 1));
}

#[test]
fn ticket_at_two_cut_off_doors_counts_once() {
    let venue = Venue::open();
    let mut main = venue.kiosk("A1");
    let mut garden = venue.kiosk_at("B1", "garden", Direction::In);
    // The later admission reaches the server first.
    garden.entry(7, 10).push(&venue);
    assert_eq!(venue.day().conflicts, 0);
    main.entry(7, 5).push(&venue);
    let day = venue.day();
    assert_eq!((day.entries, day.unique_visitors, day.conflicts), (2, 2, 1));
    assert_eq!(day.gates.len(), 1);
    assert_eq!(
        day.gates[0].gate.as_str(),
        "main",
        "the earlier one is the admission"
    );
}

#[test]
fn late_record_lands_on_its_day() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    venue.set_clock(OPENING.plus(3 * 24 * 60 * MINUTE));
    kiosk.entry(1, 0).entry(1, 24 * 60).push(&venue);
    let totals = venue.totals();
    assert_eq!(totals.today.to_string(), "2024-09-08");
    assert_eq!((totals.days[0].entries, totals.days[1].entries), (2, 2));
}

#[test]
fn revoked_ticket_at_cut_off_door_conflicts() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let request = IssueRequest {
        count: 2,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(2),
    };
    let ticket = tickets::issue(&venue.database(), &request, system_time())
        .unwrap()
        .remove(0);
    let name = TicketName::ShortCode(ticket.short_code);
    kiosk.entry(ticket.number.0, 10).entry(2, 10).push(&venue);
    assert_eq!(venue.day().conflicts, 0);
    tickets::change_status(
        &venue.database(),
        name,
        StatusChange::Revoke,
        OPENING.plus(5 * MINUTE),
    )
    .unwrap();
    Venue::until("the totals know of it", || venue.day().conflicts == 1);
    assert_eq!(venue.day().entries, 2);
    venue.restart();
    assert_eq!((venue.day().conflicts, venue.day().entries), (1, 2));
    tickets::change_status(&venue.database(), name, StatusChange::Reinstate, OPENING).unwrap();
    Venue::until("it counts again", || venue.day().entries == 4);
}

#[test]
fn live_stream_moves_and_ends_with_server() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let answer = ureq::get(venue.url("/api/v1/live")).call().unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut lines = BufReader::new(answer.into_body().into_reader()).lines();
    let mut until = |entries: i64| {
        loop {
            let line = lines.next().expect("the stream goes on").unwrap();
            let Some(json) = line.strip_prefix("data: ") else {
                continue;
            };
            let totals: Totals = serde_json::from_str(json).unwrap();
            if totals.days[0].entries == entries {
                return;
            }
        }
    };
    until(0);
    kiosk.entry(1, 0).push(&venue);
    until(2);
    kiosk.entry(2, 1).push(&venue);
    until(4);
    venue.stop();
    assert!(
        lines.all(|line| line.is_ok()),
        "the stream is ended, not cut off"
    );
}

/// What happened at one door: what it was, a ticket, minutes after opening, and what an annulment
/// names: a kiosk and a number.
type Happened = (u8, u32, i64, (usize, u64));

/// One list a kiosk.
fn happened() -> impl Strategy<Value = Vec<Vec<Happened>>> {
    let named = (0_usize..3, 1_u64..13);
    let one = (0_u8..10, 1_u32..5, -100_i64..3000, named);
    proptest::collection::vec(proptest::collection::vec(one, 0..12), 3)
}

const KIOSKS: [&str; 3] = ["A1", "B1", "C1"];

fn fact((what, ticket, _, (kiosk, seq)): Happened) -> Fact {
    let gate: shared::ids::GateId = "main".parse().unwrap();
    let passed = |direction| Fact::Passed {
        gate: gate.clone(),
        direction,
        claims: claims(ticket),
        people: 2,
        source: TicketSource::Unstated,
    };
    match what {
        0..=3 => passed(Direction::In),
        4 | 5 => passed(Direction::Out),
        6 | 7 => Fact::Overridden {
            gate,
            claims: (what == 6).then_some(claims(ticket)),
            people: 1,
            refused: None,
            reason: "other".parse().unwrap(),
            staff: None,
        },
        8 => Fact::Walked {
            gate,
            direction: Direction::In,
            kind: claims(ticket).kind,
            people: 3,
            staff: None,
        },
        // It may come before what it annuls, and may annul what never comes.
        _ => Fact::Annulled {
            gate,
            target: RecordId {
                kiosk: KIOSKS[kiosk].parse().unwrap(),
                incarnation: shared::ids::Incarnation(1),
                seq,
            },
            ticket: (ticket > 2).then_some(claims(ticket).number),
            staff: None,
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn totals_ignore_the_order_of_arrival(
        happened in happened(),
        cuts in proptest::collection::vec((0_usize..3, 1_usize..6), 0..20),
    ) {
        let mut venue = Venue::closed();
        let mut kiosks: Vec<_> = KIOSKS.iter().map(|id| venue.kiosk(id)).collect();
        for (kiosk, happened) in kiosks.iter_mut().zip(&happened) {
            for one in happened {
                kiosk.fact(fact(*one), one.2);
            }
        }
        venue.start();
        venue.set_clock(OPENING.plus(4 * 24 * 60 * MINUTE));
        // Kiosks hand in a few records each, in any order, then what is left.
        let mut sent = [0; 3];
        for (place, some) in cuts {
            let end = (sent[place] + some).min(kiosks[place].journal.len());
            kiosks[place].push_these(&venue, &kiosks[place].journal[sent[place]..end]);
            sent[place] = end;
        }
        for kiosk in &kiosks {
            kiosk.push(&venue);
        }

        let counters = counted(&kiosks);
        let dates = counters.dates();
        let expected: Vec<DayTotals> =
            dates.iter().map(|date| DayTotals::of(*date, &counters)).collect();
        let busy = |day: &DayTotals| dates.contains(&day.date);
        let got: Vec<DayTotals> = venue.totals().days.into_iter().filter(busy).collect();
        prop_assert_eq!(&got, &expected);
        let recount = venue.database().rebuild(false).unwrap();
        prop_assert_eq!(recount.faults, Vec::<String>::new());
        venue.restart();
        let again: Vec<DayTotals> = venue.totals().days.into_iter().filter(busy).collect();
        prop_assert_eq!(&again, &expected);
    }
}

/// Returns what the rules say of all records at once.
fn counted(kiosks: &[Kiosk]) -> Counters {
    let rules = catalogue().rules();
    let records: Vec<_> = kiosks
        .iter()
        .flat_map(|kiosk| {
            kiosk.journal.iter().map(|record| {
                let read = shared::protocol::v1::parse_body(record.body.get()).unwrap();
                (read.order(&kiosk.origin, record.seq), read.fact)
            })
        })
        .collect();
    let annulled: HashSet<&RecordId> = records
        .iter()
        .filter_map(|(place, fact)| match fact {
            // Nobody takes back what happened at another door.
            Fact::Annulled { target, .. } => (target.kiosk == place.kiosk).then_some(target),
            _ => None,
        })
        .collect();
    let mut fold = Fold::new(&rules);
    for (place, fact) in &records {
        fold.add(&FoldRecord {
            order: place,
            timing: Timing::Known,
            fact,
            is_annulled: annulled.contains(&place.id()),
        });
    }
    fold.apply(&mut HashMap::new())
}
