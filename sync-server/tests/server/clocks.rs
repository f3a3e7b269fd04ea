//! Kiosks whose clocks are wrong, and what the server makes of their records.

use std::collections::HashMap;
use sync_server::catalogue;
use sync_server::system_time;

use proptest::prelude::*;
use shared::checkin::{Direction, Reason};
use shared::ids::BoothNumber;
use shared::protocol::v1::{DayTotals, KnownItem, PushRecord};
use shared::record::{Fact, Stamp, TicketSource};
use shared::time::UnixMs;
use sync_server::catalogue::Publication;
use sync_server::operations::clocks;
use sync_server::operations::rules::{self, RulesQuestion};
use sync_server::tickets::TicketName;

use crate::kiosk::{Kiosk, claims, known};
use crate::venue::{MINUTE, OPENING, Venue, catalogue};

const HOUR: i64 = 60 * MINUTE;

/// A stamp of a device that was switched on a minute before the opening, and whose clock is so far ahead.
fn stamp(boot: &str, minute: i64, ahead_ms: i64) -> Stamp {
    Stamp {
        device: OPENING.plus(minute * MINUTE + ahead_ms),
        offset_ms: 0,
        boot: boot.to_owned(),
        mono_ms: ((minute + 1) * MINUTE) as u64,
    }
}

fn entry(ticket: u32) -> Fact {
    Fact::Passed {
        gate: "main".parse().unwrap(),
        direction: Direction::In,
        claims: claims(ticket),
        people: 2,
        source: TicketSource::Unstated,
    }
}

fn entries(venue: &Venue) -> Vec<i64> {
    let days = venue.totals().days.into_iter();
    days.map(|day| day.entries).collect()
}

fn state(venue: &Venue, id: &str) -> shared::protocol::v1::KioskState {
    let kiosks = venue.totals().kiosks.into_iter();
    kiosks.filter(|it| it.id.as_str() == id).last().unwrap()
}

#[test]
fn clock_ahead_while_cut_off_is_corrected() {
    let mut venue = Venue::open();
    let (mut kiosk, other) = (venue.kiosk("A1"), venue.kiosk("B1"));
    venue.set_clock(OPENING.plus(30 * MINUTE));
    kiosk.stamped(entry(1), stamp("run", 1, 20 * HOUR));
    kiosk.stamped(entry(2), stamp("run", 2, 20 * HOUR));
    kiosk.push(&venue);
    assert_eq!(entries(&venue), [0, 0, 0, 0], "no day is opened ahead");
    assert_eq!(state(&venue, "A1").ahead, 2);
    assert!(known(&other.feed(&venue, "", 0, 0)).is_empty());
    let said = clocks::report(&venue.database()).unwrap().to_string();
    assert!(
        said.contains(
            "A1 (run run): 2 records claim times from 2024-09-06 13:01 to 2024-09-06 13:02"
        ),
        "{said}"
    );

    let next = other.feed(&venue, "", 0, 0);
    kiosk.stamped(Fact::ClockKnown, stamp("run", 29, 0));
    kiosk.push(&venue);
    assert_eq!(entries(&venue), [4, 0, 0, 0]);
    assert_eq!(state(&venue, "A1").ahead, 0);
    let feed = other.feed(&venue, &next.epoch, next.next, 0);
    let told: Vec<_> = known(&feed)
        .into_iter()
        .map(|item| match item {
            KnownItem::Entry(item) => (item.crossing.at_ms, item.crossing.was_ms),
            other => panic!("{other:?}"),
        })
        .collect();
    let at = |minute| {
        let at = OPENING.plus(minute * MINUTE);
        (at, Some(at.plus(20 * HOUR)))
    };
    assert_eq!(told, [at(1), at(2)]);
    let said = clocks::report(&venue.database()).unwrap().to_string();
    assert_eq!(
        said,
        "A1 (run run): the clock was 20 h 0 min ahead; 2 records from 2024-09-05 17:01 on were corrected"
    );
    let before = venue.totals();
    venue.restart();
    assert_eq!(venue.totals(), before);
}

#[test]
fn clock_behind_while_cut_off_is_corrected() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    venue.set_clock(OPENING.plus(DAY));
    let late = |minute: i64| stamp("run", minute + 24 * 60, -20 * HOUR);
    kiosk.stamped(entry(1), late(0)).push(&venue);
    assert_eq!(entries(&venue), [2, 0, 0, 0]);
    kiosk.stamped(Fact::ClockKnown, stamp("run", 24 * 60, 0));
    kiosk.push(&venue);
    assert_eq!(
        entries(&venue),
        [2, 0, 0, 0],
        "a record at the statement stands"
    );
    let mut second = venue.kiosk("B1");
    second.stamped(entry(2), late(-1));
    second.stamped(Fact::ClockKnown, stamp("run", 24 * 60, 0));
    second.push(&venue);
    assert_eq!(entries(&venue), [2, 2, 0, 0]);
}

const DAY: i64 = 24 * HOUR;

#[test]
fn the_duplicate_follows_the_corrected_time() {
    let venue = Venue::open();
    venue.set_clock(OPENING.plus(4 * HOUR));
    let (mut first, mut second) = (
        venue.kiosk("A1"),
        venue.kiosk_at("B1", "garden", Direction::In),
    );
    first.stamped(entry(1), stamp("run", 10, 2 * HOUR));
    let mut later = entry(1);
    if let Fact::Passed { gate, .. } = &mut later {
        *gate = "garden".parse().unwrap();
    }
    second.stamped(later, stamp("other", 30, 0));
    first.push(&venue);
    second.push(&venue);
    let admitted_at = |venue: &Venue| {
        let gates = venue.day().gates.into_iter();
        gates.map(|it| it.gate.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(admitted_at(&venue), ["garden"], "by the wrong clock");
    first
        .stamped(Fact::ClockKnown, stamp("run", 60, 0))
        .push(&venue);
    assert_eq!(admitted_at(&venue), ["main"]);
    assert_eq!(venue.day().conflicts, 1);
}

#[test]
fn time_ahead_within_day_counts_and_is_flagged() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk
        .stamped(entry(1), stamp("run", 1, 2 * HOUR))
        .push(&venue);
    assert_eq!(entries(&venue), [2, 0, 0, 0]);
    assert_eq!(state(&venue, "A1").ahead, 1);
}

#[test]
fn impossible_times_are_kept_out_of_days() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let far = [
        0,
        -377_705_116_800_000,
        253_402_300_799_999,
        i64::MIN,
        i64::MAX,
        OPENING.plus(-400 * DAY).0,
        OPENING.plus(60 * DAY).0,
    ];
    for (number, at) in (1..).zip(far) {
        let stamp = Stamp {
            device: UnixMs(at),
            offset_ms: 0,
            boot: "run".to_owned(),
            mono_ms: u64::from(number),
        };
        kiosk.stamped(entry(number), stamp);
    }
    assert_eq!(kiosk.push(&venue).contiguous_ack, 7, "all are stored");
    let other = venue.kiosk("B1");
    let totals = venue.totals();
    assert_eq!(totals.days.len(), 4, "no day but those of the exhibition");
    assert_eq!(entries(&venue), [0, 0, 0, 0]);
    assert_eq!(state(&venue, "A1").untimed, 7);
    assert!(known(&other.feed(&venue, "", 0, 0)).is_empty());
    venue.restart();
    assert_eq!(venue.totals(), totals);
    // It reaches the server before it is switched off: all happened in the first milliseconds of the run.
    kiosk
        .stamped(Fact::ClockKnown, stamp("run", 1, 0))
        .push(&venue);
    assert_eq!(entries(&venue), [14, 0, 0, 0]);
    assert_eq!(state(&venue, "A1").untimed, 0);
}

#[test]
fn rules_explain_says_whose_day_the_night_is() {
    let venue = Venue::closed();
    let mut late = catalogue();
    let hours = r#"{"own": [{"day": 0, "opens": "17:00", "closes": "01:00"}]}"#;
    late.gates[0].hours = serde_json::from_str(hours).unwrap();
    catalogue::publish(&venue.database(), Publication::new(&late), OPENING).unwrap();
    let request = sync_server::tickets::IssueRequest {
        count: 1,
        kind: "visitor".to_owned(),
        days: 0b1,
        party: None,
    };
    let ticket = sync_server::tickets::issue(&venue.database(), &request, system_time()).unwrap();
    let ask = |at: &str| {
        let question = RulesQuestion {
            ticket: TicketName::Number(ticket[0].number),
            gate: "main".parse().unwrap(),
            at: at.parse().unwrap(),
            direction: Direction::In,
            people: None,
        };
        rules::ask(&venue.database(), &question)
            .unwrap()
            .to_string()
    };
    let night = ask("2024-09-06T00:30");
    assert!(night.contains("2024-09-05; doors are open past midnight, and until 01:00 it is still the evening's day"), "{night}");
    assert!(night.ends_with("admitted"), "{night}");
    let over = ask("2024-09-06T01:00");
    assert!(over.ends_with("refused: expired"), "{over}");
}

#[test]
fn night_passages_stand_in_the_evenings_curve() {
    let venue = Venue::closed();
    let mut late = catalogue();
    let hours = r#"{"own": [{"day": 0, "opens": "17:00", "closes": "01:00"}]}"#;
    late.gates[0].hours = serde_json::from_str(hours).unwrap();
    catalogue::publish(&venue.database(), Publication::new(&late), OPENING).unwrap();
    let mut venue = venue;
    venue.start();
    venue.set_clock(OPENING.plus(7 * HOUR + 45 * MINUTE));
    let mut kiosk = venue.kiosk("A1");
    kiosk
        .entry(1, 6 * 60 + 40)
        .entry(2, 7 * 60 + 31)
        .push(&venue);
    let totals = venue.totals();
    assert_eq!(
        totals.today.to_string(),
        "2024-09-05",
        "still the evening's"
    );
    let curve: Vec<_> = totals.days[0]
        .curve
        .iter()
        .map(|it| (it.minute, it.inside))
        .collect();
    assert_eq!(
        curve,
        [(1410, 2), (1425, 2), (1440, 2), (1455, 2), (1470, 4)]
    );
}

/// What happens at a kiosk: a visitor, or the server is heard.
#[derive(Debug, Clone)]
enum Event {
    Entry(u32),
    Refusal,
    Visit(u32),
    Heard,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (1_u32..6).prop_map(Event::Entry),
        1 => Just(Event::Refusal),
        2 => (1_u32..6).prop_map(Event::Visit),
        2 => Just(Event::Heard),
    ]
}

/// Two runs of a device, each with a clock of its own: what happens every few minutes, and how far the clock is ahead.
fn runs() -> impl Strategy<Value = Vec<(i64, Vec<Event>)>> {
    let ahead = prop_oneof![
        Just(0),
        -30 * HOUR..30 * HOUR,
        Just(-OPENING.0),
        Just(400 * DAY)
    ];
    prop::collection::vec((ahead, prop::collection::vec(event(), 1..5)), 1..3)
}

fn journal(kiosk: &mut Kiosk, runs: &[(i64, Vec<Event>)]) {
    let mut minute = 0;
    for (number, (ahead, events)) in runs.iter().enumerate() {
        let boot = format!("run {number}");
        for event in events {
            minute += 7;
            let (fact, ahead) = match event {
                Event::Entry(ticket) => (entry(*ticket), *ahead),
                Event::Refusal => {
                    let fact = Fact::Refused {
                        gate: "main".parse().unwrap(),
                        reason: Reason::Malformed,
                        claims: None,
                    };
                    (fact, *ahead)
                }
                Event::Visit(ticket) => {
                    let fact = Fact::Visited {
                        booth: BoothNumber(3),
                        claims: claims(*ticket),
                        people: 2,
                    };
                    (fact, *ahead)
                }
                Event::Heard => (Fact::ClockKnown, 0),
            };
            kiosk.stamped(fact, stamp(&boot, minute, ahead));
        }
    }
}

/// The totals after both journals have come in by turns, `step` records at a time, and the same after a restart.
fn arriving(journals: [&Kiosk; 2], step: usize, first: usize) -> [Vec<DayTotals>; 2] {
    let mut venue = Venue::open();
    venue.set_clock(OPENING.plus(2 * HOUR));
    let tokens: HashMap<_, _> = ["A1", "B1"].map(|id| (id, venue.kiosk(id).token)).into();
    let mut sent = [0, 0];
    let mut turn = first;
    while (0..2).any(|place| sent[place] < journals[place].journal.len()) {
        let place = turn % 2;
        let mut kiosk = journals[place].clone();
        kiosk.token.clone_from(&tokens[kiosk.origin.kiosk.as_str()]);
        let to = (sent[place] + step).min(kiosk.journal.len());
        let batch: Vec<PushRecord> = kiosk.journal[sent[place]..to].to_vec();
        kiosk.push_these(&venue, &batch);
        sent[place] = to;
        turn += 1;
    }
    let moved = venue.totals().days;
    venue.restart();
    [moved, venue.totals().days]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever the clocks said and in whatever order records and statements arrive, the days are the same, and a
    /// recount from what is stored comes to the same.
    #[test]
    fn arrival_order_changes_no_day(a in runs(), b in runs()) {
        let (mut first, mut second) = (
            Kiosk::new("A1", "main", String::new()),
            Kiosk::new("B1", "main", String::new()),
        );
        journal(&mut first, &a);
        journal(&mut second, &b);
        let journals = [&first, &second];
        let [straight, recounted] = arriving(journals, 100, 0);
        prop_assert_eq!(&straight, &recounted);
        for (step, turn) in [(1, 1), (2, 0), (100, 1)] {
            let [other, recounted] = arriving(journals, step, turn);
            prop_assert_eq!(&other, &straight, "by {} from {}", step, turn);
            prop_assert_eq!(&recounted, &straight);
        }
    }
}
