//! The store of a running server, on any database: one thread that writes, readers with connections of their own, and
//! what is asked for all the time in memory.
//!
//! Each record is kept once and durably before it is acknowledged; everything is handed out in the order in which it was
//! stored.

mod error;
mod jobs;
mod look;
mod meters;
mod readers;
mod state;
mod totals;
mod writer;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use shared::ids::KioskId;
use shared::ledger::Counters;
use shared::protocol::v1::{AllocatorReply, KnownProgress, Push, Totals};
use shared::record::Origin;
use shared::submission::SubmissionId;
use shared::time::UnixMs;
use tokio::sync::{mpsc, oneshot, watch};
use tracing::{error, info};

use crate::engine::{self, AllocationReports, Batch, FeedPage};
use crate::ports::{
    PortError, Published, ServerConnection, ServerDatabase, ServerTx, SubmissionBatch, TicketPage,
};
pub use error::StoreError;
use jobs::Job;
pub(crate) use look::CLOCK_BEHIND_MS;
pub(crate) use meters::{COMMIT_BOUNDS_MS, StoreMeasures};
use readers::Readers;
pub(crate) use state::{Ack, Mark};
use state::{Shared, held};
use writer::Writer;

/// How many jobs may wait for the writer before requests wait to hand theirs in.
const QUEUE: usize = 1024;
/// How often to look whether another process changed something.
const LOOK: Duration = Duration::from_millis(250);
/// The pause between two parts of the check of what is stored: it is not to be noticed.
const CHECK_PAUSE: Duration = Duration::from_millis(20);
/// How many of the newest records are checked before anything is served.
const CHECKED_AT_START: usize = 20_000;

/// The store of one exhibition.
pub(crate) struct Store {
    shared: Arc<Shared>,
    jobs: mpsc::Sender<Job>,
    readers: Readers,
    writer: Mutex<Option<JoinHandle<()>>>,
    /// Checks what is stored.
    checker: Mutex<Option<JoinHandle<()>>>,
}

impl Store {
    /// Opens the exhibition and starts the writer on a connection; belongs on a thread that may block, inside a tokio
    /// runtime. Where the time `now` is given, it must not be far behind what was stored last.
    pub(crate) fn open(
        database: Arc<dyn ServerDatabase>,
        mut connection: Box<dyn ServerConnection>,
        now: Option<UnixMs>,
    ) -> Result<Self, StoreError> {
        let tx = connection.read()?;
        if let Some(now) = now {
            look::check_clock(&*tx, now)?;
        }
        let published = tx.published()?;
        drop(tx);
        let shared = Arc::new(Shared::new(database.clone(), published));
        let report = database.check_newest(CHECKED_AT_START)?;
        if !report.is_miscounted() {
            shared.take_faults(&report);
        }
        let mut writer = Writer::start(connection, database.submissions(), shared.clone())?;
        if report.is_miscounted() {
            writer.count_anew(&report.faults.join("; "))?;
            shared.take_faults(&database.check_newest(CHECKED_AT_START)?);
        }
        let (jobs, queue) = mpsc::channel(QUEUE);
        let writer = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || writer.run(queue))
            .map_err(StoreError::Thread)?;
        // The writer ends with the store, though others still listen.
        let hints = jobs.downgrade();
        database.listen(Box::new(move || {
            hints.upgrade().is_some_and(|jobs| {
                let told = jobs.try_send(Job::Look);
                !matches!(told, Err(mpsc::error::TrySendError::Closed(_)))
            })
        }));
        tokio::spawn(look_around(jobs.clone()));
        let checker = check_all(shared.clone(), jobs.downgrade());
        Ok(Self {
            readers: Readers::new(database),
            shared,
            jobs,
            writer: Mutex::new(Some(writer)),
            checker: Mutex::new(Some(checker)),
        })
    }

    /// Begins a new epoch where a kiosk that hands something in knows of what the store lacks: by what follows, records of
    /// tickets that the store lacks count. Only while the server is down can it be set back, so each kiosk is compared once
    /// in each run.
    pub(crate) async fn compare(&self, push: &Push) -> Result<(), StoreError> {
        let epoch = self.published().epoch.clone();
        let known = push.known.as_ref();
        let known = known.filter(|it| it.push_epoch == epoch || it.feed_epoch == epoch);
        let Some(known) = known.cloned() else {
            return Ok(());
        };
        if held(&self.shared.compared).contains(&push.kiosk) {
            return Ok(());
        }
        let (origin, after) = (push.origin(), push.after.map_or(0, |after| after.seq));
        let compare = move |tx: &dyn ServerTx| is_behind(tx, &epoch, &known, &origin, after);
        if self.readers.read(compare).await? {
            self.set_back(push.kiosk.clone()).await?;
        }
        held(&self.shared.compared).insert(push.kiosk.clone());
        Ok(())
    }

    /// Stores a batch. Once this answers, what it acknowledges survives a power cut.
    pub(crate) async fn ingest(&self, batch: Batch) -> Result<Ack, StoreError> {
        self.ask(|answer| Job::Ingest(Box::new(batch), answer))
            .await
    }

    /// Returns what was stored after the cursor, oldest first, at most `limit` steps of the cursor. Visits to booths are
    /// among it only where they are asked for.
    pub(crate) async fn feed(
        &self,
        after: u64,
        limit: usize,
        with_visits: bool,
    ) -> Result<FeedPage, StoreError> {
        let catalogue = self.published().catalogue.clone();
        let read = move |tx: &dyn ServerTx| {
            engine::feed_page(tx.records(), &catalogue, after, limit, with_visits)
        };
        let page = self.readers.read(read).await?;
        self.shared.note_damaged_records(&page.damaged);
        Ok(page)
    }

    /// Notes that a kiosk knows of what the store lacks: it was set back. It begins a new epoch, once in each run.
    pub(crate) async fn set_back(&self, kiosk: KioskId) -> Result<(), StoreError> {
        self.ask(|answer| Job::SetBack(kiosk, answer)).await
    }

    /// Gives the allocators what a kiosk reports of its seats. Once this answers, what it grants survives a power cut.
    pub(crate) async fn places(
        &self,
        reports: AllocationReports,
    ) -> Result<Vec<AllocatorReply>, StoreError> {
        self.ask(|answer| Job::Places(reports, answer)).await
    }

    /// Returns the tickets that were added or changed after the cursor, oldest change first, at most `limit`.
    pub(crate) async fn ticket_page(
        &self,
        after: u64,
        limit: usize,
    ) -> Result<TicketPage, StoreError> {
        let page = self.readers.read(move |tx| tx.ticket_page(after, limit));
        let mut page = page.await?;
        self.shared.note_damaged(std::mem::take(&mut page.faults));
        Ok(page)
    }

    /// Stores submissions; returns the ids of those that are durable now, which are all of them.
    pub(crate) async fn keep_submissions(
        &self,
        batch: SubmissionBatch,
    ) -> Result<Vec<SubmissionId>, StoreError> {
        self.ask(|answer| Job::Submissions(batch, answer)).await
    }

    /// Returns the totals of everything that was acknowledged.
    pub(crate) async fn totals(&self, now: UnixMs) -> Result<Totals, StoreError> {
        let shared = self.shared.clone();
        let counted = match self.readers.read(move |tx| shared.count(tx, now)).await {
            // They are shown as they were, with the warning.
            Err(StoreError::Database(PortError::Gone(_))) => self.shared.memory().counted.clone(),
            counted => counted?,
        };
        Ok(self.shared.totals(counted, now))
    }

    /// Returns the totals, and the counters of parts of days as of the same moment.
    pub(crate) async fn totals_within_days(
        &self,
        now: UnixMs,
    ) -> Result<(Totals, Counters), StoreError> {
        let shared = self.shared.clone();
        let read = move |tx: &dyn ServerTx| {
            let counted = shared.count(tx, now)?;
            Ok((counted, tx.records().counters_within_days()?))
        };
        let (counted, within_days) = self.readers.read(read).await?;
        Ok((self.shared.totals(counted, now), within_days))
    }

    /// Returns how many seats nobody has, by session, where there are only so many. Phones ask for it all the time.
    pub(crate) fn places_left(&self) -> HashMap<String, u32> {
        self.shared.places_left()
    }

    /// Reads something from the database, for health checks.
    pub(crate) async fn try_read(&self) -> Result<(), StoreError> {
        let read = self.readers.read(|tx| tx.newest_receipt());
        read.await.map(drop)
    }

    /// Writes something to the database, unless that went well a moment ago.
    pub(crate) async fn try_write(&self) -> Result<(), StoreError> {
        self.ask(Job::TryWrite).await
    }

    /// Takes over at once what another process changed, rather than at the next look around.
    pub(crate) async fn look(&self) -> Result<(), StoreError> {
        let asked = self.jobs.send(Job::Look).await;
        asked.map_err(|_| StoreError::Closed)?;
        // The writer takes its jobs in order, so this is answered after the look.
        self.ask(Job::Ping).await
    }

    /// Returns what the organisers decided, as of now.
    pub(crate) fn published(&self) -> Arc<Published> {
        self.shared.published()
    }

    /// Changes when there is something new.
    pub(crate) fn changes(&self) -> watch::Receiver<Mark> {
        self.shared.mark.subscribe()
    }

    /// Resolves when the writer's thread exits.
    pub(crate) async fn ended(&self) {
        self.jobs.closed().await;
    }

    /// Reads within one transaction.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&dyn ServerTx) -> Result<T, PortError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.readers.read(read).await
    }

    /// Writes something down that counts as no change of the organisers, durably, and returns whether there was something
    /// to write. Records go before it.
    pub(crate) async fn note(
        &self,
        note: impl FnOnce(&dyn ServerTx) -> Result<bool, PortError> + Send + 'static,
    ) -> Result<bool, StoreError> {
        self.ask(|answer| Job::Note(Box::new(note), answer)).await
    }

    /// Returns what is measured of the store's work.
    pub(crate) fn measures(&self) -> StoreMeasures {
        let waiting = self.jobs.max_capacity() - self.jobs.capacity();
        let backup_made = *held(&self.shared.backup_made);
        StoreMeasures {
            waiting_jobs: waiting as u64,
            backup_age: backup_made.map(|made| made.elapsed()),
            ..self.shared.meters.read()
        }
    }

    /// Notes whether the last backup failed, for the live page.
    pub(crate) fn note_backup(&self, has_failed: bool) {
        if !has_failed {
            *held(&self.shared.backup_made) = Some(Instant::now());
        }
        self.shared
            .backup_failed
            .store(has_failed, Ordering::Relaxed);
    }

    /// Notes how far a kiosk has been told.
    pub(crate) fn note_feed_cursor(&self, kiosk: &KioskId, told: u64) {
        held(&self.shared.feed_cursors).insert(kiosk.clone(), (told, Instant::now()));
    }

    /// Returns how far each kiosk was told, and when.
    pub(crate) fn feed_cursors(&self) -> BTreeMap<KioskId, (u64, Instant)> {
        held(&self.shared.feed_cursors).clone()
    }

    /// Notes that a kiosk sent more than people can cause, for the live page.
    pub(crate) fn note_flood(&self, kiosk: &KioskId, now: UnixMs) {
        held(&self.shared.flooding).insert(kiosk.clone(), now);
    }

    /// Writes down what is only in memory and ends; later calls fail.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        self.end_check();
        join(&self.checker).await;
        let written = self.ask(Job::Stop).await;
        // The database may be copied or replaced afterwards, so it must be closed.
        join(&self.writer).await;
        self.readers.close();
        written
    }

    /// Returns the threads, which end by themselves once nobody has the store any more.
    pub(crate) fn abandon(&self) -> Vec<JoinHandle<()>> {
        self.end_check();
        let threads = [&self.checker, &self.writer];
        let threads = threads.into_iter().filter_map(|it| held(it).take());
        threads.collect()
    }

    fn end_check(&self) {
        self.shared.closing.store(true, Ordering::Relaxed);
        if let Some(checker) = &*held(&self.checker) {
            checker.thread().unpark();
        }
    }

    /// Hands a job to the writer and waits for its answer.
    async fn ask<T>(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<T, StoreError>>) -> Job,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let handed = self.jobs.send(job(answer)).await;
        handed.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

/// Returns whether the store is not as far as a kiosk was told in this epoch, by the feed or by an acknowledgement.
fn is_behind(
    tx: &dyn ServerTx,
    epoch: &str,
    known: &KnownProgress,
    origin: &Origin,
    after: u64,
) -> Result<bool, PortError> {
    let records = tx.records();
    if known.feed_epoch == epoch && !records.is_taken(known.feed)? {
        return Ok(true);
    }
    if known.push_epoch != epoch || after == 0 {
        return Ok(false);
    }
    let journals = records.journals(&[origin])?;
    let mut journals = journals.iter().filter(|it| it.origin == *origin);
    Ok(!journals.any(|journal| journal.head.seq >= after))
}

/// Waits until a thread has ended.
async fn join(thread: &Mutex<Option<JoinHandle<()>>>) {
    let thread = held(thread).take();
    if let Some(thread) = thread {
        let _ = tokio::task::spawn_blocking(move || thread.join()).await;
    }
}

/// Checks everything that is stored beside everything else, has put right what follows from records, and logs what is
/// wrong.
fn check_all(shared: Arc<Shared>, jobs: mpsc::WeakSender<Job>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut go_on = || {
            std::thread::park_timeout(CHECK_PAUSE);
            !shared.closing.load(Ordering::Relaxed)
        };
        match shared.database.check_records(&mut go_on) {
            Ok(report) if report.records == 0 && report.faults.is_empty() => {}
            Ok(report) if report.faults.is_empty() => info!(
                "checked {} records in the background: in order",
                report.records
            ),
            Ok(report) => {
                if let (true, Some(jobs)) = (report.is_miscounted(), jobs.upgrade()) {
                    let _ = jobs.blocking_send(Job::CountAnew(report.faults.join("; ")));
                } else {
                    shared.take_faults(&report);
                }
            }
            Err(error) => error!("checking what is stored: {error}"),
        }
    })
}

/// Asks the writer every now and then; a writer with a full queue will be asked again soon enough.
async fn look_around(jobs: mpsc::Sender<Job>) {
    let mut ticks = tokio::time::interval(LOOK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(mpsc::error::TrySendError::Closed(_)) = jobs.try_send(Job::Look) {
            return;
        }
    }
}
