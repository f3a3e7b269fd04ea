//! Seats in sessions: a thread that tells the server of the kiosk's allocations every few seconds, and every second while
//! someone waits.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use journal::AllocationOutcome;
use journal::clock::Clock;
use kiosk_config::Config;
use view::Role;

use super::addresses::ServerAddresses;
use super::courier::{Courier, gives_seats};
use super::error::UplinkError;
use super::link::Link;
use super::offset::OffsetEstimate;
use super::plan::Line;
use super::sides::random;
use super::{News, SeatsWanted};

/// How often a kiosk that gives out seats reports: what another kiosk is in need of, it returns as soon.
const EVERY: Duration = Duration::from_secs(4);
/// The same while someone waits in front of it.
const EVERY_WHILE_WAITING: Duration = Duration::from_secs(1);
/// How often a kiosk that gives out none says so.
const EVERY_WITHOUT: Duration = Duration::from_mins(1);
/// How many reports may follow each other at once: one for the time, one for the epoch, one for the allocation.
const AT_ONCE: u32 = 3;

/// Tells the server of the kiosk's allocations once, and takes in its answer. `wanted` is what someone waits for.
///
/// # Errors
/// [`UplinkError`] when the exchange fails. What was given out stays given out.
pub fn exchange_seats(
    data: &Path,
    config: &Config,
    clock: &Clock,
    wanted: Option<&SeatsWanted>,
) -> Result<AllocationOutcome, UplinkError> {
    let offset = Arc::new(Mutex::new(OffsetEstimate::default()));
    let addresses = ServerAddresses::new(data, config);
    let mut courier = Courier::new(data, config, clock, &offset, &addresses)?;
    let reply = courier.report_allocations(wanted)?;
    courier.apply_seats_reply(&reply)
}

/// The thread.
pub(super) struct SeatsThread {
    pub(super) courier: Courier,
    pub(super) link: Arc<Link>,
    pub(super) role: Role,
    pub(super) line: Line,
    pub(super) started: Instant,
}

impl SeatsThread {
    /// Runs until the uplink is stopped. The other two threads meet the line's errors too, and report them.
    pub(super) fn run(&mut self) {
        let mut at_once = 0;
        while !self.link.stopping() {
            let (calls, recoveries) = (self.link.seats_calls(), self.link.recoveries());
            let now = self.now();
            if let Some(until) = self.line.closed_until(now) {
                let left = Duration::from_millis(until.saturating_sub(now));
                // A visitor who waits can't make a line that is down come back sooner.
                self.link.pause_seats(None, recoveries, left);
                if self.link.recoveries() != recoveries {
                    self.line.hurry(self.now());
                }
                continue;
            }
            let wanted = self.link.seats_wanted();
            match self.exchange(wanted.as_ref()) {
                Ok(None) => break,
                Ok(Some(heard)) => {
                    self.line.succeeded(self.now());
                    if heard.changed || wanted.is_some() {
                        self.link.tell_news(News::Seats);
                    }
                    at_once = if heard.again { at_once + 1 } else { 0 };
                    if at_once == 0 || at_once > AT_ONCE {
                        at_once = 0;
                        let pause = self.every(wanted.is_some());
                        self.link.pause_seats(Some(calls), recoveries, pause);
                    }
                }
                Err(error) => {
                    let retry_after_ms = match error {
                        UplinkError::Refused { retry_after_ms, .. } => retry_after_ms,
                        _ => None,
                    };
                    self.line.failed(self.now(), retry_after_ms, random());
                }
            }
        }
    }

    /// One exchange; `None` when the uplink was stopped meanwhile: then the answer is left alone.
    fn exchange(
        &mut self,
        wanted: Option<&SeatsWanted>,
    ) -> Result<Option<AllocationOutcome>, UplinkError> {
        let reply = self.courier.report_allocations(wanted)?;
        let link = Arc::clone(&self.link);
        let _taking_in = link.taking_in();
        if link.stopping() {
            return Ok(None);
        }
        self.courier.apply_seats_reply(&reply).map(Some)
    }

    fn every(&self, waiting: bool) -> Duration {
        match (gives_seats(self.role), waiting) {
            (false, _) => EVERY_WITHOUT,
            (true, true) => EVERY_WHILE_WAITING,
            (true, false) => EVERY,
        }
    }

    fn now(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }
}
