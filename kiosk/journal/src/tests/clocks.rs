//! Records that were made before the time was known.

use proptest::prelude::*;
use shared::booths::Visit;
use shared::checkin::{Direction, Passage};
use shared::ids::{BoothNumber, TicketType};
use shared::record::{Stamp, TicketSource};
use shared::time::UnixMs;

use super::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// A stamp of a run that began in the morning, by a clock that is so far ahead and corrected by so much.
fn by_clock(minute: i64, ahead_ms: i64, offset_ms: i64) -> Stamp {
    Stamp {
        device: MORNING.plus(minute * MINUTE + ahead_ms),
        offset_ms,
        boot: "run".to_owned(),
        mono_ms: (minute * MINUTE) as u64,
    }
}

fn exit(number: u32) -> Fact {
    Fact::Passed {
        gate: gate("main"),
        direction: Direction::Out,
        claims: claims(number, EntryPolicy::OncePerDay),
        people: 2,
        source: TicketSource::Unstated,
    }
}

fn walk_in_fact(people: u16) -> Fact {
    Fact::Walked {
        gate: gate("main"),
        direction: Direction::In,
        kind: TicketType(1),
        people,
        staff: None,
    }
}

fn visit(number: u32) -> Fact {
    Fact::Visited {
        booth: BoothNumber(3),
        claims: claims(number, EntryPolicy::OncePerDay),
        people: 2,
    }
}

fn times(journal: &Journal, number: u32) -> Vec<UnixMs> {
    let passages: Vec<Passage> = journal.history(TicketNumber(number)).unwrap().passages;
    passages.into_iter().map(|it| it.order.at).collect()
}

#[test]
fn records_of_the_run_get_their_true_times() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.apply_feed(&first_feed()).unwrap();
    let ahead = 20 * HOUR;
    journal.record(&entry(1), &by_clock(1, ahead, 0)).unwrap();
    assert!(journal.hear_time(&by_clock(30, ahead, -ahead)).unwrap());
    assert_eq!(times(&journal, 1), [MORNING.plus(MINUTE)]);
    assert_eq!(journal.outbox().unwrap().waiting, 2, "and it is stated");
    let (_, shown) = &journal.last_passages(1).unwrap()[0];
    assert_eq!(shown.stamp.corrected(), MORNING.plus(MINUTE));
    assert!(journal.check().unwrap().agrees());
    assert!(!journal.hear_time(&by_clock(31, ahead, -ahead)).unwrap());
    journal.rebuild().unwrap();
    assert_eq!(times(&journal, 1), [MORNING.plus(MINUTE)]);
}

#[test]
fn nothing_is_stated_where_the_clock_was_right() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.record(&entry(1), &by_clock(1, 0, 0)).unwrap();
    assert!(!journal.hear_time(&by_clock(30, 0, 400)).unwrap());
    assert_eq!(times(&journal, 1), [MORNING.plus(MINUTE)]);
    assert_eq!(journal.outbox().unwrap().waiting, 1);
}

#[test]
fn another_run_of_the_device_stays_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    let earlier = Stamp {
        boot: "earlier run".to_owned(),
        ..by_clock(1, 20 * HOUR, 0)
    };
    journal.record(&entry(1), &earlier).unwrap();
    assert!(!journal.hear_time(&by_clock(30, 0, 0)).unwrap());
    assert_eq!(times(&journal, 1), [earlier.corrected()]);
}

#[test]
fn the_server_corrects_passages_of_other_doors() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.apply_feed(&first_feed()).unwrap();
    let wrong = MORNING.plus(3 * HOUR);
    let told = |next, at| feed(next, vec![entry_elsewhere(1, 1, at)]);
    journal.apply_feed(&told(1, wrong)).unwrap();
    let corrected = entry_elsewhere(1, 1, MORNING).corrected_from(wrong);
    let corrected = journal.apply_feed(&feed(2, vec![corrected]));
    assert_eq!(corrected.unwrap().passages, 1);
    assert_eq!(times(&journal, 1), [MORNING]);
    // An answer that was overtaken brings no old time back.
    journal.apply_feed(&told(1, wrong)).unwrap();
    assert_eq!(times(&journal, 1), [MORNING]);
    // Nor does one about an own record, which was corrected here already.
    let ahead = 3 * HOUR;
    journal.record(&entry(2), &by_clock(0, ahead, 0)).unwrap();
    journal.hear_time(&by_clock(30, ahead, -ahead)).unwrap();
    let life = journal.outbox().unwrap().current;
    let own = Passage {
        order: journal.origin(life).order(1, wrong),
        gate: gate("main"),
        direction: Direction::In,
        claims: claims(2, EntryPolicy::OncePerDay),
        people: 2,
        by_staff: false,
    };
    let own = KnownItem::passed(&own).unwrap();
    journal.apply_feed(&feed(3, vec![own])).unwrap();
    assert_eq!(times(&journal, 2), [MORNING]);
}

fn fact() -> impl Strategy<Value = Fact> {
    prop_oneof![
        4 => (1_u32..4).prop_map(entry),
        2 => (1_u32..4).prop_map(exit),
        1 => (1_u16..9).prop_map(walk_in_fact),
        1 => (1_u32..4).prop_map(visit),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A kiosk whose clock was wrong until it heard the server knows afterwards what one with a right clock knows.
    #[test]
    fn corrected_records_amount_to_what_a_right_clock_records(
        facts in prop::collection::vec(fact(), 1..12),
        ahead in prop_oneof![-50 * HOUR..50 * HOUR, Just(-MORNING.0)],
    ) {
        let mut known = Vec::new();
        for ahead in [0, ahead] {
            let dir = tempfile::tempdir().unwrap();
            let mut journal = journal(dir.path());
            journal.db.pragma_update(None, "synchronous", "OFF").unwrap();
            journal.apply_feed(&first_feed()).unwrap();
            for (minute, fact) in (1..).zip(&facts) {
                journal.record(fact, &by_clock(minute, ahead, 0)).unwrap();
            }
            journal.hear_time(&by_clock(30, ahead, -ahead)).unwrap();
            let checked = journal.check().unwrap();
            prop_assert!(checked.agrees(), "{checked:?}");
            let passages: Vec<_> = (1..4).map(|number| times(&journal, number)).collect();
            known.push((passages, journal.counters().unwrap()));
            for (minute, fact) in (1..).zip(&facts) {
                let at = MORNING.plus(minute * MINUTE);
                let order = journal.origin(Incarnation(1)).order(minute as u64, at);
                if let Some(visit) = fact.visit(order) {
                    let Visit { ticket, booth, .. } = visit;
                    let tx = journal.write_tx().unwrap();
                    let last = tx.last_visit(ticket, booth).unwrap();
                    prop_assert!(last.is_some_and(|last| last >= at && last <= MORNING.plus(HOUR)));
                }
            }
        }
        prop_assert_eq!(&known[0], &known[1]);
    }
}
