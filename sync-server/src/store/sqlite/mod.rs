//! The embedded backend: one SQLite file, one thread that writes, readers with connections of their own.

mod admin;
mod backup;
mod check;
#[cfg(test)]
pub(crate) mod contract;
mod database;
mod files;
mod jobs;
mod layout;
mod letters;
mod load;
mod look;
mod mark;
mod memory;
mod rebuild;
mod records;
mod register;
mod seats;
mod set_back;
mod totals;
mod writer;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;
use shared::ids::KioskId;
use shared::protocol::v1::{AllocatorReply, Totals};
use shared::submission::SubmissionId;
use shared::time::UnixMs;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tracing::{error, info};

pub use admin::SqliteDatabase;
pub(crate) use backup::{contents, copy_databases, note_safe, put_back, verify};
pub use check::CheckReport;
use database::Hold;
use files::FileWatch;

use super::{Ack, Answer, Mark, Store, StoreError, SubmissionBatch};
use crate::engine::{self, Batch};
use crate::engine::{AllocationReports, FeedPage};
use crate::ports::Published;
use crate::ports::TicketPage;
use jobs::Job;
use letters::SubmissionInbox;
use memory::Memory;
use records::SqliteRecords;
use writer::Writer;

/// How many jobs may wait for the writer before requests wait to hand theirs in.
const QUEUE: usize = 1024;
/// How often to look whether another process changed something.
const LOOK: Duration = Duration::from_millis(250);

/// The pause between two parts of the check of what is stored: it is not to be noticed.
const CHECK_PAUSE: Duration = Duration::from_millis(20);
/// How many of the newest records are checked before anything is served.
const CHECKED_AT_START: usize = 20_000;
/// How many faults are logged; their number is always reported.
const FAULTS_LOGGED: usize = 20;

/// How many requests read the database at once: everyone who waits for news wakes at the same moment,
/// and each reader has a thread and an open file.
const READERS: usize = 8;

/// The store of one venue.
pub(crate) struct SqliteStore {
    data: PathBuf,
    shared: Arc<Shared>,
    jobs: mpsc::Sender<Job>,
    readers: Arc<Mutex<Vec<Connection>>>,
    turns: Semaphore,
    thread: Mutex<Option<JoinHandle<()>>>,
    /// Checks what is stored.
    checker: Mutex<Option<JoinHandle<()>>>,
    /// Held for as long as the store is open.
    _hold: Hold,
}

/// What the writer changes and everyone reads.
struct Shared {
    watch: FileWatch,
    /// The last scheduled backup failed.
    backup_failed: AtomicBool,
    /// What the check of the stored records found wrong.
    faults: AtomicU64,
    /// The store is to be closed.
    closing: AtomicBool,
    memory: Mutex<Memory>,
    published: RwLock<Arc<Published>>,
    mark: watch::Sender<Mark>,
}

impl SqliteStore {
    /// Opens the exhibition in a data folder and starts the writer; belongs on a thread that may block, inside a tokio
    /// runtime. Where the time `now` is given, it must not be far behind what was stored last.
    pub(crate) fn open(data: &Path, now: Option<UnixMs>) -> Result<Self, StoreError> {
        let db = database::open(data)?;
        let hold = database::lock(data)?;
        if let Some(now) = now {
            look::check_clock(&db, now)?;
        }
        // Read before anything else is: what another process changes from here on is seen as a change.
        let data_version = look::data_version(&db)?;
        let published = load::published(&db)?;
        let shared = Arc::new(Shared {
            watch: FileWatch::start(data)?,
            backup_failed: AtomicBool::new(false),
            faults: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            memory: Mutex::new(Memory::default()),
            published: RwLock::new(Arc::new(published)),
            mark: watch::Sender::new(Mark::default()),
        });
        shared.take_faults(&check::check_newest(&db, CHECKED_AT_START)?);
        let letters = SubmissionInbox::open(data);
        let writer = Writer::start(data.to_owned(), db, letters, shared.clone(), data_version)?;
        let (jobs, queue) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || writer.run(queue))
            .map_err(|source| StoreError::File {
                path: data.to_owned(),
                source,
            })?;
        tokio::spawn(look_around(jobs.clone()));
        let checker = check_all(data.to_owned(), shared.clone());
        Ok(Self {
            checker: Mutex::new(Some(checker)),
            data: data.to_owned(),
            shared,
            jobs,
            readers: Arc::default(),
            turns: Semaphore::new(READERS),
            thread: Mutex::new(Some(thread)),
            _hold: hold,
        })
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

    /// Reads on a thread that may block, with a connection that only reads.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let _turn = self.turns.acquire().await.map_err(|_| StoreError::Closed)?;
        self.shared.watch.check()?;
        let readers = self.readers.clone();
        let data = self.data.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let idle = held(&readers).pop();
            let mut db = match idle {
                Some(db) => db,
                None => database::open_reader(&data)?,
            };
            // A connection that failed is not used again.
            let found = read(&mut db)?;
            held(&readers).push(db);
            Ok(found)
        });
        reading.await.map_err(|_| StoreError::Closed)?
    }
}

/// Checks every stored record beside everything else, and logs what is wrong.
fn check_all(data: PathBuf, shared: Arc<Shared>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let go_on = || {
            std::thread::sleep(CHECK_PAUSE);
            !shared.closing.load(Ordering::Relaxed) && shared.watch.gone().is_none()
        };
        let checked = database::open_reader(&data).and_then(|db| check::check_records(&db, go_on));
        match checked {
            Ok(report) if report.records == 0 => {}
            Ok(report) if report.faults.is_empty() => info!(
                "checked {} records in the background: in order",
                report.records
            ),
            Ok(report) => shared.take_faults(&report),
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

impl Store for SqliteStore {
    fn ingest(&self, batch: Batch) -> Answer<'_, Ack> {
        Box::pin(self.ask(|answer| Job::Ingest(batch, answer)))
    }

    fn feed(&self, after: u64, limit: usize, with_visits: bool) -> Answer<'_, FeedPage> {
        let catalogue = self.shared.published().catalogue.clone();
        Box::pin(self.read(move |db| {
            // One transaction: a commit between two reads could otherwise be passed over.
            let view = db.transaction()?;
            let records = SqliteRecords::new(&view);
            Ok(engine::feed_page(
                &records,
                &catalogue,
                after,
                limit,
                with_visits,
            )?)
        }))
    }

    fn keep_letters(&self, mail: SubmissionBatch) -> Answer<'_, Vec<SubmissionId>> {
        Box::pin(self.ask(|answer| Job::Letters(mail, answer)))
    }

    fn set_back(&self, kiosk: KioskId) -> Answer<'_, ()> {
        Box::pin(self.ask(|answer| Job::SetBack(kiosk, answer)))
    }

    fn places(&self, said: AllocationReports) -> Answer<'_, Vec<AllocatorReply>> {
        Box::pin(self.ask(|answer| Job::Places(said, answer)))
    }

    fn register(&self, after: u64, limit: usize) -> Answer<'_, TicketPage> {
        Box::pin(self.read(move |db| register::page(db, after, limit)))
    }

    fn totals(&self, now: UnixMs) -> Answer<'_, Totals> {
        Box::pin(async move {
            let shared = self.shared.clone();
            let counted = match self.read(move |db| shared.count(db)).await {
                // They are shown as they were, with the warning.
                Err(StoreError::Gone(_)) => self.shared.memory().counted.clone(),
                counted => counted?,
            };
            Ok(self.shared.totals(counted, now))
        })
    }

    fn places_left(&self) -> Answer<'_, HashMap<String, u32>> {
        let left = self.shared.places_left();
        Box::pin(std::future::ready(Ok(left)))
    }

    fn sign_of_life(&self) -> Answer<'_, ()> {
        Box::pin(self.ask(Job::Ping))
    }

    fn look(&self) -> Answer<'_, ()> {
        Box::pin(async {
            self.jobs
                .send(Job::Look)
                .await
                .map_err(|_| StoreError::Closed)?;
            // The writer takes its jobs in order, so this is answered after the look.
            self.ask(Job::Ping).await
        })
    }

    fn published(&self) -> Arc<Published> {
        self.shared.published()
    }

    fn changes(&self) -> watch::Receiver<Mark> {
        self.shared.mark.subscribe()
    }

    fn ended(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.jobs.closed())
    }

    fn back_up(&self, to: PathBuf, keep: usize) -> Answer<'_, ()> {
        let data = self.data.clone();
        Box::pin(async move {
            self.shared.watch.check()?;
            let made = tokio::task::spawn_blocking(move || {
                std::fs::create_dir_all(&to).map_err(|source| {
                    crate::backup::BackupError::File {
                        path: to.clone(),
                        source,
                    }
                })?;
                crate::backup::back_up(&data, &to)?;
                crate::backup::rotate(&to, keep)
            });
            let made = made.await.map_err(|_| StoreError::Closed)?;
            let failed = made.is_err();
            self.shared.backup_failed.store(failed, Ordering::Relaxed);
            made.map_err(|error| StoreError::Backup(error.to_string()))
        })
    }

    fn close(&self) -> Answer<'_, ()> {
        Box::pin(async {
            self.shared.closing.store(true, Ordering::Relaxed);
            let checker = held(&self.checker).take();
            if let Some(checker) = checker {
                let _ = tokio::task::spawn_blocking(move || checker.join()).await;
            }
            let written = self.ask(Job::Stop).await;
            // Whoever copies or replaces the database afterwards must find it closed.
            let thread = held(&self.thread).take();
            if let Some(thread) = thread {
                let _ = tokio::task::spawn_blocking(move || thread.join()).await;
            }
            held(&self.readers).clear();
            written
        })
    }
}

impl Shared {
    /// Logs what a check found wrong, and shows it on the live page.
    fn take_faults(&self, report: &CheckReport) {
        let faults = report.faults.len() as u64;
        self.faults.fetch_max(faults, Ordering::Relaxed);
        for fault in report.faults.iter().take(FAULTS_LOGGED) {
            error!("STORED DATA IS DAMAGED: {fault}");
        }
        if faults > 0 {
            error!(
                "{faults} faults in what is stored; see `sync-server check`, and restore the latest good backup with `sync-server restore`. Kiosks send again what it lacks"
            );
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        held(&self.memory)
    }

    fn published(&self) -> Arc<Published> {
        let published = self.published.read();
        published.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn publish(&self, new: Published) {
        let mut published = self
            .published
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *published = Arc::new(new);
    }
}

/// A lock whatever became of the last holder: each holder leaves the data whole at every step
/// that can fail.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
