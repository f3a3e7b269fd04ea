//! A kiosk in the hall beside a session with four seats.

use std::path::Path;

pub(crate) use kiosk_fixtures::device::{SeatExchange, hall_config, hall_journal};
pub(crate) use kiosk_fixtures::seats::*;

use crate::Desk;

/// A desk in the hall.
pub(crate) fn hall_desk(data: &Path) -> Desk {
    drop(hall_journal(data));
    Desk::open(data, hall_config("http://127.0.0.1:1")).unwrap()
}
