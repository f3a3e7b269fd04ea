//! Power cuts: a kiosk is killed between any two steps, two hundred times, with the server up and down; a server is
//! killed while doors scan. Every verdict that was shown is counted exactly once.

use std::time::{Duration, Instant};

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::Value;

use crate::scanning::{Running, counted_once, stored, sync};
use crate::venue::{PATIENCE, Venue, wait_until};

const CUTS: usize = 200;

#[test]
fn the_power_goes_two_hundred_times_and_every_verdict_shown_is_counted_once() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", CUTS as u32);
    let mut random = chance();
    let mut shown: Vec<Value> = Vec::new();
    // How long this machine takes from the start of a kiosk to the second verdict: the cuts come within twice that.
    let start = Instant::now();
    let mut kiosk = Running::start(&data);
    for _ in 0..2 {
        kiosk.present(&tickets[0].digits);
        shown.push(kiosk.verdicts.recv_timeout(PATIENCE).unwrap());
    }
    shown.extend(kiosk.kill());
    let pace = 2 * start.elapsed().as_micros() as u64;
    for cut in 0..CUTS {
        if random(2) == 0 {
            venue.start_server();
        } else {
            venue.stop_server();
        }
        let mut kiosk = Running::start(&data);
        // The ticket of this cut, and one of an earlier cut once more.
        let earlier = random(cut as u64 + 1) as usize;
        kiosk.present(&tickets[cut].digits);
        kiosk.present(&tickets[earlier].digits);
        // The cut comes at once, in the middle, or after everything was shown and is being sent.
        let mut wait = Duration::from_micros(random(pace));
        while let Ok(verdict) = kiosk.verdicts.recv_timeout(wait) {
            shown.push(verdict);
            wait = Duration::from_micros(random(pace / 8));
        }
        shown.extend(kiosk.kill());
    }
    venue.start_server();
    sync(&data);
    let admitted = shown
        .iter()
        .filter(|verdict| verdict["verdict"] == "admitted")
        .count();
    assert!(
        admitted > CUTS / 4 && shown.len() > CUTS / 2,
        "the test must get somewhere: {admitted} of {}",
        shown.len()
    );
    let (entries, refusals) = counted_once(&venue, &shown);
    println!(
        "{CUTS} power cuts: {} verdicts shown, {entries} entries and {refusals} refusals counted",
        shown.len()
    );
}

#[test]
fn the_server_is_killed_twenty_times_while_two_doors_scan_and_every_verdict_is_counted_once() {
    const KILLS: usize = 20;
    /// Codes that a door is shown while the server is up, and as many again while it is being killed.
    const AT_ONCE: usize = 4;
    let mut venue = Venue::open();
    let doors = [venue.kiosk("A1", "main"), venue.kiosk("B1", "river")];
    // Each door has tickets of its own: what both admit while they are cut off is another scene's matter.
    let tickets = doors
        .each_ref()
        .map(|_| venue.tickets("visitor", (KILLS * AT_ONCE) as u32));
    venue.stop_server();
    venue.start_server_process();
    let mut kiosks = doors.each_ref().map(|data| Running::start(data));
    let mut random = chance();
    let mut shown: Vec<Value> = Vec::new();
    for kill in 0..KILLS {
        let before = stored(&venue).len();
        let mut present = |kiosks: &mut [Running; 2], codes: std::ops::Range<usize>| {
            for (kiosk, tickets) in kiosks.iter_mut().zip(&tickets) {
                for _ in codes.clone() {
                    kiosk.present(&tickets[random(((kill + 1) * AT_ONCE) as u64) as usize].digits);
                }
            }
        };
        present(&mut kiosks, 0..AT_ONCE);
        for kiosk in &kiosks {
            shown.extend((0..AT_ONCE).map(|_| kiosk.verdicts.recv_timeout(PATIENCE).unwrap()));
        }
        // Both doors are through to the server again …
        wait_until("the doors reach the server", || {
            stored(&venue).len() >= before + 2 * AT_ONCE
        });
        // … and busy sending when it goes, sooner or later.
        present(&mut kiosks, 0..AT_ONCE);
        let mut wait = Duration::from_micros(random(20_000));
        while let Ok(verdict) = kiosks[kill % 2].verdicts.recv_timeout(wait) {
            shown.push(verdict);
            wait = Duration::from_micros(random(4_000));
        }
        venue.kill_server();
        venue.start_server_process();
    }
    for kiosk in kiosks {
        shown.extend(kiosk.end());
    }
    for data in &doors {
        sync(data);
    }
    assert_eq!(
        shown.len(),
        KILLS * AT_ONCE * 4,
        "each code got its verdict"
    );
    let (entries, refusals) = counted_once(&venue, &shown);
    assert_eq!(entries + refusals, shown.len() as i64);
    println!("{KILLS} kills: {entries} entries and {refusals} refusals counted");
}

/// Chance that is the same in every run.
fn chance() -> impl FnMut(u64) -> u64 {
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    move |below| rng.next_u64() % below
}
