//! Carries out one step: asks the journal, speaks with the server, tells the journal.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use shared::ids::{ExhibitionId, Incarnation};
use shared::protocol::MAX_BODY_BYTES;
use shared::protocol::v1::{
    FeedQuery, FeedReply, Push, SeatsReply, SubmissionsPush, TicketListQuery, TicketListReply,
    list_epoch,
};
use shared::time::UnixMs;

use super::ask::{Ask, Told, ask, lacks};
use super::client::Client;
use super::error::UplinkError;
use super::offset::{Exchange, Observed, OffsetEstimate};
use super::plan::Step;
use super::{PlacesWanted, gives_places};
use crate::clock::{Clock, Reading};
use crate::config::Config;
use crate::journal::{
    Acknowledged, AllocationOutcome, Applied, Journal, Outbox, PATIENCE, RECOUNT_STEP,
    SUBMISSIONS_FILE, SubmissionStore, TICKET_LIST_STEP,
};

/// Room for what stands around the records of a batch, in bytes.
const ENVELOPE: usize = 4_096;
/// A scan is stamped before it is committed, and may wait for another thread's commit in between. No scan takes longer
/// than this, in milliseconds, so what is complete now is complete up to this long ago.
const IN_FLIGHT_MS: i64 = PATIENCE.as_millis() as i64 + 1_000;
/// An offset that changed by less, in milliseconds, is not worth a write to the disk.
const WORTH_KEEPING_MS: i64 = 20;
/// The most submissions that are handed in at once.
const LETTERS_AT_ONCE: usize = 100;
/// The pause between two steps of what takes long: a desk that waits to write looks every few
/// milliseconds, and must find the journal free.
const BREATH: Duration = Duration::from_millis(10);

/// One thread's way to the journal and the server.
pub(super) struct Courier {
    client: Client,
    journal: Journal,
    exhibition: ExhibitionId,
    /// Opened when there is a first submission.
    submissions: Option<SubmissionStore>,
    clock: Clock,
    offset: Arc<Mutex<OffsetEstimate>>,
    /// What the server said of itself last.
    told: Option<Told>,
    /// The last question was for a page of the ticket list.
    paged: bool,
    /// What is wrong with the server's clock.
    clock_trouble: Option<UplinkError>,
}

/// A question and its answer.
pub(super) enum Fetched {
    News(FeedQuery, FeedReply),
    Page(TicketListQuery, TicketListReply),
}

/// What an answer brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pulled {
    pub(super) applied: Applied,
    /// Tickets that were told, whether or not they were known.
    pub(super) tickets: usize,
    /// The cursor moved.
    pub(super) moved: bool,
    /// More is there at once, of news or of tickets.
    pub(super) more: bool,
}

impl Courier {
    pub(super) fn new(
        data: &Path,
        config: &Config,
        clock: &Clock,
        offset: &Arc<Mutex<OffsetEstimate>>,
    ) -> Result<Self, UplinkError> {
        Ok(Self {
            client: Client::new(data, config.clone())?,
            journal: Journal::open(data, config.exhibition, &config.kiosk)?,
            exhibition: config.exhibition,
            submissions: None,
            clock: clock.clone(),
            offset: Arc::clone(offset),
            told: None,
            paged: false,
            clock_trouble: None,
        })
    }

    pub(super) fn outbox(&mut self) -> Result<Outbox, UplinkError> {
        Ok(self.journal.outbox()?)
    }

    /// What was wrong with the server's clock in the last exchange that measured it.
    pub(super) fn clock_trouble(&self) -> Option<&UplinkError> {
        self.clock_trouble.as_ref()
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
        let reply = self.client.push(&push);
        let reply = self.obey(reply)?;
        self.observe(sent, reply.server_time_ms)?;
        let done = self.journal.apply_push(incarnation, last, &reply)?;
        if last > 0 && !done.progress {
            // Sent again at once, it would be the same again, without end.
            return Err(self.client.no_progress());
        }
        Ok(Some(done))
    }

    /// Wipes the kiosk when the server says that it was taken out of service.
    fn obey<T>(&mut self, reply: Result<T, UplinkError>) -> Result<T, UplinkError> {
        if let Err(error @ UplinkError::Revoked { .. }) = &reply
            && self.journal.wipe()?
        {
            eprintln!("kiosk: {error}");
        }
        reply
    }

    /// Tells the server of the kiosk's shares of places, and has nothing of its answer in the journal yet.
    pub(super) fn report_allocations(
        &mut self,
        wanted: Option<&PlacesWanted>,
    ) -> Result<SeatsReply, UplinkError> {
        let gives = gives_places(self.client.role());
        let waiting = wanted.map(|it| (it.session.as_str(), u32::from(it.people)));
        let stamp = self.clock.stamp();
        let push = self.journal.report_allocations(gives, waiting, &stamp)?;
        let sent = self.clock.read();
        let reply = self.client.places(&push)?;
        self.observe(sent, reply.server_time_ms)?;
        Ok(reply)
    }

    /// Takes what the server says of the shares into the journal.
    pub(super) fn apply_seats_reply(
        &mut self,
        reply: &SeatsReply,
    ) -> Result<AllocationOutcome, UplinkError> {
        Ok(self.journal.apply_seats_reply(reply, &self.clock.stamp())?)
    }

    /// Hands in the submissions that wait, and forgets those that the server has; answers with how many these were.
    pub(super) fn send_letters(&mut self) -> Result<usize, UplinkError> {
        let Some(submissions) = submissions(&self.journal, &mut self.submissions)? else {
            return Ok(0);
        };
        let waiting = submissions.waiting(LETTERS_AT_ONCE)?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let push = SubmissionsPush {
            exhibition: self.exhibition,
            submissions: waiting,
        };
        let reply = self.client.submissions(&push)?;
        let mut done = reply.kept;
        done.extend(reply.refused);
        submissions.forget(&done)?;
        Ok(done.len())
    }

    /// How many submissions wait.
    pub(super) fn letters_waiting(&mut self) -> Result<u64, UplinkError> {
        let submissions = submissions(&self.journal, &mut self.submissions)?;
        Ok(submissions.map_or(Ok(0), |submissions| submissions.count())?)
    }

    /// What to ask the server for next.
    pub(super) fn next(&self) -> Result<Ask, UplinkError> {
        let ticket_list = self.journal.ticket_list_mark()?;
        Ok(ask(self.told.as_ref(), &ticket_list, self.paged))
    }

    /// Asks, and has nothing in the journal yet. The server may wait `hold_s` seconds for news, if
    /// it is to wait at all.
    pub(super) fn fetch(&mut self, ask: &Ask, hold_s: u64) -> Result<Fetched, UplinkError> {
        self.paged = matches!(ask, Ask::Register(_));
        let wait = match ask {
            Ask::News { wait } => *wait,
            Ask::Register(query) => {
                let page = self.client.ticket_list(query)?;
                return Ok(Fetched::Page(query.clone(), page));
            }
        };
        let mut query = self.journal.feed_query()?;
        query.wait_s = if wait { hold_s } else { 0 };
        query.ticket_list = self.told.as_ref().and_then(|told| told.ticket_list);
        let sent = self.clock.read();
        let reply = self.client.feed(&query);
        let reply = self.obey(reply)?;
        if !wait {
            // An answer that was held back says nothing about the clocks.
            self.observe(sent, reply.server_time_ms)?;
        }
        Ok(Fetched::News(query, reply))
    }

    /// Takes an answer into the journal.
    pub(super) fn take_in(&mut self, fetched: &Fetched) -> Result<Pulled, UplinkError> {
        let (applied, tickets, moved) = match fetched {
            Fetched::News(query, reply) => {
                self.client.learn_pins(&reply.server_pins)?;
                let moved = (&query.epoch, query.after) != (&reply.epoch, reply.next);
                self.told = Some(Told {
                    list_epoch: list_epoch(&reply.epoch, reply.code_key.is_some()),
                    keyed: reply.code_key.is_some(),
                    // More that the cursor never comes to would be asked for without end.
                    more: reply.more && moved,
                    ticket_list: reply.ticket_list,
                });
                (self.journal.apply_feed_after(query.after, reply)?, 0, moved)
            }
            Fetched::Page(query, page) => {
                let before = self.journal.ticket_list_mark()?;
                let breathe = || std::thread::sleep(BREATH);
                self.journal
                    .apply_ticket_list(query, page, TICKET_LIST_STEP, breathe)?;
                let moved = self.journal.ticket_list_mark()? != before;
                (Applied::default(), page.tickets.len(), moved)
            }
        };
        let ticket_list = self.journal.ticket_list_mark()?;
        let more = self
            .told
            .as_ref()
            .is_some_and(|told| told.more || lacks(told, &ticket_list));
        Ok(Pulled {
            applied,
            tickets,
            moved,
            more,
        })
    }

    /// Goes on counting anew who is inside, where new rules ask for it, by a step that no scan
    /// notices; `true` when nothing is left to count.
    pub(super) fn recount(&mut self) -> Result<bool, UplinkError> {
        let done = self.journal.recount(RECOUNT_STEP)?;
        if !done {
            std::thread::sleep(BREATH);
        }
        Ok(done)
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
            known_pins: self.client.known_pins(),
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
        let observed = estimate.observe(&exchange);
        drop(estimate);
        self.clock_trouble = match observed {
            Observed::Jumped(_) => Some(self.client.clock_jumped(server, self.clock.now())),
            Observed::Nothing | Observed::Offset(_) => None,
        };
        let Observed::Offset(offset_ms) = observed else {
            return Ok(());
        };
        self.clock.set_offset_ms(offset_ms);
        self.journal.hear_time(&self.clock.stamp())?;
        if (self.journal.clock_offset_ms()? - offset_ms).abs() >= WORTH_KEEPING_MS {
            self.journal.keep_clock_offset_ms(offset_ms)?;
        }
        Ok(())
    }
}

/// The submissions, if any was ever written here.
fn submissions<'a>(
    journal: &Journal,
    opened: &'a mut Option<SubmissionStore>,
) -> Result<Option<&'a mut SubmissionStore>, UplinkError> {
    if opened.is_none() {
        let Some(folder) = journal.folder() else {
            return Ok(None);
        };
        if !folder.join(SUBMISSIONS_FILE).exists() {
            return Ok(None);
        }
        *opened = Some(SubmissionStore::open(folder)?);
    }
    Ok(opened.as_mut())
}
