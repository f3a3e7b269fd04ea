//! A kiosk on the small exhibition of the fixtures, with its journal and a clock that stands still.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use journal::Journal;
use journal::clock::{Clock, Reading, TimeSource};
use kiosk_config::Config;
use shared::time::UnixMs;

pub(crate) use kiosk_fixtures::*;

pub(crate) fn config(server: &str, direction: &str) -> Config {
    toml::from_str(&format!(
        "server = \"{server}\"\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"secret\"\ngate = \"main\"\ndirection = \"{direction}\""
    ))
    .unwrap()
}

pub(crate) fn journal(data: &Path) -> Journal {
    Journal::open(data, EXHIBITION, &kiosk("A1")).unwrap()
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

pub(crate) fn stopped_clock() -> Clock {
    Clock::from_source(Arc::new(Stopped(AtomicI64::new(MORNING.0))))
}
