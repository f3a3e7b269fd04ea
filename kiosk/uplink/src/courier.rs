//! Carries out one step: makes a request, speaks with the server, takes the answer in.

use std::path::Path;
use std::sync::{Arc, Mutex};

use journal::clock::Clock;
use journal::disk::free_bytes;
use journal::{
    Acknowledged, AllocationOutcome, Journal, Outbox, RECOUNT_STEP, SUBMISSIONS_FILE,
    SubmissionStore,
};
use kiosk_config::Config;
use shared::ids::ExhibitionId;
use shared::protocol::v1::{
    DeviceReport, FeedReply, SeatsReply, SubmissionsPush, TicketListQuery, TicketListReply,
};
use view::Role;

use super::SeatsWanted;
use super::addresses::ServerAddresses;
use super::ask::Ask;
use super::client::Client;
use super::device;
use super::error::UplinkError;
use super::offset::OffsetEstimate;
use super::plan::Step;
use super::sync_state::{BREATH, PendingFeed, Pulled, SyncState};
use super::versions::Versions;

/// The most submissions that are handed in at once.
const LETTERS_AT_ONCE: usize = 100;

/// One thread's way to the journal and the server.
pub(super) struct Courier {
    client: Client,
    addresses: ServerAddresses,
    state: SyncState,
    exhibition: ExhibitionId,
    /// Opened when there is a first submission.
    submissions: Option<SubmissionStore>,
}

/// A question and its answer.
pub(super) enum FetchedNews {
    News(PendingFeed, Box<FeedReply>),
    Page(TicketListQuery, TicketListReply),
}

impl Courier {
    pub(super) fn new(
        data: &Path,
        config: &Config,
        clock: &Clock,
        offset: &Arc<Mutex<OffsetEstimate>>,
        addresses: &ServerAddresses,
    ) -> Result<Self, UplinkError> {
        Ok(Self {
            client: Client::new(data, config.clone(), addresses.clone())?,
            addresses: addresses.clone(),
            state: SyncState::open(data, config, clock, offset)?,
            exhibition: config.exhibition,
            submissions: None,
        })
    }

    pub(super) fn outbox(&mut self) -> Result<Outbox, UplinkError> {
        Ok(self.state.outbox()?)
    }

    /// What was wrong with the server's clock in the last exchange that measured it.
    pub(super) fn clock_trouble(&self) -> Option<UplinkError> {
        let (theirs, ours) = self.state.clock_jump()?;
        Some(self.client.clock_jumped(theirs, ours))
    }

    /// Returns the address of the server's pages for phones.
    pub(super) fn address_for_phones(&self) -> String {
        self.addresses.for_phones()
    }

    /// Brings the journal's log home, so that the desk never has to.
    pub(super) fn tidy(&self) -> Result<(), UplinkError> {
        Ok(self.state.journal.checkpoint()?)
    }

    /// Sends what the step says, and with a sign of life how the device is doing. `None` when the step was to wait.
    pub(super) fn push(
        &mut self,
        step: Step,
        parts: DeviceReport,
    ) -> Result<Option<Acknowledged>, UplinkError> {
        let Some(mut pending) = self.state.prepare_push(step)? else {
            return Ok(None);
        };
        pending.push.known_pins = self.client.known_pins();
        if let Step::Heartbeat(_) = step {
            let free_bytes = self.state.journal.folder().and_then(free_bytes);
            let mut report = device::report(parts, free_bytes, self.state.clock.offset_ms());
            report.wiped = self.state.is_wiped()?;
            let versions = self.state.journal.folder().map(Versions::of);
            let update = versions.and_then(|it| it.report(&device::running()));
            report.update = update.map(Box::new);
            pending.push.device = Some(report);
        }
        let reply = self.client.push(&pending.push);
        let reply = self.obey(reply)?;
        let done = self.state.apply_push(&pending, &reply)?;
        if pending.last > 0 && !done.progress {
            // Sent again at once, it would be the same again, without end.
            return Err(self.client.no_progress());
        }
        Ok(Some(done))
    }

    /// Wipes the kiosk when the server says that it was taken out of service.
    fn obey<T>(&mut self, reply: Result<T, UplinkError>) -> Result<T, UplinkError> {
        if let Err(error @ UplinkError::Revoked { .. }) = &reply
            && self.state.wipe()?
        {
            eprintln!("kiosk: {error}");
        }
        reply
    }

    /// Wipes the kiosk where everything was handed in: the exhibition is over.
    pub(super) fn end(&mut self) -> Result<UplinkError, UplinkError> {
        let waiting = self.outbox()?.waiting + self.submissions_waiting()?;
        let over = self.client.over(waiting);
        if waiting == 0 && self.state.wipe()? {
            eprintln!("kiosk: {over}");
        }
        Ok(over)
    }

    /// Tells the server of the kiosk's allocations of seats, and has nothing of its answer in the journal yet.
    pub(super) fn report_allocations(
        &mut self,
        wanted: Option<&SeatsWanted>,
    ) -> Result<SeatsReply, UplinkError> {
        let gives = gives_seats(self.client.role());
        let (push, sent) = self.state.report_seats(gives, wanted)?;
        let reply = self.client.seats(&push)?;
        self.state.observe(&sent, reply.server_time_ms)?;
        Ok(reply)
    }

    /// Takes what the server says of the allocations into the journal.
    pub(super) fn apply_seats_reply(
        &mut self,
        reply: &SeatsReply,
    ) -> Result<AllocationOutcome, UplinkError> {
        Ok(self.state.apply_seats(reply)?)
    }

    /// Hands in the submissions that wait, and forgets those that the server has; answers with how many these were.
    pub(super) fn send_submissions(&mut self) -> Result<usize, UplinkError> {
        let Some(submissions) = submissions(&self.state.journal, &mut self.submissions)? else {
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
    pub(super) fn submissions_waiting(&mut self) -> Result<u64, UplinkError> {
        let submissions = submissions(&self.state.journal, &mut self.submissions)?;
        Ok(submissions.map_or(Ok(0), |submissions| submissions.count())?)
    }

    /// What to ask the server for next.
    pub(super) fn next(&self) -> Result<Ask, UplinkError> {
        Ok(self.state.next()?)
    }

    /// Asks, and has nothing in the journal yet. The server may wait `hold_s` seconds for news, if
    /// it is to wait at all.
    pub(super) fn fetch(&mut self, ask: &Ask, hold_s: u64) -> Result<FetchedNews, UplinkError> {
        let wait = match ask {
            Ask::News { wait } => *wait,
            Ask::Register(query) => {
                self.state.note_page();
                let page = self.client.ticket_list(query)?;
                return Ok(FetchedNews::Page(query.clone(), page));
            }
        };
        let pending = self.state.prepare_feed(if wait { hold_s } else { 0 })?;
        let reply = self.client.feed(&pending.query);
        let reply = self.obey(reply)?;
        if reply.wipe {
            return Err(self.end()?);
        }
        self.state.hear_feed(&pending, &reply)?;
        Ok(FetchedNews::News(pending, Box::new(reply)))
    }

    /// Takes an answer into the journal.
    pub(super) fn take_in(&mut self, fetched: &FetchedNews) -> Result<Pulled, UplinkError> {
        Ok(match fetched {
            FetchedNews::News(pending, reply) => {
                self.client.learn_pins(&reply.server_pins)?;
                self.addresses.learn_phones_port(reply.phones_port);
                self.state.apply_feed(&pending.query, reply)?
            }
            FetchedNews::Page(query, page) => self.state.apply_page(query, page)?,
        })
    }

    /// Goes on counting anew who is inside, where new rules ask for it, by a step that no scan
    /// notices; `true` when nothing is left to count.
    pub(super) fn recount(&mut self) -> Result<bool, UplinkError> {
        let done = self.state.journal.recount(RECOUNT_STEP)?;
        if !done {
            std::thread::sleep(BREATH);
        }
        Ok(done)
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

/// Whether a kiosk that is there for this gives out seats.
#[must_use]
pub fn gives_seats(role: Role) -> bool {
    match role {
        Role::Door => false,
        Role::Hall | Role::Booth(_) => true,
    }
}
