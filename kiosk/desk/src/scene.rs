//! What the tests play on: the small exhibition of the fixtures, and a kiosk's data directory.

pub(crate) mod seats;

use std::path::Path;

pub(crate) use kiosk_fixtures::device::{Stopped, config, journal, set_up};
pub(crate) use kiosk_fixtures::*;

use crate::Desk;

/// A desk at the gate "main" that has heard the server once.
pub(crate) fn desk(data: &Path, direction: &str) -> Desk {
    journal(data).apply_feed(&first_feed()).unwrap();
    Desk::open(data, config("http://127.0.0.1:1", direction)).unwrap()
}
