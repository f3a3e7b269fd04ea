//! What the tests play on: the small exhibition of the fixtures, and a kiosk's data directory.

pub(crate) mod seats;

use std::path::Path;

use shared::checkin::Direction;
use view::Mode;

pub(crate) use kiosk_fixtures::device::{Stopped, config, journal};
pub(crate) use kiosk_fixtures::*;

use crate::desk::Desk;

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
