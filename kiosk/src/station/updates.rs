//! Updates: says that this version works, and asks for the next one's turn once nobody is disturbed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use journal::Journal;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::catalogue::{Catalogue, GateHours};
use shared::time::UnixMs;
use uplink::Versions;

use crate::commands::launch;
use crate::watchdog::Watchdog;

/// For how long window and desk have to work until a version has come up.
const CAME_UP: Duration = Duration::from_secs(15);
/// A part that works gave a sign of life no longer ago.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);
/// How often it looks.
const EVERY: Duration = Duration::from_secs(2);
/// So long before a door opens, and after it closed, a kiosk is left alone, in milliseconds.
const MARGIN_MS: i64 = 2 * 3_600_000;

/// What the thread looks at.
pub(super) struct Updates {
    pub(super) data: PathBuf,
    pub(super) config: Config,
    pub(super) clock: Clock,
    pub(super) watchdog: Watchdog,
    /// Raised when another version waits, and its time has come.
    pub(super) wanted: Arc<AtomicBool>,
}

impl Updates {
    /// Looks from now on, on a thread of its own.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(self) -> std::io::Result<()> {
        let named = thread::Builder::new().name("updates".to_owned());
        named.spawn(move || self.run()).map(drop)
    }

    fn run(&self) {
        let (started, versions) = (Instant::now(), Versions::of(&self.data));
        let mut is_up = false;
        loop {
            thread::sleep(EVERY);
            if !is_up && started.elapsed() >= CAME_UP && self.watchdog.is_well(SIGN_OF_LIFE) {
                let version = std::env::var(launch::VERSION).unwrap_or_default();
                is_up = versions.came_up(&version).inspect_err(tell).is_ok();
            }
            let waits = is_up && versions.state().ready.is_some();
            self.wanted
                .store(waits && self.has_time(), Ordering::Relaxed);
        }
    }

    /// Whether the organisers want the change at once, or no door is open now or soon.
    fn has_time(&self) -> bool {
        let journal = Journal::open(&self.data, self.config.exhibition, &self.config.kiosk);
        let Ok(known) = journal.and_then(|mut journal| journal.knowledge()) else {
            return false;
        };
        let at_once = (known.instructions.update.as_ref()).is_some_and(|order| order.at_once);
        let catalogue = known.catalogue.as_deref();
        at_once || catalogue.is_none_or(|it| !is_open_around(it, self.clock.now()))
    }
}

/// How often a window on trial is to give a sign of life; `None` for one that is not on trial.
pub(super) fn sign_of_life_due(data: &Path) -> Option<Duration> {
    let trial = Versions::of(data).state().trial;
    trial.map(|_| SIGN_OF_LIFE / 2)
}

/// Switches to the version that waits, where this one was to make way.
pub(super) fn switch(data: &Path) {
    if let Err(error) = Versions::of(data).switch() {
        tell(&error);
    }
}

fn tell(error: &std::io::Error) {
    eprintln!("kiosk: update: the versions can't be written down ({error}); check the disk");
}

/// Whether a door is open at a time, opens soon or closed a while ago.
fn is_open_around(catalogue: &Catalogue, now: UnixMs) -> bool {
    let calendar = catalogue.calendar();
    let days = catalogue.days.iter().enumerate();
    let mut hours = days.flat_map(|(index, day)| {
        let own = catalogue.gates.iter().filter_map(|gate| match &gate.hours {
            GateHours::Own(hours) => Some(hours),
            GateHours::Always | GateHours::AsTheDay => None,
        });
        let of_day = move |of: Option<u8>| of.is_none_or(|of| usize::from(of) == index);
        let own = own.flatten().filter(move |it| of_day(it.day));
        let own = own.map(|it| (it.opens, it.closes));
        let all = own.chain([(day.opens, day.closes)]);
        all.map(|(opens, closes)| (day.date, opens, closes))
    });
    hours.any(|(date, opens, closes)| {
        let opens = calendar.at(date, opens);
        let closes = calendar.at(date, closes);
        now >= opens.plus(-MARGIN_MS) && now < closes.plus(MARGIN_MS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doors_are_left_alone_from_before_they_open_until_after_they_close() {
        let catalogue: Catalogue = kiosk_fixtures::catalogue();
        let calendar = catalogue.calendar();
        let day = &catalogue.days[0];
        let (opens, closes) = (
            calendar.at(day.date, day.opens),
            calendar.at(day.date, day.closes),
        );
        for at in [
            opens.plus(-MARGIN_MS),
            opens,
            closes,
            closes.plus(MARGIN_MS - 1),
        ] {
            assert!(is_open_around(&catalogue, at));
        }
        for at in [opens.plus(-MARGIN_MS - 1), closes.plus(MARGIN_MS)] {
            assert!(!is_open_around(&catalogue, at));
        }
    }
}
