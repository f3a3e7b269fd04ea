//! Carries out one step: asks the journal, speaks with the server, tells the journal.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use shared::ids::Incarnation;
use shared::protocol::MAX_BODY_BYTES;
use shared::protocol::v1::{FeedQuery, FeedReply, Push};
use shared::time::UnixMs;

use super::client::{Client, UplinkError};
use super::offset::{Exchange, OffsetEstimate};
use super::plan::Step;
use crate::clock::{Clock, Reading};
use crate::config::Config;
use crate::journal::{Acknowledged, Applied, Journal, Outbox, RECOUNT_STEP};

/// Room for what stands around the records of a batch, in bytes.
const ENVELOPE: usize = 4_096;
/// A scan is stamped before it is committed. No scan takes longer than this, in milliseconds, so
/// what is complete now is complete up to this long ago.
const IN_FLIGHT_MS: i64 = 2_000;
/// An offset that changed by less, in milliseconds, is not worth a write to the disk.
const WORTH_KEEPING_MS: i64 = 20;

/// One thread's way to the journal and the server.
pub(super) struct Courier {
    client: Client,
    journal: Journal,
    clock: Clock,
    offset: Arc<Mutex<OffsetEstimate>>,
}

/// A question for news and its answer.
pub(super) struct Fetched {
    query: FeedQuery,
    reply: FeedReply,
}

/// What a feed answer brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pulled {
    pub(super) applied: Applied,
    /// More is there at once.
    pub(super) more: bool,
    /// The cursor moved.
    pub(super) moved: bool,
}

impl Courier {
    pub(super) fn new(
        data: &Path,
        config: &Config,
        clock: &Clock,
        offset: &Arc<Mutex<OffsetEstimate>>,
    ) -> Result<Self, UplinkError> {
        Ok(Self {
            client: Client::new(config.clone()),
            journal: Journal::open(data, config.exhibition, &config.kiosk)?,
            clock: clock.clone(),
            offset: Arc::clone(offset),
        })
    }

    pub(super) fn outbox(&mut self) -> Result<Outbox, UplinkError> {
        Ok(self.journal.outbox()?)
    }

    /// Brings the journal's log home, so that the desk never has to.
    pub(super) fn tidy(&self) -> Result<(), UplinkError> {
        Ok(self.journal.checkpoint()?)
    }

    /// Sends what the step says. `None` when the step was to wait.
    pub(super) fn push(&mut self, step: Step) -> Result<Option<Acknowledged>, UplinkError> {
        let (incarnation, after, count) = match step {
            Step::Push {
                incarnation,
                after,
                count,
            } => (incarnation, after, count),
            Step::Heartbeat(incarnation) => (incarnation, 0, 0),
            Step::Wait(_) => return Ok(None),
        };
        let (push, last) = self.pack(incarnation, after, count)?;
        let sent = self.clock.read();
        let reply = self.client.push(&push)?;
        self.observe(sent, reply.server_time_ms)?;
        let done = self.journal.apply_push(incarnation, last, &reply)?;
        if last > 0 && !done.progress {
            // Sent again at once, it would be the same again, without end.
            return Err(self.client.no_progress());
        }
        Ok(Some(done))
    }

    /// Asks for news, which the server may wait for.
    pub(super) fn pull(&mut self, wait_s: u64) -> Result<Pulled, UplinkError> {
        let fetched = self.fetch(wait_s)?;
        self.take_in(&fetched)
    }

    /// Asks for news, and has nothing in the journal yet.
    pub(super) fn fetch(&mut self, wait_s: u64) -> Result<Fetched, UplinkError> {
        let mut query = self.journal.feed_query()?;
        query.wait_s = wait_s;
        let sent = self.clock.read();
        let reply = self.client.feed(&query)?;
        if wait_s == 0 {
            // An answer that was held back says nothing about the clocks.
            self.observe(sent, reply.server_time_ms)?;
        }
        Ok(Fetched { query, reply })
    }

    /// Takes news into the journal.
    pub(super) fn take_in(&mut self, fetched: &Fetched) -> Result<Pulled, UplinkError> {
        let Fetched { query, reply } = fetched;
        Ok(Pulled {
            applied: self.journal.apply_feed(reply)?,
            more: reply.more,
            moved: (&query.epoch, query.after) != (&reply.epoch, reply.next),
        })
    }

    /// Goes on counting anew who is inside, where new rules ask for it, by a step that no scan
    /// notices; `true` when nothing is left to count.
    pub(super) fn recount(&mut self) -> Result<bool, UplinkError> {
        Ok(self.journal.recount(RECOUNT_STEP)?)
    }

    /// The batch, and the number of its last record.
    fn pack(
        &mut self,
        incarnation: Incarnation,
        after: u64,
        count: usize,
    ) -> Result<(Push, u64), UplinkError> {
        // Read before the records are: a scan that comes in between is not claimed to be included.
        let now = self.clock.now();
        let batch = self
            .journal
            .batch(incarnation, after, count, MAX_BODY_BYTES - ENVELOPE)?;
        let last = batch.records.last().map_or(0, |record| record.seq);
        let push = Push {
            exhibition: batch.origin.exhibition,
            kiosk: batch.origin.kiosk,
            incarnation,
            complete_to_ms: (batch.waiting == 0).then(|| now.plus(-IN_FLIGHT_MS)),
            waiting: batch.waiting,
            records: batch.records,
        };
        Ok((push, last))
    }

    fn observe(&mut self, sent: Reading, server: UnixMs) -> Result<(), UplinkError> {
        let exchange = Exchange {
            sent,
            received: self.clock.read(),
            server,
        };
        let mut estimate = self.offset.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(offset_ms) = estimate.observe(&exchange) else {
            return Ok(());
        };
        drop(estimate);
        self.clock.set_offset_ms(offset_ms);
        if (self.journal.clock_offset_ms()? - offset_ms).abs() >= WORTH_KEEPING_MS {
            self.journal.keep_clock_offset_ms(offset_ms)?;
        }
        Ok(())
    }
}
