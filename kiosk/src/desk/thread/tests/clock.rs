//! A kiosk whose own clock is wrong.

use std::sync::Mutex;

use shared::time::UnixMs;

use super::*;
use crate::clock::{Reading, TimeSource};
use crate::uplink::News;

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
fn after_a_power_cut() -> (Stage, Arc<Hands>) {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal.apply_feed(&first_feed()).unwrap();
    journal.record(&entry(1), &stamp(MORNING)).unwrap();
    let hands = Arc::new(Hands(Mutex::new((MORNING.plus(-DAY_MS), 40_000))));
    let clock = Clock::from_source(Arc::clone(&hands) as Arc<_>);
    let data = dir.path().to_owned();
    let unused = Arc::new(Stopped(AtomicI64::new(0)));
    let stage = Stage::with_clock(dir, data, clock, unused);
    stage.until(|view| view.status.time_unsure);
    (stage, hands)
}

impl Stage {
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
