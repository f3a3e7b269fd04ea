//! The threads that carry out what was planned.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::ask::Ask;
use super::client::UplinkError;
use super::courier::Courier;
use super::link::{Link, Side};
use super::media::MediaCourier;
use super::offset::OffsetEstimate;
use super::places::PlacesThread;
use super::plan::{Line, Step, plan};
use super::{News, PlacesWanted, Report};
use crate::clock::Clock;
use crate::config::Config;

/// How long the server may hold a question for news, in seconds: shorter than the patience of the
/// routers in between.
const HOLD_S: u64 = 20;
/// How long the end may take. What is under way then is left to itself: it can't do harm, since the
/// journal takes an answer in whole or not at all.
const END_PATIENCE: Duration = Duration::from_millis(500);
/// After how many records the journal's log is brought home.
const TIDY_AFTER: u64 = 250;
/// An answer that took longer than this was held by the server, in milliseconds.
const HELD_MS: u64 = 500;

/// A running uplink. Dropped, it ends as with [`Uplink::stop`].
pub struct Uplink {
    link: Arc<Link>,
}

/// Starts sending and listening.
///
/// # Errors
/// [`UplinkError::Journal`] when the journal can't be opened.
pub fn start(
    data: &Path,
    config: &Config,
    clock: &Clock,
    report: Report,
) -> Result<Uplink, UplinkError> {
    let link = Arc::new(Link::new(report));
    let offset = Arc::new(Mutex::new(OffsetEstimate::default()));
    let sender = Courier::new(data, config, clock, &offset)?;
    let listener = Courier::new(data, config, clock, &offset)?;
    let mut places = PlacesThread {
        courier: Courier::new(data, config, clock, &offset)?,
        link: Arc::clone(&link),
        role: config.role,
        line: Line::default(),
        started: Instant::now(),
    };
    let threads = [(Side::Sending, sender), (Side::Listening, listener)];
    for (side, courier) in threads {
        let mut thread = Thread {
            courier,
            link: Arc::clone(&link),
            clock: clock.clone(),
            side,
            line: Line::default(),
            letters: Line::default(),
            started: Instant::now(),
        };
        let name = match side {
            Side::Sending => "uplink-send",
            Side::Listening => "uplink-listen",
        };
        let spawned = thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || match side {
                Side::Sending => thread.send(),
                Side::Listening => thread.listen(),
            });
        if let Err(error) = spawned {
            link.failed(side, not_started(&error));
        }
    }
    let media = MediaCourier::new(data, config)?;
    let its_link = Arc::clone(&link);
    let spawned = thread::Builder::new()
        .name("uplink-media".to_owned())
        .spawn(move || media.run(&its_link));
    if let Err(error) = spawned {
        link.failed(Side::Sending, not_started(&error));
    }
    let spawned = thread::Builder::new()
        .name("uplink-places".to_owned())
        .spawn(move || places.run());
    if let Err(error) = spawned {
        link.failed(Side::Sending, not_started(&error));
    }
    Ok(Uplink { link })
}

fn not_started(error: &std::io::Error) -> String {
    format!("a part of the kiosk could not be started: {error}; restart the device")
}

impl Uplink {
    /// The kiosk's shares of places have changed: tell the server now. While places are `wanted`, it is asked again
    /// every second.
    pub fn wake_for_places(&self, wanted: Option<PlacesWanted>) {
        self.link.call_for_places(wanted);
    }

    /// Something was recorded: send it now.
    pub fn wake(&self) {
        self.link.call();
    }

    /// Waits until all news was fetched for the first time, but no longer than `at_most`, and not
    /// at all once the server is found not to answer. `true` when it was fetched.
    #[must_use]
    pub fn wait_for_news(&self, at_most: Duration) -> bool {
        self.link.wait_caught_up(at_most)
    }

    /// Waits until everything recorded so far is on the server, but no longer than `at_most`, and
    /// not at all once the server is found not to answer. `true` when everything is there.
    #[must_use]
    pub fn wait_until_sent(&self, at_most: Duration) -> bool {
        self.link.wait_sent(at_most)
    }

    /// Ends the uplink, quickly even while the server holds a question. Nothing from the server is
    /// taken into the journal after this.
    pub fn stop(&self) {
        self.link.stop();
        drop(self.link.taking_in());
        self.link.wait_sender_ended(END_PATIENCE);
    }
}

impl Drop for Uplink {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Thread {
    courier: Courier,
    link: Arc<Link>,
    clock: Clock,
    side: Side,
    line: Line,
    /// How the line has been for letters alone: a server that does not know of them must still get the records.
    letters: Line,
    started: Instant,
}

impl Thread {
    fn send(&mut self) {
        let mut told = None;
        let mut tidied = 0;
        while !self.link.stopping() {
            let (calls, recoveries) = (self.link.calls(), self.link.recoveries());
            if calls - tidied >= TIDY_AFTER {
                tidied = calls;
                // Should it fail, the desk brings the log home itself, or meets the same trouble.
                let _ = self.courier.tidy();
            }
            let now = self.now();
            let step = match self.courier.outbox() {
                Ok(outbox) => {
                    if told != Some(outbox.waiting) {
                        told = Some(outbox.waiting);
                        self.link.tell_news(News::Waiting(outbox.waiting));
                    }
                    if outbox.waiting == 0 && self.link.calls() == calls {
                        self.link.sent_up_to(calls);
                    }
                    plan(&outbox, &self.line, now)
                }
                Err(error) => {
                    self.failed(&error);
                    Step::Wait(self.line.closed_until(now).unwrap_or(now))
                }
            };
            let until = match step {
                Step::Push { .. } => None,
                Step::Heartbeat(_) | Step::Wait(_) => self.send_letters(now),
            };
            if let Step::Wait(next) = step {
                self.pause(
                    until.map_or(next, |until| next.min(until)),
                    calls,
                    recoveries,
                );
                continue;
            }
            match self.courier.push(step) {
                Ok(_) => self.succeeded(),
                Err(error) => {
                    if matches!(error, UplinkError::TooLarge { .. }) {
                        self.line.too_large();
                    }
                    self.failed(&error);
                }
            }
        }
        self.link.sender_ended();
    }

    /// Hands in letters, if any wait and the line is open; answers with when to try again, if there is a reason to.
    fn send_letters(&mut self, now: u64) -> Option<u64> {
        if self.line.closed_until(now).is_some() {
            return None;
        }
        if let Some(until) = self.letters.closed_until(now) {
            return Some(until);
        }
        match self.courier.send_letters() {
            Ok(0) => None,
            Ok(_) => {
                self.letters.succeeded(now);
                // There may be more of them.
                Some(now)
            }
            Err(_) => {
                // Whatever is wrong with the line, records meet it too and say so; only they may be told about.
                self.letters.failed(now, None, random());
                self.letters.closed_until(now)
            }
        }
    }

    fn listen(&mut self) {
        while !self.link.stopping() {
            self.count_anew();
            let (calls, recoveries) = (self.link.calls(), self.link.recoveries());
            let asked = self.now();
            if let Some(until) = self.line.closed_until(asked) {
                self.pause(until, calls, recoveries);
                continue;
            }
            let fetched = self.courier.next().and_then(|next| {
                let fetched = self.courier.fetch(&next, HOLD_S)?;
                Ok((next, fetched))
            });
            // News that comes in after the end is left alone: whoever ended the uplink may rely on
            // the journal learning nothing more.
            let link = Arc::clone(&self.link);
            let _taking_in = link.taking_in();
            if link.stopping() {
                break;
            }
            let taken = fetched.and_then(|(next, fetched)| {
                let pulled = self.courier.take_in(&fetched)?;
                Ok((next, pulled))
            });
            match taken {
                Ok((next, pulled)) => {
                    self.succeeded();
                    if pulled.applied.knowledge {
                        self.link.learnt();
                    }
                    if pulled.applied.knowledge || pulled.applied.passages > 0 {
                        self.link.tell_news(News::Learnt);
                    }
                    let held = self.now() - asked > HELD_MS;
                    let empty_handed = match next {
                        Ask::Register(_) => !pulled.moved,
                        Ask::News { wait } => wait && !pulled.moved && !pulled.more,
                    };
                    if empty_handed && !held {
                        self.line.idle(self.now());
                    }
                    if !pulled.more {
                        self.link.caught_up();
                    }
                }
                Err(error) => self.failed(&error),
            }
        }
    }

    /// Under new rules, who is inside is counted anew here, where nobody waits for it.
    fn count_anew(&mut self) {
        // Should it fail, whatever comes next meets the same trouble and says so.
        while !self.link.stopping() && matches!(self.courier.recount(), Ok(false)) {}
    }

    fn succeeded(&mut self) {
        let recovered = self.line.succeeded(self.now());
        self.link.succeeded(self.side, self.clock.now(), recovered);
    }

    fn failed(&mut self, error: &UplinkError) {
        let retry_after_ms = match error {
            UplinkError::Refused { retry_after_ms, .. } => *retry_after_ms,
            _ => None,
        };
        self.line.failed(self.now(), retry_after_ms, random());
        self.link.failed(self.side, error.to_string());
    }

    /// Waits, but goes on at once when the other thread has just reached the server again.
    fn pause(&mut self, until: u64, calls: u64, recoveries: u64) {
        // The listener has no use for calls to send.
        let calls = match self.side {
            Side::Sending => Some(calls),
            Side::Listening => None,
        };
        let left = Duration::from_millis(until.saturating_sub(self.now()));
        self.link.pause(calls, recoveries, left);
        if self.link.recoveries() != recoveries {
            self.line.hurry(self.now());
        }
    }

    fn now(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }
}

/// From 0 to 1. Without a random generator every kiosk waits its full time, which is safe.
pub(super) fn random() -> f64 {
    getrandom::u32().map_or(1.0, |number| f64::from(number) / f64::from(u32::MAX))
}
