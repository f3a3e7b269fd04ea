//! The one thread that writes. It takes a job, drains the queue behind it, stores all of them in
//! one durable commit, and only then answers.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, TransactionBehavior};
use shared::checkin::Rules;
use shared::ids::KioskId;
use shared::protocol::v1::{AllocatorReply, KioskState};
use shared::time::UnixMs;
use tokio::sync::mpsc;
use tracing::{error, warn};

use super::backup;
use super::jobs::{Job, Round, Shares};
use super::letters::SubmissionInbox;
use super::mark::{self, StoreMark};
use super::records::SqliteRecords;
use super::set_back::{self, Cause};
use super::{Shared, load, rebuild};
use crate::engine::AllocationReports;
use crate::engine::{Batch, Incoming, Ingested, exchange_seats, heard, ingest, seat_allocators};
use crate::ports::PortError;
use crate::store::{Ack, StoreError};

/// The most records one commit takes in; a kiosk should not wait for minutes of other kiosks' backlog.
const MAX_RECORDS: usize = 20_000;
/// How often it is written down when kiosks were last heard, along with a commit that happens anyway.
const HEARD_WITH_COMMIT: Duration = Duration::from_secs(1);
/// The same, when nothing else is to be written.
pub(super) const HEARD_ALONE: Duration = Duration::from_mins(1);

/// How often the mark beside the database is moved on.
const MARK_EVERY: Duration = Duration::from_secs(1);

/// The thread's own state.
pub(super) struct Writer {
    pub(super) db: Connection,
    /// Where letters are kept.
    pub(super) letters: SubmissionInbox,
    pub(super) shared: Arc<Shared>,
    /// The rules that the counters follow, and the catalogue's version that has them.
    rules: Option<(u64, Rules)>,
    /// SQLite's mark of changes by other connections.
    pub(super) data_version: i64,
    /// Kiosks that were heard since it was last written down.
    pub(super) heard: HashSet<KioskId>,
    pub(super) heard_written: Instant,
    /// The last attempt to store records failed.
    pub(super) failing: bool,
    /// The last attempt to write down who was heard failed.
    pub(super) heard_failing: bool,
    /// The live page shows that the database is gone.
    gone_shown: bool,
    /// The kiosk that has shown in this run that the database was set back.
    set_back_by: Option<KioskId>,
    /// The mark as it was last written down, and when.
    mark: Option<StoreMark>,
    mark_written: Instant,
    data: PathBuf,
}

impl Writer {
    /// Reads what is kept in memory.
    pub(super) fn start(
        data: PathBuf,
        db: Connection,
        letters: SubmissionInbox,
        shared: Arc<Shared>,
        data_version: i64,
    ) -> Result<Self, StoreError> {
        let mut memory = shared.memory();
        memory.kiosks = load::kiosks(&db)?;
        let epoch = shared.published().epoch.clone();
        // Nothing is written, so it does not matter at which time an allocator is restored.
        memory.seats = seat_allocators(&SqliteRecords::new(&db), &epoch, UnixMs(0))?;
        drop(memory);
        let arrival = load::last_arrival(&db)?;
        shared.mark.send_modify(|mark| mark.arrival = arrival);
        let mut writer = Self {
            rules: None,
            data_version,
            db,
            letters,
            shared,
            heard: HashSet::new(),
            heard_written: Instant::now(),
            failing: false,
            heard_failing: false,
            gone_shown: false,
            set_back_by: None,
            mark: None,
            mark_written: Instant::now(),
            data,
        };
        match writer.shared.count(&writer.db) {
            Err(StoreError::Port(PortError::Miscounted(what))) => {
                writer.count_anew(&what)?;
                writer.shared.count(&writer.db)?;
            }
            counted => drop(counted?),
        }
        Ok(writer)
    }

    /// Works until told to stop, or until nobody is left who could ask for anything.
    pub(super) fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(first) = jobs.blocking_recv() {
            let mut round = Round::default();
            let mut stop = round.take(first);
            while stop.is_none() && round.records < MAX_RECORDS {
                match jobs.try_recv() {
                    Ok(job) => stop = round.take(job),
                    Err(_) => break,
                }
            }
            self.work(round);
            if let Some(answer) = stop {
                let _ = answer.send(self.end());
                return;
            }
        }
    }

    /// Begins a new life of a database that was set back, as a kiosk shows. Only while the server is down can that happen
    /// unnoticed, so one kiosk is believed once in each run.
    fn begin_life(&mut self, kiosk: KioskId) -> Result<(), StoreError> {
        self.shared.watch.check()?;
        if self.set_back_by.is_some() {
            return Ok(());
        }
        self.set_back_by = Some(kiosk.clone());
        set_back::begin_life(&self.data, &mut self.db, &Cause::Kiosk(kiosk), None)?;
        self.heard.clear();
        let mut memory = self.shared.memory();
        for state in memory.kiosks.values_mut() {
            (state.last_heard_ms, state.complete_to_ms) = (None, None);
        }
        drop(memory);
        // SQLite counts the changes of other connections only; this one is taken over in the same way.
        self.data_version = -1;
        self.look()
    }

    /// Copies what is still open, though its files are gone, so that nothing that was acknowledged is lost.
    fn rescue(&self) {
        let now = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ");
        let folder = self.data.join(format!("rescued-{now}"));
        let copied = std::fs::create_dir(&folder)
            .map_err(|source| StoreError::File {
                path: folder.clone(),
                source,
            })
            .and_then(|()| backup::copy_into(&self.db, &folder.join("exhibition.db")));
        match copied {
            Ok(()) => warn!(
                "everything that was acknowledged is in {0}: stop the server and put it in place with `sync-server restore --from {0} --data {1}`",
                folder.display(),
                self.data.display()
            ),
            Err(error) => error!("what was in the files can't be copied: {error}"),
        }
    }

    /// Puts down the mark beside the database where that has moved on, on a thread of its own.
    pub(super) fn write_mark(&mut self) -> Result<(), StoreError> {
        if self.mark_written.elapsed() < MARK_EVERY {
            return Ok(());
        }
        self.mark_written = Instant::now();
        let mark = StoreMark::of(&self.data, &self.db)?;
        if self.mark.as_ref() != Some(&mark) {
            self.mark = Some(mark.clone());
            let data = self.data.clone();
            std::thread::spawn(move || mark::put(&data, &mark));
        }
        Ok(())
    }

    /// Writes down what is only in memory. Files that are gone are an error here too: nobody is to be told that everything
    /// is stored.
    fn end(&mut self) -> Result<(), StoreError> {
        self.shared.watch.check()?;
        self.write_heard()?;
        mark::write(&self.data, &StoreMark::of(&self.data, &self.db)?)
    }

    fn work(&mut self, round: Round) {
        let Round {
            batches,
            answers,
            shares,
            letters,
            set_back,
            ..
        } = round;
        for (kiosk, answer) in set_back {
            let _ = answer.send(self.begin_life(kiosk));
        }
        match self.ingest(&batches) {
            Ok(acks) => {
                for (answer, ack) in answers.into_iter().zip(acks) {
                    let _ = answer.send(Ok(ack));
                }
            }
            // Each would wait as long as all of them.
            Err(error) if error.is_busy() => {
                error!("a commit of {} batches failed: {error}", batches.len());
                for answer in answers {
                    let _ = answer.send(Err(StoreError::Failing));
                }
            }
            // One bad batch must not take the others down with it.
            Err(error) if batches.len() > 1 => {
                warn!(
                    "a commit of {} batches failed, trying each alone: {error}",
                    batches.len()
                );
                for (batch, answer) in batches.iter().zip(answers) {
                    let ack = self.ingest(std::slice::from_ref(batch));
                    let _ = answer.send(
                        ack.and_then(|acks| acks.into_iter().next().ok_or(StoreError::Closed)),
                    );
                }
            }
            Err(error) => {
                if let Some(answer) = answers.into_iter().next() {
                    let _ = answer.send(Err(error));
                }
            }
        }
        self.hear_shares(shares);
        // The watch has logged it; here the live page is woken, once.
        let in_place = self.shared.watch.check();
        if in_place.is_err() && !std::mem::replace(&mut self.gone_shown, true) {
            // Its files are gone, and what they held is still open here.
            if let Err(error) = self.shared.count(&self.db) {
                error!("counting what was acknowledged: {error}");
            }
            self.shared.mark.send_modify(|mark| mark.edition += 1);
            self.rescue();
        }
        if round.look
            && in_place.is_ok()
            && let Err(error) = self.look().and_then(|()| self.write_mark())
        {
            error!("looking for changes by other processes: {error}");
        }
        for answer in round.pings {
            let life = if let Some(path) = self.shared.watch.gone() {
                Err(StoreError::Gone(path.to_owned()))
            } else if self.failing || self.heard_failing {
                Err(StoreError::Failing)
            } else {
                Ok(())
            };
            let _ = answer.send(life);
        }
        // Last, since they may have to wait for another process, and nobody else is to wait with them.
        self.letters.keep_all(letters);
    }

    /// Gives the allocators of seats what kiosks report, in one commit, and answers them.
    fn hear_shares(&mut self, shares: Shares) {
        if shares.is_empty() {
            return;
        }
        let (reports, askers): (Vec<_>, Vec<_>) = shares.into_iter().unzip();
        match self.exchange_seats(&reports) {
            Ok(answers) => {
                for (asker, answer) in askers.into_iter().zip(answers) {
                    let _ = asker.send(Ok(answer));
                }
            }
            Err(error) => {
                error!("storing seats: {error}");
                for asker in askers {
                    let _ = asker.send(Err(StoreError::Failing));
                }
            }
        }
    }

    fn exchange_seats(
        &mut self,
        reports: &[AllocationReports],
    ) -> Result<Vec<Vec<AllocatorReply>>, StoreError> {
        let now = reports.first().map_or(UnixMs(0), |first| first.received);
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let records = SqliteRecords::new(&change);
        let exchange = exchange_seats(&records, &self.shared.published(), reports, now)?;
        if exchange.changed {
            mark::count_edit(&change)?;
        }
        change.commit()?;
        self.shared.watch.check()?;
        for (kiosk, ms) in exchange.behind {
            warn!(
                "kiosk {kiosk}: its clock is {} minutes behind this computer's; set the one that is wrong. Until then, places in sessions are kept for as long as it takes by both",
                ms / 60_000
            );
        }
        // The live page looks again by itself every few seconds; kiosks that wait for news need not wake.
        self.shared.memory().seats = exchange.allocators;
        Ok(exchange.answers)
    }

    /// Stores batches in one commit. When it fails, nothing in memory has moved.
    fn ingest(&mut self, batches: &[Batch]) -> Result<Vec<Ack>, StoreError> {
        self.shared.watch.check()?;
        let is_idle = batches.iter().all(|batch| batch.records.is_empty());
        let due = !is_idle && self.heard_written.elapsed() >= HEARD_WITH_COMMIT;
        let states = if due { self.heard_states() } else { Vec::new() };
        let ingested = if is_idle {
            // Signs of life need no write to the disk.
            let records = SqliteRecords::new(&self.db);
            let heads = batches.iter().map(|batch| heard(&records, batch));
            let heads: Result<_, PortError> = heads.collect();
            heads.map_err(StoreError::from)
        } else {
            let ingested = match self.append(batches, &states) {
                Err(StoreError::Port(PortError::Miscounted(what))) => self
                    .count_anew(&what)
                    .and_then(|()| self.append(batches, &states)),
                ingested => ingested,
            };
            self.failing = ingested.is_err();
            ingested
        };
        let ingested = ingested?;
        // What was committed to a file that is gone is not acknowledged.
        self.shared.watch.check()?;
        if due {
            self.heard_failing = false;
            self.heard.clear();
            self.heard_written = Instant::now();
        }
        Ok(self.take_in(batches, ingested))
    }

    /// Puts right what follows from records, so that damage there keeps no record out.
    fn count_anew(&mut self, what: &str) -> Result<(), StoreError> {
        error!("{what}; all records are counted anew");
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let rules = load::catalogue(&change)?.1.rules();
        let report = rebuild::rebuild(&change, &rules)?;
        change.commit()?;
        for difference in report.differences {
            error!("put right: {difference}");
        }
        Ok(())
    }

    fn append(
        &mut self,
        batches: &[Batch],
        heard: &[KioskState],
    ) -> Result<Vec<Ingested>, StoreError> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let counted_by = load::counted_by(&change)?;
        if self.rules.as_ref().is_none_or(|(of, _)| *of != counted_by) {
            let catalogue = load::catalogue_version(&change, counted_by)?;
            let missing = || StoreError::Damaged(format!("catalogue {counted_by} is missing"));
            let rules = catalogue.ok_or_else(missing)?.rules();
            self.rules = Some((counted_by, rules));
        }
        let ingested = match &self.rules {
            Some((_, rules)) if !batches.is_empty() => {
                ingest(&SqliteRecords::new(&change), rules, batches)?
            }
            _ => Vec::new(),
        };
        for state in heard {
            load::write_heard(&change, state)?;
        }
        change.commit()?;
        Ok(ingested)
    }

    /// Moves what is in memory to where the database is now.
    fn take_in(&mut self, batches: &[Batch], ingested: Vec<Ingested>) -> Vec<Ack> {
        let mut memory = self.shared.memory();
        let mut arrival = 0;
        let mut acks = Vec::with_capacity(batches.len());
        for (batch, ingested) in batches.iter().zip(ingested) {
            let contiguous = ingested.contiguous;
            arrival = arrival.max(ingested.arrival);
            if let Some(state) = memory.kiosks.get_mut(&batch.origin.kiosk) {
                state.last_heard_ms = Some(batch.received);
                state.waiting = batch.waiting;
                let stored = |last: &Incoming| last.seq <= contiguous;
                let whole = !ingested.forked && batch.records.last().is_none_or(stored);
                if let Some(complete) = batch.complete_to.filter(|_| whole) {
                    // A kiosk whose clock runs ahead can't vouch for what is still to come.
                    state.complete_to_ms = Some(complete.min(batch.received));
                }
                self.heard.insert(state.id.clone());
            }
            acks.push(Ack {
                contiguous,
                safe: ingested.safe,
                rejected: ingested.rejected,
            });
        }
        drop(memory);
        self.shared.mark.send_if_modified(|mark| {
            let newer = arrival > mark.arrival;
            mark.arrival = mark.arrival.max(arrival);
            newer
        });
        acks
    }

    /// Writes down when kiosks were last heard.
    pub(super) fn write_heard(&mut self) -> Result<(), StoreError> {
        let states = self.heard_states();
        let written = self.append(&[], &states);
        self.heard_failing = written.is_err();
        written?;
        self.heard.clear();
        self.heard_written = Instant::now();
        Ok(())
    }

    fn heard_states(&self) -> Vec<KioskState> {
        let memory = self.shared.memory();
        let states = self.heard.iter().filter_map(|id| memory.kiosks.get(id));
        states.cloned().collect()
    }
}

#[cfg(test)]
mod tests;
