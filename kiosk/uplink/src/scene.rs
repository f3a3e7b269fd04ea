//! A kiosk on the small exhibition of the fixtures, with a clock that stands still.

use std::sync::Arc;

use journal::clock::Clock;

pub(crate) use kiosk_fixtures::device::{Stopped, config, journal};
pub(crate) use kiosk_fixtures::*;

pub(crate) fn stopped_clock() -> Clock {
    Clock::from_source(Arc::new(Stopped(MORNING.0.into())))
}
