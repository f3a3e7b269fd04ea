//! The running uplink: starts and ends the threads that carry out what was planned.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use journal::clock::Clock;
use journal::{Journal, JournalError};
use kiosk_config::Config;
use view::Status;

use super::addresses::ServerAddresses;
use super::courier::Courier;
use super::device;
use super::error::UplinkError;
use super::link::{Link, Side};
use super::media::MediaCourier;
use super::offset::OffsetEstimate;
use super::plan::Line;
use super::seats::SeatsThread;
use super::sides::{SubmissionLine, Thread};
use super::{News, Report, SeatsWanted};

/// How long the end may take. What is under way then is left to itself: it can't do harm, since the
/// journal takes an answer in whole or not at all.
const END_PATIENCE: Duration = Duration::from_millis(500);

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
    let its_link = Arc::clone(&link);
    let addresses = ServerAddresses::searching(data, config, move || its_link.hurry());
    let sender = Courier::new(data, config, clock, &offset, &addresses)?;
    let listener = Courier::new(data, config, clock, &offset, &addresses)?;
    let mut seats = SeatsThread {
        courier: Courier::new(data, config, clock, &offset, &addresses)?,
        link: Arc::clone(&link),
        role: config.role,
        line: Line::default(),
        started: Instant::now(),
    };
    for (side, courier, name) in [
        (Side::Sending, sender, "uplink-send"),
        (Side::Listening, listener, "uplink-listen"),
    ] {
        let mut thread = Thread {
            courier,
            link: Arc::clone(&link),
            clock: clock.clone(),
            side,
            line: Line::default(),
            submissions: SubmissionLine::default(),
            started: Instant::now(),
        };
        spawn(name, &link, side, move || thread.run());
    }
    let media = MediaCourier::new(data, config, &addresses)?;
    let its_link = Arc::clone(&link);
    spawn("uplink-media", &link, Side::Sending, move || {
        media.run(&its_link);
    });
    spawn("uplink-seats", &link, Side::Sending, move || seats.run());
    let journal = Journal::open(data, config.exhibition, &config.kiosk)?;
    if journal.is_large()? {
        let its_link = Arc::clone(&link);
        spawn("look-over", &link, Side::Sending, move || {
            look_over(journal, &its_link);
        });
    }
    Ok(Uplink { link })
}

/// Looks over a journal beside everything else. What else fails, others meet too.
fn look_over(mut journal: Journal, link: &Link) {
    if let Err(JournalError::Damaged(what)) = journal.look_over() {
        link.tell_news(News::Damaged(what));
    }
}

/// Starts a thread; where there is none to be had, that is what is wrong with this side of the line.
fn spawn(name: &str, link: &Link, side: Side, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(work) {
        let why = format!("a part of the kiosk could not be started: {error}; restart the device");
        link.failed(side, why);
    }
}

impl Uplink {
    /// The kiosk's allocations of seats have changed: tell the server now. While seats are `wanted`, it is asked again
    /// every second.
    pub fn wake_for_seats(&self, wanted: Option<SeatsWanted>) {
        self.link.call_for_seats(wanted);
    }

    /// Tells the server with the next sign of life how scanners and sound are doing, and what the kiosk follows.
    pub fn tell_parts(&self, status: &Status, rehearsal: bool) {
        self.link.set_parts(device::parts(status, rehearsal));
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
