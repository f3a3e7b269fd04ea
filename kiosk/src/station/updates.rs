//! Updates: says that this version works, and asks for the next one's turn once nobody is disturbed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use journal::clock::Clock;
use journal::{Journal, JournalError};
use kiosk_config::Config;
use shared::catalogue::{Catalogue, GateHours};
use shared::release::Version;
use shared::time::UnixMs;
use uplink::{VERSION_VARIABLE, Versions};

use crate::watchdog::Watchdog;

/// For how long window and desk have to work until a version has come up.
const CAME_UP: Duration = Duration::from_secs(15);
/// A part that works gave a sign of life no longer ago.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);
/// How often it looks whether a version waits.
const EVERY: Duration = Duration::from_secs(5);
/// So long before a door opens, and after it closed, a kiosk is left alone, in milliseconds.
const MARGIN_MS: i64 = 20 * 60_000;

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
        let version = std::env::var(VERSION_VARIABLE).unwrap_or_default();
        let mut is_up = false;
        loop {
            thread::sleep(EVERY);
            if !is_up {
                let works = started.elapsed() >= CAME_UP && self.watchdog.is_well(SIGN_OF_LIFE);
                is_up = works && self.journal().is_ok();
                if is_up && let Err(error) = versions.came_up(&version) {
                    tell(&error);
                }
                continue;
            }
            let ready = versions.state().ready;
            let wanted = ready.is_some_and(|ready| self.is_wanted_now(&ready).unwrap_or(false));
            self.wanted.store(wanted, Ordering::Relaxed);
        }
    }

    /// Whether organisers want the version still, and at once, or else no door is open now or soon.
    fn is_wanted_now(&self, ready: &Version) -> Result<bool, JournalError> {
        let mut journal = self.journal()?;
        let known = journal.knowledge()?;
        let order = known.instructions.update.as_ref();
        let Some(order) = order.filter(|order| order.release.version == *ready) else {
            return Ok(false);
        };
        // Before the server was heard, the clock may show the hour at which the device was switched off.
        let knows_time = journal.heard_in_run(&self.clock.stamp().boot)?.is_some();
        let is_open = |catalogue: &Catalogue| is_open_around(catalogue, self.clock.now());
        let is_closed = known.catalogue.as_deref().is_none_or(|it| !is_open(it));
        Ok(order.at_once || (knows_time && is_closed))
    }

    fn journal(&self) -> Result<Journal, JournalError> {
        Journal::open(&self.data, self.config.exhibition, &self.config.kiosk)
    }
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

/// How often a window gives a sign of life where updates wait for it.
pub(super) const SIGN_OF_LIFE_DUE: Duration = Duration::from_secs(2);

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
