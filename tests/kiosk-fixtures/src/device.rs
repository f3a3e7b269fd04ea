//! A kiosk on the small exhibition: its configuration, its journal, and a clock that stands still.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

use journal::clock::{Reading, TimeSource};
use journal::{AllocationOutcome, Journal};
use kiosk_config::Config;
use shared::checkin::Direction;
use shared::time::UnixMs;
use view::{Mode, Role};

use crate::seats::{Counterpart, WHEEL, feed_with_seats};
use crate::{EXHIBITION, kiosk, stamp};

pub fn config(server: &str, direction: &str) -> Config {
    toml::from_str(&format!(
        "server = \"{server}\"\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"secret\"\ngate = \"main\"\ndirection = \"{direction}\""
    ))
    .unwrap()
}

pub fn journal(data: &Path) -> Journal {
    Journal::open(data, EXHIBITION, &kiosk("A1")).unwrap()
}

/// A kiosk of the hall.
pub fn hall_config(server: &str) -> Config {
    Config {
        role: Role::Hall,
        ..config(server, "in")
    }
}

/// A journal that knows of the session.
pub fn hall_journal(data: &Path) -> Journal {
    let mut journal = journal(data);
    journal.apply_feed(&feed_with_seats()).unwrap();
    journal
}

/// A kiosk's exchange of seats with the server.
pub trait SeatExchange {
    /// One exchange of a kiosk's journal with it, with so many people who wait for a seat.
    fn meet(
        &mut self,
        name: &str,
        journal: &mut Journal,
        waiting: u32,
        now: UnixMs,
    ) -> AllocationOutcome;

    /// As many exchanges as it takes until there is nothing more to say.
    fn settle(&mut self, name: &str, journal: &mut Journal, now: UnixMs) {
        for _ in 0..4 {
            if !self.meet(name, journal, 0, now).again {
                return;
            }
        }
        panic!("they never come to an end");
    }
}

impl SeatExchange for Counterpart {
    fn meet(
        &mut self,
        name: &str,
        journal: &mut Journal,
        waiting: u32,
        now: UnixMs,
    ) -> AllocationOutcome {
        let push = journal
            .report_allocations(true, Some((WHEEL, waiting)), &stamp(now))
            .unwrap();
        let reply = self.answer(name, &push, now);
        journal.apply_seats_reply(&reply, &stamp(now)).unwrap()
    }
}

/// A clock that stands still until it is set.
pub struct Stopped(pub AtomicI64);

impl TimeSource for Stopped {
    fn read(&self) -> Reading {
        let now = self.0.load(Ordering::Relaxed);
        Reading {
            device: UnixMs(now),
            boot: "b1".into(),
            mono_ms: now as u64,
        }
    }
}

/// Sets a door up, where `kiosk.toml` says the direction `configured`.
pub fn set_up(data: &Path, configured: Direction, mode: Mode) {
    let mut journal = journal(data);
    let mut tx = journal.write_tx().unwrap();
    tx.keep_mode(Mode::plain(configured), mode).unwrap();
    tx.commit().unwrap();
}
