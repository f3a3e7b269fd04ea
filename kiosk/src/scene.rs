//! What the tests play on: the small exhibition of the fixtures, and a kiosk's data directory.

pub(crate) mod seats;

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

use journal::Journal;
use journal::clock::{Reading, TimeSource};
use shared::checkin::Direction;
use shared::time::UnixMs;
use view::Mode;

use kiosk_config::Config;
pub(crate) use kiosk_fixtures::*;

use crate::desk::Desk;

pub(crate) fn config(server: &str, direction: &str) -> Config {
    toml::from_str(&format!(
        "server = \"{server}\"\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"secret\"\ngate = \"main\"\ndirection = \"{direction}\""
    ))
    .unwrap()
}

pub(crate) fn journal(data: &Path) -> Journal {
    Journal::open(data, EXHIBITION, &kiosk("A1")).unwrap()
}

/// A desk at the gate "main" that has heard the server once.
pub(crate) fn desk(data: &Path, direction: &str) -> Desk {
    journal(data).apply_feed(&first_feed()).unwrap();
    Desk::open(data, config("http://127.0.0.1:1", direction)).unwrap()
}

/// Sets a door up, where `kiosk.toml` says the direction `configured`.
pub(crate) fn set_up(data: &Path, configured: Direction, mode: Mode) {
    let mut journal = journal(data);
    let mut tx = journal.write_tx().unwrap();
    tx.keep_mode(Mode::plain(configured), mode).unwrap();
    tx.commit().unwrap();
}

/// A clock that stands still until it is set.
pub(crate) struct Stopped(pub(crate) AtomicI64);

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
