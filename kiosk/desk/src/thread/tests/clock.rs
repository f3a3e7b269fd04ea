//! A kiosk whose own clock is wrong.

use std::sync::Mutex;

use journal::clock::{Reading, TimeSource};
use shared::checkin::Reason;
use shared::ticket::{self, Claims, EntryPolicy};
use shared::time::UnixMs;
use uplink::News;
use view::LinkStatus;

use super::*;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A device's clock, and its count since power-on.
struct Hands(Mutex<(UnixMs, u64)>);

impl Hands {
    fn set(&self, device: UnixMs, mono_ms: u64) {
        *self.0.lock().unwrap() = (device, mono_ms);
    }
}

impl TimeSource for Hands {
    fn read(&self) -> Reading {
        let (device, mono_ms) = *self.0.lock().unwrap();
        Reading {
            device,
            boot: "after the power cut".into(),
            mono_ms,
        }
    }
}

/// The power failed after a visitor came in this morning; the device's clock has begun anew a day before.
fn after_a_power_cut() -> (DeskStage, Arc<Hands>) {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.apply_feed(&first_feed()).unwrap();
    journal.record(&entry(1), &stamp(MORNING)).unwrap();
    let hands = Arc::new(Hands(Mutex::new((MORNING.plus(-DAY_MS), 40_000))));
    let clock = Clock::from_source(Arc::clone(&hands) as Arc<_>);
    let data = dir.path().to_owned();
    let unused = Arc::new(Stopped(AtomicI64::new(0)));
    let stage = DeskStage::with_clock(dir, data, clock, unused);
    stage.until(|view| view.status.time_unsure);
    (stage, hands)
}

impl DeskStage {
    fn until(&self, wanted: impl Fn(&View) -> bool) {
        while !wanted(&self.handle.view()) {
            self.changes
                .recv_timeout(PATIENCE)
                .expect("the view changes");
        }
    }
}

#[test]
fn after_a_power_cut_without_a_network_time_goes_on_from_the_last_record_and_staff_are_told() {
    let (stage, hands) = after_a_power_cut();
    hands.set(MORNING.plus(-DAY_MS + 5_000), 45_000);
    stage.scan(&day_ticket(2));
    let verdict = stage.verdict_on(2);
    assert_eq!(verdict.outcome, Outcome::Admitted { again: false });
    assert_eq!(verdict.at, MORNING.plus(5_000), "not yesterday");
    // Set by hand, but still to a time that has been: nobody knows the time.
    hands.set(MORNING.plus(-DAY_MS / 2), 46_000);
    stage.handle.events().send(Event::Tick).unwrap();
    stage.scan(&day_ticket(3));
    assert_eq!(stage.verdict_on(3).at, MORNING.plus(5_000));
    assert!(stage.handle.view().status.time_unsure);
    // Set right, two hours after the last record.
    hands.set(MORNING.plus(7_200_000), 60_000);
    stage.handle.events().send(Event::Tick).unwrap();
    stage.until(|view| !view.status.time_unsure);
    stage.scan(&day_ticket(4));
    assert_eq!(stage.verdict_on(4).at, MORNING.plus(7_200_000));
}

#[test]
fn a_server_that_is_heard_again_ends_the_doubt_about_the_time() {
    let (stage, _hands) = after_a_power_cut();
    let heard = News::Link(LinkStatus::Online(MORNING));
    stage.handle.events().send(Event::Uplink(heard)).unwrap();
    stage.until(|view| !view.status.time_unsure);
}

/// A kiosk that was never on before, with a clock that has begun anew in 1970.
fn fresh_from_1970() -> (DeskStage, Arc<Hands>) {
    let dir = tempfile::tempdir().unwrap();
    journal(dir.path()).apply_feed(&first_feed()).unwrap();
    let hands = Arc::new(Hands(Mutex::new((UnixMs(9_000), 9_000))));
    let clock = Clock::from_source(Arc::clone(&hands) as Arc<_>);
    let data = dir.path().to_owned();
    let unused = Arc::new(Stopped(AtomicI64::new(0)));
    let stage = DeskStage::with_clock(dir, data, clock, unused);
    stage.until(|view| view.status.time_unsure);
    (stage, hands)
}

fn time_unknown(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Refused(refusal) => {
            refusal.reason == Reason::NeedsStaff && refusal.facts.time_unknown
        }
        _ => false,
    }
}

#[test]
fn device_from_1970_asks_for_staff_until_its_clock_is_set() {
    let (stage, hands) = fresh_from_1970();
    stage.scan(&day_ticket(1));
    assert!(time_unknown(&stage.verdict_on(1).outcome));
    // Set by hand to a time that is over: still nobody knows it.
    hands.set(MORNING.plus(-DAY_MS), 20_000);
    stage.handle.events().send(Event::Tick).unwrap();
    stage.scan(&day_ticket(2));
    assert!(time_unknown(&stage.verdict_on(2).outcome));
    hands.set(MORNING.plus(60_000), 40_000);
    stage.handle.events().send(Event::Tick).unwrap();
    stage.until(|view| !view.status.time_unsure);
    stage.scan(&day_ticket(3));
    let verdict = stage.verdict_on(3);
    assert_eq!(verdict.outcome, Outcome::Admitted { again: false });
    assert_eq!(verdict.at, MORNING.plus(60_000));
}

#[test]
fn guessed_time_refuses_nobody_for_the_time() {
    let (stage, _hands) = after_a_power_cut();
    let yesterday = Claims {
        days: 0b1,
        ..claims(7, EntryPolicy::OncePerDay)
    };
    stage.scan(&ticket::issue(&yesterday, &key()).unwrap());
    assert!(
        time_unknown(&stage.verdict_on(7).outcome),
        "it may be valid"
    );
    // The ticket that came in before the power cut: perhaps that was yesterday.
    stage.scan(&day_ticket(1));
    assert!(time_unknown(&stage.verdict_on(1).outcome));
    stage.scan("hello");
    let said = |lane: &LaneView| match lane {
        LaneView::Verdict(verdict) => verdict.ticket.is_none().then(|| verdict.outcome.clone()),
        _ => None,
    };
    let Outcome::Refused(refusal) = stage.wait_for(said) else {
        panic!("it was admitted");
    };
    assert_eq!(refusal.reason, Reason::Malformed);
}
