//! The kiosk's side of the protocol without the line: what to ask, and what an answer changes in the journal.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use journal::clock::{Clock, Reading};
use journal::{
    Acknowledged, AllocationOutcome, Applied, Journal, JournalError, Outbox, PATIENCE,
    TICKET_LIST_STEP,
};
use kiosk_config::Config;
use shared::ids::Incarnation;
use shared::protocol::MAX_BODY_BYTES;
use shared::protocol::v1::{
    FeedQuery, FeedReply, Push, PushReply, SeatsPush, SeatsReply, TicketListQuery, TicketListReply,
    list_epoch,
};
use shared::time::UnixMs;

use super::SeatsWanted;
use super::ask::{Ask, Told, ask, lacks};
use super::offset::{Exchange, Observed, OffsetEstimate};
use super::plan::Step;

/// Room for what stands around the records of a batch, in bytes.
const ENVELOPE: usize = 4_096;
/// A scan is stamped before it is committed, and may wait for another thread's commit in between. No scan takes longer
/// than this, in milliseconds, so what is complete now is complete up to this long ago.
const IN_FLIGHT_MS: i64 = PATIENCE.as_millis() as i64 + 1_000;
/// An offset that changed by less, in milliseconds, is not worth a write to the disk.
const WORTH_KEEPING_MS: i64 = 20;
/// The pause between two steps of what takes long: a desk that waits to write looks every few
/// milliseconds, and must find the journal free.
pub(super) const BREATH: Duration = Duration::from_millis(10);

/// What one thread of the uplink knows. Requests are made by it and answers taken in; who carries them is left open.
pub struct SyncState {
    pub(super) journal: Journal,
    pub(super) clock: Clock,
    offset: Arc<Mutex<OffsetEstimate>>,
    /// What the server said of itself last.
    told: Option<Told>,
    /// The last question was for a page of the register.
    paged: bool,
    /// The server's time and this kiosk's, where the server's clock jumped.
    jumped: Option<(UnixMs, UnixMs)>,
}

/// A batch on its way.
#[derive(Debug)]
pub struct PendingPush {
    /// The batch.
    pub push: Push,
    /// The number of its last record, 0 for a sign of life.
    pub last: u64,
    sent: Reading,
}

/// A question for news on its way.
#[derive(Debug)]
pub struct PendingFeed {
    /// The question.
    pub query: FeedQuery,
    sent: Reading,
}

/// What an answer brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulled {
    /// What it changed.
    pub applied: Applied,
    /// Tickets that were told, whether or not they were known.
    pub tickets: usize,
    /// The cursor moved.
    pub moved: bool,
    /// More is there at once, of news or of tickets.
    pub more: bool,
}

impl SyncState {
    /// Opens the journal of a kiosk's data directory.
    ///
    /// # Errors
    /// [`JournalError`] when it can't be used.
    pub fn open(
        data: &Path,
        config: &Config,
        clock: &Clock,
        offset: &Arc<Mutex<OffsetEstimate>>,
    ) -> Result<Self, JournalError> {
        Ok(Self {
            journal: Journal::open(data, config.exhibition, &config.kiosk)?,
            clock: clock.clone(),
            offset: Arc::clone(offset),
            told: None,
            paged: false,
            jumped: None,
        })
    }

    /// Returns what waits to be sent.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn outbox(&mut self) -> Result<Outbox, JournalError> {
        self.journal.outbox()
    }

    /// Returns what a step sends; `None` when the step is to wait.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn prepare_push(&mut self, step: Step) -> Result<Option<PendingPush>, JournalError> {
        let (incarnation, after, count) = match step {
            Step::Push {
                incarnation,
                after,
                count,
            } => (incarnation, after, count),
            Step::Heartbeat(incarnation) => (incarnation, 0, 0),
            Step::Wait(_) => return Ok(None),
        };
        let push = self.pack(incarnation, after, count)?;
        Ok(Some(PendingPush {
            last: push.records.last().map_or(0, |record| record.seq),
            push,
            sent: self.clock.read(),
        }))
    }

    /// Takes in the answer to a batch.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to; then the batch is sent again.
    pub fn apply_push(
        &mut self,
        pending: &PendingPush,
        reply: &PushReply,
    ) -> Result<Acknowledged, JournalError> {
        self.observe(&pending.sent, reply.server_time_ms)?;
        let incarnation = pending.push.incarnation;
        self.journal.apply_push(incarnation, pending.last, reply)
    }

    /// Wipes a kiosk that the server says was taken out of service; `false` when that was done before.
    ///
    /// # Errors
    /// [`JournalError`] when something can't be deleted.
    pub fn wipe(&mut self) -> Result<bool, JournalError> {
        // The ticket list is not fetched again.
        self.told = None;
        self.journal.wipe()
    }

    /// Returns whether the kiosk was wiped.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn is_wiped(&self) -> Result<bool, JournalError> {
        self.journal.is_wiped()
    }

    /// Returns what to ask the server for next.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn next(&self) -> Result<Ask, JournalError> {
        let ticket_list = self.journal.ticket_list_mark()?;
        Ok(ask(self.told.as_ref(), &ticket_list, self.paged))
    }

    /// Returns the question for news, which the server may hold for so many seconds.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn prepare_feed(&mut self, wait_s: u64) -> Result<PendingFeed, JournalError> {
        self.paged = false;
        let mut query = self.journal.feed_query()?;
        query.wait_s = wait_s;
        query.ticket_list = self.told.as_ref().and_then(|told| told.ticket_list);
        let sent = self.clock.read();
        Ok(PendingFeed { query, sent })
    }

    /// Takes in when news came, and what time it was by the server.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn hear_feed(
        &mut self,
        pending: &PendingFeed,
        reply: &FeedReply,
    ) -> Result<(), JournalError> {
        if pending.query.wait_s > 0 {
            // An answer that was held back says nothing about the clocks.
            return Ok(());
        }
        self.observe(&pending.sent, reply.server_time_ms)
    }

    /// Takes news into the journal.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn apply_feed(
        &mut self,
        query: &FeedQuery,
        reply: &FeedReply,
    ) -> Result<Pulled, JournalError> {
        let moved = (&query.epoch, query.after) != (&reply.epoch, reply.next);
        self.told = Some(Told {
            list_epoch: list_epoch(&reply.epoch, reply.code_key.is_some()),
            keyed: reply.code_key.is_some(),
            // More that the cursor never comes to would be asked for without end.
            more: reply.more && moved,
            ticket_list: reply.ticket_list,
        });
        let applied = self.journal.apply_feed_after(query.after, reply)?;
        self.pulled(applied, 0, moved)
    }

    /// Notes that a page of the ticket list was asked for.
    pub fn note_page(&mut self) {
        self.paged = true;
    }

    /// Takes a page of the ticket list into the journal.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn apply_page(
        &mut self,
        query: &TicketListQuery,
        page: &TicketListReply,
    ) -> Result<Pulled, JournalError> {
        let before = self.journal.ticket_list_mark()?;
        let breathe = || std::thread::sleep(BREATH);
        self.journal
            .apply_ticket_list(query, page, TICKET_LIST_STEP, breathe)?;
        let moved = self.journal.ticket_list_mark()? != before;
        self.pulled(Applied::default(), page.tickets.len(), moved)
    }

    /// Returns the report of the kiosk's seats, and when it leaves.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn report_seats(
        &mut self,
        gives: bool,
        wanted: Option<&SeatsWanted>,
    ) -> Result<(SeatsPush, Reading), JournalError> {
        let waiting = wanted.map(|it| (it.session.as_str(), u32::from(it.people)));
        let stamp = self.clock.stamp();
        let push = self.journal.report_allocations(gives, waiting, &stamp)?;
        Ok((push, self.clock.read()))
    }

    /// Takes what the server says of the seats into the journal.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn apply_seats(&mut self, reply: &SeatsReply) -> Result<AllocationOutcome, JournalError> {
        self.journal.apply_seats_reply(reply, &self.clock.stamp())
    }

    /// Returns the server's time and this kiosk's, where the server's clock jumped in the last exchange that measured it.
    #[must_use]
    pub fn clock_jump(&self) -> Option<(UnixMs, UnixMs)> {
        self.jumped
    }

    /// Takes in an exchange as a measure of the clocks.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn observe(&mut self, sent: &Reading, server: UnixMs) -> Result<(), JournalError> {
        let exchange = Exchange {
            sent: sent.clone(),
            received: self.clock.read(),
            server,
        };
        let mut estimate = self.offset.lock().unwrap_or_else(PoisonError::into_inner);
        let observed = estimate.observe(&exchange);
        self.jumped = matches!(observed, Observed::Jumped(_)).then(|| (server, self.clock.now()));
        let Observed::Offset(offset_ms) = observed else {
            return Ok(());
        };
        self.clock.set_offset_ms(offset_ms);
        self.journal.hear_time(&self.clock.stamp())?;
        if (self.journal.clock_offset_ms()? - offset_ms).abs() >= WORTH_KEEPING_MS {
            self.journal.keep_clock_offset_ms(offset_ms)?;
        }
        // A thread that learns nothing new goes on once the journal has what another has learnt.
        drop(estimate);
        Ok(())
    }

    fn pulled(
        &self,
        applied: Applied,
        tickets: usize,
        moved: bool,
    ) -> Result<Pulled, JournalError> {
        let ticket_list = self.journal.ticket_list_mark()?;
        let lacks_more = |told: &Told| told.more || lacks(told, &ticket_list);
        Ok(Pulled {
            applied,
            tickets,
            moved,
            more: self.told.as_ref().is_some_and(lacks_more),
        })
    }

    fn pack(
        &mut self,
        incarnation: Incarnation,
        after: u64,
        count: usize,
    ) -> Result<Push, JournalError> {
        // Read before the records are: a scan that comes in between is not claimed to be included.
        let now = self.clock.now();
        let batch = self
            .journal
            .batch(incarnation, after, count, MAX_BODY_BYTES - ENVELOPE)?;
        Ok(Push {
            exhibition: batch.origin.exhibition,
            kiosk: batch.origin.kiosk,
            incarnation,
            complete_to_ms: (batch.waiting == 0).then(|| now.plus(-IN_FLIGHT_MS)),
            waiting: batch.waiting,
            known_pins: Vec::new(),
            device: None,
            after: batch.after,
            known: Some(batch.known),
            records: batch.records,
        })
    }
}
